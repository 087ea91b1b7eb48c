// SPDX-License-Identifier: EUPL-1.2

/// What is done to a field before it is published.
///
/// This file is all that a treatment is before it runs: its case, its name, how the pipeline file writes it, what
/// it means for privacy, and which words it has. `TreatmentStep.swift` of the Transform stage is how it runs. No other
/// file knows all treatments; see docs/architecture.md, "Where to add something".
///
/// Source: docs/privacy.md and docs/treatments.md.
package enum Treatment: Hashable, Sendable {
  /// Published as it is, in canonical form.
  case keep
  /// Gone from data, schema and metadata.
  case drop
  /// Every cell, also a missing one, becomes the same text.
  case redact(String)
  /// The first `show` characters, then asterisks up to `length` characters; missing stays missing.
  case mask(show: Int, length: Int)
  /// What seems to point at persons in a text becomes its kind in square brackets: `[naam]`.
  case scrub
  /// A keyed pseudonym: two-level HMAC-SHA256, 16 characters of base32; missing stays missing.
  case pseudonymise
  /// The first so many characters.
  case prefix(Int)
  /// A date or datetime to `YYYY`.
  case dateToYear
  /// A date or datetime to `YYYY-MM`.
  case dateToMonth
  /// A date of birth to the age at a day, in bands: `30-39`, `90+`.
  case ageBand(AgeBand)
  /// A number to the band that it is in: `20-29`, `20-<30`, `100+`.
  case band(NumberBand)
  /// A number to the nearest multiple of a base; halves go away from zero.
  case round(base: String)
  /// A number to a multiple of a base below or above it, by a keyed chance that makes the mean right.
  case randomRound(base: String)
  /// A coordinate to the multiple of a grid size at or below it.
  case snap(grid: String)
  /// An x and another field's y of the national grid to the code of the square of so many metres that they
  /// are in: `E1216N4873`.
  case square(size: Int, y: String)
  /// A number beyond a limit to that limit: top and bottom coding. One of the two is not nil.
  case clamp(minimum: String?, maximum: String?)
  /// A value to what a code list says of it: a postcode to its neighbourhood.
  case lookup(CodeList)
  /// A value to a level of a generalisation hierarchy.
  case generalise(CodeList)

  /// The treatments by name, in the order of the documentation. The raw value is the name in records and reports;
  /// what stands before a colon in it is the key in the pipeline file.
  package enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
    case keep, drop, redact, mask, scrub, pseudonymise, prefix
    case dateToYear = "date: year"
    case dateToMonth = "date: month"
    case ageBand, band, round, randomRound, snap, square, clamp, lookup, generalise
  }
}

extension Treatment.Kind {
  /// What is known of a treatment whatever its measures: how the pipeline file writes it, what it takes and gives,
  /// and its words where they do not depend on a measure.
  package var traits: Treatment.Traits {
    switch self {
    case .keep:
      .init(alone: .keep, gives: .same, words: .unchanged)
    case .drop: .init(alone: .drop, gives: .nothing, suitsDirectIdentifier: true)
    case .redact:
      .init(
        alone: .redact("afgeschermd"), measure: .text("text") { .redact($0) }, gives: .text,
        suitsDirectIdentifier: true,
        words: .fixedText)
    case .mask:
      .init(
        alone: .mask(show: 0, length: 8), measure: .group(TreatmentMeasure.mask), gives: .text,
        words: .masked)
    case .scrub: .init(alone: .scrub, takes: .texts, gives: .text)
    case .pseudonymise:
      .init(
        alone: .pseudonymise, gives: .text, suitsDirectIdentifier: true,
        words: .pseudonymised)
    case .prefix:
      .init(
        measure: .integer("length", 1...1000) { .prefix($0) }, gives: .text,
        words: .shortened)
    case .dateToYear:
      .init(
        measure: .word("year", .dateToYear), takes: .dates, gives: .year,
        words: .year)
    case .dateToMonth:
      .init(
        measure: .word("month", .dateToMonth), takes: .dates, gives: .month,
        words: .month)
    case .ageBand:
      .init(measure: .group(TreatmentMeasure.ageBand), takes: .wholeDays, gives: .text)
    case .band: .init(measure: .group(TreatmentMeasure.band), takes: .numbers, gives: .text)
    case .round:
      .init(measure: .decimal("base") { .round(base: $0) }, takes: .numbers, gives: .number)
    case .randomRound:
      .init(measure: .decimal("base") { .randomRound(base: $0) }, takes: .numbers, gives: .number)
    case .snap:
      .init(measure: .decimal("grid") { .snap(grid: $0) }, takes: .numbers, gives: .number)
    case .square: .init(measure: .group(TreatmentMeasure.square), takes: .numbers, gives: .text)
    case .clamp: .init(measure: .group(TreatmentMeasure.clamp), takes: .numbers, gives: .number)
    case .lookup: .init(measure: .codeList { .lookup($0) }, gives: .text)
    case .generalise: .init(measure: .hierarchy { .generalise($0) }, gives: .text)
    }
  }
}

