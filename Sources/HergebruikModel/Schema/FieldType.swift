// SPDX-License-Identifier: EUPL-1.2

/// What a cell holds, in the terms of Table Schema, with the options of each type.
///
/// Source: https://datapackage.org/standard/table-schema/#field-types
public enum FieldType: Hashable, Sendable {
  case string(StringFormat)
  case integer(NumberFormat)
  case number(NumberFormat)
  case boolean(BooleanFormat)
  /// The format is `default` (ISO 8601) or a pattern of strptime directives.
  case date(format: String)
  case time(format: String)
  case datetime(format: String)
  case year
  case yearmonth
  case duration
  case geopoint(GeopointFormat)
  /// A JSON object.
  case object
  /// A JSON array.
  case array
  /// Items of one type with something between them.
  case list(ListFormat)
  case geojson
  case any

  /// Table Schema's name of the type.
  public var name: String {
    switch self {
    case .string: "string"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .date: "date"
    case .time: "time"
    case .datetime: "datetime"
    case .year: "year"
    case .yearmonth: "yearmonth"
    case .duration: "duration"
    case .geopoint: "geopoint"
    case .object: "object"
    case .array: "array"
    case .list: "list"
    case .geojson: "geojson"
    case .any: "any"
    }
  }

  /// All names, in the order of the documentation.
  public static let names = [
    "string", "integer", "number", "boolean", "date", "time", "datetime", "year", "yearmonth",
    "duration", "geopoint", "object", "array", "list", "geojson", "any",
  ]

  /// The types that have a smallest and a largest value.
  public static let ordered = [
    "integer", "number", "date", "time", "datetime", "year", "yearmonth", "duration",
  ]

  /// The types whose values have a length: of characters, or of items.
  public static let measured = ["string", "any", "list", "array", "object"]
}

/// What a text must look like.
///
/// `bsn`, `postcode`, `kenteken` and `iban` are ours; the others are Table Schema's.
public enum StringFormat: String, CaseIterable, BitwiseCopyable, Sendable, Codable {
  case `default`, email, uri, uuid, binary, bsn, postcode, kenteken, iban
}

/// How a number is written in the export.
public struct NumberFormat: Hashable, Sendable {
  /// What stands before the decimals; "." in Table Schema, "," in most Dutch exports.
  public var decimalChar: String
  /// What stands between groups of three digits; nil where nothing may.
  public var groupChar: String?
  /// False where signs such as `€` or `%` may stand around the number; they are left out.
  public var bareNumber: Bool

  /// Makes a format; the defaults are Table Schema's.
  public init(decimalChar: String = ".", groupChar: String? = nil, bareNumber: Bool = true) {
    self.decimalChar = decimalChar
    self.groupChar = groupChar
    self.bareNumber = bareNumber
  }
}

/// The words for true and false in the export; published as `true` and `false`.
public struct BooleanFormat: Hashable, Sendable {
  /// What counts as true.
  public var trueValues: [String]
  /// What counts as false.
  public var falseValues: [String]

  /// Makes a format; the defaults are Table Schema's.
  public init(
    trueValues: [String] = ["true", "True", "TRUE", "1"],
    falseValues: [String] = ["false", "False", "FALSE", "0"]
  ) {
    self.trueValues = trueValues
    self.falseValues = falseValues
  }
}

/// How a point is written: `lon, lat`, or in JSON `[lon, lat]` or `{"lon": …, "lat": …}`; degrees, WGS84.
public enum GeopointFormat: String, CaseIterable, BitwiseCopyable, Sendable, Codable {
  case `default`, array, object
}

/// What the items of a list are, each in the default format of its type, and what stands between them.
public struct ListFormat: Hashable, Sendable, Codable {
  /// The type of an item.
  public enum Item: String, CaseIterable, Sendable, Codable {
    case string, integer, boolean, number, datetime, date, time
  }

  /// The type of each item.
  public var item: Item
  /// What stands between two items: one character or more.
  public var delimiter: String

  /// Makes a format; the defaults are Table Schema's.
  public init(item: Item = .string, delimiter: String = ",") {
    (self.item, self.delimiter) = (item, delimiter)
  }
}
