// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// A date and time of day as read from a cell; canonical in ISO 8601.
package struct DateParts {
  private var (year, month, day) = (1, 1, 1)
  /// The day of the year, where that was given instead of month and day.
  private var ordinal: Int?
  private var (hour, minute, second) = (0, 0, 0)
  /// The fraction of the second as digits, as many as `fractionDigits`.
  private var (fraction, fractionDigits) = (0, 0)
  /// Minutes east of UTC; nil where no zone was given.
  private var offset: Int?
  /// The day of the week, from 1 for Monday; 0 where none was given.
  private var weekday = 0

  /// Reads one directive; where another follows at once (`next` has its high bit set), its width is certain.
  @inline(__always)
  package mutating func take(
    _ directive: UInt8, _ text: Span<UInt8>, _ i: inout Int, before next: UInt8
  ) -> Bool {
    let least = next >= 0x80 ? 2 : 1
    switch directive {
    case UInt8(ascii: "Y"): return Self.digits(text, &i, 4...4, &year)
    case UInt8(ascii: "m"): return Self.digits(text, &i, least...2, &month)
    case UInt8(ascii: "d"): return Self.digits(text, &i, least...2, &day)
    case UInt8(ascii: "H"): return Self.digits(text, &i, least...2, &hour)
    case UInt8(ascii: "M"): return Self.digits(text, &i, least...2, &minute)
    case UInt8(ascii: "S"): return Self.digits(text, &i, least...2, &second)
    default: return takeRare(directive, text, &i, before: next)
    }
  }

  private mutating func takeRare(
    _ directive: UInt8, _ text: Span<UInt8>, _ i: inout Int, before next: UInt8
  ) -> Bool {
    switch directive {
    case UInt8(ascii: "y"): return Self.digits(text, &i, 2...2, &year)
    case UInt8(ascii: "b"), UInt8(ascii: "B"):
      month = CalendarName.take(CalendarName.months, text, &i, before: next)
      return month > 0
    case UInt8(ascii: "a"), UInt8(ascii: "A"):
      weekday = CalendarName.take(CalendarName.weekdays, text, &i, before: next)
      return weekday > 0
    case UInt8(ascii: "j"):
      var number = 0
      guard Self.digits(text, &i, 3...3, &number), number >= 1 else { return false }
      ordinal = number
      return true
    case UInt8(ascii: "f"): return takeFraction(text, &i)
    case UInt8(ascii: "z"): return takeZone(text, &i)
    default:
      if i < text.count, text[i] == UInt8(ascii: ".") {
        i += 1
        guard takeFraction(text, &i) else { return false }
      }
      return i == text.count || takeZone(text, &i)
    }
  }

  private mutating func takeFraction(_ text: Span<UInt8>, _ i: inout Int) -> Bool {
    let start = i
    guard Self.digits(text, &i, 1...9, &fraction) else { return false }
    fractionDigits = i - start
    return true
  }

  private mutating func takeZone(_ text: Span<UInt8>, _ i: inout Int) -> Bool {
    guard i < text.count else { return false }
    let sign = text[i]
    i += 1
    if sign == UInt8(ascii: "Z") {
      offset = 0
      return true
    }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return false }
    var (hours, minutes) = (0, 0)
    guard Self.digits(text, &i, 2...2, &hours) else { return false }
    if i < text.count, text[i] == UInt8(ascii: ":") { i += 1 }
    guard Self.digits(text, &i, 2...2, &minutes), hours <= 14, minutes < 60 else { return false }
    offset = (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
    return true
  }

  @inline(__always)
  private static func digits(
    _ text: Span<UInt8>, _ i: inout Int, _ width: ClosedRange<Int>,
    _ value: inout Int
  ) -> Bool {
    let start = i
    var number = 0
    while i < text.count, i - start < width.upperBound, isDigit(text[i]) {
      number = number * 10 + Int(text[i] &- 0x30)
      i += 1
    }
    value = number
    return i - start >= width.lowerBound
  }

  /// Puts two digits of a year into the hundred years from `pivot` on.
  mutating func putCentury(from pivot: Int) {
    year = pivot + (year + 100 - pivot % 100) % 100
  }

  /// The year or month of which the rest is written with zeroes; nil where the whole day is known, or the year is not.
  var shortened: ShortenedDay? {
    guard ordinal == nil, weekday == 0, day == 0, year >= 1, 0...12 ~= month else { return nil }
    return ShortenedDay(year: year, month: month)
  }

  /// Whether it is a day of the Gregorian calendar and a time of that day; resolves a day of the year, and 24:00,
  /// which is 00:00 of the next day.
  var isValid: Bool {
    mutating get {
      guard year >= 1, hour <= 24, minute < 60, second < 60 else { return false }
      if let ordinal {
        (month, day) = (1, ordinal)
        while month <= 12, day > CalendarDay.daysIn(month, of: year) {
          day -= CalendarDay.daysIn(month, of: year)
          month += 1
        }
      }
      guard calendarDay.isValid else { return false }
      if weekday > 0, CalendarDay.weekday(calendarDay.number) != weekday { return false }
      return hour < 24 || takesNextMidnight()
    }
  }

  /// Makes 24:00 the beginning of the next day; false for any later time, and after the last day of the calendar.
  ///
  /// Source: ISO 8601:2004, 4.2.3; XML Schema 1.1 part 2, 3.3.7.
  private mutating func takesNextMidnight() -> Bool {
    let next = calendarDay.number + 1
    guard minute == 0, second == 0, fraction == 0, CalendarDay.range.contains(next) else {
      return false
    }
    let day = CalendarDay(next)
    (year, month, self.day, hour) = (day.year, day.month, day.day, 0)
    return true
  }

  /// The moment, to compare; a time without a zone counts as UTC.
  package var instant: Instant {
    let days = calendarDay.number
    var nanoseconds = fraction
    for _ in fractionDigits..<9 { nanoseconds *= 10 }
    return Instant(
      seconds: days * 86_400 + hour * 3600 + (minute - (offset ?? 0)) * 60 + second,
      nanoseconds: nanoseconds)
  }

  /// Appends `hh:mm:ss`, the fraction and the zone where there are any.
  func appendTime(to out: inout ByteBuffer) {
    out.append(upTo: 8) { at in
      CalendarDay.write(hour, &at, 0)
      at[2] = UInt8(ascii: ":")
      CalendarDay.write(minute, &at, 3)
      at[5] = UInt8(ascii: ":")
      CalendarDay.write(second, &at, 6)
      return 8
    }
    if fractionDigits > 0 { appendFraction(to: &out) }
    if let offset { Self.appendZone(offset, to: &out) }
  }

  private func appendFraction(to out: inout ByteBuffer) {
    out.append(UInt8(ascii: "."))
    out.append(upTo: fractionDigits) { at in
      var rest = fraction
      for k in stride(from: fractionDigits - 1, through: 0, by: -1) {
        at[k] = 0x30 + UInt8(rest % 10)
        rest /= 10
      }
      return fractionDigits
    }
  }

  private static func appendZone(_ offset: Int, to out: inout ByteBuffer) {
    if offset == 0 {
      out.append(UInt8(ascii: "Z"))
      return
    }
    out.append(upTo: 6) { at in
      at[0] = UInt8(ascii: offset < 0 ? "-" : "+")
      CalendarDay.write(abs(offset) / 60, &at, 1)
      at[3] = UInt8(ascii: ":")
      CalendarDay.write(abs(offset) % 60, &at, 4)
      return 6
    }
  }
}

// MARK: - What it comes to

extension DateParts {
  /// The day, without its time.
  package var calendarDay: CalendarDay { CalendarDay(year: year, month: month, day: day) }

  /// Nanoseconds since 1970, in UTC where there is a zone.
  package var nanoseconds: Int128 {
    var digits = fraction
    for _ in fractionDigits..<9 where fractionDigits > 0 { digits *= 10 }
    let seconds = (calendarDay.number * 24 + hour) * 3600 + (minute - (offset ?? 0)) * 60 + second
    return Int128(seconds) * 1_000_000_000 + Int128(fractionDigits == 0 ? 0 : digits)
  }

  /// Minutes east of UTC; nil where no zone was given.
  package var zone: Int? { offset }
}
