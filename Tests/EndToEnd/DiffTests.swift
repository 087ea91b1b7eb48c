// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Differences between an export and what is published, through the real binary.
@Suite("Differences with what is published")
struct DiffTests {
  private static let fields = [
    "source: nr, type: integer, privacy: none, treat: keep",
    "source: soort, privacy: none, treat: keep", "source: hoogte, privacy: none, treat: keep",
  ]

  private static let key = "primaryKey: [nr]"

  private static func define(
    _ work: Workdir, fields: [String] = fields, metadata: String = "", more: String = key
  ) throws {
    try work.dataset("bomen", csv: "path: export.csv", fields: fields, more: more)
    let file = "pipelines/bomen/pipeline.yaml"
    try work.write(
      file, work.text(file).replacingOccurrences(of: "metadata: {", with: "metadata: {\(metadata)"))
  }

  private static func export(_ work: Workdir, _ rows: [String], header: String = "nr,soort,hoogte")
    throws
  {
    try work.write("pipelines/bomen/export.csv", ([header] + rows).map { $0 + "\n" }.joined())
  }

  /// A project whose three trees are published.
  private static func published(more: String = key) async throws -> Workdir {
    let work = try Workdir()
    try define(work, more: more)
    try export(work, ["1,eik,10", "2,es,11", "3,den,12"])
    let outcome = try await work.run("run", "--date", "2026-11-01")
    try #require(outcome.code == 0, "\(outcome.errors)")
    return work
  }

  private static func log(_ work: Workdir, _ name: String = "bomen") throws -> [[String: Any]] {
    let bytes = try work.read("catalog/current/datasets/\(name)/changes.json")
    let document = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    return try #require(document?["releases"] as? [[String: Any]])
  }

