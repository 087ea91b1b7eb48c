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
    case .any: "any"
    }
  }

  /// All names, in the order of the documentation.
  public static let names = [
    "string", "integer", "number", "boolean", "date", "time", "datetime", "year", "yearmonth",
    "duration", "geopoint", "any",
  ]
}

/// What a text must look like.
///
/// `bsn`, `postcode`, `kenteken` and `iban` are ours; the others are Table Schema's.
public enum StringFormat: String, CaseIterable, Sendable, Codable {
  case `default`, email, uri, uuid, bsn, postcode, kenteken, iban
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

/// How a point is written: `lon, lat`, or `[lon, lat]` in JSON; degrees, WGS84.
public enum GeopointFormat: String, CaseIterable, Sendable, Codable {
  case `default`, array
}
