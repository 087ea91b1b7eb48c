// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Text without the end-of-file marks of CP/M and DOS (Ctrl-Z, 0x1A) at its very end; elsewhere they are text.
final class EndMarkSource: ByteSource {
  private static let mark: UInt8 = 0x1A
  private let source: any ByteSource
  private let limit: Int
  /// Marks that were read and not given out: nothing stands behind them yet.
  private var held = 0

  /// Makes a source of the text of another.
  ///
  /// - Parameter limit: The largest record; more marks than that in the midst of a text are given out as so many.
  init(_ source: any ByteSource, limit: Int) {
    (self.source, self.limit) = (source, limit)
  }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    let start = buffer.count
    let outcome = try source.read(into: &buffer, upTo: limit)
    let bytes = unsafe buffer.bytes
    guard unsafe held > 0 || bytes.count > start && bytes[bytes.count - 1] == Self.mark else {
      return outcome
    }
    var end = bytes.count
    while end > start, unsafe bytes[end - 1] == Self.mark { end -= 1 }
    let marks = bytes.count - end
    guard end > start else {
      buffer.truncate(to: start)
      held += marks
      return outcome
    }
    if held > 0 {
      let text = unsafe Array(bytes[start..<end])
      buffer.truncate(to: start)
      for _ in 0..<min(held, self.limit) { buffer.append(Self.mark) }
      unsafe text.withUnsafeBufferPointer { unsafe buffer.append($0) }
    } else {
      buffer.truncate(to: end)
    }
    held = marks
    return outcome
  }
}
