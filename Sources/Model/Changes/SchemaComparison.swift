// SPDX-License-Identifier: EUPL-1.2

/// Compares the form of two releases of a dataset: fields, key and files.
///
/// The verdict is that of a program that reads the older release: it is broken by what it does not expect, such as a
/// missing cell where there were none, and not by what it does not see.
package struct SchemaComparison {
  private let older: DatasetRecord
  private let newer: DatasetRecord
  /// The newer name of a field of the older release; nil where it is gone.
  private var names: [String: String] = [:]
  private var changes: [SchemaChange] = []

  /// What differs, field by field in the order of the older release, then what is about the whole.
  package static func changes(
    from older: DatasetRecord, to newer: DatasetRecord
  ) -> [SchemaChange] {
    var comparison = SchemaComparison(older: older, newer: newer)
    comparison.pairFields()
    comparison.findNewFields()
    comparison.compareWhole()
    return comparison.changes
  }

  private init(older: DatasetRecord, newer: DatasetRecord) {
    (self.older, self.newer) = (older, newer)
  }

  private mutating func add(
    _ kind: SchemaChange.Kind, _ field: String?, _ words: LocalizedText
  ) {
    changes.append(SchemaChange(kind, field: field, words))
  }

  /// Finds each older field again, by its name; where that is gone, by its place, type and treatment.
  private mutating func pairFields() {
    let after = Dictionary(newer.fields.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let before = Set(older.fields.map(\.name))
    for (place, field) in older.fields.enumerated() {
      if let same = after[field.name] {
        names[field.name] = field.name
        compare(field, same)
      } else if place < newer.fields.count, !before.contains(newer.fields[place].name),
        newer.fields[place].looksLike(field)
      {
        let name = newer.fields[place].name
        names[field.name] = name
        add(.fieldRenamed, field.name, ChangeWords.renamed(field.name, to: name))
        compare(field, newer.fields[place])
      } else {
        add(.fieldRemoved, field.name, ChangeWords.removed(field.name))
      }
    }
  }

  private mutating func findNewFields() {
    let known = Set(names.values)
    let lastKnown = newer.fields.lastIndex { known.contains($0.name) } ?? -1
    for (place, field) in newer.fields.enumerated() where !known.contains(field.name) {
      let name = field.name
      if place > lastKnown {
        add(.fieldAppended, name, ChangeWords.appended(name))
      } else {
        add(.fieldInserted, name, ChangeWords.inserted(name))
      }
    }
    let order = older.fields.compactMap { names[$0.name] }
    if order != newer.fields.map(\.name).filter(known.contains) {
      add(.fieldsReordered, nil, ChangeWords.reordered)
    }
  }

  private mutating func compare(_ old: PublishedField, _ new: PublishedField) {
    let name = old.name
    if old.type != new.type {
      add(.typeChanged, name, ChangeWords.type(of: name, old.type, new.type))
    }
    if old.format != new.format {
      add(
        .formatChanged, name,
        ChangeWords.format(of: name, old.format ?? "default", new.format ?? "default"))
    }
    compareUnits(old, new)
    if old.treatment != new.treatment || old.treatmentInWords?.nl != new.treatmentInWords?.nl {
      add(
        .treatmentChanged, name,
        ChangeWords.treatment(of: name, Self.treatment(old), Self.treatment(new)))
    }
    changes +=
      ConstraintComparison(
        name, old.constraints ?? Constraints(), new.constraints ?? Constraints()
      ).changes
    if old.title != new.title || old.description != new.description {
      add(.textChanged, name, ChangeWords.described(name))
    }
  }

  private mutating func compareUnits(_ old: PublishedField, _ new: PublishedField) {
    guard old.unit != new.unit else { return }
    if old.unit == nil {
      add(
        .unitAdded, old.name, ChangeWords.unitAdded(to: old.name, new.unit ?? ""))
    } else {
      add(
        .unitChanged, old.name, ChangeWords.unit(of: old.name, old.unit ?? "", new.unit))
    }
  }

  private static func treatment(_ field: PublishedField) -> LocalizedText {
    let words = field.treatmentInWords
    return LocalizedText(
      nl: words?.nl ?? field.treatment.word, en: words?.en ?? field.treatment.word)
  }

  /// The key, the pseudonyms, the files and the version.
  private mutating func compareWhole() {
    let key = older.primaryKey.map { names[$0] ?? $0 }
    if older.primaryKey.isEmpty, !newer.primaryKey.isEmpty {
      add(.primaryKeyAdded, nil, ChangeWords.keyAdded)
    } else if key != newer.primaryKey {
      add(.primaryKeyChanged, nil, ChangeWords.keyChanged)
    }
    if let old = older.pseudonyms, let new = newer.pseudonyms, old != new {
      add(.pseudonymsChanged, nil, ChangeWords.pseudonyms)
    }
    let (old, new) = (older.distributions.map(\.fileName), newer.distributions.map(\.fileName))
    for name in new where !old.contains(name) {
      add(.distributionAdded, nil, ChangeWords.fileAdded(name))
    }
    for name in old where !new.contains(name) {
      add(.distributionRemoved, nil, ChangeWords.fileRemoved(name))
    }
    if newer.majorVersion < older.majorVersion {
      add(.versionLowered, nil, ChangeWords.version(older.majorVersion, newer.majorVersion))
    }
  }
}

extension PublishedField {
  /// Whether it may be another field under a new name.
  fileprivate func looksLike(_ other: PublishedField) -> Bool {
    type == other.type && format == other.format && treatment == other.treatment
  }
}
