// SPDX-License-Identifier: EUPL-1.2

/// What stands between groups of three digits.
///
/// A space that is declared stands for every kind of space, and an apostrophe for both kinds: which of them a program
/// writes depends on its version, and none of them means anything else within a number.
/// Source: https://datapackage.org/standard/table-schema/#number, groupChar, which has one character.
package struct GroupMark: BitwiseCopyable {
  private let kind: Kind
  /// The character's UTF-8, first byte lowest, and how many bytes it has.
  private let bytes: UInt32
  private let count: Int

  private enum Kind: BitwiseCopyable {
    case none, character, space, apostrophe
  }

  /// Nil where it is longer than one character of UTF-8.
  init?(_ text: String?) {
    let utf8 = Array((text ?? "").utf8)
    guard utf8.count <= 4 else { return nil }
    let isSpace = !utf8.isEmpty && Self.spaceLength(utf8.span, at: 0) == utf8.count
    kind =
      utf8.isEmpty
      ? .none : isSpace ? .space : ["'", "\u{2019}"].contains(text) ? .apostrophe : .character
    bytes = utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    count = utf8.count
  }

  /// How many bytes of a text are the mark at a place; 0 where another character stands there.
  @inline(__always)
  package func length(in text: Span<UInt8>, at i: Int) -> Int {
    switch kind {
    case .none: 0
    case .character: isCharacter(text, at: i) ? count : 0
    case .space: Self.spaceLength(text, at: i)
    case .apostrophe: Self.apostropheLength(text, at: i)
    }
  }

  private func isCharacter(_ text: Span<UInt8>, at i: Int) -> Bool {
    guard i + count <= text.count else { return false }
    for k in 0..<count where text[i + k] != UInt8(truncatingIfNeeded: bytes >> (8 * k)) {
      return false
    }
    return true
  }

  /// Spaces of one line: no tab, and no end of a line or paragraph.
  private static func spaceLength(_ text: Span<UInt8>, at i: Int) -> Int {
    if text[i] < 0x80 { return text[i] == 0x20 ? 1 : 0 }
    let width = UTF8Text.spaceWidth(text, at: i)
    let isLineEnd =
      width == 2 && text[i + 1] == 0x85
      || width == 3 && text[i + 1] == 0x80 && 0xA8...0xA9 ~= text[i + 2] && text[i] == 0xE2
    return isLineEnd ? 0 : width
  }

  private static func apostropheLength(_ text: Span<UInt8>, at i: Int) -> Int {
    if text[i] == UInt8(ascii: "'") { return 1 }
    guard i + 3 <= text.count, text[i] == 0xE2, text[i + 1] == 0x80, text[i + 2] == 0x99 else {
      return 0
    }
    return 3
  }
}
