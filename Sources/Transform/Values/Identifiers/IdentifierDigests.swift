// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem

/// The values of direct identifiers one after another, as long as the export is read and judged: only for hashes that
/// somebody may have made of them.
struct IdentifierValues {
  /// A byte for the length, and the value.
  private var buffer: [UInt8] = []

  /// Longer values are passed over.
  private static let mostBytes = 254

  /// Bytes for them.
  var bytes: Int { buffer.count }

  mutating func append(_ value: Span<UInt8>) {
    guard value.count <= Self.mostBytes else { return }
    buffer.append(UInt8(value.count))
    unsafe value.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
  }

  /// Gives each value.
  func forEach(_ body: (ArraySlice<UInt8>) -> Void) {
    var i = 0
    while i < buffer.count {
      let end = i + 1 + Int(buffer[i])
      body(buffer[i + 1..<end])
      i = end
    }
  }
}

/// Hashes without a key of values of direct identifiers, by their first eight bytes: MD5, SHA-1, SHA-256 and SHA-512 of
/// the value as it is, in small letters and capitals, and of numbers without signs and with nine digits.
package final class IdentifierDigests: @unchecked Sendable {
  // Never changed once it is made.
  private let heads: HashSet64

  init(_ values: IdentifierValues) {
    var heads = HashSet64(places: 1 << 10)
    func enter(_ value: ArraySlice<UInt8>) {
      for digest in PlainDigest.allCases {
        if heads.isCrowded { heads.grow() }
        _ = unsafe heads.insert(digest.head(of: value.span.bytes) | 1)
      }
    }
    func enter(_ value: [UInt8], unless other: ArraySlice<UInt8>) {
      if value[...] != other { enter(value[...]) }
    }
    values.forEach { value in
      enter(value)
      enter(value.map(Self.lower), unless: value)
      enter(value.map(Self.upper), unless: value)
      guard let digits = Self.digits(of: value) else { return }
      enter(digits, unless: value)
      if digits.count == 9, digits[0] == 0x30 { enter(Array(digits[1...]), unless: value) }
      if digits.count == 8 { enter([0x30] + digits, unless: value) }
    }
    self.heads = heads
  }

  /// The digits of a number with signs between or none; `nil` for other values.
  private static func digits(of value: ArraySlice<UInt8>) -> [UInt8]? {
    var digits: [UInt8] = []
    for byte in value {
      if byte &- 0x30 < 10 {
        digits.append(byte)
      } else if byte != 0x20, byte != UInt8(ascii: "."), byte != UInt8(ascii: "-") {
        return nil
      }
    }
    return digits.count >= 8 ? digits : nil
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
  private static func upper(_ byte: UInt8) -> UInt8 { byte &- 0x61 < 26 ? byte & 0xDF : byte }

  /// Whether a hash begins with eight bytes.
  package func contains(_ head: UInt64) -> Bool { heads.contains(head | 1) }
}

/// What may be a hash in a cell, as people write them.
package enum DigestForm {
  /// Calls `body` with the first eight bytes of each: 16 hexadecimal digits or more, with the dashes of a UUID or without;
  /// base64 of 16 bytes or more, also in the alphabet of links; a number of 30 to 39 digits. Stops where it says `true`.
  package static func contains(
    _ cell: Span<UInt8>, _ body: (UInt64) -> Bool
  ) -> Bool {
    // A run of 16 has one in each 16th place, so that most words are not read.
    var place = 15
    while place < cell.count {
      guard isPart(cell[place]) else {
        place += 16
        continue
      }
      var (start, end) = (place, place + 1)
      while start > 0, isPart(cell[start - 1]) { start -= 1 }
      while end < cell.count, isPart(cell[end]) { end += 1 }
      if end - start >= 16, holds(cell[start..<end], body) {
        return true
      }
      place = end + 16
    }
    return false
  }

  /// Letters, digits, and the other signs of both alphabets.
  private static func isPart(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  private static func holds(
    _ word: Span<UInt8>, _ body: (UInt64) -> Bool
  ) -> Bool {
    if let head = decimal(word) { return body(head) }
    if hexadecimal(word, body) { return true }
    return word.count >= 22 && isMixed(word) && base64(word).map(body) ?? false
  }

  /// Whether a capital or a digit is among the first 22 signs of a word.
  ///
  /// Each sign of base64 is one of 64, of which 36 are capitals and digits. Of 22 signs of a hash none is one of those
  /// once in 80 million, (28/64)²². Names of files and addresses have none all the time, and would make every run work
  /// out the hashes of all values.
  private static func isMixed(_ word: Span<UInt8>) -> Bool {
    for i in 0..<22 where word[i] &- 0x30 < 10 || word[i] &- 0x41 < 26 { return true }
    return false
  }

  /// Digits that are a number of 128 bits.
  private static func decimal(_ word: Span<UInt8>) -> UInt64? {
    guard 30...39 ~= word.count else { return nil }
    var value: UInt128 = 0
    for i in word.indices {
      let byte = word[i]
      guard byte &- 0x30 < 10 else { return nil }
      let (product, isOver) = value.multipliedReportingOverflow(by: 10)
      let (sum, isMore) = product.addingReportingOverflow(UInt128(byte &- 0x30))
      guard !isOver, !isMore else { return nil }
      value = sum
    }
    return UInt64(truncatingIfNeeded: value >> 64)
  }

  /// The first 16 digits of each run of hexadecimal digits; the dashes of a UUID do not end one.
  private static func hexadecimal(
    _ word: Span<UInt8>, _ body: (UInt64) -> Bool
  ) -> Bool {
    var (head, digits): (UInt64, Int) = (0, 0)
    for i in word.indices {
      let byte = word[i]
      let isLetter = (byte | 0x20) &- 0x61 < 6
      if isLetter || byte &- 0x30 < 10 {
        digits += 1
        guard digits <= 16 else { continue }
        head = head << 4 | UInt64(isLetter ? (byte | 0x20) - 0x57 : byte & 0xF)
        if digits == 16, body(head) { return true }
      } else if byte != UInt8(ascii: "-") || digits != 8 && digits != 12 {
        (head, digits) = (0, 0)
      }
    }
    return false
  }

  /// The first eight bytes of what 11 signs of base64 stand for.
  private static func base64(_ word: Span<UInt8>) -> UInt64? {
    var head: UInt64 = 0
    for i in 0..<11 {
      let byte = word[i]
      let value: UInt8
      switch byte {
      case 0x41...0x5A: value = byte - 0x41
      case 0x61...0x7A: value = byte - 0x61 + 26
      case 0x30...0x39: value = byte - 0x30 + 52
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      default: value = 63
      }
      head = i < 10 ? head << 6 | UInt64(value) : head << 4 | UInt64(value >> 2)
    }
    return head
  }
}
