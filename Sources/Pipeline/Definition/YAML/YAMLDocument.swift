// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikSystem
internal import Yams

/// Turns the text of one YAML file into nodes with their places.
///
/// Anchors, aliases and tags are refused: a pipeline file says what it means where it says it.
/// Source: https://yaml.org/spec/1.2.2/
package enum YAMLDocument {
  /// Parses a file; reports and returns nil where it cannot be read at all.
  ///
  /// Keys that stand twice are kept twice: `ConfigReader` reports them with everything else.
  package static func parse(_ text: String, problems: ConfigProblems) -> ConfigNode? {
    guard !AliasGuard.suspects(text) else {
      report("anchors and aliases (& and *) are not used in this file", 1, 1, problems)
      return nil
    }
    var source = MaskedText(text)
    while true {
      do {
        let parser = try Parser(yaml: source.text, encoding: .utf8)
        guard let root = try parser.singleRoot() else {
          report("the file is empty", 1, 1, problems)
          return nil
        }
        // Nodes hold their anchors weakly; the parser owns them.
        return withExtendedLifetime(parser) {
          NodeConverter(source: source, problems: problems).document(root)
        }
      } catch YamlError.duplicatedKeysInMapping(_, let context) {
        guard source.mask(line: context.mark.line, column: context.mark.column) else {
          report("a key stands here twice", context.mark.line, context.mark.column, problems)
          return nil
        }
      } catch {
        YAMLProblem(error, in: source).report(to: problems)
        return nil
      }
    }
  }

  private static func report(
    _ summary: String, _ line: Int, _ column: Int, _ problems: ConfigProblems
  ) {
    let node = ConfigNode(.scalar("", quoted: false), line: line, column: column)
    problems.report(.yamlSyntax, at: node, summary)
  }
}

/// Stops aliases before the library expands them: a few lines of them can take its hash an age.
private enum AliasGuard {
  /// Whether a text holds so many words with & and * that it can only be meant to grow.
  static func suspects(_ text: String) -> Bool {
    var anchors = 0
    var aliases = 0
    var before: UInt8 = 0x0A
    for byte in text.utf8 {
      if [0x0A, 0x0D, 0x20, 0x09, 0x2C, 0x5B, 0x7B, 0x3A, 0x2D, 0x3F].contains(before) {
        if byte == UInt8(ascii: "&") { anchors += 1 }
        if byte == UInt8(ascii: "*") { aliases += 1 }
      }
      before = byte
    }
    return anchors > 1 && aliases > 20
  }
}

/// Makes nodes of the model of the library's.
private final class NodeConverter {
  private let source: MaskedText
  private let problems: ConfigProblems
  private var reported: Set<[Int]> = []

  init(source: MaskedText, problems: ConfigProblems) {
    self.source = source
    self.problems = problems
  }

  func document(_ root: Node) -> ConfigNode? {
    let converted = convert(root, depth: 0)
    return reported.isEmpty ? converted : nil
  }

  private func convert(
    _ node: Node, depth: Int, isKey: Bool = false, isByte: Bool = false
  ) -> ConfigNode {
    let line = node.mark?.line ?? 1
    let column = node.mark?.column ?? 1
    let nothing = ConfigNode(.scalar("", quoted: false), line: line, column: column)
    guard node.anchor == nil else {
      refuse(nothing, "anchors and aliases (& and *) are not used in this file")
      return nothing
    }
    guard !hasTag(node, isKey: isKey) else {
      refuse(nothing, "tags (words that begin with !) are not used in this file")
      return nothing
    }
    guard depth < 20 else {
      refuse(nothing, "this is nested more deeply than any key of this file")
      return nothing
    }
    switch node {
    case .scalar(let scalar):
      let text = isByte ? scalar.string : checked(scalar.string, at: nothing)
      return ConfigNode(.scalar(text, quoted: scalar.style != .plain), line: line, column: column)
    case .sequence(let items):
      let values = items.map { convert($0, depth: depth + 1, isKey: isKey) }
      return ConfigNode(.sequence(values), line: line, column: column)
    case .mapping(let pairs):
      let values = pairs.map { key, value in
        (
          key: source.unmask(convert(key, depth: depth + 1, isKey: true)),
          value: convert(
            value, depth: depth + 1, isKey: isKey,
            isByte: key.scalar.map { Self.byteKeys.contains($0.string) } ?? false)
        )
      }
      return ConfigNode(.mapping(values), line: line, column: column)
    case .alias:
      refuse(nothing, "anchors and aliases (& and *) are not used in this file")
      return nothing
    }
  }

  /// Keys of a dialect whose value names a byte of the export, and is never published.
  private static let byteKeys: Set = ["delimiter", "quoteChar", "escapeChar", "commentChar"]

  /// Reports a character that XML, and so the catalogue, cannot carry; an escape in quotes can make one.
  ///
  /// - Returns: The text without such characters, for what else is said about it.
  private func checked(_ text: String, at node: ConfigNode) -> String {
    guard let bad = text.unicodeScalars.first(where: { !Self.isXMLCharacter($0) }) else {
      return text
    }
    let code = Hexadecimal.codePoint(bad)
    problems.report(
      .invalidValue, at: node,
      "this text holds the character \(code), which cannot be published",
      hint: "Remove the character, or the escape such as \\x07 that makes it.")
    var clean = String.UnicodeScalarView()
    clean.append(
      contentsOf: text.unicodeScalars.map { Self.isXMLCharacter($0) ? $0 : "\u{FFFD}" })
    return String(clean)
  }

  /// Source: XML 1.0, production 2, Char.
  private static func isXMLCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// Whether a tag was written.
  ///
  /// The library gives quoted texts the tag `str`, and comparing keys makes it fill in default tags.
  private func hasTag(_ node: Node, isKey: Bool) -> Bool {
    let name: String
    switch node {
    case .scalar(let scalar):
      name = scalar.tag.rawValue
      if scalar.style != .plain, name == Tag.Name.str.rawValue { return false }
    case .sequence(let items): name = items.tag.rawValue
    case .mapping(let pairs): name = pairs.tag.rawValue
    case .alias: return false
    }
    return !name.isEmpty && !(isKey && name.hasPrefix("tag:yaml.org,2002:"))
  }

  private func refuse(_ node: ConfigNode, _ summary: String) {
    guard reported.insert([node.line, node.column]).inserted else { return }
    problems.report(.yamlSyntax, at: node, summary, hint: "Write the value out in full.")
  }
}
