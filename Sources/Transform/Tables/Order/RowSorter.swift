// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// Sorts the rows of one thread in bounded memory: beyond it, sorted runs go to a private file.
///
/// `RowMerge` puts the rows of all threads together.
package final class RowSorter: @unchecked Sendable {
  private let memory: Int
  private let folder: String
  private var file: SpillFile?
  /// What is not in the file; gone once all is.
  private(set) var arena: RowArena?
  private(set) var runs: [StoredRun] = []

  /// Makes a sorter that holds at most `memory` bytes, and where a row is larger, none but that row's own;
  /// it spills into `folder`, which must exist.
  package init(memory: Int, folder: String) {
    (self.memory, self.folder) = (memory, folder)
    arena = RowArena(memory: memory - Self.writing(memory))
  }

  /// The part of some memory that writing takes.
  static func writing(_ memory: Int) -> Int { min(memory / 8, 1 << 18) }

  /// Whether anything is in the file.
  package var hasSpilled: Bool { !runs.isEmpty }

  /// Adds a row.
  package func add(_ record: borrowing RowRecord) throws(Failure) {
    let row = record.row
    guard let arena, !arena.append(row) else { return }
    try spill(arena)
    guard !arena.append(row) else { return }
    // It is larger than all the memory: a run by itself.
    var writer = try makeWriter()
    try writer.append(row)
    runs.append(try writer.end())
  }

  /// Puts what is in memory in order, and in the file where the runs of any thread are: then the memory is
  /// for the merge.
  package func finish(spilling: Bool) throws(Failure) {
    guard let arena else { return }
    guard spilling else { return arena.sort() }
    try spill(arena)
    self.arena = nil
  }

  /// Gives the runs away, and with them the file: it goes with the last of them.
  func takeRuns() -> [StoredRun] {
    defer { (runs, file) = ([], nil) }
    return runs
  }

  private func spill(_ arena: RowArena) throws(Failure) {
    guard arena.count > 0 else { return }
    arena.sort()
    var writer = try makeWriter()
    for index in 0..<arena.count { try writer.append(arena.row(index)) }
    runs.append(try writer.end())
    arena.removeAll()
  }

  private func makeWriter() throws(Failure) -> RowRunWriter {
    let file: SpillFile
    if let made = self.file { file = made } else { file = try SpillFile(folder: folder) }
    self.file = file
    return RowRunWriter(file, memory: Self.writing(memory))
  }
}
