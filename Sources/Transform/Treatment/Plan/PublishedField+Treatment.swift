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
      constraints: constraints == Constraints() ? nil : constraints, privacy: field.privacy,
      treatment: field.treatment.name, treatmentInWords: field.treatment.words)
  }

  /// The same where its values are published as ranges or sets.
  var partitioned: PublishedField {
    var field = self
    field.becomeText()
    // A set of pseudonyms is still personal data, and must be known as such.
    if treatment != Treatment.pseudonymise.name { field.treatment = "mondrian" }
    if constraints?.required == true { field.constraints = Constraints(required: true) }
    let before = treatmentInWords
    field.treatmentInWords = LocalizedText(
      nl: (before.map { "\($0.nl); " } ?? "")
        + "samengevoegd met gelijkende rijen tot een bereik of een verzameling",
      en: (before?.en.map { "\($0); " } ?? "") + "merged with rows alike into a range or a set")
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

  private static func schema(of field: Field) -> (String, String?, Constraints) {
    let limits = field.constraints
    if field.type.mayLackParts, [.keep, .dateToMonth].contains(field.treatment) {
      // Table Schema's dates and months are whole.
      return (
        "string", nil, Constraints(required: limits.required, pattern: ShortenedDay.pattern)
      )
    }
    switch field.treatment {
    case .keep: return (field.type.name, field.type.publishedFormat, keptConstraints(of: field))
    case .dateToYear: return ("year", nil, Constraints(required: limits.required))
    case .dateToMonth: return ("yearmonth", nil, Constraints(required: limits.required))
    case .pseudonymise:
      let pattern = "[a-z2-7]{16}"
      return (
        "string", nil,
        Constraints(required: limits.required, unique: limits.unique, pattern: pattern)
      )
    case .redact: return ("string", nil, Constraints())
    case .drop, .mask, .prefix, .scrub:
      return ("string", nil, Constraints(required: limits.required))
    case .round, .randomRound, .snap, .clamp:
      return (field.type.name, nil, numberConstraints(of: field))
    case .square:
      return ("string", nil, Constraints(required: limits.required, pattern: GridSquare.pattern))
    case .ageBand(let band):
      return (
        "string", nil,
        Constraints(required: limits.required, enum: fewEnough(AgeBands.words(for: band)))
      )
    case .band(let band):
      let words = NumberBands.Measure(band).map {
        NumberBands.words(for: $0, isInteger: field.type.name == "integer")
      }
      return (
        "string", nil, Constraints(required: limits.required, enum: words.flatMap(fewEnough))
      )
    case .lookup(let list), .generalise(let list):
      return ("string", nil, Constraints(required: limits.required && list.unmatched == .error))
    }
  }

  /// A list of bands that a reader of the schema still oversees; nil where it is longer.
  private static func fewEnough(_ words: [String]) -> [String]? {
    words.count <= 100 ? words : nil
  }

  /// The limits of what is published, where the limits of the export say something about it.
  private static func numberConstraints(of field: Field) -> Constraints {
    let limits = field.constraints
    // A value above a limit may come to lie on it.
    let least = [limits.minimum, limits.exclusiveMinimum].compactMap { text in
      text.flatMap { FixedDecimal($0) }
    }.max()
    let most = [limits.maximum, limits.exclusiveMaximum].compactMap { text in
      text.flatMap { FixedDecimal($0) }
    }.min()
    var kept = Constraints(required: limits.required)
    func set(_ minimum: FixedDecimal?, _ maximum: FixedDecimal?, decimals: Int = 0) {
      kept.minimum = minimum?.text(decimals: decimals)
      kept.maximum = maximum?.text(decimals: decimals)
    }
    func set(_ base: String, _ down: MultipleOf.Rule, _ up: MultipleOf.Rule) {
      guard let multiple = MultipleOf(base) else { return }
      set(
        least.flatMap { multiple.multiple(for: $0, down) },
        most.flatMap { multiple.multiple(for: $0, up) }, decimals: multiple.decimals)
    }
    switch field.treatment {
    case .round(let base): set(base, .nearest, .nearest)
    case .snap(let grid): set(grid, .down, .down)
    case .randomRound(let base): set(base, .down, .chance(0))
    case .clamp(let minimum, let maximum):
      let low = minimum.flatMap { FixedDecimal($0) }
      let high = maximum.flatMap { FixedDecimal($0) }
      set(
        [least, low].compactMap(\.self).max(), [most, high].compactMap(\.self).min())
    default: break
    }
    return kept
  }

  private static func keptConstraints(of field: Field) -> Constraints {
    var kept = field.constraints
    kept.enum = kept.enum.map(field.type.canonical)
    if field.type.isRewritten { kept.pattern = nil }
    // A length of a list counts items, which stay as many.
    if field.type.isRewritten, !FieldType.measured.dropFirst().contains(field.type.name) {
      (kept.minLength, kept.maxLength) = (nil, nil)
    }
    return kept
  }
}

extension FieldType {
  /// Table Schema's format of the canonical form, where it is not the default.
  fileprivate var publishedFormat: String? {
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
    switch treatment {
    case .keep, .round, .randomRound, .snap, .clamp:
      return type.name == "integer" || type.name == "number"
    default: return false
    }
  }
}
