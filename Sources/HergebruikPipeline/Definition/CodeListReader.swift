// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikModel
internal import HergebruikTransform

/// Reads a code list or a generalisation hierarchy into a table, and says what is wrong with it.
///
/// Messages name lines and columns, never a value of the list.
struct CodeListReader {
  /// The dataset's folder; relative paths start here.
  let folder: String
  /// What names the list, and where.
  let owner: (name: String, location: Diagnostic.Location)
  /// What is looked up.
  let type: FieldType
  let list: CodeList

  /// The largest file, in bytes.
  static let fileLimit = CodeTable.byteLimit

  /// Reads the file.
  ///
  /// - Throws: `Failure` with `code-list`, `input-output` or a code of the text.
  func read() throws(Failure) -> CodeTable {
    let path = "\(folder)/\(list.file)"
    try checkPlace(path)
    let source = try open(path)
    let columns = try columns(source, path)
    var filler = CodeListFiller(table: CodeTable(keys: type), columns: columns, path: path)
    try filler.fill(from: source, labels: labels)
    guard filler.table.count > 0 else {
      throw refused(path, "the list has no entries", "Look at the job that makes it.")
    }
    return filler.table
  }

  /// A list may say what nobody should read, and a path may come from elsewhere: only two folders are
  /// for lists, whatever links say.
  private func checkPlace(_ path: String) throws(Failure) {
    guard let real = SystemCall.realPath(path), let status = SystemCall.status(path) else {
      throw refused(
        path, "the list of '\(owner.name)' is not there",
        "A path starts at the dataset's folder: put the file in its folder 'codes', or in "
          + "pipelines/codes and write ../codes/NAME.csv.", at: owner.location)
    }
    let allowed = [folder, "\(folder)/../codes"].compactMap(SystemCall.realPath)
    guard allowed.contains(where: { real.hasPrefix($0 + "/") }) else {
      throw refused(
        path, "the list is outside the dataset's folder and outside pipelines/codes",
        "Copy it to one of the two.", at: owner.location)
    }
    guard let size = SystemCall.fileSize(status), size <= Self.fileLimit else {
      throw refused(
        path, "the list is no file of at most \(Self.fileLimit >> 20) MiB",
        "Leave out columns and rows that are not needed.")
    }
  }

  private func open(_ path: String) throws(Failure) -> any SourceTable {
    var dialect = CSVDialect()
    dialect.delimiter = list.delimiter.utf8.first ?? dialect.delimiter
    if case .level = list.columns { dialect.headerRows = 0 }
    return try CSVExtractor(path: path, dialect: dialect).open(
      ExtractContext(folder: "", now: 0, scratch: ""))
  }

  /// The columns of the values and of what they become, from 0.
  private func columns(
    _ source: any SourceTable, _ path: String
  ) throws(Failure) -> (from: Int, to: Int) {
    switch list.columns {
    case .level(let level):
      guard level < source.width else {
        throw refused(
          path, "the hierarchy has no level \(level): it has \(source.width) columns",
          source.width == 1
            ? "Check 'delimiter'."
            : "The value is level 0, so \(source.width - 1) is the last.")
      }
      return (0, level)
    case .labels(let from, let to):
      let header = source.header ?? []
      return (try column(from, header, path), try column(to, header, path))
    }
  }

  private func column(
    _ label: String, _ header: [String], _ path: String
  ) throws(Failure) -> Int {
    let found = header.indices.filter { header[$0] == label }
    if found.count == 1 { return found[0] }
    throw refused(
      path, "the list has \(found.isEmpty ? "no" : "more than one") column '\(label)'",
      header.count == 1
        ? "It has one column: check 'delimiter'." : Suggestion.hint(for: label, among: header),
      at: Diagnostic.Location(file: path, line: 1))
  }

  /// What to call the two columns in messages.
  private var labels: (from: String, to: String) {
    switch list.columns {
    case .level(let level): ("column 1", "column \(level + 1)")
    case .labels(let from, let to): ("'\(from)'", "'\(to)'")
    }
  }

  private func refused(
    _ path: String, _ summary: String, _ hint: String, at place: Diagnostic.Location? = nil
  ) -> Failure {
    Failure(.codeList, at: place ?? Diagnostic.Location(file: path), summary, hint: hint)
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
        tables[field.name] = try CodeListReader(
          folder: folder, owner: (field.treatment.name, field.location), type: field.type,
          list: list
        ).read()
      } catch {
        problems += error.diagnostics
      }
    }
    guard problems.isEmpty else { throw Failure(problems) }
    return tables
  }

  /// Reads the code lists of all steps, by the steps' numbers.
  ///
  /// - Throws: `Failure` with what is wrong with each list.
  func stepCodes() throws(Failure) -> [Int: CodeTable] {
    var tables: [Int: CodeTable] = [:]
    var problems: [Diagnostic] = []
    for (number, step) in steps.enumerated() {
      guard let (column, list) = step.codeList else { continue }
      do throws(Failure) {
        var type = FieldType.string(.default)
        if case .lookup = step.kind { type = try stepPlan().keyType(of: column, step: number) }
        tables[number] = try CodeListReader(
          folder: folder, owner: (step.name, step.location), type: type, list: list
        ).read()
      } catch {
        problems += error.diagnostics
      }
    }
    guard problems.isEmpty else { throw Failure(problems) }
    return tables
  }
}
