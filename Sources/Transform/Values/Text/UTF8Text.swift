// SPDX-License-Identifier: EUPL-1.2

import Foundation
public import HergebruikFormat

/// Questions about cells that are valid UTF-8.
@usableFromInline package enum UTF8Text {
  /// Appends the text in Unicode normal form C.
  ///
  /// Nearly every cell is known to be in that form from its bytes alone: below U+0300 nothing
  /// composes, nor do the dashes, quotes and currency signs of U+2002…U+20CF and the emoji of
  /// U+1F300…U+1FAFF. Only the rest goes through a `String`.
  /// Source: Unicode Standard Annex #15, quick check.
  package static func appendNFC(_ text: Span<UInt8>, to out: inout ByteBuffer) {
    if isQuicklyNFC(text) {
      out.append(text)
    } else {
      out.append(String(decoding: text, as: UTF8.self).precomposedStringWithCanonicalMapping)
    }
  }

  @inlinable @inline(__always)
  package static func isQuicklyNFC(_ text: Span<UInt8>) -> Bool {
    isASCII(text) || isQuicklyNFC(beyondASCII: text)
  }

  /// Whether all bytes are ASCII; the last words that are looked at may overlap.
  @inlinable @inline(__always)
  package static func isASCII(_ text: Span<UInt8>) -> Bool {
    let count = text.count
    if count >= 8 {
      var (bits, i) = (text.word(at: count &- 8), 0)
      while i &+ 8 < count {
        bits |= text.word(at: i)
        i &+= 8
      }
      return bits & 0x8080_8080_8080_8080 == 0
    }
    var (bits, i) = (UInt8(0), 0)
    if count >= 4 {
      let both = text.halfWord(at: 0) | text.halfWord(at: count &- 4)
      return both & 0x8080_8080 == 0
    }
    while i < count {
      bits |= text[i]
      i &+= 1
    }
    return bits < 0x80
  }

  @usableFromInline static func isQuicklyNFC(beyondASCII text: Span<UInt8>) -> Bool {
    var i = 0
    while i < text.count {
      if i + 8 <= text.count, text.word(at: i) & 0x8080_8080_8080_8080 == 0 {
        i += 8
        continue
      }
      if text[i] < 0xCC {
        i += 1
        continue
      }
      guard let length = inertLength(text, at: i) else { return false }
      i += length
    }
    return true
  }

  /// The length of the scalar at `i` where it is one that never takes part in a composition.
  private static func inertLength(_ text: Span<UInt8>, at i: Int) -> Int? {
    switch text[i] {
    case 0xE2 where i + 2 < text.count:
      let scalar = UInt32(0x2000) | UInt32(text[i + 1] & 0x3F) << 6 | UInt32(text[i + 2] & 0x3F)
      return 0x2002...0x20CF ~= scalar ? 3 : nil
    case 0xF0 where i + 3 < text.count && text[i + 1] == 0x9F:
      return 0x8C...0xAB ~= text[i + 2] ? 4 : nil
    default: return nil
    }
  }

  /// The number of Unicode scalars.
  package static func scalarCount(_ text: Span<UInt8>) -> Int {
    var (count, i) = (text.count, 0)
    while i + 8 <= text.count {
      let word = text.word(at: i)
      // A byte that goes on with a scalar is 10xxxxxx.
      count -= (word & ~(word << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
      i += 8
    }
    while i < text.count {
      if text[i] & 0xC0 == 0x80 { count -= 1 }
      i += 1
    }
    return count
  }

  /// The length in bytes of the first `scalars` scalars.
  package static func prefixLength(_ text: Span<UInt8>, scalars: Int) -> Int {
    var seen = 0
    for i in 0..<text.count where text[i] & 0xC0 != 0x80 {
      if seen == scalars { return i }
      seen += 1
    }
    return text.count
  }

  /// The text without spaces, tabs and line ends around it; for numbers and dates.
  @inlinable @inline(__always)
  @_lifetime(copy text)
  package static func trimmedASCII(_ text: Span<UInt8>) -> Span<UInt8> {
    var (start, end) = (0, text.count)
    while start < end, isASCIISpace(text[start]) { start += 1 }
    while end > start, isASCIISpace(text[end - 1]) { end -= 1 }
    return text.extracting(start..<end)
  }

  @inline(__always)
  @usableFromInline static func isASCIISpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || 0x09...0x0D ~= byte
  }

  /// The text without Unicode white space around it; for pseudonyms, keys, and whatever is no text.
  @inlinable @inline(__always)
  @_lifetime(copy text)
  package static func trimmed(_ text: Span<UInt8>) -> Span<UInt8> {
    mayBePadded(text) ? withoutPadding(text) : text
  }

  /// Whether white space may stand around a text: false only where there is none, and certain in two looks.
  @inlinable @inline(__always)
  package static func mayBePadded(_ text: Span<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last else { return false }
    return first &- 0x21 > 0x5D || last &- 0x21 > 0x5D
  }

  @inline(never)
  @_lifetime(copy text)
  @usableFromInline static func withoutPadding(
    _ text: Span<UInt8>
  ) -> Span<UInt8> {
    var (start, end) = (0, text.count)
    while start < end {
      let width = spaceWidth(text, at: start)
      if width == 0 { break }
      start += width
    }
    while end > start {
      // A character of white space has 1, 2 or 3 bytes.
      guard
        let width = (1...3).first(where: {
          end - $0 >= start && spaceWidth(text, at: end - $0) == $0
        })
      else { break }
      end -= width
    }
    return text.extracting(start..<end)
  }

  /// How many bytes the white space has that stands at a place; 0 where none stands there.
  ///
  /// Source: Unicode Standard, PropList.txt, White_Space.
  static func spaceWidth(_ text: Span<UInt8>, at i: Int) -> Int {
    let first = text[i]
    if first < 0x80 { return isASCIISpace(first) ? 1 : 0 }
    guard i + 1 < text.count else { return 0 }
    let second = text[i + 1]
    if first == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard i + 2 < text.count else { return 0 }
    let third = text[i + 2]
    switch (first, second) {
    case (0xE1, 0x9A), (0xE3, 0x80): return third == 0x80 ? 3 : 0
    case (0xE2, 0x80): return [0xA8, 0xA9, 0xAF].contains(third) || 0x80...0x8A ~= third ? 3 : 0
    case (0xE2, 0x81): return third == 0x9F ? 3 : 0
    default: return 0
    }
  }
}
