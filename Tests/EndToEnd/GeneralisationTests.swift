// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Levels and parts that the run chooses, on small exports, with the real program.
@Suite("Generalisation")
struct GeneralisationTests {
  private static let small = Repository.root + "/Tests/Vectors/small.csv"
  private static let fields = [
    "source: nr, privacy: none, treat: keep",
    "source: leeftijd, type: integer, privacy: quasi, treat: {generalise: {hierarchy: codes/l.csv}}",
    "source: zone, privacy: quasi, treat: {generalise: {hierarchy: codes/z.csv, unmatched: empty}}",
  ]
  private static let ages = "20;20-29;*\n25;20-29;*\n31;30-39;*\n38;30-39;*\n"
  private static let zones = "A;*\nB;*\n"

  private func work(
    _ rows: [String], _ rule: String, csv: String = "path: export.csv", fields: [String] = fields,
    errors: String = ""
  ) throws -> Workdir {
    let work = try Workdir()
    try work.write(
      "pipelines/k/export.csv", (["nr,leeftijd,zone"] + rows).joined(separator: "\n") + "\n")
    try work.write("pipelines/k/codes/l.csv", Self.ages)
    try work.write("pipelines/k/codes/z.csv", Self.zones)
    try work.dataset(
      "k", csv: csv, fields: fields,
      more: "privacy: {k: {\(rule)}}\npublish: {order: source}\n\(errors)")
    return work
  }

  private static let rows = ["1,20,A", "2,25,A", "3,,A", "4,38,A", "5,31,B", "6,38,Z"]

