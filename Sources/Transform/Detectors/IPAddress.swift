// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Addresses on the internet.
///
/// Source: RFC 791 and RFC 4291, 2.2.
struct IPAddress {
  /// Loopback addresses, 0.0.0.0 and what is most likely the number of a version.
  let isDoubtful: Bool

  /// Reads a whole cell; nil where it is none.
  init?(_ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts) {
    if counts.colons >= 2 {
      guard unsafe Self.isVersion6(cell) else { return nil }
      isDoubtful = cell.count <= 3
      return
    }
    guard let found = unsafe Self.match(cell, from: 0), found.end == cell.count else { return nil }
    isDoubtful = found.isDoubtful
  }

  /// Where an address of version 4 that begins at `start` ends; nil where none does.
  ///
  /// Three numbers, or five, are none. Four of one digit each are a version; so are four behind a v.
  static func match(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, isDoubtful: Bool)? {
    var i = start
    var (first, longest, all) = (0, 0, 0)
    for part in 0..<4 {
      if part > 0 {
        guard i < text.count, unsafe text[i] == UInt8(ascii: ".") else { return nil }
        i += 1
      }
      let begin = i
      var value = 0
      while i < text.count, unsafe isDigit(text[i]), i - begin < 4 {
        value = unsafe value * 10 + Int(text[i] &- 0x30)
        i += 1
      }
      guard 1...3 ~= i - begin, value <= 255, unsafe i - begin == 1 || text[begin] != 0x30 else {
        return nil
      }
      if part == 0 { first = value }
      longest = max(longest, i - begin)
      all += value
    }
    if i < text.count {
      let next = unsafe text[i]
      let goesOn = unsafe i + 1 < text.count && isDigit(text[i + 1])
      if isDigit(next) || isLetter(next) || next == UInt8(ascii: ".") && goesOn { return nil }
    }
    let isVersion = unsafe longest == 1 || start > 0 && text[start - 1] | 0x20 == UInt8(ascii: "v")
    return (i, first == 127 || first == 0 || all == 0 || isVersion)
  }

  /// Up to eight groups of hexadecimal digits with colons between, and at most one gap.
  private static func isVersion6(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard 2...39 ~= cell.count else { return false }
    var (groups, length, gaps, isDecimal) = (0, 0, 0, true)
    for i in 0..<cell.count {
      let byte = unsafe cell[i]
      if byte == UInt8(ascii: ":") {
        if i > 0, unsafe cell[i - 1] == byte { gaps += 1 }
        if length > 0 { groups += 1 }
        length = 0
      } else {
        guard isDigit(byte) || (byte | 0x20) &- 0x61 < 6 else { return false }
        if !isDigit(byte) { isDecimal = false }
        length += 1
        guard length <= 4 else { return false }
      }
    }
    if length > 0 { groups += 1 }
    // "12:30:00" is a time of day.
    return gaps == 0 ? groups == 8 : gaps == 1 && groups < 8 && (!isDecimal || groups >= 3)
  }
}
