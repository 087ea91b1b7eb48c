// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem
internal import HergebruikValues

/// Random rounding that repeats itself: the chance of a cell is a keyed hash of its row and its value.
///
/// The release of the pseudonyms is no part of it: else the mean of many releases would be the value.
/// Source: docs/privacy-specification.md, section 3.
struct RandomRounding {
  private let multiple: MultipleOf
  private let hash: FieldHash

  init(_ multiple: MultipleOf, key: RawSpan, domain: String, field: String) {
    self.multiple = multiple
    hash = FieldHash(
      key: key, purpose: "hergebruik/v1/derive-rounding", parts: [domain, field],
      label: "hergebruik/v1/rounding")
  }

  /// Replaces a canonical number at the end of `out`; false where it has too many digits.
  ///
  /// - Parameter row: The length-prefixed values of the row's primary key.
  func replace(
    from start: Int, in out: inout ByteBuffer, row: Span<UInt8>
  ) -> Bool {
    // The number counts, not how it is written: 7, 07 and 7.0 get one chance.
    guard let value = FixedDecimal(out.span[start...]) else { return false }
    out.truncate(to: start)
    value.append(to: &out)
    let chance = chance(of: out.span[start...], in: row)
    return multiple.replace(from: start, in: &out, .chance(chance))
  }

  /// The first bits of the hash of a row and the length-prefixed number.
  private func chance(of number: Span<UInt8>, in row: Span<UInt8>) -> UInt64 {
    let length = UInt32(truncatingIfNeeded: number.count).bigEndian
    return unsafe withUnsafeTemporaryAllocation(
      byteCount: row.count + 4 + number.count, alignment: 4
    ) { message in
      unsafe row.withUnsafeBytes { unsafe message.copyMemory(from: $0) }
      unsafe message.storeBytes(of: length, toByteOffset: row.count, as: UInt32.self)
      unsafe number.withUnsafeBytes {
        unsafe UnsafeMutableRawBufferPointer(rebasing: message[(row.count + 4)...]).copyMemory(
          from: $0)
      }
      let tag = unsafe hash.tag(of: UnsafeRawBufferPointer(message).bytes)
      return UInt64(bigEndian: tag.bytes.word(at: 0))
    }
  }
}
