// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// What only a person knows: a word that stands in a proposed file until it is answered.
package enum Question {
  /// The word, without quotes.
  package static let mark = "ANSWER"

  /// How many questions the text of a file has, comments left out.
  package static func count(in yaml: String) -> Int {
    yaml.split(separator: "\n").reduce(0) { count, line in
      let code = line.prefix { $0 != "#" }
      return count + code.split { !($0.isLetter) }.count { $0 == mark }
    }
  }

  /// Whether a file has no question left; reports those that it has.
  static func none(in root: ConfigNode, _ problems: ConfigProblems) -> Bool {
    let before = problems.diagnostics.count
    report(root, key: nil, problems)
    return problems.diagnostics.count == before
  }

  private static func report(_ node: ConfigNode, key: String?, _ problems: ConfigProblems) {
    switch node.value {
    case .scalar(mark, quoted: false):
      problems.report(
        .unanswered, at: node, key.map { "'\($0)' has no answer yet" } ?? "this has no answer yet",
        hint: "Read the comment with it, and write what holds for your export in place of \(mark).")
    case .scalar: break
    case .sequence(let items): for item in items { report(item, key: key, problems) }
    case .mapping(let pairs): for (name, value) in pairs { report(value, key: name.text, problems) }
    }
  }
}
