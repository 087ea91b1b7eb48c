// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

@testable import HergebruikTreatment
@testable import HergebruikValues

private let integer = FieldType.integer(NumberFormat())
private let number = FieldType.number(NumberFormat(decimalChar: ",", groupChar: "."))
private let date = FieldType.date(format: "%d-%m-%Y")

/// The treatments that calculate, cell by cell.
@Suite struct RecodingTests {
  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("2", "0"), ("3", "5"), ("-2", "0"), ("-3", "-5"), ("-12", "-10"),
    ("007", "5"), ("9223372036854775807", "9223372036854775805"),
    ("123456789012345678901234567890123456", "123456789012345678901234567890123455"),
    ("1234567890123456789012345678901234567", nil),
  ])
  func roundsWholeNumbers(text: String, expected: String?) throws {
    #expect(try cell(text, integer, .round(base: "5")) == expected)
  }

  @Test(arguments: [
    ("0,25", "0.5", "0.5"), ("0,24", "0.5", "0.0"), ("-0,25", "0.5", "-0.5"),
    ("1.234,56", "0.50", "1234.50"), ("1,5E3", "100", "1500"), ("12,5", "5", "15"),
    ("-12,5", "5", "-15"), ("0,1", "0.05", "0.10"), ("0,30000000000000004", "0.1", "0.3"),
    ("1E-40", "1", nil), ("1E40", "1", nil), ("0E99", "1", "0"), ("NaN", "1", nil),
    ("INF", "1", nil), ("-INF", "1", nil),
  ])
  func roundsDecimalsExactly(text: String, base: String, expected: String?) throws {
    #expect(try cell(text, number, .round(base: base)) == expected)
  }

  @Test func roundingTwiceIsRoundingOnce() throws {
    var generator = SystemRandomNumberGenerator()
    for base in ["5", "7", "0.25", "100", "0.03"] {
      let multiple = try #require(MultipleOf(base))
      for _ in 0..<300 {
        let value = FixedDecimal(
          units: Int128(Int64.random(in: -1_000_000...1_000_000, using: &generator)),
          scale: Int.random(in: 0...3, using: &generator))
        for rule in [MultipleOf.Rule.nearest, .down, .chance(.random(in: 0...UInt64.max))] {
          let once = try #require(multiple.multiple(for: value, rule))
          #expect(multiple.multiple(for: once, rule) == once)
          let scale = max(once.scale, value.scale, multiple.base.scale)
          let (from, to) = (value.rescaled(to: scale) ?? 0, once.rescaled(to: scale) ?? 0)
          #expect((to - from).magnitude <= multiple.base.rescaled(to: scale)?.magnitude ?? 0)
        }
      }
    }
  }

  @Test func snapsToTheCornerBelow() throws {
    #expect(try cell("121.687,34", number, .snap(grid: "100")) == "121600")
    #expect(try cell("-6.999,5", number, .snap(grid: "100")) == "-7000")
    #expect(try cell("-7000", integer, .snap(grid: "100")) == "-7000")
    #expect(try cell("155000", integer, .snap(grid: "500")) == "155000")
  }

  @Test func clampsBothWays() throws {
    let both = Treatment.clamp(minimum: "0", maximum: "99.5")
    #expect(try cell("-1", number, both) == "0")
    #expect(try cell("100,25", number, both) == "99.5")
    #expect(try cell("99,50", number, both) == "99.50")
    #expect(try cell("-0", number, both) == "-0")
    #expect(try cell("1E30", number, both) == "99.5")
    #expect(try cell("NaN", number, both) == nil)
    #expect(try cell("-5", integer, .clamp(minimum: nil, maximum: "3")) == "-5")
    #expect(try cell("5", integer, .clamp(minimum: nil, maximum: "3")) == "3")
    #expect(try cell("-5", integer, .clamp(minimum: "-3", maximum: nil)) == "-3")
  }

  @Test func putsWholeNumbersInBands() throws {
    let band = Treatment.band(NumberBand(width: "10", minimum: "0", maximum: "100"))
    for (text, expected) in [
      ("0", "0-9"), ("9", "0-9"), ("10", "10-19"), ("99", "90-99"), ("100", "100+"),
      ("99999999999999999999", "100+"), ("-1", "<0"), ("-0", "0-9"), ("025", "20-29"),
    ] {
      #expect(try cell(text, integer, band) == expected, "\(text)")
    }
    let ones = Treatment.band(NumberBand(width: "1", minimum: "0", maximum: "3"))
    #expect(try cell("2", integer, ones) == "2")
    let below = Treatment.band(NumberBand(width: "10", minimum: "-20", maximum: "20"))
    #expect(try cell("-1", integer, below) == "-10-<0")
    #expect(try cell("-21", integer, below) == "<-20")
  }

  @Test func putsDecimalsInHalfOpenBands() throws {
    let band = Treatment.band(NumberBand(width: "2.5", minimum: "0", maximum: "10"))
    for (text, expected) in [
      ("0", "0.0-<2.5"), ("2,4999", "0.0-<2.5"), ("2,5", "2.5-<5.0"), ("9,99", "7.5-<10.0"),
      ("10", "10.0+"), ("-0,001", "<0.0"),
    ] {
      #expect(try cell(text, number, band) == expected, "\(text)")
    }
    #expect(try cell("NaN", number, band) == nil)
  }

  @Test func takesAgesAtADay() throws {
    let tens = Treatment.ageBand(AgeBand(width: 10, top: 90, date: "2026-01-01"))
    #expect(try cell("31-12-2025", date, tens) == "0-9")
    #expect(try cell("01-01-2026", date, tens) == "0-9")
    #expect(try cell("01-01-2016", date, tens) == "10-19")
    #expect(try cell("02-01-2016", date, tens) == "0-9")
    #expect(try cell("01-01-1936", date, tens) == "90+")
    #expect(try cell("01-01-0001", date, tens) == "90+")
    #expect(try cell("02-01-2026", date, tens) == nil)
    let time = FieldType.datetime(format: "default")
    #expect(try cell("1986-06-01T12:00:00Z", time, tens) == "30-39")
    let years = Treatment.ageBand(AgeBand(width: 1, top: 20, date: "2026-01-01"))
    #expect(try cell("01-01-2009", date, years) == "17")
  }

  @Test func saysWhatIsWrongWithoutTheValue() throws {
    let field = Field(
      source: "geboren", name: "g", type: date, privacy: .quasi,
      treatment: .ageBand(AgeBand(width: 5, top: 90, date: "2026-01-01")))
    let treated = try treat([field], [["02-03-2031"], ["01-01-2000"]])
    #expect(treated.problems == [.birth])
    #expect(treated.rows == [["25-29"]])
    let plan = try TransformPlan(.init(fields: [field], pseudonyms: .init(domain: "x")), key: nil)
    let said = plan.diagnostic(for: .birth, field: 0, at: .init(row: 1))
    #expect(said.summary == "geboren is a day after 2026-01-01, at which the age is taken")
    #expect(said.code == .constraintError)
  }

  @Test func leavesMissingMissing() throws {
    let treatments: [(FieldType, Treatment)] = [
      (integer, .round(base: "5")), (integer, .snap(grid: "5")), (integer, .randomRound(base: "5")),
      (integer, .clamp(minimum: "1", maximum: nil)),
      (integer, .band(NumberBand(width: "1", minimum: "0", maximum: "2"))),
      (date, .ageBand(AgeBand(width: 5, top: 90, date: "2026-01-01"))),
    ]
    let fields =
      [Field(source: "id", name: "id", privacy: .none, treatment: .keep)]
      + treatments.enumerated().map { number, pair in
        Field(
          source: "f\(number)", name: "f\(number)", type: pair.0, privacy: .quasi,
          treatment: pair.1)
      }
    let row = ["1"] + treatments.map { _ in "-" }
    let treated = try treat(fields, [row], missingValues: ["-"], primaryKey: ["id"])
    #expect(treated.rows == [["1", "", "", "", "", "", ""]])
    #expect(treated.problems.isEmpty)
  }

  @Test(arguments: [
    (integer, Treatment.round(base: "0")), (integer, .round(base: "-5")),
    (integer, .round(base: "0.5")), (integer, .snap(grid: "2.0")),
    (integer, .clamp(minimum: "5", maximum: "5")), (integer, .clamp(minimum: "0.5", maximum: nil)),
    (integer, .band(NumberBand(width: "3", minimum: "0", maximum: "10"))),
    (integer, .band(NumberBand(width: "1", minimum: "0", maximum: "1001"))),
    (integer, .band(NumberBand(width: "0", minimum: "0", maximum: "10"))),
    (integer, .band(NumberBand(width: "1", minimum: "10", maximum: "0"))),
    (integer, .band(NumberBand(width: "0.5", minimum: "0", maximum: "10"))),
    (date, .ageBand(AgeBand(width: 10, top: 95, date: "2026-01-01"))),
    (date, .ageBand(AgeBand(width: 10, top: 90, date: "2026-02-30"))),
    (date, .ageBand(AgeBand(width: 10, top: 90, date: "01-01-2026"))),
    (integer, .randomRound(base: "5")),
  ])
  func refusesMeasuresThatMeanNothing(type: FieldType, treatment: Treatment) {
    let field = Field(
      source: "x", name: "x", type: type, privacy: .quasi, treatment: treatment)
    let problems = TransformPlan.problems(
      in: .init(fields: [field], pseudonyms: .init(domain: "x")))
    #expect(problems.map(\.code) == [.invalidValue])
    #expect(problems.allSatisfy { $0.hint != nil && $0.summary.hasPrefix("x: ") })
  }
}

