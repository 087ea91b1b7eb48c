// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// The text of a YAML file, in which keys that stand twice can be told apart.
///
/// The YAML library stops at the first such key and names it alone. Its first character is therefore
/// replaced by one for private use, so that parsing goes on with every line and column in place; the
/// character is put back afterwards.
struct MaskedText {
  private static let firstMask: UInt32 = 0xF_0000
  private static let limit = 100

  private var scalars: [Unicode.Scalar]
  private var originals: [Unicode.Scalar] = []

  /// Takes a text; a byte order mark is left out.
  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
  }

  /// The text to parse.
  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Masks the key at a place; false where that cannot be done.
  mutating func mask(line: Int, column: Int) -> Bool {
    guard originals.count < Self.limit, var position = index(line: line, column: column) else {
      return false
    }
    if scalars[position] == "\"" || scalars[position] == "'" { position += 1 }
    guard position < scalars.count, !"\"':\n\r".unicodeScalars.contains(scalars[position]),
      let mask = Unicode.Scalar(Self.firstMask + UInt32(originals.count))
    else { return false }
    originals.append(scalars[position])
    scalars[position] = mask
    return true
  }

  /// Puts the first character of a key back.
  func unmask(_ key: ConfigNode) -> ConfigNode {
    guard case .scalar(let text, let quoted) = key.value, let first = text.unicodeScalars.first,
      first.value >= Self.firstMask, first.value < Self.firstMask + UInt32(originals.count)
    else { return key }
    var restored = String.UnicodeScalarView()
    restored.append(originals[Int(first.value - Self.firstMask)])
    restored.append(contentsOf: text.unicodeScalars.dropFirst())
    return ConfigNode(
      .scalar(String(restored), quoted: quoted), line: key.line, column: key.column)
  }

  /// The column, from 1, of the first tab in the indentation of a line; nil where it has none.
  func indentingTab(line: Int) -> Int? {
    guard let start = index(line: line, column: 1) else { return nil }
    let indentation = scalars[start...].prefix { $0 == " " || $0 == "\t" }
    return indentation.firstIndex(of: "\t").map { $0 - start + 1 }
  }

  /// The line and column, from 1, of a character, counted in Swift characters.
  func place(ofCharacter offset: Int) -> (line: Int, column: Int) {
    let before = text.prefix(offset)
    let lines = before.split(omittingEmptySubsequences: false) { $0.isNewline }
    return (max(lines.count, 1), (lines.last?.unicodeScalars.count ?? 0) + 1)
  }

  /// Lines end as the YAML library sees it: LF, CR, CRLF, and Unicode's three.
  private func index(line: Int, column: Int) -> Int? {
    var current = 1
    var position = 0
    while current < line, position < scalars.count {
      let scalar = scalars[position]
      position += 1
      if scalar == "\r", position < scalars.count, scalars[position] == "\n" { position += 1 }
      if "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar) { current += 1 }
    }
    let found = position + column - 1
    return current == line && column > 0 && found < scalars.count ? found : nil
  }
}
