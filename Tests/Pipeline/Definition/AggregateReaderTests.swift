// SPDX-License-Identifier: EUPL-1.2

import HergebruikDefinition
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@Suite("Tables of counts in the pipeline file")
struct AggregateReaderTests {
  private static let columns = [
    "source: wijk, privacy: quasi, treat: keep",
    "source: bedrag, type: number, privacy: none, treat: keep",
    "source: nr, privacy: direct, treat: pseudonymise",
  ]

  private func text(_ aggregate: String, bedrag: String = columns[1], more: String = "") -> String {
    fields(
      Self.columns[0], bedrag, Self.columns[2],
      publish: "privacy: {pseudonym: {key: k}}\naggregate: \(aggregate)\n" + more)
  }

  @Test("reads every key")
  func whole() throws {
    let aggregate = try pipeline(
      text(
        "{by: [wijk], contributor: nr, measures: [{name: n, count: contributors}, "
          + "{name: s, sum: bedrag}, {name: m, mean: bedrag, decimals: 1}], minimum: 7, "
          + "dominance: [{largest: 2, share: 85%}, {estimate: 10%}], totals: [wijk]}")
    ).aggregate
    #expect(
      aggregate
        == Aggregate(
          by: ["wijk"],
          measures: [
            .init(name: "n", kind: .contributors), .init(name: "s", kind: .sum("bedrag")),
            .init(name: "m", kind: .mean("bedrag", decimals: 1)),
          ], contributor: "nr", minimum: 7,
          dominance: [.share(largest: 2, percent: 85), .estimate(percent: 10)], totals: ["wijk"]))
  }

  @Test("asks for five, or for ten where a sensitive field has a part in it")
  func minimum() throws {
    let rest = "{by: [wijk], contributor: nr, measures: [{name: s, sum: bedrag}]}"
    #expect(try pipeline(text(rest)).aggregate?.minimum == 5)
    let sensitive = Self.columns[1].replacing("none", with: "sensitive")
    #expect(try pipeline(text(rest, bedrag: sensitive)).aggregate?.minimum == 10)
  }

  @Test("reads how counts are rounded")
  func rounding() throws {
    func read(_ word: String) throws -> Aggregate.Rounding? {
      try pipeline(
        text(
          "{by: [wijk], contributor: nr, measures: [{name: s, sum: bedrag}], round: \(word)}")
      ).aggregate?.rounding
    }
    #expect(try read("5") == .nearest(5))
    #expect(try read("eurostat") == .farmStatistics)
  }

  @Test(
    "refuses what cannot be counted, in words",
    arguments: [
      ("{measures: [{name: n, count: rows}]}", "'by' is missing here"),
      ("{by: [wijk]}", "'measures' is missing here"),
      ("{by: [], measures: [{name: n, count: rows}]}", "'by' is an empty list"),
      ("{by: [wijk, wijk], measures: [{name: n, count: rows}]}", "'wijk' stands in 'by' twice"),
      ("{by: [wijck], measures: [{name: n, count: rows}]}", "'wijck' is not a published field"),
      ("{by: [nr], measures: [{name: n, count: rows}]}", "cannot be the cells of a table"),
      ("{by: [wijk], measures: [{name: n, count: all}]}", "'all' is not a value of 'count'"),
      ("{by: [wijk], measures: [{name: n, count: contributors}]}", "there is no 'contributor'"),
      ("{by: [wijk], measures: [{name: n}]}", "exactly one of 'count', 'sum' and 'mean'"),
      ("{by: [wijk], measures: [{name: n, sum: wijk}]}", "'wijk' is not published as a number"),
      ("{by: [wijk], measures: [{name: n, count: rows, decimals: 1}]}", "'decimals' is for a mean"),
      ("{by: [wijk], measures: [{name: wijk, count: rows}]}", "columns of the table are called"),
      ("{by: [wijk], measures: [{name: N, count: rows}]}", "'N' cannot be the name"),
      ("{by: [wijk], measures: [{name: n, count: rows}], minimum: 2}", "'minimum' must be"),
      ("{by: [wijk], measures: [{name: n, count: rows}], round: vijf}", "'round' must be"),
      ("{by: [wijk], measures: [{name: n, count: rows}], totals: [nr]}", "not among the fields"),
      (
        "{by: [wijk], measures: [{name: n, count: rows}], dominance: [{largest: 1, share: 50}]}",
        "'share' must be a whole percentage"
      ),
      (
        "{by: [wijk], measures: [{name: s, sum: bedrag}, {name: m, mean: bedrag}], round: 5}",
        "is the count before it was rounded"
      ),
      ("{by: [wijk], measures: [{name: n, count: rows}]}", "'bedrag' is neither counted by nor"),
      ("{by: [wijk], measurs: []}", "'measurs' is not a key"),
    ])
  func refused(aggregate: String, expected: String) {
    let found = diagnostics { _ = try pipeline(text(aggregate)) }
    #expect(found.contains { $0.summary.contains(expected) }, "\(found.map(\.summary))")
    #expect(found.allSatisfy { ($0.location.line ?? 0) > 0 })
  }

  @Test("refuses what speaks of rows")
  func rows() {
    let aggregate = "{by: [wijk], contributor: nr, measures: [{name: s, sum: bedrag}]}"
    let keyed = text(aggregate, more: "publish: {order: source}\ngeometry: {from: {x: a, y: b}}\n")
      .replacing("{pseudonym: {key: k}}", with: "{pseudonym: {key: k}, k: {minimum: 5}}")
    let said = diagnostics { _ = try pipeline(keyed) }.map(\.summary)
    for key in ["k", "order", "geometry"] {
      #expect(said.contains("'\(key)' is about rows, and 'aggregate' publishes none"), "\(said)")
    }
    let day = "source: dag, type: date, privacy: none, treat: keep"
    let period = text("{by: [wijk], measures: [{name: n, count: rows}]}", bedrag: day)
      .replacing("{title: T,", with: "{temporal: {field: dag}, title: T,")
    #expect(
      diagnostics { _ = try pipeline(period) }.contains {
        $0.summary.contains("the period of the data")
      })
  }
}
