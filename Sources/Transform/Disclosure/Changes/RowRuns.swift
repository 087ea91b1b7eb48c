// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikTables

/// Rows of hashes on disk, in runs that are sorted by key, and their merge.
struct RowRuns {
  private let stride: Int
  private let folder: String
  private var file: SpillFile?
  private var ranges: [Range<Int>] = []

  init(stride: Int, folder: String) {
    (self.stride, self.folder) = (stride, folder)
  }

  var isEmpty: Bool { ranges.isEmpty }

  /// Writes what waits as a run.
  mutating func spill(_ waiting: inout WaitingRows) throws(Failure) {
    guard waiting.count > 0 else { return }
    let file: SpillFile
    if let made = self.file { file = made } else { file = try SpillFile(folder: folder) }
    self.file = file
    let start = file.size
    var block: [UInt64] = []
    func flush() throws(Failure) {
      try block.withUnsafeBufferPointer { words throws(Failure) in
        try file.append(UnsafeRawBufferPointer(words))
      }
      block.removeAll(keepingCapacity: true)
    }
    try waiting.drain { words throws(Failure) in
      block.append(contentsOf: words)
      if block.count > 1 << 16 { try flush() }
    }
    try flush()
    ranges.append(start..<file.size)
  }

  /// Visits the rows of all runs in the order of their keys.
  func forEach(_ body: (UnsafePointer<UInt64>) throws(Failure) -> Void) throws(Failure) {
    guard let file else { return }
    var heap = RunHeap<Run>()
    for range in ranges { try heap.add(Run(file: file, range: range, stride: stride)) }
    while let row = try heap.next() { try body(row.words) }
  }

  /// A row in the buffer of its run.
  struct Row: Ordered {
    let words: UnsafePointer<UInt64>

    func precedes(_ other: Row) -> Bool {
      (words[0], words[1]) < (other.words[0], other.words[1])
    }
  }

  /// One run, read in blocks of about 64 KiB.
  struct Run: SortedRun {
    private let file: SpillFile
    private let stride: Int
    private var rest: Range<Int>
    private let buffer: Buffer
    private var at = 0
    private var count = 0

    /// Stays where it is while rows of it are in use.
    private final class Buffer {
      let words: UnsafeMutableBufferPointer<UInt64>
      init(_ count: Int) { words = .allocate(capacity: count) }
      deinit { words.deallocate() }
    }

    init(file: SpillFile, range: Range<Int>, stride: Int) throws(Failure) {
      (self.file, self.stride, rest) = (file, stride, range)
      buffer = Buffer(max(8192 / stride, 1) * stride)
    }

    mutating func next() throws(Failure) -> Row? {
      if at == count { try refill() }
      guard at < count, let base = buffer.words.baseAddress else { return nil }
      defer { at += stride }
      return Row(words: UnsafePointer(base + at))
    }

    private mutating func refill() throws(Failure) {
      count = min(buffer.words.count, rest.count / 8)
      at = 0
      guard count > 0 else { return }
      let room = UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(buffer.words)[..<(count * 8)])
      try file.read(room, at: rest.lowerBound)
      rest = (rest.lowerBound + count * 8)..<rest.upperBound
    }
  }
}
