// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

// For the detectors, which look at cells through pointers: the same questions, and nothing of their own.

extension UTF8Text {
  /// Whether all bytes are ASCII.
  @inlinable @inline(__always)
  package static func isASCII(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe isASCII(text.span)
  }

  /// The text without spaces, tabs and line ends around it.
  @inlinable @inline(__always)
  package static func trimmedASCII(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    unsafe trimmedASCII(text.span).withUnsafeBufferPointer { unsafe $0 }
  }
}

extension ByteHash {
  /// The hash of some bytes.
  @inlinable @inline(__always)
  package static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 { unsafe of(bytes.span) }
}

extension IdentifierTable {
  /// Whether any value stands in a cell.
  package func occurs(in cell: UnsafeBufferPointer<UInt8>) -> Bool { unsafe occurs(in: cell.span) }

  /// Whether a cell is one word that may be a name by which somebody logs in.
  package func mayBeLogin(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe mayBeLogin(cell.span)
  }
}

extension LookalikeText {
  /// Appends a text in plain signs; `false` if it has no others.
  package static func append(
    _ text: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer
  ) -> Bool {
    unsafe append(text.span, to: &out)
  }
}

extension DigestForm {
  /// Calls `body` with the first eight bytes of each that may be a hash; stops where it says `true`.
  package static func contains(
    _ cell: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Bool
  ) -> Bool {
    unsafe contains(cell.span, body)
  }
}

extension StringFormat {
  /// Whether a cell is an address of electronic mail.
  package static func isEmail(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe isEmail(cell.span)
  }
}

extension IdentifierCell {
  /// The digits of a cell that may be a BSN.
  package static func joinedDigits(_ cell: UnsafeBufferPointer<UInt8>) -> (
    number: Int, digits: Int
  )? {
    unsafe joinedDigits(cell.span)
  }

  /// The postcode that a cell is, without what stands around it.
  package static func postcode(
    _ cell: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8>? {
    unsafe postcode(cell.span)?.withUnsafeBufferPointer { unsafe $0 }
  }

  /// Appends an account number without spaces; `false` if the cell is none.
  package static func appendIBAN(
    _ cell: UnsafeBufferPointer<UInt8>, to out: inout ByteBuffer
  ) -> Bool {
    unsafe appendIBAN(cell.span, to: &out)
  }

  /// Whether a text is an account number.
  package static func isIBAN(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe isIBAN(text.span)
  }
}

extension LicencePlate {
  /// The number of the series that a cell is a licence plate of.
  package static func series(of cell: UnsafeBufferPointer<UInt8>) -> Int? {
    unsafe series(of: cell.span)
  }
}
