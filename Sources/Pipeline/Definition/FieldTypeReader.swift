// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Reads `type` and the options that belong to it; an option of another type is an error.
struct FieldTypeReader {
  let problems: ConfigProblems

  /// The options, and the types that have them.
  private static let owners: KeyValuePairs<String, [String]> = [
    "decimalChar": ["number"],
    "groupChar": ["number", "integer"],
    "bareNumber": ["number", "integer"],
    "negative": ["number", "integer"],
    "pivotYear": ["date", "datetime"],
    "unknownParts": ["date"],
    "trueValues": ["boolean"],
    "falseValues": ["boolean"],
    "itemType": ["list"],
    "delimiter": ["list"],
  ]

  /// Reads the type of a field; nil where something is wrong, which is reported.
  func read(_ reader: inout ConfigReader) -> FieldType? {
    let isStated = reader.node("type") != nil
    let word = reader.word("type", of: FieldType.names)
    let format = reader.string("format")
    let number = numberFormat(&reader, hasDecimals: word != "integer")
    let boolean = booleanFormat(&reader)
    let list = listFormat(&reader)
    let date = dateFormat(&reader, format)
    guard let name = isStated ? word : "string" else { return nil }
    for (option, types) in Self.owners where !types.contains(name) {
      guard reader.node(option) != nil else { continue }
      reader.invalid(
        option, "'\(option)' means nothing for a field of type \(name)",
        hint: "It belongs to type \(types.joined(separator: " or ")).")
    }
    return type(
      name, format: format, date: date, number: number, boolean: boolean, list: list, reader)
  }

  private func type(
    _ name: String, format: String?, date: DateFormat?, number: NumberFormat?,
    boolean: BooleanFormat?, list: ListFormat?, _ reader: ConfigReader
  ) -> FieldType? {
    switch name {
    case "string":
      return word(format, StringFormat.self, name, reader).map { .string($0) }
    case "geopoint":
      return word(format, GeopointFormat.self, name, reader).map { .geopoint($0) }
    case "date", "time", "datetime":
      return date.flatMap { temporal(name, $0, reader) }
    default:
      guard format == nil || format == "default" else {
        reader.invalid(
          "format", "a field of type \(name) has no format", hint: "Remove 'format'.")
        return nil
      }
    }
    switch name {
    case "integer": return number.map { .integer($0) }
    case "number": return number.map { .number($0) }
    case "boolean": return boolean.map { .boolean($0) }
    case "year": return .year
    case "yearmonth": return .yearmonth
    case "duration": return .duration
    case "object": return .object
    case "array": return .array
    case "list": return list.map { .list($0) }
    case "geojson": return .geojson
    default: return .any
    }
  }

  private func word<Format: RawRepresentable & CaseIterable>(
    _ text: String?, _: Format.Type, _ type: String, _ reader: ConfigReader
  ) -> Format? where Format.RawValue == String {
    let text = text ?? "default"
    if let format = Format(rawValue: text) { return format }
    reader.invalid(
      "format", "'\(text)' is not a format of type \(type)",
      hint: Suggestion.hint(for: text, among: Format.allCases.map(\.rawValue)))
    return nil
  }

  private func temporal(_ type: String, _ format: DateFormat, _ reader: ConfigReader) -> FieldType?
  {
    var format = format
    // Refused already, where the keys are compared with the type.
    if type == "time" { format.pivotYear = nil }
    if let (key, summary, hint) = DateFormatCheck.problem(format, type: type) {
      reader.invalid(key, summary, hint: hint)
      return nil
    }
    switch type {
    case "date": return .date(format: format)
    case "time": return .time(format: format)
    default: return .datetime(format: format)
    }
  }

  /// How days are written; nil where an option is wrong, which is reported.
  private func dateFormat(_ reader: inout ConfigReader, _ pattern: String?) -> DateFormat? {
    var format = DateFormat(pattern ?? "default")
    var right = true
    if reader.node("pivotYear") != nil {
      format.pivotYear = reader.integer("pivotYear", in: DateFormat.pivotYears)
      right = format.pivotYear != nil
    }
    if reader.node("unknownParts") != nil {
      let mayLackParts = reader.boolean("unknownParts")
      right = right && mayLackParts != nil
      format.unknownParts = mayLackParts ?? false
    }
    return right ? format : nil
  }

