// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikTables
internal import HergebruikValues

extension FieldCompiler {
  /// The fields of the primary key in the order of their names; empty where nothing needs them.
  ///
  /// The order of the file is not taken: moving a column would give other chances.
  var rowKey: [Int] {
    let fields = table.fields
    guard !randomRoundings.isEmpty else { return [] }
    return fields.indices.filter {
      fields[$0].treatment != .drop && table.keys.primary.contains(fields[$0].name)
    }
    .sorted { fields[$0].name < fields[$1].name }
  }

  mutating func pseudonymise(_ field: Field) -> TreatmentStep {
    // A plan without a key is refused, or runs nothing.
    guard let key else { return .empty }
    pseudonymisers.append(
      Pseudonymiser(
        key: key, release: table.pseudonyms.release, domain: table.pseudonyms.domain,
        field: field.name))
    return .pseudonymise(
      pseudonymisers.count - 1, foldCase: field.type == .string(.email))
  }

  mutating func lookUp(_ list: CodeList, of field: Field) -> TreatmentStep {
    // A plan without a list is refused, or runs nothing.
    guard let codes = use.codes[field.name] else { return .empty }
    return add(.codes(codes.index, refusesUnmatched: list.unmatched == .error))
  }

  private mutating func add(_ recoding: Recoding) -> TreatmentStep {
    recodings.append(recoding)
    return .recode(recodings.count - 1)
  }

  mutating func ageBand(_ band: AgeBand, of field: Field) -> TreatmentStep {
    let layout = DateLayout("default", kind: .date, arena: arena)
    let isDate = band.date.utf8.count == 10 && layout?.parse(band.date.utf8.span) != nil
    guard isDate else {
      report(
        field, "'at' of 'ageBand' is not a date in ISO 8601",
        "Write the day at which ages are taken as at: 2026-01-01.")
      return .empty
    }
    guard band.top.isMultiple(of: band.width) else {
      report(
        field, "'top' of 'ageBand' is not a multiple of its 'width'",
        "Otherwise the last band overlaps another: write "
          + "top: \(max(band.top / band.width, 1) * band.width).")
      return .empty
    }
    return add(.ageBand(AgeBands(band, arena)))
  }

  mutating func numberBand(_ band: NumberBand, of field: Field) -> TreatmentStep {
    guard let measure = NumberBands.Measure(band) else {
      report(
        field,
        "'band' must go from a smaller 'minimum' to a 'maximum' in at most "
          + "\(NumberBands.Measure.most) steps of its 'width'",
        "Such as {width: 10, minimum: 0, maximum: 100}; the width goes into the space between.")
      return .empty
    }
    let isInteger = field.type.name == "integer"
    let bounds = [measure.width, measure.minimum]
    guard !isInteger || bounds.allSatisfy({ $0.scale == 0 }) else { return refuseDecimals(field) }
    return add(.band(NumberBands(measure, isInteger: isInteger, arena)))
  }

  private mutating func multiple(_ base: String, of field: Field) -> MultipleOf? {
    guard let multiple = MultipleOf(base) else {
      report(
        field, "'\(field.treatment.name)' needs a number above 0",
        "Write it with a decimal point, such as 5, 100 or 0.5.")
      return nil
    }
    guard field.type.name != "integer" || multiple.isWhole else {
      _ = refuseDecimals(field)
      return nil
    }
    return multiple
  }

  mutating func step(
    _ rule: MultipleOf.Rule, _ base: String, of field: Field
  ) -> TreatmentStep {
    multiple(base, of: field).map { add(.multiple($0, rule)) } ?? .empty
  }

  mutating func randomRound(_ base: String, of field: Field) -> TreatmentStep {
    if table.keys.primary.isEmpty {
      report(
        field, "'randomRound' needs a 'primaryKey'",
        "It tells rows apart, so that a cell is rounded the same way in every release.")
    }
    guard let multiple = multiple(base, of: field), let key else { return .empty }
    randomRoundings.append(
      RandomRounding(multiple, key: key, domain: table.pseudonyms.domain, field: field.name))
    return .randomRound(randomRoundings.count - 1)
  }

  mutating func clamp(
    _ minimum: String?, _ maximum: String?, of field: Field
  ) -> TreatmentStep {
    let low = minimum.flatMap { FixedDecimal($0) }
    let high = maximum.flatMap { FixedDecimal($0) }
    guard (low == nil) == (minimum == nil), (high == nil) == (maximum == nil),
      low != nil || high != nil
    else {
      report(
        field, "'clamp' needs a number as 'minimum', as 'maximum' or as both",
        "Write them with a decimal point, such as {minimum: 0, maximum: 99.5}.")
      return .empty
    }
    if let low, let high, !(low < high) {
      report(field, "'minimum' of 'clamp' is not below its 'maximum'", "Swap the two.")
    }
    let limits = [low, high].compactMap(\.self)
    guard field.type.name != "integer" || limits.allSatisfy({ $0.scale == 0 }) else {
      return refuseDecimals(field)
    }
    return add(.clamp(Clamp(minimum: low, maximum: high)))
  }

  private mutating func refuseDecimals(_ field: Field) -> TreatmentStep {
    report(
      field, "'\(field.treatment.name)' has decimals, but the field holds whole numbers",
      "Use whole numbers, or write type: number.")
    return .empty
  }
}
