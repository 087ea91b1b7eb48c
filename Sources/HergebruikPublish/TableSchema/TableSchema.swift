// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// The description of a dataset's columns for programs: `schema.json`.
///
/// Source: Frictionless Data, Table Schema v2, https://datapackage.org/standard/table-schema/
public enum TableSchema {
  /// The schema of published fields.
  ///
  /// Titles and descriptions are the Dutch ones: Table Schema knows one language. `unit` is ours.
  public static func json(fields: [PublishedField], primaryKey: [String]) -> JSONValue {
    var members: [String: JSONValue] = [
      "$schema": .string("https://datapackage.org/profiles/2.0/tableschema.json"),
      "fields": .array(fields.map(field)),
      "missingValues": .array([.string("")]),
    ]
    if !primaryKey.isEmpty {
      members["primaryKey"] = .array(primaryKey.map(JSONValue.string))
    }
    return .object(members)
  }

  /// Formats of texts that Table Schema knows; ours (`bsn`, `postcode`) would make the schema invalid.
  private static let stringFormats = ["email", "uri", "uuid", "binary"]

  private static func field(_ field: PublishedField) -> JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(field.name), "type": .string(field.type),
    ]
    if let format = field.format, field.type != "string" || stringFormats.contains(format) {
      members["format"] = .string(format)
    }
    if let title = field.title { members["title"] = .string(title.nl) }
    if let description = field.description { members["description"] = .string(description.nl) }
    if let unit = field.unit { members["unit"] = .string(unit) }
    if let constraints = field.constraints {
      let values = self.constraints(constraints, type: field.type)
      if !values.isEmpty { members["constraints"] = .object(values) }
    }
    return .object(members)
  }

  private static func constraints(_ constraints: Constraints, type: String) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    if constraints.required { members["required"] = .boolean(true) }
    if constraints.unique { members["unique"] = .boolean(true) }
    if let values = constraints.enum {
      members["enum"] = .array(values.map { value($0, type: type) })
    }
    if let pattern = constraints.pattern { members["pattern"] = .string(pattern) }
    if let minimum = constraints.minimum { members["minimum"] = value(minimum, type: type) }
    if let maximum = constraints.maximum { members["maximum"] = value(maximum, type: type) }
    if let minLength = constraints.minLength { members["minLength"] = .integer(minLength) }
    if let maxLength = constraints.maxLength { members["maxLength"] = .integer(maxLength) }
    return members
  }

  /// A value in the JSON type of the field, as the schema's profile asks; else its text.
  private static func value(_ text: String, type: String) -> JSONValue {
    switch type {
    case "integer", "number", "year": JSONValue.number(text) ?? .string(text)
    case "boolean" where text == "true" || text == "false": .boolean(text == "true")
    default: .string(text)
    }
  }
}
