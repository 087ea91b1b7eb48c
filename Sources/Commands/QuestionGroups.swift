// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Questions that are left in a file, told together by what they ask: a hundred columns are one question.
enum QuestionGroups {
  /// The diagnostics with those of one file that ask the same as one, where the first of them stood.
  static func together(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    struct Kind: Hashable {
      var file: String?
      var summary: String
    }
    func kind(_ diagnostic: Diagnostic) -> Kind {
      Kind(file: diagnostic.location.file, summary: diagnostic.summary)
    }
    let groups = Dictionary(grouping: diagnostics.filter { $0.code == .unanswered }, by: kind)
    var told: Set<Kind> = []
    return diagnostics.compactMap { diagnostic in
      guard diagnostic.code == .unanswered else { return diagnostic }
      let kind = kind(diagnostic)
      guard let group = groups[kind], group.count > 1 else { return diagnostic }
      guard told.insert(kind).inserted else { return nil }
      let lines = group.compactMap { $0.location.line.map(String.init) }
      let more = lines.count > 12 ? " and \(lines.count - 12) more" : ""
      var one = diagnostic
      one.summary =
        "\(diagnostic.summary), \(group.count) times: lines \(lines.prefix(12).joined(separator: ", "))\(more)"
      return one
    }
  }
}
