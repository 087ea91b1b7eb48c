// SPDX-License-Identifier: EUPL-1.2

/// A field as the public sees it: after treatment, without a trace of what was dropped.
public struct PublishedField: Hashable, Sendable, Codable {
  /// The name in the header row.
  public var name: String
  /// Table Schema's type of the published cells.
  public var type: String
  /// Table Schema's format, where it is not the default.
  public var format: String?
  /// What the items of a list are; nil for other types.
  public var list: ListFormat?
  /// The values that a category can have; nil where the field is none.
  public var categories: Categories?
  /// The title on the page.
  public var title: LocalizedText?
  /// What it means.
  public var description: LocalizedText?
  /// The unit of a number.
  public var unit: String?
  /// What the published cells satisfy.
  public var constraints: Constraints?
  /// What it says about persons.
  public var privacy: PrivacyClass
  /// What was done to it, as the pipeline file calls it: `keep`, `pseudonymise`, `date: year`.
  public var treatment: String
  /// The same in words with its measure, such as "rounded to multiples of 5"; nil where the name says
  /// it all.
  public var treatmentInWords: LocalizedText?

  /// Makes a published field.
  public init(
    name: String, type: String, format: String? = nil, list: ListFormat? = nil,
    categories: Categories? = nil, title: LocalizedText? = nil,
    description: LocalizedText? = nil, unit: String? = nil, constraints: Constraints? = nil,
    privacy: PrivacyClass, treatment: String, treatmentInWords: LocalizedText? = nil
  ) {
    self.name = name
    self.type = type
    self.format = format
    self.list = list
    self.categories = categories
    self.title = title
    self.description = description
    self.unit = unit
    self.constraints = constraints
    self.privacy = privacy
    self.treatment = treatment
    self.treatmentInWords = treatmentInWords
  }
}

extension PublishedField {
  /// Turns the field into a string and drops every constraint.
  package mutating func becomeText() {
    (type, format, list, categories, constraints) = ("string", nil, nil, nil, nil)
  }
}
