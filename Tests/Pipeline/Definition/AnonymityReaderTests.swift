// SPDX-License-Identifier: EUPL-1.2

import HergebruikDisclosure
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@testable import HergebruikDefinition
@testable import HergebruikTreatment

/// `privacy: {k: …, l: …, t: …}` in the pipeline file.
@Suite("Anonymity in the pipeline file")
struct AnonymityReaderTests {
  private static let items = [
    "source: a, privacy: quasi, treat: keep", "source: s, privacy: sensitive, treat: keep",
    "source: u, privacy: sensitive, treat: {prefix: 2}", "source: n, privacy: none, treat: keep",
    "source: w, privacy: sensitive, treat: drop",
  ]

  private func text(_ privacy: String, _ items: [String] = items) -> String {
    var text = fields("", publish: "publish: {order: source}\nprivacy: {\(privacy)}")
      .replacing("  - {}", with: "")
    text += items.map { "  - {\($0)}\n" }.joined()
    return text
  }

  private func asked(_ privacy: String) throws -> PipelineDefinition.Anonymity? {
    try pipeline(text(privacy)).anonymity
  }

  @Test("asks l and t of every published sensitive field, or of those that are named")
  func sensitive() throws {
    #expect(try asked("k: {minimum: 5}")?.sensitive == [:])
    #expect(
      try asked("k: {minimum: 5}, l: {minimum: 3}")?.sensitive
        == ["s": .init(distinct: 3), "u": .init(distinct: 3)])
    #expect(
      try asked(
        "k: {minimum: 5}, l: {minimum: 2.5, measure: entropy, fields: s}, t: {maximum: 0.2}")?
        .sensitive == ["s": .init(entropy: 2.5, t: 0.2), "u": .init(t: 0.2)])
    #expect(
      try asked("k: {minimum: 5}, l: {minimum: 2, measure: recursive, c: 0.5, fields: [u]}")?
        .sensitive == ["u": .init(recursive: .init(c: 0.5, l: 2))])
    #expect(
      try asked("k: {minimum: 5}, t: {maximum: 0, fields: [u]}")?.words == "k = 5, t = 0.0 (u)")
  }

  @Test("says what is asked with the words and decimals of a language")
  func languages() throws {
    let entropy = try #require(
      try asked(
        "k: {minimum: 5}, l: {minimum: 2.5, measure: entropy, fields: s}, t: {maximum: 0.05}"))
    #expect(
      entropy.words(in: .nl) == "k = 5, l = 2,5 (entropie) (s), t = 0,05 (s), t = 0,05 (u)")
    #expect(entropy.words(in: .en) == "k = 5, entropy l = 2.5 (s), t = 0.05 (s), t = 0.05 (u)")
    let recursive = try #require(
      try asked("k: {minimum: 5}, l: {minimum: 2, measure: recursive, c: 0.5, fields: [u]}"))
    #expect(recursive.words(in: .nl) == "k = 5, l = 2 met c = 0,5 (recursief) (u)")
    #expect(recursive.words(in: .en) == recursive.words)
  }

  @Test(
    "refuses what contradicts itself or is not whole",
    arguments: [
      ("l: {minimum: 3}", "invalid-value 'l' is asked for without 'k'"),
      ("t: {maximum: 0.2}", "invalid-value 't' is asked for without 'k'"),
      ("k: {minimum: 5}, l: {}", "missing-key 'minimum' is missing here"),
      ("k: {minimum: 5}, t: {}", "missing-key 'maximum' is missing here"),
      ("k: {minimum: 5}, l: {minimum: 1}", "wrong-type 'minimum' must be a whole number"),
      ("k: {minimum: 5}, l: {minimum: 2.5}", "wrong-type 'minimum' must be a whole number"),
      (
        "k: {minimum: 5}, l: {minimum: 1, measure: entropy}",
        "wrong-type 'minimum' must be a number above 1"
      ),
      ("k: {minimum: 5}, l: {minimum: 2, measure: recursive}", "missing-key 'c' is missing here"),
      (
        "k: {minimum: 5}, l: {minimum: 2, measure: recursive, c: 0}",
        "wrong-type 'c' must be a number above 0"
      ),
      ("k: {minimum: 5}, l: {minimum: 2, c: 3}", "invalid-value 'c' is for measure 'recursive'"),
      (
        "k: {minimum: 5}, l: {minimum: 2, measure: entrpy}", "invalid-value 'entrpy' is not a value"
      ),
      ("k: {minimum: 5}, t: {maximum: 1}", "wrong-type 'maximum' must be a number from 0"),
      ("k: {minimum: 5}, t: {maximum: 20%}", "wrong-type 'maximum' must be a number"),
      (
        "k: {minimum: 5}, l: {minimum: 2, fields: [n]}",
        "invalid-value 'n' is not a published field with privacy: sensitive"
      ),
      (
        "k: {minimum: 5}, t: {maximum: 0.2, fields: [w]}",
        "invalid-value 'w' is not a published field with privacy: sensitive"
      ),
      ("k: {minimum: 5}, t: {maximum: 0.2, fields: []}", "invalid-value 'fields' is an empty list"),
    ])
  func refuses(privacy: String, words: String) {
    let found = diagnostics { _ = try pipeline(text(privacy)) }
    #expect(found.count == 1, "\(lines(found))")
    #expect(lines(found).contains(words), "\(lines(found))")
  }

  private static let chosen =
    "source: b, privacy: quasi, treat: {generalise: {hierarchy: codes/b.csv}}"

  @Test("lets levels be chosen, with a limit of none where none is stated")
  func levels() throws {
    let items = Self.items + [Self.chosen]
    let asked = try pipeline(text("k: {minimum: 5, method: generalise, limit: 1%}", items))
      .anonymity
    #expect(asked?.method == .generalise)
    #expect(asked?.limit == .partsPerMillion(10_000))
    let without = try pipeline(text("k: {minimum: 5, method: generalise}", items))
    #expect(without.anonymity?.limit == .rows(0))
    #expect(without.fields.last?.treatment.isChosen == true)
  }

  @Test(
    "refuses a level that nothing chooses, and a choice without a level",
    arguments: [
      (
        "k: {minimum: 5, method: suppress, limit: 1}", chosen, "missing-key 'level' is missing here"
      ),
      ("k: {minimum: 5}", chosen, "missing-key 'level' is missing here"),
      ("", chosen, "missing-key 'level' is missing here"),
      (
        "k: {minimum: 5, method: generalise}", chosen.replacing("quasi", with: "none"),
        "invalid-value a level is chosen for fields with privacy: quasi only"
      ),
      (
        "k: {minimum: 5, method: generalise}", "source: b, privacy: none, treat: keep",
        "invalid-value method 'generalise' has no field to choose a level for"
      ),
      (
        "k: {minimum: 5, limit: 1}", "source: b, privacy: none, treat: keep",
        "method 'none' leaves none out"
      ),
    ])
  func levelsWithout(privacy: String, item: String, words: String) {
    let found = diagnostics { _ = try pipeline(text(privacy, Self.items + [item])) }
    #expect(found.count == 1, "\(lines(found))")
    #expect(lines(found).contains(words), "\(lines(found))")
  }

  @Test("publishes ranges and sets as texts, and says so")
  func parts() throws {
    let items = [
      "source: j, type: integer, privacy: quasi, treat: keep, constraints: {required: true, maximum: 99}",
      "source: g, type: date, privacy: quasi, treat: {ageBand: {width: 10, top: 90, at: 2026-01-01}}",
      "source: n, type: integer, privacy: none, treat: keep",
      "source: p, privacy: quasi, treat: pseudonymise",
    ]
    let rule = "pseudonym: {key: k}, k: {minimum: 5, method: mondrian}"
    let definition = try pipeline(text(rule, items))
    let published = TransformPlan.published(definition.table)
    #expect(published.map(\.type) == ["string", "string", "integer", "string"])
    #expect(
      published.map(\.treatment)
        == [.merged, .merged, .kind(.keep), .kind(.pseudonymise)])
    #expect(published[3].constraints == nil)
    #expect(published[0].constraints == Constraints(required: true))
    #expect(published[1].constraints == nil)
    #expect(published[1].treatmentInWords?.nl.hasPrefix("leeftijdsgroep van 10 jaar") == true)
    #expect(published[1].treatmentInWords?.en?.hasSuffix("into a range or a set") == true)
    #expect(published[2].treatmentInWords == nil)
  }

  @Test(
    "refuses what ranges and sets cannot be",
    arguments: [
      ("primaryKey: [a]", "invalid-value 'a' becomes a range or a set, so 'primaryKey'"),
      (
        "geometry: {from: {x: x, y: y}}",
        "geometry-uncovers method 'mondrian' makes coordinates coarser"
      ),
    ])
  func notAsParts(more: String, words: String) {
    let items = [
      "source: a, privacy: quasi, treat: keep",
      "source: x, type: number, privacy: quasi, treat: keep",
      "source: y, type: number, privacy: quasi, treat: keep",
    ]
    let whole = text("k: {minimum: 5, method: mondrian}", items) + more
    let found = diagnostics { _ = try pipeline(whole) }
    #expect(found.count == 1, "\(lines(found))")
    #expect(lines(found).contains(words), "\(lines(found))")
    let limited = text("k: {minimum: 5, method: mondrian, limit: 1}", items)
    #expect(
      lines(diagnostics { _ = try pipeline(limited) }).contains("method 'mondrian' leaves none out")
    )
    let dated = text(
      "k: {minimum: 5, method: mondrian}", ["source: d, type: date, privacy: quasi, treat: keep"]
    ).replacing("{title: T,", with: "{temporal: {field: d}, title: T,")
    #expect(
      lines(diagnostics { _ = try pipeline(dated) }).contains(
        "'d' becomes a range or a set, so 'temporal'"))
  }

  @Test("needs a published sensitive field")
  func nothingSensitive() {
    let items = ["source: a, privacy: quasi, treat: keep", Self.items[4]]
    let found = diagnostics {
      _ = try pipeline(text("k: {minimum: 5}, l: {minimum: 3}, t: {maximum: 0.2}", items))
    }
    #expect(found.map(\.code) == [.missingKey, .missingKey])
  }
}

@Suite struct LimitWordsTests {
  @Test(arguments: ["0", "12", "2%", "0%", "100%", "2.5%", "0.0001%"])
  func writesALimitAsItMayBeWritten(text: String) {
    #expect(ErrorLimit(text)?.words == text)
  }

  @Test(arguments: [
    ("0", 0), ("12", 12), ("2000", 1000), ("2.5%", 25), ("0.0999%", 0), ("100%", 1000),
  ])
  func countsTheMostRows(text: String, most: Int) throws {
    let limit = try #require(ErrorLimit(text))
    #expect(limit.most(of: 1000) == most)
    #expect(limit.allows(most, of: 1000))
    #expect(most == 1000 || !limit.allows(most + 1, of: 1000))
  }
}
