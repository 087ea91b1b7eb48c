// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDetectors
internal import HergebruikFormat
internal import HergebruikModel

/// Finds the column that says who a row is about where that is not published, so that k counts persons: ten rows of one
/// person are one.
///
/// Source: docs/privacy-specification.md, section 6.
extension AnonymityReader {
  /// The kinds of numbers that a person has one of, the surest first.
  private static let numbersOfPersons: [Detector] = [.bsn, .aNummer, .onderwijsnummer]

  /// The field that `contributor` names, or else a column with numbers of persons; `nil` if there is none, or if it is
  /// published as a pseudonym, which is counted already.
  func contributor(_ group: inout ConfigReader, _ drafts: [FieldDraft]) -> String? {
    guard let name = group.string("contributor") else { return Self.numbered(drafts) }
    let candidates = drafts.filter { $0.source == name || $0.name == name }
    guard let draft = candidates.first(where: Self.isHidden) ?? candidates.first else {
      group.invalid(
        "contributor", "there is no column '\(name)'",
        hint: Suggestion.hint(for: name, among: drafts.compactMap { $0.source ?? $0.name }))
      return nil
    }
    guard Self.isHidden(draft) || draft.treatment == .pseudonymise && draft.privacy == .direct
    else {
      group.invalid(
        "contributor", "'\(name)' is published, so it cannot say who a row is about",
        hint: "Name a column with privacy: direct that is dropped, redacted or pseudonymised.")
      return nil
    }
    return Self.isHidden(draft) ? draft.name : nil
  }

  private static func isHidden(_ draft: FieldDraft) -> Bool {
    guard let treatment = draft.treatment, draft.privacy == .direct else { return false }
    return treatment.suitsDirectIdentifier && treatment != .pseudonymise
  }

  /// A column that is called after numbers of persons, or has that format, and may have the same one in more rows.
  private static func numbered(_ drafts: [FieldDraft]) -> String? {
    let hidden = drafts.filter { isHidden($0) && !$0.constraints.unique }
    for number in numbersOfPersons {
      let found = hidden.first { draft in
        if number == .bsn, case .string(.bsn)? = draft.type { return true }
        let meaning = (draft.source ?? draft.name).flatMap { HeaderLexicon.builtIn.meaning(of: $0) }
        return meaning?.isTelling == true && meaning?.detector == number
      }
      if let found { return found.name }
    }
    return nil
  }
}
