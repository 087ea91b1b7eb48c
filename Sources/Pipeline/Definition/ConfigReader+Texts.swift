// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension ConfigReader {
  /// Whether a name may be that of a published field; reports it at `key` where it may not.
  func isFieldName(_ name: String, key: String) -> Bool {
    if Names.isField(name) { return true }
    invalid(
      key, "'\(name)' cannot be the name of a published field",
      hint: "Use small letters, digits and underscores: '\(Names.fieldName(for: name))'.")
    return false
  }

  /// A text in Dutch, or `{nl: …, en: …}`; empty texts are refused.
  mutating func localized(
    _ key: String, required: Bool = false, problems: ConfigProblems
  ) -> LocalizedText? {
    guard let value = node(key) else {
      if required { missing(key, hint: "Write \(key): \"…\", or {nl: \"…\", en: \"…\"}.") }
      return nil
    }
    if let text = value.text { return filled(text, at: value, problems: problems) }
    guard case .mapping = value.value else {
      wrongType(key, value, expected: "a text, or {nl: \"…\", en: \"…\"}")
      return nil
    }
    guard var languages = mapping(key) else { return nil }
    let dutch = languages.requiredString("nl", hint: "DCAT-AP-NL asks for Dutch.")
    let english = languages.string("en")
    let place = languages.place("en")
    languages.finish()
    if let english, filled(english, at: place, problems: problems) == nil { return nil }
    guard let dutch, filled(dutch, at: languages.place("nl"), problems: problems) != nil else {
      return nil
    }
    return LocalizedText(nl: dutch, en: english)
  }

  private func filled(
    _ text: String, at node: ConfigNode, problems: ConfigProblems
  ) -> LocalizedText? {
    guard text.contains(where: { !$0.isWhitespace }) else {
      problems.report(
        .invalidValue, at: node, "this text is empty", hint: "Write it, or leave it out.")
      return nil
    }
    return LocalizedText(nl: text)
  }

  /// A list of codes, each checked; nil where the key is absent or one code is wrong.
  mutating func codes(
    _ key: String, of list: some Sequence<String>, problems: ConfigProblems
  ) -> [String]? {
    guard let texts = strings(key) else { return nil }
    let valid = Array(list)
    let items: [ConfigNode]
    if case .sequence(let nodes) = place(key).value { items = nodes } else { items = [place(key)] }
    guard !texts.isEmpty else {
      invalid(key, "'\(key)' is an empty list", hint: "Name at least one code.")
      return nil
    }
    var right = true
    for (index, (text, item)) in zip(texts, items).enumerated() {
      if !valid.contains(text) {
        right = false
        problems.report(
          .invalidValue, at: item, "'\(text)' is not a code for '\(key)'",
          hint: Suggestion.hint(for: text, among: valid))
      } else if texts[..<index].contains(text) {
        right = false
        problems.report(.invalidValue, at: item, "'\(text)' stands in '\(key)' twice")
      }
    }
    return right ? texts : nil
  }

  /// Refuses keys of the design that this version does not have, by name.
  mutating func refuse(_ keys: KeyValuePairs<String, String>, problems: ConfigProblems) {
    for (key, hint) in keys where names.contains(key) {
      if let value = node(key) {
        problems.report(
          .notInThisVersion, at: value, "'\(key)' is not in this version yet", hint: hint)
      }
    }
  }

  /// Reads the number of the file's format.
  ///
  /// - Parameter newest: The highest that this program knows.
  /// - Returns: Whether the rest can be read: what a newer program wrote is not guessed at.
  mutating func checkVersion(upTo newest: Int, problems: ConfigProblems) -> Bool {
    guard let place = node("version") else {
      missing("version", hint: "Begin the file with 'version: \(newest)'.")
      return true
    }
    guard let version = integer("version", in: 1...Int.max), version > newest else { return true }
    problems.report(
      .invalidValue, at: place, FileFormat.newer(version, than: newest), hint: FileFormat.upgrade)
    return false
  }
}
