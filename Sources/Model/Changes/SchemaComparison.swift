// SPDX-License-Identifier: EUPL-1.2

/// Compares the form of two releases of a dataset: fields, key and files.
///
/// The verdict is that of a program that reads the older release: it is broken by what it does not expect, such as a
/// missing cell where there were none, and not by what it does not see.
public struct SchemaComparison {
  private let older: DatasetRecord
  private let newer: DatasetRecord
  /// The newer name of a field of the older release; nil where it is gone.
  private var names: [String: String] = [:]
  private var changes: [SchemaChange] = []

  /// What differs, field by field in the order of the older release, then what is about the whole.
  public static func changes(
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
    _ kind: SchemaChange.Kind, _ field: String? = nil, _ nl: String, _ en: String
  ) {
    changes.append(SchemaChange(kind, field: field, nl: nl, en: en))
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
        add(
          .fieldRenamed, field.name, "veld \(field.name) heet nu waarschijnlijk \(name)",
          "field \(field.name) is probably called \(name) now")
        compare(field, newer.fields[place])
      } else {
        add(
          .fieldRemoved, field.name, "veld \(field.name) is weg", "field \(field.name) is gone")
      }
    }
  }

  private mutating func findNewFields() {
    let known = Set(names.values)
    let lastKnown = newer.fields.lastIndex { known.contains($0.name) } ?? -1
    for (place, field) in newer.fields.enumerated() where !known.contains(field.name) {
      let name = field.name
      if place > lastKnown {
        add(
          .fieldAppended, name, "veld \(name) is nieuw, achteraan",
          "field \(name) is new, at the end")
      } else {
        add(
          .fieldInserted, name, "veld \(name) is nieuw, tussen andere velden",
          "field \(name) is new, between other fields")
      }
    }
    let order = older.fields.compactMap { names[$0.name] }
    if order != newer.fields.map(\.name).filter(known.contains) {
      add(
        .fieldsReordered, nil, "de velden staan in een andere volgorde",
        "the fields are in another order")
    }
  }

  private mutating func compare(_ old: PublishedField, _ new: PublishedField) {
    let name = old.name
    if old.type != new.type {
      add(
        .typeChanged, name, "veld \(name) was \(old.type) en is nu \(new.type)",
        "field \(name) was of type \(old.type), and is \(new.type) now")
    }
    if old.format != new.format {
      add(
        .formatChanged, name,
        "veld \(name) was van vorm \(old.format ?? "default") en is nu \(new.format ?? "default")",
        "field \(name) had format \(old.format ?? "default"), and has \(new.format ?? "default") now"
      )
    }
    compareUnits(old, new)
    if old.treatment != new.treatment || old.treatmentInWords?.nl != new.treatmentInWords?.nl {
      add(
        .treatmentChanged, name,
        "veld \(name) wordt anders bewerkt: \(Self.treatment(old).nl), nu \(Self.treatment(new).nl)",
        "field \(name) is treated in another way: \(Self.treatment(old).en ?? ""), now \(Self.treatment(new).en ?? "")"
      )
    }
    changes +=
      ConstraintComparison(
        name, old.constraints ?? Constraints(), new.constraints ?? Constraints()
      ).changes
    if old.title != new.title || old.description != new.description {
      add(
        .textChanged, name, "veld \(name) is anders beschreven",
        "field \(name) is described in other words")
    }
  }

  private mutating func compareUnits(_ old: PublishedField, _ new: PublishedField) {
    guard old.unit != new.unit else { return }
    if old.unit == nil {
      add(
        .unitAdded, old.name, "de eenheid van veld \(old.name) is nu bekend: \(new.unit ?? "")",
        "the unit of field \(old.name) is told now: \(new.unit ?? "")")
    } else {
      add(
        .unitChanged, old.name,
        "de eenheid van veld \(old.name) was \(old.unit ?? "") en is nu \(new.unit ?? "onbekend")",
        "the unit of field \(old.name) was \(old.unit ?? ""), and is \(new.unit ?? "unknown") now")
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
      add(.primaryKeyAdded, nil, "een sleutel wijst nu elke rij aan", "a key names each row now")
    } else if key != newer.primaryKey {
      add(
        .primaryKeyChanged, nil, "een andere sleutel, of geen, wijst de rijen aan",
        "another key, or none, names the rows")
    }
    if let old = older.pseudonyms, let new = newer.pseudonyms, old != new {
      add(
        .pseudonymsChanged, nil,
        "de codes zijn met een andere sleutel of voor een andere publicatie gemaakt",
        "the codes were made with another key, or for another release")
    }
    let (old, new) = (older.distributions.map(\.fileName), newer.distributions.map(\.fileName))
    for name in new where !old.contains(name) {
      add(.distributionAdded, nil, "bestand \(name) is nieuw", "file \(name) is new")
    }
    for name in old where !new.contains(name) {
      add(.distributionRemoved, nil, "bestand \(name) is weg", "file \(name) is gone")
    }
    if newer.majorVersion < older.majorVersion {
      add(
        .versionLowered, nil, "de versie was \(older.majorVersion) en is nu \(newer.majorVersion)",
        "the version was \(older.majorVersion), and is \(newer.majorVersion) now")
    }
  }
}

extension PublishedField {
  /// Whether it may be another field under a new name.
  fileprivate func looksLike(_ other: PublishedField) -> Bool {
    type == other.type && format == other.format && treatment == other.treatment
  }
}
