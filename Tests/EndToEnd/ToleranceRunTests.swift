// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Rows that cannot be read, dialect lines and tables without rows, from a pipeline file to the catalogue.
@Suite("Tolerance")
struct ToleranceRunTests {
  private func work(_ export: [UInt8], csv: String = "", more: String = "") throws -> Workdir {
    let work = try Workdir()
    try work.dataset(
      "a", csv: "path: a.csv" + csv,
      fields: [
        "source: code, privacy: none, treat: keep", "source: naam, privacy: none, treat: keep",
      ],
      more: more)
    try work.write("pipelines/a/a.csv", export)
    return work
  }

  private func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let damaged =
    Array("code,naam\n1,a\n2,5\" b\n3,c\n4,".utf8) + [0xE9] + Array("\n5,\"d\ne\"\n6\n7,f\n".utf8)

  @Test("puts rows that cannot be read into quarantine, with their places", arguments: ["1", "4"])
  func quarantine(jobs: String) async throws {
    let work = try work(Self.damaged, more: "errors: {limit: 3}")
    let outcome = try await work.run("run", "--jobs", jobs)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      try work.published("a") == [
        ["code", "naam"], ["1", "a"], ["3", "c"], ["5", "d\ne"], ["7", "f"],
      ])
    let said = words(outcome.errors)
    for part in ["[stray-quote]", "a.csv:3:4", "[encoding-error]", "a.csv:5:3", "[missing-cell]"] {
      #expect(said.contains(part), "\(part): \(outcome.errors)")
    }
    let kept = try CSVText.records(of: work.read(".hergebruik/quarantine/a.csv"))
    #expect(
      kept.map { Array($0.prefix(3)) } == [
        ["row", "line", "problems"], ["2", "3", "stray-quote"], ["4", "5", "encoding-error"],
        ["6", "8", "missing-cell"],
      ])
    #expect(kept[1].dropFirst(3) == ["2,5\" b"] && kept[2].dropFirst(3) == ["4", "\u{FFFD}"])
    #expect(try work.mode(".hergebruik/quarantine/a.csv") == 0o600)
  }

  @Test(
    "stops where they are more than the limit, where there is none, and where the quotes are in doubt"
  )
  func stops() async throws {
    let few = try await work(Self.damaged, more: "errors: {limit: 2}").run("run")
    #expect(few.code == 1 && few.errors.contains("[error-limit]"), "\(few.errors)")
    let none = try await work(Self.damaged).run("run")
    #expect(none.code == 1 && none.errors.contains("[stray-quote]"), "\(none.errors)")
    let doubt = try await work(
      Array("code,naam\n1,\"a\nb\" c\n2,d\n".utf8), more: "errors: {limit: 50%}"
    ).run("run")
    #expect(doubt.code == 1 && words(doubt.errors).contains("a.csv:3:2"), "\(doubt.errors)")
  }

  @Test("reads what Excel and DOS write: sep=, spaces, surplus cells and Ctrl-Z")
  func oddities() async throws {
    let excel = try work(
      Array("sep=;\r\ncode;naam;;\r\n1;a;;\r\n2;b\r\n\u{1A}".utf8),
      csv: ", dialect: {surplusEmptyCells: true}")
    let outcome = try await excel.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try excel.published("a") == [["code", "naam"], ["1", "a"], ["2", "b"]])
    let spaced = try work(
      Array("code, naam\n12, \"Jansen, dr.\"\n".utf8), csv: ", dialect: {skipInitialSpace: true}")
    #expect(try await spaced.run("run").code == 0)
    #expect(try spaced.published("a") == [["code", "naam"], ["12", "Jansen, dr."]])
    let other = try await work(
      Array("sep=;\ncode;naam\n1;a\n".utf8), csv: ", dialect: {delimiter: ','}"
    )
    .run("run")
    #expect(
      other.code == 1 && words(other.errors).contains("another character stands between cells"))
  }

  @Test("publishes a table without rows where the pipeline says so, and not elsewhere")
  func empty() async throws {
    let empty = Array("code,naam\n".utf8)
    let refused = try await work(empty).run("run")
    #expect(refused.code == 1 && refused.errors.contains("[source-empty]"), "\(refused.errors)")
    #expect(refused.errors.contains("allowEmpty"))
    let work = try work(
      empty, more: "allowEmpty: true\npublish: {distributions: [csv.gz, jsonl.gz]}")
    for _ in 0..<2 {
      let outcome = try await work.run("run")
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try work.published("a") == [["code", "naam"]])
    }
    try work.write("pipelines/a/a.csv", "code,naam\n1,x\n2,y\n")
    let filled = try await work.run("run")
    #expect(filled.code == 0, "\(filled.errors)")
    try work.write("pipelines/a/a.csv", empty)
    let emptied = try await work.run("run")
    #expect(emptied.code == 0, "\(emptied.errors)")
    #expect(try work.published("a") == [["code", "naam"]])
    #expect(try await work.run("validate").code == 0)
  }
}
