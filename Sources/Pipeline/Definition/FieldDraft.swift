// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel

/// A field as far as it could be read, with the places of its keys, so that checks go on.
struct FieldDraft {
  var source: String?
  var index: Int?
  /// Where its values are, for a format that has paths instead of labels.
  var column: SourceColumn?
  /// What was written or follows from the source; nil where neither can be published.
  var name: String?
  var type: FieldType?
  var privacy: PrivacyClass?
  var treatment: Treatment?
  var constraints = Constraints()
  var categories: Categories?
  var missingValues: [String]?
  var title: LocalizedText?
  var description: LocalizedText?
  var unit: String?
  /// The keys of the field, for their places.
  var reader: ConfigReader
  var node: ConfigNode

  /// What to call it in a message.
  var label: String {
    if let source, !source.isEmpty { return "'\(source)'" }
    return index.map { "column \($0)" } ?? name.map { "'\($0)'" } ?? "this field"
  }

  /// Whether it is dropped; false where that is not known.
  var isDropped: Bool { treatment == .drop }

  /// The field; nil where a part of it could not be read.
  func field(file: String) -> Field? {
    guard let name, let type, let privacy, let treatment else { return nil }
    return Field(
      source: source, index: index, name: name, type: type, privacy: privacy,
      treatment: treatment, constraints: constraints, categories: categories,
      missingValues: missingValues, title: title, description: description, unit: unit,
      location: Diagnostic.Location(
        file: file, line: node.line, column: node.column, field: source ?? name))
  }
}
