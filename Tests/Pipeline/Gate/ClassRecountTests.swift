// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikDisclosure
@testable import HergebruikGate
@testable import HergebruikTreatment
@testable import HergebruikValues

/// The gate's own counter of classes beside definitions that are written out, and beside the census of a run.
@Suite("Recount of classes")
struct ClassRecountTests {
  private static func fields(numeric: Bool) -> [PublishedField] {
    [
      PublishedField(name: "a", type: "string", privacy: .quasi, treatment: .kind(.keep)),
      PublishedField(
        name: "s", type: numeric ? "number" : "string", privacy: .sensitive, treatment: .kind(.keep)
      ),
      PublishedField(name: "b", type: "string", privacy: .quasi, treatment: .kind(.keep)),
    ]
  }

  private static func tally(
    _ rows: [[String]], numeric: Bool = false, minimum: Int = 2,
    asked: SensitiveRequirement = .init(), part: (number: Int, of: Int) = (0, 1)
  ) throws -> ClassTally {
    let tally = ClassTally(
      ClassColumns(fields(numeric: numeric), minimum: minimum, sensitive: ["s": asked]),
      part: part, room: 1 << 24)
    var batch = RecordBatch()
    batch.text.append(rows.map { $0.joined(separator: ",") + "\n" }.joined())
    try WrittenRecords.cut(&batch, width: 3)
    try tally.read(batch, firstRow: 1)
    return tally
  }

  private static func figures(_ tallies: ClassTally...) throws -> ClassFigures {
    var figures = ClassFigures(tallies[0].columns)
    for tally in tallies { try figures.add(tally) }
    return figures
  }

  private static func rows(_ count: Int, seed: UInt64, numeric: Bool) -> [[String]] {
    var random = SplitMix(state: seed)
    return (0..<count).map { _ in
      let value = Int.random(in: 0..<6, using: &random)
      let text =
        numeric
        ? ["", "-1.5", "2", "2.0", "10", "0"][value] : ["", "p", "q", "r", "s", "t"][value]
      return [
        ["x", "xy", "", "ab"].randomElement(using: &random) ?? "", text,
        ["y", "", "c", "bc"].randomElement(using: &random) ?? "",
      ]
    }
  }

  @Test("takes no two classes for one, and no one class for two")
  func names() throws {
    let rows = [
      ["ab", "", "c"], ["a", "", "bc"], ["ab", "", "c"], ["", "", "abc"], ["abc", "", ""],
    ]
    let figures = try Self.figures(Self.tally(rows)).figures
    #expect((figures.rows, figures.classes, figures.k, figures.uniqueRows) == (5, 4, 1, 3))
    #expect(figures.classSizes.map(\.classes) == [3, 1, 0, 0, 0, 0])
    #expect(figures.classSizes.map(\.rows) == [3, 2, 0, 0, 0, 0])
  }

  @Test("has the figures of l and t by their definitions")
  func definitions() throws {
    // 4 of p and 2 of q in one class, 2 of p in another: p 6, q 2 of 8.
    let rows =
      Array(repeating: ["1", "p", ""], count: 4) + Array(repeating: ["1", "q", ""], count: 2)
      + Array(repeating: ["2", "p", ""], count: 2)
    let figures = try Self.figures(Self.tally(rows)).figures
    let found = try #require(figures.sensitive.first)
    #expect((found.distinct, found.recursive.l) == (1, 1))
    #expect(found.entropy == 1)
    #expect(abs(found.tCloseness - 0.25) < 1e-12)
    #expect(found.recursive.c == 1)
    let one = try Self.figures(Self.tally(Array(rows.prefix(6)))).figures.sensitive[0]
    #expect((one.distinct, one.recursive.l, one.recursive.c) == (2, 2, 2))
    #expect(abs(one.entropy - 1.8898815748423097) < 1e-12)
    // Ordered: 1, 2 and 10; a class of 1 alone beside all three: (|1-1/3| + |1-2/3|) / 2.
    let numbers = [
      ["1", "1", ""], ["2", "1.0", ""], ["2", "2", ""], ["2", "10", ""], ["2", "2.0", ""],
      ["2", "10", ""],
    ]
    let ordered = try Self.figures(Self.tally(numbers, numeric: true)).figures.sensitive[0]
    #expect(ordered.distinct == 1)
    #expect(abs(ordered.tCloseness - (abs(1 - 2.0 / 6) + abs(1 - 4.0 / 6)) / 2) < 1e-12)
  }

