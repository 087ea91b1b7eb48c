// SPDX-License-Identifier: EUPL-1.2

package import HergebruikModel

/// How dates and times are written in one column: a small program of directives and literal bytes.
///
/// A directive is its letter with the high bit set; everything else is a byte that must be there.
/// Source: https://datapackage.org/standard/table-schema/#date, with the directives of strptime.
package struct DateLayout: BitwiseCopyable {
  private let steps: Kept<UInt8>
  /// Where the parts of a day are in a cell, if all cells of the layout are alike.
  private let fixedDay: FixedDay?
  /// The first of the hundred years that two digits stand for; 0 where there are four.
  private let pivotYear: Int
  /// Whether the day, or the day and the month, may be unknown.
  let mayLackParts: Bool
  /// Whether a shortened date of ISO 8601 is one that lacks parts: 1985-07.
  private let isStandard: Bool

  /// The directives that are understood.
  package static let directives = "%Y %m %d %y %j %b %B %a %A %H %M %S %f %z"

  /// Compiles a format; the kind decides what `default` means.
  ///
  /// - Returns: nil where the format has a directive that is not understood, lacks what the kind
  ///   needs (a day for a date, an hour for a time), or has years of two digits without a pivot.
  package init?(_ format: DateFormat, kind: Kind, arena: ByteArena) {
    var program: [UInt8] = []
    var escaped = false
    isStandard = format.pattern == "default"
    for byte in (isStandard ? kind.standard : format.pattern).utf8 {
      if escaped {
        if byte == UInt8(ascii: "%") {
          program.append(byte)
        } else {
          guard Self.directives.utf8.contains(byte), byte != 0x20 else { return nil }
          program.append(byte | 0x80)
        }
        escaped = false
      } else if byte == UInt8(ascii: "%") {
        escaped = true
      } else {
        guard byte < 0x80 else { return nil }
        program.append(byte)
      }
    }
    guard !escaped, kind.isServed(by: Set(program)) else { return nil }
    let hasCentury = !program.contains(UInt8(ascii: "y") | 0x80)
    guard hasCentury || format.pivotYear.map(DateFormat.pivotYears.contains) == true else {
      return nil
    }
    pivotYear = hasCentury ? 0 : format.pivotYear ?? 0
    mayLackParts = format.unknownParts && kind == .date
    if isStandard, kind != .date { program.append(Self.optionalTail) }
    fixedDay = FixedDay(program)
    steps = arena.keep(list: program)
  }

  /// What a layout is for.
  package enum Kind {
    case date, time, datetime

    fileprivate var standard: String {
      switch self {
      case .date: "%Y-%m-%d"
      case .time: "%H:%M:%S"
      case .datetime: "%Y-%m-%dT%H:%M:%S"
      }
    }

    fileprivate func isServed(by program: Set<UInt8>) -> Bool {
      func has(_ letter: UInt8) -> Bool { program.contains(letter | 0x80) }
      let month = has(UInt8(ascii: "m")) || has(UInt8(ascii: "b")) || has(UInt8(ascii: "B"))
      let date =
        (has(UInt8(ascii: "Y")) || has(UInt8(ascii: "y")))
        && (month && has(UInt8(ascii: "d")) || has(UInt8(ascii: "j")))
      let time = has(UInt8(ascii: "H"))
      switch self {
      case .date: return date
      case .time: return time
      case .datetime: return date && time
      }
    }
  }

  /// A step that takes an optional fraction and an optional zone, as XML Schema's times have.
  private static let optionalTail: UInt8 = 0x80 | UInt8(ascii: "*")

  /// The day that a cell says; nil where it does not follow the layout, or there is no such day.
  @inline(__always)
  package func day(_ cell: Span<UInt8>) -> CalendarDay? {
    if let day = fixedDay?.read(cell) { return day }
    return parse(cell)?.calendarDay
  }

  /// The date and the time that a cell says; nil as for `day`.
  package func parse(_ cell: Span<UInt8>) -> DateParts? {
    guard var parts = parts(UTF8Text.trimmed(cell)), parts.isValid else { return nil }
    return parts
  }

  /// The year, or the month of a year, that a cell says of which the rest is unknown: 19850000; nil where the
  /// layout has no such cells, the whole day is known, or the year is not.
  package func shortened(_ cell: Span<UInt8>) -> ShortenedDay? {
    guard mayLackParts else { return nil }
    let text = UTF8Text.trimmed(cell)
    return parts(text)?.shortened ?? (isStandard ? ShortenedDay(text) : nil)
  }

  /// The numbers of the days that a cell may mean: one, or all of a year or month; nil where it says none.
  func days(_ cell: Span<UInt8>) -> ClosedRange<Int>? {
    if let day = day(cell) { return day.number...day.number }
    return shortened(cell).map { $0.first.number...$0.last.number }
  }

  /// What a text says, which may be no day at all; nil where it does not follow the layout.
  @inline(__always)
  private func parts(_ text: Span<UInt8>) -> DateParts? {
    var parts = DateParts()
    var i = 0
    for s in 0..<steps.count {
      let step = steps[s]
      if step < 0x80 {
        guard i < text.count, text[i] == step else { return nil }
        i += 1
      } else {
        let next = s + 1 < steps.count ? steps[s + 1] : 0
        guard parts.take(step & 0x7F, text, &i, before: next) else { return nil }
      }
    }
    guard i == text.count else { return nil }
    if pivotYear > 0 { parts.putCentury(from: pivotYear) }
    return parts
  }
}

/// A layout of a day with year, month and day once each, in any order, all of their width: its cells have their
/// parts at fixed places.
private struct FixedDay {
  private var (count, yearAt, monthAt, dayAt) = (UInt8(0), UInt8(0), UInt8(0), UInt8(0))
  /// The bytes between the parts, of which there are at most two, and where they are.
  private var (first, firstAt, second, secondAt) = (UInt8(0), UInt8(0), UInt8(0), UInt8(0))

  /// Nil where a program is not of this form.
  package init?(_ program: [UInt8]) {
    var parts: [UInt8] = []
    var between: [(byte: UInt8, at: UInt8)] = []
    for step in program {
      switch step ^ 0x80 {
      case UInt8(ascii: "Y"): (yearAt, count) = (count, count + 4)
      case UInt8(ascii: "m"): (monthAt, count) = (count, count + 2)
      case UInt8(ascii: "d"): (dayAt, count) = (count, count + 2)
      default:
        guard step < 0x80, between.count < 2 else { return nil }
        between.append((step, count))
        count += 1
        continue
      }
      parts.append(step)
    }
    guard parts.count == 3, Set(parts).count == 3, between.count == 2 else { return nil }
    (first, firstAt) = between[0]
    (second, secondAt) = between[1]
  }

  /// The day of a cell; nil where the cell has another form, which may be right all the same.
  @inline(__always)
  func read(_ cell: Span<UInt8>) -> CalendarDay? {
    guard cell.count == Int(count), cell[Int(firstAt)] == first, cell[Int(secondAt)] == second
    else { return nil }
    var isRight = true
    func two(_ at: Int) -> Int {
      let (tens, units) = (cell[at] &- 0x30, cell[at &+ 1] &- 0x30)
      isRight = isRight && tens < 10 && units < 10
      return Int(tens) &* 10 &+ Int(units)
    }
    let year = two(Int(yearAt)) &* 100 &+ two(Int(yearAt) &+ 2)
    let day = CalendarDay(year: year, month: two(Int(monthAt)), day: two(Int(dayAt)))
    return isRight && day.isValid ? day : nil
  }
}
