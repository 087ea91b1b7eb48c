// SPDX-License-Identifier: EUPL-1.2

public import HergebruikFormat

/// Where the bytes of one export come from; used by one thread at a time, under the table's lock.
package protocol ByteSource: AnyObject {
  /// Appends up to `limit` bytes, at least one unless the source is at its end.
  ///
  /// - Throws: `Failure` with `input-output` or `compression-error`.
  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome
}

/// What came of reading from a source.
public enum ReadOutcome {
  /// Bytes were appended.
  case bytes
  /// There is nothing more.
  case end
  /// What follows the bytes given so far is not text: what is wrong, and how to mend it.
  case undecodable(String, hint: String)
}

/// A source of which the first bytes can be looked at before they are read.
public final class PeekableSource: ByteSource {
  private let inner: any ByteSource
  private var ahead = ByteBuffer(capacity: 64)
  private var taken = 0
  private var isAtEnd = false

  init(_ inner: any ByteSource) {
    self.inner = inner
  }

  /// The first `count` bytes, or fewer where the source is shorter.
  public func peek(_ count: Int) throws(Failure) -> [UInt8] {
    while !isAtEnd, ahead.count - taken < count {
      if case .end = try inner.read(into: &ahead, upTo: count) { isAtEnd = true }
    }
    return unsafe Array(ahead.bytes[taken...].prefix(count))
  }

  /// Passes over bytes that were looked at.
  public func skip(_ count: Int) {
    taken = min(ahead.count, taken + count)
  }

  /// Appends up to `limit` bytes, those that were looked at first.
  public func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    let left = min(limit, ahead.count - taken)
    guard left > 0 else { return isAtEnd ? .end : try inner.read(into: &buffer, upTo: limit) }
    unsafe buffer.append(UnsafeBufferPointer(rebasing: ahead.bytes[taken..<taken + left]))
    taken += left
    return .bytes
  }
}
