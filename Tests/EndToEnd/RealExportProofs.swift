// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What an independent reader counts in one real export.
private struct ExpectedFile: Decodable {
  struct Part: Decodable {
    var columns: Int
    var rows: Int
    var sum_geldige_stemmen: Int
    var first: [String]
    var last: [String]
  }

  var kind: String
  var columns: Int?
  var header: [String]?
  var data_rows: Int?
  var decimal_comma_columns: [String: Int]?
  var integer_column_sums: [String: Int]?
  var first_data_row: [String]?
  var last_data_row: [String]?
  var municipality_table: Part?
}

/// Real exports through the real binary; those of our own are in `OwnExportTests`.
@Suite("Real exports", .enabled(if: Repository.hasData, Repository.noData))
struct RealExportProofs {
  private func expectations() throws -> [String: ExpectedFile] {
    let data = try Data(
      contentsOf: URL(fileURLWithPath: Repository.shared + "/data/real/expected.json"))
    let files = try JSONDecoder().decode([String: ExpectedFile].self, from: data)
    return Dictionary(
      uniqueKeysWithValues: files.filter { $0.value.kind == "csv" }.map { name, file in
        (name.dropLast(4).replacingOccurrences(of: "_", with: "-"), file)
      })
  }

  /// The pipelines of the test, with the folder of the data filled in; gives the datasets' names.
  private func fill(_ work: Workdir) throws -> [String] {
    try work.copy(Repository.root + "/Tests/EndToEnd/Pipelines", to: "pipelines")
    let names = try FileManager.default.contentsOfDirectory(atPath: work.file("pipelines"))
      .filter { !$0.hasSuffix(".yaml") }.sorted()
    for name in names {
      let file = "pipelines/\(name)/pipeline.yaml"
      let text = try work.text(file)
      try #require(text.contains("@SHARED@") || text.contains("example."))
      try work.write(file, text.replacingOccurrences(of: "@SHARED@", with: Repository.shared))
    }
    return names
  }

