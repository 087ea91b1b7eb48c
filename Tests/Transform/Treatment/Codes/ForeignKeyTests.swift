// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

@testable import HergebruikTables
@testable import HergebruikTreatment

@Suite struct ForeignKeyTests {
  private let folder = NSTemporaryDirectory()

  private func field(
    _ name: String, _ type: FieldType = .any, _ treatment: Treatment = .keep
  ) -> Field {
    Field(source: name, name: name, type: type, privacy: .none, treatment: treatment)
  }

  /// The rows, from 1, whose key is not found, and how many there are.
  private func unfound(
    _ fields: [Field], _ key: ForeignKey, _ keys: ReferenceKeys?, _ rows: [[String]],
    memory: Int = 1 << 20
  ) throws -> (count: Int, first: [Int]) {
    let table = TreatedTable(
      fields: fields, keys: .init(foreign: [key]), pseudonyms: .init(domain: "d"))
    let references = keys.map { [0: $0] } ?? [:]
    let plan = try TransformPlan(
      table, for: .publication(.init(references: references)), key: nil)
    let binding = try ColumnBinding(
      fields: fields, header: fields.map(\.name), width: fields.count, match: .exact, file: "a.csv")
    let worker = try TransformWorker(plan, binding: binding)
    let index = ForeignIndex(plan.foreignChecks[0].reference, memory: memory, folder: folder)
    var open = plan.makeBatch()
    var result = TransformResult()
    for start in stride(from: 0, to: rows.count, by: 700) {
      let part = Array(rows[start..<min(start + 700, rows.count)])
      worker.process(batch(part), into: &open, result: &result)
      if let keys, keys.isInMemory { #expect(result.foreign[0].count <= 3 * part.count) }
      try index.insert(result.foreign[0], firstRow: start + 1)
    }
    return try index.unfound(limit: 3)
  }

  private func keys(
    _ types: [FieldType], _ rows: [[String]], memory: Int = 1 << 20
  ) throws -> ReferenceKeys {
    let keys = ReferenceKeys(types: types, memory: memory, folder: folder)
    for row in rows {
      let isRight = try keys.insert(0, of: batch([row]), columns: Array(row.indices))
      try #require(isRight)
    }
    return keys
  }

  private let one = ForeignKey(
    fields: ["a"], reference: .codes(file: "c.csv", delimiter: ";"), referenced: ["code"])

  @Test func findsWhatStandsInAListInCanonicalForm() throws {
    let list = try keys([.integer(NumberFormat())], [["1"], ["20"], [""]])
    let found = try unfound(
      [field("a", .integer(NumberFormat()))], one, list,
      [["1"], ["+20"], ["020"], ["3"], [""], ["4"], ["3"], ["5"]])
    #expect(found.count == 4)
    #expect(found.first == [4, 6, 7])
  }

  @Test func comparesTheValueBeforeTreatment() throws {
    let list = try keys([.string(.postcode)], [["1234AB"]])
    let found = try unfound(
      [field("a", .string(.postcode), .prefix(4))], one, list, [["1234 ab"], ["1234AC"]])
    #expect(found.first == [2])
  }

  @Test func comparesSeveralFieldsInTheirOrder() throws {
    let key = ForeignKey(
      fields: ["a", "b"], reference: .codes(file: "c.csv", delimiter: ";"), referenced: ["x", "y"])
    let list = try keys([.any, .any], [["1", "2"], ["3", ""]])
    let found = try unfound(
      [field("a"), field("b")], key, list, [["1", "2"], ["2", "1"], ["3", ""], ["3", "4"]])
    #expect(found.first == [2, 4])
  }

  @Test(arguments: [1 << 20, 24 * 1024])
  func findsWhatStandsInTheTableItselfBeforeAndAfter(memory: Int) throws {
    let key = ForeignKey(fields: ["b"], reference: .table, referenced: ["a"])
    var rows = (0..<5000).map { ["\($0)", "\(4999 - $0)"] }
    (rows[10][1], rows[4000][1], rows[20][1]) = ("5000", "x", "")
    let found = try unfound([field("a"), field("b")], key, nil, rows, memory: memory)
    #expect(found.count == 2)
    #expect(found.first == [11, 4001])
  }

  @Test func findsWhatDoesNotFitInMemory() throws {
    let list = try keys([.any], (0..<5000).map { ["k\($0)"] }, memory: 1 << 10)
    #expect(!list.isInMemory)
    let rows = (0..<3000).map { ["k\($0 * 2)"] }
    let found = try unfound([field("a")], one, list, rows, memory: 24 * 1024)
    #expect(found.count == 500)
    #expect(found.first == [2501, 2502, 2503])
  }

  @Test func refusesValuesOfAnotherTypeInAList() throws {
    let keys = ReferenceKeys(types: [.date(format: "default")], memory: 1 << 10, folder: folder)
    let isRight = try keys.insert(0, of: batch([["31-01-2026"]]), columns: [0])
    #expect(!isRight)
  }

  @Test func takesNumbersByTheirValue() {
    func hash(_ text: String) -> KeyHash {
      Array(text.utf8).withUnsafeBufferPointer { KeyHash.of($0.span, isNumber: true) }
    }
    for (one, other) in [
      ("7", "007"), ("7", "7.0"), ("-7", "-07.00"), ("0", "-0"), ("0", "0.00"), ("1E3", "1000"),
      ("0.5", "0.50"),
    ] {
      #expect(hash(one) == hash(other), "\(one) \(other)")
    }
    for (one, other) in [("7", "-7"), ("10", "1"), ("0.1", "0.01"), ("100", "1"), ("1.5", "15")] {
      #expect(hash(one) != hash(other), "\(one) \(other)")
    }
  }

  @Test func publishesKeysOfWhatIsPublicOnly() {
    let fields = [
      field("a"), field("b"), field("c", .any, .prefix(2)), field("d", .any, .pseudonymise),
    ]
    func foreign(_ names: [String], _ reference: ForeignKey.Reference, _ referenced: [String])
      -> ForeignKey
    { ForeignKey(fields: names, reference: reference, referenced: referenced) }
    let request = TreatedTable(
      fields: fields,
      keys: .init(
        unique: [["a", "d"], ["a", "c"]],
        foreign: [
          foreign(["a"], .codes(file: "c.csv", delimiter: ";"), ["x"]),
          foreign(["a"], .table, ["b"]), foreign(["a"], .table, ["c"]),
          foreign(["c"], .table, ["a"]), foreign(["b"], .dataset("straten"), ["code"]),
        ]), pseudonyms: .init(domain: "d"))
    let keys = TransformPlan.publishedKeys(request)
    #expect(keys?.unique == [["a", "d"]])
    #expect(
      keys?.foreign == [
        .init(fields: ["a"], resource: "", referenced: ["b"]),
        .init(fields: ["b"], resource: "straten", referenced: ["code"]),
      ])
  }
}
