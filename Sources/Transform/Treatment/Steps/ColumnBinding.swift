// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// Which column of the export belongs to which field; every column has exactly one.
package struct ColumnBinding: Sendable {
  /// For each field its column, from 0; negative where the column is absent and may be.
  package let columns: [Int]
  /// How many columns need a field: those of the export, and after the steps what these left of them and made.
  package let width: Int
  /// What is done to a batch before its columns are these; nil where nothing is.
  package let steps: StepProgram?

  /// How the columns of the export and the fields agree; no column may be unlisted.
  ///
  /// Source: https://datapackage.org/standard/table-schema/#fieldsmatch
  package enum Match: String, CaseIterable, Sendable {
    /// The columns are the fields, in the same order.
    case exact
    /// The columns are the fields, in any order.
    case equal
    /// Named columns may be absent: all their cells count as missing.
    case superset
  }

  /// Binds the fields to the columns.
  ///
  /// - Parameters:
  ///   - header: the export's labels, or nil where it has none: then every field needs its index.
  ///   - file: the export, for messages.
  /// - Throws: `Failure` with all label errors: `extra-label`, `missing-label`, `incorrect-label`,
  ///   `duplicate-label`, `blank-label`.
  package init(
    fields: [Field], header: [String]?, width: Int, primaryKey: [String] = [], match: Match,
    file: String
  ) throws(Failure) {
    var binder = Binder(
      fields: fields, header: header, width: width, primaryKey: primaryKey, match: match,
      file: file)
    columns = binder.bind()
    self.width = width
    steps = nil
    guard binder.problems.isEmpty else { throw Failure(Self.capped(binder.problems, file: file)) }
  }

  /// Makes the binding of a table that steps make.
  init(columns: [Int], width: Int, steps: StepProgram) {
    (self.columns, self.width, self.steps) = (columns, width, steps)
  }

  /// The first few, and how many more: an export of another system may differ in every column.
  private static func capped(_ problems: [Diagnostic], file: String) -> [Diagnostic] {
    let shown = 20
    guard problems.count > shown + 1 else { return problems }
    let rest = Diagnostic(
      problems[shown].code, at: .init(file: file),
      "\(problems.count - shown) more columns do not agree with the pipeline file")
    return problems.prefix(shown) + [rest]
  }
}

/// The work of a binding, with the problems found on the way.
private struct Binder {
  let fields: [Field]
  let header: [String]?
  let width: Int
  let primaryKey: [String]
  let match: ColumnBinding.Match
  let file: String
  var problems: [Diagnostic] = []
  private var owners: [Int: Int] = [:]
  /// Whether the header is surely one, so that its labels may stand in messages.
  private let isSurelyHeader: Bool

  init(
    fields: [Field], header: [String]?, width: Int, primaryKey: [String],
    match: ColumnBinding.Match, file: String
  ) {
    (self.fields, self.header, self.width) = (fields, header, width)
    (self.primaryKey, self.match, self.file) = (primaryKey, match, file)
    isSurelyHeader = header.map { Self.isSurelyHeader($0, fields) } ?? false
  }

  /// A line of data may be read as the header, and its cells may be personal. It is a header where all
  /// expected labels are there but one at most, and hardly any other.
  private static func isSurelyHeader(_ header: [String], _ fields: [Field]) -> Bool {
    let named = fields.filter { !($0.source ?? "").isEmpty }
    let found = named.filter { field in
      guard let source = field.source else { return false }
      guard let index = field.index else { return header.contains(source) }
      return index <= header.count && header[index - 1] == source
    }.count
    let sources = Set(named.compactMap(\.source))
    let others = header.filter { !$0.isEmpty && !sources.contains($0) }.count
    return found > 0 && named.count - found <= 1 && others <= max(1, named.count / 4)
  }

  /// A label as it may stand in a message; nil where it may be a cell.
  private func shown(_ label: String) -> String? {
    let scalars = label.unicodeScalars
    let isLabel =
      isSurelyHeader && (1...60).contains(scalars.count)
      && scalars.allSatisfy { $0.properties.generalCategory != .control }
      && scalars.contains { $0.properties.isAlphabetic }
    return isLabel ? label : nil
  }

  mutating func bind() -> [Int] {
    if let header, let found = fewFound(in: header) {
      report(
        .missingLabel, field: nil, "\(found) in the header",
        "Check 'delimiter', 'encoding', 'skipLines' and 'headerRows': the line that was read as the "
          + "header has \(width) column\(width == 1 ? "" : "s").")
      return fields.map { _ in -1 }
    }
    if match == .exact { return bindInOrder() }
    let columns = fields.indices.map { bind($0) }
    for column in 0..<width where owners[column] == nil { reportUnlisted(column) }
    return columns
  }

  /// How few of the named fields are there, where it is less than half: then it may be a line of data
  /// that was read as the header, and its cells may be personal, so no label is shown.
  private func fewFound(in header: [String]) -> String? {
    let named = fields.compactMap(\.source).filter { !$0.isEmpty }
    let found = named.filter(header.contains).count
    guard found * 2 < named.count else { return nil }
    return found == 0
      ? "none of the fields' columns is"
      : "only \(found) of the \(named.count) columns that the pipeline file names \(found == 1 ? "is" : "are")"
  }

  /// The columns are the fields, one by one.
  private mutating func bindInOrder() -> [Int] {
    for column in 0..<max(width, fields.count) {
      guard column < fields.count else {
        reportUnlisted(column)
        continue
      }
      if column < width {
        checkLabel(of: fields[column], at: column)
      } else {
        reportMissing(column)
      }
    }
    return fields.indices.map { $0 < width ? $0 : -1 }
  }