  private func numberFormat(
    _ reader: inout ConfigReader, hasDecimals: Bool
  ) -> NumberFormat? {
    var format = NumberFormat()
    var right = true
    if reader.node("decimalChar") != nil {
      let sign = sign("decimalChar", &reader)
      right = sign != nil
      format.decimalChar = sign ?? "."
    }
    if reader.node("groupChar") != nil {
      format.groupChar = sign("groupChar", &reader)
      right = right && format.groupChar != nil
    }
    if reader.node("bareNumber") != nil {
      let bare = reader.boolean("bareNumber")
      right = right && bare != nil
      format.bareNumber = bare ?? true
    }
    if reader.node("negative") != nil {
      let negative = negative(&reader)
      right = right && negative != nil
      format.negative = negative ?? []
    }
    if right, hasDecimals, format.groupChar == format.decimalChar {
      reader.invalid(
        "groupChar", "'groupChar' and 'decimalChar' are the same",
        hint: "State both: decimalChar is \".\" where it is not stated.")
      right = false
    }
    return right ? format : nil
  }

  /// The ways to write what is below zero; nil where one is not known, which is reported.
  private func negative(_ reader: inout ConfigReader) -> Set<NumberFormat.Negative>? {
    guard let words = reader.strings("negative") else { return nil }
    var forms: Set<NumberFormat.Negative> = []
    for word in words {
      guard let form = NumberFormat.Negative(rawValue: word) else {
        reader.invalid(
          "negative", "'\(word)' is not a value of 'negative'",
          hint: Suggestion.hint(
            for: word, among: NumberFormat.Negative.allCases.map(\.rawValue)))
        return nil
      }
      forms.insert(form)
    }
    return forms
  }

  /// One character that is no part of a number itself.
  private func sign(_ key: String, _ reader: inout ConfigReader) -> String? {
    guard let text = reader.string(key) else { return nil }
    guard text.unicodeScalars.count == 1, !"0123456789+-()\u{2212}eE\"\n\r".contains(text)
    else {
      reader.invalid(
        key, "'\(key)' must be one character that is no digit and no sign",
        hint: "Usual are \",\", \".\", \" \" and \"'\".")
      return nil
    }
    return text
  }

  private func listFormat(_ reader: inout ConfigReader) -> ListFormat? {
    var format = ListFormat()
    if reader.node("itemType") != nil {
      let word = reader.word("itemType", of: ListFormat.Item.allCases.map(\.rawValue))
      guard let item = word.flatMap(ListFormat.Item.init(rawValue:)) else { return nil }
      format.item = item
    }
    if reader.node("delimiter") != nil {
      guard let text = reader.string("delimiter") else { return nil }
      guard !text.isEmpty else {
        reader.invalid(
          "delimiter", "'delimiter' is empty", hint: "Usual are \",\", \";\" and \"|\".")
        return nil
      }
      format.delimiter = text
    }
    return format
  }

  private func booleanFormat(_ reader: inout ConfigReader) -> BooleanFormat? {
    var format = BooleanFormat()
    var right = true
    for (key, path) in [
      ("trueValues", \BooleanFormat.trueValues), ("falseValues", \BooleanFormat.falseValues),
    ] where reader.node(key) != nil {
      guard let words = reader.strings(key) else {
        right = false
        continue
      }
      if words.isEmpty {
        reader.invalid(key, "'\(key)' is an empty list", hint: "Name at least one word.")
        right = false
      }
      format[keyPath: path] = words
    }
    if right, let both = format.trueValues.first(where: format.falseValues.contains) {
      let key = reader.node("falseValues") != nil ? "falseValues" : "trueValues"
      reader.invalid(
        key, "'\(both)' means both true and false",
        hint: "State trueValues and falseValues both, with different words.")
      right = false
    }
    return right ? format : nil
  }
}
