// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTesting
import Testing

@testable import HergebruikExtract

/// Oddities of exports that a dialect tells, and those that need no telling.
@Suite("CSV dialects")
struct DialectTests {
  @Test func skipsSpacesBeforeACell() throws {
    let text = "a, b,\"c\"\n1, \"x, y\", z \n \"2\",\t3 ,  \n"
    let rows = [["1", "x, y", "z "], ["2", "3 ", ""]]
    let sample = Sample(text) { $0.skipInitialSpace = true }
    let found = try sample.contents()
    #expect(found.header == ["a", "b", "c"])
    #expect(found.rows == rows)
    let tabs = Sample("a\tb\n1\t\t\n2\t \"3\"\n") {
      ($0.delimiter, $0.skipInitialSpace) = (9, true)
    }
    #expect(try tabs.contents().records.map(\.cells) == [["1", "", ""], ["2", "3"]])
    #expect(try Sample("a,b\n1, x\n").rows() == [["1", " x"]])
  }

  @Test func dropsEmptyCellsBehindTheLastColumn() throws {
    let text = "a,b,,\n1,2,,,,\n3,4\n5,6,,7\n8,9,\"\"\n"
    let found = try Sample(text) { $0.surplusEmptyCells = true }.contents()
    #expect(found.header == ["a", "b"])
    #expect(found.rows == [["1", "2"], ["3", "4"], ["8", "9"]])
    #expect(found.records.map(\.malformed) == [nil, nil, .extraCell, nil])
    #expect(try Sample("a,b\n1,2,\n").contents().rows.isEmpty)
    let one = try Sample("a,,\nx,\n") { $0.surplusEmptyCells = true }.contents()
    #expect(one.header == ["a"] && one.rows == [["x"]])
  }

  @Test func unwrapsFormulasOfOneText() throws {
    let text = #"""
      code,"=""naam"""
      "=""0012""",="0013"
      ="",=0014
      "=""a""""b""","=A1&""x"""
      ="1",x
      """#
    let found = try Sample(text) { $0.unwrapsFormulas = true }.contents()
    #expect(found.header == ["code", "naam"])
    #expect(
      found.rows == [
        ["0012", "0013"], ["", "=0014"], ["=\"a\"\"b\"", "=A1&\"x\""], ["1", "x"],
      ])
    #expect(try Sample("a,b\n\"=\"\"1\"\"\",2\n").rows() == [["=\"1\"", "2"]])
    // What only begins so is a stray quote.
    for (cell, column) in [("=\"1,2", 2), ("=\"1\"2,3", 2), ("=1\"\",2", 3), ("=\"1\"\",2", 2)] {
      try Sample("a,b\n\(cell)\n") { $0.unwrapsFormulas = true }
        .expectRefusal(.strayQuote, 2, column)
    }
    let plain = Sample("a;b\n=\"1\";2\n") {
      ($0.delimiter, $0.quote, $0.unwrapsFormulas) = (0x3B, nil, true)
    }
    #expect(try plain.rows() == [["1", "2"]])
  }

  @Test(arguments: ["sep=;\n", "sep=;\r\n", "SEP=;\r", "\"sep=;\"\n"])
  func takesALineThatSaysTheDelimiter(_ line: String) throws {
    let left = Sample(line + "a;b\n1;2,5\n") { $0.isDelimiterGiven = false }
    #expect(try left.contents().header == ["a", "b"])
    #expect(try left.rows() == [["1", "2,5"]])
    let given = Sample(line + "a;b\n1;2\n") { $0.delimiter = 0x3B }
    #expect(try given.contents().records.map(\.line) == [3])
    let skipped = Sample(line + "a;b\n1;2\n") { ($0.delimiter, $0.skipLines) = (0x3B, 1) }
    #expect(try skipped.rows() == [["1", "2"]])
    try Sample(line + "a,b\n1,2\n").expectRefusal(.format, 1, nil)
  }

  @Test func takesNothingElseForSuchALine() throws {
    #expect(try Sample("sep,b\n1,2\n").contents().header == ["sep", "b"])
    #expect(try Sample("sep=ab,b\n1,2\n").contents().header == ["sep=ab", "b"])
    #expect(try Sample("a,b\nsep=;,2\n").rows() == [["sep=;", "2"]])
    var files = Sample("sep=;\na;b\n1;2\n") { $0.isDelimiterGiven = false }
    files.files.append(Array("a;b\n3;4\n".utf8))
    #expect(try files.rows() == [["1", "2"], ["3", "4"]])
  }

  @Test func endsAtCtrlZ() throws {
    for end in ["\u{1A}", "\u{1A}\u{1A}\u{1A}"] {
      #expect(try Sample("a,b\n1,2\n" + end).rows() == [["1", "2"]])
      #expect(try Sample("a,b\n1,2" + end).rows() == [["1", "2"]])
      #expect(try Sample("a\n1\n2\r\n" + end).rows() == [["1"], ["2"]])
      let footer = Sample("a,b\n1,2\nEINDE\n" + end) { $0.footerLines = 1 }
      #expect(try footer.rows() == [["1", "2"]])
    }
    // In the midst it is text, as in a cell.
    let inside = "a,b\n\u{1A}1,\u{1A}\u{1A}2\n\u{1A}\n3,4\u{1A}\n"
    #expect(
      try Sample(inside).contents().records.map(\.cells)
        == [["\u{1A}1", "\u{1A}\u{1A}2"], ["\u{1A}"], ["3", "4\u{1A}"]])
    try Sample("\u{1A}").expectRefusal(.sourceEmpty, nil, nil)
    #expect(
      try Sample(bytes: Array("a\n1\n".utf8) + [0x1A], encoding: "cp850").rows() == [["1"]])
  }
}
