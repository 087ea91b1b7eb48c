// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What an independent reader counts in one file of `../shared/data/real`.
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

/// Real exports through the real binary; skipped where `../shared` is absent.
@Suite("Real exports", .enabled(if: Repository.hasData, "../shared/data is not there"))
struct RealExportTests {
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
    try work.copy(Repository.root + "/Tests/EndToEndTests/Pipelines", to: "pipelines")
    let names = try FileManager.default.contentsOfDirectory(atPath: work.file("pipelines"))
      .filter { !$0.hasSuffix(".yaml") }.sorted()
    for name in names {
      let file = "pipelines/\(name)/pipeline.yaml"
      let text = try work.text(file)
      try #require(text.contains("@SHARED@"))
      try work.write(file, text.replacingOccurrences(of: "@SHARED@", with: Repository.shared))
    }
    return names
  }

  @Test("publishes all of them in one run, as an independent reader reads them")
  func publishesAll() async throws {
    let work = try Workdir(catalogue: false)
    let names = try fill(work)
    let expected = try expectations()
    #expect(names.count == 13)
    #expect(Set(names) == Set(expected.keys))
    let outcome = try await work.run("run", "--date", "2026-11-23")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty)
    for name in names {
      try check(
        name, work.published(name), #require(expected[name]),
        names: fieldNames(work.text("pipelines/\(name)/pipeline.yaml")))
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
