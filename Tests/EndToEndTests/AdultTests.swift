// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTransform
import Testing

/// What is asked of k, l and t, on the table that the anonymisation field tests on, with the real program:
/// every figure is counted again here, in what was published.
@Suite(
  "Anonymity of the adults", .enabled(if: AdultProject.isThere, "../shared/data/adult is not here"))
struct AdultTests {
  private static let small = [
    "source: sex, privacy: quasi, treat: keep", "source: race, privacy: quasi, treat: keep",
    "source: age, type: integer, privacy: sensitive, treat: keep",
    "source: education, privacy: direct, treat: drop",
    "source: occupation, privacy: sensitive, treat: keep",
    "source: workclass, privacy: quasi, treat: keep",
  ]

  @Test(
    "publishes only what satisfies l and t, as the library does, with any number of jobs",
    arguments: [
      ("l: {minimum: 12, fields: [occupation]}", SensitiveRequirement(distinct: 12), false),
      (
        "l: {minimum: 6.5, measure: entropy, fields: [occupation]}",
        SensitiveRequirement(entropy: 6.5), false
      ),
      (
        "l: {minimum: 3, measure: recursive, c: 0.5, fields: [occupation]}",
        SensitiveRequirement(recursive: .init(c: 0.5, l: 3)), false
      ),
      ("t: {maximum: 0.45, fields: [occupation]}", SensitiveRequirement(t: 0.45), false),
      ("t: {maximum: 0.08, fields: [age]}", SensitiveRequirement(t: 0.08), true),
    ])
  func suppresses(rule: String, asked: SensitiveRequirement, isAge: Bool) async throws {
    var packed: Set<[UInt8]> = []
    let sensitive = isAge ? "age" : "occupation"
    for jobs in ["1", "3"] {
      let adults = try AdultProject(
        Self.small, "k: {minimum: 10, method: suppress, limit: 25%}, \(rule)")
      let outcome = try await adults.work.run("run", "--jobs", jobs)
      #expect(outcome.code == 0, "\(outcome.errors)")
      packed.insert(try adults.work.read("catalog/current/datasets/adults/adults.csv.gz"))
      let published = try adults.published()
      let counted = published.recount(
        quasi: ["sex", "race", "workclass"], sensitive: sensitive, isNumeric: isAge)
      #expect(counted.k >= 10)
      if let least = asked.distinct { #expect(counted.distinct >= least) }
      if let least = asked.entropy { #expect(counted.entropy >= least - 1e-9) }
      if let recursive = asked.recursive { #expect(counted.ratio(recursive.l) < recursive.c) }
      if let most = asked.t { #expect(counted.t <= most + 1e-9) }

      let table = try adults.table()
      let columns = try ["sex", "race", "workclass", sensitive].map {
        try #require(table.index(of: $0))
      }
      let census = try table.census(
        quasi: Array(columns[..<3]), sensitive: [(columns[3], isAge)], memory: 1 << 26,
        folder: adults.work.path)
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

  @Test(
    "refuses where too many rows fail l or t",
    arguments: [
      "k: {minimum: 2, method: suppress, limit: 1%}, l: {minimum: 14, fields: [occupation]}",
      "k: {minimum: 2}, t: {maximum: 0.01, fields: [age]}",
      "k: {minimum: 2, method: suppress, limit: 100%}, t: {maximum: 0, fields: [occupation]}",
    ])
  func refuses(rule: String) async throws {
    let adults = try AdultProject(Self.small, rule)
    let outcome = try await adults.work.run("run")
    #expect(outcome.code == 3)
    #expect(outcome.errors.contains("[k-anonymity]"), "\(outcome.errors)")
    #expect(!adults.work.isPublished)
    let risk = try await adults.work.run("risk", "adults")
    #expect(risk.code == 0)
    #expect(risk.errors.contains("[k-anonymity]"))
  }
}
