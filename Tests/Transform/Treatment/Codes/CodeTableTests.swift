// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import HergebruikValues
import Testing

@testable import HergebruikTables
@testable import HergebruikTreatment

@Suite struct CodeTableTests {
  private func insert(_ key: String, _ value: String, into table: CodeTable) -> CodeTable.Insertion
  {
    table.insert([Array(key.utf8)], Array(value.utf8))
  }

  private func value(_ key: String, in table: CodeTable) -> String? {
    let index = table.index
    guard let value = index.value(of: key.utf8.span) else { return nil }
    return String(decoding: value, as: UTF8.self)
  }

  @Test func agreesWithADictionaryOf100000Entries() {
    let table = CodeTable(keys: [.any])
    var expected: [String: String] = [:]
    for number in 0..<100_000 {
      let key = "\(number * 7919 % 1_000_003)-\(String(repeating: "x", count: number % 23))"
      expected[key] = "value \(number % 977)"
      #expect(insert(key, "value \(number % 977)", into: table) == .inserted)
    }
    #expect(table.count == expected.count)
    for (key, expected) in expected where value(key, in: table) != expected {
      Issue.record("\(key)")
    }
    for number in 0..<10_000 where value("absent \(number)", in: table) != nil {
      Issue.record("absent \(number)")
    }
  }

