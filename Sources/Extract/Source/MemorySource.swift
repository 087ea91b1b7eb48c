// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Bytes that are in memory already.
final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    let count = min(limit, bytes.count - at)
    guard count > 0 else { return .end }
    let all = bytes
    buffer.append(all.span.extracting(at..<at + count))
    at += count
    return .bytes
  }
}
