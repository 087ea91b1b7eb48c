// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// Finds values that occur twice in a table of any length, in bounded memory.
///
/// It holds 24 bytes a row: a 128-bit hash of the value (SipHash with the process's random seed) and
/// the row. Beyond the budget it writes sorted runs to a private file, which it merges at the end.
public final class UniqueIndex {
  struct Entry: Equatable {
    var high: UInt64
    var low: UInt64
    var row: UInt64

    func precedes(_ other: Entry) -> Bool {
      (high, low, row) < (other.high, other.low, other.row)
    }
  }

  private var entries: [Entry] = []
  private var spill: SpillFile?
  private let budget: Int
  private let folder: String

  /// Makes an index that holds at most `memory` bytes and spills into `folder`, which must exist.
  public init(memory: Int, folder: String) {
    budget = max(memory / MemoryLayout<Entry>.stride, 1024)
    self.folder = folder
  }

  /// Adds the keys of one batch, as `TransformResult.keys` has them: high, low and row, where
  /// `firstRow` is added to each row.
  public func insert(_ keys: [UInt64], firstRow: Int) throws(Failure) {
    for i in stride(from: 0, to: keys.count, by: 3) {
      entries.append(
        Entry(high: keys[i], low: keys[i + 1], row: keys[i + 2] + UInt64(firstRow)))
    }
    if entries.count >= budget { try spillRun() }
  }

  private func spillRun() throws(Failure) {
    entries.sort { $0.precedes($1) }
    let file: SpillFile
    if let spill { file = spill } else { file = try SpillFile(folder: folder) }
    spill = file
    try entries.withUnsafeBufferPointer { run throws(Failure) in try file.appendRun(run) }
    entries.removeAll(keepingCapacity: true)
  }

  /// Looks for values that occur more than once.
  ///
  /// - Returns: how many rows repeat an earlier one, and the first `limit` of them with the row that
  ///   they repeat, by row.
  public func duplicates(
    limit: Int
  ) throws(Failure) -> (count: Int, first: [(row: Int, repeats: Int)]) {
    var found = Duplicates(limit: limit)
    var previous: Entry?
    try forEachSorted { entry in
      if let last = previous, last.high == entry.high, last.low == entry.low {
        found.add(row: Int(entry.row), repeats: Int(last.row))
      } else {
        previous = entry
      }
    }
    return (found.count, found.first)
  }

  private func forEachSorted(_ body: (Entry) -> Void) throws(Failure) {
    entries.sort { $0.precedes($1) }
    guard let spill else {
      entries.forEach(body)
      return
    }
    try spillRun()
    var runs: [SpillFile.Run] = []
    for run in spill.runs { runs.append(try SpillFile.Run(file: spill, range: run)) }
    var heads: [Entry?] = []
    for i in runs.indices { heads.append(try Self.next(&runs[i])) }
    while let least = heads.indices.filter({ heads[$0] != nil }).min(by: { a, b in
      guard let x = heads[a], let y = heads[b] else { return false }
      return x.precedes(y)
    }), let entry = heads[least] {
      body(entry)
      heads[least] = try Self.next(&runs[least])
    }
  }

  private static func next(_ run: inout SpillFile.Run) throws(Failure) -> Entry? {
    guard let words = try run.next() else { return nil }
    return Entry(high: words.0, low: words.1, row: words.2)
  }

  private struct Duplicates {
    let limit: Int
    var count = 0
    var first: [(row: Int, repeats: Int)] = []

    /// Keeps the `limit` smallest rows: rows come in the order of their hashes.
    mutating func add(row: Int, repeats: Int) {
      count += 1
      if first.count == limit, let last = first.last, row > last.row { return }
      let at = first.firstIndex { $0.row > row } ?? first.endIndex
      first.insert((row, repeats), at: at)
      if first.count > limit { first.removeLast() }
    }
  }
}
