// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Forms of dates, numbers and places, through the real binary.
@Suite("Forms of values")
struct ValueFormTests {
  private func run(
    _ rows: [String], _ fields: [String], more: String = ""
  ) async throws -> (work: Workdir, outcome: Outcome) {
    let work = try Workdir()
    try work.dataset(
      "waarden", csv: "path: a.csv, dialect: {delimiter: ';'}", fields: fields, more: more)
    try work.write("pipelines/waarden/a.csv", rows.joined(separator: "\n") + "\n")
    return (work, try await work.run("run", "--date", "2026-11-23"))
  }

  private func unwrapped(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let key = "source: nr, type: integer, privacy: none, treat: keep"

  @Test("are published in one form each")
  func published() async throws {
    let (work, outcome) = try await run(
      [
        "nr;dag;begonnen;bouw;bedrag;open;score",
        "1;3 mrt. 2026;16-07-57;19850000;1\u{202F}250,00-;2026-01-31T24:00:00;    20.8",
        " 2;1 december 2026;01-02-03;19850700;(12,50);2026-12-31T23:59:00;       .",
        "3; 12 MEI 2026;31-12-26;19850713;\u{2212}3,00;;  -0.100",
      ],
      [
        Self.key, "source: dag, type: date, format: '%d %B %Y', privacy: none, treat: keep",
        "source: begonnen, type: date, format: '%d-%m-%y', pivotYear: 1957, privacy: none, treat: keep",
        "source: bouw, type: date, format: '%Y%m%d', unknownParts: true, privacy: none, treat: keep",
        "source: bedrag, type: number, decimalChar: ',', groupChar: ' ', "
          + "negative: [minusSign, trailing, parentheses], privacy: none, treat: keep",
        "source: open, type: datetime, privacy: none, treat: keep",
        "source: score, type: number, privacy: none, treat: keep",
      ], more: "missingValues: ['', '.']")
    #expect((outcome.code, outcome.errors) == (0, ""))
    #expect(
      try work.published("waarden") == [
        ["nr", "dag", "begonnen", "bouw", "bedrag", "open", "score"],
        ["1", "2026-03-03", "1957-07-16", "1985", "-1250.00", "2026-02-01T00:00:00", "20.8"],
        ["2", "2026-12-01", "2003-02-01", "1985-07", "-12.50", "2026-12-31T23:59:00", ""],
        ["3", "2026-05-12", "2026-12-31", "1985-07-13", "-3.00", "", "-0.100"],
      ])
    let schema = String(
      decoding: try work.read("catalog/current/datasets/waarden/schema.json"), as: UTF8.self)
    #expect(schema.contains("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"))
  }

  @Test("stop the run where all places are swapped, and not where that is accepted")
  func places() async throws {
    let rows = ["nr;lat;lon", "1;52.0907;5.1214", "2;52.1561;5.3878"]
    let number = "type: number, privacy: none, treat: keep"
    let columns = [Self.key, "source: lat, \(number)", "source: lon, \(number)"]
    func geometry(_ x: String, _ y: String) -> String {
      "geometry: {from: {x: \(x), y: \(y)}, crs: EPSG:4326, lon: lengte, lat: breedte}"
    }
    let (_, right) = try await run(rows, columns, more: geometry("lon", "lat"))
    #expect((right.code, right.errors) == (0, ""))
    let (_, swapped) = try await run(rows, columns, more: geometry("lat", "lon"))
    #expect(swapped.code == 1)
    let words = unwrapped(swapped.errors)
    #expect(words.contains("coordinates-swapped") && words.contains("2 of 2 places"))
    #expect(words.contains("{x: lon, y: lat}"), "\(words)")
    let (work, accepted) = try await run(
      rows, columns,
      more: geometry("lat", "lon") + "\naccept: [{finding: coordinates-swapped, reason: a test}]")
    #expect(accepted.code == 0)
    #expect(try work.published("waarden").count == 3)
  }

  @Test("may lie in the Caribbean Netherlands where the catalogue is of there")
  func caribbean() async throws {
    let number = "type: number, privacy: none, treat: keep"
    let work = try Workdir()
    try work.dataset(
      "waarden", csv: "path: a.csv, dialect: {delimiter: ';'}",
      fields: [Self.key, "source: x, \(number)", "source: y, \(number)"],
      more: "geometry: {from: {x: x, y: y}, crs: EPSG:4326}")
    try work.write("pipelines/waarden/a.csv", "nr;x;y\n1;-68.27;12.15\n2;-62.98;17.48\n")
    let elsewhere = try await work.run("run", "--date", "2026-11-23")
    #expect(elsewhere.code == 1)
    #expect(elsewhere.errors.contains("coordinates-elsewhere"))
    let catalogue = String(decoding: try work.read("pipelines/catalog.yaml"), as: UTF8.self)
    #expect(!catalogue.contains("spatial"))
    try work.write("pipelines/catalog.yaml", catalogue + "\nspatial: gm9001\n")
    for command in ["validate", "run"] {
      let there = try await work.run(command, "--date", "2026-11-23")
      #expect((there.code, there.errors) == (0, ""), "\(command)")
    }
  }

  @Test("are told where they are seldom meant, and published all the same")
  func told() async throws {
    let rows = [
      "nr;eind;melding", "1;31-12-2024;Losse tegel", "2;31-12-9999;\"=HYPERLINK(\"\"x\"\")\"",
    ]
    func fields(_ more: String = "") -> [String] {
      [
        Self.key, "source: eind, type: date, format: '%d-%m-%Y', privacy: none, treat: keep\(more)",
        "source: melding, privacy: none, treat: keep",
      ]
    }
    let (work, outcome) = try await run(rows, fields())
    #expect(outcome.code == 0)
    let words = unwrapped(outcome.errors)
    for part in [
      "sentinel-date", "1 cell from the year 2900 on", "formula-text", "1 cell of melding",
    ] {
      #expect(words.contains(part), "\(words)")
    }
    #expect(try work.published("waarden")[2][1] == "9999-12-31")
    let (other, declared) = try await run(
      rows, fields(", missingValues: ['', 31-12-9999]"),
      more: "accept: [{finding: formula-text, field: melding, reason: the words of citizens}]")
    #expect(declared.code == 0)
    #expect(!declared.errors.contains("warning"))
    #expect(try other.published("waarden")[2][1] == "")
  }

  @Test("refuse keys that look the same")
  func keys() async throws {
    let (_, outcome) = try await run(
      ["code;n", "A1;1", "A1 ;2", "A1\u{A0};3"],
      [
        "source: code, privacy: none, treat: keep",
        "source: n, type: integer, privacy: none, treat: keep",
      ],
      more: "primaryKey: code")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("primary-key") && outcome.errors.contains("White space"))
  }
}
