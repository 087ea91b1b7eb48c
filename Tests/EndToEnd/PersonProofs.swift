// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikDisclosure
import HergebruikModel
import Testing

/// What is asked of k, l and t, on 30,000 invented persons, with the real program: every figure is counted again here,
/// in what was published.
@Suite("Anonymity of persons") struct PersonProofs {
  private static let small = [
    "source: geslacht, privacy: quasi, treat: keep",
    "source: huishouden, privacy: quasi, treat: keep",
    "source: leeftijd, type: integer, privacy: sensitive, treat: keep",
    "source: opleiding, privacy: direct, treat: drop",
    "source: beroep, privacy: sensitive, treat: keep",
    "source: arbeid, privacy: quasi, treat: keep",
  ]

  @Test(
    "publishes only what satisfies l and t, as the library does, with any number of jobs",
    arguments: [
      ("l: {minimum: 12, fields: [beroep]}", SensitiveRequirement(distinct: 12), false),
      (
        "l: {minimum: 9, measure: entropy, fields: [beroep]}",
        SensitiveRequirement(entropy: 9), false
      ),
      (
        "l: {minimum: 3, measure: recursive, c: 0.4, fields: [beroep]}",
        SensitiveRequirement(recursive: .init(c: 0.4, l: 3)), false
      ),
      ("t: {maximum: 0.2, fields: [beroep]}", SensitiveRequirement(t: 0.2), false),
      ("t: {maximum: 0.12, fields: [leeftijd]}", SensitiveRequirement(t: 0.12), true),
    ])
  func suppresses(rule: String, asked: SensitiveRequirement, isAge: Bool) async throws {
    var packed: Set<[UInt8]> = []
    let sensitive = isAge ? "leeftijd" : "beroep"
    for jobs in ["1", "3"] {
      let persons = try PersonProject(
        Self.small, "k: {minimum: 10, method: suppress, limit: 30%}, \(rule)")
      let outcome = try await persons.work.run("run", "--jobs", jobs)
      #expect(outcome.code == 0, "\(outcome.errors)")
      packed.insert(try persons.work.read("catalog/current/datasets/persons/persons.csv.gz"))
      let published = try persons.published()
      let counted = published.recount(
        quasi: ["geslacht", "huishouden", "arbeid"], sensitive: sensitive, isNumeric: isAge)
      #expect(counted.k >= 10)
      if let least = asked.distinct { #expect(counted.distinct >= least) }
      if let least = asked.entropy { #expect(counted.entropy >= least - 1e-9) }
      if let recursive = asked.recursive { #expect(counted.ratio(recursive.l) < recursive.c) }
      if let most = asked.t { #expect(counted.t <= most + 1e-9) }

      let table = try persons.table()
      let columns = try ["geslacht", "huishouden", "arbeid", sensitive].map {
        try #require(table.index(of: $0))
      }
      let census = try table.census(
        quasi: Array(columns[..<3]), sensitive: [(columns[3], isAge)], memory: 1 << 26,
        folder: persons.work.path)
      let suppressed = try census.suppression(
        for: AnonymityRequirement(k: 10, sensitive: [0: asked]))
      #expect(suppressed.rows > 0)
      #expect(published.rows.count == table.total - suppressed.rows)
      #expect(outcome.output.contains("\(suppressed.rows) suppressed"))
      // More than k alone leaves out: the rule did something.
      #expect(
        try suppressed.rows > census.suppression(for: AnonymityRequirement(k: 10)).rows)
    }
    #expect(packed.count == 1)
  }

  private static let wide = [
    generalised("geslacht"), generalised("leeftijd", "type: integer, "), generalised("huishouden"),
    generalised("opleiding"),
    "source: arbeid, privacy: quasi, treat: keep",
    "source: inkomen, privacy: sensitive, treat: keep",
    "source: beroep, privacy: sensitive, treat: keep",
  ]
  private static let wideQuasi = ["geslacht", "leeftijd", "huishouden", "opleiding", "arbeid"]

  private static func generalised(_ column: String, _ more: String = "") -> String {
    "source: \(column), \(more)privacy: quasi, treat: {generalise: {hierarchy: codes/\(column).csv}}"
  }

  @Test(
    "generalises as the library does, row by row, with any number of jobs",
    arguments: [
      ("k: {minimum: 5, method: generalise, limit: 2%}", 5, 600, SensitiveRequirement()),
      ("k: {minimum: 14, method: generalise}", 14, 0, SensitiveRequirement()),
      (
        "k: {minimum: 5, method: generalise, limit: 5%}, l: {minimum: 2, fields: [inkomen]}", 5,
        1500, SensitiveRequirement(distinct: 2)
      ),
      (
        "k: {minimum: 5, method: generalise, limit: 3%}, t: {maximum: 0.4, fields: [inkomen]}", 5,
        900, SensitiveRequirement(t: 0.4)
      ),
    ])
  func generalises(rule: String, k: Int, limit: Int, asked: SensitiveRequirement) async throws {
    var packed: Set<[UInt8]> = []
    for jobs in ["1", "3"] {
      let persons = try PersonProject(Self.wide, rule)
      let outcome = try await persons.work.run("run", "--jobs", jobs)
      #expect(outcome.code == 0, "\(outcome.errors)")
      packed.insert(try persons.work.read("catalog/current/datasets/persons/persons.csv.gz"))
      guard jobs == "3" else { continue }

      let table = try persons.table()
      let columns = try Self.wideQuasi.map { try #require(table.index(of: $0)) }
      let hierarchies = try Self.wideQuasi.map { name in
        name == "arbeid"
          ? nil
          : try Hierarchy(
            csv: try persons.work.text("pipelines/persons/codes/\(name).csv"), file: name)
      }
      let domain = try FullDomain(
        table, quasi: Array(zip(columns, hierarchies)),
        sensitive: [(try #require(table.index(of: "inkomen")), false)],
        requirement: AnonymityRequirement(k: k, sensitive: [0: asked]), limit: limit)
      let best = try #require(try domain.search().best)
      let released = try domain.release(best.levels)
      let published = try persons.published()
      #expect(published.rows.count == released.total)
      #expect(released.total >= table.total - limit)
      #expect(outcome.output.contains("\(best.suppressedRows) suppressed"))
      for (name, column) in zip(
        Self.wideQuasi, columns)
      {
        #expect(
          published.column(name)
            == released.weights.indices.map { released.value(row: $0, column: column) }, "\(name)")
      }
      let counted = published.recount(
        quasi: Self.wideQuasi, sensitive: "inkomen")
      #expect(counted.k >= k)
      if let least = asked.distinct { #expect(counted.distinct >= least) }
      if let most = asked.t { #expect(counted.t <= most + 1e-9) }

      let risk = try await persons.work.run("risk", "persons", "--json")
      let figures = try #require(
        try JSONSerialization.jsonObject(with: Data(risk.outputBytes)) as? [String: Any])
      let levels = try #require(figures["levels"] as? [String: Int])
      #expect(
        Self.wideQuasi.dropLast().map { levels[$0] } == best.levels.dropLast())
      #expect(figures["k"] as? Int == counted.k)
      #expect(figures["rows"] as? Int == published.rows.count)
      #expect(figures["suppressedRows"] as? Int == best.suppressedRows)
      let loss = try #require(figures["loss"] as? Double)
      #expect(abs(loss - best.loss) < 1e-12)
    }
    #expect(packed.count == 1)
  }

  private static let parted = [
    "source: geslacht, privacy: quasi, treat: keep",
    "source: inkomen, privacy: sensitive, treat: keep",
    "source: leeftijd, type: integer, privacy: quasi, treat: keep",
    "source: opleiding, privacy: none, treat: keep",
    "source: arbeid, privacy: quasi, treat: keep",
  ]

  @Test(
    "divides rows as the library does, row by row, with any number of jobs",
    arguments: [
      ("k: {minimum: 5, method: mondrian}", 5, SensitiveRequirement()),
      (
        "k: {minimum: 20, method: mondrian}, l: {minimum: 2}, t: {maximum: 0.3}", 20,
        SensitiveRequirement(distinct: 2, t: 0.3)
      ),
    ])
  func divides(rule: String, k: Int, asked: SensitiveRequirement) async throws {
    var packed: Set<[UInt8]> = []
    let quasi = ["geslacht", "leeftijd", "arbeid"]
    for jobs in ["1", "3"] {
      let persons = try PersonProject(Self.parted, rule)
      let outcome = try await persons.work.run("run", "--jobs", jobs)
      #expect(outcome.code == 0, "\(outcome.errors)")
      packed.insert(try persons.work.read("catalog/current/datasets/persons/persons.csv.gz"))
      guard jobs == "3" else { continue }
      let table = try persons.table()
      let columns = try quasi.map { try #require(table.index(of: $0)) }
      let orders: [Mondrian.Order] = [.text, .numeric, .text]
      let inkomen = try #require(table.index(of: "inkomen"))
      let mondrian = Mondrian(
        table, quasi: Array(zip(columns, orders)), sensitive: [(inkomen, false)],
        requirement: AnonymityRequirement(k: k, sensitive: [0: asked]))
      let released = try #require(mondrian.release())
      let published = try persons.published()
      #expect(published.names == ["geslacht", "inkomen", "leeftijd", "opleiding", "arbeid"])
      #expect(published.rows.count == table.total)
      for (name, source) in zip(
        published.names, ["geslacht", "inkomen", "leeftijd", "opleiding", "arbeid"])
      {
        let column = try #require(table.index(of: source))
        #expect(
          published.column(name)
            == released.weights.indices.map { released.value(row: $0, column: column) }, "\(name)")
      }
      let counted = published.recount(quasi: quasi, sensitive: "inkomen")
      #expect(counted.k >= k)
      if let least = asked.distinct { #expect(counted.distinct >= least) }
      if let most = asked.t { #expect(counted.t <= most + 1e-9) }
      #expect(counted.classes.count > 30)
      let schema = try persons.work.text("catalog/current/datasets/persons/schema.json")
      #expect(schema.contains("\"name\": \"leeftijd\"") && !schema.contains("integer"))
      let risk = try await persons.work.run("risk", "persons", "--json")
      #expect(risk.output.contains("\"classes\": \(counted.classes.count)"), "\(risk.output)")
      #expect(risk.output.contains("\"k\": \(counted.k)"))
    }
    #expect(packed.count == 1)
  }

  @Test("says in the risk and in the report for the FG which levels were chosen")
  func report() async throws {
    let persons = try PersonProject(
      Self.wide,
      "k: {minimum: 50, method: generalise, limit: 1%}, t: {maximum: 0.6, fields: [inkomen]}")
    let risk = try await persons.work.run("risk", "persons")
    #expect(risk.code == 0, "\(risk.errors)")
    #expect(risk.output.contains("  levels (loss 0."))
    #expect(risk.output.contains(/\ {4}leeftijd\ +[0-4] of 4\n/))
    #expect(
      risk.output.contains("inkomen (sensitive)") && risk.output.contains("beroep (sensitive)"))
    let outcome = try await persons.work.run("run", "--date", "2026-11-23")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let folder = ".hergebruik/runs/2026-11-23"
    let page = try persons.work.text("\(folder)/persons.html")
    #expect(page.contains("k = 50, t = 0,6 (inkomen)"))
    #expect(page.contains("gevraagd is k = 50, t = 0,6 (inkomen)."))
    #expect(page.contains("k = 50, t = 0.6 (inkomen) is asked."))
    #expect(page.contains("Gekozen niveaus") && page.contains("leeftijd: "))
    #expect(page.contains("velden worden grover gemaakt en rijen weggelaten, ten hoogste 1%"))
    #expect(page.contains("<th scope=\"row\">inkomen</th>"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(persons.work.read("\(folder)/persons.json")))
        as? [String: Any])
    let asked = try #require(json["asked"] as? [String: String])
    #expect(
      asked == ["requirement": "k = 50, t = 0.6 (inkomen)", "method": "generalise", "limit": "1%"])
    try await persons.work.checkReport("\(folder)/persons.json")
  }

  @Test(
    "refuses where too many rows fail l or t",
    arguments: [
      "k: {minimum: 2, method: suppress, limit: 1%}, l: {minimum: 14, fields: [beroep]}",
      "k: {minimum: 2}, t: {maximum: 0.01, fields: [leeftijd]}",
      "k: {minimum: 2, method: suppress, limit: 100%}, t: {maximum: 0, fields: [beroep]}",
      "k: {minimum: 20000, method: generalise}",
      "k: {minimum: 2, method: generalise}, t: {maximum: 0.01, fields: [beroep]}",
      "k: {minimum: 2, method: mondrian}, l: {minimum: 15, fields: [beroep]}",
      "k: {minimum: 40000, method: mondrian}",
    ])
  func refuses(rule: String) async throws {
    let fields = rule.contains("generalise") ? Self.wide : Self.small
    let persons = try PersonProject(fields, rule)
    let outcome = try await persons.work.run("run")
    #expect(outcome.code == 3)
    #expect(outcome.errors.contains("[k-anonymity]"), "\(outcome.errors)")
    #expect(!persons.work.isPublished)
    let risk = try await persons.work.run("risk", "persons")
    #expect(risk.code == 0)
    #expect(risk.errors.contains("[k-anonymity]"))
  }
}
