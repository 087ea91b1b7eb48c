// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import Testing

/// What a faulty format hands over is refused at the border, before anybody trusts its offsets.
@Suite("Border of formats")
struct BorderTests {
  /// A format that makes two rows of two cells, and then spoils them.
  private final class SpoiledTable: SourceTable {
    let header: [String]? = ["a", "b"]
    let width = 2
    let files = ["a.x"]
    let totalBytes: Int? = nil
    let bytesRead = 0
    private let spoil: @Sendable (inout RecordBatch) -> Void

    init(_ spoil: @escaping @Sendable (inout RecordBatch) -> Void) { self.spoil = spoil }

    func read(into batch: inout RecordBatch) throws -> Bool { false }

    func parse(_ batch: inout RecordBatch) throws(BatchFailure) {
      batch.text.append("eenbtweec")
      batch.width = 2
      batch.offsets = [0, 3, 3, 4, 4, 8, 8, 9]
      (batch.numbers, batch.lines) = ([0, 2], [0, 2])
      batch.malformed = [MalformedRecord(number: 1, line: 1, code: .extraCell, cells: [0..<3])]
      batch.recordCount = 3
      spoil(&batch)
    }
  }

  private func failure(_ spoil: @escaping @Sendable (inout RecordBatch) -> Void) -> BatchFailure? {
    var batch = RecordBatch()
    do {
      try SpoiledTable(spoil).cut(&batch)
      return nil
    } catch { return error }
  }

  @Test("lets a batch pass that agrees with itself, an empty one included")
  func sound() {
    #expect(failure { _ in } == nil)
    #expect(failure { $0.removeAll() } == nil)
    #expect(failure { $0.offsets[7] = 8 } == nil)
  }

  static let spoilers: [(String, @Sendable (inout RecordBatch) -> Void)] = [
    ("a cell ends behind the text", { $0.offsets[7] = 10 }),
    ("a cell ends far behind the text", { $0.offsets[1] = .max }),
    ("a cell ends before it begins", { $0.offsets[2] = 5 }),
    ("a cell begins behind all", { $0.offsets[6] = .max }),
    ("a cell is missing", { $0.offsets.removeLast(2) }),
    ("half a cell is missing", { $0.offsets.removeLast() }),
    ("a row too many", { $0.numbers.append(2) }),
    ("a line is missing", { $0.lines.removeLast() }),
    ("a row is no record", { $0.numbers[1] = 3 }),
    ("fewer records than rows", { $0.recordCount = 1 }),
    ("the width is another", { $0.width = 3 }),
    ("the width is negative", { $0.width = -2 }),
    ("the width overflows", { $0.width = .max }),
    ("a file that is not there", { $0.file = 1 }),
    ("a file before the first", { $0.file = -1 }),
    ("a refused record lies behind the text", { $0.malformed[0].cells = [8..<10] }),
  ]

  @Test("refuses what contradicts itself", arguments: spoilers.indices)
  func spoiled(index: Int) {
    #expect(failure(Self.spoilers[index].1)?.code == .selfCheck, "\(Self.spoilers[index].0)")
  }
}
