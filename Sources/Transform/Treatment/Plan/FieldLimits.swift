// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikTables
internal import HergebruikValues

/// The constraints of a field, compiled: plain values, which the plan's arena owns.
///
/// This file is all that the Transform stages know of single constraints: what each is compiled into, how that judges a
/// cell, and what a person is told. What a constraint is stands in `Constraint.swift`.
struct FieldLimits {
  var required = false
  /// The permitted values in canonical form; empty for any.
  var allowed: ByteStrings
  /// The same as numbers, for types that are numbers: 1 and 1.0 are one value.
  var allowedNumbers: Kept<FixedDecimal>
  /// An index into the plan's patterns; negative for none.
  var pattern = -1
  /// The permitted numbers of Unicode scalars, items or members.
  var least = 0
  var most = Int.max
  var bounds = Kept<Bound>.none
  /// Whether there is more to check of a cell that is filled in than its type.
  var hasAny = false
}

extension FieldCompiler {
  /// Compiles the constraints of a field; what is wrong with them is reported.
  mutating func limits(of field: Field, _ cast: Cast) -> FieldLimits {
    let permitted = permitted(field, cast)
    var limits = FieldLimits(allowed: permitted.texts, allowedNumbers: permitted.numbers)
    var bounds: [Bound] = []
    for (constraint, value) in field.constraints.all {
      switch (constraint, value) {
      case (.required, _): limits.required = true
      case (.minLength, .count(let length)): limits.least = length
      case (.maxLength, .count(let length)): limits.most = length
      case (.pattern, .text(let text)): limits.pattern = pattern(text, of: field)
      case (.minimum, .text(let text)): bounds += bound(.minimum, text, of: field)
      case (.maximum, .text(let text)): bounds += bound(.maximum, text, of: field)
      case (.exclusiveMinimum, .text(let text)):
        bounds += bound(.exclusiveMinimum, text, of: field)
      case (.exclusiveMaximum, .text(let text)):
        bounds += bound(.exclusiveMaximum, text, of: field)
      // The table looks for values that are there twice; permitted values stand above, with the categories.
      case (.unique, _), (.enum, _): break
      case (.minLength, _), (.maxLength, _), (.pattern, _), (.minimum, _), (.maximum, _),
        (.exclusiveMinimum, _), (.exclusiveMaximum, _):
        report(
          field, "'\(constraint.rawValue)' has a value of another kind",
          "See docs/pipeline-file.md for what it may be.")
      }
    }
    // A length that contradicts itself is reported; such a plan never runs.
    limits.most = max(limits.least, limits.most)
    limits.bounds = arena.keep(list: bounds)
    limits.hasAny =
      !limits.allowed.isEmpty || limits.pattern >= 0 || limits.least > 0 || limits.most < .max
      || !bounds.isEmpty
    return limits
  }

  private mutating func bound(
    _ side: Bound.Side, _ text: String, of field: Field
  ) -> [Bound] {
    bound(text, "\(side)", of: field).map { [Bound(side: side, value: $0)] } ?? []
  }
}

extension Constraint {
  /// What to say of a cell that does not satisfy it, and how to mend it.
  func words(of field: Field) -> (summary: String, hint: String) {
    let (limits, measure) = (field.constraints, field.type.measure)
    return switch self {
    case .required:
      (
        "is empty, but is required",
        "Fill it in the source system, or remove 'required' in the pipeline file."
      )
    case .unique: ("occurs more than once", "Correct it in the source system.")
    case .enum:
      (
        "is not one of the \(limits.enum?.count ?? field.categories?.items.count ?? 0) permitted values",
        "Correct it in the source system, or add the value to "
          + "'\(limits.enum == nil ? "categories" : "enum")' in the pipeline file."
      )
    case .pattern:
      ("does not match its pattern", "The whole cell must match '\(limits.pattern ?? "")'.")
    case .minLength: ("is shorter than \(limits.minLength ?? 0) \(measure)", change)
    case .maxLength: ("is longer than \(limits.maxLength ?? 0) \(measure)", change)
    case .minimum: ("is below the minimum of \(limits.minimum ?? "")", change)
    case .maximum: ("is above the maximum of \(limits.maximum ?? "")", change)
    case .exclusiveMinimum: ("is not above \(limits.exclusiveMinimum ?? "")", change)
    case .exclusiveMaximum: ("is not below \(limits.exclusiveMaximum ?? "")", change)
    }
  }

