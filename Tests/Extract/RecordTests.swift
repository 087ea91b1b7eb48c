// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import HergebruikFormat
import HergebruikModel
import HergebruikTesting
import Testing

@Suite struct RecordTests {
  @Test func readsCellsLinesAndRowNumbers() throws {
    let found = try Sample("a,b\n1,2\n\n\"x\ny\",3\n4,5").contents()
    #expect(found.header == ["a", "b"])
    #expect(found.blankCount == 1)
    #expect(
      found.records == [
        .init(["1", "2"], row: 1, line: 2, file: "0.csv"),
        .init(["x\ny", "3"], row: 2, line: 4, file: "0.csv"),
        .init(["4", "5"], row: 3, line: 6, file: "0.csv"),
      ])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func readsEveryLineEnd(_ end: String) throws {
    let text = ["a;b", "1;\"2\(end)3\"", "4;5"].joined(separator: end)
    for last in ["", end] {
      let found = try Sample(text + last) { $0.delimiter = UInt8(ascii: ";") }.contents()
      #expect(found.rows == [["1", "2\(end)3"], ["4", "5"]])
      #expect(found.records.map(\.line) == [2, 4])
    }
  }

  @Test func readsMixedLineEnds() throws {
    let found = try Sample("a,b\r\n1,2\r3,4\n5,6\r\r\n\n\r7,8\r").contents()
    #expect(found.rows == [["1", "2"], ["3", "4"], ["5", "6"], ["7", "8"]])
    #expect(found.records.map(\.line) == [2, 3, 4, 8])
    #expect(found.blankCount == 3)
  }

  @Test func undoublesQuotes() throws {
    let rows = try Sample("a,b\n\"\"\"\",\"x\"\"\"\"y\"\n\"\",\"\"\"z\"").rows()
    #expect(rows == [["\"", "x\"\"y"], ["", "\"z"]])
  }

  @Test func takesQuotesAsTextWhereNoneAreDeclared() throws {
    let rows = try Sample("a,b\n\"1,2\"\n5\" pipe,x\n") { $0.quote = nil }.rows()
    #expect(rows == [["\"1", "2\""], ["5\" pipe", "x"]])
  }

  @Test func readsOtherQuotesAndDelimiters() throws {
    let rows = try Sample("a\tb\n'1\t''2'\t3\n") {
      $0.delimiter = 0x09
      $0.quote = UInt8(ascii: "'")
    }.rows()
    #expect(rows == [["1\t'2", "3"]])
  }

