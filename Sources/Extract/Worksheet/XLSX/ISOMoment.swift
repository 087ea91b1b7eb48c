// SPDX-License-Identifier: EUPL-1.2

/// A day, a time, or both, as ISO 8601 writes them: what a cell of type `d` holds, as in Strict workbooks.
///
/// Source: ECMA-376 part 1, 18.17.4 and 18.18.11.
struct ISOMoment {
  /// Days since 0000-03-01.
  private var day: Int?
  /// Milliseconds of the day.
  private var time: Int?

  /// Reads `2026-03-01`, `2026-03-01T18:00:00.000` and `T18:00` or `18:00`, also with `Z` behind; `nil` if it is something
  /// else.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var rest = unsafe Array(bytes)[...]
    if rest.last == 0x5A { rest = rest.dropLast() }
    let parts = rest.split(separator: 0x54, maxSplits: 1, omittingEmptySubsequences: false)
    let hasDate = parts[0].contains(0x2D)
    if hasDate {
      guard let day = Self.day(parts[0]) else { return nil }
      self.day = day
    }
    let clock = parts.count == 2 ? parts[1] : hasDate ? [] : parts[0]
    if !clock.isEmpty || parts.count == 2 {
      guard hasDate || parts.count == 1 || parts[0].isEmpty, let time = Self.time(clock) else {
        return nil
      }
      self.time = time
    }
    guard day != nil || time != nil else { return nil }
  }

  /// What is published of it: what its number would be in a workbook that is not Strict.
  func text(_ kind: NumberKind, _ system: DateSystem) -> String? {
    guard let day else {
      return kind == .elapsed ? SerialDate.duration(time ?? 0) : SerialDate.clock(time ?? 0)
    }
    let date = SerialDate.date(day: day)
    let time = time ?? 0
    let since = day - system.base
    switch kind {
    case .elapsed: return SerialDate.duration(since * SerialDate.dayLength + time)
    case .time where since == 0: return SerialDate.clock(time)
    case .time where since == 1 && time == 0: return SerialDate.clock(SerialDate.dayLength)
    case .date where time == 0, .number where time == 0: return date
    case .number, .date, .time, .dateTime: return "\(date)T\(SerialDate.clock(time))"
    }
  }

  /// `YYYY-MM-DD`.
  private static func day(_ text: ArraySlice<UInt8>) -> Int? {
    let parts = text.split(separator: 0x2D, omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let year = number(parts[0]),
      let month = number(parts[1]), let day = number(parts[2])
    else { return nil }
    return SerialDate.day(year: year, month: month, day: day)
  }

  /// `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff`, in milliseconds; 24:00 is the end of the day.
  private static func time(_ text: ArraySlice<UInt8>) -> Int? {
    let whole = text.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
    let parts = whole[0].split(separator: 0x3A, omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count == 2 }),
      let hours = number(parts[0]), let minutes = number(parts[1]), minutes < 60,
      let seconds = parts.count == 3 ? number(parts[2]) : 0, seconds < 60
    else { return nil }
    var milliseconds = ((hours * 60 + minutes) * 60 + seconds) * 1000
    if whole.count == 2 {
      let digits = Array((whole[1] + [0x30, 0x30]).prefix(3))
      guard parts.count == 3, !whole[1].isEmpty, whole[1].count <= 9, number(whole[1]) != nil,
        let fraction = number(digits[...])
      else { return nil }
      milliseconds += fraction
    }
    return milliseconds <= SerialDate.dayLength ? milliseconds : nil
  }

  /// A number of a few digits.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
