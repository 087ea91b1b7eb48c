// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// The forms of codes with letters and digits.
///
/// Source: docs/privacy-specification.md, section 5.
enum CodeForms {
  /// A passport or identity card: two letters, six letters or digits, a digit; no letter O.
  static func isDocument(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard cell.count == 9, unsafe isLetter(cell[0]), unsafe isLetter(cell[1]),
      unsafe isDigit(cell[8])
    else {
      return false
    }
    return unsafe cell.allSatisfy {
      (isLetter($0) || isDigit($0)) && $0 & 0xDF != UInt8(ascii: "O")
    }
  }

  /// A chassis number: 17 letters and digits, both of them, without I, O and Q; capitals.
  static func isVIN(_ cell: UnsafeBufferPointer<UInt8>, _ counts: ByteCounts) -> Bool {
    guard cell.count == 17, counts.lowers == 0, counts.uppers >= 3, counts.digits >= 3 else {
      return false
    }
    return unsafe hasVINLetters(cell)
  }

  /// 17 characters that a chassis number may have, digits alone too.
  static func hasVINLetters(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe cell.count == 17
      && cell.allSatisfy {
        let letter = $0 & 0xDF
        return isDigit($0)
          || isLetter($0) && letter != UInt8(ascii: "I") && letter != UInt8(ascii: "O")
            && letter != UInt8(ascii: "Q")
      }
  }

  /// A Dutch VAT number: 9 digits, B, 2 digits, with NL before it or not; the 9 digits pass the eleven
  /// test, and are then a citizen service number or an RSIN, or all 14 leave 1 after division by 97.
  static func isVAT(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    if cell.count == 14 {
      guard unsafe cell[0] & 0xDF == UInt8(ascii: "N"), unsafe cell[1] & 0xDF == UInt8(ascii: "L")
      else {
        return false
      }
      start = 2
    }
    guard cell.count - start == 12, unsafe cell[start + 9] & 0xDF == UInt8(ascii: "B") else {
      return false
    }
    var number = 0
    for i in start..<start + 9 {
      guard unsafe isDigit(cell[i]) else { return false }
      number = unsafe number * 10 + Int(cell[i] &- 0x30)
    }
    guard unsafe isDigit(cell[start + 10]), unsafe isDigit(cell[start + 11]) else { return false }
    if IdentifierCell.passesElevenTest(number) { return true }
    let suffix = unsafe Int(cell[start + 10] &- 0x30) * 10 + Int(cell[start + 11] &- 0x30)
    return passes97(number, suffix)
  }

  /// ISO 7064 MOD 97-10 over N L (2321), the digits, B (11) and the two digits.
  static func passes97(_ number: Int, _ suffix: Int) -> Bool {
    // 2321 · 10^13 + number · 10^4 + 11 · 10^2 + suffix fits in 64 bits.
    (2321 * 10_000_000_000_000 + number * 10_000 + 1100 + suffix) % 97 == 1
  }

  /// `NL 1234.56.789.B.01` and the like.
  static func isJoinedVAT(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard cell.count <= 24, cell.count > 12 else { return false }
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { text in
      var length = 0
      for place in cell.indices {
        let byte = unsafe cell[place]
        if byte == 0x20 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") { continue }
        unsafe text[length] = byte
        length += 1
      }
      return unsafe isVAT(UnsafeBufferPointer(rebasing: text[..<length]))
    }
  }

  /// Hexadecimal digits and nothing else.
  static func isHex(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe cell.allSatisfy { isDigit($0) || ($0 | 0x20) &- 0x61 < 6 }
  }
}

/// Plates with spaces or dots where dashes belong.
enum PlateForm {
  /// Whether eight bytes are a plate in capitals: `AB 12 CD`, `12.ABC.3`.
  static func isSpaced(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 8) { plate in
      guard cell.count == 8 else { return false }
      for i in 0..<8 {
        let isJoint = unsafe cell[i] == 0x20 || cell[i] == UInt8(ascii: ".")
        guard unsafe isJoint || isDigit(cell[i]) || 0x41...0x5A ~= cell[i] else { return false }
        unsafe plate[i] = unsafe isJoint ? UInt8(ascii: "-") : cell[i]
      }
      return unsafe LicencePlate.series(of: UnsafeBufferPointer(plate)) != nil
    }
  }
}

/// The unkeyed hash that must never appear: SHA-256 of 111222333.
///
/// Source: docs/privacy-specification.md, section 4.
enum Canary {
  private static let hex: InlineArray<4, UInt64> = [
    0xda55_11d2_baa8_3c2e, 0x7538_52f1_f2fb_a110, 0x03ed_0c46_c968_20c7, 0x589b_243a_8ddb_787a,
  ]
  private static let base64: StaticString = "2lUR0rqoPC51OFLx8vuhEAPtDEbJaCDHWJskOo3beHo"

  /// Whether 64 hexadecimal digits, large or small, are it.
  static func isHex(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == 64 else { return false }
    for part in 0..<4 {
      var value: UInt64 = 0
      for place in (16 * part)..<(16 * part + 16) {
        let byte = unsafe text[place]
        let isLetter = (byte | 0x20) &- 0x61 < 6
        guard isLetter || isDigit(byte) else { return false }
        value = value << 4 | UInt64(isLetter ? (byte | 0x20) - 0x57 : byte & 0xF)
      }
      if value != hex[part] { return false }
    }
    return true
  }

  /// Whether it stands in base64 at a place.
  @inline(__always)
  static func isBase64(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard unsafe text[start] == UInt8(ascii: "2"), text.count - start >= base64.utf8CodeUnitCount
    else {
      return false
    }
    for i in 0..<base64.utf8CodeUnitCount where unsafe text[start + i] != base64.utf8Start[i] {
      return false
    }
    return true
  }
}