  @Test func tellsRepetitionFromContradiction() {
    let table = CodeTable(keys: [.string(.postcode)])
    #expect(insert("1234 ab", "Noord", into: table) == .inserted)
    #expect(insert("1234AB", "Noord", into: table) == .repeated)
    #expect(insert("1234AB", "Zuid", into: table) == .contradiction)
    #expect(insert("12345", "Zuid", into: table) == .unfit)
    #expect(value("1234AB", in: table) == "Noord")
    #expect(value("1234AC", in: table) == nil)
    let texts = CodeTable(keys: [.any])
    #expect(insert("", "x", into: texts) == .empty)
    #expect(insert("Cafe\u{301}", "Zoe\u{308}", into: texts) == .inserted)
    #expect(
      value("Café", in: texts).map { Array($0.unicodeScalars) } == Array("Zoë".unicodeScalars))
    #expect(insert("leeg", "", into: texts) == .inserted)
    #expect(value("leeg", in: texts) == nil)
  }

  @Test func holdsNoMoreThanItMay() {
    let few = CodeTable(keys: [.any], byteLimit: 1000, entryLimit: 2)
    #expect(insert("a", "1", into: few) == .inserted)
    #expect(insert("b", "1", into: few) == .inserted)
    #expect(insert("c", "1", into: few) == .full)
    let short = CodeTable(keys: [.any], byteLimit: 20, entryLimit: 100)
    #expect(insert("0123456789ab", "", into: short) == .inserted)
    #expect(insert("a", "", into: short) == .full)
  }

  @Test func looksCellsUpAndCountsWhatIsNotThere() throws {
    let table = CodeTable(keys: [.string(.postcode)])
    _ = insert("1234AB", "Noord", into: table)
    func fields(_ unmatched: CodeList.Unmatched) -> [Field] {
      let list = CodeList(
        file: "codes/x.csv", columns: .labels(from: ["pc"], to: "buurt"), unmatched: unmatched)
      return [
        Field(
          source: "pc", name: "buurt", type: .string(.postcode), privacy: .quasi,
          treatment: .lookup(list)),
        Field(
          source: "n", name: "n", type: .integer(NumberFormat()), privacy: .none, treatment: .keep),
      ]
    }
    // The last row is refused for its number: what it lacks is not published, and not counted.
    let rows = [["1234 ab", "1"], ["9999XX", "2"], ["", "3"], ["9999XX", "x"]]
    let empty = try treat(fields(.empty), rows, codes: ["buurt": table])
    #expect(empty.rows == [["Noord", "1"], ["", "2"], ["", "3"]])
    #expect(empty.result.unmatched == [1, 0])
    let error = try treat(fields(.error), rows, codes: ["buurt": table])
    #expect(error.rows == [["Noord", "1"], ["", "3"]])
    #expect(error.problems == [.unmatched, .unmatched, .type])
    let plan = try TransformPlan(
      .init(fields: fields(.empty), pseudonyms: .init(domain: "x")),
      for: .publication(.init(codes: ["buurt": table])), key: nil)
    let warning = try #require(plan.warnings(unmatched: [3, 0], file: "e.csv").first)
    #expect(warning.severity == .warning)
    #expect(
      warning.summary
        == "3 cells of pc are published empty: the value is not in the list codes/x.csv")
  }

  private func insert(_ keys: [String], _ value: String, into table: CodeTable) {
    let outcome = table.insert(keys.map { Array($0.utf8) }, Array(value.utf8))
    #expect(outcome == .inserted)
  }

  private static let address: [Field] = [
    Field(
      source: "PC", name: "buurt", type: .string(.postcode), privacy: .quasi,
      treatment: .lookup(
        CodeList(
          file: "codes/x.csv", columns: .labels(from: ["pc", "nr"], to: "buurt"), with: ["NR"],
          unmatched: .empty))),
    Field(
      source: "NR", name: "NR", type: .integer(NumberFormat(groupChar: ".")), privacy: .quasi,
      treatment: .drop),
  ]

  @Test func looksTwoCellsUpInCanonicalForm() throws {
    let table = CodeTable(keys: [.string(.postcode), .integer(NumberFormat())])
    insert(["1234 ab", "12"], "Noord", into: table)
    insert(["1234AB", "013"], "Zuid", into: table)
    insert(["1234AB", "1200"], "Oost", into: table)
    let rows = [
      ["1234ab", "12"], ["1234 AB", "0012"], ["1234AB", "13"], ["1234AB", "1.200"],
      ["1234AB", "1"],
      ["1234AB", ""], ["", "12"], ["1234AB1", "2"],
    ]
    let treated = try treat(Self.address, rows, codes: ["buurt": table])
    #expect(treated.rows == [["Noord"], ["Noord"], ["Zuid"], ["Oost"], [""], [""], [""]])
    let request = TreatedTable(
      fields: Self.address, pseudonyms: .init(domain: "x"))
    let plan = try TransformPlan(
      request, for: .publication(.init(codes: ["buurt": table])), key: nil)
    #expect(
      plan.diagnostic(for: .unmatched, field: 0, at: .init(row: 1)).summary
        == "PC with NR is not in the list codes/x.csv")
    // The empty postcode stays missing, and is not counted.
    #expect(treated.result.unmatched == [2, 0])
    #expect(treated.problems == [.type])
  }

  @Test func agreesWithADictionaryOfPairs() throws {
    let table = CodeTable(keys: [.any, .any])
    var expected: [[String]: String] = [:]
    for number in 0..<20_000 {
      let keys = ["\(number % 150)", "\(number / 150)"]
      expected[keys] = "buurt \(number % 40)"
      insert(keys, "buurt \(number % 40)", into: table)
    }
    #expect(table.count == expected.count)
    for (keys, expected) in expected
    where value(keys.joined(separator: "\0"), in: table) != expected {
      Issue.record("\(keys)")
    }
    // "1" and "12" are not "11" and "2".
    #expect(value("149\0" + "134", in: table) == nil)
    #expect(value("1\0" + "132", in: table) != nil)
    #expect(value("11\0" + "32", in: table) == expected[["11", "32"]])
  }

  @Test(arguments: [
    ("NX", PrivacyClass.quasi, "reads 'NX', which is not the source or name of a field"),
    ("PC", .quasi, "reads the field itself twice"),
    ("twee", .quasi, "reads 'twee', which more than one field is called"),
    ("NR", .direct, "reads NR, which points at a person"),
  ])
  func refusesFieldsThatItCannotRead(label: String, privacy: PrivacyClass, words: String) {
    var fields = Self.address
    fields[0].treatment = .lookup(
      CodeList(
        file: "codes/x.csv", columns: .labels(from: ["pc", "nr"], to: "buurt"), with: [label],
        unmatched: .empty))
    fields[1].privacy = privacy
    for source in ["a", "b"] {
      fields.append(Field(source: source, name: "twee", privacy: .none, treatment: .drop))
    }
    let problems = TransformPlan.problems(in: .init(fields: fields, pseudonyms: .init(domain: "x")))
    #expect(problems.count == 1 && problems[0].summary.contains(words), "\(problems)")
    #expect(problems[0].code == (privacy == .direct ? .directIdentifierKept : .invalidValue))
  }

  @Test func refusesAPlanWithoutItsList() {
    let list = CodeList(file: "codes/x.csv", columns: .level(1), unmatched: .error)
    let field = Field(source: "x", name: "x", privacy: .quasi, treatment: .generalise(list))
    let failure = #expect(throws: Failure.self) {
      try TransformPlan(.init(fields: [field], pseudonyms: .init(domain: "x")), key: nil)
    }
    #expect(failure?.diagnostics.map(\.code) == [.codeList])
  }
}
