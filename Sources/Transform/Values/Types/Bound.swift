// SPDX-License-Identifier: EUPL-1.2

package import HergebruikModel
internal import HergebruikSystem

/// A limit on the values of a field: plain values and pointers, which the plan's arena owns.
package struct Bound: BitwiseCopyable, @unchecked Sendable {
  /// Which side of the limit is permitted, and whether the limit itself is.
  package enum Side: CaseIterable, BitwiseCopyable {
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum

    /// The constraint that a value beyond the limit breaks.
    package var constraint: Constraint {
      switch self {
      case .minimum: .minimum
      case .maximum: .maximum
      case .exclusiveMinimum: .exclusiveMinimum
      case .exclusiveMaximum: .exclusiveMaximum
      }
    }
  }

  /// The limit itself.
  package enum Value: BitwiseCopyable {
    case number(Double)
    /// ISO dates and months compare as bytes.
    case text(Kept<UInt8>)
    /// A day that cells say whole or shortened: all days that it may be must be permitted. The number of the day.
    case day(Int, DateLayout)
    /// A time, or a date and time.
    case instant(Instant, DateLayout)
    case duration(DurationValue)
  }

  package let side: Side
  let value: Value

  /// Creates it from its parts.
  package init(side: Side, value: Value) {
    self.side = side
    self.value = value
  }

  /// Whether a canonical value is on the permitted side; false where the two have no order.
  package func permits(_ cell: Span<UInt8>) -> Bool {
    switch value {
    case .number(let limit):
      let number = DecimalText.double(cell)
      return side.permits(number < limit, number > limit, isOrdered: !number.isNaN)
    case .text(let limit):
      let order = Memory.compare(cell, limit.span)
      return side.permits(order < 0, order > 0)
    case .day(let limit, let layout):
      guard let days = layout.days(cell) else { return false }
      return side.permits(days.lowerBound < limit, days.upperBound > limit)
        && side.permits(days.upperBound < limit, days.lowerBound > limit)
    case .instant(let limit, let layout):
      guard let instant = layout.parse(cell)?.instant else { return false }
      return side.permits(instant < limit, limit < instant)
    case .duration(let limit):
      guard let length = DurationValue(cell) else { return false }
      switch side {
      case .minimum: return limit.isAtMost(length)
      case .maximum: return length.isAtMost(limit)
      case .exclusiveMinimum: return limit.isShorter(than: length)
      case .exclusiveMaximum: return length.isShorter(than: limit)
      }
    }
  }
}

extension Bound.Side {
  @inline(__always)
  fileprivate func permits(_ isBelow: Bool, _ isAbove: Bool, isOrdered: Bool = true) -> Bool {
    switch self {
    case .minimum: isOrdered && !isBelow
    case .maximum: isOrdered && !isAbove
    case .exclusiveMinimum: isAbove
    case .exclusiveMaximum: isBelow
    }
  }
}
