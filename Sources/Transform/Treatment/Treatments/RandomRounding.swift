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

  init(_ multiple: MultipleOf, key: UnsafeRawBufferPointer, domain: String, field: String) {
    self.multiple = multiple
    hash = FieldHash(
      key: key, purpose: "hergebruik/v1/derive-rounding", parts: [domain, field],
      label: "hergebruik/v1/rounding")
  }

  /// Replaces a canonical number at the end of `out`; false where it has too many digits.
  ///
  /// - Parameter row: The length-prefixed values of the row's primary key.
  func replace(
    from start: Int, in out: inout ByteBuffer, row: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let text = UnsafeBufferPointer(rebasing: out.bytes[start...])
    // The number counts, not how it is written: 7, 07 and 7.0 get one chance.
    guard let value = FixedDecimal(text) else { return false }
    out.truncate(to: start)
    value.append(to: &out)
    let number = UnsafeBufferPointer(rebasing: out.bytes[start...])
    let chance = withUnsafeTemporaryAllocation(
      byteCount: row.count + 4 + number.count, alignment: 4
    ) { message in
      UnsafeMutableRawBufferPointer(rebasing: message[..<row.count]).copyBytes(from: row)
      let length = UInt32(truncatingIfNeeded: number.count).bigEndian
      message.storeBytes(of: length, toByteOffset: row.count, as: UInt32.self)
      UnsafeMutableRawBufferPointer(rebasing: message[(row.count + 4)...]).copyBytes(from: number)
      return hash.tag(of: UnsafeRawBufferPointer(message)).withUnsafeBytes {
        UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self))
      }
    }
    return multiple.replace(from: start, in: &out, .chance(chance))
  }
}
