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
    for constraint in Self.order where old[constraint] != new[constraint] {
      compare(constraint, old[constraint], new[constraint])
    }
  }

  /// Those of which a change breaks programs before the others.
  private static let order = Constraint.allCases.enumerated().sorted { one, other in
    (one.element.traits.change.rank, one.offset) < (other.element.traits.change.rank, other.offset)
  }.map(\.element)

  private mutating func add(_ kind: SchemaChange.Kind, _ constraint: String) {
    let words = ChangeWords.constraint(
      constraint, of: field, isTighter: kind == .constraintTightened)
    changes.append(SchemaChange(kind, field: field, words))
  }

  private mutating func compare(
    _ constraint: Constraint, _ old: Constraint.Value?, _ new: Constraint.Value?
  ) {
    let name = constraint.rawValue
    let loosened: SchemaChange.Kind
    let isLooser: (Constraint.Value, Constraint.Value) -> Bool
    switch constraint.traits.change {
    case .list: return compareValues(name, old, new)
    case .promise, .whole: (loosened, isLooser) = (.constraintLoosened, { _, _ in true })
    case .room: (loosened, isLooser) = (.constraintLoosened, { Self.precedes($1, $0) })
    case .lower: (loosened, isLooser) = (.limitLoosened, { Self.precedes($0, $1) })
    case .higher: (loosened, isLooser) = (.limitLoosened, { Self.precedes($1, $0) })
    }
    guard let old else { return add(.constraintTightened, name) }
    guard let new, !isLooser(new, old) else { return add(loosened, name) }
    add(.constraintTightened, name)
  }

  private mutating func compareValues(
    _ name: String, _ old: Constraint.Value?, _ new: Constraint.Value?
  ) {
    guard case .texts(let old)? = old else { return add(.constraintTightened, name) }
    guard case .texts(let new)? = new else { return add(.constraintLoosened, name) }
    let (more, fewer) = (Set(new).subtracting(old).count, Set(old).subtracting(new).count)
    guard more > 0 || fewer > 0 else {
      // Another order of the same values.
      return addEnum(.enumNarrowed, 0, 0)
    }
    addEnum(fewer == 0 ? .enumWidened : more == 0 ? .enumNarrowed : .enumReplaced, more, fewer)
  }

  private mutating func addEnum(_ kind: SchemaChange.Kind, _ more: Int, _ fewer: Int) {
    changes.append(
      SchemaChange(
        kind, field: field, ChangeWords.values(of: field, more: more, fewer: fewer)))
  }

  /// By value if both are numbers; ISO dates by their text.
  private static func precedes(_ one: Constraint.Value, _ other: Constraint.Value) -> Bool {
    switch (one, other) {
    case (.count(let one), .count(let other)): return one < other
    case (.text(let one), .text(let other)):
      if let one = Double(one), let other = Double(other) { return one < other }
      return one < other
    default: return false
    }
  }
}

extension Constraint.Traits.Change {
  /// The lower, the earlier it is told.
  fileprivate var rank: Int {
    switch self {
    case .promise: 0
    case .list: 1
    case .whole: 2
    case .room: 3
    case .lower, .higher: 4
    }
  }
}
