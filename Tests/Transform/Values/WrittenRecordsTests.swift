// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTestBasics
import Testing

@testable import HergebruikValues

/// The reader of our own CSV: strict, and the same however the bytes lie.
@Suite("Written records")
struct WrittenRecordsTests {
  /// The rows of some records; `nil` if they are not as the program writes them.
  private func rows(_ bytes: [UInt8], width: Int? = nil) -> [[[UInt8]]]? {
    var batch = RecordBatch()
    bytes.withUnsafeBufferPointer { batch.text.append($0) }
    do {
      try WrittenRecords.cut(&batch, width: width)
    } catch {
      guard error.diagnostics.map(\.code) == [.selfCheck] else { return [[[0xFF]]] }
      return nil
    }
    var rows: [[[UInt8]]] = []
    for row in 0..<batch.rowCount {
      var cells: [[UInt8]] = []
      for column in 0..<batch.width { cells.append(Array(batch.cell(row: row, column: column))) }
      rows.append(cells)
    }
    return rows
  }

  private func rows(_ text: String, width: Int? = nil) -> [[String]]? {
    rows(Array(text.utf8), width: width).map { rows in
      rows.map { $0.map { String(decoding: $0, as: UTF8.self) } }
    }
  }

  /// A row as the program writes it, byte by byte.
  private func written(_ row: [String]) -> String {
    row.map { cell in
      cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) } || row.count == 1 && cell.isEmpty
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",") + "\n"
  }

  @Test("gives back what was written, of cells of every length and kind")
  func roundTrip() {
    let parts = ["", "a", "\"", ",", "\n", "\r", "é🌳", "lange tekst zonder iets", "\r\n", "\"\""]
    var random = SplitMix(state: 17)
    for width in 1...4 {
      for _ in 0..<300 {
        let table = (0..<Int.random(in: 0...5, using: &random)).map { _ in
          (0..<width).map { _ in
            (0..<Int.random(in: 0...3, using: &random)).map { _ in
              parts.randomElement(using: &random) ?? ""
            }.joined()
          }
        }
        let text = table.map(written).joined()
        // As bytes, since `\r\n` is one character.
        let wanted = table.map { $0.map { Array($0.utf8) } }
        #expect(rows(Array(text.utf8), width: width) == wanted, "\(text)")
      }
    }
  }

  @Test(
    "refuses what the program does not write",
    arguments: [
      "a,b", "a,b\nc", "a,b\nc\n", "a,b\nc,d,e\n", "a,b\r\n", "a\rb,c\n", "a,\"b\"\n", "a,\"b\n",
      "a,\"b,c\"d\n", "a,b\"c\n", "a,\"\"\n", "\n", "a\n\n", "a,\"b,\"\"\n", "\"\"\"\",\"\"\"\n",
      "a,\"b,c\"", "a,\"b\"\",\n",
    ])
  func strict(text: String) {
    #expect(rows(text) == nil)
    // At every place within a word of eight bytes.
    for pad in 1...8 {
      #expect(rows(String(repeating: "x", count: pad) + text) == nil || text == "\n")
    }
  }

  @Test("refuses what is not UTF-8")
  func encoding() {
    #expect(rows([0x61, 0xFF, 0x2C, 0x62, 0x0A]) == nil)
    #expect(rows([0xC3, 0x0A]) == nil)
    #expect(rows([0xED, 0xA0, 0x80, 0x0A]) == nil)
    #expect(rows([0xC3, 0xA9, 0x0A]) == [[[0xC3, 0xA9]]])
  }

  @Test("takes the width that it is told")
  func width() {
    #expect(rows("a,b\n", width: 2) == [["a", "b"]])
    #expect(rows("a,b\n", width: 3) == nil)
    #expect(rows("a,b\n", width: 1) == nil)
    #expect(rows("", width: 3) == [])
    #expect(rows("\"\"\n", width: 1) == [[""]])
  }

  @Test("takes the header off, once it is whole")
  func header() throws {
    var bytes = ByteBuffer(copying: Array("nr,\"a \"\"b\"\", c\",".utf8))
    #expect(try WrittenRecords.takeHeader(from: &bytes) == nil)
    bytes.append("d\n1,2")
    #expect(try WrittenRecords.takeHeader(from: &bytes) == ["nr", "a \"b\", c", "d"])
    #expect(String(decoding: bytes.bytes, as: UTF8.self) == "1,2")
    var wrong = ByteBuffer(copying: Array("a\"b,c\nd\"\n1\n".utf8))
    #expect(throws: Failure.self) { try WrittenRecords.takeHeader(from: &wrong) }
  }

  @Test("finds where records end, quotes or not")
  func ends() {
    let text = Array("a,\"b\nc\",d\ne,f,g\nh,\"i\n".utf8)
    let (end, count) = WrittenRecords.wholeRecords(in: text.span)
    #expect((end, count) == (16, 2))
    func recordEnd(from start: Int) -> Int? {
      WrittenRecords.recordEnd(in: text.span, from: start)
    }
    #expect(recordEnd(from: 0) == 9)
    #expect(recordEnd(from: 10) == 15)
    #expect(recordEnd(from: 16) == nil)
  }
}
