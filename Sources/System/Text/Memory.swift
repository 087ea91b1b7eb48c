// SPDX-License-Identifier: EUPL-1.2

// Public, so that what is here can be inlined where cells are read.
public import Glibc

/// Bytes in memory, searched and compared by the C library, which does many at once.
@usableFromInline
package enum Memory {
  /// Where a byte first occurs among some; `nil` if it does not.
  @inlinable
  package static func firstIndex(of byte: UInt8, in bytes: Span<UInt8>) -> Int? {
    unsafe bytes.withUnsafeBytes { bytes in
      unsafe bytes.baseAddress.flatMap { unsafe firstIndex(of: byte, in: $0, count: bytes.count) }
    }
  }

  /// Where a byte first occurs among some; `nil` if it does not.
  @inlinable
  package static func firstIndex(
    of byte: UInt8, in start: UnsafeRawPointer, count: Int
  ) -> Int? {
    unsafe memchr(start, Int32(byte), count).map { unsafe UnsafeRawPointer($0) - start }
  }

  /// The order of two byte by byte, of which a shorter one comes first: below 0, 0 or above 0.
  @inlinable
  package static func compare(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Int {
    let order = unsafe one.withUnsafeBytes { one in
      unsafe other.withUnsafeBytes { other in
        guard let first = one.baseAddress, let second = other.baseAddress else { return 0 }
        return unsafe compare(first, second, count: min(one.count, other.count))
      }
    }
    return order == 0 ? one.count - other.count : order
  }

  /// The order of as many bytes at two places: below 0, 0 or above 0.
  @inlinable
  package static func compare(
    _ one: UnsafeRawPointer, _ other: UnsafeRawPointer, count: Int
  ) -> Int {
    unsafe Int(memcmp(one, other, count))
  }

  /// Whether two texts that end in a zero are the same.
  @inlinable
  package static func areEqual(
    _ one: UnsafePointer<CChar>, _ other: UnsafePointer<CChar>
  ) -> Bool {
    unsafe strcmp(one, other) == 0
  }
}
