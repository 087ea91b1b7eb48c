// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// The report of each run's validation, through the real binary.
@Suite("Validation report")
struct ValidationReportTests {
  private static let folder = ".hergebruik/runs/2026-11-25"
  /// Texts of the export that no report may hold.
  private static let secrets = ["Geheimstra", "Verborgenhuis", "beukenboom", "99-99-9999"]

  private static let schema = """
    {"fields": [
      {"name": "id", "type": "integer", "constraints": {"required": true}},
      {"name": "soort", "type": "string", "constraints": {"enum": ["eik", "es"]}},
      {"name": "geplant", "type": "date"}, {"name": "melder", "type": "string"}]}
    """

  private static let rows =
    (1...20).map { "\($0),eik,2020-01-01,Geheimstra" }
    + (21...27).map { "\($0),beukenboom,2020-01-01,Geheimstra" }
    + ["28,es,99-99-9999,Verborgenhuis", ",es,2020-01-01,Verborgenhuis", "30,es"]

  private func project(limit: Int, rows: [String] = rows) throws -> Workdir {
    let work = try Workdir()
    try work.dataset(
      "bomen", csv: "path: export.csv",
      fields: [
        "source: id, privacy: none, treat: keep", "source: soort, privacy: none, treat: keep",
        "source: geplant, privacy: none, treat: keep",
        "source: melder, privacy: direct, treat: drop",
      ], more: "schema: schema.json\nprimaryKey: id\nerrors: {limit: \(limit)}")
    try work.write("pipelines/bomen/schema.json", Self.schema)
    try work.write(
      "pipelines/bomen/export.csv", (["id,soort,geplant,melder"] + rows).map { $0 + "\n" }.joined())
    return work
  }

