// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikTesting
import Testing

import func HergebruikTestBasics.processorTime

@testable import HergebruikExtract

/// Values in every form in which XML may write them, read through the extractor.
@Suite struct XMLReferenceTests {
  /// A value as it is meant and as it stands in the document.
  private struct Written {
    var value = ""
    var attribute = ""
    var text = ""
  }

  /// The characters that need care, and some that do not.
  private static let alphabet: [Unicode.Scalar] = [
    "&", "&", "<", ">", "\"", "'", "#", ";", "a", "m", "p", "3", "8", "x", " ", "\t", "\n", "\r",
    "é", "€", "😀",
    "]", "%",
  ]
  private static let names: [Unicode.Scalar: String] = [
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&apos;",
  ]

  /// A value whose characters are written as themselves, by name, by number or by hexadecimal number.
  private func random(_ random: inout Sequence64) -> Written {
    var written = Written()
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let scalar = Self.alphabet[Int.random(in: Self.alphabet.indices, using: &random)]
      let zeros = String(repeating: "0", count: Int.random(in: 0...3, using: &random))
      let hex = String(scalar.value, radix: 16, uppercase: Bool.random(using: &random))
      let references = ["&#\(zeros)\(scalar.value);", "&#x\(zeros)\(hex);"]
      let reference =
        Self.names[scalar].flatMap { Bool.random(using: &random) ? $0 : nil }
        ?? references[Int.random(in: 0...1, using: &random)]
      let isWritten = !"&<>\"'\t\n\r".unicodeScalars.contains(scalar) && Bool.random(using: &random)
      let form = isWritten ? String(Character(scalar)) : reference
      written.value.unicodeScalars.append(scalar)
      written.attribute += form
      written.text += form
    }
    return written
  }

  private func rows(_ document: String, _ folder: TemporaryFolder, _ paths: String...) throws
    -> [[String]]
  {
    try folder.write(Array(document.utf8), to: "a.xml")
    let table = try ExtractorConformance.open(
      XMLExtractor.self, .group(["path": .text("a.xml"), "record": .text("r")]),
      columns: paths.map { SourceColumn(label: $0, source: .text($0)) }, folder: folder.path)
    return try HergebruikTesting.rows(of: table)
  }

  @Test func readsWhatWasWrittenInEveryForm() throws {
    let folder = try TemporaryFolder()
    var random = Sequence64(state: 38)
    var (document, expected) = ("<l>", [[String]]())
    var ampersands = 0
    for _ in 0..<3000 {
      let (first, second) = (self.random(&random), self.random(&random))
      document +=
        "<r a=\"\(first.attribute)\" b='\(second.attribute)'><t>[\(second.text)]</t></r>\n"
      // The brackets keep white space at the ends, which the text of an element loses.
      expected.append([first.value, second.value, "[\(second.value)]"])
      ampersands += first.value.unicodeScalars.count { $0 == "&" }
    }
    let found = try rows(document + "</l>", folder, "@a", "@b", "t")
    #expect(ampersands > 1000)
    #expect(found.count == expected.count)
    for (row, wanted) in zip(found, expected) {
      #expect(row.map { Array($0.unicodeScalars) } == wanted.map { Array($0.unicodeScalars) })
    }
  }

  @Test func agreesWithPython() throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") else { return }
    let folder = try TemporaryFolder()
    var random = Sequence64(state: 1998)
    let pieces = [
      "&amp;", "&#38;", "&#x26;", "&lt;", "&#10;", "&#9;", "&#13;", "\n", "\r\n", "\r", "\t", " ",
      "  ", "#38;",
      "amp;", "é", "&#x10FFFF;", "a",
    ]
    var document = "<l>"
    for _ in 0..<1000 {
      func value() -> String {
        (0..<Int.random(in: 0...8, using: &random)).map { _ in
          pieces[Int.random(in: pieces.indices, using: &random)]
        }.joined()
      }
      document += "<r a='\(value())'><t>[\(value())]</t></r>"
    }
    let found = try rows(document + "</l>", folder, "@a", "t")
    let program = """
      import json, sys, xml.etree.ElementTree as tree
      rows = [[r.get("a"), r.findtext("t")] for r in tree.parse(sys.argv[1]).getroot()]
      print(json.dumps(rows))
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", program, "\(folder.path)/a.xml"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let expected = try JSONDecoder().decode([[String]].self, from: output)
    #expect(found.count == 1000)
    for (row, wanted) in zip(found, expected) {
      #expect(row.map { Array($0.unicodeScalars) } == wanted.map { Array($0.unicodeScalars) })
    }
  }

  @Test func namesOfSheetsAreDecoded() throws {
    let folder = try TemporaryFolder()
    let row =
      "<sheetData><row><c t=\"str\"><v>a</v></c></row><row><c t=\"str\"><v>1</v></c></row></sheetData>"
    try folder.write(
      TestWorkbook.xlsx([("Anders", "<sheetData/>"), ("B&amp;W &#60;1&gt;", row)]), to: "a.xlsx")
    try folder.write(
      TestWorkbook.ods(
        "<table:table table:name=\"Anders\"/><table:table table:name=\"B&amp;W &#60;1&gt;\">"
          + ["a", "1"].map {
            "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>\($0)</text:p></table:table-cell></table:table-row>"
          }.joined() + "</table:table>"), to: "a.ods")
    for (format, name) in [(XLSXExtractor.self, "a.xlsx"), (ODSExtractor.self, "a.ods")]
      as [(any Extractor.Type, String)]
    {
      let table = try ExtractorConformance.open(
        format, .group(["path": .text(name), "sheet": .text("B&W <1>")]), folder: folder.path)
      #expect(try HergebruikTesting.rows(of: table) == [["1"]], "\(name)")
    }
  }

  /// What all rows of a record share is looked up once.
  @Test func readsManyRowsOfOneRecordInLinearTime() throws {
    let folder = try TemporaryFolder()
    let rows = 40_000
    let document =
      "<l><r><k>K</k>" + (0..<rows).map { "<x>\($0)</x>" }.joined() + "</r><r><x>last</x></r></l>"
    try folder.write(Array(document.utf8), to: "a.xml")
    let options = ConfigNode.group([
      "path": .text("a.xml"), "record": .text("r"), "each": .text("x"),
    ])
    var found: [[String]] = []
    let time = try processorTime {
      found = try HergebruikTesting.rows(
        of: ExtractorConformance.open(
          XMLExtractor.self, options,
          columns: ["k", "x"].map { SourceColumn(label: $0, source: .text($0)) },
          folder: folder.path))
    }
    #expect(found == (0..<rows).map { ["K", "\($0)"] } + [["", "last"]])
    #expect(time < .seconds(20))
  }

  /// In linear time, wherever the element stands and whatever it has too many of.
  @Test(arguments: ["<r %>", "<l><r/><x %/></l>", "<l><r><y %/></r></l>"])
  func stopsAtAttributesWithoutEnd(_ form: String) throws {
    let folder = try TemporaryFolder()
    for prefix in ["a", "xmlns:n"] {
      let many = (0..<300_000).map { "\(prefix)\($0)='urn:x'" }.joined(separator: " ")
      let document = form.replacingOccurrences(of: "%", with: many)
      let time = processorTime {
        let failure = #expect(throws: Failure.self) { _ = try rows(document, folder, "@a0") }
        #expect(failure?.diagnostics.first?.code == .recordTooLarge)
      }
      #expect(time < .seconds(5))
    }
  }
}
