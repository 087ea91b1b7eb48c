// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// What may stand around the digits of a number, in one column: signs of what is below zero, and where it is not bare
/// words and signs of money and of percentages.
///
/// A number with two signs, or with one that was not declared, is no number: it is never taken for a positive one.
package struct NumberSigns: BitwiseCopyable {
  /// Whether nothing but signs of what is below zero may stand there.
  let isBare: Bool
  private let takesMinusSign: Bool
  private let takesTrailing: Bool
  private let takesParentheses: Bool
  private let decimal: UInt8

  init(_ format: NumberFormat, decimal: UInt8) {
    isBare = format.bareNumber
    // Where words may stand around it, no other meaning is left for it.
    takesMinusSign = !format.bareNumber || format.negative.contains(.minusSign)
    takesTrailing = format.negative.contains(.trailing)
    takesParentheses = format.negative.contains(.parentheses)
    self.decimal = decimal
  }

  /// Whether there are any besides a plus or a hyphen-minus right before the digits.
  var hasOthers: Bool { takesMinusSign || takesTrailing || takesParentheses }

  /// The number without what stands around it: `€ 1.250,00`, `EUR 12`, `75 %`, `-€ 3,50`, `12,50-`, `(12,50)`.
  ///
  /// The Dutch `12,-` for whole euros is read as 12 where it is not bare.
  ///
  /// - Returns: Where it is in the text.
  func taken(from text: Span<UInt8>) -> (number: ClosedRange<Int>, isNegative: Bool)? {
    guard var first = text.firstIndex(where: isDigit), let last = text.lastIndex(where: isDigit)
    else { return nil }
    if first > 0, text[first - 1] == decimal { first -= 1 }
    var tail = text[(last + 1)...]
    if tail.first == decimal {
      guard !isBare else { return nil }
      let behind = tail[1...]
      tail = behind[(behind.firstIndex { $0 != UInt8(ascii: "-") } ?? behind.count)...]
    }
    guard let before = around(text.extracting(..<first)),
      let behind = around(tail), before.closing + behind.opening == 0
    else { return nil }
    let number = first...last
    switch (before.minuses, before.opening, behind.minuses, behind.closing) {
    case (0, 0, 0, 0): return (number, false)
    case (1, 0, 0, 0): return (number, true)
    case (0, 0, 1, 0) where takesTrailing: return (number, true)
    case (0, 1, 0, 1) where takesParentheses: return (number, true)
    default: return nil
    }
  }

  private struct Around {
    var (minuses, opening, closing) = (0, 0, 0)
  }

  /// The signs beside a number; nil where anything else stands there but spaces and, where it is not bare, words.
  private func around(_ text: Span<UInt8>) -> Around? {
    var found = Around()
    if text.isEmpty { return found }
    var word = ""
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "-": found.minuses += 1
      case "\u{2212}" where takesMinusSign: found.minuses += 1
      case "(": found.opening += 1
      case ")": found.closing += 1
      case _ where scalar.properties.isWhitespace: break
      case "%", "€", "$", "£", "¥":
        if isBare { return nil }
      case "A"..."Z", "a"..."z": word.unicodeScalars.append(scalar)
      default: return nil
      }
    }
    guard !word.isEmpty else { return found }
    return !isBare && ["eur", "euro", "usd", "gbp"].contains(word.lowercased()) ? found : nil
  }
}
