// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

@testable import HergebruikTables
@testable import HergebruikTreatment
@testable import HergebruikValues

/// What a treatment says that it leaves of a value, against what it does.
@Suite struct ResolutionTests {
  /// Types of field, each with values in canonical form that are unlike each other.
  private static let types: [(type: FieldType, values: [String])] = [
    (
      .integer(NumberFormat()),
      ["0", "1", "7", "10", "44", "99", "1001", "1234567", "1" + String(repeating: "0", count: 29)]
    ),
    (.number(NumberFormat()), ["0", "1", "0.5", "44", "12.345", "123456789012345678901234.125"]),
    (
      .string(.default),
      [
        "44", "44a", "1000 AA", "bel jan@example.nl over de heg",
        String(repeating: "boom ", count: 250) + ".",
      ]
    ),
    (.string(.postcode), ["1000AA", "1000AB", "9999ZZ"]),
    (.string(.bsn), ["111222333", "123456782"]),
    (.string(.iban), ["NL91ABNA0417164300", "MT84MALT011000012345MTLCAST001S"]),
    (.date(format: "default"), ["1980-05-06", "2024-02-29", "2000-01-01"]),
    (.datetime(format: "default"), ["1980-05-06T10:00:00", "2024-02-29T23:59:59.123456789"]),
    (.year, ["1980", "-0044"]), (.yearmonth, ["1980-05", "2024-12"]),
    (.boolean(BooleanFormat()), ["true", "false"]),
    (.any, ["44", String(repeating: "x y ", count: 300) + "z"]),
  ]

  /// Treatments of each kind, some of which change nothing.
  private static func examples(_ kind: Treatment.Kind) -> [Treatment] {
    func band(_ width: String, _ least: String = "0", _ most: String = "1000") -> Treatment {
      .band(NumberBand(width: width, minimum: least, maximum: most))
    }
    let list = CodeList(
      file: "c.csv", columns: .labels(from: ["a"], to: "b"), unmatched: .empty)
    let hierarchy = CodeList(file: "h.csv", columns: .level(1), unmatched: .empty)
    switch kind {
    case .keep: return [.keep]
    case .drop: return [.drop]
    case .redact: return [.redact("x")]
    case .mask:
      return [.mask(show: 0, length: 8), .mask(show: 3, length: 8), .mask(show: 63, length: 64)]
    case .scrub: return [.scrub]
    case .pseudonymise: return [.pseudonymise]
    case .prefix: return [1, 4, 5, 6, 8, 9, 10, 20, 1000].map { .prefix($0) }
    case .dateToYear: return [.dateToYear]
    case .dateToMonth: return [.dateToMonth]
    case .ageBand:
      return [1, 10].map { .ageBand(AgeBand(width: $0, top: 90, date: "2026-01-01")) }
    case .band: return [band("1"), band("10"), band("0.5"), band("1", "-1", "100")]
    case .round: return ["1", "01", "2", "5", "0.001"].map { .round(base: $0) }
    case .randomRound: return ["1", "3"].map { .randomRound(base: $0) }
    case .snap: return ["1", "2", "100", "0.01"].map { .snap(grid: $0) }
    case .square: return [.square(size: 100, y: "y")]
    case .clamp:
      return [
        .clamp(minimum: "0", maximum: nil), .clamp(minimum: "-5", maximum: nil),
        .clamp(minimum: "1", maximum: nil), .clamp(minimum: nil, maximum: "100"),
        .clamp(minimum: "0", maximum: "1000"),
      ]
    case .lookup: return [.lookup(list)]
    case .generalise: return [.generalise(hierarchy)]
    }
  }

  private static func suits(_ type: FieldType, _ input: Treatment.Input) -> Bool {
    switch input {
    case .any: true
    case .texts: type.name == "string"
    case .numbers: type.name == "integer" || type.name == "number"
    case .dates, .wholeDays: type.name == "date" || type.name == "datetime"
    }
  }

  /// What is published of values of one field; `nil` if the treatment has no meaning for the type.
  private static func published(
    _ values: [String], _ field: Field
  ) throws -> [String]? {
    let fields = [
      Field(
        source: "n", name: "n", type: .integer(NumberFormat()), privacy: .none, treatment: .keep),
      field,
      Field(
        source: "y", name: "y", type: .number(NumberFormat()), privacy: .none, treatment: .drop),
    ]
    var codes: [String: CodeTable] = [:]
    if field.treatment.codeList != nil {
      let table = CodeTable(keys: [field.type])
      for value in values {
        _ = table.insert([Array(value.utf8)], Array("groep".utf8))
      }
      codes = ["x": table]
    }
    let request = TreatedTable(
      fields: fields, keys: .init(primary: ["n"]), pseudonyms: .init(domain: "test"))
    guard TransformPlan.problems(in: request).isEmpty else { return nil }
    let rows = values.enumerated().map { ["\($0)", $1, "463000"] }
    let treated = try treat(fields, rows, primaryKey: ["n"], codes: codes).rows
    return field.treatment == .drop ? [] : treated.map { $0[1] }
  }

