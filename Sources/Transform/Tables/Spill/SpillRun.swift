// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// Records of so many 64-bit words each in a spill file, read in blocks of about 64 KiB.
package struct SpillRun {
  private let file: SpillFile
  private let stride: Int
  private var rest: Range<Int>
  private let buffer: Buffer
  private var at = 0
  private var count = 0

  /// Stays where it is while records of it are in use.
  ///
  /// Memory safety: it owns its words, and frees them once.
  @safe
  private final class Buffer {
    let words: UnsafeMutableBufferPointer<UInt64>
    init(_ count: Int) { unsafe words = .allocate(capacity: count) }
    deinit { unsafe words.deallocate() }
  }

  /// Begins to read the records in a range of bytes.
  package init(file: SpillFile, range: Range<Int>, stride: Int) {
    (self.file, self.stride, rest) = (file, stride, range)
    buffer = Buffer(max(8192 / stride, 1) * stride)
  }

  /// The words of the next record, which are valid until the one after it is taken; nil at the end.
  package mutating func next() throws(Failure) -> UnsafePointer<UInt64>? {
    if at == count { try refill() }
    guard at < count, let base = unsafe buffer.words.baseAddress else { return nil }
    defer { at += stride }
    return unsafe UnsafePointer(base + at)
  }

  private mutating func refill() throws(Failure) {
    count = unsafe min(buffer.words.count, rest.count / 8)
    at = 0
    guard count > 0 else { return }
    let room = unsafe UnsafeMutableRawBufferPointer(
      rebasing: UnsafeMutableRawBufferPointer(buffer.words)[..<(count * 8)])
    try unsafe file.read(room, at: rest.lowerBound)
    rest = (rest.lowerBound + count * 8)..<rest.upperBound
  }
}

/// Collects bytes and appends them to a spill file, many at once.
package struct SpillBuffer: ~Copyable {
  package let file: SpillFile
  private var bytes: ByteBuffer

  /// - Parameter memory: The bytes to write at once.
  package init(_ file: SpillFile, memory: Int) {
    self.file = file
    bytes = ByteBuffer(capacity: memory)
  }

  package mutating func append(_ more: RawSpan) throws(Failure) {
    if bytes.count + more.byteCount > bytes.capacity { try flush() }
    if more.byteCount > bytes.capacity {
      try file.append(more)
    } else {
      bytes.append(more)
    }
  }

  /// Writes what was collected; afterwards the file has all of it.
  package mutating func flush() throws(Failure) {
    try unsafe file.append(bytes.span.bytes)
    bytes.removeAll()
  }
}
