// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// What a red team found; each stays found.
@Suite("Red team")
struct RedTeamTests {
  private func work(
    _ export: String, fields: [String], csv: String = "path: a.csv", more: String = ""
  ) throws -> Workdir {
    let work = try Workdir()
    try work.dataset("a", csv: csv, fields: fields, more: more)
    try work.write("pipelines/a/a.csv", export)
    return work
  }

  private let number = "source: n, name: n, type: integer, privacy: none, treat: keep"

  @Test("refuses an export of which no row is left, whatever the limit")
  func noRowLeft() async throws {
    let work = try work("n\n1\n", fields: [number], more: "errors: {limit: 100%}\n")
    #expect(try await work.run("run").code == 0)
    let before = try work.tree()
    try work.write("pipelines/a/a.csv", "n\nx\ny\n")
    let outcome = try await work.run("run")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("[source-empty]"))
    #expect(try differences(before, work.tree()).isEmpty)
  }

  @Test("gives a period in days where the field has times")
  func periodOfTimes() async throws {
    let work = try work(
      "t\n2026-01-01T12:38:00\n2026-02-01T00:00:00\n",
      fields: ["source: t, name: t, type: datetime, privacy: none, treat: keep"])
    let path = "pipelines/a/pipeline.yaml"
    let text = try work.text(path).replacingOccurrences(
      of: "theme: [ENVI]}", with: "theme: [ENVI], temporal: {field: t}}")
    try work.write(path, text)
    #expect(try await work.run("run").code == 0)
    let turtle = try work.text("catalog/current/datasets/a/a.ttl")
    #expect(turtle.contains("dcat:startDate \"2026-01-01\"^^xsd:date"))
    #expect(turtle.contains("dcat:endDate \"2026-02-01\"^^xsd:date"))
  }

  @Test("counts a hundred thousand bad rows in no more time than good ones")
  func manyBadRows() async throws {
    let rows = String(repeating: "x\n", count: 100_000)
    let work = try work("n\n" + rows, fields: [number], more: "errors: {limit: 10}\n")
    let outcome = try await work.run("run")
    #expect(outcome.code == 1)
    #expect(outcome.unwrappedErrors.contains("(99995 more rows)"))
    #expect(outcome.unwrappedErrors.contains("100000 of 100000 rows"))
  }

  @Test("refuses an export in UTF-8 that the pipeline file calls something else")
  func mojibake() async throws {
    let fields = ["source: naam, name: naam, privacy: none, treat: keep"]
    let csv = "path: a.csv, encoding: windows-1252"
    let work = try work("naam\nCafé Zoë\n", fields: fields, csv: csv)
    let outcome = try await work.run("run")
    #expect(outcome.code == 1 && !work.isPublished)
    #expect(outcome.errors.contains("[encoding-error]"))
    #expect(outcome.unwrappedErrors.contains("encoding: utf-8"))
  }

  @Test("does not wait for a pipeline file that is a pipe without a writer")
  func pipelineFileIsAPipe() async throws {
    let work = try work("n\n1\n", fields: [number])
    let path = work.file("pipelines/a/pipeline.yaml")
    try FileManager.default.removeItem(atPath: path)
    try #require(mkfifo(path, 0o600) == 0)
    let outcome = try await work.run("check")
    #expect(outcome.code == 2)
    #expect(outcome.unwrappedErrors.contains("pipelines/a/pipeline.yaml"))
  }

  @Test("says that a quote is open where footer lines are left out")
  func openQuoteBeforeTheFooter() async throws {
    let fields = ["a", "b"].map { "source: \($0), name: \($0), privacy: none, treat: keep" }
    let work = try work(
      "a;b\n1;2\n3;\"4\n5;6\n7;8\nTotaal;4\n", fields: fields,
      csv: "path: a.csv, dialect: {delimiter: \";\", footerLines: 1}")
    let outcome = try await work.run("run")
    #expect(outcome.code == 1 && !work.isPublished)
    #expect(outcome.errors.contains("[unclosed-quote]"))
    #expect(outcome.unwrappedErrors.contains("a.csv:3"))
  }
}
