// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikModel
internal import HergebruikTransform

/// Compares the tables of two releases, row by row, in bounded memory.
struct ReleaseComparison {
  let memory: Int
  let scratch: String

  /// What differs between a release and the one before.
  ///
  /// - Throws: `Failure` where one of the tables cannot be read.
  func compare(
    _ older: DatasetRecord, in olderFolder: String, with newer: DatasetRecord,
    in newerFolder: String
  ) throws(Failure) -> Differencing.Figures {
    // A release whose bytes are the same has no difference that could tell anything.
    guard older.table?.sha256 != newer.table?.sha256 else { return .none }
    let differencing = Differencing(memory: memory, folder: scratch)
    // The quasi-identifiers of either count, by name: what was one then is no less so now.
    let quasi = Set((older.fields + newer.fields).filter { $0.privacy == .quasi }.map(\.name))
    try add(older, olderFolder, quasi, .older, to: differencing)
    try add(newer, newerFolder, quasi, .newer, to: differencing)
    return try differencing.figures()
  }

  private func add(
    _ record: DatasetRecord, _ folder: String, _ quasi: Set<String>,
    _ release: Differencing.Release, to differencing: Differencing
  ) throws(Failure) {
    guard let file = record.table else {
      throw Failure(.selfCheck, at: .init(file: folder), "a release has no table to compare")
    }
    let path = "\(folder)/\(file.fileName)"
    let table = try CSVExtractor.own(path, scratch: scratch)
    let names = table.header ?? []
    let columns = names.indices.filter { quasi.contains(names[$0]) }
    let all = Array(names.indices)
    let rows = try ExportRows(table) { batch throws(Failure) in
      for row in 0..<batch.rowCount {
        let key = ClassKey(batch, row: row, columns: columns)
        let whole = ClassKey(batch, row: row, columns: all)
        try differencing.add(key, row: whole, in: release)
      }
    }
    if let fault = rows.fault { throw Failure([fault.inFile(path)]) }
  }
}

extension CSVExtractor {
  /// A table that this program wrote.
  ///
  /// - Throws: `Failure` where it cannot be opened.
  static func own(_ path: String, scratch: String) throws(Failure) -> any SourceTable {
    let problems = ConfigProblems(file: path)
    let options = ConfigNode(
      .mapping([
        (ExtractProposal.plain("path"), ExtractProposal.text(ExportFile.pattern(path)))
      ]), line: 1, column: 1)
    guard var reader = ConfigReader(options, what: "'csv'", problems: problems),
      let extractor = CSVExtractor(&reader, columns: [], problems: problems)
    else { throw Failure(.selfCheck, at: .init(file: path), "a table of ours cannot be opened") }
    return try extractor.open(ExtractContext(folder: "", now: 0, scratch: scratch))
  }
}
