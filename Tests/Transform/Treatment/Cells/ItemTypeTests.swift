// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

@testable import HergebruikTreatment
@testable import HergebruikValues

/// Types with items or members, and what limits say of types that have an order of their own.
@Suite struct ItemTypeTests {
  private func problem(
    _ text: String, _ type: FieldType, _ constraints: Constraints
  ) throws -> CellProblem? {
    let field = Field(
      source: "x", name: "x", type: type, privacy: .none, treatment: .keep, constraints: constraints
    )
    return try treat([field], [[text]]).problems.first
  }

  @Test func readsListsItemByItem() throws {
    let numbers = FieldType.list(ListFormat(item: .integer))
    #expect(try cell("1, +2,03", numbers) == "1,2,03")
    #expect(try cell("1,,2", numbers) == nil)
    #expect(try cell("1,x", numbers) == nil)
    let days = FieldType.list(ListFormat(item: .date, delimiter: " | "))
    #expect(try cell("2026-01-31 | 2026-02-01", days) == "2026-01-31 | 2026-02-01")
    #expect(try cell("2026-01-31|2026-02-01", days) == nil)
    #expect(try cell("1,FALSE", .list(ListFormat(item: .boolean))) == "true,false")
    #expect(try cell("a,,b", .list(ListFormat())) == "a,,b")
    #expect(try problem("a,b,c", .list(ListFormat()), .init(maxLength: 2)) == .maxLength)
    #expect(try problem("a", .list(ListFormat()), .init(minLength: 2)) == .minLength)
  }

