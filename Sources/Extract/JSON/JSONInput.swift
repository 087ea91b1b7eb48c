// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
import HergebruikSystem

/// The bytes of a JSON text, and the place in them; used by one thread.
final class JSONInput {
  private let blockSize: Int
  private let source: any ByteSource
  let file: String
  @exclusivity(unchecked) private var buffer = ByteBuffer()
  /// The bytes that are at hand.
  @exclusivity(unchecked) private(set) var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// The next of them.
  @exclusivity(unchecked) var at = 0
  private var isEnded = false
  /// Up to where lines are counted, and what they come to.
  @exclusivity(unchecked) private var counted = 0
  @exclusivity(unchecked) private var lines = 1
  /// Bytes since the line's start that are no longer at hand.
  @exclusivity(unchecked) private var columnBefore = 0

  /// Reads a source, at most `blockSize` bytes at a time.
  init(_ source: any ByteSource, file: String, blockSize: Int) {
    (self.source, self.file) = (source, file)
    self.blockSize = min(max(blockSize, 1), 1 << 18)
  }

  /// Gets more bytes; false where there are none.
  func fill() throws(Failure) -> Bool {
    guard !isEnded else { return false }
    count()
    let start = bytes.lastIndex(of: 0x0A).map { $0 + 1 }
    columnBefore = start.map { bytes.count - $0 } ?? columnBefore + bytes.count
    buffer.removeAll()
    switch try source.read(into: &buffer, upTo: blockSize) {
    case .bytes: break
    case .end: isEnded = true
    case .undecodable(let what, let hint):
      throw Failure(.encoding, at: .init(file: file, line: lines), what, hint: hint)
    }
    (bytes, at, counted) = (buffer.bytes, 0, 0)
    return bytes.isEmpty ? (isEnded ? false : try fill()) : true
  }

  /// The next byte; nil at the end.
  @inline(__always)
  func peek() throws(Failure) -> UInt8? {
    if at < bytes.count { return bytes[at] }
    return try fill() ? bytes[at] : nil
  }

  /// The next byte that is no white space; nil at the end.
  @inline(__always)
  func token() throws(Failure) -> UInt8? {
    while let byte = try peek() {
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      at += 1
    }
    return nil
  }

  private func count() {
    guard let base = bytes.baseAddress else { return }
    while counted < at,
      let found = Memory.firstIndex(of: 0x0A, in: base + counted, count: at - counted)
    {
      lines += 1
      counted += found + 1
    }
    counted = max(counted, at)
  }

  /// The line that is read, from 1.
  var line: Int {
    count()
    return lines
  }

  /// Where it is read.
  var place: Diagnostic.Location {
    let start = bytes[..<at].lastIndex(of: 0x0A).map { $0 + 1 }
    return .init(file: file, line: line, column: start.map { at - $0 + 1 } ?? columnBefore + at + 1)
  }
}
