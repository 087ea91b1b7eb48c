// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// A 128-bit hash with 64 bits of anything: what whole-table questions sort by the million.
struct SortedEntry: Equatable, Sendable {
  var high: UInt64
  var low: UInt64
  var word: UInt64

  func precedes(_ other: SortedEntry) -> Bool {
    (high, low, word) < (other.high, other.low, other.word)
  }

  /// Sorts entries by hash, then by word.
  static func sort(_ entries: inout [SortedEntry]) {
    entries.withUnsafeMutableBufferPointer { $0.sort { $0.precedes($1) } }
  }
}

/// Sorted runs of entries on disk, and their merge; the file is made with the first run.
final class SortedRuns {
  private let folder: String
  private var file: SpillFile?

  /// Makes no file yet; `folder` must exist when the first run comes.
  init(folder: String) {
    self.folder = folder
  }

  /// Whether nothing was written.
  var isEmpty: Bool { file == nil }

  /// Writes a run of entries, which must be sorted.
  func append(_ entries: UnsafeBufferPointer<SortedEntry>) throws(Failure) {
    guard !entries.isEmpty else { return }
    let file: SpillFile
    if let made = self.file { file = made } else { file = try SpillFile(folder: folder) }
    self.file = file
    try file.appendRun(entries)
  }

  /// Visits the entries of all runs in order; those of `memory`, sorted, where there is no run.
  ///
  /// May be called again and again.
  func forEach(
    or memory: ArraySlice<SortedEntry>, _ body: (SortedEntry) throws(Failure) -> Void
  ) throws(Failure) {
    guard let file else {
      for entry in memory { try body(entry) }
      return
    }
    var heap = RunHeap()
    for range in file.runs { try heap.add(SpillFile.Run(file: file, range: range)) }
    while let entry = try heap.next() { try body(entry) }
  }
}

/// The heads of sorted runs, the least one first: a binary heap.
private struct RunHeap {
  private var runs: [SpillFile.Run] = []
  /// The head of a run, and which run.
  private var heads: [(entry: SortedEntry, run: Int)] = []

  /// Adds a run; of all runs before the first entry is taken.
  mutating func add(_ run: SpillFile.Run) throws(Failure) {
    runs.append(run)
    guard let head = try runs[runs.count - 1].next() else { return }
    heads.append((head, runs.count - 1))
    var at = heads.count - 1
    while at > 0, heads[at].entry.precedes(heads[(at - 1) / 2].entry) {
      heads.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  /// Takes the least entry of all runs.
  mutating func next() throws(Failure) -> SortedEntry? {
    guard let least = heads.first else { return nil }
    if let head = try runs[least.run].next() {
      heads[0].entry = head
    } else {
      heads[0] = heads[heads.count - 1]
      heads.removeLast()
    }
    sink()
    return least.entry
  }

  private mutating func sink() {
    var at = 0
    while true {
      var least = at
      for child in 2 * at + 1...2 * at + 2 where child < heads.count {
        if heads[child].entry.precedes(heads[least].entry) { least = child }
      }
      guard least != at else { return }
      heads.swapAt(at, least)
      at = least
    }
  }
}

/// Sorts any number of entries in bounded memory: beyond it, runs go to disk.
final class EntrySorter {
  private var entries: [SortedEntry] = []
  private let runs: SortedRuns
  private let most: Int

  /// Makes a sorter that holds at most `memory` bytes and spills into `folder`, which must exist.
  init(memory: Int, folder: String) {
    most = max(memory / MemoryLayout<SortedEntry>.stride, 1024)
    runs = SortedRuns(folder: folder)
  }

  func add(_ entry: SortedEntry) throws(Failure) {
    if entries.count == most { try spill() }
    entries.append(entry)
  }

  /// Visits all entries in order.
  func forEach(_ body: (SortedEntry) throws(Failure) -> Void) throws(Failure) {
    if runs.isEmpty { SortedEntry.sort(&entries) } else { try spill() }
    try runs.forEach(or: entries[...], body)
  }

  private func spill() throws(Failure) {
    SortedEntry.sort(&entries)
    try entries.withUnsafeBufferPointer { entries throws(Failure) in try runs.append(entries) }
    entries.removeAll(keepingCapacity: true)
  }
}
