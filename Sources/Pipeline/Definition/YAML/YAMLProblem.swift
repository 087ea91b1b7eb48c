// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import Yams

/// A syntax error of the YAML library, in plain words.
struct YAMLProblem {
  private var summary: String
  private var hint: String?
  private var line = 1
  private var column = 1

  /// Takes what the library threw.
  init(_ error: any Error, in source: MaskedText) {
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      (summary, hint) = Self.plain(problem)
      (line, column) = (mark.line, mark.column)
      if let tab = source.indentingTab(line: line) {
        (summary, hint) = Self.plain("tab character")
        column = tab
      }
      if let context, context.mark.line != mark.line, !problem.contains("another document") {
        summary += "; what it belongs to begins on line \(context.mark.line)"
      }
    case YamlError.reader(_, let offset, _, _):
      summary = "a character stands here that YAML does not allow"
      hint = "Remove it, or type the line again: it may be an invisible control character."
      if let offset { (line, column) = source.place(ofCharacter: offset) }
    default:
      summary = "the file cannot be read as YAML"
    }
  }

  /// Adds it to the problems of the file.
  func report(to problems: ConfigProblems) {
    let node = ConfigNode(.scalar("", quoted: false), line: line, column: column)
    problems.report(.yamlSyntax, at: node, summary, hint: hint)
  }

  /// What libyaml says, and what a person can do with.
  private static let sentences: [(said: String, summary: String, hint: String)] = [
    ("tab character", "a tab stands where only spaces may", "Indent with spaces."),
    (
      "cannot start any token", "a text cannot begin with this character",
      "Put the text in quotes; indent with spaces, never with tabs."
    ),
    (
      "mapping values are not allowed", "a colon stands where no key can be",
      "Put a text that holds ': ' in quotes, and give keys of one group the same indentation."
    ),
    (
      "could not find expected ':'", "this line is not 'key: value'",
      "Put a colon and a space after the key, or close the quote above."
    ),
    (
      "did not find expected key", "a key was expected here",
      "Give keys of one group the same indentation, and put texts with quotes in quotes as a whole."
    ),
    (
      "did not find expected ',' or '}'", "a comma or '}' is missing before this",
      "Separate the keys with commas and close the group with '}'."
    ),
    (
      "did not find expected ',' or ']'", "a comma or ']' is missing before this",
      "Separate the items with commas and close the list with ']'."
    ),
    (
      "did not find expected '-' indicator", "an item of the list above was expected here",
      "Begin each item with '- ' at the same indentation."
    ),
    (
      "unexpected end of stream", "the file ends inside a text in quotes",
      "Close the quote where the text ends."
    ),
    (
      "unknown escape character", "this backslash means nothing here",
      "Use single quotes around texts with backslashes."
    ),
    (
      "undefined alias", "a text cannot begin with '*'",
      "Put the text in quotes, such as \"*.csv\"."
    ),
    (
      "alphabetic or numeric character", "a text cannot begin with '*', '&' or '!'",
      "Put the text in quotes, such as \"*.csv\"."
    ),
    ("another document", "a second document begins here", "Remove the line '---'."),
    (
      "block sequence entries are not allowed", "a list cannot begin here",
      "Put the list on lines of its own, below its key."
    ),
    ("exceeded max depth", "this is nested too deeply", "Remove brackets that are not needed."),
  ]

  private static func plain(_ problem: String) -> (String, String?) {
    for sentence in sentences where problem.contains(sentence.said) {
      return (sentence.summary, sentence.hint)
    }
    return ("the file cannot be read as YAML: \(problem)", nil)
  }
}