  @Test func readsJSONOfTheRightKindOnly() throws {
    #expect(
      try cell(#" {"a": [1, -0.5e+3, "\u00e9\n", null]} "#, .object)
        == #"{"a": [1, -0.5e+3, "\u00e9\n", null]}"#)
    for bad in [
      "[]", "1", "", "{", "{}x", "{a: 1}", #"{"a" 1}"#, #"{"a": 1,}"#, #"{"a": 01}"#, #"{"a": .5}"#,
      #"{"a": "\x"}"#, "{\"a\": \"\n\"}", #"{"a": tru}"#, #"{"a": "\u00g0"}"#, #"{"a": 1.}"#,
      #"{"a": -}"#,
    ] {
      #expect(try cell(bad, .object) == nil, "\(bad)")
    }
    #expect(try cell("[1, [2]]", .array) == "[1, [2]]")
    for bad in ["{}", "[1,]", "[,1]", "[1", "[1 2]", "[1]]"] {
      #expect(try cell(bad, .array) == nil, "\(bad)")
    }
    #expect(try problem("[1, [2, 3]]", .array, .init(minLength: 2, maxLength: 2)) == nil)
    #expect(try problem(#"{"a": {"b": 1, "c": 2}}"#, .object, .init(minLength: 2)) == .minLength)
  }

  /// A cell of brackets must not overflow the stack.
  @Test func boundsTheDepthOfJSON() throws {
    #expect(try cell(String(repeating: "[", count: 100_000), .array) == nil)
    let deep = String(repeating: "[", count: 90) + String(repeating: "]", count: 90)
    #expect(try cell(deep, .array) == deep)
    let geometries = String(
      repeating: #"{"type": "GeometryCollection", "geometries": ["#, count: 50)
    #expect(try cell(geometries + String(repeating: "]}", count: 50), .geojson) == nil)
  }

  @Test func readsGeoJSON() throws {
    for good in [
      #"{"type": "Point", "coordinates": [4.9, 52.4]}"#,
      #"{"coordinates": [4, 52, 1], "type": "Point"}"#,
      #"{"type": "MultiPoint", "coordinates": []}"#,
      #"{"type": "MultiPolygon", "coordinates": [[[[0, 0], [0, 1], [1, 1], [0, 0]]]]}"#,
      #"{"type": "Feature", "geometry": {"type": "Point", "coordinates": [4, 52]}, "properties": null}"#,
      #"{"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [4, 52]}]}"#,
    ] {
      #expect(try cell(good, .geojson) == good)
    }
    for bad in [
      "[]", "{}", #"{"type": "Point"}"#, #"{"type": "Point", "coordinates": [4]}"#,
      #"{"type": "LineString", "coordinates": [[4, 52]]}"#,
      #"{"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [0, 0]]]}"#,
      #"{"type": "Feature", "geometry": null}"#,
      #"{"type": "FeatureCollection", "features": [{"type": "Point", "coordinates": [4, 52]}]}"#,
      #"{"type": "GeometryCollection", "geometries": [{"type": "Feature"}]}"#,
      #"{"type": "Feature", "geometry": {"type": "Square", "coordinates": []}, "properties": {}}"#,
    ] {
      #expect(try cell(bad, .geojson) == nil, "\(bad)")
    }
  }

  @Test func readsPointsAndBase64() throws {
    let point = #"{"lat": 52.4, "lon": 4.9}"#
    #expect(try cell(point, .geopoint(.object)) == point)
    for bad in [
      #"{"lat": 91, "lon": 4}"#, #"{"lon": 4}"#, #"{"lat": 1, "lon": 4, "z": 0}"#, "4,52",
    ] {
      #expect(try cell(bad, .geopoint(.object)) == nil, "\(bad)")
    }
    #expect(try cell("dGVzdA==", .string(.binary)) == "dGVzdA==")
    for bad in ["dGVzdA", "dGV_dA==", "====", "dG=zdA=="] {
      #expect(try cell(bad, .string(.binary)) == nil, "\(bad)")
    }
  }

  @Test func comparesMomentsNotTexts() throws {
    let type = FieldType.datetime(format: "default")
    let noon = Constraints(minimum: "2026-01-31T12:00:00Z", maximum: "2026-01-31T13:00:00Z")
    #expect(try problem("2026-01-31T12:30:00+01:00", type, noon) == .minimum)
    #expect(try problem("2026-01-31T11:30:00-01:00", type, noon) == nil)
    #expect(try problem("2026-01-31T13:00:00.001Z", type, noon) == .maximum)
    #expect(try problem("2026-01-31T13:00:00.000Z", type, noon) == nil)
    let time = FieldType.time(format: "%H:%M")
    #expect(try problem("12:00", time, .init(exclusiveMaximum: "12:00:00")) == .exclusiveMaximum)
    #expect(try problem("11:59", time, .init(exclusiveMaximum: "12:00:00")) == nil)
  }

  @Test func comparesDurationsFromEveryStart() throws {
    let least = Constraints(minimum: "P1M")
    #expect(try problem("P31D", .duration, least) == nil)
    #expect(try problem("P30D", .duration, least) == .minimum, "a month and 30 days have no order")
    #expect(try problem("P27D", .duration, least) == .minimum)
    #expect(
      try problem("PT36H", .duration, .init(exclusiveMinimum: "P1DT12H")) == .exclusiveMinimum)
    #expect(try problem("PT36H0.5S", .duration, .init(exclusiveMinimum: "P1DT12H")) == nil)
    #expect(try problem("P1Y", .duration, .init(minimum: "P12M", maximum: "P12M")) == nil)
    #expect(try problem("-P1D", .duration, .init(minimum: "PT0S")) == .minimum)
    #expect(try problem("P366D", .duration, .init(maximum: "P1Y")) == .maximum)
  }

  @Test func comparesYearsAndMonths() throws {
    #expect(try problem("-0044", .year, .init(minimum: "-0050")) == nil)
    #expect(try problem("-0060", .year, .init(minimum: "-0050")) == .minimum)
    #expect(
      try problem("2026-07", .yearmonth, .init(exclusiveMaximum: "2026-07")) == .exclusiveMaximum)
    let nan = FieldType.number(NumberFormat())
    #expect(try problem("NaN", nan, .init(exclusiveMaximum: "1")) == .exclusiveMaximum)
    #expect(try problem("INF", nan, .init(exclusiveMinimum: "1")) == nil)
  }