extension Treatment {
  /// What is known of a treatment with its measures: its name, what it reads besides the field and the key, what is
  /// left of a value, and its words.
  private var facts: Facts {
    switch self {
    case .keep: Facts(.keep) { _ in .identity }
    case .drop: Facts(.drop) { _ in .gone }
    case .redact: Facts(.redact) { _ in .gone }
    case .mask(let show, _): Facts(.mask) { .masked(show: show, of: $0) }
    case .scrub: Facts(.scrub, words: TreatmentWords.scrubbed) { _ in .coarser(.readable) }
    case .pseudonymise: Facts(.pseudonymise, keyless: .mask(show: 0, length: 1)) { _ in .gone }
    case .prefix(let length): Facts(.prefix) { .start(length, of: $0) }
    case .dateToYear: Facts(.dateToYear) { _ in .coarser(.year) }
    case .dateToMonth: Facts(.dateToMonth) { _ in .coarser(.month) }
    case .ageBand(let band):
      Facts(
        .ageBand, words: TreatmentWords.age(width: band.width, date: band.date, top: band.top)
      ) { _ in .coarser(.age(years: band.width)) }
    case .band(let band):
      Facts(
        .band,
        words: TreatmentWords.banded(width: band.width, from: band.minimum, to: band.maximum)
      ) { .banded(band, of: $0) }
    case .round(let base):
      Facts(.round, words: TreatmentWords.rounded(to: base)) { .multiple(of: base, $0) }
    case .randomRound(let base):
      Facts(
        .randomRound, words: TreatmentWords.randomlyRounded(to: base), keyless: .round(base: base)
      ) { .multiple(of: base, $0) }
    case .snap(let grid):
      Facts(.snap, words: TreatmentWords.snapped(to: grid)) { .multiple(of: grid, $0) }
    case .square(let size, let y):
      Facts(.square, words: TreatmentWords.square(of: size), companions: [y]) { _ in
        .coarser(.square)
      }
    case .clamp(let least, let most):
      Facts(.clamp, words: TreatmentWords.clamped(least, most)) {
        .clamped(least, most, of: $0)
      }
    case .lookup(let list):
      Facts(
        .lookup, words: TreatmentWords.lookedUp(fromSeveral: !list.with.isEmpty), list: list
      ) { _ in .coarser(.category(list.label)) }
    case .generalise(let list):
      Facts(.generalise, words: TreatmentWords.generalised, list: list) { _ in
        .coarser(.category(nil))
      }
    }
  }

  private struct Facts {
    var kind: Kind
    var words: LocalizedText?
    var list: CodeList?
    var companions: [String]
    var keyless: Treatment?
    var leaves: (Field) -> Resolution

    init(
      _ kind: Kind, words: LocalizedText? = nil, list: CodeList? = nil, companions: [String] = [],
      keyless: Treatment? = nil, leaves: @escaping (Field) -> Resolution
    ) {
      (self.kind, self.words, self.list, self.keyless) = (kind, words, list, keyless)
      (self.companions, self.leaves) = (companions + (list?.with ?? []), leaves)
    }
  }

  /// Which treatment it is, whatever its measures.
  package var kind: Kind { facts.kind }
  /// The word that the pipeline file uses.
  package var name: String { kind.rawValue }
  /// What holds whatever its measures.
  package var traits: Traits { kind.traits }
  /// What was done, with its measure, for the page and the provenance; nil if the name says it all.
  package var words: LocalizedText? { facts.words }
  /// The file of codes that it needs; nil for most.
  package var codeList: CodeList? { facts.list }
  /// The other fields that it reads, by source or name.
  package var companions: [String] { facts.companions }
  /// Whether the level of its hierarchy is chosen when the rows are known.
  package var isChosen: Bool { codeList?.columns == .chosenLevel }
  /// What stands in for it where there is no key and nothing is published; nil if it needs no key.
  package var keyless: Treatment? { facts.keyless }
  /// Whether it is made with a key.
  package var needsKey: Bool { keyless != nil }
  /// Whether a direct identifier may be treated so: dropped, redacted or pseudonymised only.
  package var suitsDirectIdentifier: Bool { traits.suitsDirectIdentifier }

  /// What is left of the values of a field, by its type and constraints. The gate, the sign-off and the provenance decide by this, and
  /// never by the name of a treatment.
  package func resolution(of field: Field) -> Resolution { facts.leaves(field) }
}

extension Field {
  /// What to call what is done to it: a treatment that leaves each value as it is, and has no measure to say so,
  /// is no treatment.
  package var shownTreatment: Treatment.Kind {
    treatment.words == nil && treatment.resolution(of: self) == .identity ? .keep : treatment.kind
  }
}
