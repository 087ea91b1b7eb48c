// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel
import HergebruikTables
import Testing

@testable import HergebruikDisclosure

@Suite struct GeneralisationTests {
  private let age = "20;20-29;*\n25;20-29;*\n30;30-39;*\n35;30-39;*\n"
  private let sex = "v;*\nm;*\n"

  private func domain(
    _ rows: [[String]], k: Int, limit: Int
  ) throws -> FullDomain {
    let table = CodedTable(names: ["leeftijd", "geslacht"], rows: rows)
    return try FullDomain(
      table,
      quasi: [
        (0, try Hierarchy(csv: age, file: "age.csv")), (1, try Hierarchy(csv: sex, file: "s.csv")),
      ], requirement: AnonymityRequirement(k: k), limit: limit)
  }

  @Test func findsTheMinimalNodesByHand() throws {
    let rows = [["20", "v"], ["25", "v"], ["30", "m"], ["35", "m"]]
    let found = try domain(rows, k: 2, limit: 0).search()
    #expect(found.nodes == 6)
    #expect(found.minimal.map(\.levels) == [[1, 0]])
    // One of four ages cannot be told from one other of three: half of a third over two fields.
    #expect(found.best?.loss == 1.0 / 6)
    #expect(try domain(rows, k: 4, limit: 0).search().best?.levels == [2, 1])
    #expect(try domain(rows, k: 5, limit: 0).search().best == nil)
    #expect(try domain(rows, k: 5, limit: 4).search().minimal.isEmpty)
  }

  @Test func leavesRowsOutUpToALimit() throws {
    let rows = [["20", "v"], ["20", "v"], ["20", "v"], ["35", "m"]]
    #expect(try domain(rows, k: 2, limit: 1).search().best?.levels == [0, 0])
    #expect(try domain(rows, k: 2, limit: 1).search().best?.suppressedRows == 1)
    #expect(try domain(rows, k: 2, limit: 0).search().minimal.map(\.levels) == [[2, 1]])
    let released = try domain(rows, k: 2, limit: 1).release([1, 0])
    #expect(released.total == 3)
    #expect(released.value(row: 0, column: 0) == "20-29")
  }

  @Test func keepsAnEmptyValueApart() throws {
    let rows = [["", "v"], ["20", "v"], ["25", "v"]]
    let domain = try domain(rows, k: 2, limit: 1)
    #expect(try domain.node([1, 0])?.suppressedRows == 1)
    #expect(try domain.release([2, 0]).value(row: 0, column: 0) == "*")
    #expect(try domain.node([2, 0])?.suppressedRows == 0)
  }

  @Test(arguments: [
    ("", "empty", nil), ("a;*\nb\n", "2 columns", 2), ("a;*\na;*\n", "twice", 2),
    ("a;x;1\nb;x;2\n", "splits", 2), ("\"a;*\n", "quote", nil),
    ("a;*\nb;\n", "nothing at a level", 2),
  ])
  func refusesWhatIsNoHierarchy(text: String, words: String, row: Int?) throws {
    let failure = #expect(throws: Failure.self) { try Hierarchy(csv: text, file: "h.csv") }
    let diagnostic = try #require(failure?.diagnostics.first)
    #expect(diagnostic.code == .codeList)
    #expect(diagnostic.summary.contains(words))
    #expect(diagnostic.location.row == row)
  }

  @Test func refusesAValueThatTheHierarchyLacksWithoutNamingIt() throws {
    let failure = #expect(throws: Failure.self) { try domain([["77", "v"]], k: 1, limit: 0) }
    let diagnostic = try #require(failure?.diagnostics.first)
    #expect(diagnostic.location.file == "age.csv")
    #expect(!diagnostic.summary.contains("77"))
  }