  @Test("counts rows by their key, whatever their order, and cells by field; nothing is published")
  func byKey() async throws {
    let work = try await Self.published()
    let before = try work.tree()
    try Self.export(work, ["4,beuk,9", "3,den,13", "1,linde,14"])
    let outcome = try await work.run("diff", "bomen")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      outcome.output == """
        bomen: changed, 3 rows
          rows added      1
          rows removed    1
          rows changed    2
            in soort      1
            in hoogte     2
          a run           would publish it

        """)
    #expect(try differences(before, work.tree()).isEmpty)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: work.file(".hergebruik"))
        .allSatisfy { !$0.hasPrefix("preview-") })
    let run = try await work.run("run", "--date", "2026-11-02")
    #expect(run.code == 0, "\(run.errors)")
    let log = try Self.log(work)
    #expect(log.map { $0["date"] as? String } == ["2026-11-02", "2026-11-01"])
    #expect(log[0]["added"] as? Int == 1)
    #expect(log[0]["removed"] as? Int == 1)
    #expect(log[0]["changed"] as? Int == 2)
    #expect(log[1]["added"] == nil)
    let page = try work.text("catalog/current/datasets/bomen/wijzigingen/index.html")
    #expect(page.contains("Wijzigingen per publicatie"))
    #expect(page.contains("2 november 2026"))
    #expect(page.contains("eerste publicatie"))
  }

  @Test("without a key a row that changed is one removed and one added")
  func withoutKey() async throws {
    let work = try await Self.published(more: "")
    try Self.export(work, ["3,den,12", "1,eik,10", "1,eik,10", "2,es,12"])
    let outcome = try await work.run("diff")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("bomen: changed, 3 → 4 rows\n"))
    #expect(outcome.output.contains("  rows added      2\n"))
    #expect(outcome.output.contains("  rows removed    1\n"))
    #expect(outcome.output.contains("  rows changed    not known"))
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("ends as asked, and writes JSON")
  func exitCodes() async throws {
    let work = try await Self.published()
    let same = try await work.run("diff", "--exit-code", "--date", "2026-11-02")
    #expect(same.code == 0, "\(same.errors)")
    #expect(
      same.output
        == "bomen: unchanged, 3 rows\n  a run           would not publish it: nothing changed\n")
    try Self.export(work, ["1,eik,10", "2,es,11", "3,den,99"])
    let other = try await work.run("diff", "--exit-code", "--json")
    #expect(other.code == 1)
    #expect(other.errors.isEmpty)
    let document = try JSONSerialization.jsonObject(with: Data(other.output.utf8))
    let datasets = try #require((document as? [String: Any])?["datasets"] as? [[String: Any]])
    let change = try #require(datasets.first?["change"] as? [String: Any])
    #expect((change["rows"] as? [String: Any])?["changed"] as? Int == 1)
    #expect(datasets.first?["refusals"] as? [String] == [])
    #expect(!other.output.contains("99"))
    try Self.export(work, ["1,eik,10,x"])
    let broken = try await work.run("diff", "--exit-code")
    #expect(broken.code == 1)
    #expect(broken.errors.contains("[extra-cell]"))
    #expect(try await work.run("diff", "struiken").code == 2)
  }

  @Test("refuses what breaks programs until the version is raised, and tells what breaks")
  func breaking() async throws {
    let work = try await Self.published()
    let before = try work.tree()
    let fields =
      Self.fields.dropLast() + ["source: hoogte, name: meters, privacy: none, treat: keep"]
    try Self.define(work, fields: Array(fields))
    let refused = try await work.run("run", "--date", "2026-11-02")
    #expect(refused.code == 1)
    #expect(refused.errors.contains("[schema-breaking]"))
    let words = refused.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("field hoogte is probably called meters now"))
    #expect(words.contains("metadata: {version: 2}"))
    #expect(try differences(before, work.tree()).isEmpty)
    let diff = try await work.run("diff")
    #expect(diff.code == 0)
    #expect(diff.output.contains("  a run           would refuse it: schema-breaking\n"))
    #expect(diff.output.contains("  schema          breaking: field hoogte is probably called"))

    try Self.define(work, fields: Array(fields), metadata: "version: 2, ")
    let accepted = try await work.run("run", "--date", "2026-11-03")
    #expect(accepted.code == 0, "\(accepted.errors)")
    let log = try Self.log(work)
    #expect(log.count == 2)
    #expect(log[0]["version"] as? Int == 2)
    let schema = try #require(log[0]["schema"] as? [[String: Any]])
    #expect(schema.map { $0["kind"] as? String } == ["field-renamed"])
    #expect(schema[0]["verdict"] as? String == "breaking")
    let turtle = try work.text("catalog/current/datasets/bomen/bomen.ttl")
    #expect(turtle.contains("dcat:version \"2\""))
    let old = String(
      decoding: before["datasets/bomen/bomen.ttl"]?.content ?? [], as: UTF8.self)
    #expect(!old.isEmpty && !old.contains("dcat:version"))

    // Back to version 1 breaks it again.
    try Self.define(work, fields: Array(fields))
    let lowered = try await work.run("run", "--date", "2026-11-04")
    #expect(lowered.code == 1)
    #expect(lowered.errors.contains("[schema-breaking]"))
  }

  @Test("publishes a field at the end without more ado, and keeps the log of what did not change")
  func compatible() async throws {
    let work = try await Self.published()
    try Self.define(work, fields: Self.fields + ["source: wijk, privacy: none, treat: keep"])
    try Self.export(
      work, ["1,eik,10,a", "2,es,11,b", "3,den,12,c"], header: "nr,soort,hoogte,wijk")
    let outcome = try await work.run("run", "--date", "2026-11-02")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let log = try Self.log(work)
    // The rows are the same in the fields that both have.
    #expect(log[0]["changed"] as? Int == 0)
    #expect(log[0]["added"] as? Int == 0)
    let before = try work.tree()
    #expect(try await work.run("run", "--date", "2026-11-03").code == 0)
    #expect(try differences(before, work.tree()).isEmpty)
    // Another dataset gets a release; this one keeps its log.
    try work.dataset(
      "struiken", csv: "path: export.csv", fields: ["source: naam, privacy: none, treat: keep"])
    try work.write("pipelines/struiken/export.csv", "naam\nhulst\n")
    #expect(try await work.run("run", "struiken", "--date", "2026-11-04").code == 0)
    #expect(try Self.log(work).count == 2)
    #expect(try Self.log(work, "struiken").count == 1)
    #expect(
      try work.text("catalog/current/datasets/bomen/wijzigingen/index.html").contains(
        "is nieuw, achteraan"))
  }

  @Test("hides small numbers of data about persons in public, and not from the publisher")
  func small() async throws {
    let night = try NightProject()
    try await night.publish()
    try night.write([
      NightProject.rows[0], NightProject.rows[1].replacingOccurrences(of: "13,75", with: "99,95"),
      "NR-70004;Tjitske Zwijgsma;04-02-2026;15,00", "NR-70005;Douwe Stilstra;05-02-2026;16,00",
    ])
    let diff = try await night.work.run("diff", "nacht")
    #expect(diff.output.contains("  rows added      2\n"), "\(diff.output)\(diff.errors)")
    #expect(diff.output.contains("  rows removed    1\n"))
    #expect(diff.output.contains("    in bedrag     1\n"))
    let outcome = try await night.work.run("run", "--date", "2026-11-02")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let log = try Self.log(night.work, "nacht")
    for count in ["added", "removed", "changed"] {
      #expect(log[0][count] as? String == "fewer than 5", "\(count)")
    }
    let page = try night.work.text("catalog/current/datasets/nacht/wijzigingen/index.html")
    #expect(page.contains("minder dan 5"))
  }
}
