// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// How numbers are written in one column, and how they are made canonical without losing a digit.
///
/// The canonical form is a plain decimal: an optional minus, digits, a point and digits. Digits are
/// copied, never recomputed, so that no decimal changes. Groups must be of three digits: `12.50`
/// where "." groups thousands is an error, not 1250.
/// Source: https://datapackage.org/standard/table-schema/#number
struct NumberLayout {
  private let decimal: UInt8
  /// The group character's UTF-8, first byte lowest; its length is `groupLength`, 0 for none.
  private let group: UInt32
  private let groupLength: Int
  private let bare: Bool

  /// A whole number has no decimals, so its decimal character may be the group character.
  ///
  /// - Returns: nil where the decimal character is not one ASCII byte or the group character longer
  ///   than 4 bytes.
  init?(_ format: NumberFormat, integer: Bool = false) {
    let isShared = integer && format.decimalChar == format.groupChar
    let decimal = isShared ? [0] : Array(format.decimalChar.utf8)
    let group = Array((format.groupChar ?? "").utf8)
    guard decimal.count == 1, decimal[0] < 0x80, group.count <= 4, group != decimal else {
      return nil
    }
    self.decimal = decimal[0]
    self.group = group.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    groupLength = group.count
    bare = format.bareNumber
  }

  func append(
    _ cell: UnsafeBufferPointer<UInt8>, integer: Bool, to out: inout ByteBuffer
  ) -> Bool {
    var text = UTF8Text.trimmedASCII(cell)
    if appendPlain(text, integer: integer, to: &out) { return true }
    var i = 0
    if !bare {
      guard let found = withoutSigns(text) else { return false }
      text = found.number
      if found.isNegative { out.append(UInt8(ascii: "-")) }
    } else if text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") {
      if text[0] == UInt8(ascii: "-") { out.append(text[0]) }
      i = 1
    }
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
    _ text: UnsafeBufferPointer<UInt8>, integer: Bool, to out: inout ByteBuffer
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
    out.mutableBytes[out.count - text.count + point] = UInt8(ascii: ".")
    return true
  }

  /// Digits before the decimal character, in groups or not; nil where a group is not of three.
  private func appendWhole(
    _ text: UnsafeBufferPointer<UInt8>, _ i: inout Int, to out: inout ByteBuffer
  ) -> Int? {
    var (digits, inGroup, groups) = (0, 0, 0)
    while i < text.count {
      if isDigit(text[i]) {
        out.append(text[i])
        (digits, inGroup) = (digits + 1, inGroup + 1)
        i += 1
      } else if groupLength > 0, inGroup > 0, isGroup(text, at: i) {
        guard groups == 0 ? inGroup <= 3 : inGroup == 3 else { return nil }
        (groups, inGroup) = (groups + 1, 0)
        i += groupLength
      } else {
        break
      }
    }
    if groups > 0, inGroup != 3 { return nil }
    return digits == 0 && i < text.count && text[i] != decimal ? nil : digits
  }

  /// Decimals and an exponent.
  private func appendRest(
    _ text: UnsafeBufferPointer<UInt8>, _ i: inout Int, wholeDigits: Int, to out: inout ByteBuffer
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
    _ text: UnsafeBufferPointer<UInt8>, from i: Int, to out: inout ByteBuffer
  ) -> Bool {
    let word = UnsafeBufferPointer(rebasing: text[i...])
    guard word.elementsEqual("INF".utf8) || (i == 0 && word.elementsEqual("NaN".utf8)) else {
      return false
    }
    out.append(word)
    return true
  }

  @inline(__always)
  private func isGroup(_ text: UnsafeBufferPointer<UInt8>, at i: Int) -> Bool {
    guard i + groupLength <= text.count else { return false }
    for k in 0..<groupLength where text[i + k] != UInt8(truncatingIfNeeded: group >> (8 * k)) {
      return false
    }
    return true
  }

  /// The number without the words and signs around it: `€ 1.250,00`, `EUR 12`, `75 %`, `-€ 3,50`.
  ///
  /// A minus must come before the digits (one behind them is an error, never a positive number); the
  /// Dutch `12,-` for whole euros is read as 12.
  private func withoutSigns(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (number: UnsafeBufferPointer<UInt8>, isNegative: Bool)? {
    guard var first = text.firstIndex(where: isDigit), let last = text.lastIndex(where: isDigit)
    else { return nil }
    if first > 0, text[first - 1] == decimal { first -= 1 }
    let head = UnsafeBufferPointer(rebasing: text[..<first])
    var tail = text[(last + 1)...]
    if tail.first == decimal { tail = tail.dropFirst().drop { $0 == UInt8(ascii: "-") } }
    guard let before = Self.minuses(around: head), before <= 1,
      Self.minuses(around: UnsafeBufferPointer(rebasing: tail)) == 0
    else { return nil }
    return (UnsafeBufferPointer(rebasing: text[first...last]), before == 1)
  }

  /// How many minus signs stand around a number; nil where anything else does but spaces, currency
  /// signs and words, and percent signs.
  private static func minuses(around text: UnsafeBufferPointer<UInt8>) -> Int? {
    if text.isEmpty { return 0 }
    var minuses = 0
    var word = ""
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "-", "\u{2212}": minuses += 1
      case " ", "\u{A0}", "\u{202F}", "%", "€", "$", "£", "¥": break
      case "A"..."Z", "a"..."z": word.unicodeScalars.append(scalar)
      default: return nil
      }
    }
    return word.isEmpty || ["eur", "euro", "usd", "gbp"].contains(word.lowercased())
      ? minuses : nil
  }
}

/// Whether a byte is an ASCII digit.
@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// Whether a byte is an ASCII letter.
@inline(__always)
func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
