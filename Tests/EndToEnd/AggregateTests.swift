// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Rows about persons that are published as a table of counts, from a pipeline file to the catalogue.
@Suite("Tables of counts")
struct AggregateRunTests {
  private static let fields = [
    "source: bsn, type: string, format: bsn, name: persoon, privacy: direct, treat: pseudonymise",
    "source: naam, privacy: direct, treat: drop",
    "source: wijk, privacy: quasi, treat: keep, constraints: {required: true}",
    "source: klasse, privacy: quasi, treat: keep, constraints: {required: true}",
    "source: bedrag, type: number, decimalChar: ',', privacy: sensitive, treat: keep",
  ]
  private static let more = """
    privacy: {pseudonym: {key: k}}
    aggregate:
      by: [wijk, klasse]
      contributor: persoon
      measures:
        - {name: personen, count: contributors, title: {nl: Personen, en: Persons}}
        - {name: som, sum: bedrag, unit: EUR}
      minimum: 5
      dominance: [{largest: 1, share: 75%}]
      totals: [wijk, klasse]
    """

  /// Rows by place, so that cells are of 1 to 12 persons; every person has two rows.
  private static func export(_ sizes: [(String, String, Int)]) -> String {
    var (text, number) = ("bsn;naam;wijk;klasse;bedrag\n", 100_000_000)
    for (wijk, klasse, size) in sizes {
      for _ in 0..<size {
        repeat { number += 1 } while !passes(number)
        for _ in 0..<2 { text += "\(number);Wietske Geheimstra;\(wijk);\(klasse);10,50\n" }
      }
    }
    return text
  }

