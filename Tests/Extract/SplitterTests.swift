// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTesting
import Testing

@testable import HergebruikExtract

@Suite struct SplitterTests {
  private enum Outcome: Equatable {
    case table(TableContents)
    case refusal([Diagnostic])
  }

  /// What comes of a text; with a comment prefix that never occurs, byte by byte.
  private func outcome(_ bytes: [UInt8], slowly: Bool) throws -> Outcome {
    var dialect = CSVDialect()
    if slowly { dialect.comment = [0x01] }
    let export = ExportFile(name: "x.csv") { MemorySource(bytes) }
    do {
      return .table(
        try TableContents(of: CSVTable(ExportFiles([export]), CSVOptions(dialect: dialect))))
    } catch let failure as Failure {
      return .refusal(failure.diagnostics)
    }
  }

  @Test func bothWaysOfSplittingAgree() throws {
    var random = Sequence64(state: 7)
    let ends = ["\n", "\n", "\r\n", "\r"]
    let cells = [
      "", "x", "abcdefg", "abcdefghijklmnop", "\"\"", "\"q\"", "\"a\"\"b\"", "\"l\r\nm\n\rn\"", "é",
    ]
    var tables = 0
    for _ in 0..<3000 {
      var text = "a,b,c\n"
      for _ in 0..<Int.random(in: 0...9, using: &random) {
        let isRagged = Int.random(in: 0...9, using: &random) == 0
        let width = isRagged ? Int.random(in: 0...5, using: &random) : 3
        let record = (0..<width).map { _ in cells[Int.random(in: cells.indices, using: &random)] }
        text += record.joined(separator: ",") + ends[Int.random(in: ends.indices, using: &random)]
      }
      if Int.random(in: 0...9, using: &random) == 0 { text += "1,2\"3,4\n5,6,7\n" }
      if Int.random(in: 0...9, using: &random) == 0 { text += "1,\"2\" ,4\n5,6,7\n" }
      let fast = try outcome(Array(text.utf8), slowly: false)
      #expect(try outcome(Array(text.utf8), slowly: true) == fast)
      if case .table = fast { tables += 1 }
    }
    #expect(tables > 2000)
    #expect(tables < 3000)
  }
}
