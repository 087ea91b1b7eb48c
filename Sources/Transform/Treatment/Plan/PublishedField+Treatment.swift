// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikModel
internal import HergebruikValues

extension PublishedField {
  /// What the public sees of a field; nil where it is dropped.
  ///
  /// Constraints stay where they still hold for what is published: a pattern of the export says
  /// nothing about a pseudonym, and permitted values are published only where they are.
  init?(_ field: Field) {
    guard field.treatment != .drop else { return nil }
    let (type, format, constraints) = Self.schema(of: field)
    self.init(
      name: field.name, type: type, format: format,
      list: field.treatment == .keep ? field.type.list : nil,
      categories: field.treatment == .keep ? field.publishedCategories : nil, title: field.title,
      description: field.description, unit: field.unit,
      constraints: constraints.isEmpty ? nil : constraints, privacy: field.privacy,
      treatment: .kind(field.shownTreatment), treatmentInWords: field.treatment.words)
  }

  /// The same where its values are published as ranges or sets.
  var partitioned: PublishedField {
    var field = self
    field.becomeText()
    // A set of pseudonyms is still personal data, and must be known as such.
    if treatment != .kind(.pseudonymise) { field.treatment = .merged }
    if constraints?.required == true { field.constraints = Constraints(required: true) }
    field.treatmentInWords = TreatmentWords.merged(after: treatmentInWords)
    return field
  }

  /// How its published values are ordered.
  var order: Mondrian.Order {
    switch type {
    case "integer", "number", "year": .numeric
    case "date", "datetime", "time", "yearmonth": .interval
    default: constraints?.enum.map { .listed($0) } ?? .text
    }
  }

  /// The schema of a text of which all values are known.
  static func labels(_ words: [String]?, of field: Field) -> (String, String?, Constraints) {
    // A longer list is more than a reader of the schema oversees.
    let few = words.flatMap { $0.count <= 100 ? $0 : nil }
    return ("string", nil, Constraints(required: field.constraints.required, enum: few))
  }

  /// The schema of multiples of a base, between the multiples of the limits of the export.
  static func number(
    _ field: Field, _ base: String, _ down: MultipleOf.Rule, _ up: MultipleOf.Rule
  ) -> (String, String?, Constraints) {
    let limits = field.constraints.numbers
    var kept = Constraints(required: field.constraints.required)
    if let multiple = MultipleOf(base) {
      let least = limits.least.flatMap { multiple.multiple(for: $0, down) }
      let most = limits.most.flatMap { multiple.multiple(for: $0, up) }
      kept.minimum = least?.text(decimals: multiple.decimals)
      kept.maximum = most?.text(decimals: multiple.decimals)
    }
    return (field.type.name, nil, kept)
  }

  /// The schema of numbers that are cut off at limits, besides those of the export.
  static func number(
    _ field: Field, from minimum: String?, to maximum: String?
  ) -> (String, String?, Constraints) {
    let limits = field.constraints.numbers
    var kept = Constraints(required: field.constraints.required)
    let low = minimum.flatMap { FixedDecimal($0) }
    let high = maximum.flatMap { FixedDecimal($0) }
    kept.minimum = [limits.least, low].compactMap(\.self).max()?.text(decimals: 0)
    kept.maximum = [limits.most, high].compactMap(\.self).min()?.text(decimals: 0)
    return (field.type.name, nil, kept)
  }

  /// The constraints of values that are published as they are.
  static func keptConstraints(of field: Field) -> Constraints {
    let type = field.type
    // A number of items stays as it is.
    let isMeasured = !type.isRewritten || FieldType.measured.dropFirst().contains(type.name)
    var kept = Constraints()
    for (constraint, value) in field.constraints.all {
      switch (constraint.traits.endurance, value) {
      case (.always, _): kept[constraint] = value
      case (.rewritten, .texts(let values)): kept[constraint] = .texts(type.canonical(values))
      case (.rewritten, _), (.asWritten, _): kept[constraint] = type.isRewritten ? nil : value
      case (.measured, _): kept[constraint] = isMeasured ? value : nil
      }
    }
    return kept
  }
}

extension Constraints {
  /// The limits of numbers; a value above an exclusive limit may come to lie on it.
  fileprivate var numbers: (least: FixedDecimal?, most: FixedDecimal?) {
    func numbers(_ texts: String?...) -> [FixedDecimal] {
      texts.compactMap { $0.flatMap { FixedDecimal($0) } }
    }
    return (numbers(minimum, exclusiveMinimum).max(), numbers(maximum, exclusiveMaximum).min())
  }
}

extension FieldType {
  /// Table Schema's format of the canonical form, where it is not the default.
  var publishedFormat: String? {
    switch self {
    case .string(.email): "email"
    case .string(.uri): "uri"
    case .string(.uuid): "uuid"
    case .string(.binary): "binary"
    case .geopoint(.array): "array"
    case .geopoint(.object): "object"
    default: nil
    }
  }

  /// Whether the canonical form may be written otherwise than the export, so that a pattern or a length of the
  /// export says nothing about it.
  fileprivate var isRewritten: Bool {
    switch self {
    case .any, .string(.default), .string(.email), .string(.uri), .string(.uuid), .string(.binary),
      .string(.kenteken):
      false
    default: true
    }
  }

  /// What the items are; nil where it has none.
  fileprivate var list: ListFormat? {
    if case .list(let format) = self { return format }
    return nil
  }
}

extension Field {
  /// The categories in canonical form.
  fileprivate var publishedCategories: Categories? {
    guard var published = categories else { return nil }
    for i in published.items.indices {
      published.items[i].value =
        type.canonical([published.items[i].value]).first ?? published.items[i].value
    }
    return published
  }

  /// Whether the published cells are numbers.
  var isPublishedAsNumber: Bool {
    switch treatment.traits.gives {
    case .same, .number: type.name == "integer" || type.name == "number"
    case .nothing, .text, .year, .month: false
    }
  }
}
