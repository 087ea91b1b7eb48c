// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// The rows of all threads in one order.
package final class RowMerge {
  /// The most that is read of a run at once, where there is memory for it.
  private static let reading = 1 << 20

  private var heap = RunHeap<RowRun>()

  /// Begins to merge.
  ///
  /// - Parameters:
  ///   - sorters: Those of all threads, each one finished, in the same way.
  ///   - memory: The bytes that it may take. Two runs are merged whatever they take: their largest rows.
  ///   - folder: Where runs go that are merged because there are too many to merge at once.
  package init(_ sorters: [RowSorter], memory: Int, folder: String) throws(Failure) {
    for sorter in sorters {
      if let arena = sorter.arena { try heap.add(.memory(arena, next: 0)) }
    }
    let writing = RowSorter.writing(memory)
    let runs = try Self.fewer(
      sorters.flatMap { $0.takeRuns() }, memory: memory, writing: writing, folder)
    heap = try Self.heap(of: runs, memory: memory, adding: heap)
  }

  /// Takes the next row, which is valid until the next call; nil at the end.
  package func next() throws(Failure) -> SortedRow? { try heap.next() }

  /// Merges runs into longer ones until all that are left can be read at once.
  private static func fewer(
    _ runs: [StoredRun], memory: Int, writing: Int, _ folder: String
  ) throws(Failure) -> [StoredRun] {
    var runs = runs
    while runs.count > 2, runs.reduce(0, { $0 + $1.need }) > memory {
      // A new file for each time: the one before is gone once it was read.
      let file = try SpillFile(folder: folder)
      var writer = RowRunWriter(file, memory: writing)
      var merged: [StoredRun] = []
      for group in groups(of: runs, memory: memory - writing) {
        var heap = try heap(of: group, memory: memory - writing)
        while let row = try heap.next() { try writer.append(row) }
        merged.append(try writer.end())
      }
      runs = merged
    }
    return runs
  }

  /// Runs that can be read at once, two at least but perhaps in the last group.
  private static func groups(of runs: [StoredRun], memory: Int) -> [ArraySlice<StoredRun>] {
    var groups: [ArraySlice<StoredRun>] = []
    var (start, needed) = (0, 0)
    for (index, run) in runs.enumerated() {
      if index - start >= 2, needed + run.need > memory {
        groups.append(runs[start..<index])
        (start, needed) = (index, 0)
      }
      needed += run.need
    }
    return groups + [runs[start...]]
  }

  private static func heap(
    of runs: some Collection<StoredRun>, memory: Int, adding: RunHeap<RowRun> = RunHeap()
  ) throws(Failure) -> RunHeap<RowRun> {
    var heap = adding
    let spare = max(memory - runs.reduce(0) { $0 + $1.need }, 0) / max(runs.count, 1)
    for run in runs {
      let memory = max(run.need, min(run.need + spare, reading))
      try heap.add(.stored(StoredRunReader(run, memory: memory)))
    }
    return heap
  }
}
