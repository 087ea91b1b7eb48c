// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// How numbers are written in one column, and how they are made canonical without losing a digit.
///
/// The canonical form is a plain decimal: an optional minus, digits, a point and digits. Digits are
/// copied, never recomputed, so that no decimal changes. Groups must be of three digits: `12.50`
/// where "." groups thousands is an error, not 1250.
/// What signs may stand around a number is for `NumberSigns` to say.
/// Source: https://datapackage.org/standard/table-schema/#number
package struct NumberLayout: BitwiseCopyable {
  private let decimal: UInt8
  private let group: GroupMark
  /// How numbers below zero may be written besides a hyphen-minus before them.
  private let signs: NumberSigns

  /// A whole number has no decimals, so its decimal character may be the group character.
  ///
  /// - Returns: nil where the decimal character is not one ASCII byte or the group character longer
  ///   than 4 bytes.
  package init?(_ format: NumberFormat, integer: Bool = false) {
    let isShared = integer && format.decimalChar == format.groupChar
    let decimal = isShared ? [0] : Array(format.decimalChar.utf8)
    guard decimal.count == 1, decimal[0] < 0x80,
      format.groupChar.map({ Array($0.utf8) }) != decimal,
      let group = GroupMark(format.groupChar)
    else { return nil }
    self.decimal = decimal[0]
    self.group = group
    signs = NumberSigns(format, decimal: decimal[0])
  }

  package func append(
    _ cell: Span<UInt8>, integer: Bool, to out: inout ByteBuffer
  ) -> Bool {
    let text = UTF8Text.trimmed(cell)
    if appendPlain(text, integer: integer, to: &out) { return true }
    let start = out.count
    if signs.isBare {
      if appendBare(text, integer: integer, to: &out) { return true }
      guard signs.hasOthers else { return false }
      out.truncate(to: start)
    }
    guard let found = signs.taken(from: text) else { return false }
    if found.isNegative { out.append(UInt8(ascii: "-")) }
    var i = 0
    return appendDigits(text[found.number], &i, integer: integer, to: &out)
  }

  /// Writes a number with nothing but a sign before it.
  private func appendBare(
    _ text: Span<UInt8>, integer: Bool, to out: inout ByteBuffer
  ) -> Bool {
    var i = 0
    if text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") {
      if text[0] == UInt8(ascii: "-") { out.append(text[0]) }
      i = 1
    }
    return appendDigits(text, &i, integer: integer, to: &out)
  }

  /// Writes a number without its sign; false where anything stands behind it.
  private func appendDigits(
    _ text: Span<UInt8>, _ i: inout Int, integer: Bool, to out: inout ByteBuffer
  ) -> Bool {
    guard let digits = appendWhole(text, &i, to: &out) else {
      return !integer && appendSpecial(text, from: i, to: &out)
    }
    if integer { return digits > 0 && i == text.count }
    return appendRest(text, &i, wholeDigits: digits, to: &out) && i == text.count
  }

  /// Writes digits with at most the decimal character between them, as most numbers are; false, with nothing
  /// written, where it is anything else.
  @inline(__always)
  private func appendPlain(
    _ text: Span<UInt8>, integer: Bool, to out: inout ByteBuffer
  ) -> Bool {
    let start = text.first == UInt8(ascii: "-") ? 1 : 0
    var i = start
    while i < text.count, isDigit(text[i]) { i &+= 1 }
    guard i > start else { return false }
    guard i < text.count else {
      out.append(text)
      return true
    }
    guard !integer, text[i] == decimal else { return false }
    let point = i
    i &+= 1
    while i < text.count, isDigit(text[i]) { i &+= 1 }
    guard i == text.count, i > point &+ 1 else { return false }
    out.append(text)
    unsafe out.mutableBytes[out.count - text.count + point] = UInt8(ascii: ".")
    return true
  }

  /// Digits before the decimal character, in groups or not; nil where a group is not of three.
  private func appendWhole(
    _ text: Span<UInt8>, _ i: inout Int, to out: inout ByteBuffer
  ) -> Int? {
    var (digits, inGroup, groups) = (0, 0, 0)
    while i < text.count {
      if isDigit(text[i]) {
        out.append(text[i])
        (digits, inGroup) = (digits + 1, inGroup + 1)
        i += 1
      } else if inGroup > 0, case let length = group.length(in: text, at: i), length > 0 {
        guard groups == 0 ? inGroup <= 3 : inGroup == 3 else { return nil }
        (groups, inGroup) = (groups + 1, 0)
        i += length
      } else {
        break
      }
    }
    if groups > 0, inGroup != 3 { return nil }
    return digits == 0 && i < text.count && text[i] != decimal ? nil : digits
  }

  /// Decimals and an exponent.
  private func appendRest(
    _ text: Span<UInt8>, _ i: inout Int, wholeDigits: Int, to out: inout ByteBuffer
  ) -> Bool {
    var decimals = 0
    if wholeDigits == 0 { out.append(UInt8(ascii: "0")) }
    if i < text.count, text[i] == decimal {
      i += 1
      while i < text.count, isDigit(text[i]) {
        if decimals == 0 { out.append(UInt8(ascii: ".")) }
        out.append(text[i])
        (decimals, i) = (decimals + 1, i + 1)
      }
    }
    guard wholeDigits + decimals > 0 else { return false }
    guard i < text.count, text[i] | 0x20 == UInt8(ascii: "e") else { return true }
    out.append(UInt8(ascii: "E"))
    i += 1
    if i < text.count, text[i] == UInt8(ascii: "-") || text[i] == UInt8(ascii: "+") {
      if text[i] == UInt8(ascii: "-") { out.append(text[i]) }
      i += 1
    }
    let start = i
    while i < text.count, isDigit(text[i]) {
      out.append(text[i])
      i += 1
    }
    return i > start
  }

  /// `NaN`, `INF` and `-INF`, which Table Schema allows.
  private func appendSpecial(
    _ text: Span<UInt8>, from i: Int, to out: inout ByteBuffer
  ) -> Bool {
    let word = text.extracting(i...)
    guard word.elementsEqual("INF") || (i == 0 && word.elementsEqual("NaN")) else {
      return false
    }
    out.append(word)
    return true
  }
}

/// Whether a byte is an ASCII digit.
@inlinable @inline(__always)
package func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// Whether a byte is an ASCII letter.
@inlinable @inline(__always)
package func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
