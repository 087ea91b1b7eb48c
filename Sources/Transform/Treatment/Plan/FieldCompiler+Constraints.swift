// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikTables
internal import HergebruikValues

/// The values of constraints, as they are compared with cells.
extension FieldCompiler {
  /// The permitted values in canonical form, and as numbers where the type is a number.
  mutating func permitted(
    _ field: Field, _ cast: Cast
  ) -> (texts: ByteStrings, numbers: Kept<FixedDecimal>) {
    let categories = field.categories?.items.map(\.value)
    let listed = canonical(field.constraints.enum ?? [], "enum", of: field, cast)
    let all = canonical(categories ?? [], "categories", of: field, cast)
    if categories != nil, !listed.allSatisfy(all.contains) {
      report(
        field, "'enum' has a value that 'categories' lacks",
        "The permitted values are some of the categories.")
    }
    let values = listed.isEmpty ? all : listed
    return (
      arena.keep(values),
      arena.keep(list: field.type.isNumber ? values.compactMap { FixedDecimal($0) } : [])
    )
  }

  /// Values as they are written in the export, in canonical form.
  private mutating func canonical(
    _ values: [String], _ key: String, of field: Field, _ cast: Cast
  ) -> [String] {
    var found: [String] = []
    for value in values {
      guard let text = cast.canonical(value) else {
        report(
          field, "'\(key)' has a value that is not of type \(field.type.name)",
          "Write the values as they stand in the export.")
        continue
      }
      found.append(text)
    }
    return found
  }

  /// A limit of a field; `nil` if it is none, which is reported.
  mutating func bound(_ text: String, _ key: String, of field: Field) -> Bound.Value? {
    let bytes = arena.keep(text: text)
    switch field.type {
    case .integer, .number:
      if let number = Double(text), !number.isNaN { return .number(number) }
      report(field, "'\(key)' is not a number", "Write it with a decimal point: \(key): 12.5.")
    case .date(let format):
      let canonical = DateFormat(unknownParts: format.unknownParts)
      if let layout = DateLayout(canonical, kind: .date, arena: arena),
        let day = layout.day(bytes.span)
      {
        return format.unknownParts ? .day(day.number, layout) : .text(bytes)
      }
      reportForm(key, "2026-01-31", of: field)
    case .time:
      if let value = instant(bytes.span, .time) { return value }
      reportForm(key, "12:00:00", of: field)
    case .datetime:
      if let value = instant(bytes.span, .datetime) { return value }
      reportForm(key, "2026-01-31T12:00:00", of: field)
    case .year:
      if Cast.year.canonical(text) != nil { return .number(DecimalText.double(bytes.span)) }
      reportForm(key, "2026", of: field)
    case .yearmonth:
      if Cast.yearmonth.canonical(text) != nil { return .text(bytes) }
      reportForm(key, "2026-01", of: field)
    case .duration:
      if let value = DurationValue(bytes.span) { return .duration(value) }
      reportForm(key, "PT36H or P1Y", of: field)
    default:
      report(
        field, "'\(key)' does not belong to a \(field.type.name)",
        "It is for numbers, dates and times; for texts there are minLength and maxLength.")
    }
    return nil
  }

  private func instant(
    _ bytes: Span<UInt8>, _ kind: DateLayout.Kind
  ) -> Bound.Value? {
    guard let layout = DateLayout("default", kind: kind, arena: arena),
      let parts = layout.parse(bytes)
    else { return nil }
    return .instant(parts.instant, layout)
  }

  private mutating func reportForm(_ key: String, _ example: String, of field: Field) {
    report(
      field, "'\(key)' is not a \(field.type.name) in ISO 8601", "Write it as \(example).")
  }

  /// What contradicts itself.
  mutating func checkLimits(_ field: Field) {
    let limits = field.constraints
    if let least = limits.minLength, let most = limits.maxLength, least > most {
      report(field, "'minLength' is larger than 'maxLength'", "Swap the two.")
    }
    if let least = limits.minimum.flatMap(Double.init),
      let most = limits.maximum.flatMap(Double.init),
      least > most
    {
      report(field, "'minimum' is larger than 'maximum'", "Swap the two.")
    }
  }
}
