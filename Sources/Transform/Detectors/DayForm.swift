// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Days as people and systems write them; parts that are not known may be 00.
enum DayForm {
  /// Whether a cell is a day: 1980-03-12, 12-03-1980, 12/03/1980, 12.03.1980 or with one digit for a
  /// day or month, a time of day behind it or not.
  static func isWhole(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let end = unsafe match(cell, from: 0) else { return false }
    return unsafe end == cell.count || cell[end] == 0x20 || cell[end] == UInt8(ascii: "T")
  }

  /// Where a day that begins at `start` ends; nil where none begins there.
  static func match(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var parts: InlineArray<3, (value: Int, digits: Int)> = [(0, 0), (0, 0), (0, 0)]
    var i = start
    var joint: UInt8 = 0
    for part in 0..<3 {
      if part > 0 {
        guard i < text.count, unsafe isJoint(text[i]), unsafe part == 1 || text[i] == joint else {
          return nil
        }
        joint = unsafe text[i]
        i += 1
      }
      while i < text.count, unsafe isDigit(text[i]), parts[part].digits < 5 {
        parts[part].value = unsafe parts[part].value * 10 + Int(text[i] &- 0x30)
        parts[part].digits += 1
        i += 1
      }
    }
    let (first, second, third) = (parts[0], parts[1], parts[2])
    guard 1...2 ~= second.digits, unsafe i == text.count || !isLetter(text[i]) || text[i] == 0x54
    else {
      return nil
    }
    let isDay =
      first.digits == 4 && 1...2 ~= third.digits
      ? NumberRules.isDay(year: first.value, month: second.value, day: third.value)
      : 1...2 ~= first.digits && third.digits == 4
        && NumberRules.isDay(year: third.value, month: second.value, day: first.value)
    return isDay ? i : nil
  }

  @inline(__always)
  private static func isJoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")
  }
}
