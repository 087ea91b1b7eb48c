// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// What is seldom meant in the text of a cell.
enum OddText: Int, CaseIterable {
  /// U+FFFD: a letter was lost before the export was made.
  case replacement
  /// UTF-8 that was read as another encoding and written as UTF-8 again: `CafÃ©`.
  case doubleEncoded
  /// A control character: of ASCII other than tab, LF and CR, or U+0080 to U+009F; or U+FEFF, as invisible as they are.
  case control
  /// What a spreadsheet takes for a formula, such as `=HYPERLINK(…)` or `="0012"`.
  case formula
  /// White space before or behind the value of a key, which makes it another one.
  case padding
  /// A word by which a program says that there is no value, such as NULL or #N/A.
  case missing

  /// What to call it.
  var code: DiagnosticCode {
    switch self {
    case .replacement: .replacementCharacter
    case .doubleEncoded: .doubleEncoding
    case .control: .controlCharacters
    case .formula: .formulaText
    case .padding: .paddedKeys
    case .missing: .missingWord
    }
  }

  /// What a cell has, for "has …".
  var words: String {
    switch self {
    case .replacement: "a replacement character (U+FFFD) in place of a letter that was lost"
    case .doubleEncoded: "UTF-8 that was encoded twice, such as Ã©"
    case .control: "control characters, which nobody sees"
    case .formula: "what a spreadsheet takes for a formula"
    case .padding:
      "white space before or behind the value of a key: a space, a tab or a no-break space"
    case .missing: "a word for 'no value', such as NULL or #N/A, which is published as a text"
    }
  }

  /// How to mend it.
  var hint: String {
    switch self {
    case .replacement:
      "The letter was lost before the export was made: look which encoding the source system reads."
    case .doubleEncoded:
      "Mend it in the source system; where the whole export is so, let it export again."
    case .control:
      "Where 'encoding' is iso-8859-1, the export is most likely windows-1252: there these bytes are quotes, "
        + "dashes and the euro sign. Else remove them in the source system."
    case .formula:
      "Whoever opens the file in Excel has it calculated. Where a CSV export protects zeroes as =\"0012\", write "
        + "'unwrapFormulas: true' under 'dialect'; look at the others yourself."
    case .padding:
      "Two keys that look the same are not the same then. Trim them in the source system, or with a step "
        + "'derive'."
    case .missing:
      "Write the word as 'missingValues' of the field; where it is an error of a spreadsheet, mend it there."
    }
  }

  /// The kinds that a cell of well-formed UTF-8 has, as bits.
  static func found(in cell: Span<UInt8>) -> Int {
    var (found, at) = (0, 0)
    while at < cell.count {
      if isPlain(cell, at) {
        at += 8
        continue
      }
      let byte = cell[at]
      if byte < 0x80 {
        if isControl(byte) { found |= OddText.control.bit }
        at += 1
        continue
      }
      let (second, third) = (cell.byte(at + 1), cell.byte(at + 2))
      switch (byte, second) {
      case (0xC2, 0x80...0x9F): found |= OddText.control.bit
      case (0xEF, 0xBF) where third == 0xBD: found |= OddText.replacement.bit
      case (0xEF, 0xBB) where third == 0xBF: found |= OddText.control.bit
      // Ã and Â are the bytes C3 and C2: a sign behind them that is no letter was the byte of 80 to BF.
      case (0xC3, 0x83), (0xC3, 0x82):
        if isContinuation(cell, at + 2) { found |= OddText.doubleEncoded.bit }
      // â and ï are E2 and EF, with two such bytes behind them.
      case (0xC3, 0xA2), (0xC3, 0xAF):
        if isContinuation(cell, at + 2), isContinuation(cell, at + 2 + length(cell.byte(at + 2))) {
          found |= OddText.doubleEncoded.bit
        }
      default: break
      }
      at += length(byte)
    }
    return found
  }

  /// Whether the next eight bytes are there, ASCII, and no control character; a tab, LF, CR or DEL is looked at by itself.
  @inline(__always)
  private static func isPlain(_ cell: Span<UInt8>, _ at: Int) -> Bool {
    guard cell.count - at >= 8 else { return false }
    let word = cell.word(at: at)
    let ones: UInt64 = 0x0101_0101_0101_0101
    // The high bit of a byte is set where it was, where 0x20 is more than the byte, and where DEL and 1 carry into it.
    let odd = word | (word &- 0x20 &* ones) | (word &+ ones)
    return odd & (0x80 &* ones) == 0
  }