  @Test("publishes all of them in one run, as an independent reader reads them")
  func publishesAll() async throws {
    let work = try Workdir(keys: ["test"], catalogue: false)
    let all = try fill(work)
    let expected = try expectations()
    let names = all.filter { expected[$0] != nil }
    #expect(names.count == 13)
    let outcome = try await work.run("run", "--date", "2026-11-23")
    #expect(outcome.code == 0, "\(outcome.errors)")
    // What these files hold that is seldom meant: lost letters, a second header, rows that are there twice.
    let codes = outcome.errors.matches(of: /\[([a-z-]+)\]\n/).map { String($0.output.1) }
    #expect(
      codes.sorted() == [
        "duplicate-rows", "formula-text", "near-miss", "near-miss", "replacement-character",
      ], "\(outcome.errors)")
    for name in names {
      try check(
        name, work.published(name), #require(expected[name]),
        names: fieldNames(work.text("pipelines/\(name)/pipeline.yaml")))
    }
    try checkXML(work)
  }

  private func checkXML(_ work: Workdir) throws {
    for (name, rows) in [
      "bag2-opr-0221": 201, "bag1-mutatie": 211, "eml110b-420-stembureaus": 420,
      "stufbg-npsla01-gezin": 4, "stufbg-npsla01-gobstuf": 1, "stufzkn-zaken": 2,
      "imro-bestemmingsplan": 2, "imgeo-wegdelen": 2, "dso-verzoeken": 2,
      "stembureaus-gr2026-voorbeeld": 46, "haal-centraal-personen": 2,
    ] {
      #expect(try work.published(name).count == rows + 1, "\(name)")
    }
    let cases = try work.published("stufzkn-zaken")
    #expect(cases[1][5] == "Ontvangen > In behandeling")
    #expect(cases[1][4] == "" && cases[2][4] == "2026-02-10")
    #expect(
      try work.published("stufbg-npsla01-gobstuf")[1].suffix(5) == [
        "1995", "", "1098", "0363", "2",
      ])
    let zones = try work.published("imro-bestemmingsplan")
    #expect(
      zones[1][3].hasPrefix("<gml:Polygon xmlns:gml=\"http://www.opengis.net/gml/3.2\" srsName="))
    #expect(
      try work.published("dso-verzoeken").dropFirst().map(\.last) == [
        "Boom kappen", "Uitrit aanleggen",
      ])
    let persons = try work.published("haal-centraal-personen")
    #expect(persons[1].dropFirst() == ["1985", "Nederlandse; Franse", "2", "1011"])
    #expect(persons[2].dropFirst() == ["1970", "", "0", "1012"])
    try checkVotes(work)
    try checkPersons(work)
  }

  /// The votes of the EML file are those of the CSV of the same count, station by station.
  private func checkVotes(_ work: Workdir) throws {
    var counted: [String: Int] = [:]
    for row in try work.published("eml-telling-gr2022").dropFirst() {
      let station = row[0].split(separator: "SB").last.map(String.init) ?? ""
      counted["\(station) \(row[2]) \(row[4])"] = Int(row[5])
    }
    let table = try work.published("osv-telling-gr2022").dropFirst()
    let stations = try #require(table.first { $0[0] == "Gebiednummer" })
    var (votes, list) = (0, "")
    // The list's number stands in its own row only; the candidates follow.
    for row in table {
      if Int(row[0]) != nil { list = row[0] }
      guard Int(row[2]) != nil else { continue }
      for column in 5..<row.count {
        let found = counted.removeValue(forKey: "\(stations[column]) \(list) \(row[2])")
        #expect(found == Int(row[column]))
        votes += found ?? 0
      }
    }
    #expect(votes == 9350)
    #expect(counted.isEmpty)
  }

  /// Nothing that points at a person in the answers of StUF-BG is in any published byte.
  private func checkPersons(_ work: Workdir) throws {
    struct Persons: Decodable {
      var personal_values: [String: [String]]?
    }
    let data = try Data(
      contentsOf: URL(fileURLWithPath: Repository.shared + "/data/real/expected.json"))
    let files = try JSONDecoder().decode([String: Persons].self, from: data)
    var values: Set<String> = []
    for (name, file) in files where name.hasPrefix("stufbg") {
      for (field, found) in try #require(file.personal_values) where !field.contains("Land") {
        values.formUnion(found.filter { $0.utf8.count >= 5 })
      }
    }
    try #require(values.count > 8)
    for name in ["stufbg-npsla01-gezin", "stufbg-npsla01-gobstuf"] {
      for folder in ["catalog/current/datasets/\(name)", "catalog/current/en/datasets/\(name)"] {
        for (file, entry) in try work.tree(folder) {
          let bytes = file.hasSuffix(".gz") ? try Gunzip.bytes(entry.content) : entry.content
          let text = String(decoding: bytes, as: UTF8.self)
          for value in values { #expect(!text.contains(value), "\(folder)/\(file)") }
        }
      }
    }
  }

  private func check(
    _ name: String, _ records: [[String]], _ expected: ExpectedFile, names: [String]
  ) throws {
    let header = try #require(records.first)
    let rows = records.dropFirst()
    #expect(header == names, "\(name)")
    #expect(rows.allSatisfy { $0.count == header.count }, "\(name)")
    let (first, last) = (try #require(rows.first), try #require(rows.last))
    if let part = expected.municipality_table {
      #expect(rows.count == part.rows)
      #expect(header.count == part.columns)
      #expect(Array(first.prefix(4)) == part.first)
      #expect(Array(last.prefix(4)) == part.last)
      #expect(sum(rows, 1) == part.sum_geldige_stemmen)
      return
    }
    #expect(rows.count == expected.data_rows, "\(name)")
    #expect(header.count == expected.columns, "\(name)")
    let labels = try #require(expected.header)
    for (label, sum) in try #require(expected.integer_column_sums) {
      // Of columns without a name the independent reader counted one, and does not say which.
      let columns = labels.indices.filter { labels[$0] == label }.prefix(label.isEmpty ? 9 : 1)
      #expect(columns.contains { self.sum(rows, $0) == sum }, "\(name): \(label)")
    }
    for (label, count) in try #require(expected.decimal_comma_columns) {
      let column = try #require(labels.firstIndex(of: label))
      let cells = rows.map { $0[column] }.filter { !$0.isEmpty }
      #expect(cells.allSatisfy { Double($0) != nil }, "\(name): \(label)")
      #expect(cells.count { $0.contains(".") } == count, "\(name): \(label)")
    }
    #expect(isSame(first, try #require(expected.first_data_row)), "\(name)")
    #expect(isSame(last, try #require(expected.last_data_row)), "\(name)")
  }

  /// Whether the first ten cells are the same, but for the decimal comma of numbers.
  private func isSame(_ row: [String], _ expected: [String]) -> Bool {
    zip(row.prefix(10), expected).allSatisfy { cell, expected in
      cell == expected
        || Double(cell) != nil && cell == expected.replacingOccurrences(of: ",", with: ".")
    }
  }

  /// The sum of a column; cells that are no whole numbers count as nothing.
  private func sum(_ rows: ArraySlice<[String]>, _ column: Int) -> Int {
    rows.reduce(0) { $0 + (Int($1[column]) ?? 0) }
  }

  /// The published names, in the order of the pipeline file.
  private func fieldNames(_ pipeline: String) -> [String] {
    pipeline.matches(of: /[{,]\s*name: ([a-z0-9_]+)/).map { String($0.output.1) }
  }
}
