// SPDX-License-Identifier: EUPL-1.2

/// What a cell holds, in the terms of Table Schema, with the options of each type.
///
/// Source: https://datapackage.org/standard/table-schema/#field-types
package enum FieldType: Hashable, Sendable {
  case string(StringFormat)
  case integer(NumberFormat)
  case number(NumberFormat)
  case boolean(BooleanFormat)
  case date(format: DateFormat)
  case time(format: DateFormat)
  case datetime(format: DateFormat)
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
  package var name: String {
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

  /// Whether its values are days of which parts may be unknown, so that they are published as texts.
  package var mayLackParts: Bool {
    if case .date(let format) = self { return format.unknownParts }
    return false
  }

  /// All names, in the order of the documentation.
  package static let names = [
    "string", "integer", "number", "boolean", "date", "time", "datetime", "year", "yearmonth",
    "duration", "geopoint", "object", "array", "list", "geojson", "any",
  ]

  /// The types that have a smallest and a largest value.
  package static let ordered = [
    "integer", "number", "date", "time", "datetime", "year", "yearmonth", "duration",
  ]

  /// The types whose values have a length: of characters, or of items.
  package static let measured = ["string", "any", "list", "array", "object"]
}

/// What a text must look like.
///
/// `bsn`, `postcode`, `kenteken` and `iban` are ours; the others are Table Schema's.
package enum StringFormat: String, CaseIterable, BitwiseCopyable, Sendable, Codable {
  case `default`, email, uri, uuid, binary, bsn, postcode, kenteken, iban
}

/// How days and times are written in the export.
package struct DateFormat: Hashable, Sendable, ExpressibleByStringLiteral {
  /// `default` (ISO 8601), or a pattern of strptime directives such as `%d-%m-%Y`.
  package var pattern: String
  /// The first of the hundred years that the two digits of `%y` stand for: with 1957, 57 is 1957 and 56 is
  /// 2056. Nil if not stated: then no cell of a pattern with `%y` can be read.
  package var pivotYear: Int?
  /// Whether the month and the day may be unknown, which is written with zeroes: 19850000. For dates only. What is
  /// published is as exact as what is known: `1985`, `1985-07` or `1985-07-13`.
  package var unknownParts: Bool

  /// Makes a format; the default is Table Schema's.
  package init(_ pattern: String = "default", pivotYear: Int? = nil, unknownParts: Bool = false) {
    (self.pattern, self.pivotYear, self.unknownParts) = (pattern, pivotYear, unknownParts)
  }

  /// Makes a format of a pattern alone.
  package init(stringLiteral pattern: String) { self.init(pattern) }

  /// The years that a pivot may begin.
  package static let pivotYears = 1...9900
}

/// How a number is written in the export.
package struct NumberFormat: Hashable, Sendable {
  /// A way to write that a number is below zero, besides a hyphen-minus before it.
  package enum Negative: String, CaseIterable, Sendable {
    /// The minus sign of typography (U+2212) before it: −12.50.
    case minusSign
    /// A minus behind it: 12.50-.
    case trailing
    /// In parentheses: (12.50).
    case parentheses
  }

  /// What stands before the decimals; "." in Table Schema, "," in most Dutch exports.
  package var decimalChar: String
  /// What stands between groups of three digits; nil where nothing may. A space stands for every kind of space, and
  /// an apostrophe for both kinds (' and U+2019).
  package var groupChar: String?
  /// False where signs such as `€` or `%` may stand around the number; they are left out.
  package var bareNumber: Bool
  /// How numbers below zero may be written, besides -12.50.
  package var negative: Set<Negative>

  /// Makes a format; the defaults are Table Schema's.
  package init(
    decimalChar: String = ".", groupChar: String? = nil, bareNumber: Bool = true,
    negative: Set<Negative> = []
  ) {
    self.decimalChar = decimalChar
    self.groupChar = groupChar
    self.bareNumber = bareNumber
    self.negative = negative
  }
}

/// The words for true and false in the export; published as `true` and `false`.
package struct BooleanFormat: Hashable, Sendable {
  /// What counts as true.
  package var trueValues: [String]
  /// What counts as false.
  package var falseValues: [String]

  /// Makes a format; the defaults are Table Schema's.
  package init(
    trueValues: [String] = ["true", "True", "TRUE", "1"],
    falseValues: [String] = ["false", "False", "FALSE", "0"]
  ) {
    self.trueValues = trueValues
    self.falseValues = falseValues
  }
}

/// How a point is written: `lon, lat`, or in JSON `[lon, lat]` or `{"lon": …, "lat": …}`; degrees, WGS84.
package enum GeopointFormat: String, CaseIterable, BitwiseCopyable, Sendable, Codable {
  case `default`, array, object
}

/// What the items of a list are, each in the default format of its type, and what stands between them.
package struct ListFormat: Hashable, Sendable, Codable {
  /// The type of an item.
  package enum Item: String, CaseIterable, Sendable, Codable {
    case string, integer, boolean, number, datetime, date, time
  }

  /// The type of each item.
  package var item: Item
  /// What stands between two items: one character or more.
  package var delimiter: String

  /// Makes a format; the defaults are Table Schema's.
  package init(item: Item = .string, delimiter: String = ",") {
    (self.item, self.delimiter) = (item, delimiter)
  }
}
