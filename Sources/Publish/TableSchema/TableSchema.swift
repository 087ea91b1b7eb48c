// SPDX-License-Identifier: EUPL-1.2

package import HergebruikModel

/// The description of a dataset's columns for programs: `schema.json`.
///
/// Source: Frictionless Data, Table Schema v2, https://datapackage.org/standard/table-schema/
package enum TableSchema {
  /// The schema of published fields.
  ///
  /// Titles and descriptions are the Dutch ones: Table Schema knows one language. `unit` is ours.
  package static func json(
    fields: [PublishedField], primaryKey: [String], keys: TableKeys? = nil
  ) -> JSONValue {
    var members: [String: JSONValue] = [
      "$schema": .string("https://datapackage.org/profiles/2.0/tableschema.json"),
      "fields": .array(fields.map(field)),
      "missingValues": .array([.string("")]),
    ]
    if !primaryKey.isEmpty {
      members["primaryKey"] = .array(primaryKey.map(JSONValue.string))
    }
    if let keys { add(keys, to: &members) }
    return .object(members)
  }

  /// Keys besides the primary key; one into the table itself names no resource.
  private static func add(_ keys: TableKeys, to members: inout [String: JSONValue]) {
    func names(_ names: [String]) -> JSONValue { .array(names.map(JSONValue.string)) }
    if !keys.unique.isEmpty { members["uniqueKeys"] = .array(keys.unique.map(names)) }
    guard !keys.foreign.isEmpty else { return }
    members["foreignKeys"] = .array(
      keys.foreign.map { key in
        var reference = ["fields": names(key.referenced)]
        if !key.resource.isEmpty { reference["resource"] = .string(key.resource) }
        return .object(["fields": names(key.fields), "reference": .object(reference)])
      })
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
    if let list = field.list {
      members["itemType"] = .string(list.item.rawValue)
      members["delimiter"] = .string(list.delimiter)
    }
    if let categories = field.categories { add(categories, type: field.type, to: &members) }
    if let title = field.title { members["title"] = .string(title.nl) }
    if let description = field.description { members["description"] = .string(description.nl) }
    if let unit = field.unit { members["unit"] = .string(unit) }
    if let constraints = field.constraints {
      let values = self.constraints(constraints, type: field.type)
      if !values.isEmpty { members["constraints"] = .object(values) }
    }
    return .object(members)
  }

  /// The categories: as an object each where one of them has a label.
  private static func add(
    _ categories: Categories, type: String, to members: inout [String: JSONValue]
  ) {
    let hasLabels = categories.items.contains { $0.label != nil }
    members["categories"] = .array(
      categories.items.map { item in
        let value = value(item.value, type: type)
        guard hasLabels else { return value }
        return .object(["value": value, "label": .string(item.label ?? item.value)])
      })
    if let isOrdered = categories.isOrdered { members["categoriesOrdered"] = .boolean(isOrdered) }
  }

  private static func constraints(_ constraints: Constraints, type: String) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    for (constraint, stated) in constraints.all {
      members[constraint.rawValue] =
        switch (stated, constraint.traits.form) {
        case (.yes, _): .boolean(true)
        case (.texts(let values), _): .array(values.map { value($0, type: type) })
        case (.count(let count), _): .integer(count)
        case (.text(let text), .limit): value(text, type: type)
        case (.text(let text), _): .string(text)
        }
    }
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
