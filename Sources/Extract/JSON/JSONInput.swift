// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
import HergebruikSystem

/// The bytes of a JSON text, and the place in them; used by one thread.
///
/// Memory safety: `bytes` are those of `buffer`, and are taken anew whenever it changes; `at` is at most their count.
@safe
final class JSONInput {
  private let blockSize: Int
  private let source: any ByteSource
  let file: String
  @exclusivity(unchecked) private var buffer = ByteBuffer()
  /// The bytes that are at hand.
  @exclusivity(unchecked) private(set) var bytes = unsafe UnsafeBufferPointer<UInt8>(
    start: nil, count: 0)
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
    let start = unsafe bytes.lastIndex(of: 0x0A).map { $0 + 1 }
    unsafe columnBefore = start.map { unsafe bytes.count - $0 } ?? columnBefore + bytes.count
    unsafe buffer.removeAll()
    switch try unsafe source.read(into: &buffer, upTo: blockSize) {
    case .bytes: break
    case .end: isEnded = true
    case .undecodable(let what, let hint):
      throw unsafe Failure(.encoding, at: .init(file: file, line: lines), what, hint: hint)
    }
    unsafe (bytes, at, counted) = unsafe (buffer.bytes, 0, 0)
    return unsafe bytes.isEmpty ? (isEnded ? false : try fill()) : true
  }

  /// The next byte; nil at the end.
  @inline(__always)
  func peek() throws(Failure) -> UInt8? {
    if unsafe at < bytes.count { return unsafe bytes[at] }
    return try unsafe fill() ? bytes[at] : nil
  }

  /// The next byte that is no white space; nil at the end.
  @inline(__always)
  func token() throws(Failure) -> UInt8? {
    while let byte = try peek() {
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      unsafe at += 1
    }
    return nil
  }

  private func count() {
    guard let base = unsafe bytes.baseAddress else { return }
    while unsafe counted < at,
      let found = unsafe Memory.firstIndex(of: 0x0A, in: base + counted, count: at - counted)
    {
      unsafe lines += 1
      unsafe counted += found + 1
    }
    unsafe counted = unsafe max(counted, at)
  }

  /// The line that is read, from 1.
  var line: Int {
    count()
    return unsafe lines
  }

  /// Where it is read.
  var place: Diagnostic.Location {
    let start = unsafe bytes[..<at].lastIndex(of: 0x0A).map { $0 + 1 }
    return unsafe .init(
      file: file, line: line, column: start.map { unsafe at - $0 + 1 } ?? columnBefore + at + 1)
  }
}
