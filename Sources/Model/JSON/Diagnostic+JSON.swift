// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

extension Diagnostic {
  /// The diagnostic for programs; what is not known is left out.
  package var json: JSONValue {
    var members: [String: JSONValue] = [
      "code": .string(code.rawValue), "severity": .string(severity.rawValue),
      "summary": .string(summary),
    ]
    members["dataset"] = dataset.map(JSONValue.string)
    members["file"] = location.file.map(JSONValue.string)
    members["line"] = location.line.map(JSONValue.integer)
    members["column"] = location.column.map(JSONValue.integer)
    members["row"] = location.row.map(JSONValue.integer)
    members["field"] = location.field.map(JSONValue.string)
    members["hint"] = hint.map(JSONValue.string)
    return .object(members)
  }
}

extension LocalizedText {
  /// The text by language.
  package var json: JSONValue {
    .object(Dictionary(uniqueKeysWithValues: tagged.map { ($0.tag, .string($0.text)) }))
  }
}
