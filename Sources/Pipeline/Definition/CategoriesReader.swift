// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Reads `categories` and `categoriesOrdered` of a field.
///
/// Source: https://datapackage.org/standard/table-schema/#categories
struct CategoriesReader {
  let problems: ConfigProblems

  /// Reads them; nil where there are none or they are wrong, which is reported.
  func read(_ reader: inout ConfigReader, type: FieldType?) -> Categories? {
    let isOrdered = reader.boolean("categoriesOrdered")
    guard reader.node("categories") != nil else {
      if reader.node("categoriesOrdered") != nil {
        reader.invalid(
          "categoriesOrdered", "'categoriesOrdered' means nothing without 'categories'",
          hint: "Write the values as categories: […], the lowest first.")
      }
      return nil
    }
    if let type, type.name != "string", type.name != "integer" {
      reader.invalid(
        "categories", "'categories' means nothing for a field of type \(type.name)",
        hint: "It belongs to the types string, integer.")
    }
    guard let items = reader.sequence("categories") else { return nil }
    let categories = items.compactMap {
      LabelledValueReader(problems: problems).read($0, "categories")
    }
    if items.isEmpty {
      reader.invalid(
        "categories", "'categories' is an empty list", hint: "Name at least one value.")
    }
    for (position, item) in categories.enumerated()
    where categories[..<position].contains(where: { $0.value == item.value }) {
      reader.invalid(
        "categories", "'\(item.value)' stands in 'categories' twice", hint: "Remove one of the two."
      )
    }
    return Categories(items: categories, isOrdered: isOrdered)
  }
}

/// Reads `missingValues`, of the table or of a field.
///
/// Source: https://datapackage.org/standard/table-schema/#missingvalues
struct MissingValuesReader {
  let problems: ConfigProblems

  /// The texts; nil where the key is absent or wrong, which is reported. What a label says is for the readers
  /// of the file: a missing cell is published empty.
  func read(_ reader: inout ConfigReader) -> [String]? {
    guard let value = reader.node("missingValues") else { return nil }
    guard case .sequence(let items) = value.value, items.contains(where: \.isMapping) else {
      return reader.strings("missingValues")
    }
    return items.compactMap {
      LabelledValueReader(problems: problems).read($0, "missingValues")?.value
    }
  }
}

/// Reads a value, or a value with its label: `{value: "-", label: onbekend}`.
private struct LabelledValueReader {
  let problems: ConfigProblems

  func read(_ node: ConfigNode, _ key: String) -> Categories.Category? {
    guard node.isMapping else {
      guard case .scalar = node.value else {
        problems.report(
          .wrongType, at: node, "'\(key)' must be a list of texts, or of groups with 'value'")
        return nil
      }
      return Categories.Category(value: node.text ?? "")
    }
    guard var group = ConfigReader(node, what: "an item of '\(key)'", problems: problems) else {
      return nil
    }
    let value = group.requiredString("value", hint: "Write {value: \"-\", label: onbekend}.")
    let label = group.string("label")
    group.finish()
    return value.map { Categories.Category(value: $0, label: label) }
  }
}

extension ConfigNode {
  /// Whether it is a group of keys.
  fileprivate var isMapping: Bool {
    if case .mapping = value { return true }
    return false
  }
}
