// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

@testable import HergebruikTables
@testable import HergebruikTreatment
@testable import HergebruikValues

@Suite struct ConstraintTests {
  private func problem(
    _ text: String, _ type: FieldType, _ constraints: Constraints
  ) throws -> CellProblem? {
    let field = Field(
      source: "x", name: "x", type: type, privacy: .none, treatment: .keep, constraints: constraints
    )
    return try treat([field], [[text]]).problems.first
  }

  @Test func checksEachConstraint() throws {
    let text = FieldType.string(.default)
    #expect(try problem("", text, .init(required: true)) == .required)
    #expect(try problem("", text, .init(pattern: "x")) == nil)
    #expect(try problem("C", text, .init(enum: ["A", "B"])) == .allowed)
    #expect(try problem("A", text, .init(enum: ["A", "B"])) == nil)
    #expect(try problem("PV123", text, .init(pattern: "PV[0-9]{3}")) == nil)
    #expect(try problem("PV1234", text, .init(pattern: "PV[0-9]{3}")) == .pattern)
    #expect(try problem("xPV123", text, .init(pattern: "PV[0-9]{3}")) == .pattern)
    #expect(try problem("b", text, .init(pattern: "a|b")) == nil)
    #expect(try problem("éé", text, .init(minLength: 3)) == .minLength)
    #expect(try problem("ééé", text, .init(maxLength: 2)) == .maxLength)
    #expect(try problem("ééé", text, .init(minLength: 3, maxLength: 3)) == nil)
    let number = FieldType.number(NumberFormat(decimalChar: ","))
    #expect(try problem("-0,01", number, .init(minimum: "0")) == .minimum)
    #expect(try problem("0,1", number, .init(minimum: "0.1", maximum: "0.1")) == nil)
    #expect(try problem("100,01", number, .init(maximum: "100")) == .maximum)
    #expect(try problem("12345678901234567", number, .init(maximum: "1e16")) == .maximum)
    #expect(try problem("NaN", .number(NumberFormat()), .init(minimum: "0")) == .minimum)
    let date = FieldType.date(format: "%d-%m-%Y")
    #expect(try problem("31-12-2019", date, .init(minimum: "2020-01-01")) == .minimum)
    #expect(try problem("01-01-2020", date, .init(minimum: "2020-01-01")) == nil)
    #expect(try problem("01-01-2021", date, .init(maximum: "2020-12-31")) == .maximum)
  }

  @Test func reportsEveryBadCellOfARowAndLeavesTheRowOut() throws {
    let fields = ["a", "b"].map {
      Field(
        source: $0, name: $0, type: .integer(NumberFormat()), privacy: .none, treatment: .keep)
    }
    let treated = try treat(fields, [["1", "2"], ["x", "y"], ["3", "4"]])
    #expect(treated.rows == [["1", "2"], ["3", "4"]])
    #expect(treated.problems == [.type, .type])
    #expect(treated.result.badRows == [1])
    #expect(treated.result.problems.map(\.number) == [1, 1])
  }

  @Test func boundsTheWorkOfAPattern() throws {
    let evil = Constraints(pattern: "(a+)+b")
    let text = String(repeating: "a", count: 40)
    #expect(try problem(text, .string(.default), evil) == .pattern)
  }

