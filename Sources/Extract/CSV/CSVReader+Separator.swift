// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// A first line such as `sep=;`, which Excel writes and reads: what stands between cells.
///
/// It is a line of the dialect, not of the table. Where nobody said what stands between cells it decides; else it must
/// say the same. It is one of the lines of `skipLines`, where there are any.
/// Source: https://learn.microsoft.com/en-us/office/troubleshoot/excel/import-csv-files
extension CSVReader {
  /// Passes over the line and does what it says, where the file begins with one.
  mutating func takeSeparatorLine(_ buffer: inout ByteBuffer) throws(Failure) {
    while buffer.count < 9, !isAtEnd, undecodable == nil { try fill(&buffer) }
    guard let (said, length) = unsafe Self.separator(buffer.bytes) else { return }
    if dialect.isDelimiterGiven, said != dialect.delimiter {
      throw Failure(
        .format, at: Diagnostic.Location(file: file, line: 1),
        "the first line says that another character stands between cells than 'delimiter' does",
        hint:
          "Write the character behind 'sep=' as 'delimiter' under 'dialect', or leave 'delimiter' out."
      )
    }
    guard said != dialect.quote, said != dialect.escape else {
      throw Failure(
        .format, at: Diagnostic.Location(file: file, line: 1),
        "the first line says that a quote or an escape character stands between cells",
        hint: "Write 'quoteChar' and 'escapeChar' under 'dialect' as they are in the export.")
    }
    set(delimiter: said)
    guard dialect.skipLines == 0 else { return }
    buffer.removeFirst(length)
    line += 1
  }

  /// What a line `sep=;`, quoted or not, says, and how many bytes it takes; nil where the text begins otherwise.
  private static func separator(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (delimiter: UInt8, length: Int)? {
    let isQuoted = unsafe bytes.first == 0x22
    let start = isQuoted ? 1 : 0
    let word = unsafe bytes.dropFirst(start).prefix(4).map { $0 | 0x20 }
    guard word.elementsEqual("sep=".utf8.map { $0 | 0x20 }), bytes.count > start + 4 else {
      return nil
    }
    let said = unsafe bytes[start + 4]
    var end = start + 5
    if isQuoted {
      guard end < bytes.count, unsafe bytes[end] == 0x22 else { return nil }
      end += 1
    }
    guard said != 0x0A, said != 0x0D, said != 0, said < 0x80 else { return nil }
    guard end < bytes.count else { return (said, end) }
    if unsafe bytes[end] == 0x0D {
      return unsafe (said, end + (end + 1 < bytes.count && bytes[end + 1] == 0x0A ? 2 : 1))
    }
    return unsafe bytes[end] == 0x0A ? (said, end + 1) : nil
  }
}
