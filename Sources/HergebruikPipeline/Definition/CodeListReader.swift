// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikTransform

/// Reads a code list or a generalisation hierarchy into a table, and says what is wrong with it.
///
/// Messages name lines and columns, never a value of the list.
struct CodeListReader {
  /// The dataset's folder; relative paths start here.
  let folder: String
  /// The field whose values are looked up.
  let field: Field
  let list: CodeList

  /// Reads the file.
  ///
  /// - Throws: `Failure` with `code-list`, `input-output` or a code of the text.
  func read() throws(Failure) -> CodeTable {
    try file.checkPlace(in: folder, what: field.treatment.name, at: field.location)
    let source = try file.open()
    let columns = try columns(source)
    var filler = CodeListFiller(
      table: CodeTable(keys: field.type), columns: columns, path: file.path)
    try filler.fill(from: source, labels: labels)
    guard filler.table.count > 0 else {
      throw file.refused("the list has no entries", "Look at the job that makes it.")
    }
    return filler.table
  }

  private var file: ListFile {
    var file = ListFile(path: "\(folder)/\(list.file)", delimiter: list.delimiter)
    if case .level = list.columns { file.hasHeader = false }
    return file
  }

  /// The columns of the values and of what they become, from 0.
  private func columns(_ source: any SourceTable) throws(Failure) -> (from: Int, to: Int) {
    switch list.columns {
    case .level(let level):
      guard level < source.width else {
        throw file.refused(
          "the hierarchy has no level \(level): it has \(source.width) columns",
          source.width == 1
            ? "Check 'delimiter'."
            : "The value is level 0, so \(source.width - 1) is the last.")
      }
      return (0, level)
    case .labels(let from, let to):
      return (try file.column(from, of: source), try file.column(to, of: source))
    }
  }

  /// What to call the two columns in messages.
  private var labels: (from: String, to: String) {
    switch list.columns {
    case .level(let level): ("column 1", "column \(level + 1)")
    case .labels(let from, let to): ("'\(from)'", "'\(to)'")
    }
  }
}

extension PipelineDefinition {
  /// Reads the code lists of all fields, by the fields' names.
  ///
  /// - Throws: `Failure` with what is wrong with each list.
  func codeTables() throws(Failure) -> [String: CodeTable] {
    var tables: [String: CodeTable] = [:]
    var problems: [Diagnostic] = []
    for field in fields {
      guard let list = field.treatment.codeList else { continue }
      do throws(Failure) {
        tables[field.name] = try CodeListReader(folder: folder, field: field, list: list).read()
      } catch {
        problems += error.diagnostics
      }
    }
    guard problems.isEmpty else { throw Failure(problems) }
    return tables
  }
}
