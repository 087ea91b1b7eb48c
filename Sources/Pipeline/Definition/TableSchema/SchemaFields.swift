// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// The fields of a schema, entered into those of a pipeline file.
///
/// What a schema says that has no meaning here, or none anywhere, is passed over and said so.
struct SchemaFields {
  let fields: [ConfigNode]
  let file: String
  let problems: ConfigProblems
  /// What was passed over.
  private(set) var warnings: [Diagnostic] = []
  private var used: Set<String> = []

  init(fields: [ConfigNode], file: String, problems: ConfigProblems) {
    (self.fields, self.file, self.problems) = (fields, file, problems)
  }

  /// Keys of a field that mean the same in both, and the types that have them; any where empty.
  private static let keys: KeyValuePairs<String, [String]> = [
    "type": [], "format": [], "title": [], "description": [], "unit": [], "missingValues": [],
    "categories": [], "categoriesOrdered": [],
    "decimalChar": ["number"], "groupChar": ["number", "integer"],
    "bareNumber": ["number", "integer"], "trueValues": ["boolean"], "falseValues": ["boolean"],
    "itemType": ["list"], "delimiter": ["list"],
  ]

  /// Properties that ask nothing of cells, or are read elsewhere.
  private static let others = ["name", "constraints", "rdfType", "example"]

  /// The list of a pipeline file, each item with what the schema says of its column.
  ///
  /// - Parameters:
  ///   - required: Labels of columns of which the schema's keys want every cell.
  ///   - unique: Labels of columns that are a key by themselves.
  mutating func entered(
    into list: ConfigNode, required: Set<String>, unique: Set<String>
  ) -> ConfigNode {
    guard case .sequence(let items) = list.value else { return list }
    let merged = items.map { item in
      let label = item.label ?? ""
      return entered(
        into: item,
        rules: (required.contains(label) ? ["required"] : [])
          + (unique.contains(label) ? ["unique"] : []))
    }
    return list.with(.sequence(merged))
  }

  private mutating func entered(into item: ConfigNode, rules: [String]) -> ConfigNode {
    guard case .mapping(var pairs) = item.value, let label = item.label,
      let field = fields.first(where: { $0["name"]?.text == label })
    else { return item }
    let isFirst = used.insert(label).inserted
    let merge = SchemaMerge(file: file, problems: problems)
    // Without a type a field of Table Schema may hold anything.
    let type = field["type"] ?? item["type"] ?? field.with(.scalar("any", quoted: false))
    for (key, types) in Self.keys {
      guard let value = key == "type" ? type : field[key] else { continue }
      if types.isEmpty || types.contains(type.text ?? "") {
        merge.enter(key, value, into: &pairs, of: label)
      } else if isFirst {
        warn(
          at: value, label, "'\(key)' means nothing for a field of type \(type.text ?? "")",
          "It belongs to type \(types.joined(separator: " or ")).")
      }
    }
    if let constraints = constraints(of: field, rules) {
      merge.enter("constraints", constraints, into: &pairs, of: label)
    }
    if isFirst { warnings += SchemaProperties.unknown(in: field, known, of: label, problems) }
    return item.with(.mapping(pairs))
  }

  private var known: [String] { Self.keys.map(\.key) + Self.others }

  /// The constraints of a field with those that keys make; nil where there are none.
  private func constraints(of field: ConfigNode, _ rules: [String]) -> ConfigNode? {
    let stated = field["constraints"]
    guard !rules.isEmpty else { return stated }
    var pairs: [(key: ConfigNode, value: ConfigNode)] = []
    if case .mapping(let found)? = stated?.value { pairs = found }
    pairs.removeAll { rules.contains($0.key.text ?? "") }
    pairs += rules.map {
      (
        key: field.with(.scalar($0, quoted: false)),
        value: field.with(.scalar("true", quoted: false))
      )
    }
    return (stated ?? field).with(.mapping(pairs))
  }

  private mutating func warn(
    at node: ConfigNode, _ field: String, _ summary: String, _ hint: String
  ) {
    warnings.append(
      Diagnostic(
        .invalidValue, severity: .warning, at: problems.location(node, field: field),
        summary + ", so it is passed over", hint: hint))
  }

  /// Reports columns of the schema that the pipeline file does not name: nobody said what they tell of persons.
  func reportUnused() {
    for field in fields {
      guard let name = field["name"]?.text else {
        problems.report(.missingKey, at: field, "a field of the schema has no 'name'")
        continue
      }
      guard !used.contains(name) else { continue }
      problems.report(
        .missingKey, at: field,
        "'\(name)' is in the schema, and not among 'fields' of the pipeline",
        hint:
          "Add it there, with its privacy and treat: every column of the export stands there once.")
    }
  }
}

/// Properties that Table Schema does not know; a descriptor may have them, and a misspelt one is no different.
enum SchemaProperties {
  /// Of a table those that ask nothing of its cells, or are read elsewhere.
  static let ofTable = [
    "$schema", "name", "title", "description", "fields", "fieldsMatch", "missingValues",
    "primaryKey", "uniqueKeys", "foreignKeys",
  ]

  /// Warnings of properties that nothing is done with.
  static func unknown(
    in node: ConfigNode, _ known: [String], of subject: String, _ problems: ConfigProblems
  ) -> [Diagnostic] {
    guard case .mapping(let pairs) = node.value else { return [] }
    return pairs.compactMap { key, _ in
      guard let name = key.text, !known.contains(name) else { return nil }
      let near = Suggestion.nearest(to: name, among: known)
      return Diagnostic(
        .unknownKey, severity: .warning, at: problems.location(key, field: subject),
        "'\(name)' is no property of Table Schema, so it is passed over",
        hint: near.map { "Did you mean '\($0)'?" }
          ?? "Nothing has to be done where it is for another program.")
    }
  }
}
