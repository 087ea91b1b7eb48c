// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Tables with numbers, days and places at the ends, through the real binary: whatever stands in an export, no signal
/// ends the program, and the datasets beside it are published.
@Suite("Extreme tables")
struct ExtremeRunProofs {
  private static let amounts: [[String]] = [
    ["0.00", "10000000.00"], ["0", "1000000000000000.01"], ["9300000.50", "9400000.25"],
    ["599100000000001", "1599100000000002"], ["8712345678906", "8712345678907"],
    ["9223372036854775807", "9223372036854775806", "-9223372036854775808"],
    ["9223372036854775808", "-9223372036854775809"],
    ["1234567890123456789012345", "0.0000000000000001"],
    ["999999999999999999999999999999999999", "-999999999999999999999999999999999999", "0"],
    ["1E308", "-1E308", "1E-308"], ["1.5E9", "2"], ["INF", "-INF", "NaN", "1"], ["-0", "0", "0.0"],
    ["7"], ["7", "7", "7", "7"], ["", ""], ["1E400", "1E-400", "1E99999"],
    [String(repeating: "9", count: 65_536), "1"],
    ["0." + String(repeating: "0", count: 65_000) + "1", "2"],
  ]

  private static let types = [
    "string", "integer", "number", "boolean", "date", "time", "datetime", "year", "yearmonth",
    "duration",
    "geopoint", "object", "array", "list", "geojson", "any",
  ]

  private static let cells = [
    "", "-", "0", "-0", "1E308", "9223372036854775808", "true", "0001-01-01", "9999-12-31", "0001",
    "9999",
    "-9999", "0001-01", "9999-12", "00:00:00", "23:59:59.999999999", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", "P9999999999Y", "-P9999999999Y9999999999M9999999999DT9999999999S",
    "\"180, 90\"", "\"-180,-90\"", "{}", "[]", "\"[1,2]\"",
    "\"{\"\"type\"\":\"\"Point\"\",\"\"coordinates\"\":[180,-90]}\"",
    String(repeating: "x", count: 65_536), "é", "👩‍👩‍👧‍👧",
  ]

