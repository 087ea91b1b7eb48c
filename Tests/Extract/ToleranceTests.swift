// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTesting
import Testing

@testable import HergebruikExtract

/// Records that cannot be read and are left out by themselves; the same at every block size.
@Suite("Tolerant CSV")
struct ToleranceTests {
  private static func tolerant(
    _ text: String, _ change: (inout CSVDialect) -> Void = { _ in }
  ) -> Sample {
    tolerant(bytes: Array(text.utf8), change)
  }

  private static func tolerant(
    bytes: [UInt8], encoding: String = "utf-8", _ change: (inout CSVDialect) -> Void = { _ in }
  ) -> Sample {
    var sample = Sample(bytes: bytes, encoding: encoding, change)
    sample.isTolerant = true
    return sample
  }

  /// The malformed records as `line column code cells`.
  private func malformed(_ sample: Sample) throws -> [String] {
    try sample.contents().records.compactMap { record in
      record.malformed.map {
        "\(record.line) \(record.column ?? 0) \($0.rawValue) \(record.cells.joined(separator: "|"))"
      }
    }
  }

  @Test func leavesOutALineWithAStrayQuote() throws {
    let sample = Self.tolerant("a,b\n1,2\n3,5\" pipe\n4,\"x\ny\"\n\"5\"6,7\n8,\"9\" \"\n10,11")
    #expect(try sample.rows() == [["1", "2"], ["4", "x\ny"], ["10", "11"]])
    #expect(
      try malformed(sample) == [
        "3 4 stray-quote 3,5\" pipe", "6 3 stray-quote \"5\"6,7", "7 5 stray-quote 8,\"9\" \"",
      ])
  }

  @Test func readsOnBehindAnOddQuote() throws {
    // Counting quotes, all that follows the first line would be within quotes.
    let many = (0..<400).map { "\($0),\"a,\n\($0)\"\n" }.joined()
    let found = try Self.tolerant("a,b\nx,5\" y\n\(many)z,3\" q\nlast,\"\"\n").contents()
    #expect(found.rows.count == 401)
    #expect(found.rows.last == ["last", ""])
  }

  @Test func stopsWhereTheQuotesAreInDoubt() throws {
    try Self.tolerant("a,b\n1,\"x\ny\" z\n2,3\n").expectRefusal(.strayQuote, 3, 2)
    try Self.tolerant("a,b\n1,\"x\n2,\"y\"\n3,4\n").expectRefusal(.strayQuote, 3, 3)
    try Self.tolerant("a,b\n1,\"x\n2,3\n").expectRefusal(.unclosedQuote, 2, 3)
    try Self.tolerant("a,b\n1,5\" x,\"y\nz\"\n2,3\n").expectRefusal(.strayQuote, 2, 4)
    // The header is not left out.
    try Self.tolerant("a,\"b\"c\n1,2\n").expectRefusal(.strayQuote, 1, 5)
  }

  @Test func leavesOutARowWithABadByte() throws {
    let bytes = Array("a,b\n1,2\n3,".utf8) + [0xE9, 0x0A] + Array("\"4\n".utf8) + [0xFF]
    let sample = Self.tolerant(bytes: bytes + Array("\",5\n6,é\n7\n".utf8))
    #expect(try sample.rows() == [["1", "2"], ["6", "é"]])
    #expect(
      try malformed(sample) == [
        "3 3 encoding-error 3|\u{FFFD}", "4 0 encoding-error 4\n\u{FFFD}|5", "7 0 missing-cell 7",
      ])
    let dos = Self.tolerant(
      bytes: Array("a,b\n1,".utf8) + [0x81, 0x0A] + Array("2,".utf8) + [0xE9],
      encoding: "windows-1252")
    #expect(try dos.rows() == [["2", "é"]])
    #expect(try malformed(dos) == ["2 3 encoding-error 1|\u{FFFD}"])
  }

  @Test func stopsAtABadByteThatIsInNoRow() throws {
    let comment = Array("a,b\n#".utf8) + [0xFF] + Array("\n1,2\n".utf8)
    try Self.tolerant(bytes: comment) { $0.comment = [0x23] }.expectRefusal(.encoding, 2, 2)
    try Self.tolerant("a,b\n1,\u{0}\n").expectRefusal(.nulByte, 2, 3)
    try Self.tolerant(bytes: [0x61, 0xFF, 0x0A, 0x31, 0x0A]).expectRefusal(.encoding, 1, 2)
  }

  @Test func readsAsBeforeWhereNothingIsLeftOut() throws {
    try Sample("a,b\n3,x\"y\n4,5\n").expectRefusal(.strayQuote, 2, 4)
    let bytes = Array("a,b\n1,".utf8) + [0xFF, 0x0A]
    try Sample(bytes: bytes).expectRefusal(.encoding, 2, 3)
  }

  @Test func tellsWhatWouldReadAQuoteThatStandsBehindSomething() throws {
    let space = try Sample("a;b\n12; \"Jansen, dr.\"\n") { $0.delimiter = 0x3B }.refusal()
    #expect(
      space.summary.contains("space before") && space.hint?.contains("skipInitialSpace") == true)
    let escaped = try Sample("a,b\n1,\"zaal \\\"De Roos\\\", boven\"\n").refusal()
    #expect(escaped.hint?.contains("escapeChar") == true)
    #expect(try Sample("a,b\n=\"0012\",Een\n").refusal().hint?.contains("Excel") == true)
  }

  /// A text of quotes in all places.
  private static func text(_ random: inout Sequence64) -> [UInt8] {
    let parts = [
      "\"", "\"\"", ",", "\n", "\r\n", "\r", "a", " ", "\t", "x\"y", "\",\"", "é", "\\", "=\"1\"",
    ]
    let body = (0..<Int.random(in: 0...30, using: &random)).map { _ in
      parts[Int.random(in: parts.indices, using: &random)]
    }
    return Array(body.joined().utf8)
  }

  @Test func cutsAsTheExactCutterDoes() {
    var random = Sequence64(state: 7)
    var compared = 0
    for _ in 0..<4000 {
      let text = Self.text(&random)
      var dialect = CSVDialect()
      dialect.doubleQuote = Bool.random(using: &random)
      dialect.skipInitialSpace = Bool.random(using: &random)
      for step in [1, 3, 7, 4096] {
        let exact = CutterTests.cuts(text, step: step, ExactCutter(dialect))
        let found = CutterTests.cuts(text, step: step, QuoteCutter(dialect))
        #expect(
          found == exact, "\(String(decoding: text, as: UTF8.self).debugDescription) \(dialect)")
        compared += exact.count
      }
    }
    #expect(compared > 10_000)
  }

  /// What is read, or where it stops; what stops a run does so at the same byte, whatever the blocks.
  private static func outcome(_ sample: Sample, block: Int) throws -> String {
    do {
      let found = try sample.read(block)
      return found.records.map { "\($0.line) \($0.cells) \($0.malformed?.rawValue ?? "")" }
        .joined(separator: "\n")
    } catch let failure as Failure {
      let first = try #require(failure.diagnostics.first)
      return "\(first.code.rawValue) \(first.location.line ?? 0) \(first.location.column ?? 0)"
    }
  }

  @Test func readsTheSameWhateverTheBlocks() throws {
    var random = Sequence64(state: 9)
    var (read, stopped) = (0, 0)
    for _ in 0..<3000 {
      var bytes = Array("a,b\n".utf8) + Self.text(&random)
      if Bool.random(using: &random),
        let at = bytes.indices.dropFirst(4).randomElement(using: &random)
      {
        bytes.insert(0xFF, at: at)
      }
      let sample = Self.tolerant(bytes: bytes) {
        $0.skipInitialSpace = Bool.random(using: &random)
        $0.surplusEmptyCells = Bool.random(using: &random)
        $0.unwrapsFormulas = Bool.random(using: &random)
        if Int.random(in: 0..<4, using: &random) == 0 { $0.escape = 0x5C }
      }
      let whole = try Self.outcome(sample, block: 1 << 20)
      for block in [1, 3, 16] {
        #expect(try Self.outcome(sample, block: block) == whole, "\(bytes)")
      }
      if whole.contains("\n") { read += 1 } else { stopped += 1 }
    }
    #expect(read > 300 && stopped > 300, "\(read) \(stopped)")
  }
}
