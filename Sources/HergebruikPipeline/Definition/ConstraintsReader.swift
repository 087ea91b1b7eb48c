// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Reads `constraints`; what the values mean is checked where they are compiled.
///
/// Source: https://datapackage.org/standard/table-schema/#field-constraints
struct ConstraintsReader {
  /// The types that have a smallest and a largest value.
  private static let ordered = [
    "integer", "number", "date", "time", "datetime", "year", "yearmonth", "duration",
  ]

  /// Reads the constraints of a field; none where the key is absent or wrong, which is reported.
  func read(_ reader: inout ConfigReader, type: FieldType?) -> Constraints {
    guard var group = reader.mapping("constraints") else { return Constraints() }
    let constraints = Constraints(
      required: group.boolean("required") ?? false, unique: group.boolean("unique") ?? false,
      enum: group.strings("enum"), pattern: group.string("pattern"),
      minimum: group.string("minimum"), maximum: group.string("maximum"),
      minLength: group.integer("minLength", in: 0...Int.max),
      maxLength: group.integer("maxLength", in: 0...Int.max))
    if constraints.enum?.isEmpty == true {
      group.invalid("enum", "'enum' is an empty list", hint: "Name at least one value.")
    }
    if let least = constraints.minLength, let most = constraints.maxLength, least > most {
      group.invalid(
        "minLength", "'minLength' is larger than 'maxLength'", hint: "Swap the two numbers.")
    }
    if let type { checkFit(type, group) }
    group.finish()
    return constraints
  }

  private func checkFit(_ type: FieldType, _ group: ConfigReader) {
    for key in ["minimum", "maximum"] where group.names.contains(key) {
      guard !Self.ordered.contains(type.name) else { continue }
      group.invalid(
        key, "'\(key)' means nothing for a field of type \(type.name)",
        hint: "It belongs to the types \(Self.ordered.joined(separator: ", ")).")
    }
    for key in ["minLength", "maxLength"] where group.names.contains(key) {
      guard !["string", "any"].contains(type.name) else { continue }
      group.invalid(
        key, "'\(key)' means nothing for a field of type \(type.name)",
        hint: "It belongs to type string.")
    }
  }
}
