// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// Durations such as `P1Y2M3DT4H5M6.7S`; canonical as they are written.
///
/// Source: XML Schema Part 2, 3.2.6 duration.
package enum DurationCell {
  package static func append(_ cell: Span<UInt8>, to out: inout ByteBuffer) -> Bool {
    let text = UTF8Text.trimmed(cell)
    guard DurationValue(text) != nil else { return false }
    out.append(text)
    return true
  }
}

/// How long something takes: whole months, and seconds besides; the two cannot be converted.
package struct DurationValue: BitwiseCopyable {
  private var months = 0
  private var seconds = 0
  /// Parts of a second, in 1 / 1 000 000 000.
  private var nanoseconds = 0

  /// Reads a duration; nil where it is none, or far too long to calculate with.
  package init?(_ text: Span<UInt8>) {
    let isNegative = text.first == UInt8(ascii: "-")
    var i = isNegative ? 1 : 0
    guard i < text.count, text[i] == UInt8(ascii: "P") else { return nil }
    i += 1
    // Years, months, days, hours, minutes, seconds: each at most once, in this order.
    var (last, parts, isTime) = (-1, 0, false)
    while i < text.count {
      if text[i] == UInt8(ascii: "T"), !isTime {
        (isTime, i, last) = (true, i + 1, 2)
        guard i < text.count else { return nil }
        continue
      }
      guard let number = Self.digits(text, &i), i < text.count else { return nil }
      if text[i] == UInt8(ascii: ".") {
        i += 1
        guard isTime, let fraction = Self.fraction(text, &i), i < text.count,
          text[i] == UInt8(ascii: "S")
        else { return nil }
        nanoseconds = fraction
      }
      guard let unit = Self.unit(text[i], isTime), unit > last else { return nil }
      add(number, unit)
      (last, i, parts) = (unit, i + 1, parts + 1)
    }
    guard parts > 0 else { return nil }
    if isNegative { (months, seconds, nanoseconds) = (-months, -seconds, -nanoseconds) }
  }

  private mutating func add(_ number: Int, _ unit: Int) {
    switch unit {
    case 0: months += 12 * number
    case 1: months += number
    case 2: seconds += 86_400 * number
    case 3: seconds += 3600 * number
    case 4: seconds += 60 * number
    default: seconds += number
    }
  }

  private static func unit(_ sign: UInt8, _ isTime: Bool) -> Int? {
    switch sign {
    case UInt8(ascii: "Y") where !isTime: 0
    case UInt8(ascii: "M"): isTime ? 4 : 1
    case UInt8(ascii: "D") where !isTime: 2
    case UInt8(ascii: "H") where isTime: 3
    case UInt8(ascii: "S") where isTime: 5
    default: nil
    }
  }

  /// At most 10 digits: their product with any unit fits.
  private static func digits(_ text: Span<UInt8>, _ i: inout Int) -> Int? {
    var (number, count) = (0, 0)
    while i < text.count, isDigit(text[i]) {
      number = number * 10 + Int(text[i] &- 0x30)
      (i, count) = (i + 1, count + 1)
      guard count <= 10 else { return nil }
    }
    return count > 0 ? number : nil
  }

  private static func fraction(_ text: Span<UInt8>, _ i: inout Int) -> Int? {
    var (number, count) = (0, 0)
    while i < text.count, isDigit(text[i]) {
      if count < 9 { number = number * 10 + Int(text[i] &- 0x30) }
      (i, count) = (i + 1, count + 1)
    }
    guard count > 0 else { return nil }
    for _ in min(count, 9)..<9 { number *= 10 }
    return number
  }

  /// Months from the year 0 to a month that durations are added to when they are compared.
  ///
  /// Source: XML Schema Part 2, 3.2.6.2: 1696-09, 1697-02, 1903-03 and 1903-07.
  private static let starts: InlineArray<4, Int> = [
    1696 * 12 + 8, 1697 * 12 + 1, 1903 * 12 + 2, 1903 * 12 + 6,
  ]

  /// Whether it is shorter than another from every start; a month and 30 days have no order.
  func isShorter(than other: DurationValue) -> Bool {
    for i in 0..<4 where !(end(from: Self.starts[i]) < other.end(from: Self.starts[i])) {
      return false
    }
    return true
  }

  /// Whether it is as long as another from every start, or shorter.
  func isAtMost(_ other: DurationValue) -> Bool {
    for i in 0..<4 where !(end(from: Self.starts[i]) <= other.end(from: Self.starts[i])) {
      return false
    }
    return true
  }

  private func end(from start: Int) -> (Int, Int) {
    let month = start + months
    let inYear = ((month % 12) + 12) % 12
    let days = CalendarDay.number(year: (month - inYear) / 12, month: inYear + 1, day: 1)
    return (days * 86_400 + seconds, nanoseconds)
  }
}