  private func expectNoSignal(
    _ outcome: Outcome, _ words: String, _ place: SourceLocation = #_sourceLocation
  ) {
    #expect(
      0...3 ~= outcome.code, "\(words): \(outcome.code) \(outcome.errors)", sourceLocation: place)
    #expect(
      !outcome.errors.contains("self-check"), "\(words): \(outcome.errors)", sourceLocation: place)
  }

  /// Runs, validates, compares and runs again with other rows; each ends by itself.
  private func runAll(_ work: Workdir, _ change: () throws -> Void) async throws {
    expectNoSignal(try await work.run("check"), "check")
    expectNoSignal(try await work.run("run"), "run")
    #expect(try work.published("gewoon").count == 3)
    expectNoSignal(try await work.run("validate"), "validate")
    try change()
    expectNoSignal(try await work.run("diff"), "diff")
    expectNoSignal(try await work.run("run", "--accept-change"), "second run")
    expectNoSignal(try await work.run("run"), "third run")
  }

  private func ordinary(_ work: Workdir) throws {
    try work.dataset(
      "gewoon", csv: "path: a.csv", fields: ["source: a, privacy: none, treat: keep"])
    try work.write("pipelines/gewoon/a.csv", "a\n1\n2\n")
  }

  @Test("of amounts are published, with every treatment and step")
  func amounts() async throws {
    let work = try Workdir()
    try ordinary(work)
    let number = "type: number, privacy: none"
    for (index, column) in Self.amounts.enumerated() {
      try work.dataset(
        "bedrag\(index)", csv: "path: a.csv",
        fields: [
          "source: id, type: integer, privacy: none, treat: keep, constraints: {unique: true, required: true}",
          "source: a, \(number), treat: keep",
          "source: b, \(number), treat: {round: 5}", "source: c, \(number), treat: {snap: 0.25}",
          "source: d, \(number), treat: {clamp: {minimum: -1000, maximum: 1000}}",
          "source: e, \(number), treat: {band: {width: 10, minimum: 0, maximum: 100}}",
          "source: f, \(number), treat: keep", "source: x, \(number), treat: keep",
          "source: y, \(number), treat: keep", "source: z, privacy: none, treat: keep",
          "source: m, \(number), treat: keep",
        ],
        more: """
          errors: {limit: 100%}
          steps:
            - derive: {name: x, as: "a * a + f / 3"}
            - derive: {name: y, as: "round(a, 2) - floor(f) + abs(-a)"}
            - derive: {name: z, as: "text(a) & ' ' & text(f)"}
            - derive: {name: m, as: "max(a, f, 0)"}
          checks:
            - sum: {field: a, minimum: 0}
            - sequence: {field: id}
          publish: {distributions: [csv.gz, jsonl.gz]}
          """)
      let rows = column.enumerated().map { row, cell in
        "\(row + 1),\(Array(repeating: cell, count: 6).joined(separator: ","))"
      }
      try work.write(
        "pipelines/bedrag\(index)/a.csv", "id,a,b,c,d,e,f\n" + rows.joined(separator: "\n") + "\n")
    }
    try await runAll(work) {
      for (index, column) in Self.amounts.enumerated() {
        let cell = Self.amounts[(index + 1) % Self.amounts.count][0]
        let rows = (column + [cell]).enumerated().map { row, cell in
          "\(row + 1),\(Array(repeating: cell, count: 6).joined(separator: ","))"
        }
        try work.write(
          "pipelines/bedrag\(index)/a.csv", "id,a,b,c,d,e,f\n" + rows.joined(separator: "\n") + "\n"
        )
      }
    }
    // What broke every night's run once.
    for index in 0...4 {
      #expect(work.exists("catalog/current/datasets/bedrag\(index)"), "\(index)")
    }
  }

  @Test("of plain amounts are published as they are, with their quality")
  func published() async throws {
    let work = try Workdir()
    try work.dataset(
      "a", csv: "path: a.csv, dialect: {delimiter: ';'}",
      fields: [
        "source: id, privacy: none, treat: keep",
        "source: bedrag, type: number, decimalChar: ',', privacy: none, treat: keep",
        "source: code, type: integer, privacy: none, treat: keep",
      ])
    try work.write(
      "pipelines/a/a.csv",
      "id;bedrag;code\n0;0,00;599100000000001\n1;10000000,00;9223372036854775807\n2;9300000,50;1599100000000002\n"
    )
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      try work.published("a") == [
        ["id", "bedrag", "code"], ["0", "0.00", "599100000000001"],
        ["1", "10000000.00", "9223372036854775807"], ["2", "9300000.50", "1599100000000002"],
      ])
    let quality = try work.text("catalog/current/datasets/a/quality.json")
    #expect(quality.contains("9223372036854775807") && quality.contains("19300000.5"))
    #expect(quality.contains("\"sum\": 9225570236854775810"))
  }

  @Test("of every type are published or refused")
  func types() async throws {
    let work = try Workdir()
    try ordinary(work)
    let rows = Self.cells.map { "\($0),\($0)" }.joined(separator: "\n")
    for type in Self.types {
      try work.dataset(
        type, csv: "path: a.csv",
        fields: [
          "source: a, type: \(type), privacy: none, treat: keep",
          "source: b, name: ander, privacy: none, treat: keep",
        ], more: "errors: {limit: 100%}")
      try work.write("pipelines/\(type)/a.csv", "a,b\n\(rows)\n")
    }
    try await runAll(work) {
      for type in Self.types { try work.write("pipelines/\(type)/a.csv", "a,b\n0,1\n\(rows)\n") }
    }
  }

  @Test("of places at the poles, and of counts, are published or refused")
  func placesAndCounts() async throws {
    let work = try Workdir()
    try ordinary(work)
    try work.dataset(
      "plaatsen", csv: "path: a.csv",
      fields: [
        "source: x, type: number, privacy: none, treat: drop",
        "source: y, type: number, privacy: none, treat: drop",
        "source: dag, type: date, privacy: none, treat: keep",
      ],
      more: """
        errors: {limit: 100%}
        geometry: {from: {point: {x: x, y: y}}, crs: "EPSG:4326"}
        publish: {distributions: [csv.gz, geojson.gz]}
        """)
    let places = [
      "180,90", "-180,-90", "180,-90", "0,0", "-0,-0", "1E308,1", "NaN,0", ",", "181,0",
      "179.9999999,89.9999999",
    ]
    let days = ["0001-01-01", "9999-12-31", "1800-01-01", "2199-12-31", ""]
    let rows = places.flatMap { place in days.map { "\(place),\($0)" } }
    try work.write("pipelines/plaatsen/a.csv", "x,y,dag\n" + rows.joined(separator: "\n") + "\n")
    for (index, column) in Self.amounts.enumerated() {
      try work.dataset(
        "telling\(index)", csv: "path: a.csv",
        fields: [
          "source: wijk, privacy: quasi, treat: keep",
          "source: bedrag, type: number, privacy: sensitive, treat: keep",
        ],
        more: """
          errors: {limit: 100%}
          aggregate:
            by: [wijk]
            measures:
              - {name: rijen, count: rows}
              - {name: som, sum: bedrag}
              - {name: gemiddeld, mean: bedrag, decimals: 2}
            minimum: 3
            dominance: [{largest: 1, share: 75%}]
            totals: [wijk]
          """)
      let rows = (0..<12).map { "\($0 % 2 == 0 ? "Noord" : "Zuid"),\(column[$0 % column.count])" }
      try work.write(
        "pipelines/telling\(index)/a.csv", "wijk,bedrag\n" + rows.joined(separator: "\n") + "\n")
    }
    try await runAll(work) {
      try work.write(
        "pipelines/plaatsen/a.csv",
        "x,y,dag\n1,2,2026-01-01\n" + rows.joined(separator: "\n") + "\n")
    }
  }
}
