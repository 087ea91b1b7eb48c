// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Everything of a batch but its text, as 64-bit words: counts in a head, then lists.
struct SpooledNumbers {
  /// Words in the head; the first two are the bytes of text and the words that follow.
  static let headCount = 12

  private var counts: [Int64]
  private(set) var words: [Int64]

  /// Takes the numbers of a batch.
  init(_ batch: borrowing RecordBatch) {
    counts = [
      batch.width, batch.recordCount, batch.blankCount, batch.lineCount, batch.utf8Sequences,
      batch.otherHighBytes, batch.file, batch.firstLine ?? -1, batch.rowCount,
      batch.malformed.count,
    ].map(Int64.init)
    words = []
    for list in [batch.offsets, batch.numbers, batch.lines] {
      words.append(Int64(list.count))
      words += list.map(Int64.init)
    }
    for record in batch.malformed {
      let code = DiagnosticCode.allCases.firstIndex(of: record.code) ?? 0
      words += [record.number, record.line, code, record.column ?? 0, record.cells.count]
        .map(Int64.init)
      for cell in record.cells { words += [Int64(cell.lowerBound), Int64(cell.upperBound)] }
    }
  }

  /// Takes what was read back.
  init(head: [Int64], words: [Int64]) {
    (counts, self.words) = (Array(head.dropFirst(2)), words)
  }

  /// The head to write.
  func head(textCount: Int) -> [Int64] { [Int64(textCount), Int64(words.count)] + counts }

  /// Puts the numbers in an empty batch.
  func restore(_ batch: inout RecordBatch) {
    let numbers = counts.map(Int.init)
    (batch.width, batch.recordCount, batch.blankCount) = (numbers[0], numbers[1], numbers[2])
    (batch.lineCount, batch.utf8Sequences) = (numbers[3], numbers[4])
    (batch.otherHighBytes, batch.file) = (numbers[5], numbers[6])
    batch.firstLine = numbers[7] < 0 ? nil : numbers[7]
    var at = 0
    func take() -> Int {
      defer { at += 1 }
      return Int(words[at])
    }
    func takeList() -> [UInt32] { (0..<take()).map { _ in UInt32(take()) } }
    batch.offsets = takeList()
    batch.numbers = takeList()
    batch.lines = takeList()
    batch.malformed = (0..<numbers[9]).map { _ in
      let (number, line, code) = (take(), take(), DiagnosticCode.allCases[take()])
      let column = take()
      let cells = (0..<take()).map { _ in
        let start = take()
        return start..<take()
      }
      return MalformedRecord(
        number: number, line: line, code: code, cells: cells, column: column > 0 ? column : nil)
    }
  }
}
