// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTestBasics
import Testing

@testable import HergebruikDefinition

@Suite("YAML")
struct YAMLDocumentTests {
  private func parse(_ text: String) -> (node: ConfigNode?, problems: ConfigProblems) {
    let problems = ConfigProblems(file: "a.yaml")
    return (YAMLDocument.parse(text, problems: problems), problems)
  }

  @Test("gives every node its line and column, and tells quoted from plain")
  func places() throws {
    let (node, problems) = parse("a: 1\nbë: [x, 'y']\n")
    #expect(problems.diagnostics.isEmpty)
    guard case .mapping(let pairs) = try #require(node).value else {
      Issue.record("no mapping")
      return
    }
    #expect(pairs.map(\.key.text) == ["a", "bë"])
    #expect(pairs.map { [$0.key.line, $0.key.column] } == [[1, 1], [2, 1]])
    #expect([pairs[0].value.line, pairs[0].value.column] == [1, 4])
    guard case .sequence(let items) = pairs[1].value.value else {
      Issue.record("no sequence")
      return
    }
    #expect(items.map { [$0.line, $0.column] } == [[2, 6], [2, 9]])
    guard case .scalar("x", quoted: false) = items[0].value,
      case .scalar("y", quoted: true) = items[1].value
    else {
      Issue.record("wrong scalars")
      return
    }
  }

  @Test("keeps keys that stand twice, in every group at once, with their places")
  func duplicates() throws {
    let text = "a: 1\nb: {c: 1, 'c': 2, c: 3}\na: 2\n\"b\": 3\n"
    for text in [text, text.replacing("\n", with: "\r\n"), "\u{FEFF}" + text] {
      let (node, problems) = parse(text)
      let root = try #require(node)
      var top = try #require(ConfigReader(root, what: "x", problems: problems))
      #expect(
        lines(problems.diagnostics) == """
          3:1 duplicate-key 'a' stands here twice
          4:1 duplicate-key 'b' stands here twice
          """)
      #expect(Set(top.names) == ["a", "b"])
      #expect(top.integer("a", in: 1...9) == 2)
    }
    let (node, problems) = parse("b: {c: 1, 'c': 2, c: 3}")
    let root = try #require(node)
    var top = try #require(ConfigReader(root, what: "x", problems: problems))
    let inner = top.mapping("b")
    #expect(inner?.names == ["c"])
    #expect(problems.diagnostics.map(\.location.column) == [11, 19])
  }

  @Test(
    "reports what it cannot read, with its place and in plain words",
    arguments: [
      ("", "1:1 yaml-syntax the file is empty"),
      ("# only a comment\n", "1:1 yaml-syntax the file is empty"),
      (
        "a: 1\n\tb: 2\n",
        "2:1 yaml-syntax a tab stands where only spaces may; what it belongs to begins on line 1"
      ),
      ("a: @b\n", "1:4 yaml-syntax a text cannot begin with this character"),
      ("a: *b\n", "1:4 yaml-syntax a text cannot begin with '*'"),
      ("a: b: c\n", "1:5 yaml-syntax a colon stands where no key can be"),
      (
        "a: {b: 1\nc: 2\n",
        "2:2 yaml-syntax a comma or '}' is missing before this; what it belongs to begins on line 1"
      ),
      (
        "a: \"b\nc: d\n",
        "3:1 yaml-syntax the file ends inside a text in quotes; what it belongs to begins on line 1"
      ),
      ("a: *.csv\n", "1:5 yaml-syntax a text cannot begin with '*', '&' or '!'"),
      (
        "a: &x 1\nb: *x\n",
        "1:4 yaml-syntax anchors and aliases (& and *) are not used in this file"
      ),
      ("a: !!int 1\n", "1:4 yaml-syntax tags (words that begin with !) are not used in this file"),
      ("a: !x {}\n", "1:4 yaml-syntax tags (words that begin with !) are not used in this file"),
      ("a: 1\n---\nb: 2\n", "2:1 yaml-syntax a second document begins here"),
      ("a: 1\nb: \u{7}\n", "2:4 yaml-syntax a character stands here that YAML does not allow"),
      ("a: \"\\d\"\n", "1:5 yaml-syntax this backslash means nothing here"),
    ])
  func syntax(text: String, expected: String) {
    let (node, problems) = parse(text)
    #expect(node == nil)
    #expect(lines(problems.diagnostics) == expected)
  }

  @Test(
    "says that a tab stands in the indentation, and where",
    arguments: [
      ("a:\n\tb: 2\n", 2, 1), ("a: 1\n  \tb: 2\n", 2, 3), ("a:\n  b: 1\n\tc: 2\n", 3, 1),
      ("a:\n\t- b: 1\n", 2, 1), ("a:\n  - b: 1\n\t  c: 2\n", 3, 1),
    ])
  func tabs(text: String, line: Int, column: Int) {
    let found = parse(text).problems.diagnostics
    #expect(found.map(\.location.line) == [line])
    #expect(found.map(\.location.column) == [column])
    #expect(found.first?.summary.hasPrefix("a tab stands where only spaces may") == true)
    #expect(found.first?.hint == "Indent with spaces.")
  }

  @Test(
    "reports characters that XML cannot carry at their text, and does not repeat them",
    arguments: [
      ("a: \"x\\x07\"\n", "U+0007", 1, 4), ("b: 1\na: {c: [\"\\x1B[31m\"]}\n", "U+001B", 2, 9),
      ("a: \"\\uFFFE\"\n", "U+FFFE", 1, 4), ("a: \"\\uFFFF\"\n", "U+FFFF", 1, 4),
      ("a: \"\\0\"\n", "U+0000", 1, 4), ("\"\\x08k\": 1\n", "U+0008", 1, 1),
    ])
  func controls(text: String, code: String, line: Int, column: Int) throws {
    let (node, problems) = parse(text)
    #expect(problems.diagnostics.map(\.code) == [.invalidValue])
    let found = try #require(problems.diagnostics.first)
    #expect(found.location.file == "a.yaml")
    #expect([found.location.line, found.location.column] == [line, column])
    #expect(found.summary == "this text holds the character \(code), which cannot be published")
    // What is said about the node later does not hold the character either.
    let root = try #require(node)
    ConfigReader(root, what: "x", problems: problems)?.finish()
    let said = problems.diagnostics.map { $0.summary + ($0.hint ?? "") }.joined()
    let isPlain = said.unicodeScalars.allSatisfy { (0x20...0xFFFD).contains($0.value) }
    #expect(isPlain)
  }

  @Test("takes every other character, and any as the byte of a dialect")
  func characters() {
    for text in [
      "a: \"\\t\\n\\r\\x7F\\x85\\uFFFD\\uE000\\U0001FFFE\\U0010FFFF\"\n",
      "dialect: {delimiter: \"\\x1F\", quoteChar: \"\\x01\"}\n",
    ] {
      #expect(parse(text).problems.diagnostics.isEmpty, "\(text)")
    }
  }

  @Test("stops at deep nesting")
  func depth() {
    let (node, problems) = parse(
      "a: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900))
    #expect(node == nil)
    #expect(problems.diagnostics.map(\.code) == [.yamlSyntax])
    let (deeper, found) = parse("a: " + String(repeating: "[", count: 100_000))
    #expect(deeper == nil)
    #expect(found.diagnostics.map(\.code) == [.yamlSyntax])
  }

  @Test("refuses an alias bomb at once, also as a key")
  func bomb() {
    var text = "a0: &a0 [x]\n"
    for level in 1...12 {
      let alias = "*a\(level - 1)"
      text +=
        "a\(level): &a\(level) [\(Array(repeating: alias, count: 9).joined(separator: ", "))]\n"
    }
    for text in [text, text + "? *a12\n: 1\n"] {
      let time = processorTime {
        let (node, problems) = parse(text)
        #expect(node == nil)
        #expect(problems.diagnostics.map(\.code) == [.yamlSyntax])
      }
      #expect(time < .seconds(2))
    }
  }
}
