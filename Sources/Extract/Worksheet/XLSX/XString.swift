// SPDX-License-Identifier: EUPL-1.2

import HergebruikSystem

/// Characters that XML cannot have, as a workbook writes them: `_x000D_` is a carriage return, and `_x005F_` the underscore
/// before what would be such an escape.
///
/// Source: ECMA-376 part 1, 22.9.2.19, `ST_Xstring`.
enum XString {
  /// Decodes in place.
  ///
  /// - Returns: how many bytes remain; `nil` if there is half a character (a surrogate without the other).
  static func decode(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Int? {
    guard let base = bytes.baseAddress,
      unsafe Memory.firstIndex(of: 0x5F, in: base, count: bytes.count) != nil
    else {
      return bytes.count
    }
    var (from, to) = (0, 0)
    while from < bytes.count {
      guard let unit = unsafe unit(bytes, at: from) else {
        unsafe bytes[to] = unsafe bytes[from]
        (from, to) = (from + 1, to + 1)
        continue
      }
      from += 7
      var scalar = UInt32(unit)
      if UTF16.isLeadSurrogate(unit), let low = unsafe self.unit(bytes, at: from),
        UTF16.isTrailSurrogate(low)
      {
        from += 7
        scalar = 0x10000 + UInt32(unit & 0x3FF) << 10 + UInt32(low & 0x3FF)
      }
      guard let character = Unicode.Scalar(scalar) else { return nil }
      // An escape takes seven bytes, and what it stands for at most three; two take fourteen, and four.
      for byte in UTF8.encode(character) ?? UTF8.encodedReplacementCharacter {
        unsafe bytes[to] = byte
        to += 1
      }
    }
    return to
  }

  /// Decodes a text of the workbook itself, such as the name of a sheet; half a character stays as it is written.
  static func decode(_ text: String) -> String {
    var bytes = Array(text.utf8)
    let count = unsafe bytes.withUnsafeMutableBufferPointer { unsafe decode($0) }
    return count.map { String(decoding: bytes[..<$0], as: UTF8.self) } ?? text
  }

  /// The code unit of UTF-16 that is written at a place; `nil` if there is none.
  private static func unit(_ bytes: UnsafeMutableBufferPointer<UInt8>, at: Int) -> UInt16? {
    guard at + 7 <= bytes.count, unsafe bytes[at] == 0x5F, unsafe bytes[at + 1] == 0x78,
      unsafe bytes[at + 6] == 0x5F
    else { return nil }
    var unit: UInt16 = 0
    for place in at + 2..<at + 6 {
      let byte = unsafe bytes[place]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x37
      case 0x61...0x66: digit = byte - 0x57
      default: return nil
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
