// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// The words by which a spreadsheet names a row of totals.
enum TotalWord {
  private static let words = [
    "totaal", "totalen", "total", "totals", "som", "sum", "subtotaal", "subtotal", "eindtotaal",
    "grand total", "totaal generaal", "algemeen totaal",
  ].map { Array($0.utf8) }

  /// A bit for each letter with which one begins.
  private static let firsts: UInt32 = words.reduce(0) { $0 | 1 << UInt32($1[0] & 0x1F) }

  /// Whether a cell may be such a word: most are told apart by their first letter.
  @inline(__always)
  static func mayBe(_ cell: Span<UInt8>, firsts: UInt32) -> Bool {
    cell.count >= 3 && cell.count <= 24 && cell[0] & 0xC0 == 0x40
      && firsts & (1 << UInt32(cell[0] & 0x1F)) != 0
  }

  /// The bits that `mayBe` wants.
  static var firstLetters: UInt32 { firsts }

  /// Whether a cell is one of the words, in any case, with a colon behind it or not.
  static func matches(_ cell: Span<UInt8>) -> Bool {
    var end = cell.count
    while end > 0, cell[end - 1] == UInt8(ascii: ":") || cell[end - 1] == UInt8(ascii: " ") {
      end -= 1
    }
    return words.contains { word in
      word.count == end && word.indices.allSatisfy { word[$0] == cell[$0] | 0x20 }
    }
  }
}