  @Test("makes a missing value, and one that the list lacks, what the top is")
  func missing() async throws {
    let whole = try work(Self.rows, "minimum: 6, method: generalise")
    let outcome = try await whole.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("[code-unmatched]"))
    #expect(
      try whole.published("k").dropFirst().map { $0.dropFirst().joined() }
        == Array(repeating: "**", count: 6))
    // One row of six may go: the empty age below the top is alone.
    let parts = try work(
      Self.rows.map { $0.replacing("B", with: "A").replacing("Z", with: "A") },
      "minimum: 2, method: generalise, limit: 1")
    #expect(try await parts.run("run").code == 0)
    #expect(
      try parts.published("k").dropFirst().map { $0.joined(separator: " ") }
        == ["1 20-29 A", "2 20-29 A", "4 30-39 A", "5 30-39 A", "6 30-39 A"])
  }

  @Test("gives the same bytes from a file and a pipe, and refuses a row that the hierarchy lacks")
  func sources() async throws {
    let rule = "minimum: 2, method: generalise, limit: 1"
    let rows = Self.rows + ["7,99,A"]
    let file = try work(rows, rule, errors: "errors: {limit: 1}")
    let outcome = try await file.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try file.text(".hergebruik/quarantine/k.csv").contains("code-unmatched"))
    #expect(try !file.published("k").contains { $0[0] == "7" })
    let pipe = try work(rows, rule, csv: "path: \"-\"", errors: "errors: {limit: 1}")
    let text = (["nr,leeftijd,zone"] + rows).joined(separator: "\n") + "\n"
    #expect(try await pipe.run("run", "--jobs", "1", input: Array(text.utf8)).code == 0)
    let name = "catalog/current/datasets/k/k.csv.gz"
    #expect(try file.read(name) == pipe.read(name))
    let strict = try work(rows, rule)
    let stopped = try await strict.run("run")
    #expect(stopped.code == 1)
    #expect(stopped.errors.contains("[code-unmatched]") && !stopped.errors.contains("99"))
  }

  @Test(
    "says in check what is wrong with a hierarchy",
    arguments: [
      ("20;20-29\n25;20-29;*\n", "does not have 2 columns in every row"),
      ("20\n25\n", "the hierarchy has no level: it has 1 column"),
      ("20;a\nx;a\n", "has a value that is not of the type of the field"),
      ("20;a;*\n25;a;+\n", "splits a value of level 1 again at level 2"),
      ("20;\n", "has nothing at a level of a value"),
      ("", "is empty, or has a quote that is not closed"),
    ])
  func check(hierarchy: String, words: String) async throws {
    let work = try work(Self.rows, "minimum: 2, method: generalise, limit: 1")
    try work.write("pipelines/k/codes/l.csv", hierarchy)
    for command in ["check", "run", "risk"] {
      let outcome =
        command == "risk" ? try await work.run(command, "k") : try await work.run(command)
      #expect(outcome.code == 2, "\(command): \(outcome.errors)")
      #expect(outcome.errors.contains("[code-list]"))
      #expect(outcome.unwrappedErrors.contains(words), "\(outcome.errors)")
    }
    #expect(!work.isPublished)
  }

  @Test("says in check that a hierarchy is not there, or lacks a permitted value")
  func checkPermitted() async throws {
    let rule = "minimum: 2, method: generalise, limit: 1"
    let zone =
      "source: zone, privacy: quasi, constraints: {enum: [A, B, C, D]}, treat: {generalise: {hierarchy: codes/z.csv}}"
    let work = try work(Self.rows, rule, fields: Array(Self.fields[..<2]) + [zone])
    let outcome = try await work.run("check")
    #expect(outcome.code == 2)
    #expect(
      outcome.unwrappedErrors.contains(
        "2 of the values in 'enum' of zone are not in the hierarchy"), "\(outcome.errors)")
    try work.remove("pipelines/k/codes/l.csv")
    let gone = try await work.run("check")
    #expect(gone.unwrappedErrors.contains("the list of 'generalise' is not there"))
  }

  @Test("merges empty values, dates and numbers, and keeps the cells between them")
  func parts() async throws {
    let fields = [
      "source: leeftijd, type: integer, privacy: quasi, treat: keep",
      "source: nr, privacy: none, treat: keep",
      "source: zone, type: date, privacy: quasi, treat: keep",
    ]
    let rows = [
      "1,20,2026-01-05", "2,29,2026-02-01", "3,,2026-01-07", "4,60,2026-03-01", "5,64,2026-03-01",
    ]
    let work = try work(rows, "minimum: 2, method: mondrian", fields: fields)
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      try work.published("k").map { $0.joined(separator: " ") } == [
        "leeftijd nr zone", "|20 1 2026-01-05/2026-01-07", "29-64 2 2026-02-01/2026-03-01",
        "|20 3 2026-01-05/2026-01-07", "29-64 4 2026-02-01/2026-03-01",
        "29-64 5 2026-02-01/2026-03-01",
      ])
    let page = try work.text("catalog/current/datasets/k/index.html")
    #expect(page.contains("samengevoegd met gelijkende rijen tot een bereik of een verzameling"))
  }

  @Test(
    "asks of the small table what it has, and no more",
    arguments: [
      ("k: {minimum: 2}", 0, 12), ("k: {minimum: 3}", 3, 0),
      ("k: {minimum: 2}, t: {maximum: 0.5}", 0, 12),
      ("k: {minimum: 2}, t: {maximum: 0.49}", 3, 0), ("k: {minimum: 2}, l: {minimum: 2}", 3, 0),
      ("k: {minimum: 2, method: suppress, limit: 3}, l: {minimum: 2}", 0, 9),
      ("k: {minimum: 4, method: mondrian}, l: {minimum: 2}", 0, 12),
    ])
  func small(rule: String, code: Int32, rows: Int) async throws {
    let work = try Workdir()
    try work.dataset(
      "small", csv: "path: \(Self.small)",
      fields: [
        "source: wijk, privacy: quasi, treat: keep",
        "source: leeftijd, privacy: quasi, treat: keep",
        "source: huishouden, privacy: quasi, treat: keep",
        "source: regeling, privacy: sensitive, treat: keep",
      ], more: "privacy: {\(rule)}\npublish: {order: source}\n")
    let outcome = try await work.run("run")
    #expect(outcome.code == code, "\(outcome.errors)")
    guard code == 0 else { return }
    let records = try work.published("small")
    #expect(records.count == rows + 1)
    let counted = PlainTable(names: records[0], rows: Array(records.dropFirst())).recount(
      quasi: ["wijk", "leeftijd", "huishouden"], sensitive: "regeling")
    if rule.contains("l:") { #expect(counted.distinct >= 2) }
    if rule.contains("mondrian") { #expect(counted.k >= 4) }
  }
}
