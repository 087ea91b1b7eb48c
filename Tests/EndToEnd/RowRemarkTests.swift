// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What an export holds that is seldom meant, from the file to the pages and reports.
@Suite("Remarks about text and rows")
struct RowRemarkTests {
  private static let fields = [
    "source: id, privacy: none, treat: keep", "source: naam, privacy: none, treat: keep",
    "source: bedrag, type: integer, privacy: none, treat: keep",
  ]

  static func rows(_ range: Range<Int>) -> String {
    range.map { "A\($0);naam \($0);\($0 * 3 + 1)\n" }.joined()
  }

  static let clean = "id;naam;bedrag\n" + rows(0..<40)

  private func work(_ text: String, encoding: String = "utf-8", more: String = "") throws -> Workdir
  {
    let work = try Workdir()
    try work.dataset(
      "proef", csv: "path: x.csv, encoding: \(encoding), dialect: {delimiter: \";\"}",
      fields: Self.fields, more: more)
    try work.write("pipelines/proef/x.csv", text)
    return work
  }

  @Test("says nothing of an export as it should be")
  func nothingToSay() async throws {
    let run = try await work(Self.clean).run("run")
    #expect(run.code == 0)
    #expect(!run.errors.contains("warning"), "\(run.errors)")
  }

  @Test(
    "warns, publishes, and is quiet about what was accepted",
    arguments: [
      ("totals-row", RowRemarkTests.clean + "Totaal;;2380\n"),
      ("duplicate-rows", RowRemarkTests.clean + RowRemarkTests.rows(0..<40)),
      ("replacement-character", RowRemarkTests.clean.replacing("naam 7;", with: "na\u{FFFD}m 7;")),
      ("double-encoding", RowRemarkTests.clean.replacing("naam 7;", with: "naÃ«m 7;")),
      ("control-characters", RowRemarkTests.clean.replacing("naam 7;", with: "na\u{1}am 7;")),
      ("missing-word", RowRemarkTests.clean.replacing("naam 7;", with: "NULL;")),
      ("formula-text", RowRemarkTests.clean.replacing("naam 7;", with: "=A1+7;")),
    ])
  func warned(code: String, text: String) async throws {
    let work = try work(text)
    let run = try await work.run("run", "--date", "2026-11-01")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.errors.contains("[\(code)]"), "\(run.errors)")
    let accept = "accept: [{finding: \(code), reason: \"zo hoort het\"}]"
    #expect(run.errors.contains("finding: \(code)"))
    try work.dataset(
      "proef", csv: "path: x.csv, dialect: {delimiter: \";\"}", fields: Self.fields, more: accept)
    let accepted = try await work.run("run", "--date", "2026-11-02")
    #expect(accepted.code == 0 && !accepted.errors.contains("warning"), "\(accepted.errors)")
    #expect(accepted.errors.contains("note: ") && accepted.errors.contains("zo hoort het"))
    let quiet = try await work.run("run", "--quiet", "--date", "2026-11-03")
    #expect(quiet.code == 0 && quiet.errors.isEmpty, "\(quiet.errors)")
  }

  @Test("refuses files that were joined, by the mark and by the header")
  func joined() async throws {
    let fields = Self.fields.map { $0.replacing(", type: integer", with: "") }
    for (what, text) in [
      ("byte order mark", Self.clean + "\u{FEFF}" + Self.rows(40..<60)),
      ("header once more", Self.clean + "id;naam;bedrag\n" + Self.rows(40..<60)),
    ] {
      let work = try work(text)
      try work.dataset(
        "proef", csv: "path: x.csv, dialect: {delimiter: \";\"}", fields: fields)
      let run = try await work.run("run")
      #expect(run.code == 1)
      #expect(run.errors.contains("x.csv:42 (row 41)") && run.errors.contains("[joined-files]"))
      #expect(CLIText.plain(run.errors).contains(what), "\(run.errors)")
      #expect(!work.exists("catalog/current"))
    }
  }

  @Test("names the joined files also where the header fails the type of a field")
  func joinedTyped() async throws {
    let run = try await work(Self.clean + Self.clean).run("validate")
    #expect(run.code == 1)
    #expect(run.errors.contains("[type-error]") && run.errors.contains("[joined-files]"))
  }

  @Test("refuses an export that stops in its last line")
  func cut() async throws {
    let short = try await work(
      String(Self.clean.dropLast(5)), more: "errors: {limit: 3}"
    ).run("run")
    #expect(short.code == 1 && short.errors.contains("[truncated-export]"), "\(short.errors)")
    // Many writers leave the last line end out: by itself it says nothing.
    let bare = try work(String(Self.clean.dropLast(1)))
    #expect(try await bare.run("run", "--date", "2026-11-01").errors.isEmpty)
    try bare.write("pipelines/proef/x.csv", String(Self.clean.dropLast(2)))
    #expect(try await bare.run("run", "--date", "2026-11-02").code == 0)
    let since = try work(Self.clean)
    #expect(try await since.run("run", "--date", "2026-11-01").code == 0)
    try since.write("pipelines/proef/x.csv", String(Self.clean.dropLast(2)))
    let run = try await since.run("run", "--date", "2026-11-02")
    #expect(run.code == 1 && run.errors.contains("[truncated-export]"), "\(run.errors)")
    let validated = try await since.run("validate", "--date", "2026-11-02")
    #expect(validated.code == 1 && validated.errors.contains("[truncated-export]"))
    try since.dataset(
      "proef", csv: "path: x.csv, dialect: {delimiter: \";\"}", fields: Self.fields,
      more: "accept: [{finding: truncated-export, reason: \"nieuwe versie van het bronsysteem\"}]")
    #expect(try await since.run("run", "--date", "2026-11-02").code == 0)
  }

  @Test("says in words which few rows are not of the type, declared or not")
  func nearMiss() async throws {
    let text = Self.clean.replacing(";7\n", with: ";zeven\n").replacing(";70\n", with: ";n.v.t.\n")
    let declared = try await work(text).run("validate")
    #expect(declared.code == 1)
    #expect(
      CLIText.plain(declared.errors).contains(
        "38 of 40 values of bedrag are whole numbers or empty; rows 3 and 24 are not"))
    let work = try work(text)
    try work.dataset(
      "proef", csv: "path: x.csv, dialect: {delimiter: \";\"}",
      fields: Self.fields.map { $0.replacing(", type: integer", with: "") })
    let run = try await work.run("validate")
    #expect(run.code == 0)
    #expect(
      CLIText.plain(run.errors).contains(
        "38 of 40 values of bedrag are numbers; rows 3 and 24 are not"))
    #expect(!run.errors.contains("zeven"))
  }

  @Test("says nothing of house numbers, of which a few have a letter")
  func houseNumbers() async throws {
    let numbers = (1...60).map { "\($0)" } + ["12a", "70 bis"]
    let text = "id;bedrag\n" + numbers.enumerated().map { "r\($0);\($1)\n" }.joined()
    let work = try Workdir()
    try work.dataset(
      "proef", csv: "path: x.csv, dialect: {delimiter: \";\"}",
      fields: ["id", "bedrag"].map { "source: \($0), privacy: none, treat: keep" })
    try work.write("pipelines/proef/x.csv", text)
    let run = try await work.run("run", "--quiet")
    #expect((run.code, run.errors) == (0, ""))
  }

  @Test("does not take 31-12-9999 for the end of the period")
  func sentinel() async throws {
    let work = try Workdir()
    try work.dataset(
      "proef", csv: "path: x.csv, dialect: {delimiter: \";\"}",
      fields: [
        "source: id, privacy: none, treat: keep",
        "source: einde, type: date, format: \"%d-%m-%Y\", privacy: none, treat: keep",
      ])
    let path = "pipelines/proef/pipeline.yaml"
    let pipeline = try work.text(path).replacing(
      "metadata: {", with: "metadata: {temporal: {field: einde}, ")
    try work.write(path, pipeline)
    try work.write(
      "pipelines/proef/x.csv",
      "id;einde\na;01-02-2020\nb;31-12-9999\nc;03-04-2021\nd;31-12-9999\n")
    let run = try await work.run("run")
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.errors.contains("[sentinel-date]"))
    let turtle = try work.text("catalog/current/datasets/proef/proef.ttl")
    #expect(!turtle.contains("9999-12-31") && turtle.contains("2021-04-03"))
    // Where there is no other date there is no period.
    try work.write("pipelines/proef/x.csv", "id;einde\na;31-12-9999\n")
    #expect(try await work.run("run", "--accept-change").code == 0)
    #expect(try !work.text("catalog/current/datasets/proef/proef.ttl").contains("9999-12-31"))
  }

  @Test("a remark stands in the validation report, in both languages and as JSON")
  func report() async throws {
    let work = try work(Self.clean.replacing("naam 7;", with: "na\u{FFFD}m 7;"))
    #expect(try await work.run("run", "--date", "2026-11-01").code == 0)
    let folder = ".hergebruik/runs/2026-11-01"
    let page = try work.text("\(folder)/proef.validation.html")
    #expect(page.contains("Verloren letters") && page.contains("Replacement Character"))
    #expect(try work.text("\(folder)/proef.validation.json").contains("U+FFFD"))
  }

  @Test("where it is about persons the FG reads of it, and why it was accepted")
  func privacy() async throws {
    let work = try work(Self.clean + Self.rows(0..<40))
    let fields = [
      "source: id, privacy: direct, treat: drop", "source: naam, privacy: none, treat: keep",
      "source: bedrag, type: integer, privacy: none, treat: keep",
    ]
    try work.dataset(
      "proef", csv: "path: x.csv, dialect: {delimiter: \";\"}", fields: fields,
      more: "accept: [{finding: duplicate-rows, reason: \"twee keer hetzelfde mag\"}]")
    _ = try await work.run("run", "--date", "2026-11-01")
    let folder = ".hergebruik/runs/2026-11-01"
    let page = try work.text("\(folder)/proef.html")
    #expect(page.contains("Dubbele rijen") && page.contains("twee keer hetzelfde mag"))
    #expect(try work.text("\(folder)/proef.json").contains("\"duplicate-rows\""))
  }
}

/// What the program prints, without the breaks of its lines.
private enum CLIText {
  static func plain(_ text: String) -> String {
    text.replacing(/\n +/, with: " ")
  }
}
