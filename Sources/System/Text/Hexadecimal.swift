// SPDX-License-Identifier: EUPL-1.2

/// Numbers and bytes in hexadecimal digits, and what is written with them.
package enum Hexadecimal {
  /// A number from 0 to 15 as a digit in ASCII, a small letter from 10 on.
  @inlinable
  package static func digit(_ value: UInt8) -> UInt8 {
    (value & 15 < 10 ? 0x30 : 0x57) &+ (value & 15)
  }

  /// A number of at least so many digits, with zeroes before it.
  package static func digits(
    _ value: some BinaryInteger, width: Int = 1, uppercase: Bool = false
  ) -> String {
    let digits = String(value, radix: 16, uppercase: uppercase)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Two digits for each byte, with small letters.
  package static func digits(of bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.flatMap { [digit($0 >> 4), digit($0)] }, as: UTF8.self)
  }

  /// `\u003c`; two of them, a surrogate pair, beyond the Basic Multilingual Plane.
  ///
  /// Source: RFC 8259, section 7.
  package static func escape(_ scalar: Unicode.Scalar, uppercase: Bool = false) -> String {
    String(scalar).utf16.reduce(into: "") { escaped, unit in
      escaped += "\\u" + digits(unit, width: 4, uppercase: uppercase)
    }
  }

  /// `%2F`.
  ///
  /// Source: RFC 3986, section 2.1.
  package static func percentEncoded(_ byte: UInt8) -> String {
    "%" + digits(byte, width: 2, uppercase: true)
  }

  /// `U+000B`, as a message names a character that cannot be seen.
  package static func codePoint(_ scalar: Unicode.Scalar) -> String {
    "U+" + digits(scalar.value, width: 4, uppercase: true)
  }
}