  @Test func comparesPermittedValuesByWhatTheyMean() throws {
    let number = FieldType.number(NumberFormat(decimalChar: ","))
    #expect(try problem("1,50", number, .init(enum: ["1,5"])) == nil)
    #expect(try problem("1,51", number, .init(enum: ["1,5"])) == .allowed)
    let date = FieldType.date(format: "%d-%m-%Y")
    #expect(try problem("1-2-2026", date, .init(enum: ["01-02-2026"])) == nil)
    let field = Field(
      source: "x", name: "x", type: .integer(NumberFormat()), privacy: .none, treatment: .keep,
      categories: Categories(items: [.init(value: "1", label: "laag"), .init(value: "2")]))
    #expect(try treat([field], [["1"], ["+2"], ["3"]]).problems == [.allowed])
  }

  @Test func reportsLimitsThatAreNotOfTheType() {
    let wrong: [(FieldType, Constraints)] = [
      (.year, .init(minimum: "26")), (.yearmonth, .init(maximum: "2026")),
      (.duration, .init(exclusiveMinimum: "1 dag")),
      (.time(format: "default"), .init(minimum: "12u")),
      (.integer(NumberFormat()), .init(enum: ["x"])),
      (.string(.default), .init(exclusiveMaximum: "1")),
    ]
    for (type, constraints) in wrong {
      let field = Field(
        source: "x", name: "x", type: type, privacy: .none, treatment: .keep,
        constraints: constraints)
      let problems = TransformPlan.problems(
        in: .init(fields: [field], pseudonyms: .init(domain: "d")))
      #expect(problems.map(\.code) == [.invalidValue], "\(type)")
    }
    var both = Field(
      source: "x", name: "x", type: .string(.default), privacy: .none, treatment: .keep,
      constraints: .init(enum: ["a", "c"]))
    both.categories = Categories(items: [.init(value: "a"), .init(value: "b")])
    #expect(
      TransformPlan.problems(in: .init(fields: [both], pseudonyms: .init(domain: "d"))).count == 1)
  }

  @Test func publishesWhatStillHoldsAfterTreatment() {
    func published(
      _ type: FieldType, _ treatment: Treatment, _ constraints: Constraints
    ) -> Constraints? {
      let field = Field(
        source: "x", name: "x", type: type, privacy: .none, treatment: treatment,
        constraints: constraints)
      return TransformPlan.published(.init(fields: [field], pseudonyms: .init(domain: "d"))).first?
        .constraints
    }
    let number = FieldType.number(NumberFormat(decimalChar: ","))
    let all = Constraints(
      enum: ["1,50", "20"], pattern: "[0-9,]+", minimum: "0", exclusiveMinimum: "1",
      exclusiveMaximum: "102")
    #expect(
      published(number, .keep, all)
        == Constraints(
          enum: ["1.50", "20"], minimum: "0", exclusiveMinimum: "1", exclusiveMaximum: "102"))
    #expect(
      published(number, .round(base: "5"), all) == Constraints(minimum: "0", maximum: "100"))
    #expect(published(number, .pseudonymise, all) == Constraints(pattern: "[a-z2-7]{16}"))
    let dates = Constraints(enum: ["1-2-2026"], exclusiveMaximum: "2027-01-01")
    #expect(
      published(.date(format: "%d-%m-%Y"), .keep, dates)
        == Constraints(enum: ["2026-02-01"], exclusiveMaximum: "2027-01-01"))
    let length = Constraints(pattern: "1.*", minLength: 2)
    #expect(published(.list(ListFormat()), .keep, length) == Constraints(minLength: 2))
    #expect(published(.string(.email), .keep, length) == length)
    #expect(published(.string(.postcode), .keep, length) == nil)
  }

  @Test func publishesCategoriesInCanonicalForm() {
    var field = Field(
      source: "x", name: "x", type: .integer(NumberFormat(groupChar: ".")), privacy: .none,
      treatment: .keep)
    field.categories = Categories(items: [.init(value: "1.000", label: "veel")])
    let published = TransformPlan.published(.init(fields: [field], pseudonyms: .init(domain: "d")))
    #expect(published.first?.categories?.items == [.init(value: "1000", label: "veel")])
    field.treatment = .redact("x")
    #expect(
      TransformPlan.published(.init(fields: [field], pseudonyms: .init(domain: "d"))).first?
        .categories == nil)
  }
}
