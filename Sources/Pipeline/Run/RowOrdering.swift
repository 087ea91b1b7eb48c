// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikTables

/// Gives the rows another order than the export's: every worker collects and sorts its own, and when the last
/// row was read they are merged.
///
/// The belt's lock guards its state; `fill` is for one worker at a time, outside the lock.
final class RowOrdering: @unchecked Sendable {
  /// The part of `--memory` that all of it takes.
  private static let share = 4
  /// Bytes that are merged at a time, of all files together.
  private static let step = 1 << 20

  private let trays: [SortingTray]
  private let memory: Int
  private let folder: String

  private var unsorted: [SortingTray] = []
  private var sorting = 0
  private var hasBegun = false
  private var isMerging = false
  private var hasSpilled = false
  /// Whether all rows were handed in.
  private(set) var isDone = false

  private var merge: RowMerge?

  init(_ job: Conversion.Job, key: SortKey) {
    memory = job.memory / Self.share
    folder = job.scratch
    let own = memory / job.workers
    trays = (0..<job.workers).map { _ in
      SortingTray(key, RowSorter(memory: own, folder: job.scratch))
    }
  }

  /// Where one worker puts its rows.
  func tray(of worker: Int) -> SortingTray { trays[worker] }

  // MARK: Within the belt's lock

  /// Says that all rows were collected.
  func begin() {
    guard !hasBegun else { return }
    hasBegun = true
    unsorted = trays
    hasSpilled = trays.contains { $0.sorter.hasSpilled }
  }

  /// What is to be done now; nil where that is nothing.
  func next() -> Belt.Task? {
    guard hasBegun, !isMerging, !isDone else { return nil }
    if let tray = unsorted.popLast() {
      sorting += 1
      return .sort(tray, spilling: hasSpilled)
    }
    guard sorting == 0 else { return nil }
    isMerging = true
    return .merge(self)
  }

  func endSort() { sorting -= 1 }

  func endMerge(isLast: Bool) { (isMerging, isDone) = (false, isLast) }

  // MARK: For the worker that merges

  /// Puts the next rows in a block, about 1 MiB of them; true at the end.
  func fill(_ block: Block) throws(Failure) -> Bool {
    let merge: RowMerge
    if let begun = self.merge {
      merge = begun
    } else {
      merge = try RowMerge(trays.map(\.sorter), memory: memory, folder: folder)
      self.merge = merge
    }
    var size = 0
    while size < Self.step {
      guard let row = try merge.next() else { return true }
      for (index, rows) in block.encoded.enumerated() {
        let part = row.part(index, of: block.encoded.count)
        rows.data.append(part)
        size += part.count
      }
    }
    return false
  }
}

/// Where one worker puts its rows, as they will stand in each file, to be sorted.
final class SortingTray: @unchecked Sendable {
  let sorter: RowSorter
  private let key: SortKey
  private var record = RowRecord()

  init(_ key: SortKey, _ sorter: RowSorter) {
    (self.key, self.sorter) = (key, sorter)
  }

  /// Adds the rows of a batch.
  func add(_ open: borrowing OpenBatch, _ encoders: [RowEncoder]) throws(Failure) {
    for row in 0..<open.rowCount {
      record.begin()
      key.append(row: row, of: open, to: &record.text)
      record.endKey()
      for encoder in encoders {
        encoder.append(open, rows: row..<(row + 1), to: &record.text)
        record.endPart()
      }
      record.end()
      try sorter.add(record)
    }
  }
}

extension PipelineDefinition.RowOrder {
  /// What rows are sorted by; nil where they keep the order of the export.
  func sortKey(_ table: OpenTable) -> SortKey? {
    switch self {
    case .key: .key(of: table)
    case .shuffled: .shuffled
    case .source: nil
    }
  }
}
