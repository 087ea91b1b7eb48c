// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

/// Entries divided over buckets by their first bits: in memory up to a budget, in a private file beyond it.
///
/// What has one hash is in one bucket, so that a question about a whole table is one about each bucket by
/// itself. The entries of a bucket keep the order in which they were added.
///
/// Memory safety: it owns a chunk for each bucket and the full ones, and frees each once; what is filled is below `chunkSize`.
@safe
final class EntryBuckets {
  /// How many there are.
  static let count = 512
  /// Entries of a chunk: 6 KiB.
  private static let chunkSize = 256

  /// A full chunk.
  ///
  /// Memory safety: a chunk has `chunkSize` entries, which the buckets free once.
  @safe
  private enum Chunk {
    case memory(UnsafeMutablePointer<SortedEntry>)
    case file(Range<Int>)
  }

  /// Of each bucket the chunk that is filled, and how many entries it has.
  private let open: UnsafeMutableBufferPointer<UnsafeMutablePointer<SortedEntry>>
  private let filled = FixedArray<Int>(repeating: 0, count: count)
  private var chunks: [[Chunk]] = Array(repeating: [], count: count)
  /// How many more chunks may be in memory.
  private var left: Int
  private var file: SpillFile?
  private let folder: String

  /// Makes buckets that hold `memory` bytes, 3 MB at least, and spill into `folder`, which must exist.
  init(memory: Int, folder: String) {
    self.folder = folder
    left = max(memory / (Self.chunkSize * MemoryLayout<SortedEntry>.stride) - Self.count, 0)
    unsafe open = .allocate(capacity: Self.count)
    for number in 0..<Self.count {
      unsafe open.initializeElement(at: number, to: .allocate(capacity: Self.chunkSize))
    }
  }

  deinit {
    for place in unsafe open.indices { unsafe open[place].deallocate() }
    for case .memory(let chunk) in chunks.joined() { unsafe chunk.deallocate() }
    unsafe open.deallocate()
  }

  /// Adds an entry.
  @inline(__always)
  package func add(_ entry: SortedEntry) throws(Failure) {
    let number = Int(truncatingIfNeeded: entry.high >> 55)
    unsafe open[number][filled[number]] = entry
    filled[number] &+= 1
    if filled[number] == Self.chunkSize { try put(number) }
  }

  /// Puts a full chunk away.
  private func put(_ number: Int) throws(Failure) {
    filled[number] = 0
    if left > 0 {
      left -= 1
      unsafe chunks[number].append(.memory(open[number]))
      unsafe open[number] = .allocate(capacity: Self.chunkSize)
      return
    }
    let file: SpillFile
    if let made = self.file { file = made } else { file = try SpillFile(folder: folder) }
    self.file = file
    let start = file.size
    try unsafe file.append(Span(_unsafeStart: open[number], count: Self.chunkSize).bytes)
    chunks[number].append(.file(start..<file.size))
  }

  /// Visits the entries of a bucket in their order; several threads may do so, each with another bucket.
  package func forEach(in number: Int, _ body: (SortedEntry) -> Void) throws(Failure) {
    let room = UnsafeMutableBufferPointer<SortedEntry>.allocate(capacity: Self.chunkSize)
    defer { unsafe room.deallocate() }
    for chunk in chunks[number] {
      switch chunk {
      case .memory(let entries): for i in 0..<Self.chunkSize { unsafe body(entries[i]) }
      case .file(let range):
        try unsafe file?.read(UnsafeMutableRawBufferPointer(room), at: range.lowerBound)
        for place in room.indices { unsafe body(room[place]) }
      }
    }
    for i in 0..<filled[number] { unsafe body(open[number][i]) }
  }
}

/// Distinct entries by the first bits of their hash.
struct EntrySet {
  private var slots = ProbeTable<SortedEntry>(places: 1024)
  /// The bits of the second half that are compared.
  private let mask: UInt64

  /// Makes an empty set; of the hash so many bits are compared, from 65 to 128.
  init(bits: Int) { mask = ~0 << UInt64(128 - bits) }

  /// Empties it.
  mutating func removeAll() { slots.removeAll() }

  /// Adds an entry, which must not be all zeroes; where one with the same hash is there, gives that instead.
  package mutating func insert(_ entry: SortedEntry) -> SortedEntry? {
    // The bits of a hash need no more hashing; the highest are the bucket's.
    let place = slots.place(of: entry.high) {
      $0.high == entry.high && ($0.low ^ entry.low) & mask == 0
    }
    guard slots[place].isFree else { return slots[place] }
    slots.fill(place, with: entry)
    if slots.isCrowded { slots.grow { $0.high } }
    return nil
  }
}
