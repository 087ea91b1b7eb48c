// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// A year, or a month of a year, of which the rest of the day is not known.
///
/// Source: ISO 8601:2004, 4.1.2.3, dates of reduced precision; Extended Date/Time Format, level 0.
package struct ShortenedDay: Equatable {
  /// From 1 to 9999.
  let year: Int
  /// From 1 to 12; 0 where it is not known.
  let month: Int

  /// The form of all days, whole and shortened, as a pattern of Table Schema.
  package static let pattern = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"

  init(year: Int, month: Int) { (self.year, self.month) = (year, month) }

  /// Reads `1985` or `1985-07`.
  init?(_ text: Span<UInt8>) {
    guard text.count == 4 || text.count == 7 && text[4] == UInt8(ascii: "-") else { return nil }
    func digits(_ range: Range<Int>) -> Int? {
      range.reduce(Int?.some(0)) { number, i in
        guard let number, isDigit(text[i]) else { return nil }
        return number * 10 + Int(text[i] &- 0x30)
      }
    }
    guard let year = digits(0..<4), year >= 1 else { return nil }
    guard text.count == 7 else {
      self.init(year: year, month: 0)
      return
    }
    guard let month = digits(5..<7), 1...12 ~= month else { return nil }
    self.init(year: year, month: month)
  }

  /// Appends `YYYY` or `YYYY-MM`.
  package func append(to out: inout ByteBuffer) {
    CalendarDay.append(year, digits: 4, to: &out)
    guard month > 0 else { return }
    out.append(UInt8(ascii: "-"))
    CalendarDay.append(month, digits: 2, to: &out)
  }

  /// The first day that it may be.
  var first: CalendarDay { CalendarDay(year: year, month: max(month, 1), day: 1) }

  /// The last day that it may be.
  var last: CalendarDay {
    let month = month == 0 ? 12 : month
    return CalendarDay(year: year, month: month, day: CalendarDay.daysIn(month, of: year))
  }
}
