// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

extension PublishedField {
  /// What the public sees of a field; nil where it is dropped.
  ///
  /// Constraints stay where they still hold for what is published: a pattern of the export says
  /// nothing about a pseudonym, and permitted values are published only where they are.
  init?(_ field: Field) {
    guard field.treatment != .drop else { return nil }
    let (type, format, constraints) = Self.schema(of: field)
    self.init(
      name: field.name, type: type, format: format, title: field.title,
      description: field.description, unit: field.unit,
      constraints: constraints == Constraints() ? nil : constraints, privacy: field.privacy,
      treatment: field.treatment.name)
  }

  private static func schema(of field: Field) -> (String, String?, Constraints) {
    let limits = field.constraints
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
    case .drop, .mask, .prefix: return ("string", nil, Constraints(required: limits.required))
    }
  }

  private static func keptConstraints(of field: Field) -> Constraints {
    var kept = field.constraints
    switch field.type {
    case .string(.default), .any: break
    default: (kept.enum, kept.pattern, kept.minLength, kept.maxLength) = (nil, nil, nil, nil)
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
    case .geopoint(.array): "array"
    default: nil
    }
  }
}

extension Field {
  /// Whether the published cells are numbers.
  var isPublishedAsNumber: Bool {
    guard treatment == .keep else { return false }
    return type.name == "integer" || type.name == "number"
  }
}
