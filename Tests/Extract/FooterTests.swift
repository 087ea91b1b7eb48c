// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTesting
import Testing

@testable import HergebruikExtract

/// A last line that is known by what it says.
@Suite struct FooterTests {
  private func template(_ text: String, delimiter: String = ";") throws -> FooterTemplate {
    try FooterTemplate(text, delimiter: delimiter)
  }

  private func sample(_ text: String, _ footer: String = "TOTAAL;{rows};{bedrag}") throws -> Sample
  {
    let template = try template(footer)
    return Sample(text) { ($0.delimiter, $0.footer) = (UInt8(ascii: ";"), template) }
  }

  @Test func readsWhatALineSays() throws {
    let total = try template("TOTAAL;{rows};{bedrag}")
    #expect(total.names == ["rows", "bedrag"])
    #expect(
      total.match(["TOTAAL", "12", "1.234,56", "", ""]) == ["rows": "12", "bedrag": "1.234,56"])
    #expect(total.match(["TOTAAL", "12", "3", "4"]) == nil)
    #expect(total.match(["TOTAAL", "12"]) == nil)
    #expect(total.match(["totaal", "12", "3"]) == nil)
    #expect(total.match([]) == nil)
    #expect(try template("EOF {rows}").match(["EOF 1234"]) == ["rows": "1234"])
    #expect(try template("({rows} rijen)").match(["(7 rijen)"]) == ["rows": "7"])
    #expect(try template("({rows} rijen)").match(["(7 rijen) en meer"]) == nil)
    #expect(try template("EOF;;").match(["EOF", "", "", ""]) == [:])
    #expect(try template("EOF").match(["EOF", "1"]) == nil)
    #expect(try template("99;{};x{n}", delimiter: ";").match(["99", "a", "x5"]) == ["n": "5"])
    #expect(try template("Σ\t{rows}", delimiter: "\t").match(["Σ", "3"]) == ["rows": "3"])
  }

  @Test(
    arguments: [
      ("TOTAAL;{rows", "does not close"), ("TOTAAL;{rows}{n}", "side by side"),
      ("TOTAAL;{rows};{rows}", "twice"), ("{};{rows};{}", "no word"), ("", "no word"),
      (" ", "no word"),
    ])
  func refusesWhatIsNoTemplate(_ text: String, _ words: String) throws {
    let mistake = try #require(throws: OptionProblem.self) { try template(text) }
    #expect(mistake.summary.contains(words))
  }

  @Test(
    arguments: [
      "TOTAAL;2;56,70", "TOTAAL;2;56,70\n", "TOTAAL;2;56,70;;\r\n\r\n\n",
      "\"TOTAAL\";2;\"56,70\"\n",
      "\n\nTOTAAL;\"2\";56,70\r",
    ])
  func isNoRow(_ footer: String) throws {
    let found = try sample("a;b;c\n1;2;\"x\ny\"\n3;4;5\n" + footer).contents()
    #expect(found.rows == [["1", "2", "x\ny"], ["3", "4", "5"]])
    #expect(found.footers == [["rows": "2", "bedrag": "56,70"]])
  }

  @Test func mayBeAllThereIs() throws {
    let found = try sample("a;b;c\nTOTAAL;0;0").contents()
    #expect(found.rows == [])
    #expect(found.footers == [["rows": "0", "bedrag": "0"]])
  }

  @Test(
    arguments: [
      "3;4;5\n", "3;4;5", "3;4;", "TOTAAL;2;3\n4;5;6\n", "TOTAAL;2\n", "TOTAAL 5\" pijp;1;2\n", "",
    ])
  func isMissedWhereItIsNotLast(_ end: String) throws {
    let text = "a;b;c\n1;2;3\n" + end
    let code = try sample(text).refusal().code
    #expect(code == (end.contains("pijp") ? .strayQuote : .footerError), "\(code)")
  }

  /// What is wrong with the rows is said first.
  @Test func hidesNoFault() throws {
    try sample("a;b;c\n1;\"2;3\nTOTAAL;1;2\n").expectRefusal(.unclosedQuote, 2, 3)
    try sample("a;b;c\n1;2;3\nx;\u{0};3\n").expectRefusal(.nulByte, 3, 3)
  }

  @Test func everyFileHasItsOwn() throws {
    var both = try sample("a;b;c\n1;2;3\nTOTAAL;1;2")
    both.files.append(Array("a;b;c\n4;5;6\n7;8;9\nTOTAAL;2;3\n".utf8))
    let found = try both.contents()
    #expect(found.rows.count == 3)
    #expect(found.footers.map { $0["rows"] } == ["1", "2"])
    both.files[1] = Array("a;b;c\n4;5;6\n".utf8)
    try both.expectRefusal(.footerError, nil, nil, in: "1.csv")
  }

  @Test func isKeptOutOfBlocks() throws {
    let rows = (0..<200_000).map { "\($0);naam \($0);x\n" }.joined()
    let export = ExportFile(name: "0.csv") {
      MemorySource(Array("a;b;c\n\(rows)TOTAAL;200000;1\n".utf8))
    }
    var dialect = CSVDialect()
    dialect.delimiter = UInt8(ascii: ";")
    dialect.footer = try template("TOTAAL;{rows};{}")
    let table = try CSVTable(ExportFiles([export]), CSVOptions(dialect: dialect))
    var batch = RecordBatch()
    var (count, largest) = (0, 0)
    while try table.read(into: &batch) {
      largest = max(largest, batch.text.count)
      try table.parse(&batch)
      count += batch.rowCount
      #expect(batch.malformed.isEmpty)
      batch.removeAll()
    }
    #expect(count == 200_000)
    #expect(table.footers == [["rows": "200000"]])
    #expect(largest <= 2 << 20)
    #expect(try !table.read(into: &batch))
    #expect(table.footers.count == 1)
  }

  @Test func worksWithEscapesAndComments() throws {
    let template = try template("EOF {rows}", delimiter: ",")
    let found = try Sample("a,b\n#x\n1,2\\,3\nEOF 1\n") {
      ($0.escape, $0.comment, $0.footer) = (UInt8(ascii: "\\"), Array("#".utf8), template)
    }.contents()
    #expect(found.rows == [["1", "2,3"]])
    #expect(found.footers == [["rows": "1"]])
  }
}