  @Test("counts the rows of classes that fail, at each bound")
  func failing() throws {
    let rows =
      Array(repeating: ["1", "p", ""], count: 4) + Array(repeating: ["1", "q", ""], count: 2)
      + Array(repeating: ["2", "p", ""], count: 2)
    func failing(_ minimum: Int, _ asked: SensitiveRequirement) throws -> Int {
      try Self.figures(Self.tally(rows, minimum: minimum, asked: asked)).failing
    }
    #expect(try failing(2, .init()) == 0)
    #expect(try failing(3, .init()) == 2)
    #expect(try failing(6, .init()) == 2)
    #expect(try failing(7, .init()) == 8)
    #expect(try failing(2, .init(distinct: 2)) == 2)
    #expect(try failing(2, .init(distinct: 3)) == 8)
    #expect(try failing(2, .init(entropy: 1.88)) == 2)
    #expect(try failing(2, .init(entropy: 1.89)) == 8)
    #expect(try failing(2, .init(recursive: .init(c: 2, l: 2))) == 8)
    #expect(try failing(2, .init(recursive: .init(c: 2.1, l: 2))) == 2)
    #expect(try failing(2, .init(t: 0.25)) == 0)
    #expect(try failing(2, .init(t: 0.24)) == 2)
    #expect(try failing(2, .init(t: 0.08)) == 8)
  }

  @Test("says the same in parts, in threads, and in one", arguments: [true, false])
  func parts(numeric: Bool) throws {
    for seed in 1...20 {
      let rows = Self.rows(200, seed: UInt64(seed), numeric: numeric)
      let whole = try Self.figures(Self.tally(rows, numeric: numeric))
      var parts = ClassFigures(try Self.tally([], numeric: numeric).columns)
      for number in 0..<4 {
        try parts.add(Self.tally(rows, numeric: numeric, part: (number, 4)))
      }
      let merged = try Self.tally(Array(rows.prefix(70)), numeric: numeric)
      merged.merge(try Self.tally(Array(rows.dropFirst(70)), numeric: numeric), room: 1 << 24)
      let threads = try Self.figures(merged)
      for other in [parts, threads] {
        #expect(other.figures.agrees(with: whole.figures), "\(rows)")
        #expect(other.failing == whole.failing)
      }
    }
  }

  @Test("agrees with the census of a run", arguments: [true, false])
  func census(numeric: Bool) throws {
    let folder = try TemporaryFolder()
    for seed in 1...20 {
      let rows = Self.rows(300, seed: UInt64(seed), numeric: numeric)
      let census = ClassCensus(
        sensitive: [.init(name: "s", isNumeric: numeric)], memory: 1 << 20, folder: folder.path)
      let text = "a,s,b\n" + rows.map { $0.joined(separator: ",") + "\n" }.joined()
      let table = TreatedTable(
        fields: [
          Field(source: "a", name: "a", type: .any, privacy: .quasi, treatment: .keep),
          Field(
            source: "s", name: "s", type: numeric ? .number(NumberFormat()) : .any,
            privacy: .sensitive, treatment: .keep),
          Field(source: "b", name: "b", type: .any, privacy: .quasi, treatment: .keep),
        ], pseudonyms: .init(domain: ""))
      let plan = try TransformPlan(
        table, for: .census(.init(of: .values(of: ["s"]))), key: nil)
      var batch = RecordBatch()
      batch.text.append(String(text.dropFirst(6)))
      try WrittenRecords.cut(&batch, width: 3)
      batch.lines = batch.numbers
      let binding = try ColumnBinding(
        fields: table.fields, header: ["a", "s", "b"], width: 3, match: .exact, file: "t")
      let worker = try TransformWorker(plan, binding: binding)
      var open = plan.makeBatch()
      var result = TransformResult()
      worker.process(batch, into: &open, result: &result)
      try census.add(result.classes.keys)
      let counted = try Self.figures(Self.tally(rows, numeric: numeric)).figures
      // The run writes 2.0 as it stands, and both take it for 2.
      #expect(counted.agrees(with: try census.figures(safeSize: 2)))
    }
  }
}
