// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
package import HergebruikValues

/// What to do with the cells of one field: plain values only, so that the hot path copies nothing.
package struct FieldProgram {
  /// The column in the export, from 0; negative where a named column may be absent and is.
  package var column: Int
  /// The field, as an index into the plan's fields.
  package var field: Int
  package var cast: Cast
  var step: Step
  package var missing: ByteStrings
  var required: Bool
  /// The permitted values in canonical form; empty for any.
  var allowed: ByteStrings
  /// The same as numbers, for types that are numbers: 1 and 1.0 are one value.
  var allowedNumbers: UnsafeBufferPointer<FixedDecimal>
  /// An index into the plan's patterns; negative for none.
  var pattern: Int
  /// The permitted numbers of Unicode scalars, items or members.
  var lengths: ClosedRange<Int>
  var bounds: UnsafeBufferPointer<Bound>
  /// Where the hash of the value goes for keys; negative for nowhere. Of a text the next place has the hash without
  /// the white space around it: two keys that look the same are not two keys.
  package var hashSlot: Int
  /// What is published where the value is missing; mostly nothing.
  var blank = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// Whether the field's smallest and largest published values are wanted.
  var isTemporal: Bool
  /// Whether the step looks the value up in a list.
  var isLookedUp = false
  /// The other fields that the step reads, as indices into the plan's companions.
  var companions = 0..<0
  /// What the field has to do with the class of a row.
  var role = ClassRole.none
  /// Whether days that stand for no day are counted.
  var findsSentinels = false
  /// Whether there is more to check than the type.
  let hasLimits: Bool

  init(
    field: Int, cast: Cast, step: Step, missing: ByteStrings, required: Bool, allowed: ByteStrings,
    allowedNumbers: UnsafeBufferPointer<FixedDecimal>, pattern: Int, lengths: ClosedRange<Int>,
    bounds: UnsafeBufferPointer<Bound>, hashSlot: Int, isTemporal: Bool
  ) {
    column = -1
    (self.field, self.cast, self.step) = (field, cast, step)
    (self.missing, self.required, self.allowed) = (missing, required, allowed)
    (self.pattern, self.lengths, self.hashSlot) = (pattern, lengths, hashSlot)
    (self.allowedNumbers, self.bounds, self.isTemporal) = (allowedNumbers, bounds, isTemporal)
    hasLimits =
      !allowed.isEmpty || pattern >= 0 || lengths != Self.anyLength || !bounds.isEmpty
  }

  /// What stands for no limit on the length.
  static let anyLength = 0...Int.max

  /// A treatment, ready to run on a canonical value at the end of the output.
  enum Step {
    case keep
    case drop
    /// Becomes `blank`.
    case redact
    case mask(show: Int, length: Int)
    /// An index into the plan's pseudonymisers, and whether case counts; nothing is left where the index is
    /// negative, because nobody will look at it.
    case pseudonymise(Int, foldCase: Bool)
    case prefix(Int)
    case scrub
    /// The first so many bytes of an ISO date: 4 or 7.
    case datePart(Int)
    /// The side of a square of the national grid, in metres; the y is the only companion.
    case square(Int)
    /// An index into the plan's recodings.
    case recode(Int)
    /// An index into the plan's random roundings.
    case randomRound(Int)
  }

  /// Whether values are compared as numbers where keys are.
  package var isNumber: Bool {
    switch cast {
    case .integer, .number: true
    default: false
    }
  }

  /// Whether white space around a value is part of it, as in texts.
  var keepsSpace: Bool {
    switch cast {
    case .text, .string, .list, .object, .array, .geojson, .geopoint: true
    case .integer, .number, .boolean, .date, .time, .datetime, .year, .yearmonth, .duration: false
    }
  }

  var isDropped: Bool {
    if case .drop = step { return true }
    return false
  }

  /// Whether nothing at all has to be looked at: dropped (or only counted, and of no class), of any type,
  /// without constraints.
  func isIdle(inCensus isCensus: Bool) -> Bool {
    guard isDropped || isCensus && role == .none, case .text = cast else { return false }
    return !required && !hasLimits && hashSlot < 0
  }
}
