// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Sorted rows in a file.
struct StoredRun {
  var file: SpillFile
  var range: Range<Int>
  /// Bytes of the largest row: a reader must hold one.
  var largest: Int

  /// The least memory with which it is read.
  var need: Int { max(largest, 1 << 16) }
}

/// Writes sorted rows to a file, run after run.
struct RowRunWriter: ~Copyable {
  private var buffer: SpillBuffer
  private var start: Int
  private var largest = 0

  /// Begins a run at the end of a file.
  ///
  /// - Parameter memory: The bytes to write at once.
  init(_ file: SpillFile, memory: Int) {
    start = file.size
    buffer = SpillBuffer(file, memory: memory)
  }

  package mutating func append(_ row: SortedRow) throws(Failure) {
    let bytes = row.bytes
    largest = max(largest, bytes.byteCount)
    try buffer.append(bytes)
  }

  /// Ends the run; the next row begins another one.
  package mutating func end() throws(Failure) -> StoredRun {
    try buffer.flush()
    let file = buffer.file
    defer { (start, largest) = (file.size, 0) }
    return StoredRun(file: file, range: start..<file.size, largest: largest)
  }
}

/// Sorted rows, one at a time; each is valid until the next one is taken.
enum RowRun: SortedRun {
  case memory(RowArena, next: Int)
  case stored(StoredRunReader)

  package mutating func next() throws(Failure) -> SortedRow? {
    switch self {
    case .memory(let arena, let index):
      guard index < arena.count else { return nil }
      self = .memory(arena, next: index + 1)
      return arena.row(index)
    case .stored(let reader): return try reader.next()
    }
  }
}

/// Reads a stored run through a piece of memory.
///
/// Memory safety: it owns `room`, which is as large as the largest row, and frees it once.
@safe
final class StoredRunReader {
  private let file: SpillFile
  private var rest: Range<Int>
  private let room: UnsafeMutableRawBufferPointer
  /// What was read and not given out.
  private var held = 0..<0

  /// - Parameter memory: Bytes to read at once; the largest row must fit.
  init(_ run: StoredRun, memory: Int) {
    (file, rest) = (run.file, run.range)
    unsafe room = .allocate(byteCount: min(memory, max(run.range.count, 1)), alignment: 16)
  }

  deinit { unsafe room.deallocate() }

  package func next() throws(Failure) -> SortedRow? {
    if held.count < SortedRow.headSize { try refill() }
    guard !held.isEmpty, let base = unsafe room.baseAddress else { return nil }
    // The row may be there in part only: until it is whole, nothing but its head is looked at.
    let count = unsafe SortedRow.count(at: base + held.lowerBound)
    if count <= held.count {
      defer { held = held.lowerBound + count..<held.upperBound }
      return unsafe SortedRow(base + held.lowerBound)
    }
    try refill()
    held = count..<held.upperBound
    return unsafe SortedRow(base)
  }

  /// Moves what is left to the front, and reads more behind it.
  private func refill() throws(Failure) {
    unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: room[held]))
    let length = unsafe min(room.count - held.count, rest.count)
    let free = unsafe UnsafeMutableRawBufferPointer(
      rebasing: room[held.count..<(held.count + length)])
    try unsafe file.read(free, at: rest.lowerBound)
    held = 0..<(held.count + length)
    rest = rest.lowerBound + length..<rest.upperBound
  }
}