/// Squares of two coordinates.
@Suite struct SquareTests {
  /// An x that is treated, and a y that is dropped.
  static func fields(_ treatment: Treatment, y: FieldType = .number(NumberFormat())) -> [Field] {
    [
      Field(
        source: "x", name: "vak", type: .number(NumberFormat()), privacy: .quasi,
        treatment: treatment),
      Field(source: "y", name: "y", type: y, privacy: .quasi, treatment: .drop),
    ]
  }

  private static let square = Treatment.square(size: 100, y: "y")

  @Test(arguments: [
    ("0", "289000", "E0000N2890"), ("99.999", "289099.5", "E0000N2890"),
    ("300000", "629000", "E3000N6290"), ("9999.99", "300000", "E0099N3000"),
    ("1.55E5", "463000.0", "E1550N4630"), ("0155000", "0463000", "E1550N4630"),
  ])
  func namesTheCorner(x: String, y: String, code: String) throws {
    #expect(try treat(Self.fields(Self.square), [[x, y]]).rows == [[code]])
  }

  @Test(arguments: [
    ("-0.01", "463000"), ("-7000", "463000"), ("300000.01", "463000"), ("155000", "288999.99"),
    ("155000", "629000.001"), ("463000", "155000"), ("0", "0"), ("NaN", "463000"),
    ("155000", "INF"), ("155000", "1E36"), ("5.12", "52.09"),
  ])
  func refusesAPointOutsideTheGrid(x: String, y: String) throws {
    let made = try treat(Self.fields(Self.square), [[x, y], ["155000", "463000"]])
    #expect(made.problems == [.square])
    #expect(made.rows == [["E1550N4630"]])
  }

