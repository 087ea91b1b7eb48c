// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// A day of the Gregorian calendar.
package struct CalendarDay: Equatable {
  package var (year, month, day) = (1970, 1, 1)

  /// The days that can be written with four digits: 0001-01-01 to 9999-12-31.
  package static let range = -719_162...2_932_896

  /// The day's number: days since 1970-01-01.
  package var number: Int { Self.number(year: year, month: month, day: day) }

  /// Days since 1970-01-01.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  package static func number(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Makes a day, which may not be there: see `isValid`.
  @inline(__always)
  package init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Whether there is such a day, from the year 1 on.
  @inline(__always)
  var isValid: Bool {
    year >= 1 && 1...12 ~= month && day >= 1
      && (day <= 28 || day <= Self.daysIn(month, of: year))
  }

  /// How many days a month has.
  static func daysIn(_ month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Makes the day of a number, by `civil_from_days` of the same source.
  package init(_ number: Int) {
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
  package static func weekday(_ number: Int) -> Int {
    let rest = (number + 3) % 7
    return (rest < 0 ? rest + 7 : rest) + 1
  }

  /// Appends `YYYY-MM-DD`.
  @inline(__always)
  package func append(to out: inout ByteBuffer) {
    out.append(upTo: 10) { at in
      Self.write(year / 100, &at, 0)
      Self.write(year % 100, &at, 2)
      at[4] = UInt8(ascii: "-")
      Self.write(month, &at, 5)
      at[7] = UInt8(ascii: "-")
      Self.write(day, &at, 8)
      return 10
    }
  }

  /// Writes a number below 100 with two digits.
  @inline(__always)
  static func write(_ number: Int, _ at: inout MutableSpan<UInt8>, _ i: Int) {
    at[i] = 0x30 + UInt8(truncatingIfNeeded: number / 10)
    at[i + 1] = 0x30 + UInt8(truncatingIfNeeded: number % 10)
  }

  /// Appends a number from 0 with zeroes before it.
  package static func append(_ number: Int, digits: Int, to out: inout ByteBuffer) {
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