  private static func passes(_ number: Int) -> Bool {
    let digits = String(number).compactMap(\.wholeNumberValue)
    let sum = zip(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]).reduce(0) { $0 + $1.0 * $1.1 }
    return sum % 11 == 0
  }

  private static let sizes = [
    ("Noord", "A", 12), ("Noord", "B", 3), ("Noord", "C", 8), ("Zuid", "A", 9), ("Zuid", "B", 7),
    ("Zuid", "C", 6), ("Oost", "A", 11), ("Oost", "B", 10), ("Oost", "C", 9),
  ]

  private func work(_ export: String, more: String = more) throws -> Workdir {
    let work = try Workdir(keys: ["k"])
    // What is not added up is dropped.
    let fields = Self.fields.map {
      $0.contains("bedrag") && !more.contains("bedrag")
        ? $0.replacing("treat: keep", with: "treat: drop") : $0
    }
    try work.dataset(
      "a", csv: "path: a.csv, dialect: {delimiter: ';'}", fields: fields, more: more)
    try work.write("pipelines/a/a.csv", export)
    return work
  }

  private func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test(
    "publishes cells without one person, their key and their metadata, on any number of threads")
  func publishes() async throws {
    let work = try work(Self.export(Self.sizes))
    let outcome = try await work.run("run", "--date", "2026-11-01", "--jobs", "3")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let table = try work.published("a")
    #expect(table.first == ["wijk", "klasse", "personen", "som"])
    #expect(table.count == 1 + 16)
    let cells = Dictionary(
      uniqueKeysWithValues: table.dropFirst().map { ("\($0[0]) \($0[1])", $0) })
    #expect(cells["Noord A"]?[2...] == ["12", "252"])
    #expect(cells["totaal totaal"]?[2...] == ["75", "1575"])
    // Three persons, and three more cells lest the totals give them away: a cell in each line.
    let hidden = cells.filter { $0.value[2].isEmpty }
    #expect(hidden.count == 4)
    #expect(hidden.values.allSatisfy { $0[3].isEmpty })
    #expect(hidden["Noord B"] != nil)
    for wijk in ["Noord", "Zuid", "Oost"] {
      #expect(hidden.keys.count { $0.hasPrefix(wijk) } != 1, "\(hidden.keys)")
    }
    for (place, cell) in cells where !cell[2].isEmpty {
      #expect(try #require(Int(cell[2])) >= 5, "\(place)")
    }
    let folder = "catalog/current/datasets/a"
    let schema = try work.text("\(folder)/schema.json")
    #expect(schema.contains("\"personen\""))
    #expect(!schema.contains("persoon\""))
    let turtle = try work.text("\(folder)/a.ttl")
    #expect(turtle.contains("leeg waar het er minder dan 5 zijn"), "\(turtle)")
    #expect(try work.text("\(folder)/index.html").contains("Personen"))
    let page = try work.text(".hergebruik/runs/2026-11-01/a.html")
    #expect(page.contains("Tabel van aantallen"))
    let report = try #require(
      try JSONSerialization.jsonObject(
        with: Data(try work.read(".hergebruik/runs/2026-11-01/a.json"))) as? [String: Any])
    let figures = try #require(report["cells"] as? [String: Int])
    #expect(figures == ["minimum": 5, "cells": 16, "primary": 1, "secondary": 3, "smallest": 9])
    let columns = try #require(report["columns"] as? [[String: Any]])
    #expect(columns.map { ($0["before"] as? [String: Int])?["count"] } == [75, 1, 3, 3, 1])
    #expect(columns.map { ($0["after"] as? [String: Int])?["count"] } == [75, nil, 3, 3, 1])
    #expect(columns.map { $0["name"] as? String } == ["personen", nil, "wijk", "klasse", "som"])
    #expect(turtle.contains("16 cellen, waarvan er 4 leeg zijn"))
    #expect(!(try work.tree().values.contains { contains($0.content, "Geheimstra") }))
    let again = try self.work(Self.export(Self.sizes.reversed()))
    let one = try await again.run("run", "--date", "2026-11-01", "--jobs", "1")
    #expect(one.code == 0, "\(one.errors)")
    #expect(try again.published("a") == table)
  }

  private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    String(decoding: bytes, as: UTF8.self).contains(text)
  }

  @Test("refuses counts that changed by one person, unless they are rounded and have no sums")
  func differences() async throws {
    var later = Self.sizes
    later[0].2 += 1
    for (rounding, code) in [("", 3), ("\n  round: 5", 0)] as [(String, Int32)] {
      let more = Self.more.replacing("    - {name: som, sum: bedrag, unit: EUR}\n", with: "")
        .replacing("  dominance: [{largest: 1, share: 75%}]\n", with: "")
      let work = try work(Self.export(Self.sizes), more: more + rounding)
      let first = try await work.run("run", "--date", "2026-11-01")
      #expect(first.code == 0, "\(first.errors)")
      let before = try work.tree()
      try work.write("pipelines/a/a.csv", Self.export(later))
      let second = try await work.run("run", "--date", "2026-11-02")
      #expect(second.code == code, "\(second.errors)")
      if code == 3 {
        #expect(second.errors.contains("[differencing]"))
        #expect(words(second.errors).contains("changed by fewer than 5"))
        #expect(try work.tree() == before)
      }
    }
  }

  @Test("a red run stays red: rows that are wrong stop it before anything is counted")
  func wrongRows() async throws {
    let export = Self.export(Self.sizes) + "100000009;X;Noord;A;veel\n"
    let outcome = try await work(export).run("run")
    #expect(outcome.code == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("[type-error]"))
  }

  @Test("'risk' says that there are no rows to look at")
  func risk() async throws {
    let outcome = try await work(Self.export(Self.sizes)).run("risk", "a")
    #expect(outcome.code == 2)
    #expect(words(outcome.errors).contains("published as a table of counts"))
  }

  @Test("works without a key where rows are counted, and as JSON Lines")
  func rows() async throws {
    let work = try Workdir()
    try work.dataset(
      "b", csv: "path: b.csv", fields: ["source: soort, privacy: none, treat: keep"],
      more: """
        aggregate: {by: [soort], measures: [{name: aantal, count: rows}], minimum: 3}
        publish: {distributions: [csv.gz, jsonl.gz]}
        """)
    try work.write("pipelines/b/b.csv", "soort\neik\neik\neik\nlinde\n")
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try work.published("b") == [["soort", "aantal"], ["eik", "3"], ["linde", ""]])
    let lines = try Gunzip.bytes(work.read("catalog/current/datasets/b/b.jsonl.gz"))
    #expect(
      String(decoding: lines, as: UTF8.self)
        == "{\"soort\":\"eik\",\"aantal\":3}\n{\"soort\":\"linde\",\"aantal\":null}\n")
  }
}
