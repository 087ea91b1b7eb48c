// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat

/// A Table Schema that describes an export already: a proposed pipeline refers to it, and repeats nothing of it.
struct ProposedSchema {
  /// The name of the file beside the pipeline.
  static let file = "schema.json"

  /// The text of the schema, which is copied as it is.
  let text: String
  /// The names of its fields, in order.
  let names: [String]
  /// The types of its fields, by name.
  let types: [String: String]
  /// Whether it says which cells are missing.
  let hasMissingValues: Bool
  /// Whether it says what identifies a row.
  let hasKey: Bool
  /// What to write for `fieldsMatch` where its own word lets columns through; nil elsewhere.
  let match: String?

  /// Reads a schema.
  ///
  /// - Throws: `Failure` where it cannot be read, or is no Table Schema.
  init(_ path: String) throws(Failure) {
    text = try TextFile.read(path, shown: path)
    let root = try TableSchemaFile.document(path)
    guard let fields = root["fields"], case .sequence(let items) = fields.value else {
      throw Failure(
        .missingKey, at: .init(file: path), "this is no Table Schema: the list 'fields' is missing",
        hint: "Give the file with the schema, not a data package that has one within.")
    }
    names = items.compactMap { $0["name"]?.text }
    types = Dictionary(
      items.compactMap { item in item["name"]?.text.map { ($0, item["type"]?.text ?? "any") } },
      uniquingKeysWith: { first, _ in first })
    (hasMissingValues, hasKey) = (root["missingValues"] != nil, root["primaryKey"] != nil)
    match =
      ["subset": "equal", "partial": "superset"][root["fieldsMatch"]?.items.first?.text ?? ""]
  }
}
