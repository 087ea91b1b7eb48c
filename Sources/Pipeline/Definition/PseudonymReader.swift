// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Reads `privacy: {pseudonym: …}` of the whole table.
struct PseudonymReader {
  let dataset: String
  let problems: ConfigProblems

  /// Reads the group, and checks it against the fields.
  func read(
    _ privacy: inout ConfigReader?, _ drafts: [FieldDraft]
  ) -> PipelineDefinition.Pseudonym? {
    let user = drafts.first { $0.treatment?.needsKey == true }
    var pseudonym: PipelineDefinition.Pseudonym?
    var isStated = false
    if var group = privacy {
      isStated = group.node("pseudonym") != nil
      let inner = group.mapping("pseudonym")
      if isStated, user == nil, drafts.allSatisfy({ $0.treatment != nil }) {
        group.invalid(
          "pseudonym", "a key is named here, but no field is treated with one",
          hint: "Remove 'pseudonym', or give a field treat: pseudonymise or {randomRound: base}.")
      }
      privacy = group
      pseudonym = inner.flatMap { read($0) }
    }
    if let user, let treatment = user.treatment, !isStated {
      problems.report(
        .missingKey, at: user.reader.place("treat"),
        treatment == .pseudonymise
          ? "\(user.label) is pseudonymised, but no key is named"
          : "\(user.label) is treated with '\(treatment.name)', but no key is named",
        hint: "Write privacy: {pseudonym: {key: NAME}} and make the key with "
          + "'hergebruik key new NAME'.")
    }
    return pseudonym
  }

  private func read(_ group: ConfigReader) -> PipelineDefinition.Pseudonym? {
    var group = group
    let key = group.requiredString("key", hint: "Name the key; 'hergebruik key new NAME' makes it.")
    let release = group.string("release") ?? ""
    let domain = group.string("domain")
    group.finish()
    for (word, name) in [("key", key), ("domain", domain)] {
      guard let name, !Names.isSlug(name) else { continue }
      group.invalid(
        word, "'\(name)' cannot be the name of a \(word)",
        hint: "Use small letters, digits and dashes: '\(Names.slug(for: name))'.")
      return nil
    }
    guard let key else { return nil }
    return PipelineDefinition.Pseudonym(key: key, release: release, domain: domain ?? dataset)
  }
}
