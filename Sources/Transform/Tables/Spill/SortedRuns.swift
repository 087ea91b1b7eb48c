// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
public import HergebruikValues

/// A 128-bit hash with 64 bits of anything: what whole-table questions sort by the million.
@usableFromInline
package struct SortedEntry: Ordered, Equatable, Sendable {
  @usableFromInline package var high: UInt64
  @usableFromInline package var low: UInt64
  @usableFromInline package var word: UInt64

  /// Creates it from its parts.
  @inlinable
  package init(high: UInt64, low: UInt64, word: UInt64) {
    self.high = high
    self.low = low
    self.word = word
  }

  package func precedes(_ other: SortedEntry) -> Bool {
    (high, low, word) < (other.high, other.low, other.word)
  }
}

/// In a hash table an entry of zeroes is a free place.
extension SortedEntry: ProbeSlot {
  @inlinable package static var free: SortedEntry { SortedEntry(high: 0, low: 0, word: 0) }
  @inlinable package var isFree: Bool { high | low | word == 0 }
}

/// Sorted runs of entries on disk, and their merge; the file is made with the first run.
package final class SortedRuns {
  private let folder: String
  private var file: SpillFile?
  private var ranges: [Range<Int>] = []

  /// Makes no file yet; `folder` must exist when the first run comes.
  package init(folder: String) {
    self.folder = folder
  }

  /// Whether nothing was written.
  package var isEmpty: Bool { file == nil }

  /// Writes a run of entries, which must be sorted.
  package func append(_ entries: Span<SortedEntry>) throws(Failure) {
    guard !entries.isEmpty else { return }
    let file: SpillFile
    if let made = self.file { file = made } else { file = try SpillFile(folder: folder) }
    self.file = file
    let start = file.size
    try unsafe file.append(entries.bytes)
    ranges.append(start..<file.size)
  }

  /// Visits the entries of all runs in order; those of `memory`, sorted, where there is no run.
  ///
  /// May be called again and again.
  package func forEach(
    or memory: Span<SortedEntry>, _ body: (SortedEntry) throws(Failure) -> Void
  ) throws(Failure) {
    guard let file else {
      for place in memory.indices { try body(memory[place]) }
      return
    }
    var heap = RunHeap<Run>()
    for range in ranges {
      try heap.add(Run(records: SpillRun(file: file, range: range, stride: 3)))
    }
    while let entry = try heap.next() { try body(entry) }
  }

  private struct Run: SortedRun {
    var records: SpillRun

    mutating func next() throws(Failure) -> SortedEntry? {
      guard let words = try unsafe records.next() else { return nil }
      return unsafe SortedEntry(high: words[0], low: words[1], word: words[2])
    }
  }
}

/// Sorts any number of entries in bounded memory: beyond it, runs go to disk.
package final class EntrySorter {
  private var entries: [SortedEntry] = []
  private let runs: SortedRuns
  private let most: Int

  /// Makes a sorter that holds at most `memory` bytes and spills into `folder`, which must exist.
  package init(memory: Int, folder: String) {
    most = max(memory / MemoryLayout<SortedEntry>.stride, 1024)
    runs = SortedRuns(folder: folder)
  }

  package func add(_ entry: SortedEntry) throws(Failure) {
    if entries.count == most { try spill() }
    entries.append(entry)
  }

  /// Visits all entries in order.
  package func forEach(_ body: (SortedEntry) throws(Failure) -> Void) throws(Failure) {
    if runs.isEmpty { SortedEntry.sort(&entries) } else { try spill() }
    let sorted = entries
    try runs.forEach(or: sorted.span, body)
  }

  private static func append(
    _ entries: inout [SortedEntry], to runs: SortedRuns
  ) throws(Failure) {
    try runs.append(entries.span)
    entries.removeAll(keepingCapacity: true)
  }

  private func spill() throws(Failure) {
    SortedEntry.sort(&entries)
    try Self.append(&entries, to: runs)
  }
}
