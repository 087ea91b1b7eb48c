// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// The samples about persons as examples: by their own treatments they need no exception of whoever signs.
@Suite("Samples at the gate")
struct SampleGateTests {
  private static let names = SampleTests.personal.map(\.dataset)

  /// The report for the FG of a run.
  private func report(_ name: String, _ work: Workdir) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(
        with: Data(work.read(".hergebruik/runs/2026-11-23/\(name).json"))) as? [String: Any])
  }

  @Test("are signed for without exceptions, and every check is passed or says why there was none")
  func passes() async throws {
    let work = try await SampleTests.signedWork()
    let outcome = try await work.run("run", "--date", "2026-11-23")
    #expect(outcome.code == 0, "\(outcome.errors)")
    for name in Self.names {
      #expect(try !work.text("pipelines/\(name)/assessment.yaml").contains("allow"), "\(name)")
      let report = try report(name, work)
      #expect(report["isAllowed"] as? Bool == true)
      #expect((report["findings"] as? [Any])?.isEmpty == true)
      let signOff = try #require(report["signOff"] as? [String: Any])
      #expect((signOff["exceptions"] as? [Any])?.isEmpty == true, "\(name)")
      var verdicts: [String: String] = [:]
      for check in try #require(report["checks"] as? [[String: Any]]) {
        let (check, verdict) = (
          try #require(check["name"] as? String), try #require(check["verdict"] as? String)
        )
        verdicts[check] = verdict
      }
      #expect(verdicts.count == 11)
      #expect(verdicts.values.allSatisfy { ["passed", "not-done"].contains($0) }, "\(verdicts)")
      for check in ["columns-classified", "written-output", "sign-off", "every-check-ran"] {
        #expect(verdicts[check] == "passed", "\(name): \(check)")
      }
      for check in try #require(report["checks"] as? [[String: Any]]) {
        let evidence = try #require(check["evidence"] as? [String: String])
        #expect(evidence["nl"]?.isEmpty == false && evidence["en"]?.isEmpty == false)
      }
      // It is asked of rows about persons, and those of the register are about organisations.
      #expect(
        verdicts["k-anonymity"] == (name == "subsidieregister" ? "not-done" : "passed"), "\(name)")
    }
  }

  @Test(
    "hide persons among five at least, counted here",
    arguments: [
      ("meldingen-openbare-ruimte", ["gemeld_maand", "stadsdeel"], 420),
      ("parkeervergunningen", ["gebied", "ingangsjaar"], 500),
    ])
  func classes(name: String, fields: [String], exported: Int) async throws {
    let work = try await SampleTests.signedWork()
    #expect(try await work.run("run", name, "--date", "2026-11-23").code == 0)
    let table = try work.published(name)
    let columns = try fields.map { try #require(table[0].firstIndex(of: $0)) }
    let classes = Dictionary(grouping: table.dropFirst()) { row in columns.map { row[$0] } }
    let smallest = try #require(classes.values.map(\.count).min())
    #expect(smallest >= 5)
    let leftOut = exported - (table.count - 1)
    #expect(leftOut * 100 <= exported * 2)
    let report = try report(name, work)
    #expect(report["minimumK"] as? Int == 5)
    let figures = try #require(report["figures"] as? [String: Any])
    #expect(figures["k"] as? Int == smallest)
    #expect(figures["suppressedRows"] as? Int == leftOut)
    // All other columns are a pseudonym, or the same in many rows.
    for column in table[0].indices where !columns.contains(column) {
      let distinct = Set(table.dropFirst().map { $0[column] }).count
      #expect(table[0][column].hasSuffix("_id") || distinct < 20, "\(table[0][column])")
    }
  }

  @Test("publish the subsidies of organisations, all of them and no other")
  func organisations() async throws {
    let work = try await SampleTests.signedWork()
    #expect(try await work.run("run", "subsidieregister", "--date", "2026-11-23").code == 0)
    let export = try DamageTests.Export(
      work.read("pipelines/subsidieregister/example/subsidieregister.csv"), delimiter: ";",
      skip: 3)
    let kind = try #require(export.header.firstIndex(of: "Type aanvrager"))
    let day = try #require(export.header.firstIndex(of: "Besluitdatum"))
    let expected = export.rows.filter { $0[kind] == "organisatie" }.map { row in
      row[day].split(separator: "-").reversed().joined(separator: "-")
    }
    #expect(expected.count > 100 && export.rows.contains { $0[kind] == "particulier" })
    let table = try work.published("subsidieregister")
    let column = try #require(table[0].firstIndex(of: "besluitdatum"))
    #expect(table.dropFirst().map { $0[column] }.sorted() == expected.sorted())
  }

  @Test("stop at a kind of applicant that nobody thought of", arguments: ["", "Particulier"])
  func unknownKind(word: String) async throws {
    let work = try await SampleTests.signedWork()
    let path = "pipelines/subsidieregister/example/subsidieregister.csv"
    var export = try DamageTests.Export(work.read(path), delimiter: ";", skip: 3)
    let kind = try #require(export.header.firstIndex(of: "Type aanvrager"))
    let row = try #require(export.rows.firstIndex { $0[kind] == "particulier" })
    export.rows[row][kind] = word
    try work.write(path, export.bytes)
    let outcome = try await work.run("run", "subsidieregister", "--date", "2026-11-23")
    #expect(outcome.code == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("[type-error]"), "\(outcome.errors)")
    #expect(!work.isPublished)
  }

  /// Where the rows of a release end; `month` is the last month of the first one.
  @Test(
    "go out again without an exception after a month, and the permits after a year",
    arguments: [
      ("meldingen-openbare-ruimte", "meldingen_2026.csv", Character(","), "Gemeld op", "2026-08"),
      (
        "parkeervergunningen", "parkeervergunningen_20261101.csv", Character(";"), "ingangsdatum",
        "2025-12"
      ),
    ])
  func nextRelease(
    name: String, file: String, delimiter: Character, column: String, month: String
  ) async throws {
    let work = try await SampleTests.signedWork()
    let path = "pipelines/\(name)/example/\(file)"
    let whole = try DamageTests.Export(work.read(path), delimiter: delimiter, skip: 0)
    let day = try #require(whole.header.firstIndex { $0.hasSuffix(column) })
    var earlier = whole
    earlier.rows = whole.rows.filter { row in
      let parts = row[day].prefix(10).split(separator: "-")
      return "\(parts[2])-\(parts[1])" <= month
    }
    #expect(earlier.rows.count > 200 && whole.rows.count - earlier.rows.count > 20)
    try work.write(path, earlier.bytes)
    let first = try await work.run("run", name, "--date", "2026-11-22")
    #expect(first.code == 0, "\(first.errors)")
    let before = try work.published(name).count
    try work.write(path, whole.bytes)
    let second = try await work.run("run", name, "--date", "2026-11-23")
    #expect(second.code == 0, "\(second.errors)")
    #expect(try work.published(name).count > before + 20)
    let checks = try #require(try report(name, work)["checks"] as? [[String: Any]])
    let compared = checks.first { $0["name"] as? String == "rows-added-and-removed" }
    #expect(compared?["verdict"] as? String == "passed")
  }

  @Test("are held where one row more goes out by itself")
  func oneRowMore() async throws {
    let work = try await SampleTests.signedWork()
    let path = "pipelines/meldingen-openbare-ruimte/example/meldingen_2026.csv"
    #expect(try await work.run("run", Self.names[1], "--date", "2026-11-22").code == 0)
    let row =
      "M202600999,20-10-2026 10:10,Groen,Overhangende takken,Westeinde,balie,Gemeld,,-,,\r\n"
    try work.write(path, work.read(path) + Array(row.utf8))
    let outcome = try await work.run("run", Self.names[1], "--date", "2026-11-23")
    #expect(outcome.code == 3, "\(outcome.errors)")
    #expect(outcome.errors.contains("[differencing]"), "\(outcome.errors)")
  }
}
