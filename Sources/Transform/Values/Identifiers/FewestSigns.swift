// SPDX-License-Identifier: EUPL-1.2

/// How many digits, letters and other signs a text has at least in which a value of a direct identifier is found: most
/// short cells have fewer, and are not searched.
///
/// Why nothing is missed: each of the three ways in which a value is found needs signs that the text has.
/// - As it is, between borders of words: the text has all of its bytes, in small letters or capitals, so at least as
///   many of each kind as the value has, or as its first 68 bytes have, which are all that is compared.
/// - As a number: at least as many digits as the shortest number has (`IdentifierNumbers`).
/// - As words, an initial and a name, or letters glued together: at least five letters (`IdentifierWords`).
///
/// A letter is an ASCII letter or a byte of 0x80 and above. It holds for a text as it is looked at: signs that look like
/// digits and letters are none.
@usableFromInline
package struct FewestSigns: Sendable {
  /// For each number of digits, 15 and more as one, and of other signs, 7 and more as one: the fewest letters of a value
  /// that has no more of both; 255 where there is none.
  @usableFromInline var letters = InlineArray<128, UInt8>(repeating: .max)

  /// Those of no values.
  package init() {}

  /// Those of the values of some tables, as they are now.
  package init(of tables: [IdentifierTable]) {
    for table in tables {
      let other = table.fewest
      for place in 0..<128 { letters[place] = min(letters[place], other.letters[place]) }
    }
  }

  @inlinable @inline(__always)
  static func place(_ digits: Int, _ others: Int) -> Int { min(digits, 15) << 3 | min(others, 7) }

  /// Whether a text with so many signs may hold a value.
  @inlinable @inline(__always)
  package func allows(digits: Int, letters: Int, others: Int) -> Bool {
    letters >= Int(self.letters[Self.place(digits, others)])
  }

  /// Enters what a value needs.
  mutating func enter(digits: Int, letters: Int, others: Int) {
    let letters = UInt8(clamping: letters)
    for digits in min(digits, 15)..<16 {
      for others in min(others, 7)..<8 {
        let place = Self.place(digits, others)
        self.letters[place] = min(self.letters[place], letters)
      }
    }
  }

  /// Enters a value that is searched as it is.
  mutating func enter(_ value: Span<UInt8>) {
    var (digits, letters) = (0, 0)
    for place in value.indices {
      let byte = value[place]
      if byte &- 0x30 < 10 {
        digits &+= 1
      } else if (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 {
        letters &+= 1
      }
    }
    let others = value.count - digits - letters
    // Values of one column are alike: most need no fewer than others did.
    if letters < Int(self.letters[Self.place(digits, others)]) {
      enter(digits: digits, letters: letters, others: others)
    }
  }
}
