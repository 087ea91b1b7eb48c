// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// The records of a file of shapes, one after another; only one is in memory.
///
/// Source: ESRI Shapefile Technical Description, July 1998, "Main File Record Headers".
final class ShapeRecords {
  let header: ShapefileHeader
  private let source: any ByteSource
  private let name: String
  /// The most bytes of one record.
  private let limit: Int
  private let step: Int
  private var buffer = ByteBuffer(capacity: 1 << 16)
  /// Bytes of the buffer that were given out.
  private var taken = 0
  /// Bytes of the file before the buffer's first.
  private var before = 0
  private var number = 0

  /// Reads the header.
  ///
  /// - Parameter step: Bytes that are read at a time.
  /// - Throws: `format-error`, `source-empty`.
  init(
    _ source: any ByteSource, name: String, limit: Int, step: Int = 1 << 16
  ) throws(Failure) {
    (self.source, self.name, self.limit, self.step) = (source, name, limit, step)
    var first = ByteBuffer(capacity: 1 << 16)
    while first.count < ShapefileHeader.size {
      guard case .bytes = try source.read(into: &first, upTo: step) else { break }
    }
    guard !first.isEmpty else {
      throw Failure(
        .sourceEmpty, at: .init(file: name), "the file is empty",
        hint: "Check whether the export ran.")
    }
    let count = min(first.count, ShapefileHeader.size)
    header = try first.withSpan { bytes throws(Failure) in
      try ShapefileHeader(bytes.extracting(0..<count), file: name)
    }
    buffer = first
    taken = ShapefileHeader.size
  }

  /// Gives the content of the next record to a closure; false behind the last.
  ///
  /// - Throws: `format-error` where the file is cut off, is longer than it says, or a record is.
  func next(_ body: (Span<UInt8>, Int) throws(Failure) -> Void) throws(Failure) -> Bool {
    let at = before + taken
    guard at < header.length else {
      try checkEnd()
      return false
    }
    let place = Diagnostic.Location(file: name, line: number + 1)
    guard at + 8 <= header.length, try fill(8) else { throw cutOff(place) }
    let (found, words) = buffer.withSpan {
      (ShapeBytes.big($0, taken), ShapeBytes.big($0, taken + 4))
    }
    number += 1
    guard found == number else {
      throw ShapeBytes.damaged(place, "record \(number) says that it is number \(found)")
    }
    guard words >= 2, at + 8 + 2 * words <= header.length else {
      throw ShapeBytes.damaged(place, "record \(number) is longer than the file, or has no kind")
    }
    guard 2 * words <= limit else {
      throw Failure(
        .recordTooLarge, at: place, "a shape is larger than \(limit) bytes",
        hint: "Check whether the file is what it should be.")
    }
    guard try fill(8 + 2 * words) else { throw cutOff(place) }
    let start = taken + 8
    taken = start + 2 * words
    try buffer.withSpan { bytes throws(Failure) in
      try body(bytes.extracting(start..<start + 2 * words), number)
    }
    return true
  }

  /// Sees to it that so many bytes lie in the buffer; false where the file ends before.
  private func fill(_ count: Int) throws(Failure) -> Bool {
    while buffer.count - taken < count {
      if taken > 0 {
        buffer.removeFirst(taken)
        (before, taken) = (before + taken, 0)
      }
      guard case .bytes = try source.read(into: &buffer, upTo: step) else { return false }
    }
    return true
  }

  private func checkEnd() throws(Failure) {
    guard try !fill(1) else {
      throw ShapeBytes.damaged(.init(file: name), "it is longer than it says")
    }
  }

  private func cutOff(_ place: Diagnostic.Location) -> Failure {
    ShapeBytes.damaged(place, "it ends within record \(number + 1), or before its end")
  }
}
