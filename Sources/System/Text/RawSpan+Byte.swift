// SPDX-License-Identifier: EUPL-1.2

extension RawSpan {
  /// One byte.
  @inlinable
  package func byte(at offset: Int) -> UInt8 {
    precondition(offset >= 0 && offset < byteCount, "outside the bytes")
    return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }
}
