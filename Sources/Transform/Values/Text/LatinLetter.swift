// SPDX-License-Identifier: EUPL-1.2

/// The letters of the Latin alphabet without their marks.
package enum LatinLetter {
  /// The small ASCII letter of a character of U+00C0 to U+017F without its mark; `*` for the signs of multiplication
  /// and division.
  ///
  /// - Parameters:
  ///   - lead: The first byte of its UTF-8, C3 to C5.
  ///   - next: The second, 80 to BF; of others only the lower six bits count.
  @inline(__always)
  package static func plain(lead: UInt8, next: UInt8) -> UInt8 {
    unsafe letters.utf8Start[Int(lead &- 0xC3) << 6 | Int(next & 0x3F)]
  }

  /// In the order of the characters.
  private static let letters: StaticString = """
    aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllll\
    llnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
    """
}
