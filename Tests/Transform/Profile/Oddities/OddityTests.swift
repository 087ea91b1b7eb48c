// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import Testing

@testable import HergebruikProfile
@testable import HergebruikValues

@Suite("Oddities of rows and text")
struct OddityTests {
  private func found(_ text: String) -> Set<OddText> {
    let bits = Array(text.utf8).withUnsafeBufferPointer { OddText.found(in: $0.span) }
    return Set(OddText.allCases.filter { bits & $0.bit != 0 })
  }

  @Test(
    "finds lost letters, text that was encoded twice, and what nobody sees",
    arguments: [
      ("S\u{FFFD}dwest", [OddText.replacement]), ("CafÃ©", [.doubleEncoded]),
      ("Ã‰Ã©n", [.doubleEncoded]), ("20Â°", [.doubleEncoded]), ("itâ€™s", [.doubleEncoded]),
      ("ï¿½", [.doubleEncoded]), ("a\u{2}b", [.control]), ("a\u{7F}", [.control]),
      ("a\u{92}s", [.control]), ("a\u{FEFF}b", [.control]),
      ("\u{FFFD} CafÃ© \u{1}", [.replacement, .doubleEncoded, .control]),
    ])
  func odd(text: String, kinds: [OddText]) {
    #expect(found(text) == Set(kinds))
  }

  @Test(
    "says nothing of text that is meant",
    arguments: [
      "", "Súdwest-Fryslân", "geïnteresseerd", "ÃO", "Â", "São Tomé", "“Één” – €\u{A0}5, ½ ’s",
      "Œuvre Å Æ",
      "tab\tnew\r\nline", "ïéâ", "日本語", "😀",
    ])
  func meant(text: String) {
    #expect(found(text).isEmpty)
  }

  @Test(
    "knows what a spreadsheet calculates from a number, a telephone number and a name",
    arguments: [
      ("=1+1", true), ("=\"0012\"", true), ("@SUM(A1)", true), ("+cmd|' /C calc'!A0", true),
      ("-A1(2)", true), ("=", false), ("-5", false), ("+31 6 12345678", false),
      ("@gemeente", false),
      ("-", false), ("a=b", false), ("", false),
    ])
  func formula(text: String, isOne: Bool) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { OddText.isFormula($0.span) } == isOne)
  }

  @Test(
    "tells numbers and dates from texts by their signs",
    arguments: [
      ("1", CellShape.number), ("12345678", .number), ("1234567890123456", .number),
      ("-12", .number),
      ("1.234,56", .number), ("+5", .number), ("0363", .number), ("12:30", .text),
      ("31-12-2026", .date), ("2026-12-31", .date), ("1/2/26", .date), ("1.2.2026", .date),
      ("2026-12-31T10:00:00Z", .date), ("31-12-2026 10:00", .date), ("31-12/2026", .text),
      ("12a", .text), ("zeven", .text), ("-", .text), ("1,", .text), ("1,,2", .text),
      ("n.v.t.", .text),
      ("1234567a", .text), ("123456789-", .text), ("31-12-2026 x", .text),
    ])
  func shape(text: String, shape: CellShape) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { CellShape.of($0.span) } == shape)
  }

  @Test(
    "knows the words for totals",
    arguments: [
      ("Totaal", true), ("TOTAAL:", true), ("Eindtotaal ", true), ("Grand Total", true),
      ("Som", true), ("Totaalbedrag", false), ("Sommelsdijk", false), ("Total!", false),
      ("t", false),
    ])
  func totals(text: String, isOne: Bool) {
    let matches = Array(text.utf8).withUnsafeBufferPointer {
      TotalWord.mayBe($0.span, firsts: TotalWord.firstLetters) && TotalWord.matches($0.span)
    }
    #expect(matches == isOne)
  }

  @Test(
    "knows dates that are no day",
    arguments: [
      ("9999-12-31", true), ("9999", true), ("0001-01-01", true), ("1900-01-01T00:00:00", true),
      ("2999-12-31", true), ("1900", false), ("1900-01", false), ("1900-01-02", false),
      ("2026-12-31", false), ("1899-12-31", true), ("", false),
    ])
  func sentinel(text: String, isOne: Bool) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { SentinelDate.kind($0.span) != nil } == isOne)
  }

  @Test("tells columns that differ in one row together, and no others")
  func gathered() throws {
    func miss(_ label: String, _ row: Int) -> Diagnostic {
      NearMiss.diagnostic(
        41, of: 42, "numbers", label, file: "a.csv", rows: [row], hint: "Mend it.")
    }
    let few = [miss("a", 2), miss("b", 2), miss("c", 2), miss("d", 3)]
    #expect(NearMiss.gathered(few) == few)
    let told = NearMiss.gathered(few + [miss("e", 2), miss("f", 2)])
    #expect(told.map(\.location.field) == [nil, "d"])
    let one = try #require(told.first)
    #expect(one.location.row == 2 && one.summary.hasPrefix("5 columns are numbers"))
    #expect(one.summary.hasSuffix("row 2: a, b, c and 2 more"))
  }

  // MARK: Rows that are the same

  @Test("counts rows that are the same exactly as long as they fit, and names the first")
  func same() throws {
    var rows = SameRows()
    for row in 1...1000 { rows.insert(UInt64(row % 900) &* 0x9E37_79B9_7F4A_7C15, row: row) }
    let count = rows.count
    #expect((count.rows, count.same, count.sampling) == (1000, 100, 1))
    #expect(!count.isEven)
    let first = try #require(count.first)
    #expect(first == (901, 1))
  }

  @Test("counts a sample exactly beyond that, the same whatever the order", arguments: [0, 1, 2])
  func sample(seed: UInt64) throws {
    func hash(_ value: Int) -> UInt64 {
      var mixed = UInt64(value) &+ 0x9E37_79B9_7F4A_7C15
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
    var (rows, reversed) = (SameRows(limit: 256), SameRows(limit: 256))
    let values =
      (1...5000).map { $0 + Int(seed) * 10_000 } + (1...5000).map { $0 + Int(seed) * 10_000 }
    for (row, value) in values.enumerated() { rows.insert(hash(value), row: row + 1) }
    for (row, value) in values.reversed().enumerated() {
      reversed.insert(hash(value), row: row + 1)
    }
    let (one, other) = (rows.count, reversed.count)
    #expect((one.rows, one.same, one.sampling) == (other.rows, other.same, other.sampling))
    #expect(one.sampling > 1 && one.isEven)
    #expect(one.same * 2 == one.rows)
    #expect(abs(one.rows * one.sampling - 10_000) < 3000)
  }
}
