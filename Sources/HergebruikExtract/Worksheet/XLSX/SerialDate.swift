// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// What the number format of a cell makes of its number.
enum NumberKind: Sendable {
  case number
  case date
  case time
  case dateTime
  /// Hours that go beyond 24.
  case elapsed

  /// Reads a format code, such as `dd-mm-yyyy`, by ECMA-376 part 1, 18.8.31.
  init(code: String) {
    var letters: Set<UInt8> = []
    var isElapsed = false
    var bytes = Array(
      code.utf8.prefix { $0 != 0x3B }.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 })[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case 0x22: bytes = bytes.drop { $0 != 0x22 }.dropFirst()
      case 0x5C, 0x5F, 0x2A: bytes = bytes.dropFirst()
      case 0x5B:
        let inner = bytes.prefix { $0 != 0x5D }
        bytes = bytes.dropFirst(inner.count + 1)
        if let first = inner.first, inner.allSatisfy({ $0 == first }), "hms".utf8.contains(first) {
          isElapsed = true
        }
      case 0x61 where bytes.starts(with: "m/pm".utf8): bytes = bytes.dropFirst(4)
      case 0x67 where bytes.starts(with: "eneral".utf8): bytes = bytes.dropFirst(6)
      default: if "ymdhs".utf8.contains(byte) { letters.insert(byte) }
      }
    }
    let isTime = letters.contains(0x68) || letters.contains(0x73)
    let isDate =
      letters.contains(0x79) || letters.contains(0x64)
      || letters.contains(0x6D) && !isTime && !isElapsed
    switch (isElapsed, isDate, isTime) {
    case (true, false, _): self = .elapsed
    case (_, true, true): self = .dateTime
    case (_, true, false): self = .date
    case (_, false, true): self = .time
    default: self = .number
    }
  }

  /// The kind of a format that every workbook has without saying so.
  init(builtIn id: Int) {
    switch id {
    case 14...17, 27...31, 36, 50...54, 57, 58: self = .date
    case 18...21, 32...35, 45, 47, 55, 56: self = .time
    case 22: self = .dateTime
    case 46: self = .elapsed
    default: self = .number
    }
  }
}

/// The days that Excel counts, as ISO 8601.
enum SerialDate {
  /// Writes a serial number; nil where it is no date that exists.
  ///
  /// - Parameter is1904: Whether day 0 is 1904-01-01, in place of day 1 being 1900-01-01. In the latter
  ///   system day 60 is 1900-02-29, which never was.
  static func iso(_ serial: Double, _ kind: NumberKind, is1904: Bool) -> String? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    var days = Int(serial)
    var milliseconds = Int(((serial - Double(days)) * 86_400_000).rounded())
    if milliseconds == 86_400_000 { (days, milliseconds) = (days + 1, 0) }
    switch kind {
    case .number: return nil
    case .elapsed: return duration(days: days, milliseconds)
    case .time where days == 0: return clock(milliseconds)
    case .date where milliseconds == 0: return date(days, is1904)
    case .date, .time, .dateTime: return date(days, is1904).map { "\($0)T\(clock(milliseconds))" }
    }
  }

  /// A time of the day.
  static func clock(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let text = "\(pad(seconds / 3600)):\(pad(seconds / 60 % 60)):\(pad(seconds % 60))"
    let rest = milliseconds % 1000
    return rest == 0 ? text : "\(text).\(pad(rest, 3))"
  }

  private static func duration(days: Int, _ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let rest = milliseconds % 1000
    return "PT\(days * 24 + seconds / 3600)H\(seconds / 60 % 60)M\(seconds % 60)"
      + (rest == 0 ? "S" : ".\(pad(rest, 3))S")
  }

  private static func date(_ serial: Int, _ is1904: Bool) -> String? {
    // Days since 0000-03-01 in the proleptic Gregorian calendar; 1900-01-01 is 693,901.
    let days: Int
    switch (is1904, serial) {
    case (true, _): days = serial + 695_361
    case (false, 1..<60): days = serial + 693_900
    case (false, 61...): days = serial + 693_899
    default: return nil
    }
    return date(day: days)
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
    return "\(pad(era * 400 + year + (number <= 2 ? 1 : 0), 4))-\(pad(number))-\(pad(day))"
  }

  private static func pad(_ number: Int, _ width: Int = 2) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
