// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Digits with spaces, dots, dashes or slashes between them.
enum JoinedDigits {
  /// The number of at most 11 digits, and how many, where a cell has nothing else; `nil` if it has.
  @inline(__always)
  static func number(_ cell: UnsafeBufferPointer<UInt8>) -> (number: Int, digits: Int)? {
    var (number, digits) = (0, 0)
    for place in cell.indices {
      let byte = unsafe cell[place]
      if isDigit(byte) {
        number = number * 10 + Int(byte &- 0x30)
        digits += 1
        if digits > 11 { return nil }
      } else if !isJoint(byte) {
        return nil
      }
    }
    return (number, digits)
  }

  /// The number of so many digits that begins at a place, with one sign at most between two digits, and where it ends.
  static func number(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, digits: Int
  ) -> (number: Int, end: Int)? {
    var (number, seen, i) = (0, 0, start)
    while i < text.count, seen < digits {
      if unsafe isDigit(text[i]) {
        number = unsafe number * 10 + Int(text[i] &- 0x30)
        seen += 1
        i += 1
      } else if unsafe isJoint(text[i]), i + 1 < text.count, unsafe isDigit(text[i + 1]) {
        i += 1
      } else {
        return nil
      }
    }
    guard seen == digits, unsafe i == text.count || !isDigit(text[i]) else { return nil }
    return (number, i)
  }

  /// What may stand between digits, or between the groups of an account.
  @inline(__always)
  static func isJoint(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "/")
  }
}
