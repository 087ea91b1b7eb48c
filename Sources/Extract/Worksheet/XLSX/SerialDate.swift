// SPDX-License-Identifier: EUPL-1.2

/// From which day a workbook counts days.
enum DateSystem: Sendable {
  /// Day 1 is 1900-01-01, and day 60 is 1900-02-29, which never was.
  case from1900
  /// Day 0 is 1899-12-30: Strict workbooks that do without the day that never was.
  case from1899
  /// Day 0 is 1904-01-01.
  case from1904

  /// Day 0 in days since 0000-03-01, for days from 1900-03-01 on.
  var base: Int {
    switch self {
    case .from1900, .from1899: 693_899
    case .from1904: 695_361
    }
  }

  /// Days since 0000-03-01 of a serial number; `nil` if there is no such day, or it lies behind 9999.
  func day(_ serial: Int) -> Int? {
    let isEarly = self == .from1900 && serial <= 60
    guard serial >= 0, !isEarly || (1..<60).contains(serial) else { return nil }
    let day = serial + base + (isEarly ? 1 : 0)
    return day <= SerialDate.lastDay ? day : nil
  }
}

/// The days that Excel counts, as ISO 8601.
enum SerialDate {
  /// 9999-12-31 in days since 0000-03-01.
  static let lastDay = 3_652_364
  /// Milliseconds of a day.
  static let dayLength = 86_400_000

  /// Writes a serial number; `nil` if it is no date that exists.
  static func iso(_ serial: Double, _ kind: NumberKind, _ system: DateSystem) -> String? {
    // Beyond them there are no dates, and milliseconds would not be exact.
    guard serial > -2_958_466, serial < 2_958_466 else { return nil }
    let milliseconds = Int((serial * Double(dayLength)).rounded())
    switch kind {
    case .number: return nil
    case .elapsed: return duration(milliseconds)
    case .time where (0...dayLength).contains(milliseconds): return clock(milliseconds)
    case .date, .time, .dateTime:
      guard milliseconds >= 0, let day = system.day(milliseconds / dayLength) else { return nil }
      let rest = milliseconds % dayLength
      return kind == .date && rest == 0 ? date(day: day) : "\(date(day: day))T\(clock(rest))"
    }
  }

  /// A time of the day; 24:00:00 is its end.
  static func clock(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let text = "\(pad(seconds / 3600)):\(pad(seconds / 60 % 60)):\(pad(seconds % 60))"
    let rest = milliseconds % 1000
    return rest == 0 ? text : "\(text).\(pad(rest, 3))"
  }

  /// A duration, which may be negative.
  static func duration(_ milliseconds: Int) -> String {
    let seconds = abs(milliseconds) / 1000
    let rest = abs(milliseconds) % 1000
    return (milliseconds < 0 ? "-" : "")
      + "PT\(seconds / 3600)H\(seconds / 60 % 60)M\(seconds % 60)"
      + (rest == 0 ? "S" : ".\(pad(rest, 3))S")
  }

  /// A day that is so many after the first of March of the year 0, in the Gregorian calendar.
  static func date(day days: Int) -> String {
    // The civil-from-days algorithm of H. Hinnant, "chrono-compatible low-level date algorithms".
    let era = days / 146_097
    let ofEra = days % 146_097
    let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * month + 2) / 5 + 1
    let number = month < 10 ? month + 3 : month - 9
    return write(year: era * 400 + year + (number <= 2 ? 1 : 0), month: number, day: day)
  }

  /// How many days after the first of March of the year 0 a day is; `nil` if there is no such day.
  static func day(year: Int, month: Int, day: Int) -> Int? {
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    // The inverse of the algorithm above: years begin in March.
    let shifted = month <= 2 ? year - 1 : year
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + ofYear
    return date(day: days) == write(year: year, month: month, day: day) ? days : nil
  }

  private static func write(year: Int, month: Int, day: Int) -> String {
    "\(pad(year, 4))-\(pad(month))-\(pad(day))"
  }

  private static func pad(_ number: Int, _ width: Int = 2) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