  @Test func leavesNoPlaceMissingAndRefusesHalfAPoint() throws {
    let made = try treat(Self.fields(Self.square), [["", "463000"], ["", ""], ["155000", ""]])
    #expect(made.rows == [[""], [""]])
    #expect(made.problems == [.halfPoint])
    #expect(try treat(Self.fields(Self.square), [["155000", "x"]]).problems == [.square, .type])
  }

  @Test func agreesWithSnapping() throws {
    var random = SplitMix(state: 28992)
    for size in GridSquare.sizes {
      let rows = (0..<500).map { _ in
        [
          "\(Int.random(in: 0...299_999, using: &random)).\(Int.random(in: 0...99, using: &random))",
          "\(Int.random(in: 289_000...628_999, using: &random))",
        ]
      }
      let codes = try treat(Self.fields(.square(size: size, y: "y")), rows).rows
      #expect(codes.count == rows.count)
      for (row, code) in zip(rows, codes) {
        let corner = try row.map {
          let snapped = try cell($0, .number(NumberFormat()), .snap(grid: "\(size)"))
          return (try #require(Int(snapped ?? ""))) / 100
        }
        func digits(_ hundreds: Int) -> String { String(String(10_000 + hundreds).dropFirst()) }
        #expect(code == ["E\(digits(corner[0]))N\(digits(corner[1]))"])
        #expect(code[0].wholeMatch(of: try Regex(GridSquare.pattern)) != nil)
      }
    }
  }

  @Test func needsTwoNumbersAndPromisesTheForm() throws {
    let texts = Self.fields(Self.square, y: .string(.default))
    let problems = TransformPlan.problems(in: .init(fields: texts, pseudonyms: .init(domain: "x")))
    #expect(problems.map(\.summary) == ["x: 'square' reads y, which is of type string"])
    let published = try #require(PublishedField(Self.fields(Self.square)[0]))
    #expect(published.type == "string")
    #expect(published.constraints == Constraints(pattern: "E[0-9]{4}N[0-9]{4}"))
    #expect(published.treatmentInWords?.nl.contains("100 bij 100 meter") == true)
    let plan = try TransformPlan(
      .init(fields: Self.fields(Self.square), pseudonyms: .init(domain: "x")), key: nil)
    let said = plan.diagnostic(for: .square, field: 0, at: .init(row: 1))
    #expect(said.summary == "x and y are no point of the national grid that has a square")
  }
}

/// What the schema says of what is calculated.
@Suite struct RecodedSchemaTests {
  private func published(
    _ type: FieldType, _ treatment: Treatment, _ limits: Constraints = Constraints(required: true)
  ) throws -> PublishedField {
    let field = Field(
      source: "x", name: "x", type: type, privacy: .quasi, treatment: treatment,
      constraints: limits)
    return try #require(PublishedField(field))
  }

