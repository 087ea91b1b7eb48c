// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikExtract
import HergebruikFormat
import Synchronization
import Testing

@testable import HergebruikRun

@Suite struct SpoolTests {
  /// A table that gives batches of its own making, once.
  private final class OnceTable: SourceTable {
    let header: [String]? = ["a", "b"]
    let width = 2
    let files = ["-", "b"]
    let totalBytes: Int? = nil
    let bytesRead = 0
    private let next = Mutex(0)
    private let failure: BatchFailure?

    init(failure: BatchFailure? = nil) { self.failure = failure }

    func read(into batch: inout RecordBatch) throws -> Bool {
      let number = next.withLock { next in
        defer { next += 1 }
        return next
      }
      guard number < 3 else {
        if let failure { throw failure }
        return false
      }
      fill(&batch, number)
      return true
    }

    private func fill(_ batch: inout RecordBatch, _ number: Int) {
      batch.text.append("cel\(number)ë")
      batch.width = 2
      batch.offsets = [0, 3, 3, 4 + UInt32(number)]
      batch.numbers = [1]
      batch.lines = [UInt32(number)]
      batch.malformed = [
        MalformedRecord(number: 0, line: number, code: .extraCell, cells: [0..<1, 1..<2, 2..<3])
      ]
      (batch.recordCount, batch.blankCount, batch.lineCount) = (2, number, 7)
      (batch.utf8Sequences, batch.otherHighBytes, batch.file) = (number, 5, number / 2)
      batch.firstLine = number == 1 ? nil : number + 1
    }

    func parse(_ batch: inout RecordBatch) throws(BatchFailure) {
      batch.text.append("!")
    }
  }

  /// All of a batch as words, for comparison.
  private func description(_ batch: borrowing RecordBatch) -> String {
    let malformed = batch.malformed.map { "\($0.number) \($0.line) \($0.code) \($0.cells)" }
    return "\(Array(batch.text.bytes)) \(batch.width) \(batch.offsets) \(batch.numbers) "
      + "\(batch.lines) \(malformed) \(batch.recordCount) \(batch.blankCount) \(batch.lineCount) "
      + "\(batch.utf8Sequences) \(batch.otherHighBytes) \(batch.file) \(String(describing: batch.firstLine))"
  }

  private func all(_ table: any SourceTable) throws -> [String] {
    var found: [String] = []
    var batch = RecordBatch()
    while try table.read(into: &batch) {
      try table.parse(&batch)
      found.append(description(batch))
      batch.removeAll()
    }
    return found
  }

  private var folder: String { FileManager.default.temporaryDirectory.path }

  @Test func givesEverythingTwice() throws {
    let expected = try all(OnceTable())
    let spool = try Spool(OnceTable(), folder: folder)
    #expect(spool.header == ["a", "b"])
    #expect(try all(spool) == expected)
    #expect(try all(spool) == [])
    spool.rewind()
    #expect(try all(spool) == expected)
    #expect(expected.count == 3)
  }

  @Test func endsAsTheExportDid() throws {
    let failure = BatchFailure(.unclosedQuote, line: 2, column: 1, "a quote is not closed")
    let spool = try Spool(OnceTable(failure: failure), folder: folder)
    #expect(throws: BatchFailure.self) { try all(spool) }
    spool.rewind()
    let again = #expect(throws: BatchFailure.self) { try all(spool) }
    #expect(again?.code == .unclosedQuote)
  }

  @Test func saysWhereItCannotKeepAnything() {
    let failure = #expect(throws: Failure.self) {
      try Spool(OnceTable(), folder: "/nonexistent/folder")
    }
    #expect(failure?.diagnostics.first?.code == .inputOutput)
  }
}
