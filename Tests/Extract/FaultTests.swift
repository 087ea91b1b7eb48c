// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTesting
import Testing

@testable import HergebruikExtract

/// The same bytes for ever, after a start; counts what was taken.
final class EndlessSource: ByteSource {
  private var start: [UInt8]
  private let pattern: [UInt8]
  private(set) var given = 0

  init(_ start: String, then pattern: String) {
    self.start = Array(start.utf8)
    self.pattern = Array(pattern.utf8)
  }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    for _ in 0..<limit {
      buffer.append(
        given < start.count ? start[given] : pattern[(given - start.count) % pattern.count])
      given += 1
    }
    return .bytes
  }
}

@Suite struct FaultTests {
  @Test func locatesStrayQuotes() throws {
    try Sample("a,b\n1,2\n3,x\"y\n4,5\n").expectRefusal(.strayQuote, 3, 4)
    try Sample("a,b\n1,2\n3,\"x\" y\n4,\"5\"\n").expectRefusal(.strayQuote, 3, 5)
    try Sample("a,b\n\"1\n\"\"2\",\"x\"y\n").expectRefusal(.strayQuote, 3, 8)
    try Sample("a,\"b\"c\n1,2\n").expectRefusal(.strayQuote, 1, 5)
    try Sample("a,b\n1,\"2\"\"3\"\n") { $0.doubleQuote = false }.expectRefusal(.strayQuote, 2, 5)
  }

  @Test func locatesAQuoteThatNeverCloses() throws {
    try Sample("a,b\n1,\"2\n3,4\n5,6").expectRefusal(.unclosedQuote, 2, 3)
    try Sample("a,\"b\n1,2\n").expectRefusal(.unclosedQuote, 1, 3)
    try Sample("a,b\n1,\"2\n3,4\n") { $0.comment = [0x23] }.expectRefusal(.unclosedQuote, 2, 3)
  }

  @Test func givesTheFirstOfSeveralFaults() throws {
    let bad: [UInt8] = Array("a,b\n1,2\n".utf8)
    let stray: [UInt8] = Array("x\"y,1\n".utf8)
    let byte: [UInt8] = Array("1,".utf8) + [0xE9, 0x0A]
    try Sample(bytes: bad + stray + byte).expectRefusal(.strayQuote, 3, 2)
    try Sample(bytes: bad + byte + stray).expectRefusal(.encoding, 3, 3)
  }

  @Test func locatesNulBytes() throws {
    try Sample("a,b\n1,2\n3,\u{0}4\n").expectRefusal(.nulByte, 3, 3)
    try Sample("a,b\u{0}\n1,2\n").expectRefusal(.nulByte, 1, 4)
    try Sample(bytes: [0x61, 0x0A, 0x31, 0x00], encoding: "cp850").expectRefusal(.nulByte, 2, 2)
    try Sample(bytes: [0x61, 0, 0x0A, 0, 0, 0], encoding: "utf-16le").expectRefusal(.nulByte, 2, 1)
  }

  @Test func refusesEmptyFiles() throws {
    try Sample("").expectRefusal(.sourceEmpty, nil, nil)
    try Sample("\u{FEFF}").expectRefusal(.sourceEmpty, nil, nil)
    try Sample("\n\n").expectRefusal(.sourceEmpty, nil, nil)
    try Sample("") { $0.headerRows = 0 }.expectRefusal(.sourceEmpty, nil, nil)
    try Sample("x\ny") { $0.skipLines = 5 }.expectRefusal(.sourceEmpty, nil, nil)
    try Sample("x\n") { $0.headerRows = 2 }.expectRefusal(.sourceEmpty, nil, nil)
  }

  @Test func refusesRecordsThatAreTooLarge() throws {
    var sample = Sample("a,b\n1,2\n3," + String(repeating: "x", count: 500) + "\n4,5\n")
    sample.recordLimit = 200
    try sample.expectRefusal(.recordTooLarge, 3, 1)
    sample.recordLimit = 1000
    #expect(try sample.rows().count == 3)
    sample = Sample(String(repeating: "x", count: 500) + "\n1\n")
    sample.recordLimit = 200
    try sample.expectRefusal(.recordTooLarge, 1, 1)
    sample = Sample("a,b\n1,2\n3,\"" + String(repeating: "x\n", count: 500))
    sample.recordLimit = 200
    try sample.expectRefusal(.unclosedQuote, 3, 3)
    // One that closes later is no fault of quoting, whatever stands at the edges of blocks.
    for end in ["\"\n", "\"", "\"\"\"\n", "\"\"\",5\n"] {
      sample = Sample("a,b\n1,2\n3,\"" + String(repeating: "x\n\"\"", count: 90_000) + end)
      sample.recordLimit = 200
      try sample.expectRefusal(.recordTooLarge, 3, 3)
    }
    // Counting quotes, the rest of the file lies within quotes; the stray one is still what is told.
    sample = Sample("a,b\n1,2\n3,5\" pipe\n" + String(repeating: "4,5\n", count: 500))
    sample.recordLimit = 200
    try sample.expectRefusal(.strayQuote, 3, 4)
  }