  @Test func reportsEveryMistakeInTheConstraintsAtOnce() {
    let fields = [
      Field(
        source: "a", name: "a", type: .string(.default), privacy: .none, treatment: .keep,
        constraints: .init(pattern: "[")),
      Field(
        source: "b", name: "b", type: .number(NumberFormat()), privacy: .none, treatment: .keep,
        constraints: .init(minimum: "x")),
      Field(source: "c", name: "c", type: .date(format: "%d-%m"), privacy: .none, treatment: .keep),
      Field(
        source: "d", name: "d", type: .string(.default), privacy: .none, treatment: .keep,
        constraints: .init(minimum: "1", minLength: 3, maxLength: 2)),
      Field(
        source: "e", name: "e", type: .date(format: "default"), privacy: .none, treatment: .keep,
        constraints: .init(minimum: "31-12-2020")),
      Field(
        source: "f", name: "f", type: .number(NumberFormat(decimalChar: ",", groupChar: ",")),
        privacy: .none, treatment: .keep),
    ]
    let problems = TransformPlan.problems(in: .init(fields: fields, pseudonyms: .init(domain: "x")))
    #expect(problems.map(\.code).allSatisfy { $0 == .invalidValue })
    #expect(problems.map { $0.summary.prefix(2) } == ["a:", "b:", "c:", "d:", "d:", "e:", "f:"])
  }

  @Test func collectsKeysWithoutTheirValues() throws {
    let fields = ["a", "b"].map {
      Field(
        source: $0, name: $0, type: .any, privacy: .none, treatment: .keep,
        constraints: .init(unique: $0 == "b"))
    }
    let rows = [["1", "x"], ["1", ""], ["", "x"], ["1", "x"]]
    let treated = try treat(fields, rows, primaryKey: ["a", "b"])
    #expect(treated.problems == [.key, .key])
    #expect(treated.result.keys[0].count == 6)
    #expect(Array(treated.result.keys[0][0..<2]) == Array(treated.result.keys[0][3..<5]))
    #expect(treated.result.keys[1].count == 6)
  }

  /// A dropped field may have the name of a published one.
  @Test func tellsFieldsOfOneNameApart() throws {
    let fields = [
      Field(source: "a", name: "a", type: .any, privacy: .none, treatment: .keep),
      Field(source: "A", name: "a", type: .string(.email), privacy: .direct, treatment: .drop),
    ]
    let treated = try treat(fields, [["1", "x@y.nl"], ["2", "x@y.nl"]], primaryKey: ["a"])
    let keys = treated.result.keys[0]
    #expect(treated.problems.isEmpty && keys.count == 6)
    #expect(Array(keys[0..<2]) != Array(keys[3..<5]))
  }

  @Test func remembersTheRangeOfTheTemporalField() throws {
    let field = Field(
      source: "a", name: "a", type: .date(format: "%d-%m-%Y"), privacy: .none,
      treatment: .dateToMonth)
    let treated = try treat(
      [field], [["05-03-2021"], [""], ["01-12-2019"], ["31-01-2020"]], temporal: "a")
    let range = try #require(treated.result.temporal)
    #expect(String(decoding: range.least, as: UTF8.self) == "2019-12")
    #expect(String(decoding: range.most, as: UTF8.self) == "2021-03")
  }
}

@Suite struct UniqueIndexTests {
  private func index(memory: Int, keys: [UInt64]) throws -> UniqueIndex {
    let index = UniqueIndex(memory: memory, folder: NSTemporaryDirectory())
    for (row, key) in keys.enumerated() {
      try index.insert([key &* 0x9E37_79B9_7F4A_7C15, key, 0], firstRow: row + 1)
    }
    return index
  }

  /// 400,000 keys in 512 buckets of 256: without memory most of them go through the file.
  @Test(arguments: [1 << 30, 0], [1, 3])
  func findsRepeatedKeysInMemoryAndOnDisk(memory: Int, threads: Int) throws {
    var keys = (0..<400_000).map { UInt64($0) }
    (keys[4000], keys[390_500], keys[10]) = (7, 7, 3)
    let found = try index(memory: memory, keys: keys).duplicates(limit: 2, threads: threads)
    #expect(found.count == 3)
    #expect(found.first.map(\.row) == [11, 4001])
    #expect(found.first.map(\.repeats) == [4, 8])
  }

  @Test func findsNothingWhereNothingRepeats() throws {
    let found = try index(memory: 0, keys: (0..<3000).map { UInt64($0) }).duplicates(limit: 5)
    #expect(found.count == 0)
  }
}
