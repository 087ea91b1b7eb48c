// SPDX-License-Identifier: EUPL-1.2

/// A difference in the form of a dataset between two releases, and what it means to who uses it.
package struct SchemaChange: Hashable, Sendable, Codable {
  /// What it means to a program that reads the dataset.
  package enum Verdict: String, Sendable, Codable {
    /// It reads the new release as it read the old one.
    case compatible
    /// It may stop, or read something else than is there.
    case breaking
  }

  /// What differs; docs/changes.md has a row for each.
  package enum Kind: String, CaseIterable, Sendable, Codable {
    case fieldAppended = "field-appended"
    case fieldInserted = "field-inserted"
    case fieldRemoved = "field-removed"
    case fieldRenamed = "field-renamed"
    case fieldsReordered = "fields-reordered"
    case typeChanged = "type-changed"
    case formatChanged = "format-changed"
    case unitAdded = "unit-added"
    case unitChanged = "unit-changed"
    case treatmentChanged = "treatment-changed"
    case pseudonymsChanged = "pseudonyms-changed"
    case constraintTightened = "constraint-tightened"
    case limitLoosened = "limit-loosened"
    case constraintLoosened = "constraint-loosened"
    case enumWidened = "enum-widened"
    case enumNarrowed = "enum-narrowed"
    case enumReplaced = "enum-replaced"
    case textChanged = "text-changed"
    case primaryKeyAdded = "primary-key-added"
    case primaryKeyChanged = "primary-key-changed"
    case distributionAdded = "distribution-added"
    case distributionRemoved = "distribution-removed"
    case versionLowered = "version-lowered"

    /// What it means.
    package var verdict: Verdict {
      switch self {
      case .fieldAppended, .unitAdded, .constraintTightened, .limitLoosened, .enumWidened,
        .enumNarrowed, .textChanged, .primaryKeyAdded, .distributionAdded:
        .compatible
      case .fieldInserted, .fieldRemoved, .fieldRenamed, .fieldsReordered, .typeChanged,
        .formatChanged, .unitChanged, .treatmentChanged, .pseudonymsChanged, .constraintLoosened,
        .enumReplaced, .primaryKeyChanged, .distributionRemoved, .versionLowered:
        .breaking
      }
    }
  }

  /// What differs.
  package var kind: Kind
  /// What it means.
  package var verdict: Verdict
  /// The published name of the field in the older release, or in the newer one where it is new; nil where it is
  /// about the whole.
  package var field: String?
  /// The same in words: names and measures of the schema, never a cell.
  package var words: LocalizedText

  /// Makes a change.
  package init(_ kind: Kind, field: String? = nil, _ words: LocalizedText) {
    self.kind = kind
    verdict = kind.verdict
    self.field = field
    self.words = words
  }
}
