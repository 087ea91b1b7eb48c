// SPDX-License-Identifier: EUPL-1.2

/// What the cells of a field must satisfy: each constraint at most once, with its value.
///
/// Source: https://datapackage.org/standard/table-schema/#field-constraints
package struct Constraints: Hashable, Sendable {
  private var values: [Constraint: Constraint.Value] = [:]

  /// Makes constraints; none by default.
  package init(
    required: Bool = false, unique: Bool = false, enum values: [String]? = nil,
    pattern: String? = nil, minimum: String? = nil, maximum: String? = nil,
    exclusiveMinimum: String? = nil, exclusiveMaximum: String? = nil, minLength: Int? = nil,
    maxLength: Int? = nil
  ) {
    (self.required, self.unique) = (required, unique)
    (self.enum, self.pattern) = (values, pattern)
    (self.minimum, self.maximum) = (minimum, maximum)
    self[.exclusiveMinimum] = exclusiveMinimum.map { .text($0) }
    self[.exclusiveMaximum] = exclusiveMaximum.map { .text($0) }
    (self.minLength, self.maxLength) = (minLength, maxLength)
  }

  /// The value of a constraint; `nil` if the field does not have it.
  package subscript(constraint: Constraint) -> Constraint.Value? {
    get { values[constraint] }
    set { values[constraint] = newValue }
  }

  /// Whether there is none.
  package var isEmpty: Bool { values.isEmpty }

  /// The constraints of the field with their values, in the order of `Constraint`.
  package var all: [(constraint: Constraint, value: Constraint.Value)] {
    Constraint.allCases.compactMap { constraint in
      values[constraint].map { (constraint, $0) }
    }
  }
}

/// Those that have a meaning of their own elsewhere.
extension Constraints {
  /// No cell may be missing.
  package var required: Bool {
    get { self[.required] == .yes }
    set { self[.required] = newValue ? .yes : nil }
  }

  /// No value may occur twice.
  package var unique: Bool {
    get { self[.unique] == .yes }
    set { self[.unique] = newValue ? .yes : nil }
  }

  /// The permitted values, written as in the export.
  package var `enum`: [String]? {
    get {
      if case .texts(let values)? = self[.enum] { return values }
      return nil
    }
    set { self[.enum] = newValue.map { .texts($0) } }
  }

  /// A regular expression for the whole cell.
  package var pattern: String? {
    get { text(.pattern) }
    set { self[.pattern] = newValue.map { .text($0) } }
  }

  /// The smallest value.
  package var minimum: String? {
    get { text(.minimum) }
    set { self[.minimum] = newValue.map { .text($0) } }
  }

  /// The largest value.
  package var maximum: String? {
    get { text(.maximum) }
    set { self[.maximum] = newValue.map { .text($0) } }
  }

  /// What every value is above.
  package var exclusiveMinimum: String? { text(.exclusiveMinimum) }

  /// What every value is below.
  package var exclusiveMaximum: String? { text(.exclusiveMaximum) }

  /// The smallest length.
  package var minLength: Int? {
    get { count(.minLength) }
    set { self[.minLength] = newValue.map { .count($0) } }
  }

  /// The largest length.
  package var maxLength: Int? {
    get { count(.maxLength) }
    set { self[.maxLength] = newValue.map { .count($0) } }
  }

  private func text(_ constraint: Constraint) -> String? {
    if case .text(let text)? = self[constraint] { return text }
    return nil
  }

  private func count(_ constraint: Constraint) -> Int? {
    if case .count(let count)? = self[constraint] { return count }
    return nil
  }
}

/// In records a flag is always told, and any other constraint if the field has it.
extension Constraints: Codable {
  /// Reads the constraints of a record; those that this version does not know are passed over.
  package init(from decoder: any Decoder) throws {
    let record = try decoder.container(keyedBy: Constraint.self)
    for constraint in Constraint.allCases {
      switch constraint.traits.form {
      case .flag:
        self[constraint] =
          try record.decodeIfPresent(Bool.self, forKey: constraint) ?? false ? .yes : nil
      case .values:
        self[constraint] = try record.decodeIfPresent([String].self, forKey: constraint)
          .map { .texts($0) }
      case .limit, .pattern:
        self[constraint] = try record.decodeIfPresent(String.self, forKey: constraint)
          .map { .text($0) }
      case .count:
        self[constraint] = try record.decodeIfPresent(Int.self, forKey: constraint)
          .map { .count($0) }
      }
    }
  }

  /// Writes them into a record.
  package func encode(to encoder: any Encoder) throws {
    var record = encoder.container(keyedBy: Constraint.self)
    for constraint in Constraint.allCases {
      switch self[constraint] {
      case .yes: try record.encode(true, forKey: constraint)
      case .texts(let values): try record.encode(values, forKey: constraint)
      case .text(let text): try record.encode(text, forKey: constraint)
      case .count(let count): try record.encode(count, forKey: constraint)
      case nil where constraint.traits.form == .flag: try record.encode(false, forKey: constraint)
      case nil: break
      }
    }
  }
}