  @Test func readsEscapes() throws {
    let text = #"a,b\#n"x\"y",1\,2\#n"p\\",\"q\#n"l\\#nm",z\\#nz\#nlast,"d""e"\#n"#
    let found = try Sample(text) { $0.escape = UInt8(ascii: "\\") }.contents()
    #expect(
      found.rows == [
        ["x\"y", "1,2"], ["p\\", "\"q"], ["l\nm", "z\nz"], ["last", "d\"e"],
      ])
    #expect(found.records.map(\.line) == [2, 3, 4, 7])
    try Sample("a\nx\\") { $0.escape = UInt8(ascii: "\\") }.expectRefusal(.strayQuote, 2, 2)
  }

  @Test func passesOverComments() throws {
    let text = "# it's \"a\n#,\na,b\n#x\n1,2\n#\"\n \n\n\"#3\",#4\n#"
    let found = try Sample(text) { $0.comment = Array("#".utf8) }.contents()
    #expect(found.header == ["a", "b"])
    #expect(found.rows == [["1", "2"], ["#3", "#4"]])
    #expect(found.records.map(\.malformed) == [nil, .missingCell, nil])
    #expect(found.records.map(\.line) == [5, 7, 9])
    let long = try Sample("a,b\n--1,2\n-3,4\n--") { $0.comment = Array("--".utf8) }.contents()
    #expect(long.rows == [["-3", "4"]])
  }

  @Test func leavesOutTheFooter() throws {
    let text = "a,b\n1,2\n3,4\nTotal \"2\n\nend"
    #expect(try Sample(text) { $0.footerLines = 3 }.rows() == [["1", "2"], ["3", "4"]])
    #expect(try Sample(text + "\n") { $0.footerLines = 3 }.rows() == [["1", "2"], ["3", "4"]])
    #expect(try Sample("a,b\n1,2\n") { $0.footerLines = 9 }.rows() == [])
  }

  @Test func passesOverThePreamble() throws {
    for end in ["\n", "\r\n", "\r"] {
      let text = ["Lijst \"2", "", "a,b", "1,2"].joined(separator: end)
      let found = try Sample(text) { $0.skipLines = 2 }.contents()
      #expect(found.header == ["a", "b"])
      #expect(found.records == [.init(["1", "2"], row: 1, line: 4, file: "0.csv")])
    }
  }

  @Test func joinsHeaderRows() throws {
    let found = try Sample("\nPersoon,,Adres\nnaam,leeftijd,\"stra\nat\"\nx,1,y") {
      $0.headerRows = 2
      $0.headerJoin = "/"
    }.contents()
    #expect(found.header == ["Persoon/naam", "leeftijd", "Adres/stra\nat"])
    #expect(found.records == [.init(["x", "1", "y"], row: 1, line: 5, file: "0.csv")])
  }

  @Test func readsWithoutHeader() throws {
    let found = try Sample("\n1,2\n3,4\n") { $0.headerRows = 0 }.contents()
    #expect(found.header == nil)
    #expect(found.width == 2)
    #expect(found.rows == [["1", "2"], ["3", "4"]])
    #expect(found.records.map(\.line) == [2, 3])
  }

  @Test func keepsLabelsAsTheyAre() throws {
    #expect(try Sample("a,, a,a\n").contents().header == ["a", "", " a", "a"])
  }

  @Test func rejectsRaggedRecordsAndGoesOn() throws {
    let found = try Sample("a,b\n1\n1,\"2\"\"\",3\n4,5\n").contents()
    #expect(
      found.records == [
        .init(["1"], row: 1, line: 2, file: "0.csv", malformed: .missingCell),
        .init(["1", "2\"", "3"], row: 2, line: 3, file: "0.csv", malformed: .extraCell),
        .init(["4", "5"], row: 3, line: 4, file: "0.csv"),
      ])
  }

  @Test func treatsBlankRowsAsDeclared() throws {
    let rejected = try Sample("a,b\n1,2\n\n3,4\n") { $0.blankRowsAreErrors = true }.contents()
    #expect(rejected.records.map(\.malformed) == [nil, .blankRow, nil])
    #expect(rejected.records.map(\.row) == [1, 2, 3])
    #expect(rejected.blankCount == 0)
    #expect(try Sample("a\n1\n\n2\n").rows() == [["1"], [""], ["2"]])
    #expect(try Sample("a\n\n").rows() == [[""]])
    #expect(try Sample("a\n").rows() == [])
    #expect(try Sample("\n\n") { $0.headerRows = 0 }.rows() == [[""], [""]])
  }

  @Test func dropsATrailingDelimiter() throws {
    let change = { (dialect: inout CSVDialect) in dialect.trailingDelimiter = true }
    let header = try Sample("a,b,\n1,2,\n3,4\n5,6,x\n", change).contents()
    #expect(header.header == ["a", "b"])
    #expect(header.records.map(\.malformed) == [nil, nil, .extraCell])
    #expect(
      try Sample("a,b\n1,2,\n3,\"\"\n4,5,\"\"", change).rows() == [
        ["1", "2"], ["3", ""], ["4", "5"],
      ])
    #expect(
      try Sample("1,2,\n3,4,\n") {
        change(&$0); $0.headerRows = 0
      }.rows() == [["1", "2"], ["3", "4"]])
  }

  @Test func readsADelimiterAtTheVeryEnd() throws {
    #expect(try Sample("a,b\n1,").rows() == [["1", ""]])
    #expect(try Sample("a,b\n\"1\",").rows() == [["1", ""]])
  }

  @Test func readsAllFilesOfAnExport() throws {
    var sample = Sample("a,b\n1,2\n")
    sample.files = ["a,b\n1,2", "\u{FEFF}a,b\n\n3,4\n", "a,b\n", "\"a\",b\r\n5,6"].map {
      Array($0.utf8)
    }
    let found = try sample.contents()
    #expect(
      found.records == [
        .init(["1", "2"], row: 1, line: 2, file: "0.csv"),
        .init(["3", "4"], row: 2, line: 3, file: "1.csv"),
        .init(["5", "6"], row: 3, line: 2, file: "3.csv"),
      ])
    sample.files[2] = Array("a,c\n".utf8)
    try sample.expectRefusal(.incorrectLabel, 1, nil, in: "2.csv")
    sample.files[2] = []
    try sample.expectRefusal(.sourceEmpty, nil, nil, in: "2.csv")
  }
}
