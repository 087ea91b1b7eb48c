// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// UTF-16 turned into UTF-8, strictly: an unpaired surrogate or an odd last byte is not text.
///
/// Source: The Unicode Standard, section 3.9, definitions D91 and D92.
final class UTF16Source: ByteSource {
  private let inner: any ByteSource
  private let bigEndian: Bool
  private var raw = ByteBuffer(capacity: 1 << 16)
  private var taken = 0
  private var innerEnded = false

  init(_ inner: any ByteSource, bigEndian: Bool) {
    self.inner = inner
    self.bigEndian = bigEndian
  }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    let before = buffer.count
    while true {
      let problem = transcode(into: &buffer, upTo: limit - (buffer.count - before))
      if buffer.count > before { return .bytes }
      if let problem {
        return .undecodable(
          problem, hint: "The file is damaged or not UTF-16: let the source system make a new one.")
      }
      if innerEnded, taken == raw.count { return .end }
      try refill()
    }
  }

  private func refill() throws(Failure) {
    raw.removeFirst(taken)
    taken = 0
    if case .end = try inner.read(into: &raw, upTo: 1 << 16) { innerEnded = true }
  }

  private func unit(_ at: Int) -> UInt16 {
    let (first, second) = unsafe (UInt16(raw.bytes[at]), UInt16(raw.bytes[at + 1]))
    return bigEndian ? first << 8 | second : second << 8 | first
  }

  /// Turns what is at hand into UTF-8; says what is wrong where it meets what is not text.
  ///
  /// A character is never split: up to 3 bytes more than `limit` may be written.
  private func transcode(into buffer: inout ByteBuffer, upTo limit: Int) -> String? {
    let stop = buffer.count + limit
    while buffer.count < stop {
      guard taken + 2 <= raw.count else {
        guard innerEnded, taken < raw.count else { return nil }
        return "the file has an odd number of bytes, which UTF-16 never has"
      }
      let first = unit(taken)
      guard UTF16.isSurrogate(first) else {
        Unicode.Scalar(first).map { appendUTF8($0, to: &buffer) }
        taken += 2
        continue
      }
      guard UTF16.isLeadSurrogate(first) else { return Self.unpaired(first) }
      guard taken + 4 <= raw.count else { return innerEnded ? Self.unpaired(first) : nil }
      let second = unit(taken + 2)
      guard UTF16.isTrailSurrogate(second) else { return Self.unpaired(first) }
      let code = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
      Unicode.Scalar(code).map { appendUTF8($0, to: &buffer) }
      taken += 4
    }
    return nil
  }

  private func appendUTF8(_ scalar: Unicode.Scalar, to buffer: inout ByteBuffer) {
    for byte in scalar.utf8 { buffer.append(byte) }
  }

  private static func unpaired(_ unit: UInt16) -> String {
    "the surrogate 0x\(String(unit, radix: 16, uppercase: true)) stands alone, which is not UTF-16"
  }
}
