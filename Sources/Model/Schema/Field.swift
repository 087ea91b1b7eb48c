// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// One source column in the pipeline file: what it is called, holds, how it is treated and published.
package struct Field: Sendable {
  /// The column's name in the export; nil where only its position is given.
  package var source: String?
  /// The column's position in the export, from 1, where names are missing or occur twice.
  package var index: Int?
  /// The published name.
  package var name: String
  /// What a cell holds.
  package var type: FieldType
  /// What it says about persons.
  package var privacy: PrivacyClass
  /// What is done to it.
  package var treatment: Treatment
  /// What cells must satisfy, before treatment.
  package var constraints: Constraints
  /// The values that a category can have; nil where the field is none.
  package var categories: Categories?
  /// What counts as missing; the table's list where nil.
  package var missingValues: [String]?
  /// The title on the page.
  package var title: LocalizedText?
  /// What it means.
  package var description: LocalizedText?
  /// The unit of a number, as text: `EUR`, `m`.
  package var unit: String?
  /// Where it stands in the pipeline file.
  package var location: Diagnostic.Location

  /// Makes a field.
  package init(
    source: String?, index: Int? = nil, name: String, type: FieldType = .any,
    privacy: PrivacyClass, treatment: Treatment, constraints: Constraints = Constraints(),
    categories: Categories? = nil, missingValues: [String]? = nil, title: LocalizedText? = nil,
    description: LocalizedText? = nil, unit: String? = nil,
    location: Diagnostic.Location = Diagnostic.Location()
  ) {
    self.source = source
    self.index = index
    self.name = name
    self.type = type
    self.privacy = privacy
    self.treatment = treatment
    self.constraints = constraints
    self.categories = categories
    self.missingValues = missingValues
    self.title = title
    self.description = description
    self.unit = unit
    self.location = location
  }

  /// What to call it in a message: the export's name, or its position.
  package var label: String {
    if let source, !source.isEmpty { return source }
    return index.map { "column \($0)" } ?? name
  }
}

/// The values that a field of type string or integer can have, as a set to choose from.
///
/// Source: https://datapackage.org/standard/table-schema/#categories
package struct Categories: Hashable, Sendable, Codable {
  /// One of the values.
  package struct Category: Hashable, Sendable, Codable {
    /// The value, as it is written in the export.
    package var value: String
    /// What it means; nil where the value says so itself.
    package var label: String?

    /// Makes a category.
    package init(value: String, label: String? = nil) {
      (self.value, self.label) = (value, label)
    }
  }

  /// The values, in the order of the pipeline file.
  package var items: [Category]
  /// Whether they stand in their order, the lowest first; nil where the file does not say.
  package var isOrdered: Bool?

  /// Makes categories.
  package init(items: [Category], isOrdered: Bool? = nil) {
    (self.items, self.isOrdered) = (items, isOrdered)
  }
}
