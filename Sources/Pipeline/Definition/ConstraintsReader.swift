// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Reads `constraints`; what the values mean is checked where they are compiled.
///
/// Source: https://datapackage.org/standard/table-schema/#field-constraints
struct ConstraintsReader {
  let problems: ConfigProblems

  /// Reads the constraints of a field; none where the key is absent or wrong, which is reported.
  func read(_ reader: inout ConfigReader, type: FieldType?) -> Constraints {
    guard var group = reader.mapping("constraints") else { return Constraints() }
    var constraints = Constraints()
    for constraint in Constraint.allCases {
      constraints[constraint] = value(of: constraint, &group)
    }
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

  /// The value of a constraint; `nil` if it is absent, not asked for or wrong, which is reported.
  private func value(
    of constraint: Constraint, _ group: inout ConfigReader
  ) -> Constraint.Value? {
    let key = constraint.rawValue
    switch constraint.traits.form {
    case .flag: return group.boolean(key) ?? false ? .yes : nil
    case .values: return group.strings(key).map { .texts($0) }
    case .limit, .pattern: return group.string(key).map { .text($0) }
    case .count: return group.integer(key, in: 0...Int.max).map { .count($0) }
    }
  }

  private func checkFit(_ type: FieldType, _ group: ConfigReader) {
    for constraint in Constraint.allCases where group.names.contains(constraint.rawValue) {
      guard let types = constraint.traits.types, !types.contains(type.name) else { continue }
      group.invalid(
        constraint.rawValue,
        "'\(constraint.rawValue)' means nothing for a field of type \(type.name)",
        hint: "It belongs to the types \(types.joined(separator: ", ")).")
    }
  }
}
