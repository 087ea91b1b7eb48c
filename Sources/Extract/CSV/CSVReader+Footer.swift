// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Where the last line of a file is known by what it says, and no row.
///
/// Everything but the last line is cut as ever: a record is given out once something else than a blank line
/// follows it. Only what is left at the end is looked at record by record.
extension CSVReader {
  /// How far the search for the last line is.
  enum FooterSearch {
    case open
    /// What the line says.
    case found([String: String])
    /// It was found, and somebody knows what it says.
    case told
    case missing
  }

  /// The end of what can be given out, before the end of the file.
  ///
  /// - Parameter found: The end of the last record among the bytes that are new; 0 where none ended.
  mutating func endBeforeFooter(_ found: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    held = max(held, found)
    let isFollowed = unsafe bytes[held...].contains { $0 != 0x0A && $0 != 0x0D }
    return isFollowed || bytes.count >= sizes.record ? held : 0
  }

  /// The end of the rows, at the end of the file; all bytes where the last line is another one, so that
  /// what is wrong with it is found first.
  mutating func endAtFooter(
    _ template: FooterTemplate, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var cutter = ExactCutter(dialect)
    var (last, end) = (0..<0, 0)
    while let (next, kind) = unsafe cutter.nextEnd(bytes, isAtEnd: true) {
      if kind != .blank { last = end..<next }
      end = next
    }
    guard let values = unsafe template.match(cells(UnsafeBufferPointer(rebasing: bytes[last])))
    else {
      footer = .missing
      return bytes.count
    }
    footer = .found(values)
    return last.lowerBound
  }

  /// The cells of a line; none where it cannot be read.
  private func cells(_ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    var line = RecordBatch(capacity: bytes.count)
    unsafe line.text.append(bytes)
    // No record has no cells: each comes out with as many as it has.
    guard (try? CSVParser(dialect: dialect, encoding: encoding, width: 0).parse(&line)) != nil,
      let record = line.malformed.first
    else { return [] }
    return record.cells.map { unsafe String(decoding: line.text.bytes[$0], as: UTF8.self) }
  }

  /// What to say once the rows of a file without its last line were given out.
  var footerMissing: Failure {
    Failure(
      .footerError, at: Diagnostic.Location(file: file),
      "the last line is not the one that 'footer' describes",
      hint:
        "The export seems to be cut off: let the source system make it again. Where its last line "
        + "changed, change 'footer' under 'dialect'.")
  }
}
