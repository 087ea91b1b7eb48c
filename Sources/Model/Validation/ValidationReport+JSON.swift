// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

extension ValidationReport {
  /// The report as frictionless-py 5 writes it, with severity, hint, line and counts, and without cells.
  package var json: JSONValue {
    let isOfExport: (Diagnostic) -> Bool = { $0.code.isOfExport }
    let loose = others.filter { $0.severity == .error && !isOfExport($0) }
    return .object([
      "version": .integer(1), "toolVersion": .string(toolVersion), "dataset": .string(dataset),
      "date": .string(date), "valid": .boolean(isValid), "accepted": .boolean(isAccepted),
      "stats": .object([
        "tasks": .integer(export == nil ? 0 : 1), "errors": .integer(errorCount),
        "warnings": .integer(warnings.count),
      ]),
      "warnings": .array(warnings.filter { export == nil || !isOfExport($0) }.map(Self.sentence)),
      "errors": .array(
        (loose + (export == nil ? others.filter(\.isErrorOfExport) : [])).map(error)),
      "tasks": .array(export.map { [task($0)] } ?? []),
    ])
  }

  private func task(_ export: Export) -> JSONValue {
    let warnings = warnings.filter { $0.code.isOfExport }
    let errors = others.filter(\.isErrorOfExport) + groups.flatMap(\.shown)
    return .object([
      "name": .string(dataset), "type": .string("table"),
      "place": .string(export.files.joined(separator: ", ")),
      "labels": .array((export.header ?? []).map(JSONValue.string)),
      "valid": .boolean(exportErrors == 0),
      "stats": .object([
        "errors": .integer(exportErrors), "warnings": .integer(warnings.count),
        "bytes": .integer(export.bytes), "fields": .integer(export.width),
        "rows": .integer(export.rows), "rejected": .integer(export.rejected),
        "counts": .array(groups.map(Self.count)),
      ]),
      "warnings": .array(warnings.map(Self.sentence)), "errors": .array(errors.map(error)),
    ])
  }

  private static func count(_ group: DiagnosticGroup) -> JSONValue {
    var members: [String: JSONValue] = [
      "type": .string(group.code.rawValue), "count": .integer(group.count),
      "shown": .integer(group.shown.count),
      "note": .string(group.shown.first?.summary ?? ""),
    ]
    members["fieldName"] = group.field.map(JSONValue.string)
    return .object(members)
  }

  private static func sentence(_ diagnostic: Diagnostic) -> JSONValue {
    .string(diagnostic.summary)
  }

  private func error(_ diagnostic: Diagnostic) -> JSONValue {
    let (code, place) = (diagnostic.code, diagnostic.location)
    var members: [String: JSONValue] = [
      "type": .string(code.rawValue), "title": .string(code.title.en ?? code.rawValue),
      "description": .string(code.explanation.en ?? ""),
      "message": .string(diagnostic.summary), "note": .string(diagnostic.summary),
      "tags": .array(Self.tags(diagnostic).map(JSONValue.string)),
      "severity": .string(diagnostic.severity.rawValue),
    ]
    members["hint"] = .string(diagnostic.hint ?? code.remedy.en ?? "")
    members["file"] = place.file.map(JSONValue.string)
    members["line"] = place.line.map(JSONValue.integer)
    members["record"] = place.row.map(JSONValue.integer)
    // Frictionless counts the header as row 1.
    members["rowNumber"] = place.row.map { .integer($0 + (export?.header == nil ? 0 : 1)) }
    members["fieldName"] = place.field.map(JSONValue.string)
    if let number = place.field.flatMap({ export?.header?.firstIndex(of: $0) }) {
      members["fieldNumber"] = .integer(number + 1)
    }
    return .object(members)
  }

  /// What an error is about, in the words of Frictionless.
  private static func tags(_ diagnostic: Diagnostic) -> [String] {
    switch diagnostic.code {
    case .blankLabel, .duplicateLabel, .missingLabel, .extraLabel, .incorrectLabel:
      return ["#table", "#header", "#label"]
    case .missingCell, .extraCell: return ["#table", "#row", "#cell"]
    case .primaryKey: return ["#table", "#row"]
    default:
      guard diagnostic.location.row != nil else { return [] }
      return diagnostic.location.field == nil
        ? ["#table", "#row"] : ["#table", "#row", "#cell"]
    }
  }
}