  @Test(arguments: Treatment.Kind.allCases)
  func claimsIdentityExactlyIfValuesComeBack(kind: Treatment.Kind) throws {
    var compared = 0
    for (type, values) in Self.types where Self.suits(type, kind.traits.takes) {
      for treatment in Self.examples(kind) {
        let field = Field(
          source: "x", name: "x", type: type, privacy: .quasi, treatment: treatment)
        guard let published = try Self.published(values, field) else { continue }
        compared += 1
        let claim = treatment.resolution(of: field)
        #expect(
          (claim == .identity) == (published == values), "\(type.name) \(treatment): \(claim)")
        guard claim == .gone else { continue }
        // Nothing tells one value from another, but for a code that needs the key.
        #expect(
          kind == .pseudonymise || Set(published).count <= 1, "\(type.name) \(treatment)")
        #expect(zip(values, published).allSatisfy { $0.prefix(2) != $1.prefix(2) })
      }
    }
    #expect(compared > 0)
  }

  /// Where the constraints say between which limits the values are.
  @Test(arguments: [
    (Treatment.clamp(minimum: "10", maximum: "100"), true),
    (.clamp(minimum: nil, maximum: "100"), true),
    (.clamp(minimum: "11", maximum: nil), false), (.clamp(minimum: "10", maximum: "99"), false),
    (.prefix(3), false),
  ])
  func looksAtConstraints(treatment: Treatment, isIdentity: Bool) throws {
    let field = Field(
      source: "x", name: "x", type: .number(NumberFormat()), privacy: .quasi,
      treatment: treatment, constraints: Constraints(minimum: "10", maximum: "100"))
    let values = ["10", "10.5", "44", "99.5", "100"]
    #expect((treatment.resolution(of: field) == .identity) == isIdentity)
    #expect((try Self.published(values, field) == values) == isIdentity)
  }

  @Test func aShortTextIsNotCut() throws {
    let field = Field(
      source: "x", name: "x", type: .string(.default), privacy: .quasi, treatment: .prefix(4),
      constraints: Constraints(maxLength: 4))
    #expect(field.treatment.resolution(of: field) == .identity)
    #expect(field.shownTreatment == .keep)
    #expect(PublishedField(field)?.treatment == .kind(.keep))
    var longer = field
    longer.constraints.maxLength = 5
    #expect(longer.treatment.resolution(of: longer) == .coarser(.start(4)))
    #expect(PublishedField(longer)?.treatment == .kind(.prefix))
  }

  /// What the wide and the narrow side of each kind of remainder tell apart.
  @Test func saysWhatIsToldApart() {
    let whole: [Resolution] = [
      .identity, .coarser(.readable), .coarser(.limits(minimum: nil, maximum: "50")),
      .coarser(.step(width: 2)), .coarser(.start(3)),
    ]
    for resolution in whole { #expect(resolution.tellsApart(step: 2, characters: 3)) }
    let less: [Resolution] = [
      .gone, .coarser(.year), .coarser(.month), .coarser(.age(years: 1)), .coarser(.square),
      .coarser(.category("a")), .coarser(.step(width: 2.5)), .coarser(.start(2)),
    ]
    for resolution in less { #expect(!resolution.tellsApart(step: 2, characters: 3)) }
  }

  /// A plan that lacks what a treatment needs never publishes the value itself.
  @Test(arguments: [Treatment.Kind.lookup, .generalise, .pseudonymise, .randomRound])
  func leavesNothingWithoutWhatItNeeds(kind: Treatment.Kind) throws {
    let treatment = try #require(Self.examples(kind).first)
    let field = Field(
      source: "x", name: "x", type: .integer(NumberFormat()), privacy: .quasi,
      treatment: treatment)
    let request = TreatedTable(
      fields: [field], keys: .init(primary: ["x"]), pseudonyms: .init(domain: "test"))
    var compiler = FieldCompiler(request, for: .publication(.init()), key: nil)
    guard case .empty = compiler.compile()[0].step else {
      Issue.record("\(treatment) compiles without what it needs")
      return
    }
    #expect(throws: Failure.self) { try TransformPlan(request, key: nil) }
  }
}