  private var change: String {
    "Correct it in the source system, or change '\(rawValue)'."
  }
}

/// The constraints of cells, with one thread's means to match patterns.
///
/// Memory safety: `matchers` points into an array of the worker's arena, and each pointer at an object that `owned` holds;
/// both live as long as this value, and neither changes.
@safe
struct CellChecker {
  /// Owns what `matchers` points at.
  private let owned: [CellPattern.Matcher]
  private let matchers: Kept<Unmanaged<CellPattern.Matcher>>

  /// Prepares the patterns of a plan; `arena` keeps the list.
  ///
  /// - Throws: `self-check` if there is no memory for them.
  init(_ patterns: [CellPattern], _ arena: ByteArena) throws(Failure) {
    var matchers: [CellPattern.Matcher] = []
    for pattern in patterns {
      guard let matcher = CellPattern.Matcher(pattern) else {
        throw Failure(.selfCheck, "there is no memory for a pattern")
      }
      matchers.append(matcher)
    }
    owned = matchers
    unsafe self.matchers = unsafe arena.keep(
      list: matchers.map { unsafe Unmanaged.passUnretained($0) })
  }

  /// What is wrong with a cell; `nil` if nothing is.
  ///
  /// A pattern and a length look at the cell as it is in the export, the others at the canonical value at the end of the
  /// output.
  @inline(__always)
  func problem(
    _ program: UnsafePointer<FieldProgram>, _ cell: Span<UInt8>, from start: Int,
    _ out: borrowing ByteBuffer
  ) -> CellProblem? {
    unsafe Self.broken(program, cell, from: start, out, matchers).map { .constraint($0) }
  }

  // The list by itself, so that a call counts no references.
  private static func broken(
    _ program: UnsafePointer<FieldProgram>, _ cell: Span<UInt8>, from start: Int,
    _ out: borrowing ByteBuffer, _ matchers: Kept<Unmanaged<CellPattern.Matcher>>
  ) -> Constraint? {
    let value = out.span.extracting(start...)
    if unsafe !program.pointee.limits.allowed.isEmpty,
      unsafe !program.pointee.limits.allowed.contains(value),
      unsafe !isAllowedNumber(program, value)
    {
      return .enum
    }
    if unsafe program.pointee.limits.pattern >= 0 {
      let matcher = unsafe matchers[program.pointee.limits.pattern]
      if unsafe !matcher.takeUnretainedValue().matches(cell) { return .pattern }
    }
    // No cell has more characters, items or members than bytes.
    if unsafe program.pointee.limits.least > 0 || program.pointee.limits.most < cell.count {
      let length = unsafe program.pointee.cast.length(of: cell)
      if unsafe length < program.pointee.limits.least { return .minLength }
      if unsafe length > program.pointee.limits.most { return .maxLength }
    }
    let bounds = unsafe program.pointee.limits.bounds
    for index in 0..<bounds.count where !bounds[index].permits(value) {
      return bounds[index].side.constraint
    }
    return nil
  }

  private static func isAllowedNumber(
    _ program: UnsafePointer<FieldProgram>, _ value: Span<UInt8>
  ) -> Bool {
    guard unsafe !program.pointee.limits.allowedNumbers.isEmpty, let number = FixedDecimal(value)
    else {
      return false
    }
    let allowed = unsafe program.pointee.limits.allowedNumbers
    return (0..<allowed.count).contains { allowed[$0] == number }
  }
}
