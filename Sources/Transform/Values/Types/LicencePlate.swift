// SPDX-License-Identifier: EUPL-1.2

/// Dutch licence plates of the 14 series.
///
/// Source: docs/privacy-specification.md, section 5; https://www.rdw.nl, "Kentekenseries".
package enum LicencePlate {
  /// The series, from 1, of a plate with its dashes or without any, in capitals or small letters; nil
  /// where it is none.
  ///
  /// It works on one word of 48 bits and allocates nothing.
  package static func series(of cell: Span<UInt8>) -> Int? {
    guard cell.count == 6 || cell.count == 8 else { return nil }
    var (plate, shape, dashes): (UInt64, Int, Int) = (0, 0, 0)
    var length = 0
    for i in 0..<cell.count {
      let byte = cell[i]
      if byte == UInt8(ascii: "-") {
        dashes |= 1 << i
        continue
      }
      let isLetter = isLetter(byte)
      guard isLetter || isDigit(byte) else { return nil }
      plate = plate << 8 | UInt64(isLetter ? byte & 0xDF : byte)
      shape = shape << 1 | (isLetter ? 1 : 0)
      length += 1
    }
    guard length == 6 else { return nil }
    for number in 0..<allSeries.count {
      let series = allSeries[number]
      guard series.shape == shape, dashes == 0 && cell.count == 6 || dashes == series.dashes
      else { continue }
      if isIssued(plate, shape, from4: number >= 3) { return number + 1 }
    }
    return nil
  }

  /// Which of the six characters are letters (the first in bit 5), and where the two dashes stand (bit
  /// 0 is the first place of eight).
  private static let allSeries: InlineArray<14, (shape: Int, dashes: Int)> = [
    (0b110000, 0b00100100), (0b000011, 0b00100100), (0b001100, 0b00100100),
    (0b110011, 0b00100100), (0b111100, 0b00100100), (0b001111, 0b00100100),
    (0b001110, 0b01000100), (0b011100, 0b00100010), (0b110001, 0b01000100),
    (0b100011, 0b00100010), (0b111001, 0b01001000), (0b100111, 0b00010010),
    (0b011000, 0b00010010), (0b000110, 0b01001000),
  ]

  /// No vowels, C or Q from series 4 on, and none of the combinations that are never issued.
  private static func isIssued(_ plate: UInt64, _ shape: Int, from4: Bool) -> Bool {
    var (group, length): (UInt64, Int) = (0, 0)
    for i in stride(from: 5, through: -1, by: -1) {
      if i >= 0, shape >> i & 1 == 1 {
        let letter = UInt8(truncatingIfNeeded: plate >> UInt64(8 * i))
        if from4, letters >> UInt32(letter &- 0x41) & 1 == 0 { return false }
        group = group << 8 | UInt64(letter)
        length += 1
      } else {
        if isNeverIssued(group) || length == 4 && isNeverIssued(group >> 16)
          || length == 4 && isNeverIssued(group & 0xFFFF)
        {
          return false
        }
        (group, length) = (0, 0)
      }
    }
    return true
  }

  /// B D F G H J K L M N P R S T V W X Y Z, A in bit 0.
  private static let letters: UInt32 = "BDFGHJKLMNPRSTVWXYZ".utf8.reduce(0) {
    $0 | 1 << UInt32($1 - 0x41)
  }

  private static func isNeverIssued(_ group: UInt64) -> Bool {
    switch group {
    case 0x5341, 0x5344, 0x5353: true  // SA SD SS
    case 0x475644, 0x4B4B4B, 0x4B5654, 0x4C5046, 0x4E5342: true  // GVD KKK KVT LPF NSB
    case 0x504B4B, 0x505356, 0x505656, 0x544253: true  // PKK PSV PVV TBS
    default: false
    }
  }
}