  @Test func takesValuesInTheirCanonicalForm() throws {
    let text = "1.0;few;*\n2;few;*\n;none;*\n"
    let hierarchy = try Hierarchy(csv: text, of: .number(NumberFormat()), file: "h.csv")
    #expect(hierarchy.missing(of: ["1.0", "2", "", "3"]) == 1)
    func published(_ level: Int) -> [String] {
      let table = hierarchy.table(level: level)
      // A run looks a number up as a number, so without the zero.
      let values = ["1", "2", "3"].map { text in
        guard let value = table.index.value(of: text.utf8.span) else { return "-" }
        return String(decoding: value, as: UTF8.self)
      }
      return values + [String(decoding: table.blank, as: UTF8.self)]
    }
    #expect(published(0) == ["1.0", "2", "-", ""])
    #expect(published(1) == ["few", "few", "-", "none"])
    let failure = #expect(throws: Failure.self) {
      try Hierarchy(csv: "a;*\n", of: .integer(NumberFormat()), file: "h.csv")
    }
    #expect(failure?.diagnostics.first?.summary.contains("not of the type of the field") == true)
    // A top that is one value for all is that for an empty value too.
    #expect(try Hierarchy(csv: sex, file: "s.csv").table(level: 1).blank == Array("*".utf8))
    #expect(try Hierarchy(csv: sex, file: "s.csv").table(level: 0).blank.isEmpty)
    #expect(try Hierarchy(csv: "a;x\nb;y\n", file: "s.csv").table(level: 1).blank.isEmpty)
  }

  @Test func namesTheClassesThatARunLeavesOut() throws {
    let rows = [["20", "v"], ["25", "v"], ["20", "v"], ["35", "m"]]
    let domain = try domain(rows, k: 2, limit: 1)
    let (suppressed, sum) = try domain.suppression([1, 0])
    let (kept, dropped) = (ClassKey(["20-29", "v"]), ClassKey(["30-39", "m"]))
    #expect((suppressed.rows, suppressed.total) == (1, 4))
    #expect(suppressed.classes.contains(dropped) && !suppressed.classes.contains(kept))
    #expect(sum == kept.high &* 3 &+ dropped.high)
  }

  @Test func leavesAColumnWithoutAHierarchyAsItIs() throws {
    let table = CodedTable(
      names: ["leeftijd", "zone"], rows: [["20", "A"], ["25", "A"], ["25", "B"]])
    let domain = try FullDomain(
      table, quasi: [(0, try Hierarchy(csv: age, file: "age.csv")), (1, nil)],
      requirement: AnonymityRequirement(k: 2), limit: 1)
    let best = try #require(try domain.search().best)
    #expect(best.levels == [1, 0])
    #expect(best.suppressedRows == 1)
    #expect(try domain.release(best.levels).value(row: 0, column: 1) == "A")
  }

  @Test func readsQuotesAndLineEnds() {
    let rows = DelimitedText.rows("\"a;b\";\"c\"\"d\"\r\n\r\ne;\r\n\"\"", delimiter: ";")
    #expect(rows == [["a;b", "c\"d"], ["e", ""], [""]])
    #expect(DelimitedText.rows("", delimiter: ";") == [])
  }

  @Test func comparesReleasesRowByRow() throws {
    let folder = FileManager.default.temporaryDirectory.path
    func figures(
      _ before: [[String]], _ after: [[String]], memory: Int = 0
    ) throws -> Differencing.Figures {
      let comparison = Differencing(memory: memory, folder: folder)
      for row in before {
        try comparison.add(ClassKey(row.prefix(1)), row: ClassKey(row), in: .older)
      }
      for row in after {
        try comparison.add(ClassKey(row.prefix(1)), row: ClassKey(row), in: .newer)
      }
      return try comparison.figures()
    }
    let many = (0..<3000).map { ["a", "\($0)"] }
    #expect(try figures(many, many.reversed()) == .init())
    #expect(try figures([], []) == .none)
    let one = try figures(many, many + [["b", "new"]])
    #expect(one == .init(added: 1, addedK: 1))
    // The same row twice is two rows; a changed row is one out and one in.
    let changed = try figures([["a", "x"], ["a", "x"]], [["a", "x"], ["a", "y"]])
    #expect(changed == .init(added: 1, addedK: 1, removed: 1, removedK: 1))
    let moved = try figures(
      [["a", "x"], ["a", "y"], ["b", "z"]],
      [["b", "z"], ["c", "1"], ["c", "2"], ["c", "3"], ["d", "4"], ["d", "5"]])
    #expect(moved == .init(added: 5, addedK: 2, removed: 2, removedK: 2))
  }
}
