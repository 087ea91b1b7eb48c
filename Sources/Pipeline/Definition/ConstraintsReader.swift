// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Reads `constraints`; what the values mean is checked where they are compiled.
///
/// Source: https://datapackage.org/standard/table-schema/#field-constraints
struct ConstraintsReader {
  let problems: ConfigProblems

  /// Reads the constraints of a field; none where the key is absent or wrong, which is reported.
  func read(_ reader: inout ConfigReader, type: FieldType?) -> Constraints {
    guard var group = reader.mapping("constraints") else { return Constraints() }
    let constraints = Constraints(
      required: group.boolean("required") ?? false, unique: group.boolean("unique") ?? false,
      enum: group.strings("enum"), pattern: group.string("pattern"),
      minimum: group.string("minimum"), maximum: group.string("maximum"),
      exclusiveMinimum: group.string("exclusiveMinimum"),
      exclusiveMaximum: group.string("exclusiveMaximum"),
      minLength: group.integer("minLength", in: 0...Int.max),
      maxLength: group.integer("maxLength", in: 0...Int.max))
    if constraints.enum?.isEmpty == true {
      group.invalid("enum", "'enum' is an empty list", hint: "Name at least one value.")
    }
    if let least = constraints.minLength, let most = constraints.maxLength, least > most {
      group.invalid(
        "minLength", "'minLength' is larger than 'maxLength'", hint: "Swap the two numbers.")
    }
    group.refuse(
      ["jsonSchema": "Take it out; minLength and maxLength count items and members."],
      problems: problems)
    if let type { checkFit(type, group) }
    group.finish()
    return constraints
  }

  private func checkFit(_ type: FieldType, _ group: ConfigReader) {
    func check(_ keys: [String], _ types: [String]) {
      guard !types.contains(type.name) else { return }
      for key in keys where group.names.contains(key) {
        group.invalid(
          key, "'\(key)' means nothing for a field of type \(type.name)",
          hint: "It belongs to the types \(types.joined(separator: ", ")).")
      }
    }
    check(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"], FieldType.ordered)
    check(["minLength", "maxLength"], FieldType.measured)
  }
}
