// SPDX-License-Identifier: EUPL-1.2

import HergebruikDefinition
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@Suite("Treatments in the pipeline file")
struct TreatmentReaderTests {
  private func field(_ treat: String, type: String = "integer", privacy: String = "quasi") -> String
  {
    "source: a, type: \(type), privacy: \(privacy), treat: \(treat)"
  }

  private func read(_ treat: String, type: String = "integer") throws -> Treatment? {
    try pipeline(fields(field(treat, type: type)))
      .fields.first?.treatment
  }

  @Test("reads each treatment with its measures")
  func each() throws {
    #expect(
      try read("{ageBand: {width: 10, top: 90, at: 2026-01-01}}", type: "date")
        == .ageBand(AgeBand(width: 10, top: 90, date: "2026-01-01")))
    #expect(
      try read("{band: {width: 2.5, minimum: -10, maximum: 10}}", type: "number")
        == .band(NumberBand(width: "2.5", minimum: "-10", maximum: "10")))
    #expect(try read("{round: 5}") == .round(base: "5"))
    #expect(try read("{round: 0.50}", type: "number") == .round(base: "0.50"))
    #expect(try read("scrub", type: "string") == .scrub)
    #expect(try read("{snap: 100}") == .snap(grid: "100"))
    #expect(
      try read("{square: {size: 500, y: Y_COORD}}") == .square(size: 500, y: "Y_COORD"))
    #expect(try read("{clamp: {maximum: 100}}") == .clamp(minimum: nil, maximum: "100"))
    #expect(
      try read("{clamp: {minimum: 0, maximum: 100}}") == .clamp(minimum: "0", maximum: "100"))
    #expect(
      try read("{lookup: {codes: codes/b.csv, from: pc, to: buurt}}", type: "string")
        == .lookup(
          CodeList(
            file: "codes/b.csv", columns: .labels(from: ["pc"], to: "buurt"), unmatched: .empty)))
    #expect(
      try read("{lookup: {codes: c.csv, from: [pc, nr], with: [NR], to: b}}", type: "string")
        == .lookup(
          CodeList(
            file: "c.csv", columns: .labels(from: ["pc", "nr"], to: "b"), with: ["NR"],
            unmatched: .empty)))
    #expect(
      try read("{generalise: {hierarchy: ../codes/h.csv, level: 2, delimiter: ','}}")
        == .generalise(
          CodeList(
            file: "../codes/h.csv", columns: .level(2), delimiter: ",", unmatched: .error)))
    #expect(
      try read("{lookup: {codes: c.csv, from: a, to: b, unmatched: error, delimiter: tab}}")
        == .lookup(
          CodeList(
            file: "c.csv", columns: .labels(from: ["a"], to: "b"), delimiter: "\t",
            unmatched: .error)))
  }

  @Test(
    "refuses a treatment that is not whole, in words",
    arguments: [
      ("{ageBand: {width: 10, top: 90}}", "date", "missing-key 'at' is missing here"),
      ("{ageBand: {width: 51, top: 90, at: 2026-01-01}}", "date", "wrong-type 'width' must be"),
      ("{ageBand: {width: 10, top: 90, at: 2026-01-01}}", "integer", "needs a date"),
      ("{band: {width: 10, minimum: 0}}", "integer", "missing-key 'maximum' is missing here"),
      ("{band: {width: 10, minimum: 0, maximum: 9}}", "string", "needs a number"),
      ("{round: vijf}", "integer", "wrong-type 'round' must be a number with a decimal point"),
      ("{round: 5}", "date", "'round' needs a number, but 'a' is of type date"),
      ("{randomRound: 5}", "string", "'randomRound' needs a number"),
      ("{randomRound: 5}", "integer", "missing-key 'a' is treated with 'randomRound', but no key"),
      ("{snap: '100'}", "number", "wrong-type 'snap' must be"),
      ("{square: {size: 250, y: Y}}", "number", "'250' is not a value of 'size'"),
      ("{square: {size: 100}}", "number", "missing-key 'y' is missing here"),
      ("{square: {size: 100, y: Y}}", "string", "'square' needs a number"),
      ("{clamp: {}}", "number", "missing-key 'maximum' is missing here"),
      ("{clamp: {minimun: 1}}", "number", "unknown-key 'minimun'"),
      ("{lookup: {codes: /etc/passwd, from: a, to: b}}", "string", "must be a path from"),
      ("{lookup: {codes: c.csv, from: a}}", "string", "missing-key 'to' is missing here"),
      ("{lookup: {codes: c.csv, from: a, to: b, unmatched: keep}}", "any", "'keep' is not a value"),
      ("{lookup: {codes: c.csv, from: a, to: b, delimiter: '::'}}", "any", "one ASCII character"),
      ("{lookup: {codes: c.csv, from: [a, b], to: c}}", "string", "'with' must name 1 other"),
      ("{lookup: {codes: c.csv, from: a, with: [X], to: c}}", "any", "'with' must name 0 other"),
      ("{lookup: {codes: c.csv, from: [], to: c}}", "any", "'from' names 0 columns"),
      ("{lookup: {codes: c.csv, from: [a, b], with: {X: 1}, to: c}}", "any", "wrong-type 'with'"),
      ("{generalise: {hierarchy: h.csv, level: 0}}", "any", "wrong-type 'level' must be"),
      ("scrub", "any", "'scrub' needs a text, but 'a' is of type any"),
      ("scrub", "date", "'scrub' needs a text, but 'a' is of type date"),
      ("rond", "any", "invalid-value 'rond' is not a treatment"),
    ])
  func refused(treat: String, type: String, expected: String) {
    let found = diagnostics {
      _ = try pipeline(fields(field(treat, type: type)))
    }
    let said = found.map { "\($0.code.rawValue) \($0.summary)" }
    #expect(said.contains { $0.contains(expected) }, "\(said)")
    #expect(found.allSatisfy { ($0.location.line ?? 0) > 0 })
  }

  @Test("takes a scrubbed text for one about persons")
  func scrubbed() {
    let text = fields(field("scrub", type: "string", privacy: "none"))
    let found = diagnostics { _ = try pipeline(text) }
    #expect(found.map(\.code) == [.invalidValue])
    #expect(found.first?.summary.contains("persons may be mentioned") == true)
  }

  @Test("says how a treatment with measures is written where its name stands alone")
  func hints() throws {
    let found = diagnostics { _ = try pipeline(fields(field("ageband", type: "date"))) }
    let hint = found.first { $0.summary == "'ageband' is not a treatment" }?.hint
    #expect(hint == "Did you mean {ageBand: {width, top, at}}?")
  }

  @Test(
    "lets no direct identifier through with any of them",
    arguments: [
      "{ageBand: {width: 10, top: 90, at: 2026-01-01}}", "{round: 5}", "{snap: 100}",
      "{clamp: {minimum: 1}}", "{band: {width: 1, minimum: 0, maximum: 9}}", "{randomRound: 5}",
      "{lookup: {codes: c.csv, from: a, to: b}}", "{generalise: {hierarchy: h.csv, level: 1}}",
      "scrub", "{square: {size: 100, y: b}}",
    ])
  func direct(treat: String) {
    let found = diagnostics { _ = try pipeline(fields(field(treat, privacy: "direct"))) }
    #expect(found.contains { $0.code == .directIdentifierKept })
  }

  @Test("does not take a recoded field as a primary key or as the period of the data")
  func keys() {
    let text = fields(
      field("{round: 5}"), publish: "primaryKey: [a]")
    let found = diagnostics { _ = try pipeline(text) }
    #expect(found.contains { $0.summary.contains("published with 'round', so 'primaryKey'") })
    let age = field("{ageBand: {width: 10, top: 90, at: 2026-01-01}}", type: "date")
    let period = fields(age)
      .replacing("{title: T,", with: "{temporal: {field: a}, title: T,")
    #expect(
      diagnostics { _ = try pipeline(period) }
        .contains { $0.summary.contains("is not published as a date") })
  }
}
