// SPDX-License-Identifier: EUPL-1.2

/// A field as the public sees it: after treatment, without a trace of what was dropped.
package struct PublishedField: Hashable, Sendable, Codable {
  /// The name in the header row.
  package var name: String
  /// Table Schema's type of the published cells.
  package var type: String
  /// Table Schema's format, where it is not the default.
  package var format: String?
  /// What the items of a list are; nil for other types.
  package var list: ListFormat?
  /// The values that a category can have; nil where the field is none.
  package var categories: Categories?
  /// The title on the page.
  package var title: LocalizedText?
  /// What it means.
  package var description: LocalizedText?
  /// The unit of a number.
  package var unit: String?
  /// What the published cells satisfy.
  package var constraints: Constraints?
  /// What it says about persons.
  package var privacy: PrivacyClass
  /// What was done to it.
  package var treatment: PublishedTreatment
  /// The same in words with its measure, such as "rounded to multiples of 5"; nil where the name says
  /// it all.
  package var treatmentInWords: LocalizedText?

  /// Makes a published field.
  package init(
    name: String, type: String, format: String? = nil, list: ListFormat? = nil,
    categories: Categories? = nil, title: LocalizedText? = nil,
    description: LocalizedText? = nil, unit: String? = nil, constraints: Constraints? = nil,
    privacy: PrivacyClass, treatment: PublishedTreatment, treatmentInWords: LocalizedText? = nil
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
