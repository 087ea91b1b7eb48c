// SPDX-License-Identifier: EUPL-1.2

/// Which fields of two releases of a table say the same of a row, so that their cells can be compared, and which
/// fields about persons do not.
///
/// Source: docs/privacy-specification.md, section 8, check 10.
package struct ComparableFields: Equatable, Sendable {
  /// A field about persons of which the cells of two releases cannot be compared.
  package enum Difference: Equatable, Sendable {
    /// Its type, form or treatment changed.
    case changed(String)
    /// It is gone, while other fields came: it may have another name now.
    case gone(String)
  }

  /// The fields that both releases have, of the same type and form and treated in the same way, in the order of the newer one.
  package let names: [String]
  /// The fields that both have, but not alike.
  package let excluded: Set<String>
  /// The quasi-identifiers among those that can be compared: what was one in either release is one.
  package let quasi: Set<String>
  /// What cannot be compared of fields that are about persons; pseudonyms that were made anew are not meant to be.
  package let differences: [Difference]

  /// Compares the fields of two releases.
  package init(_ older: DatasetRecord, _ newer: DatasetRecord) {
    let before = Dictionary(older.fields.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let after = Set(newer.fields.map(\.name))
    let isRenewed = older.pseudonyms != newer.pseudonyms
    var (names, excluded, quasi) = ([String](), Set<String>(), Set<String>())
    var differences: [Difference] = []
    for field in newer.fields {
      guard let old = before[field.name] else { continue }
      let isPseudonym = field.treatment == .kind(.pseudonymise)
      guard field.isComparable(with: old), !(isPseudonym && isRenewed) else {
        excluded.insert(field.name)
        let isPersonal = field.privacy.isAboutPersons || old.privacy.isAboutPersons
        if isPersonal, !(isPseudonym && old.treatment == field.treatment) {
          differences.append(.changed(field.name))
        }
        continue
      }
      names.append(field.name)
      if field.privacy == .quasi || old.privacy == .quasi { quasi.insert(field.name) }
    }
    if after.contains(where: { before[$0] == nil }) {
      differences += older.fields.filter { $0.privacy.isAboutPersons && !after.contains($0.name) }
        .map { .gone($0.name) }
    }
    (self.names, self.excluded, self.quasi) = (names, excluded, quasi)
    self.differences = differences
  }
}

extension ComparableFields.Difference {
  /// What differs, in a few words.
  package var words: LocalizedText {
    switch self {
    case .changed(let name): ChangeWords.otherForm(of: name)
    case .gone(let name): ChangeWords.replaced(name)
    }
  }
}

extension PrivacyClass {
  /// Whether a published field of the class tells of a person.
  fileprivate var isAboutPersons: Bool {
    switch self {
    case .direct, .quasi, .sensitive: true
    case .none: false
    }
  }
}

extension PublishedField {
  /// Whether the same value is written as the same cell in both.
  fileprivate func isComparable(with other: PublishedField) -> Bool {
    type == other.type && format == other.format && treatment == other.treatment
      && treatmentInWords?.nl == other.treatmentInWords?.nl
  }
}
