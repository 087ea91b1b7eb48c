// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikSystem

/// Writes the values of a pipeline file.
///
/// Source: https://yaml.org/spec/1.2.2/#731-double-quoted-style
package enum YAMLWriter {
  /// A value on one line.
  package static func flow(_ node: ConfigNode) -> String {
    switch node.value {
    case .scalar(let text, quoted: false): text
    case .scalar(let text, quoted: true): Self.text(text)
    case .sequence(let items): "[\(items.map(flow).joined(separator: ", "))]"
    case .mapping(let pairs):
      "{\(pairs.map { "\(flow($0.key)): \(flow($0.value))" }.joined(separator: ", "))}"
    }
  }

  /// A text: bare where nothing else can be meant by it, else in double quotes.
  package static func text(_ text: String) -> String {
    let isBare =
      text.utf8.first.map { Names.isLower($0 | 0x20) } ?? false
      && text.utf8.allSatisfy {
        Names.isLower($0 | 0x20) || Names.isDigit($0) || $0 == UInt8(ascii: "_")
          || $0 == UInt8(ascii: "-")
      }
      && !["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf"]
        .contains(text.lowercased())
      && text != Question.mark
    return isBare ? text : quoted(text)
  }

  /// A text in double quotes.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0xFEFF
          || scalar.value == 0x2028 || scalar.value == 0x2029
        {
          result += Hexadecimal.escape(scalar)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// A comment of any length, in lines of at most 100 characters.
  package static func comment(_ text: String, indent: String = "") -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if line.count + word.count + indent.count > 96, !line.isEmpty {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? word : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { "\(indent)# \($0)\n" }.joined()
  }
}
