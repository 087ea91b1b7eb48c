// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikDisclosure

/// Figures of anonymity against `Tests/Vectors`, which plain Python made by the definitions of `docs/anonymity.md`.
@Suite("Figures and the vectors") struct FigureVectorTests {
  struct Figures: Decodable {
    var rows: Int
    var classes: Int
    var suppressed: Int
    var k: Int
    var uniqueRows: Int
    var classSizes: [Int]
    var rowsBySize: [Int]
    var distinct: Int
    var entropy: Double
    var recursive: Double
    var t: Double
    var atRisk: Double
    var highest: Double
    var average: Double
  }

  struct Case: Decodable {
    struct Asked: Decodable {
      var k: Int?
      var l: Int?
      var t: Double?
    }
    var quasi: [String]
    var sensitive: String
    var asked: Asked
    var figures: Figures
  }

  private func decode<Value: Decodable>(_ file: String, as type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: vectorsFolder.appending(path: file)))
  }

  private func compare(_ found: AnonymityFigures, _ expected: Figures, _ note: String) throws {
    #expect(found.rows == expected.rows, "\(note)")
    #expect(found.classes == expected.classes, "\(note)")
    #expect(found.suppressedRows == expected.suppressed, "\(note)")
    #expect(found.k == expected.k, "\(note)")
    #expect(found.uniqueRows == expected.uniqueRows, "\(note)")
    #expect(found.classSizes.map(\.label) == ["1", "2", "3-4", "5-9", "10-19", "20+"])
    #expect(found.classSizes.map(\.classes) == expected.classSizes, "\(note)")
    #expect(found.classSizes.map(\.rows) == expected.rowsBySize, "\(note)")
    let sensitive = try #require(found.sensitive.first)
    #expect(sensitive.distinct == expected.distinct, "\(note)")
    #expect(sensitive.recursive.l == expected.distinct, "\(note)")
    let pairs = [
      (sensitive.entropy, expected.entropy), (sensitive.recursive.c, expected.recursive),
      (sensitive.tCloseness, expected.t),
      (found.risk.prosecutor.recordsAtRisk, expected.atRisk),
      (found.risk.prosecutor.highest, expected.highest),
      (found.risk.prosecutor.average, expected.average), (found.risk.marketer, expected.average),
    ]
    for (index, pair) in pairs.enumerated() {
      #expect(abs(pair.0 - pair.1) < 1e-9, "\(note), figure \(index)")
    }
  }

  @Test func knowsTheSmallTable() throws {
    let url = vectorsFolder.appending(path: "small.csv")
    let table = try #require(CodedTable(csv: String(contentsOf: url, encoding: .utf8)))
    let found = try table.census(
      quasi: [0, 1, 2], sensitive: [(3, false)], memory: 1 << 24,
      folder: FileManager.default.temporaryDirectory.path
    ).figures(safeSize: 5)
    try compare(found, decode("small.json", as: Figures.self), "small")
  }

  /// The second time with so little memory that everything goes to disk.
  @Test(arguments: [1 << 24, 0])
  func knowsThePersons(memory: Int) throws {
    let table = try PersonTable.persons.table()
    let cases = try decode("persons/figures.json", as: [Case].self)
    #expect(cases.count >= 8)
    for one in cases {
      let census = try table.census(
        quasi: one.quasi.map { try #require(table.index(of: $0)) },
        sensitive: [(try #require(table.index(of: one.sensitive)), one.sensitive == "leeftijd")],
        memory: memory, folder: FileManager.default.temporaryDirectory.path)
      let rule = SensitiveRequirement(distinct: one.asked.l, t: one.asked.t)
      let isPlain = one.asked.l == nil && one.asked.t == nil
      let suppressed = try census.suppression(
        for: AnonymityRequirement(k: one.asked.k ?? 1, sensitive: isPlain ? [:] : [0: rule]))
      let found = try census.figures(suppressed: suppressed, safeSize: 5)
      try compare(found, one.figures, "\(one.quasi) \(one.sensitive) \(one.asked)")
    }
  }
}
