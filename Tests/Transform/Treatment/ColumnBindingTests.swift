// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestTreatments
import Testing

@testable import HergebruikTreatment

@Suite struct ColumnBindingTests {
  private func field(_ source: String?, index: Int? = nil) -> Field {
    Field(source: source, index: index, name: "x", privacy: .none, treatment: .keep)
  }

  private func bind(
    _ fields: [Field], _ header: [String]?, width: Int? = nil,
    primaryKey: [String] = [], match: ColumnBinding.Match = .equal
  ) throws -> [Int] {
    try ColumnBinding(
      fields: fields, header: header, width: width ?? header?.count ?? 0,
      primaryKey: primaryKey, match: match, file: "export.csv"
    ).columns
  }

  private func codes(_ body: () throws -> [Int]) -> [DiagnosticCode] {
    do {
      _ = try body()
      return []
    } catch let failure as Failure {
      return failure.diagnostics.map(\.code)
    } catch {
      return []
    }
  }

  @Test func bindsByNameAndByIndex() throws {
    #expect(try bind([field("B"), field("A")], ["A", "B"]) == [1, 0])
    #expect(
      try bind([field("A", index: 1), field("A", index: 3), field("B")], ["A", "B", "A"]) == [
        0, 2, 1,
      ])
    #expect(try bind([field("", index: 2), field("A")], ["A", ""]) == [1, 0])
    #expect(try bind([field(nil, index: 2), field(nil, index: 1)], nil, width: 2) == [1, 0])
  }

  @Test func stopsAtUnlistedMissingAndRenamedColumns() {
    #expect(codes { try bind([field("A")], ["A", "B"]) } == [.extraLabel])
    #expect(codes { try bind([field("A"), field("B")], ["A"]) } == [.missingLabel])
    #expect(
      codes { try bind([field("A"), field("Naam")], ["A", "Naam2"]) } == [
        .missingLabel, .extraLabel,
      ])
    #expect(
      codes { try bind([field("A", index: 2), field("B")], ["A", "B"]) }.contains(.incorrectLabel))
    #expect(codes { try bind([field("A"), field("A")], ["A"]) } == [.duplicateLabel])
    #expect(codes { try bind([field("A")], nil, width: 1) }.first == .missingLabel)
    #expect(codes { try bind([field("A"), field(nil, index: 9)], ["A"]) } == [.missingLabel])
  }

  @Test func asksForAnIndexWhereNamesAreBlankOrTwice() {
    #expect(codes { try bind([field("A"), field("B")], ["A", "B", "A"]) } == [.duplicateLabel])
    #expect(codes { try bind([field("A"), field("")], ["A", "", ""]) } == [.blankLabel])
    #expect(codes { try bind([field("A")], ["A", ""]) } == [.extraLabel])
  }

  @Test func bindsInOrderWhereTheMatchIsExact() throws {
    let fields = [field("A"), field("B")]
    #expect(try bind(fields, ["A", "B"], match: .exact) == [0, 1])
    #expect(try bind(fields, nil, width: 2, match: .exact) == [0, 1])
    #expect(
      codes { try bind(fields, ["B", "A"], match: .exact) } == [.incorrectLabel, .incorrectLabel])
    #expect(codes { try bind(fields, ["A", "C"], match: .exact) } == [.incorrectLabel])
    #expect(codes { try bind(fields, ["A", "A"], match: .exact) } == [.duplicateLabel])
    #expect(codes { try bind(fields, ["A", ""], match: .exact) } == [.blankLabel])
    #expect(codes { try bind(fields, ["A"], match: .exact) } == [.missingLabel])
    #expect(codes { try bind(fields, ["A", "B", "C"], match: .exact) } == [.extraLabel])
    let repeated = [field("A", index: 1), field("A", index: 2)]
    #expect(try bind(repeated, ["A", "A"], match: .exact) == [0, 1])
    #expect(
      codes { try bind([field("A", index: 2), field("B", index: 1)], ["B", "A"], match: .exact) }
        == [.incorrectLabel, .incorrectLabel])
  }

  @Test func neverLetsAKeyOrARequiredColumnBeAbsent() {
    var needed = field("B")
    needed.constraints.required = true
    #expect(
      codes { try bind([field("A"), needed], ["A"], match: .superset) } == [.missingLabel])
    needed.constraints.required = false
    needed.name = "y"
    #expect(
      codes { try bind([field("A"), needed], ["A"], primaryKey: ["y"], match: .superset) } == [
        .missingLabel
      ])
  }

  @Test func letsNamedColumnsBeAbsentInASupersetOnly() throws {
    #expect(try bind([field("A"), field("B")], ["A"], match: .superset) == [0, -1])
    #expect(codes { try bind([field("A")], ["A", "B"], match: .superset) } == [.extraLabel])
  }

  /// Where an export lost its header, its first line holds persons.
  @Test func neverPrintsAFirstLineThatIsNoHeader() throws {
    let fields = ["NAAM", "BSN", "Zone"].map { field($0) }
    for header in [["Jansen", "111222333", "Zuid"], ["Jansen", "111222333", "Zone"]] {
      let failure = try #require(throws: Failure.self) { try bind(fields, header) }
      #expect(failure.diagnostics.map(\.code) == [.missingLabel])
      for diagnostic in failure.diagnostics {
        let words = diagnostic.summary + (diagnostic.hint ?? "")
        #expect(!words.contains("Jansen") && !words.contains("111222333"))
      }
    }
  }

  /// Where a header is not surely one, only the numbers of columns are shown.
  @Test(arguments: [
    ["1", "naam", "Jansen"], ["id", "naam\n1;a;Jansen", "x"],
    ["id", "naam", "persoon1", "a", "Jansen"],
    ["id", "naam", "persoon", "1", "a", "Jansen"], ["id", "naam", "Jansen\n2"],
    ["id", "naam", "06123"],
  ])
  func neverPrintsACellThatStandsInTheHeader(header: [String]) throws {
    let fields = ["id", "naam", "persoon"].map { field($0) }
    let failure = try #require(throws: Failure.self) { try bind(fields, header) }
    for diagnostic in failure.diagnostics {
      let words = diagnostic.summary + (diagnostic.hint ?? "")
      #expect(!words.contains("Jansen") && !words.contains("06123"), "\(words)")
    }
  }

  @Test func wantsTheNameOfAColumnBesideItsIndex() throws {
    let fields = [field(nil, index: 1), field(nil, index: 2)]
    #expect(codes { try bind(fields, ["bsn", "zone"]) } == [.incorrectLabel, .incorrectLabel])
    #expect(try bind(fields, ["", ""]) == [0, 1])
  }

  @Test func showsTheFirstFewProblemsOnly() throws {
    let header = (0..<500).map { "k\($0)" }
    let failure = try #require(throws: Failure.self) { try bind([field("k0")], header) }
    #expect(failure.diagnostics.count == 21)
    #expect(failure.diagnostics.last?.summary.hasPrefix("479 more") == true)
  }

  @Test func suggestsTheNewNameOfARenamedColumn() throws {
    let failure = try #require(throws: Failure.self) {
      try bind([field("A"), field("GEB_DATUM")], ["A", "GEB-DATUM"])
    }
    #expect(failure.diagnostics.first?.hint?.contains("'GEB-DATUM'") == true)
  }
}
