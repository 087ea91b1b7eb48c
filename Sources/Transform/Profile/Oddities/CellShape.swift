// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

/// What the signs of a cell look like, whatever its declared type.
enum CellShape {
  /// Digits, with a sign, a decimal sign and group signs where numbers have them.
  case number
  /// Digits in the order day, month, year or the reverse, with a time behind them or not.
  case date
  case text

  /// The shape of a cell that is not empty.
  @inline(__always)
  static func of(_ cell: Span<UInt8>) -> CellShape {
    var at = 0
    while at &+ 8 <= cell.count {
      let word = cell.word(at: at)
      guard isDigits(word) else { break }
      at &+= 8
    }
    while at < cell.count, isDigit(cell[at]) { at &+= 1 }
    return at == cell.count ? .number : mixed(cell, digits: at)
  }

  /// Whether eight bytes are digits: each has a high half of 3, also with 6 added.
  @inline(__always)
  private static func isDigits(_ word: UInt64) -> Bool {
    let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    let threes: UInt64 = 0x3030_3030_3030_3030
    return word & high == threes && (word &+ 0x0606_0606_0606_0606) & high == threes
  }

  /// - Parameter digits: how many there are before the first other byte.
  private static func mixed(_ cell: Span<UInt8>, digits: Int) -> CellShape {
    let byte = cell[digits]
    guard digits > 0 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"), cell.count <= 40
    else { return .text }
    if isDate(cell) { return .date }
    var isAfterDigit = digits > 0
    for place in max(digits, 1)..<cell.count {
      let byte = cell[place]
      let isSeparator = byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
      guard isDigit(byte) || isSeparator && isAfterDigit else { return .text }
      isAfterDigit = !isSeparator
    }
    return isAfterDigit ? .number : .text
  }

  private static func isDate(_ cell: Span<UInt8>) -> Bool {
    var (parts, part, at) = ((0, 0, 0), 0, 0)
    var separator: UInt8?
    while at < cell.count, part < 3 {
      let byte = cell[at]
      if isDigit(byte) {
        switch part {
        case 0: parts.0 += 1
        case 1: parts.1 += 1
        default: parts.2 += 1
        }
      } else if part < 2, "-/.".utf8.contains(byte), separator == nil || separator == byte {
        (separator, part) = (byte, part + 1)
      } else {
        break
      }
      at += 1
    }
    let isDayFirst = (1...2).contains(parts.0) && (parts.2 == 4 || parts.2 == 2)
    let isYearFirst = parts.0 == 4 && (1...2).contains(parts.2)
    guard part == 2, (1...2).contains(parts.1), isDayFirst || isYearFirst else { return false }
    guard at < cell.count else { return true }
    guard cell[at] == UInt8(ascii: " ") || cell[at] == UInt8(ascii: "T") else { return false }
    return cell[(at + 1)...].allSatisfy { isDigit($0) || ":.+-Z".utf8.contains($0) }
  }
}
