// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem

/// The keys of a schema, in the names that the pipeline file gives to its columns.
///
/// A schema names columns of the export; `primaryKey` and its like name fields, so that what is said of one
/// holds whatever the field is called when it is published.
struct SchemaKeys {
  /// The root of the schema.
  let schema: ConfigNode
  /// The items of `fields` of the pipeline file.
  let items: [ConfigNode]
  /// The folder of the dataset; other datasets are beside it.
  let folder: String
  let problems: ConfigProblems

  /// Labels of the columns that are in the primary key.
  private var primary: [String] { schema["primaryKey"].map(labels) ?? [] }

  /// Whether the primary key still tells published rows apart.
  private var isWhole: Bool {
    let whole = ["keep", "pseudonymise"]
    return primary.allSatisfy { label in
      items.contains { $0.label == label && whole.contains($0["treat"]?.text ?? "") }
    }
  }

  /// Labels of the columns of which a key wants every cell, where the table's own key does not say so.
  var required: Set<String> { isWhole ? [] : Set(primary) }

  /// Labels of the columns that are a key by themselves, but for the primary key of what is published.
  var unique: Set<String> { isWhole || primary.count != 1 ? [] : Set(primary) }

  /// The primary key of what is published; nil where there is none.
  var primaryKey: ConfigNode? {
    guard let node = schema["primaryKey"], !primary.isEmpty, isWhole else { return nil }
    return names(node, "primaryKey")
  }

  /// `uniqueKeys`, with the primary key where that is not one of what is published; nil where there are none.
  var uniqueKeys: ConfigNode? {
    var keys: [ConfigNode] = []
    if let node = schema["primaryKey"], primary.count > 1, !isWhole {
      names(node, "primaryKey").map { keys.append($0) }
    }
    if let node = schema["uniqueKeys"] {
      guard case .sequence(let stated) = node.value else {
        problems.report(.wrongType, at: node, "'uniqueKeys' must be a list of lists of names")
        return nil
      }
      keys += stated.compactMap { names($0, "uniqueKeys") }
    }
    return keys.first?.with(.sequence(keys))
  }

  /// `foreignKeys`, but for those whose fields have one in the pipeline file; nil where there are none.
  func foreignKeys(but stated: ConfigNode?) -> ConfigNode? {
    guard let node = schema["foreignKeys"] else { return nil }
    guard case .sequence(let keys) = node.value else {
      problems.report(.wrongType, at: node, "'foreignKeys' must be a list")
      return nil
    }
    let taken = Set(stated?.items.map { Set($0["fields"].map(labels) ?? []) } ?? [])
    let left = keys.compactMap { key -> ConfigNode? in
      guard case .mapping(let pairs) = key.value, let fields = key["fields"] else { return key }
      guard let names = names(fields, "foreignKeys") else { return nil }
      guard !taken.contains(Set(labels(names))) else { return nil }
      return key.with(
        .mapping(
          pairs.map { pair in
            switch pair.key.text {
            case "fields": (key: pair.key, value: names)
            case "reference":
              (key: pair.key, value: reference(pair.value, of: labels(names)))
            default: pair
            }
          }))
    }
    return left.isEmpty ? nil : node.with(.sequence(left))
  }

  // MARK: References

  /// What a key refers to, in the names of the fields there.
  private func reference(_ node: ConfigNode, of fields: [String]) -> ConfigNode {
    guard case .mapping(let pairs) = node.value, let referenced = node["fields"] else {
      return node
    }
    let resource = node["resource"]?.text ?? ""
    let own = folder.split(separator: "/").last.map(String.init)
    let there: ConfigNode
    if resource.isEmpty || resource == own {
      there = names(referenced, "foreignKeys") ?? referenced
    } else if let others = otherItems(resource) {
      there = referenced.with(
        .sequence(
          referenced.items.map { item in
            item.with(.scalar(Self.name(of: item.text ?? "", in: others), quoted: true))
          }))
    } else {
      problems.report(
        .invalidValue, at: node,
        "the schema refers to '\(resource)', and there is no dataset of that name",
        hint:
          "Make it a dataset, or say in pipeline.yaml where its values stand, which then counts:\n"
          + "foreignKeys: [{fields: [\(fields.joined(separator: ", "))], reference: "
          + "{codes: codes/\(Names.slug(for: resource)).csv, fields: […]}}]")
      return node
    }
    return node.with(
      .mapping(pairs.map { $0.key.text == "fields" ? (key: $0.key, value: there) : $0 }))
  }

  /// The fields of another dataset's pipeline file; nil where there is none, empty where it cannot be read,
  /// which is reported where that file is read.
  private func otherItems(_ dataset: String) -> [ConfigNode]? {
    let path = "\(folder)/../\(dataset)/pipeline.yaml"
    guard Names.isSlug(dataset), FileStatus(path) != nil else { return nil }
    guard let text = try? TextFile.read(path, shown: path),
      let root = YAMLDocument.parse(text, problems: ConfigProblems(file: path))
    else { return [] }
    return root["fields"]?.items ?? []
  }

  // MARK: Names

  private func labels(_ node: ConfigNode) -> [String] { node.items.compactMap(\.text) }

  /// The names of a list of columns; nil where the schema has no such column, which is reported.
  private func names(_ node: ConfigNode, _ key: String) -> ConfigNode? {
    let known = schema["fields"]?.items.compactMap { $0["name"]?.text } ?? []
    for label in labels(node) where !known.contains(label) {
      problems.report(
        .invalidValue, at: node, "'\(label)' is in '\(key)' of the schema, and none of its fields",
        hint: Suggestion.hint(for: label, among: known))
      return nil
    }
    return node.with(
      .sequence(
        labels(node).map { node.with(.scalar(Self.name(of: $0, in: items), quoted: true)) }))
  }

  /// What the field of a column is called, as it is published where it is.
  private static func name(of label: String, in items: [ConfigNode]) -> String {
    let found = items.filter { $0.label == label }
    let item = found.first { $0["treat"]?.text != "drop" } ?? found.first
    return item?["name"]?.text ?? label
  }
}
