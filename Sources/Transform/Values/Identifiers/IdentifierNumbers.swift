// SPDX-License-Identifier: EUPL-1.2

/// Numbers among the values of direct identifiers, to be found with and without zeros in front, and with signs between
/// the digits.
///
/// It holds hashes. A number has 8 to 18 digits without the zeros in front: shorter ones are in too many amounts.
struct IdentifierNumbers: ~Copyable {
  private var hashes = HashSet64(places: 1 << 8)

  /// Numbers with fewer digits are passed over.
  static let fewestDigits = 8
  private static let mostDigits = 18

  /// Bytes for them.
  var bytes: Int { hashes.bytes }

  /// The digits of the shortest without the zeros in front; `nil` if there are none.
  private(set) var shortest: Int?

  /// Enters a value that is digits, and signs that may stand between them; others are passed over.
  mutating func insert(_ cell: Span<UInt8>) {
    var (value, digits) = (UInt64(0), 0)
    for place in cell.indices {
      let byte = cell[place]
      if byte &- 0x30 < 10 {
        guard digits < Self.mostDigits else { return }
        value = value * 10 + UInt64(byte &- 0x30)
        if value > 0 { digits += 1 }
      } else if !Self.isJoint(byte) {
        return
      }
    }
    guard digits >= Self.fewestDigits else { return }
    shortest = min(shortest ?? digits, digits)
    if hashes.isCrowded { hashes.grow() }
    _ = hashes.insert(Self.hash(value))
  }

  /// Whether one of them stands in a cell: in one group of digits, or in several with one sign between each.
  func occurs(in cell: Span<UInt8>) -> Bool {
    guard let shortest, cell.count >= shortest else { return false }
    var i = 0
    while i < cell.count {
      guard cell[i] &- 0x30 < 10 else {
        i += 1
        continue
      }
      if begins(in: cell, at: i) { return true }
      while i < cell.count, cell[i] &- 0x30 < 10 { i += 1 }
    }
    return false
  }

  /// Whether one begins with the group of digits at a place.
  private func begins(in cell: Span<UInt8>, at start: Int) -> Bool {
    var (value, digits, i) = (UInt64(0), 0, start)
    while i < cell.count {
      let digit = cell[i] &- 0x30
      if digit < 10 {
        guard digits < Self.mostDigits else { return false }
        value = value * 10 + UInt64(digit)
        if value > 0 { digits += 1 }
        i += 1
        let isEnd = i == cell.count || cell[i] &- 0x30 >= 10
        if isEnd, digits >= Self.fewestDigits, hashes.contains(Self.hash(value)) {
          return true
        }
      } else {
        guard Self.isJoint(cell[i]), i + 1 < cell.count, cell[i + 1] &- 0x30 < 10 else {
          return false
        }
        // A year before a number of its own: `2025-31314`.
        if i - start == 4, 1900...2100 ~= value { return false }
        i += 1
      }
    }
    return false
  }

  @inline(__always)
  private static func isJoint(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "/")
  }

  private static func hash(_ value: UInt64) -> UInt64 { IdentifierIndex.mix(value) | 1 }
}
