// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Exports of several blocks: places and counts do not depend on the block or on who worked on it.
@Suite("Large exports")
struct LargeExportProofs {
  private static let count = 60_000
  private static let export = "pipelines/groot/export.csv"

  /// Rows of which some have a line end within quotes, so that rows and lines drift apart.
  private struct Rows {
    var bytes = Array("id,waarde,toelichting\r\n".utf8)
    /// The line on which each row begins, from 1; the first is row 1.
    private(set) var lines = [0]
    private var line = 2

    /// Makes the rows; `change` gets the cells of each.
    init(_ change: (Int, inout [String]) -> Void = { _, _ in }) {
      for row in 1...LargeExportProofs.count {
        let isTall = row % 500 == 0 && row < 55_000
        var cells = [
          "id-\(row)", "\(row % 97)", isTall ? "\"twee\r\nregels\"" : "een gewone toelichting",
        ]
        change(row, &cells)
        bytes += Array((cells.joined(separator: ",") + "\r\n").utf8)
        lines.append(line)
        line += isTall ? 2 : 1
      }
    }
  }

  private func work(_ rows: Rows, more: String = "") throws -> Workdir {
    let work = try Workdir()
    try work.dataset(
      "groot", csv: "path: export.csv",
      fields: [
        "source: id, privacy: none, treat: keep, constraints: {unique: true}",
        "source: waarde, type: integer, privacy: none, treat: keep, constraints: {maximum: 100}",
        "source: toelichting, privacy: none, treat: keep",
      ], more: more)
    try work.write(Self.export, rows.bytes)
    return work
  }

  /// Runs with one and with four workers; what is said is the same.
  private func run(_ work: Workdir) async throws -> Outcome {
    var outcomes: [Outcome] = []
    for jobs in ["1", "4"] {
      outcomes.append(try await work.run("run", "--dry-run", "--jobs", jobs))
    }
    #expect(Set(outcomes.map(\.code)).count == 1)
    #expect(Set(outcomes.map(\.errors)).count == 1, "\(outcomes.map(\.errors))")
    #expect(Set(outcomes.map(\.output)).count == 1)
    return try #require(outcomes.first)
  }

  @Test("sets refused rows of every block aside, in order and with their lines")
  func quarantine() async throws {
    let bad = [7, 29_999, 30_000, 45_000, 59_999]
    let rows = Rows { row, cells in
      if row == 45_000 { cells.append("te veel") }
      if row == 59_999 { cells[1] = "101" }
      if bad.prefix(3).contains(row) { cells[1] = "n\(row)" }
    }
    let work = try work(rows, more: "errors: {limit: 5}")
    let outcome = try await run(work)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("groot: ready, \(Self.count - 5) rows"))
    #expect(outcome.output.contains("5 left out"))
    let text = outcome.unwrappedErrors
    for row in bad { #expect(text.contains("\(Self.export):\(rows.lines[row]) (row \(row)")) }
    let kept = try CSVText.records(of: work.read(".hergebruik/quarantine/groot.csv"))
    let (type, constraint) = ("type-error waarde", "constraint-error waarde")
    #expect(
      kept.map { Array($0.prefix(4)) } == [["row", "line", "problems", "id"]]
        + zip(bad, [type, type, type, "extra-cell", constraint]).map { row, problem in
          ["\(row)", "\(rows.lines[row])", problem, "id-\(row)"]
        })
  }

  @Test("tells the first of many refused rows, and how many there are")
  func manyProblems() async throws {
    let rows = Rows { row, cells in if row % 1000 == 1 { cells[1] = "veel" } }
    let outcome = try await run(try work(rows, more: "errors: {limit: 0.05%}"))
    #expect(outcome.code == 1)
    let text = outcome.unwrappedErrors
    for row in [1, 1001, 4001] {
      #expect(text.contains("\(Self.export):\(rows.lines[row]) (row \(row), field waarde)"))
    }
    #expect(!text.contains("(row 5001"))
    #expect(text.contains("(55 more rows)"))
    #expect(text.contains("60 of 60000 rows cannot be published"))
    #expect(text.contains("[error-limit]"))
  }

  @Test("finds a value that occurs twice, blocks apart")
  func duplicates() async throws {
    let rows = Rows { row, cells in if row == 50_000 { cells[0] = "id-12" } }
    let outcome = try await run(try work(rows))
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("[unique-error]"))
    #expect(outcome.unwrappedErrors.contains("(row 50000, field id)"))
    #expect(outcome.unwrappedErrors.contains("row 12"))
    #expect(!outcome.errors.contains("id-12"))
  }

  @Test("places what makes a late block unreadable", arguments: ["bad byte", "quote", "stray"])
  func faults(kind: String) async throws {
    let row = 55_001
    var rows = Rows { number, cells in
      guard number == row else { return }
      cells[2] = kind == "quote" ? "\"nooit dicht" : kind == "stray" ? "hier \"niet\" zo" : "hi@r"
    }
    if kind == "bad byte", let at = rows.bytes.firstIndex(of: UInt8(ascii: "@")) {
      rows.bytes[at] = 0xEB
    }
    let outcome = try await run(try work(rows))
    #expect(outcome.code == 1)
    let before = "id-\(row),\(row % 97),".count
    let (code, column) = try #require(
      [
        "bad byte": ("encoding-error", before + 3), "quote": ("unclosed-quote", before + 1),
        "stray": ("stray-quote", before + 6),
      ][kind])
    #expect(outcome.errors.contains("[\(code)]"), "\(outcome.errors)")
    #expect(
      outcome.errors.contains("\(Self.export):\(rows.lines[row]):\(column)"), "\(outcome.errors)")
  }

  @Test("publishes nothing of a gzip file that was cut off")
  func truncatedGzip() async throws {
    let work = try work(Rows())
    let packed = try await work.run(tool: "gzip", ["-c"], input: try work.read(Self.export))
    try work.write(Self.export, Array(packed.outputBytes.dropLast(packed.outputBytes.count / 3)))
    let outcome = try await run(work)
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("[compression-error]"))
    try work.write(Self.export, packed.outputBytes)
    #expect(try await work.run("run", "--quiet").code == 0)
    #expect(try work.published("groot").count == Self.count + 1)
  }
}
