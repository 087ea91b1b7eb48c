// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem

/// A JSON value that is written the same everywhere: keys sorted by UTF-8, two spaces per level.
///
/// Source: RFC 8259.
package indirect enum JSONValue: Hashable, Sendable {
  case string(String)
  case integer(Int)
  /// A number as it is to be written; made by `number(_:)` only from text that JSON accepts.
  case decimal(String)
  case boolean(Bool)
  case array([JSONValue])
  case object([String: JSONValue])

  /// A number from its text, `-12.50`; nil where JSON has no such number.
  package static func number(_ text: String) -> JSONValue? {
    let digits: (Substring) -> Bool = { !$0.isEmpty && $0.utf8.allSatisfy { 48...57 ~= $0 } }
    let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = unsigned.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, digits(whole), whole == "0" || !whole.hasPrefix("0"),
      parts.count == 1 || digits(parts[1])
    else { return nil }
    return .decimal(text)
  }

  /// A number; its text where JSON has none, as for infinity.
  package static func number(_ value: Double) -> JSONValue {
    value.isFinite ? .decimal(text(of: value)) : .string(text(of: value))
  }

  /// The shortest text that gives a number back, without a needless `.0`.
  package static func text(of value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The text with a line feed at the end.
  package var document: String {
    var text = ""
    write(to: &text, indent: "", forHTML: false)
    return text + "\n"
  }

  /// The text on one line, without a line feed at the end.
  package var line: String {
    var text = ""
    write(to: &text, indent: nil, forHTML: false)
    return text
  }

  /// The text for a `script` element: without `<`, `>`, `&` and the line separators of JavaScript.
  ///
  /// Source: HTML, "Restrictions for contents of script elements".
  package var scriptText: String {
    var text = ""
    write(to: &text, indent: "", forHTML: true)
    return text
  }

  /// - Parameter indent: What the lines of what is within begin with, less two spaces; all on one line where nil.
  private func write(to text: inout String, indent: String?, forHTML: Bool) {
    switch self {
    case .string(let value): Self.write(value, to: &text, forHTML: forHTML)
    case .integer(let value): text += String(value)
    case .decimal(let value): text += value
    case .boolean(let value): text += value ? "true" : "false"
    case .array(let values):
      Self.writeItems(values, "[", "]", to: &text, indent: indent) { value, text, inner in
        value.write(to: &text, indent: inner, forHTML: forHTML)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      Self.writeItems(sorted, "{", "}", to: &text, indent: indent) { member, text, inner in
        Self.write(member.key, to: &text, forHTML: forHTML)
        text += ": "
        member.value.write(to: &text, indent: inner, forHTML: forHTML)
      }
    }
  }

  private static func writeItems<Item>(
    _ items: [Item], _ open: String, _ close: String, to text: inout String, indent: String?,
    _ write: (Item, inout String, String?) -> Void
  ) {
    let inner = indent.map { $0 + "  " }
    text += open
    for (index, item) in items.enumerated() {
      if index > 0 { text += "," }
      text += inner.map { "\n" + $0 } ?? (index > 0 ? " " : "")
      write(item, &text, inner)
    }
    if let indent, !items.isEmpty { text += "\n" + indent }
    text += close
  }

  private static func write(_ value: String, to text: inout String, forHTML: Bool) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "<" where forHTML, ">" where forHTML, "&" where forHTML:
        text += Hexadecimal.escape(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
        text += Hexadecimal.escape(scalar)
      case _ where 0xFDD0...0xFDEF ~= scalar.value || scalar.value & 0xFFFE == 0xFFFE:
        // Noncharacters, which editors and parsers stumble over.
        text += Hexadecimal.escape(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
