// SPDX-License-Identifier: EUPL-1.2

/// Compares the constraints of a field in two releases.
///
/// What was promised and no longer is breaks a program that relied on it; a promise more breaks nothing. Limits of
/// numbers and more permitted values are told, but break nothing: they are to be expected of a table that lives.
struct ConstraintComparison {
  private(set) var changes: [SchemaChange] = []
  private let field: String

  init(_ field: String, _ old: Constraints, _ new: Constraints) {
    self.field = field
    guard old != new else { return }
    compare("required", old.required, new.required)
    compare("unique", old.unique, new.unique)
    compareEnum(old.enum, new.enum)
    if old.pattern != new.pattern {
      add(old.pattern == nil ? .constraintTightened : .constraintLoosened, "pattern")
    }
    compare("maxLength", old.maxLength, new.maxLength, isLooser: >, .constraintLoosened)
    compare("minLength", old.minLength, new.minLength, isLooser: <, .limitLoosened)
    let isLower: (String, String) -> Bool = { Self.precedes($0, $1) }
    compare("minimum", old.minimum, new.minimum, isLooser: isLower, .limitLoosened)
    compare("maximum", old.maximum, new.maximum, isLooser: { isLower($1, $0) }, .limitLoosened)
    compare(
      "exclusiveMinimum", old.exclusiveMinimum, new.exclusiveMinimum, isLooser: isLower,
      .limitLoosened)
    compare(
      "exclusiveMaximum", old.exclusiveMaximum, new.exclusiveMaximum,
      isLooser: { isLower($1, $0) }, .limitLoosened)
    // A constraint that has no rule of its own here.
    if changes.isEmpty { add(.constraintLoosened, "constraints") }
  }

  private mutating func add(_ kind: SchemaChange.Kind, _ constraint: String) {
    let words = ChangeWords.constraint(
      constraint, of: field, isTighter: kind == .constraintTightened)
    changes.append(SchemaChange(kind, field: field, words))
  }

  private mutating func compare(_ name: String, _ old: Bool, _ new: Bool) {
    guard old != new else { return }
    add(new ? .constraintTightened : .constraintLoosened, name)
  }

  private mutating func compare<Value: Equatable>(
    _ name: String, _ old: Value?, _ new: Value?, isLooser: (Value, Value) -> Bool,
    _ loosened: SchemaChange.Kind
  ) {
    guard old != new else { return }
    guard let old else { return add(.constraintTightened, name) }
    guard let new, !isLooser(new, old) else { return add(loosened, name) }
    add(.constraintTightened, name)
  }

  private mutating func compareEnum(_ old: [String]?, _ new: [String]?) {
    guard let old, let new else {
      if new != nil { add(.constraintTightened, "enum") }
      if old != nil { add(.constraintLoosened, "enum") }
      return
    }
    let (more, fewer) = (Set(new).subtracting(old).count, Set(old).subtracting(new).count)
    guard more > 0 || fewer > 0 else {
      // Another order of the same values.
      if old != new { addEnum(.enumNarrowed, 0, 0) }
      return
    }
    addEnum(fewer == 0 ? .enumWidened : more == 0 ? .enumNarrowed : .enumReplaced, more, fewer)
  }

  private mutating func addEnum(_ kind: SchemaChange.Kind, _ more: Int, _ fewer: Int) {
    changes.append(
      SchemaChange(
        kind, field: field, ChangeWords.values(of: field, more: more, fewer: fewer)))
  }

  /// By value where both are numbers; ISO dates by their text.
  private static func precedes(_ one: String, _ other: String) -> Bool {
    if let one = Double(one), let other = Double(other) { return one < other }
    return one < other
  }
}
