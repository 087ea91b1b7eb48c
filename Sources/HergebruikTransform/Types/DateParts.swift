// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// A date and time of day as read from a cell; canonical in ISO 8601.
struct DateParts {
  private var (year, month, day) = (1, 1, 1)
  /// The day of the year, where that was given instead of month and day.
  private var ordinal: Int?
  private var (hour, minute, second) = (0, 0, 0)
  /// The fraction of the second as digits, as many as `fractionDigits`.
  private var (fraction, fractionDigits) = (0, 0)
  /// Minutes east of UTC; nil where no zone was given.
  private var offset: Int?

  /// Reads one directive; `fixed` where another follows at once, so that its width is certain.
  @inline(__always)
  mutating func take(
    _ directive: UInt8, _ text: UnsafeBufferPointer<UInt8>, _ i: inout Int, fixed: Bool
  ) -> Bool {
    let least = fixed ? 2 : 1
    switch directive {
    case UInt8(ascii: "Y"): return Self.digits(text, &i, 4...4, &year)
    case UInt8(ascii: "m"): return Self.digits(text, &i, least...2, &month)
    case UInt8(ascii: "d"): return Self.digits(text, &i, least...2, &day)
    case UInt8(ascii: "H"): return Self.digits(text, &i, least...2, &hour)
    case UInt8(ascii: "M"): return Self.digits(text, &i, least...2, &minute)
    case UInt8(ascii: "S"): return Self.digits(text, &i, least...2, &second)
    default: return takeRare(directive, text, &i)
    }
  }

  private mutating func takeRare(
    _ directive: UInt8, _ text: UnsafeBufferPointer<UInt8>, _ i: inout Int
  ) -> Bool {
    switch directive {
    case UInt8(ascii: "y"):
      guard Self.digits(text, &i, 2...2, &year) else { return false }
      year += year < 69 ? 2000 : 1900  // POSIX strptime
      return true
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

  private mutating func takeFraction(_ text: UnsafeBufferPointer<UInt8>, _ i: inout Int) -> Bool {
    let start = i
    guard Self.digits(text, &i, 1...9, &fraction) else { return false }
    fractionDigits = i - start
    return true
  }

  private mutating func takeZone(_ text: UnsafeBufferPointer<UInt8>, _ i: inout Int) -> Bool {
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
    _ text: UnsafeBufferPointer<UInt8>, _ i: inout Int, _ width: ClosedRange<Int>,
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

  /// Whether it is a day of the Gregorian calendar and a time of that day; resolves a day of the year.
  var isValid: Bool {
    mutating get {
      guard year >= 1, hour < 24, minute < 60, second < 60 else { return false }
      if let ordinal {
        (month, day) = (1, ordinal)
        while month <= 12, day > Self.daysIn(month, of: year) {
          day -= Self.daysIn(month, of: year)
          month += 1
        }
      }
      return 1...12 ~= month && day >= 1 && day <= Self.daysIn(month, of: year)
    }
  }

  /// The moment, to compare; a time without a zone counts as UTC.
  var instant: Instant {
    let days = CalendarDay.number(year: year, month: month, day: day)
    var nanoseconds = fraction
    for _ in fractionDigits..<9 { nanoseconds *= 10 }
    return Instant(
      seconds: days * 86_400 + hour * 3600 + (minute - (offset ?? 0)) * 60 + second,
      nanoseconds: nanoseconds)
  }

  private static func daysIn(_ month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Appends `YYYY-MM-DD`.
  @inline(__always)
  func appendDate(to out: inout ByteBuffer) {
    out.append(upTo: 10) { at in
      Self.write(year / 100, at, 0)
      Self.write(year % 100, at, 2)
      at[4] = UInt8(ascii: "-")
      Self.write(month, at, 5)
      at[7] = UInt8(ascii: "-")
      Self.write(day, at, 8)
      return 10
    }
  }

  /// Appends `hh:mm:ss`, the fraction and the zone where there are any.
  func appendTime(to out: inout ByteBuffer) {
    out.append(upTo: 8) { at in
      Self.write(hour, at, 0)
      at[2] = UInt8(ascii: ":")
      Self.write(minute, at, 3)
      at[5] = UInt8(ascii: ":")
      Self.write(second, at, 6)
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
      write(abs(offset) / 60, at, 1)
      at[3] = UInt8(ascii: ":")
      write(abs(offset) % 60, at, 4)
      return 6
    }
  }

  @inline(__always)
  private static func write(_ number: Int, _ at: UnsafeMutableBufferPointer<UInt8>, _ i: Int) {
    at[i] = 0x30 + UInt8(truncatingIfNeeded: number / 10)
    at[i + 1] = 0x30 + UInt8(truncatingIfNeeded: number % 10)
  }
}

// MARK: - Days as numbers

extension DateParts {
  /// Days since 1970-01-01 in the Gregorian calendar.
  var dayNumber: Int { CalendarDay.number(year: year, month: month, day: day) }

  /// Nanoseconds since 1970, in UTC where there is a zone.
  var nanoseconds: Int128 {
    var digits = fraction
    for _ in fractionDigits..<9 where fractionDigits > 0 { digits *= 10 }
    let seconds = (dayNumber * 24 + hour) * 3600 + (minute - (offset ?? 0)) * 60 + second
    return Int128(seconds) * 1_000_000_000 + Int128(fractionDigits == 0 ? 0 : digits)
  }

  /// Minutes east of UTC; nil where no zone was given.
  var zone: Int? { offset }
}

/// A day of the Gregorian calendar, made of its number.
struct CalendarDay {
  var (year, month, day) = (1970, 1, 1)

  /// The days that can be written with four digits: 0001-01-01 to 9999-12-31.
  static let range = -719_162...2_932_896

  /// Days since 1970-01-01.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  static func number(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Makes the day of a number, by `civil_from_days` of the same source.
  init(_ number: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * part + 2) / 5 + 1
    month = part < 10 ? part + 3 : part - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// From 1 for Monday to 7 for Sunday, as ISO 8601 counts.
  static func weekday(_ number: Int) -> Int {
    let rest = (number + 3) % 7
    return (rest < 0 ? rest + 7 : rest) + 1
  }

  /// Appends `YYYY-MM-DD`.
  func append(to out: inout ByteBuffer) {
    Self.append(year, digits: 4, to: &out)
    out.append(UInt8(ascii: "-"))
    Self.append(month, digits: 2, to: &out)
    out.append(UInt8(ascii: "-"))
    Self.append(day, digits: 2, to: &out)
  }

  /// Appends a number from 0 with zeroes before it.
  static func append(_ number: Int, digits: Int, to out: inout ByteBuffer) {
    out.append(upTo: digits) { at in
      var rest = number
      for i in stride(from: digits - 1, through: 0, by: -1) {
        at[i] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      return digits
    }
  }
}
