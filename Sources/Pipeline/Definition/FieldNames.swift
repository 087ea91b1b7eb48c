// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// The names of all fields, for keys that are compared before treatment.
struct FieldNames {
  private let drafts: [FieldDraft]

  /// Takes the fields that could be read.
  init(_ drafts: [FieldDraft]) { self.drafts = drafts }

  /// The field of a name: a published one, or else one that is dropped.
  func draft(_ name: String) -> FieldDraft? {
    drafts.first { !$0.isDropped && $0.name == name } ?? drafts.first { $0.name == name }
  }

  /// Reports a name that no field has.
  func check(_ name: String, key: String, _ reader: ConfigReader) {
    let names = drafts.compactMap(\.name)
    guard draft(name) == nil, names.count == drafts.count, !drafts.isEmpty else { return }
    reader.invalid(
      key, "'\(name)' is not a field", hint: Suggestion.hint(for: name, among: names))
  }
}

/// The names of the published fields, for keys that refer to them.
struct PublishedNames {
  private let published: [String]
  private let dropped: [String]
  private let isWhole: Bool

  /// Takes the names of the fields that could be read.
  init(_ drafts: [FieldDraft]) {
    published = drafts.filter { !$0.isDropped }.compactMap(\.name)
    dropped = drafts.filter(\.isDropped).flatMap { [$0.name, $0.source].compactMap(\.self) }
    isWhole = drafts.allSatisfy { $0.name != nil } && !drafts.isEmpty
  }

  /// Reports a name that no published field has.
  func check(_ name: String, key: String, _ reader: ConfigReader) {
    guard !published.contains(name) else { return }
    if dropped.contains(name) {
      reader.invalid(
        key, "'\(name)' is dropped, so '\(key)' cannot use it", hint: "Name a published field.")
    } else if isWhole {
      reader.invalid(
        key, "'\(name)' is not a published field",
        hint: Suggestion.hint(for: name, among: published))
    }
  }
}
