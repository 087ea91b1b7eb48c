// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import HergebruikExtract
import HergebruikFormat
import HergebruikModel
import HergebruikTesting
import Testing

/// Awkward CSV files and exports as municipal software writes them, against what Python's `csv` reads in them.
@Suite struct CSVVectorTests {
  struct Case: Decodable {
    var records: [[String]]?
    var code: String?
    var place: String?
  }

  struct Export: Decodable {
    var options: [String: String]
    var header: [String]
    var rows: Int
    var first: [String]
    var last: [String]
    var sums: [String: Int]
  }

  private func cases() throws -> [String: Case] {
    try JSONDecoder().decode([String: Case].self, from: Data(Vectors.bytes("csv.json")))
  }

  private func exports() throws -> [String: Export] {
    try JSONDecoder().decode(
      [String: Export].self, from: Data(Vectors.bytes("exports/expected.json")))
  }

  @Test func readsWhatPythonReads() throws {
    let good = try cases().filter { $0.value.records != nil }
    #expect(good.count >= 20)
    for (name, expected) in good {
      let found = try Sample(bytes: Vectors.bytes("csv/\(name).csv")).contents()
      #expect([found.header] + found.rows == expected.records, "\(name)")
      #expect(found.records.allSatisfy { $0.malformed == nil }, "\(name)")
    }
  }

  @Test func readsTheSameWithoutAHeader() throws {
    for (name, expected) in try cases() where expected.records != nil {
      let headless = try Sample(bytes: Vectors.bytes("csv/\(name).csv")) { $0.headerRows = 0 }
      #expect(try headless.rows() == expected.records, "\(name)")
    }
  }

  /// What is damaged is refused whole; rows of another width are, one by one. A header is the binder's matter.
  @Test func refusesWhatHasNoOneMeaning() throws {
    let bad = try cases().filter { $0.value.code != nil && $0.key != "other-header" }
    #expect(bad.count >= 6)
    for (name, expected) in bad {
      let code = try #require(expected.code.flatMap(DiagnosticCode.init(rawValue:)))
      let numbers = try #require(expected.place).split { !$0.isNumber }.compactMap { Int($0) }
      let sample = try Sample(bytes: Vectors.bytes("csv/\(name).csv"))
      if [.missingCell, .extraCell].contains(code) {
        let found = try sample.contents()
        #expect(found.records.map(\.malformed) == [code], "\(name)")
        #expect(found.records.map(\.line) == [numbers.first], "\(name)")
      } else {
        try sample.expectRefusal(code, numbers.first, numbers.dropFirst().first)
      }
    }
  }

  @Test func readsExports() throws {
    let exports = try exports()
    #expect(exports.count >= 6)
    for (name, expected) in exports {
      let found = try contents(name, expected)
      #expect(found.header == expected.header, "\(name)")
      #expect(found.rows.count == expected.rows, "\(name)")
      #expect(found.rows.first == expected.first && found.rows.last == expected.last, "\(name)")
      #expect(found.records.allSatisfy { $0.malformed == nil }, "\(name)")
      for (label, sum) in expected.sums {
        let column = try #require(found.header?.firstIndex(of: label))
        #expect(found.rows.reduce(0) { $0 + (Int($1[column]) ?? 0) } == sum, "\(name) \(label)")
      }
    }
  }

  private func contents(_ name: String, _ expected: Export) throws -> TableContents {
    var options = expected.options
    let encoding = try #require(options["encoding"])
    options["encoding"] = nil
    let delimiter = options.removeValue(forKey: "delimiter") ?? ";"
    let keys =
      [("delimiter", ConfigNode.text(delimiter))] + options.map { ($0.key, .plain($0.value)) }
    let dialect = ConfigNode(.mapping(keys.map { (.plain($0.0), $0.1) }), line: 1, column: 1)
    return try TableContents(
      of: ExtractorConformance.open(
        CSVExtractor.self,
        ConfigNode.group([
          "path": .text("\(name).csv"), "encoding": .text(encoding), "dialect": dialect,
        ]), folder: Vectors.folder + "/exports"))
  }
}
