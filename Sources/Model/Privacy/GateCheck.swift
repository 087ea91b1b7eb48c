// SPDX-License-Identifier: EUPL-1.2

/// One check of the privacy gate, and how it ended.
///
/// Source: docs/privacy-specification.md, section 8.
public struct GateCheck: Hashable, Sendable, Codable {
  /// The checks, in their order; every run does all of them.
  public enum Name: String, CaseIterable, Sendable, Codable {
    case columns = "columns-classified"
    case directIdentifiers = "direct-identifiers-treated"
    case combinations = "forbidden-combinations"
    case anonymity = "k-anonymity"
    case cells = "minimum-cells"
    case output = "written-output"
    case key = "key"
    case signOff = "sign-off"
    case complete = "every-check-ran"
    case changes = "rows-added-and-removed"
  }

  /// How a check ended; one that could not run has failed.
  public enum Verdict: String, Sendable, Codable, CaseIterable {
    /// It was done, and nothing is wrong.
    case passed
    /// There was nothing to do, for the reason that the evidence tells.
    case notDone = "not-done"
    /// It found what the sign-off allows by name.
    case allowed
    case failed
    case couldNotRun = "could-not-run"

    /// Whether nothing stops the dataset.
    public var isInOrder: Bool {
      switch self {
      case .passed, .notDone, .allowed: true
      case .failed, .couldNotRun: false
      }
    }
  }

  /// Which check.
  public var name: Name
  /// How it ended.
  public var verdict: Verdict
  /// What was looked at and found: counts and names of fields, never a value.
  public var evidence: LocalizedText

  /// Makes a check.
  public init(_ name: Name, _ verdict: Verdict, _ evidence: LocalizedText) {
    self.name = name
    self.verdict = verdict
    self.evidence = evidence
  }
}

extension GateCheck.Name {
  /// What is checked, in a few words.
  public var title: LocalizedText {
    switch self {
    case .columns:
      LocalizedText(nl: "Elke kolom is beoordeeld", en: "Every column is classified")
    case .directIdentifiers:
      LocalizedText(
        nl: "Wat naar één persoon wijst, is weg of onherkenbaar gemaakt",
        en: "Direct identifiers are dropped, redacted or pseudonymised")
    case .combinations:
      LocalizedText(
        nl: "Geen verboden combinatie van velden", en: "No forbidden combination of fields")
    case .anonymity:
      LocalizedText(
        nl: "Niemand staat alleen (k-anonimiteit)", en: "Nobody stands alone (k-anonymity)")
    case .cells:
      LocalizedText(nl: "Geen te kleine aantallen", en: "No cells that are too small")
    case .output:
      LocalizedText(
        nl: "In de geschreven bestanden staat geen persoonsgegeven",
        en: "No personal data in the files as written")
    case .key: LocalizedText(nl: "De sleutel is veilig", en: "The key is safe")
    case .signOff:
      LocalizedText(
        nl: "De beoordeling is ondertekend en geldig", en: "The assessment is signed and valid")
    case .complete: LocalizedText(nl: "Elke controle is gedaan", en: "Every check was done")
    case .changes:
      LocalizedText(
        nl: "Nieuwe en verdwenen rijen wijzen niemand aan",
        en: "Rows added or removed single nobody out")
    }
  }
}
