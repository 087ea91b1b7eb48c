// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDisclosure
package import HergebruikFormat
internal import HergebruikModel
package import HergebruikTables
internal import HergebruikTreatment

/// Reads a code list or a generalisation hierarchy into a table, and says what is wrong with it.
///
/// Messages name lines and columns, never a value of the list.
struct CodeListReader {
  /// The dataset's folder; relative paths start here.
  let folder: String
  /// What names the list, and where.
  let owner: (name: String, location: Diagnostic.Location)
  /// What is looked up: the types of the keys, in order.
  let types: [FieldType]
  /// The field whose values are looked up; nil for a step.
  var field: Field?
  let list: CodeList

  /// The largest hierarchy of which a level can be chosen, in bytes.
  private static let hierarchyLimit = 16 << 20

  /// Reads the file.
  ///
  /// - Throws: `Failure` with `code-list`, `input-output` or a code of the text.
  func read() throws(Failure) -> CodeTable {
    try file.checkPlace(in: folder, what: owner.name, at: owner.location)
    let source = try file.open()
    let columns = try columns(source)
    var filler = CodeListFiller(
      table: CodeTable(keys: types), columns: columns, path: file.path)
    try filler.fill(from: source, labels: labels)
    guard filler.table.count > 0 else {
      throw file.refused("the list has no entries", "Look at the job that makes it.")
    }
    return filler.table
  }

  /// Reads a hierarchy whole, to choose a level of it.
  ///
  /// - Throws: `Failure` with `code-list`, `input-output` or `encoding-error`.
  func readHierarchy() throws(Failure) -> Hierarchy {
    try file.checkPlace(in: folder, what: owner.name, at: owner.location)
    var text = try TextFile.read(file.path, shown: file.path, limit: Self.hierarchyLimit)
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    let hierarchy = try Hierarchy(
      csv: text, delimiter: Character(list.delimiter), of: types.first ?? .any, file: file.path)
    guard hierarchy.levels > 1 else {
      throw file.refused("the hierarchy has no level: it has 1 column", "Check 'delimiter'.")
    }
    try checkPermitted(hierarchy)
    return hierarchy
  }

  /// What the pipeline file permits of a text must be in its hierarchy, or its rows will be refused.
  private func checkPermitted(_ hierarchy: Hierarchy) throws(Failure) {
    guard let field, list.unmatched == .error, let permitted = field.constraints.enum,
      [.any, .string(.default)].contains(field.type)
    else { return }
    let absent = Set(field.missingValues ?? [])
    let missing = hierarchy.missing(of: permitted.filter { !absent.contains($0) && !$0.isEmpty })
    guard missing > 0 else { return }
    throw file.refused(
      "\(missing) of the values in 'enum' of \(field.label) are not in the hierarchy",
      "Give each a row of its own, or take it out of 'enum'.")
  }

  private var file: ListFile {
    var file = ListFile(path: "\(folder)/\(list.file)", delimiter: list.delimiter)
    if case .labels = list.columns {} else { file.hasHeader = false }
    return file
  }

  /// The columns of the keys and of what they become, from 0.
  private func columns(_ source: any SourceTable) throws(Failure) -> (from: [Int], to: Int) {
    switch list.columns {
    case .chosenLevel:
      throw Failure(
        .selfCheck, at: .init(file: file.path), "a hierarchy was read without its level")
    case .level(let level):
      guard level < source.width else {
        throw file.refused(
          "the hierarchy has no level \(level): it has \(source.width) columns",
          source.width == 1
            ? "Check 'delimiter'."
            : "The value is level 0, so \(source.width - 1) is the last.")
      }
      return ([0], level)
    case .labels(let from, let to):
      var keys: [Int] = []
      for label in from { keys.append(try file.column(label, of: source)) }
      return (keys, try file.column(to, of: source))
    }
  }

  /// What to call the columns in messages.
  private var labels: (from: String, to: String) {
    switch list.columns {
    case .level(let level): ("column 1", "column \(level + 1)")
    case .chosenLevel: ("column 1", "its level")
    case .labels(let from, let to):
      (from.map { "'\($0)'" }.joined(separator: " and "), "'\(to)'")
    }
  }
}

extension PipelineDefinition {
  /// Reads the hierarchies of which a level is chosen, by the fields' names.
  ///
  /// - Throws: `Failure` with what is wrong with the first that is.
  package func hierarchies() throws(Failure) -> [String: Hierarchy] {
    var found: [String: Hierarchy] = [:]
    for field in fields where field.treatment.isChosen {
      guard let list = field.treatment.codeList else { continue }
      found[field.name] =
        try reader(of: field, list).readHierarchy()
    }
    return found
  }

  private func reader(of field: Field, _ list: CodeList) -> CodeListReader {
    // A field that is not there is refused elsewhere, at its name.
    let others = list.with.map { label in
      Field.index(of: label, in: fields).map { fields[$0].type } ?? .any
    }
    return CodeListReader(
      folder: folder, owner: (field.treatment.name, field.location),
      types: [field.type] + others, field: field, list: list)
  }

  /// Reads the code lists of all fields, by the fields' names.
  ///
  /// - Parameter levels: the chosen levels of hierarchies; 0 where there is none yet.
  /// - Throws: `Failure` with what is wrong with each list.
  package func codeTables(levels: [String: Int] = [:]) throws(Failure) -> [String: CodeTable] {
    var tables: [String: CodeTable] = [:]
    var problems: [Diagnostic] = []
    for field in fields {
      guard let list = field.treatment.codeList else { continue }
      do throws(Failure) {
        let reader = reader(of: field, list)
        tables[field.name] =
          field.treatment.isChosen
          ? try reader.readHierarchy().table(level: levels[field.name] ?? 0) : try reader.read()
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
          folder: folder, owner: (step.name, step.location), types: [type], list: list
        ).read()
      } catch {
        problems += error.diagnostics
      }
    }
    guard problems.isEmpty else { throw Failure(problems) }
    return tables
  }
}
