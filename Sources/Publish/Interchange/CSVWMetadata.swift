// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// A dataset's table for programs that read CSV on the Web: `NAME.csv-metadata.json`.
///
/// The standard has no word for compression: `dcat:compressFormat` says it, as in DCAT.
/// Source: https://www.w3.org/TR/tabular-metadata/
enum CSVWMetadata {
  /// The metadata of the table; nil where there is none.
  static func json(of dataset: DatasetRecord, in catalogue: CatalogueRecord) -> JSONValue? {
    guard let table = dataset.table else { return nil }
    let description = dataset.description
    var members: [String: JSONValue] = [
      "@context": .array([
        .string("http://www.w3.org/ns/csvw"), .object(["@language": .string("nl")]),
      ]),
      "url": .string(table.fileName), "lang": .string("nl"),
      "dc:title": text(description.title), "dc:description": text(description.description),
      "dc:publisher": .object(["@id": .string(catalogue.publisher.uri)]),
      "dc:modified": .object([
        "@value": .string(dataset.dataDay), "@type": .string("xsd:date"),
      ]),
      "dialect": .object([
        "header": .boolean(true), "encoding": .string("utf-8"), "delimiter": .string(","),
        "quoteChar": .string("\""), "doubleQuote": .boolean(true),
        "lineTerminators": .array([.string("\n")]),
      ]),
      "tableSchema": .object(schema(dataset)),
    ]
    if table.fileName.hasSuffix(".gz") {
      members["dcat:compressFormat"] = .object(["@id": .string(Codes.mediaType("application/gzip"))]
      )
    }
    if let licence = CodeLists.licences[description.license] {
      members["dc:license"] = .object(["@id": .string(licence.address ?? licence.geonovum)])
    }
    return .object(members)
  }

  private static func schema(_ dataset: DatasetRecord) -> [String: JSONValue] {
    var members: [String: JSONValue] = ["columns": .array(dataset.fields.map(column))]
    if !dataset.primaryKey.isEmpty {
      members["primaryKey"] = .array(dataset.primaryKey.map(JSONValue.string))
    }
    return members
  }

  /// A column; `titles` is what stands in the header, as the standard wants it.
  private static func column(_ field: PublishedField) -> JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(field.name), "titles": .string(field.name), "datatype": datatype(field),
    ]
    if let title = field.title { members["dc:title"] = text(title) }
    if let description = field.description { members["dc:description"] = text(description) }
    members.merge(constraints(of: field, as: .column)) { $1 }
    return .object(members)
  }

  /// The type with the limits that the standard knows: no lists of values, and patterns of another kind.
  private static func datatype(_ field: PublishedField) -> JSONValue {
    let base = base(field.type)
    var members =
      base == "boolean" ? [:] : constraints(of: field, as: base == "string" ? .texts : .ordered)
    guard !members.isEmpty else { return .string(base) }
    members["base"] = .string(base)
    return .object(members)
  }

  /// The constraints that the standard has as properties of one kind.
  private static func constraints(
    of field: PublishedField, as kind: Constraint.Traits.CSVW
  ) -> [String: JSONValue] {
    let isNumber = ["integer", "decimal"].contains(base(field.type))
    var members: [String: JSONValue] = [:]
    for (constraint, value) in field.constraints?.all ?? []
    where constraint.traits.csvw == kind {
      members[constraint.rawValue] =
        switch value {
        case .yes: .boolean(true)
        case .count(let count): .integer(count)
        case .text(let text): isNumber ? JSONValue.number(text) ?? .string(text) : .string(text)
        case .texts(let texts): .array(texts.map(JSONValue.string))
        }
    }
    return members
  }

  /// The standard's name of a type of Table Schema.
  private static func base(_ type: String) -> String {
    switch type {
    case "integer", "boolean", "date", "time", "duration": type
    case "number": "decimal"
    case "datetime": "dateTime"
    case "year": "gYear"
    case "yearmonth": "gYearMonth"
    case "object", "array", "geojson": "json"
    default: "string"
    }
  }

  private static func text(_ text: LocalizedText) -> JSONValue {
    .array(
      text.tagged.map { .object(["@value": .string($0.text), "@language": .string($0.tag)]) })
  }
}
