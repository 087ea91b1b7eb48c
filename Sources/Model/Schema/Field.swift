// SPDX-License-Identifier: EUPL-1.2

/// One source column in the pipeline file: what it is called, holds, how it is treated and published.
public struct Field: Sendable {
  /// The column's name in the export; nil where only its position is given.
  public var source: String?
  /// The column's position in the export, from 1, where names are missing or occur twice.
  public var index: Int?
  /// The published name.
  public var name: String
  /// What a cell holds.
  public var type: FieldType
  /// What it says about persons.
  public var privacy: PrivacyClass
  /// What is done to it.
  public var treatment: Treatment
  /// What cells must satisfy, before treatment.
  public var constraints: Constraints
  /// The values that a category can have; nil where the field is none.
  public var categories: Categories?
  /// What counts as missing; the table's list where nil.
  public var missingValues: [String]?
  /// The title on the page.
  public var title: LocalizedText?
  /// What it means.
  public var description: LocalizedText?
  /// The unit of a number, as text: `EUR`, `m`.
  public var unit: String?
  /// Where it stands in the pipeline file.
  public var location: Diagnostic.Location

  /// Makes a field.
  public init(
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
  public var label: String {
    if let source, !source.isEmpty { return source }
    return index.map { "column \($0)" } ?? name
  }
}

/// The values that a field of type string or integer can have, as a set to choose from.
///
/// Source: https://datapackage.org/standard/table-schema/#categories
public struct Categories: Hashable, Sendable, Codable {
  /// One of the values.
  public struct Category: Hashable, Sendable, Codable {
    /// The value, as it is written in the export.
    public var value: String
    /// What it means; nil where the value says so itself.
    public var label: String?

    /// Makes a category.
    public init(value: String, label: String? = nil) {
      (self.value, self.label) = (value, label)
    }
  }

  /// The values, in the order of the pipeline file.
  public var items: [Category]
  /// Whether they stand in their order, the lowest first; nil where the file does not say.
  public var isOrdered: Bool?

  /// Makes categories.
  public init(items: [Category], isOrdered: Bool? = nil) {
    (self.items, self.isOrdered) = (items, isOrdered)
  }
}
