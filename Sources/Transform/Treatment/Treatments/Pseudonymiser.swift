// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem
internal import HergebruikTables
internal import HergebruikValues

/// Keyed pseudonyms of one field: two-level HMAC-SHA256, the first 10 bytes in base32.
///
/// Source: docs/privacy-specification.md, section 2; RFC 4648, section 6.
struct Pseudonymiser {
  private let hash: FieldHash

  /// Derives the field's key from the project's key.
  init(key: RawSpan, release: String, domain: String, field: String) {
    hash = FieldHash(
      key: key, purpose: "hergebruik/v1/derive", parts: [release, domain, field],
      label: "hergebruik/v1/value")
  }

  /// Replaces what `out` holds from `start` on, a canonical value, by its pseudonym; nothing stays
  /// nothing.
  ///
  /// - Returns: what tells values apart, for `PseudonymIndex`; nil where there was nothing.
  func replace(
    from start: Int, in out: inout ByteBuffer, foldCase: Bool
  ) -> PseudonymEntry? {
    if foldCase { Self.lowercase(from: start, in: &out) }
    let tag = tag(of: UTF8Text.trimmed(out.span[start...]))
    out.truncate(to: start)
    guard let tag else { return nil }
    out.append(upTo: 16) { Self.encode(tag, into: &$0) }
    return PseudonymEntry(tag: tag.bytes)
  }

  /// HMAC of the length-prefixed value; nil where there is none.
  private func tag(of value: Span<UInt8>) -> SHA256Digest? {
    guard !value.isEmpty else { return nil }
    let length = UInt32(truncatingIfNeeded: value.count).bigEndian
    return unsafe withUnsafeTemporaryAllocation(byteCount: 4 + value.count, alignment: 4) {
      message in
      unsafe message.storeBytes(of: length, as: UInt32.self)
      unsafe value.withUnsafeBytes {
        unsafe UnsafeMutableRawBufferPointer(rebasing: message[4...]).copyMemory(from: $0)
      }
      return unsafe hash.tag(of: UnsafeRawBufferPointer(message).bytes)
    }
  }

  /// Base32 of the first 10 bytes: 16 characters, no padding.
  private static func encode(
    _ tag: SHA256Digest, into at: inout MutableSpan<UInt8>
  ) -> Int {
    let bytes = tag.bytes
    for half in 0..<2 {
      var bits: UInt64 = 0
      for i in 0..<5 { bits = bits << 8 | UInt64(bytes[half * 5 + i]) }
      for i in 0..<8 {
        let digit = UInt8(truncatingIfNeeded: bits >> UInt64(35 - 5 * i)) & 31
        at[half * 8 + i] = digit < 26 ? 0x61 + digit : 0x32 + digit - 26
      }
    }
    return 16
  }

  private static func lowercase(from start: Int, in out: inout ByteBuffer) {
    if UTF8Text.isASCII(out.span[start...]) {
      var bytes = out.mutableSpan
      for i in start..<bytes.count where 0x41...0x5A ~= bytes[i] { bytes[i] |= 0x20 }
    } else {
      let lowered = String(decoding: out.span[start...], as: UTF8.self).lowercased()
      out.truncate(to: start)
      out.append(lowered)
    }
  }
}
