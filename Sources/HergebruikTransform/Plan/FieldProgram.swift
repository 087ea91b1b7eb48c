// SPDX-License-Identifier: EUPL-1.2

/// What to do with the cells of one field: plain values only, so that the hot path copies nothing.
struct FieldProgram {
  /// The column in the export, from 0; negative where a named column may be absent and is.
  var column: Int
  /// The field, as an index into the plan's fields.
  var field: Int
  var cast: Cast
  var step: Step
  var missing: ByteStrings
  var required: Bool
  var allowed: ByteStrings
  /// An index into the plan's patterns; negative for none.
  var pattern: Int
  var minLength: Int
  var maxLength: Int
  var minimum: Bound
  var maximum: Bound
  /// Where the hash of the value goes for uniqueness; negative for nowhere.
  var hashSlot: Int
  /// Whether the field's smallest and largest published values are wanted.
  var isTemporal: Bool

  /// A treatment, ready to run on a canonical value at the end of the output.
  enum Step {
    case keep
    case drop
    case redact(UnsafeBufferPointer<UInt8>)
    case mask(show: Int, length: Int)
    /// An index into the plan's pseudonymisers, and whether case counts.
    case pseudonymise(Int, foldCase: Bool)
    case prefix(Int)
    /// The first so many bytes of an ISO date: 4 or 7.
    case datePart(Int)
  }

  /// A limit on canonical values.
  enum Bound {
    case none
    case number(Double)
    /// ISO dates and times compare as bytes.
    case text(UnsafeBufferPointer<UInt8>)
  }

  var isDropped: Bool {
    if case .drop = step { return true }
    return false
  }

  /// Whether nothing at all has to be looked at: dropped, of any type, without constraints.
  var isIdle: Bool {
    guard isDropped, case .text = cast, case .none = minimum, case .none = maximum else {
      return false
    }
    return !required && allowed.isEmpty && pattern < 0 && minLength == 0 && maxLength == .max
      && hashSlot < 0
  }
}

/// Why a cell was refused.
public enum CellProblem: UInt8, Sendable, CaseIterable {
  case type, required, allowed, pattern, minLength, maxLength, minimum, maximum, key
}