  private func report(_ work: Workdir, _ name: String = "bomen") throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(
        with: Data(work.read("\(Self.folder)/\(name).validation.json"))) as? [String: Any])
  }

  private func task(_ report: [String: Any]) throws -> [String: Any] {
    try #require((report["tasks"] as? [[String: Any]])?.first)
  }

  /// How many of each type by field a report counts.
  private func counts(_ task: [String: Any]) throws -> [String: Int] {
    let stats = try #require(task["stats"] as? [String: Any])
    let counts = try #require(stats["counts"] as? [[String: Any]])
    return Dictionary(
      counts.map {
        ("\($0["type"] ?? "") \($0["fieldName"] ?? "")", $0["count"] as? Int ?? 0)
      }, uniquingKeysWith: +)
  }

  @Test("tells of rows that were left out, in full numbers and without a value")
  func leftOut() async throws {
    let work = try project(limit: 20)
    let outcome = try await work.run("run", "--date", "2026-11-25")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let report = try report(work)
    #expect((report["valid"] as? Bool, report["accepted"] as? Bool) == (false, true))
    let task = try task(report)
    #expect(
      try counts(task) == [
        "constraint-error soort": 7, "type-error geplant": 1, "constraint-error id": 1,
        "missing-cell ": 1,
      ])
    let errors = try #require(task["errors"] as? [[String: Any]])
    #expect(errors.count == 8)
    #expect(errors.allSatisfy { $0["severity"] as? String == "warning" })
    let stats = try #require(task["stats"] as? [String: Any])
    #expect((stats["rows"] as? Int, stats["rejected"] as? Int) == (30, 10))
    #expect(stats["errors"] as? Int == 10)
    try await work.checkReport(
      "\(Self.folder)/bomen.validation.json", by: "validation-report.schema.json")
    for ending in ["html", "json"] {
      let name = "\(Self.folder)/bomen.validation.\(ending)"
      #expect(try work.mode(name) == 0o600)
      for value in Self.secrets { #expect(!(try work.text(name).contains(value)), "\(ending)") }
    }
    let page = try work.text("\(Self.folder)/bomen.validation.html")
    #expect(page.contains("<strong>10 fouten in rijen die zijn weggelaten.</strong>"))
    #expect(page.contains("rij 25, regel 26; en nog 2."))
    #expect(page.contains("<strong>10 errors in rows that were left out.</strong>"))
    #expect(page.contains("row 25, line 26; and 2 more."))
  }

  @Test("tells of what was refused, of a file that is wrong, and of a good one")
  func verdicts() async throws {
    let work = try project(limit: 0)
    try work.write("pipelines/stuk/pipeline.yaml", "version: 1\n")
    #expect(try await work.run("run", "--date", "2026-11-25").code == 2)
    let refused = try report(work)
    #expect((refused["valid"] as? Bool, refused["accepted"] as? Bool) == (false, false))
    let errors = try #require(task(refused)["errors"] as? [[String: Any]])
    #expect(errors.filter { $0["severity"] as? String == "error" }.count == errors.count)
    #expect(errors.contains { $0["type"] as? String == "error-limit" })
    #expect(try counts(task(refused))["constraint-error soort"] == 7)
    let broken = try report(work, "stuk")
    #expect((broken["tasks"] as? [Any])?.count == 0)
    #expect((broken["errors"] as? [Any])?.isEmpty == false)
    for name in ["bomen", "stuk"] {
      try await work.checkReport(
        "\(Self.folder)/\(name).validation.json", by: "validation-report.schema.json")
    }
    let good = try project(limit: 0, rows: ["1,eik,2020-01-01,Geheimstra"])
    #expect(try await good.run("run", "--date", "2026-11-25").code == 0)
    #expect(try report(good)["valid"] as? Bool == true)
    try await good.checkReport(
      "\(Self.folder)/bomen.validation.json", by: "validation-report.schema.json")
    #expect(
      try good.text("\(Self.folder)/bomen.validation.html").contains("Er is niets mis gevonden."))
  }

  @Test("takes no row of data for names of columns")
  func headless() async throws {
    let work = try project(limit: 0)
    try work.write("pipelines/bomen/export.csv", "1,beukenboom,99-99-9999,Geheimstra\n2,es,,\n")
    #expect(try await work.run("run", "--date", "2026-11-25").code != 0)
    #expect(try (task(report(work))["labels"] as? [String])?.isEmpty == true)
    for ending in ["html", "json"] {
      let text = try work.text("\(Self.folder)/bomen.validation.\(ending)")
      for value in Self.secrets { #expect(!text.contains(value), "\(ending)") }
    }
  }

  @Test("counts every repeated key, also those that are not shown")
  func repeated() async throws {
    let work = try project(limit: 0, rows: (1...9).map { _ in "1,eik,2020-01-01,Geheimstra" })
    #expect(try await work.run("run", "--date", "2026-11-25").code == 1)
    #expect(try counts(task(report(work))) == ["primary-key id": 8])
  }

  @Test(
    "finds what frictionless finds, in the same rows and fields",
    .enabled(if: Repository.hasModules(["frictionless"]), "tool: make test installs it"))
  func frictionless() async throws {
    let rows = Self.rows.filter { !$0.hasPrefix(",") && $0 != "30,es" }
    let work = try project(limit: 20, rows: rows)
    #expect(try await work.run("run", "--date", "2026-11-25").code == 0)
    let peer = try await work.run(
      tool: Repository.python,
      [
        "-m", "frictionless", "validate", "pipelines/bomen/export.csv", "--schema",
        "pipelines/bomen/schema.json", "--json",
      ])
    let theirs = try #require(
      try JSONSerialization.jsonObject(with: Data(peer.outputBytes)) as? [String: Any])
    func places(_ report: [String: Any]) throws -> Set<String> {
      Set(
        try #require(task(report)["errors"] as? [[String: Any]]).map {
          "\($0["type"] ?? "") \($0["rowNumber"] ?? "") \($0["fieldNumber"] ?? "") \($0["fieldName"] ?? "")"
        })
    }
    let ours = try report(work)
    #expect(ours["valid"] as? Bool == theirs["valid"] as? Bool)
    let shown = try places(ours)
    #expect(shown.count == 6)
    #expect(try shown.isSubset(of: places(theirs)), "\(shown)")
    let stats = try #require(task(ours)["stats"] as? [String: Any])
    #expect(try stats["errors"] as? Int == (task(theirs)["errors"] as? [Any])?.count)
  }

  @Test(
    "writes SARIF that another program reads",
    .enabled(if: Repository.hasModules(["sarif_pydantic"]), "tool: make test installs it"))
  func sarif() async throws {
    let work = try project(limit: 0)
    let outcome = try await work.run("run", "--date", "2026-11-25", "--sarif")
    #expect(outcome.code == 1)
    for value in Self.secrets { #expect(!outcome.output.contains(value)) }
    let read = try await work.run(
      tool: Repository.python,
      [
        "-c",
        "import sys, sarif_pydantic as s; print(len(s.Sarif.model_validate_json(sys.stdin.read()).runs[0].results))",
      ], input: outcome.outputBytes)
    #expect(read.code == 0, "\(read.errors)")
    #expect((Int(read.output.filter(\.isNumber)) ?? 0) >= 8)
  }
}
