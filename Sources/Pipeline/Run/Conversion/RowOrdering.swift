// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
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

  /// How far it is.
  private enum Phase {
    /// Workers put rows in their trays.
    case collecting
    /// Trays are sorted, each by whoever is free: those that nobody took yet, and how many are being sorted.
    case sorting(unsorted: [SortingTray], running: Int, spilling: Bool)
    /// The rows are taken from all trays, by one worker at a time.
    case merging(isBusy: Bool)
    case done
  }

  /// What a worker has to do.
  enum Task {
    case sort(SortingTray, spilling: Bool)
    case merge
  }

  private var phase = Phase.collecting
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
    phase = .sorting(
      unsorted: trays, running: 0, spilling: trays.contains { $0.sorter.hasSpilled })
  }

  /// What is to be done now; `nil` if that is nothing.
  func next() -> Task? {
    switch phase {
    case .sorting(var unsorted, let running, let spilling):
      guard let tray = unsorted.popLast() else { return nil }
      phase = .sorting(unsorted: unsorted, running: running + 1, spilling: spilling)
      return .sort(tray, spilling: spilling)
    case .merging(isBusy: false):
      phase = .merging(isBusy: true)
      return .merge
    case .collecting, .merging, .done: return nil
    }
  }

  /// Says that a tray is sorted.
  func endSort() {
    guard case .sorting(let unsorted, let running, let spilling) = phase else { return }
    phase =
      unsorted.isEmpty && running == 1
      ? .merging(isBusy: false)
      : .sorting(unsorted: unsorted, running: running - 1, spilling: spilling)
  }

  /// Says that rows were taken, and whether they were the last.
  func endMerge(isLast: Bool) { phase = isLast ? .done : .merging(isBusy: false) }

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
