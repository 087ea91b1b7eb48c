// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTesting
import Synchronization
import Testing

@testable import HergebruikExtract

/// The base of formats that one thread reads.
@Suite struct RowTableTests {
  /// Gives records that a test thought up, and says how it ended.
  final class Records: RecordReader {
    let requiredColumns: [Int: SourceColumn]
    private let body: @Sendable (RecordSink) throws(Failure) -> Void
    private let ended = Mutex<Failure?>(nil)

    init(
      required: [Int: SourceColumn] = [:],
      _ body: @escaping @Sendable (RecordSink) throws(Failure) -> Void
    ) {
      requiredColumns = required
      self.body = body
    }

    func read(_ file: ExportFile, _ counter: ReadCounter, into sink: RecordSink) throws(Failure) {
      do throws(Failure) {
        try body(sink)
      } catch {
        ended.withLock { $0 = error }
        throw error
      }
    }

    var failure: Failure? { ended.withLock { $0 } }
  }

  private func table(
    _ reader: Records, files: Int = 1, block: Int = 1 << 20
  ) throws(Failure) -> RowTable {
    let exports = (0..<files).map { number in ExportFile(name: "\(number).x") { MemorySource([]) } }
    let context = ExtractContext(
      folder: ".", now: 0, scratch: "/tmp", sizes: BlockSizes(block: block, record: 1 << 10))
    return try RowTable(ExportFiles(exports), reader, context)
  }

  @Test(arguments: [1, 10, 1 << 20])
  func keepsOrderPlacesAndEmptyCells(_ block: Int) throws {
    let reader = Records { sink throws(Failure) in
      try sink.begin(header: ["a", "b"], width: 2, at: .init())
      for number in 1...3 {
        sink.beginRow()
        // The second column first, and nothing for the first one of the second record.
        sink.append(Array("b\(number)".utf8))
        sink.endCell(1)
        if number != 2 {
          sink.append(UInt8(ascii: "x"))
          sink.endCell(0)
        }
        if number == 3 {
          try sink.rejectRow(.extraCell, line: 30, cells: [])
        } else {
          try sink.endRow(line: number * 10)
        }
        sink.beginRow()
        sink.append(UInt8(ascii: "z"))
        sink.cancelRow()
      }
    }
    let contents = try TableContents(of: table(reader, files: 2, block: block))
    #expect(contents.header == ["a", "b"])
    #expect(
      contents.records == [
        .init(["x", "b1"], row: 1, line: 10, file: "0.x"),
        .init(["", "b2"], row: 2, line: 20, file: "0.x"),
        .init([], row: 3, line: 30, file: "0.x", malformed: .extraCell),
        .init(["x", "b1"], row: 4, line: 10, file: "1.x"),
        .init(["", "b2"], row: 5, line: 20, file: "1.x"),
        .init([], row: 6, line: 30, file: "1.x", malformed: .extraCell),
      ])
  }

  @Test(arguments: [(UInt8(0), DiagnosticCode.nulByte), (0xFF, .encoding)])
  func findsTheRowOfABadByte(_ byte: UInt8, _ code: DiagnosticCode) throws {
    let reader = Records { sink throws(Failure) in
      try sink.begin(header: ["a"], width: 1, at: .init())
      for number in 1...4 {
        sink.beginRow()
        sink.append(number == 3 ? byte : UInt8(ascii: "x"))
        sink.endCell(0)
        try sink.endRow(line: 100 + number)
      }
    }
    let failure = #expect(throws: Failure.self) { try TableContents(of: table(reader)) }
    let found = try #require(failure?.diagnostics.first)
    #expect(found.code == code)
    #expect(found.location == .init(file: "0.x", line: 103, row: 3))
  }

  @Test func givesNothingOnceReadingFailed() throws {
    let reader = Records { sink throws(Failure) in
      try sink.begin(header: ["a"], width: 1, at: .init())
      for number in 1...2 {
        sink.beginRow()
        try sink.endRow(line: number)
      }
      throw Failure(.encoding, at: .init(file: "0.x", line: 3), "it ends here")
    }
    let table = try table(reader, block: 1)
    var batch = RecordBatch()
    var codes: [DiagnosticCode?] = []
    for _ in 0..<4 {
      do {
        batch.removeAll()
        codes.append(try table.read(into: &batch) ? nil : .selfCheck)
      } catch let failure as Failure {
        codes.append(failure.diagnostics[0].code)
      }
    }
    // Empty rows fill no batch, and a batch that was not full is not given out.
    #expect(codes == [.encoding, .encoding, .encoding, .encoding])
  }

  @Test func stopsReadingWhenNobodyTakesMore() async throws {
    let count = Atomic<Int>(0)
    let reader = Records { sink throws(Failure) in
      try sink.begin(header: ["a"], width: 1, at: .init())
      while true {
        sink.beginRow()
        sink.append(UInt8(ascii: "x"))
        sink.endCell(0)
        try sink.endRow(line: 1)
        count.add(1, ordering: .relaxed)
      }
    }
    do {
      let table = try table(reader, block: 10)
      var batch = RecordBatch()
      #expect(try table.read(into: &batch))
      // Two batches of ten may wait, and one be filled.
      try await Task.sleep(for: .milliseconds(100))
      #expect(count.load(ordering: .relaxed) <= 40)
    }
    for _ in 0..<500 where reader.failure == nil { try await Task.sleep(for: .milliseconds(10)) }
    #expect(reader.failure != nil)
  }

  @Test func refusesAPathThatNoRecordHas() throws {
    let columns = ["a", "b"].map { SourceColumn(label: $0, source: .text($0)) }
    let reader = Records(required: [0: columns[0], 1: columns[1]]) { sink throws(Failure) in
      try sink.begin(header: ["a", "b"], width: 2, at: .init())
      sink.beginRow()
      sink.see(0)
      try sink.endRow(line: 1)
    }
    let failure = #expect(throws: Failure.self) { try TableContents(of: table(reader)) }
    #expect(failure?.diagnostics.map(\.code) == [.missingLabel])
    #expect(failure?.diagnostics.first?.location.field == "b")
  }

  @Test func refusesARecordThatIsTooLargeAndOtherColumns() throws {
    let large = Records { sink throws(Failure) in
      try sink.begin(header: ["a"], width: 1, at: .init())
      sink.beginRow()
      for _ in 0..<2000 { sink.append(UInt8(ascii: "x")) }
      sink.endCell(0)
      try sink.endRow(line: 7)
    }
    let failure = #expect(throws: Failure.self) { try TableContents(of: table(large)) }
    #expect(failure?.diagnostics.first?.code == .recordTooLarge)
    #expect(failure?.diagnostics.first?.location == .init(file: "0.x", line: 7))

    let files = Atomic<Int>(0)
    let other = Records { sink throws(Failure) in
      let number = files.add(1, ordering: .relaxed).newValue
      try sink.begin(header: ["a\(number)"], width: 1, at: .init(file: "second"))
      sink.beginRow()
      try sink.endRow(line: 1)
    }
    let differs = #expect(throws: Failure.self) { try TableContents(of: table(other, files: 2)) }
    #expect(differs?.diagnostics.first?.code == .incorrectLabel)
  }

  @Test func saysWhatWasWrongBeforeTheHeader() throws {
    let reader = Records { _ throws(Failure) in throw Failure(.sourceEmpty, "nothing here") }
    let failure = #expect(throws: Failure.self) { try table(reader) }
    #expect(failure?.diagnostics.first?.code == .sourceEmpty)
  }
}

extension RecordSink {
  /// Appends bytes to the current cell.
  fileprivate func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }
}