  @Test func refusesRecordsWithTooManyCells() throws {
    let commas = String(repeating: ",", count: 70_000)
    let found = try Sample("a,b\n1,2\n\(commas)\n").refusal()
    #expect(found.code == .recordTooLarge)
    #expect(found.location.line == 3)
  }

  @Test(arguments: [
    ("a,b\n1,2\n3,\"", "x\n", DiagnosticCode.unclosedQuote, 3),
    ("a,b\n1,2\n3,", "x", .recordTooLarge, 3),
    ("a,b\n1,2\n3,x\"", "4,5\n", .strayQuote, 3),
    ("\"a", "x,\n", .unclosedQuote, 1),
    ("", "x", .recordTooLarge, 1),
  ])
  func staysBoundedOnAStreamWithoutEnd(
    _ start: String, _ pattern: String, _ code: DiagnosticCode, _ line: Int
  ) throws {
    let source = EndlessSource(start, then: pattern)
    nonisolated(unsafe) let shared = source
    let failure = try #require(throws: Failure.self) {
      let export = ExportFile(name: "endless.csv") { shared }
      let sizes = BlockSizes(block: 1 << 12, record: 1 << 16)
      _ = try TableContents(of: CSVTable(ExportFiles([export]), CSVOptions(), sizes: sizes))
    }
    #expect(failure.diagnostics.map(\.code) == [code])
    #expect(failure.diagnostics.first?.location.line == line)
    // Behind an open quote more is read, and thrown away, to tell a large cell from one that never closes.
    let ahead = code == .unclosedQuote ? 1 << 20 + 1 << 16 : 0
    #expect(source.given <= 1 << 16 + 1 << 13 + ahead)
  }

  @Test func skipsAPreambleLargerThanARecordMayBe() throws {
    let lines = String(repeating: "preamble\n", count: 5000)
    var sample = Sample(lines + "a,b\n1,2\n") { $0.skipLines = 5000 }
    sample.recordLimit = 100
    #expect(try sample.contents().records.map(\.line) == [5002])
  }

  @Test func holdsTheFooterBackWithinTheLimit() throws {
    let rows = (0..<300).map { "\($0),x" }.joined(separator: "\n")
    var sample = Sample("a,b\n" + rows + "\nend,\nend,\n") { $0.footerLines = 2 }
    sample.recordLimit = 64
    #expect(try sample.rows().count == 300)
    sample.dialect.footerLines = 100
    #expect(try sample.refusal().code == .recordTooLarge)
  }

  @Test func anUnclosedQuoteIsNoFooter() throws {
    let text = "a;b\n1;2\n3;\"4\n5;6\n7;8\nTotaal;4"
    for footerLines in [1, 2, 9] {
      try expectFooterRefusal(text, footerLines, .unclosedQuote, 3, 3)
      try expectFooterRefusal(text + "\n", footerLines, .unclosedQuote, 3, 3)
    }
    try expectFooterRefusal("a;b\n1;2\n\"Totaal;4\n", 1, .unclosedQuote, 3, 1)
    // A quote further on closes the open one; text follows it.
    try expectFooterRefusal("a;b\n1;2\n3;\"4\n5;6\n7;\"Totaal\"", 1, .strayQuote, 5, 3)
    try expectFooterRefusal("a;b\n3;\"4\n5;6\n7;\"8\"\nTotaal;4\n", 2, .strayQuote, 4, 3)
  }

  @Test func anUnclosedQuoteIsNoFooterHoweverMuchFollows() throws {
    let rows = String(repeating: "5;6\n", count: 200_000)
    let export = ExportFile(name: "0.csv") {
      MemorySource(Array("a;b\n1;2\n3;\"4\n\(rows)Totaal;4\n".utf8))
    }
    var dialect = CSVDialect()
    (dialect.delimiter, dialect.footerLines) = (UInt8(ascii: ";"), 1)
    let table = try CSVTable(ExportFiles([export]), CSVOptions(dialect: dialect))
    let failure = try #require(throws: Failure.self) { try TableContents(of: table) }
    #expect(failure.diagnostics.map(\.code) == [.unclosedQuote])
    let place = failure.diagnostics.first?.location
    #expect(place == .init(file: "0.csv", line: 3, column: 3, row: 2))
  }

  @Test func aFooterMayHoldQuotes() throws {
    let top = "a;b\n1;2\n"
    for footer in [
      "Totaal 5\" pijp;4", "\"Totaal\" x;4\n", "\"Totaal\nregels\";4\n", "x;\"\"\n", "\"1\"\"2\"",
    ] {
      let sample = Sample(top + footer) {
        ($0.delimiter, $0.footerLines) = (UInt8(ascii: ";"), 1)
      }
      #expect(try sample.rows() == [["1", "2"]], "\(footer)")
    }
  }

  private func expectFooterRefusal(
    _ text: String, _ footerLines: Int, _ code: DiagnosticCode, _ line: Int, _ column: Int,
    _ place: SourceLocation = #_sourceLocation
  ) throws {
    let sample = Sample(text) {
      ($0.delimiter, $0.footerLines) = (UInt8(ascii: ";"), footerLines)
    }
    try sample.expectRefusal(code, line, column, in: "0.csv", place)
  }
}
