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
  var step: TreatmentStep
  package var missing: ByteStrings
  /// What its cells must satisfy.
  let limits: FieldLimits
  /// Where the hash of the value goes for keys; negative for nowhere. Of a text the next place has the hash without
  /// the white space around it: two keys that look the same are not two keys.
  package var hashSlot: Int
  /// What is published where the value is missing; mostly nothing.
  var blank = Kept<UInt8>.none
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

  init(
    field: Int, cast: Cast, step: TreatmentStep, missing: ByteStrings, limits: FieldLimits,
    hashSlot: Int, isTemporal: Bool
  ) {
    column = -1
    (self.field, self.cast, self.step) = (field, cast, step)
    (self.missing, self.limits) = (missing, limits)
    (self.hashSlot, self.isTemporal) = (hashSlot, isTemporal)
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
    return !limits.required && !limits.hasAny && hashSlot < 0
  }
}
