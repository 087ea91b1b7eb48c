// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import Testing

@testable import HergebruikExtract

/// Which blocks are searched for odd text, and whether a file ends with its last line.
@Suite("Odd bytes")
struct OddByteTests {
  private static let plain = [
    "a", ";", "\n", "\r\n", "\t", "12,5", "é", "ï", "Ã", "â", "€", "“", "\u{A0}", "日", "😀",
    "een langere tekst",
  ]
  private static let odd = [
    "\u{1}", "\u{B}", "\u{1F}", "\u{7F}", "\u{80}", "\u{9F}", "\u{FFFD}", "\u{FEFF}", "Ã©", "â€™",
  ]

  @Test("no block with odd text passes as plain, wherever it stands")
  func property() {
    var generator = Sequence64(state: 16)
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...30, using: &generator) {
        text += Self.plain.randomElement(using: &generator) ?? ""
      }
      let plain = Array(text.utf8).withUnsafeBufferPointer { TextCheck($0, charset: nil) }
      #expect(plain.firstBad == nil)
      if text.unicodeScalars.allSatisfy(\.isASCII) {
        #expect(!plain.mayBeOdd, "\(text.debugDescription)")
      }
      let place = text.indices.randomElement(using: &generator) ?? text.startIndex
      text.insert(contentsOf: Self.odd.randomElement(using: &generator) ?? "", at: place)
      let check = Array(text.utf8).withUnsafeBufferPointer { TextCheck($0, charset: nil) }
      #expect(check.firstBad == nil)
      #expect(check.mayBeOdd, "\(text.debugDescription)")
    }
  }

  @Test("a byte from 80 to 9F is a control in ISO-8859-1 and a letter in windows-1252")
  func singleByte() {
    for byte in UInt8(0x80)...0x9F {
      let text = Array("abcdefghijklmnopqrstuvwxyz".utf8) + [byte] + Array("abcdefghijklmnop".utf8)
      text.withUnsafeBufferPointer { bytes in
        #expect(TextCheck(bytes, charset: .latin1).mayBeOdd)
        #expect(TextCheck(bytes, charset: .latin9).mayBeOdd)
        #expect(!TextCheck(bytes, charset: .windows1252).mayBeOdd)
        #expect(!TextCheck(bytes, charset: .cp850).mayBeOdd)
      }
    }
  }

  @Test("a file says so of its last line also where that is no row", arguments: [true, false])
  func footer(hasEnd: Bool) throws {
    for block in [1, 5, 4096] {
      var dialect = CSVDialect()
      dialect.footerLines = 1
      let text = "a;b\n1;2\n3;4\nTotaal;6" + (hasEnd ? "\n" : "")
      let export = ExportFile(name: "a.csv") { MemorySource(Array(text.utf8)) }
      let table = try CSVTable(
        ExportFiles([export]), CSVOptions(dialect: dialect, encoding: "utf-8"),
        sizes: BlockSizes(block: block))
      var batch = RecordBatch()
      while try table.read(into: &batch) { batch.removeAll() }
      #expect(table.lineEnds == [hasEnd], "\(block)")
    }
  }

  @Test(
    "a file says whether its last line has an end",
    arguments: [
      ("a;b\n1;2\n", true), ("a;b\n1;2", false), ("a;b\r\n1;2\r\n", true), ("a;b\r1;2\r", true),
      ("a;b\n1;2\n\n", true), ("a;b\n1;\"2\"", false), ("a;b\n", true),
    ])
  func lineEnd(text: String, hasEnd: Bool) throws {
    for block in [1, 5, 4096] {
      let export = ExportFile(name: "a.csv") { MemorySource(Array(text.utf8)) }
      let table = try CSVTable(
        ExportFiles([export]), CSVOptions(dialect: CSVDialect(), encoding: "utf-8"),
        sizes: BlockSizes(block: block))
      var batch = RecordBatch()
      while try table.read(into: &batch) { batch.removeAll() }
      #expect(try !table.read(into: &batch))
      #expect(table.lineEnds == [hasEnd], "\(block)")
    }
  }
}