  /// Whether a cell begins with a byte order mark, as it is or read as a single-byte encoding.
  static func beginsWithMark(_ cell: Span<UInt8>) -> Bool {
    cell.starts(with: "\u{FEFF}") || cell.starts(with: "ï»¿")
  }

  /// Whether a spreadsheet that opens the published file calculates a cell. Source: OWASP, "CSV Injection".
  @inline(__always)
  static func isFormula(_ cell: Span<UInt8>) -> Bool {
    guard cell.count > 1 else { return false }
    switch cell[0] {
    case UInt8(ascii: "="): return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): return isCall(cell)
    default: return false
    }
  }

  /// Whether a cell that may also be a number, a telephone number or a name calls a function or a program.
  private static func isCall(_ cell: Span<UInt8>) -> Bool {
    cell.contains(UInt8(ascii: "|"))
      || cell[1] | 0x20 >= UInt8(ascii: "a") && cell[1] | 0x20 <= UInt8(ascii: "z")
        && cell.contains(UInt8(ascii: "("))
  }

  /// Whether white space stands before or behind the value of a cell, a no-break space included.
  static func isPadded(_ cell: Span<UInt8>) -> Bool {
    guard let first = cell.first, let last = cell.last else { return false }
    return first == 0x20 || first == 0x09 || last == 0x20 || last == 0x09
      || cell.starts(with: "\u{A0}") || cell.extracting(last: 2).elementsEqual("\u{A0}")
  }

  private static let missingWords = [
    "NULL", "Null", "null", "(null)", "<null>", "NaN", "nan", "undefined", "#N/A", "#N/B", "#REF!",
    "#VERW!",
    "#VALUE!", "#WAARDE!", "#DIV/0!", "#DEEL/0!", "#NAME?", "#NAAM?", "#NUM!", "#GETAL!", "#NULL!",
    "#LEEG!",
  ].map { Array($0.utf8) }

  /// Whether a cell is a word of programs for no value; words of people, such as "onbekend", are texts.
  @inline(__always)
  static func isMissingWord(_ cell: Span<UInt8>) -> Bool {
    guard cell.count >= 3, cell.count <= 9 else { return false }
    switch cell[0] {
    case UInt8(ascii: "N"), UInt8(ascii: "n"), UInt8(ascii: "#"), UInt8(ascii: "("),
      UInt8(ascii: "<"),
      UInt8(ascii: "u"):
      return isListed(cell)
    default: return false
    }
  }

  private static func isListed(_ cell: Span<UInt8>) -> Bool {
    missingWords.contains { cell.elementsEqual($0) }
  }

  /// Its bit in what `found` gives.
  var bit: Int { 1 << rawValue }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte == 0x7F || byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09
  }

  /// How many bytes a sequence takes, by its first.
  private static func length(_ byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// Whether the character is what a byte from 80 to BF is in ISO-8859-1 or windows-1252.
  private static func isContinuation(_ cell: Span<UInt8>, _ at: Int) -> Bool {
    let (first, second, third) = (cell.byte(at), cell.byte(at + 1), cell.byte(at + 2))
    switch first {
    case 0xC2: return (0x80...0xBF).contains(second)
    // Œ œ Š š Ÿ Ž ž ƒ, and ˆ ˜.
    case 0xC5: return [0x92, 0x93, 0xA0, 0xA1, 0xB8, 0xBD, 0xBE].contains(second)
    case 0xC6: return second == 0x92
    case 0xCB: return second == 0x86 || second == 0x9C
    // – — ‘ ’ ‚ “ ” „ † ‡ • … ‰ ‹ ›, € and ™.
    case 0xE2:
      return second == 0x80 && (0x93...0xBA).contains(third) || second == 0x82 && third == 0xAC
        || second == 0x84 && third == 0xA2
    default: return false
    }
  }
}

extension Span where Element == UInt8 {
  /// The byte at a place; 0 behind the end.
  fileprivate func byte(_ at: Int) -> UInt8 { at < count ? self[at] : 0 }
}