  @Test func givesBandsAsTexts() throws {
    let ages = try published(date, .ageBand(AgeBand(width: 30, top: 90, date: "2026-01-01")))
    #expect(ages.type == "string")
    #expect(ages.constraints == .init(required: true, enum: ["0-29", "30-59", "60-89", "90+"]))
    let band = NumberBand(width: "5", minimum: "0", maximum: "10")
    #expect(
      try published(integer, .band(band)).constraints?.enum == ["<0", "0-4", "5-9", "10+"])
    let many = NumberBand(width: "1", minimum: "0", maximum: "500")
    #expect(try published(integer, .band(many)).constraints == .init(required: true))
    #expect(ages.treatmentInWords?.en == "age band of 30 years on 2026-01-01, 90 and over together")
  }

  @Test func movesLimitsWithTheNumbers() throws {
    let limits = Constraints(
      required: true, unique: true, enum: ["1"], minimum: "3", maximum: "97")
    func kept(_ treatment: Treatment) throws -> Constraints? {
      let field = try published(integer, treatment, limits)
      #expect(field.type == "integer")
      return field.constraints
    }
    func expected(_ minimum: String, _ maximum: String) -> Constraints {
      Constraints(required: true, minimum: minimum, maximum: maximum)
    }
    #expect(try kept(.round(base: "5")) == expected("5", "95"))
    #expect(try kept(.snap(grid: "5")) == expected("0", "95"))
    #expect(try kept(.randomRound(base: "5")) == expected("0", "100"))
    #expect(try kept(.clamp(minimum: "10", maximum: nil)) == expected("10", "97"))
    #expect(try kept(.clamp(minimum: "0", maximum: "50")) == expected("3", "50"))
  }

  @Test func doesNotPromiseWhatAListMayLack() throws {
    func list(_ unmatched: CodeList.Unmatched) -> Treatment {
      .generalise(CodeList(file: "codes/x.csv", columns: .level(1), unmatched: unmatched))
    }
    #expect(try published(integer, list(.empty)).constraints == nil)
    #expect(try published(integer, list(.error)).constraints == .init(required: true))
    #expect(try published(integer, list(.error)).type == "string")
  }
}
