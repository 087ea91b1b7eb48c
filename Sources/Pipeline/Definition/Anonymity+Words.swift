// SPDX-License-Identifier: EUPL-1.2

package import HergebruikModel

extension PipelineDefinition.Anonymity {
  /// What else makes a class fail, behind `fewer than 10 alike in …`; empty where only k is asked.
  package var sensitiveInWords: String {
    sensitive.isEmpty && contributor == nil ? "" : ", or are in a class that fails \(words)"
  }

  /// What is asked, as in a formula: `k = 10, l = 3 (regeling), t = 0.2 (regeling)`.
  package var words: String { words(in: .en) }

  /// The same with words and decimals of a language: `k = 10, t = 0,2 (regeling)`.
  package func words(in language: Language) -> String {
    let fields = sensitive.sorted { $0.key < $1.key }
    let diversity = fields.compactMap { name, rule in
      rule.diversity(in: language).map { "\($0) (\(name))" }
    }
    let closeness = fields.compactMap { name, rule in
      rule.t.map { "t = \(AnonymityWords.number($0, language)) (\(name))" }
    }
    // Where a column that is not published says who a row is about, its persons are asked for.
    let persons = contributor.map { ["l = \(minimum) (\($0))"] } ?? []
    return (["k = \(minimum)"] + persons + diversity + closeness).joined(separator: ", ")
  }
}

extension SensitiveRequirement {
  fileprivate func diversity(in language: Language) -> String? {
    if let distinct { return "l = \(distinct)" }
    if let entropy { return AnonymityWords.entropy(entropy, language) }
    return recursive.map { AnonymityWords.recursive(l: $0.l, c: $0.c, language) }
  }
}
