// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Walks over a JSON text in memory, without a tree and without allocating.
///
/// Source: RFC 8259.
package struct JSONCursor: ~Escapable {
  /// How deep values may stand in each other.
  static let depthLimit = 100

  package let text: Span<UInt8>
  package private(set) var at = 0

  @_lifetime(copy text)
  package init(_ text: Span<UInt8>, at: Int = 0) {
    (self.text, self.at) = (text, at)
  }

  /// Whether a text is one JSON value that begins with a sign: `{` or `[`.
  package static func isWhole(_ text: Span<UInt8>, _ sign: UInt8) -> Bool {
    var cursor = JSONCursor(text)
    guard cursor.next == sign, cursor.skip() else { return false }
    return cursor.next == nil
  }

  /// The first byte of the next token, behind white space; nil at the end.
  package var next: UInt8? {
    mutating get {
      while at < text.count {
        switch text[at] {
        case 0x20, 0x09, 0x0A, 0x0D: at += 1
        default: return text[at]
        }
      }
      return nil
    }
  }

  /// Steps over a sign; false where the next token is another.
  package mutating func take(_ sign: UInt8) -> Bool {
    guard next == sign else { return false }
    at += 1
    return true
  }

  /// Steps over a value; false where there is none, or it is wrong or too deep.
  package mutating func skip(depth: Int = 0) -> Bool {
    guard depth < Self.depthLimit, let first = next else { return false }
    switch first {
    case UInt8(ascii: "{"):
      return forEachMember { cursor, _ in cursor.skip(depth: depth + 1) }
    case UInt8(ascii: "["):
      return forEachItem { cursor in cursor.skip(depth: depth + 1) }
    case UInt8(ascii: "\""): return string() != nil
    case UInt8(ascii: "t"): return word("true")
    case UInt8(ascii: "f"): return word("false")
    case UInt8(ascii: "n"): return word("null")
    default: return number()
    }
  }

  /// Steps over an object, whose members are for `body` to step over; false where one of them is wrong.
  mutating func forEachMember(
    _ body: (inout JSONCursor, Range<Int>) -> Bool
  ) -> Bool {
    guard take(UInt8(ascii: "{")) else { return false }
    if take(UInt8(ascii: "}")) { return true }
    repeat {
      guard next == UInt8(ascii: "\""), let key = string(), take(UInt8(ascii: ":")),
        body(&self, key)
      else { return false }
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}"))
  }

  /// Steps over an array, whose items are for `body` to step over; false where one of them is wrong.
  mutating func forEachItem(_ body: (inout JSONCursor) -> Bool) -> Bool {
    guard take(UInt8(ascii: "[")) else { return false }
    if take(UInt8(ascii: "]")) { return true }
    repeat {
      guard body(&self) else { return false }
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]"))
  }

  /// Steps over a text; where its bytes are, without the quotes and with its escapes.
  package mutating func string() -> Range<Int>? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = at
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "\""):
        at += 1
        return start..<(at - 1)
      case UInt8(ascii: "\\"):
        guard escape() else { return nil }
      case 0..<0x20: return nil
      default: at += 1
      }
    }
    return nil
  }

  private mutating func escape() -> Bool {
    guard at + 1 < text.count else { return false }
    switch text[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at += 2
      return true
    case UInt8(ascii: "u"):
      guard at + 5 < text.count, text[(at + 2)..<(at + 6)].allSatisfy(isHexDigit) else {
        return false
      }
      at += 6
      return true
    default: return false
    }
  }

  private mutating func word(_ word: StaticString) -> Bool {
    guard text[at...].starts(with: word) else { return false }
    at += word.utf8CodeUnitCount
    return true
  }

  /// Steps over a number; false where the next token is none.
  package mutating func number() -> Bool {
    guard next != nil else { return false }
    if text[at] == UInt8(ascii: "-") { at += 1 }
    let start = at
    guard digits() > 0, text[start] != UInt8(ascii: "0") || at == start + 1 else { return false }
    if at < text.count, text[at] == UInt8(ascii: ".") {
      at += 1
      guard digits() > 0 else { return false }
    }
    guard at < text.count, text[at] | 0x20 == UInt8(ascii: "e") else { return true }
    at += 1
    if at < text.count, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") { at += 1 }
    return digits() > 0
  }

  private mutating func digits() -> Int {
    let start = at
    while at < text.count, isDigit(text[at]) { at += 1 }
    return at - start
  }

  /// How many items the array or members the object at the start of a right text has.
  static func count(_ text: Span<UInt8>) -> Int {
    var cursor = JSONCursor(text)
    var count = 0
    if cursor.next == UInt8(ascii: "{") {
      _ = cursor.forEachMember { cursor, _ in
        count += 1
        return cursor.skip()
      }
    } else {
      _ = cursor.forEachItem { cursor in
        count += 1
        return cursor.skip()
      }
    }
    return count
  }
}

/// Whether a byte is a hexadecimal digit.
@inline(__always)
func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