  private mutating func checkLabel(of field: Field, at column: Int) {
    if let index = field.index, index != column + 1 {
      return report(
        .incorrectLabel, field: field,
        "\(field.label) is field \(column + 1), but has index \(index)",
        "List the fields in the order of the columns, or write 'fieldsMatch: equal'.")
    }
    guard let header else { return }
    let label = header[column]
    if label.isEmpty, !(field.source ?? "").isEmpty {
      report(
        .blankLabel, field: field, "column \(column + 1) has no name, and should be \(field.label)",
        "Look whether the export changed; a column without a name is listed by 'index' alone.")
    } else if !label.isEmpty, field.index == nil, header[..<column].contains(label) {
      report(
        .duplicateLabel, field: field, "column \(column + 1) has the name of an earlier one",
        "Give each of them a line of its own with its position as 'index'.")
    } else if label != field.source ?? "" {
      report(
        .incorrectLabel, field: field,
        "column \(column + 1) has another name\(shown(label).map { " ('\($0)')" } ?? "") than "
          + "'\(field.label)'",
        "Columns may have been moved or renamed; where their order is free, write 'fieldsMatch: equal'."
      )
    }
  }

  private mutating func reportMissing(_ index: Int) {
    report(
      .missingLabel, field: fields[index],
      "\(fields[index].label) should be column \(index + 1), but the export has \(width) columns",
      "Ask the supplier of the export what changed.")
  }

  /// Whether the export may lack the column of a field.
  private func mayLack(_ field: Field) -> Bool {
    match == .superset && !field.constraints.required && !primaryKey.contains(field.name)
  }

  private mutating func bind(_ index: Int) -> Int {
    let field = fields[index]
    if let position = field.index { return bind(index, at: position - 1) }
    guard let header, let source = field.source else {
      report(
        .missingLabel, field: field, "the export has no header, so \(field.label) needs an 'index'",
        "Write the column's number, from 1: index: 3.")
      return -1
    }
    let places = header.indices.filter { header[$0] == source }
    guard let column = places.first else {
      if !mayLack(field) { reportMissing(field, header) }
      return -1
    }
    if places.count > 1 {
      report(
        source.isEmpty ? .blankLabel : .duplicateLabel, field: field,
        source.isEmpty
          ? "\(places.count) columns have no name"
          : "\(places.count) columns are called '\(source)'",
        "Give each a line of its own with its position: "
          + places.map { "index: \($0 + 1)" }.joined(separator: ", ") + ".")
      for place in places { owners[place] = index }
    }
    return claim(column, index)
  }

  private mutating func bind(_ index: Int, at column: Int) -> Int {
    let field = fields[index]
    guard column < width else {
      if !mayLack(field) {
        report(
          .missingLabel, field: field,
          "\(field.label) should be column \(column + 1), but the export has \(width) columns",
          "Correct 'index', or ask the supplier of the export what changed.")
      }
      return -1
    }
    if let header, header[column] != field.source ?? "" {
      let label = shown(header[column]).map { " ('\($0)')" } ?? ""
      report(
        .incorrectLabel, field: field,
        field.source == nil
          ? "column \(column + 1) has a name in the export\(label), the field has none"
          : "column \(column + 1) has another name\(label) than '\(field.source ?? "")'",
        field.source == nil
          ? "Write that name as 'source' beside 'index', so that moved columns are noticed."
          : "Columns may have been moved or renamed: check before you change the pipeline file.")
    }
    return claim(column, index)
  }

  private mutating func claim(_ column: Int, _ index: Int) -> Int {
    if let owner = owners[column], owner != index {
      report(
        .duplicateLabel, field: fields[index],
        "column \(column + 1) belongs to two fields: \(fields[owner].name) and \(fields[index].name)",
        "Remove one of the two, or give the right 'index'.")
    }
    owners[column] = index
    return column
  }

  private mutating func reportMissing(_ field: Field, _ header: [String]) {
    let unlisted = header.filter { label in !fields.contains { $0.source == label } }
    let near =
      (Suggestion.nearest(to: field.label, among: unlisted)
      ?? (unlisted.count == 1 && fields.count == width ? unlisted[0] : nil)).flatMap(shown)
    report(
      .missingLabel, field: field, "the export has no column '\(field.label)'",
      near.map { "It has '\($0)': renamed? Check its content, then change 'source'." }
        ?? "Ask the supplier of the export, or remove the field from the pipeline file.")
  }

  private mutating func reportUnlisted(_ column: Int) {
    let isBlank = header.map { $0[column].isEmpty } ?? true
    let label = header.flatMap { shown($0[column]) }
    let name = "column \(column + 1)" + (label.map { " ('\($0)')" } ?? "")
    let key =
      label.map { "source: \"\($0)\"" } ?? (isBlank ? "index: \(column + 1)" : "source: \"…\"")
    var hint = "Decide what it says about persons and add it, at least as: "
    hint += "{\(key), privacy: direct, treat: drop}."
    if isBlank, column == width - 1 {
      hint += " Where every line just ends with a delimiter, write 'trailingDelimiter: true'."
    }
    report(
      .extraLabel, field: nil, "\(name) is not in the pipeline file, so nothing is published", hint)
  }

  private mutating func report(
    _ code: DiagnosticCode, field: Field?, _ summary: String, _ hint: String
  ) {
    problems.append(
      Diagnostic(code, at: .init(file: file, field: field?.label), summary, hint: hint))
  }
}
