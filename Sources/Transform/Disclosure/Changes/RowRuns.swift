// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
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
    var buffer = SpillBuffer(file, memory: 1 << 19)
    try waiting.drain { words throws(Failure) in
      try unsafe buffer.append(words.bytes)
    }
    try buffer.flush()
    ranges.append(start..<file.size)
  }

  /// Visits the rows of all runs in the order of their keys.
  func forEach(_ body: (Span<UInt64>) throws(Failure) -> Void) throws(Failure) {
    guard let file else { return }
    var heap = RunHeap<Run>()
    for range in ranges {
      try heap.add(Run(records: SpillRun(file: file, range: range, stride: stride)))
    }
    while let row = try heap.next() {
      try unsafe body(Span(_unsafeStart: row.words, count: stride))
    }
  }

  /// A row in the buffer of its run.
  ///
  /// Memory safety: the words are in the buffer of a run, and are looked at before the run goes on.
  @safe
  struct Row: Ordered {
    let words: UnsafePointer<UInt64>

    func precedes(_ other: Row) -> Bool {
      unsafe (words[0], words[1]) < (other.words[0], other.words[1])
    }
  }

  /// One run.
  struct Run: SortedRun {
    var records: SpillRun

    mutating func next() throws(Failure) -> Row? {
      try unsafe records.next().map { unsafe Row(words: $0) }
    }
  }
}
