// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem
package import HergebruikTables

/// Reads what a foreign key refers to: a code list, or the published table of another dataset.
struct ReferenceReader {
  let pipeline: PipelineDefinition
  let key: ForeignKey
  /// Where the published tables are: `catalog/current/datasets`.
  let published: String
  /// The most bytes of the values, and where the rest goes.
  let memory: Int
  let scratch: String

  /// Reads the values; nil where they are in the table itself.
  ///
  /// - Throws: `code-list`, `foreign-key` where the other dataset is not published, and `input-output`.
  func read() throws(Failure) -> ReferenceKeys? {
    let list: ListFile
    switch key.reference {
    case .table: return nil
    case .codes(let file, let delimiter):
      list = ListFile(path: "\(pipeline.folder)/\(file)", delimiter: delimiter)
      try list.checkPlace(in: pipeline.folder, what: "foreignKeys", at: key.location)
    case .dataset(let name):
      list = ListFile(path: "\(published)/\(name)/\(name).csv.gz", delimiter: ",")
      try checkPublished(name, list)
    }
    let source = try list.open()
    var columns: [Int] = []
    for label in key.referenced { columns.append(try list.column(label, of: source)) }
    return try fill(list, source, columns)
  }

  private func checkPublished(_ name: String, _ list: ListFile) throws(Failure) {
    guard FileStatus(list.path) == nil else { return }
    throw Failure(
      .foreignKey, at: key.location,
      "dataset '\(name)' is not published, so nothing can be looked up in it",
      hint: "Publish it first: hergebruik run \(name)")
  }

  private func fill(
    _ list: ListFile, _ source: any SourceTable, _ columns: [Int]
  ) throws(Failure) -> ReferenceKeys {
    let types = key.fields.compactMap { name in
      pipeline.fields.index(ofKey: name).map { pipeline.fields[$0].type }
    }
    let keys = ReferenceKeys(types: types, memory: memory, folder: scratch)
    var rows = ListRows(source, path: list.path)
    var batch = RecordBatch()
    var left = isCodes ? CodeTable.entryLimit : .max
    while try rows.next(&batch) {
      left -= batch.rowCount
      guard left >= 0 else {
        throw list.refused(
          "the list has more than \(CodeTable.entryLimit) rows", "Leave out what is not needed.")
      }
      if let record = batch.malformed.first {
        throw list.refused(
          "the row has \(record.cells.count) cells, not \(source.width)",
          "Look for a missing quote or a delimiter within a text on this line.",
          at: .init(file: list.path, line: rows.line + record.line))
      }
      for row in 0..<batch.rowCount {
        let isRight = try keys.insert(row, of: batch, columns: columns)
        guard isRight else { throw unfit(list, line: rows.line + Int(batch.lines[row])) }
      }
    }
    return keys
  }

  private var isCodes: Bool {
    if case .codes = key.reference { return true }
    return false
  }

  private func unfit(_ list: ListFile, line: Int) -> Failure {
    list.refused(
      "a value in \(key.referenced.map { "'\($0)'" }.joined(separator: ", ")) is not of the type of "
        + "its field",
      "Write dates as 2026-01-31 and numbers with a decimal point; see the field's 'format'.",
      at: .init(file: list.path, line: line))
  }
}

extension PipelineDefinition {
  /// Reads what the foreign keys refer to, by the position of the key.
  ///
  /// - Throws: `Failure` with what is wrong with each.
  package func references(
    published: String, memory: Int, scratch: String
  ) throws(Failure) -> [Int: ReferenceKeys] {
    var found: [Int: ReferenceKeys] = [:]
    var problems: [Diagnostic] = []
    for (position, key) in keys.foreign.enumerated() {
      do throws(Failure) {
        found[position] = try ReferenceReader(
          pipeline: self, key: key, published: published, memory: memory / keys.foreign.count,
          scratch: scratch
        ).read()
      } catch {
        problems += error.diagnostics
      }
    }
    guard problems.isEmpty else { throw Failure(problems) }
    return found
  }

  /// Reads the code lists of foreign keys, and lets go of them; other datasets need not be published yet.
  func checkReferences() throws(Failure) {
    for key in keys.foreign {
      guard case .codes = key.reference else { continue }
      // A list has at most as many rows as fit in this.
      _ = try ReferenceReader(
        pipeline: self, key: key, published: "", memory: 1 << 30, scratch: ""
      ).read()
    }
  }

  /// What the definition of another dataset says against a foreign key into it.
  func problems(of key: ForeignKey, into other: PipelineDefinition) -> [Diagnostic] {
    zip(key.fields, key.referenced).compactMap { name, referenced in
      let field = other.publishedFields.first { $0.name == referenced }
      let own = publishedFields.first { $0.name == name }
      if other.aggregate != nil || field == nil {
        return Diagnostic(
          .invalidValue, at: key.location,
          "dataset '\(other.name)' publishes no field '\(referenced)' of its rows",
          hint: Suggestion.hint(for: referenced, among: other.publishedFields.map(\.name)))
      }
      if let field, field.treatment != .keep {
        return Diagnostic(
          .invalidValue, at: key.location,
          "'\(referenced)' of dataset '\(other.name)' is published with '\(field.treatment.name)', so "
            + "nothing can refer to it",
          hint: "Only values that both datasets publish as they are can be compared.")
      }
      guard field?.type.name != own?.type.name else { return nil }
      return Diagnostic(
        .invalidValue, at: key.location,
        "'\(name)' and '\(referenced)' of dataset '\(other.name)' are of different types",
        hint: "Give both the same 'type'.")
    }
  }
}
