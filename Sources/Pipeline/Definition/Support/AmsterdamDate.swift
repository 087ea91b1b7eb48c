// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem

/// Days as they are written in the catalogue: `YYYY-MM-DD`.
package enum AmsterdamDate {
  /// Today in the European Netherlands.
  package static func today() -> String { day(at: SystemTime.now) }

  /// The day in the European Netherlands at a moment, in seconds since 1970.
  ///
  /// Needs no time-zone database: clocks go one hour ahead of UTC, two from the last Sunday of March
  /// to the last Sunday of October, both at 01:00 UTC. Right from 1996 on.
  /// Source: Directive 2000/84/EC.
  package static func day(at seconds: Int) -> String {
    let (year, _, _) = civil(fromDay: floorDivide(seconds, 86_400))
    let summer = changeover(year, month: 3)..<changeover(year, month: 10)
    let offset = summer.contains(seconds) ? 7_200 : 3_600
    let (localYear, month, day) = civil(fromDay: floorDivide(seconds + offset, 86_400))
    return "\(padded(localYear, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// Whether a text is a day that exists, from 1900 to 9999.
  package static func isValid(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy(Names.isDigit) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
      year >= 1900, (1...12).contains(month), day >= 1
    else { return false }
    return civil(fromDay: days(year, month, day)) == (year, month, day)
  }

  /// Whether a text is a day, a month or a year that exists.
  package static func isValidPeriod(_ text: String) -> Bool {
    switch text.utf8.count {
    case 4: isValid(text + "-01-01")
    case 7: isValid(text + "-01")
    default: isValid(text)
    }
  }

  /// This moment in UTC: `2026-11-28T01:30:00Z`.
  package static func moment() -> String {
    let time = CivilTime(utc: SystemTime.now)
    let day = "\(padded(time.year, 4))-\(padded(time.month, 2))-\(padded(time.day, 2))"
    return "\(day)T\(padded(time.hour, 2)):\(padded(time.minute, 2)):\(padded(time.second, 2))Z"
  }

  /// Whether a text is a moment in UTC, as `moment` writes one.
  package static func isValidMoment(_ text: String) -> Bool {
    guard text.utf8.count == 20, isValid(String(text.prefix(10))), text.hasSuffix("Z") else {
      return false
    }
    let time = text.dropFirst(10).dropLast()
    let parts = time.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    return time.hasPrefix("T") && parts.map(\.utf8.count) == [2, 2, 2]
      && zip(parts, [24, 60, 60]).allSatisfy { part, limit in
        part.utf8.allSatisfy(Names.isDigit) && Int(part).map { $0 < limit } == true
      }
  }

  /// How many days one valid day is before another; negative where it is after it.
  package static func days(from first: String, to last: String) -> Int {
    func number(_ day: String) -> Int {
      let parts = day.split(separator: "-").map { Int($0) ?? 0 }
      return days(parts[0], parts[1], parts[2])
    }
    return number(last) - number(first)
  }

  /// 01:00 UTC on the last Sunday of a month with 31 days.
  private static func changeover(_ year: Int, month: Int) -> Int {
    let last = days(year, month, 31)
    // Day 0, 1 January 1970, was a Thursday.
    let weekday = (last + 4) % 7
    return (last - weekday) * 86_400 + 3_600
  }

  /// Days since 1970 of a day in the Gregorian calendar.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = floorDivide(shifted, 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civil(fromDay number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * part + 2) / 5 + 1
    )
  }

  private static func floorDivide(_ a: Int, _ b: Int) -> Int {
    a >= 0 ? a / b : -((-a + b - 1) / b)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
