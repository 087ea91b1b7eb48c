// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

/// A canonical number as bytes whose order is that of the numbers, then of their texts.
///
/// No digit is lost: a byte for the kind, one for the magnitude (nine where it is far from 0), a byte for every
/// two digits, an end, and the text. Of negative numbers the bytes in between are inverted. Order: missing,
/// -INF, negative, zero, positive, INF, NaN, and what is no number.
enum NumberKey {
  private enum Kind: UInt8 {
    case missing = 1
    case negativeInfinity, negative, zero, positive, infinity, notANumber, other
  }

  /// Appends the key of a cell.
  package static func append(_ cell: Span<UInt8>, to out: inout ByteBuffer) {
    let isNegative = cell.first == UInt8(ascii: "-")
    if let number = Decimal(cell, from: isNegative ? 1 : 0) {
      if number.digits.isEmpty {
        out.append(Kind.zero.rawValue)
      } else {
        out.append((isNegative ? Kind.negative : .positive).rawValue)
        number.append(cell, invertedBy: isNegative ? 0xFF : 0, to: &out)
      }
    } else {
      out.append(kind(of: cell).rawValue)
    }
    SortKey.append(text: cell, to: &out)
  }

  private static func kind(of cell: Span<UInt8>) -> Kind {
    if cell.isEmpty { return .missing }
    if cell.elementsEqual("-INF") { return .negativeInfinity }
    if cell.elementsEqual("INF") { return .infinity }
    return cell.elementsEqual("NaN") ? .notANumber : .other
  }

  /// A number as 0.DIGITS times ten to the power of `magnitude`.
  private struct Decimal {
    /// From the first digit that is not zero to behind the last one, a point perhaps among them.
    var digits = 0..<0
    var magnitude = 0

    /// Reads the number that begins at `start`, without its sign; nil where none stands there.
    init?(_ cell: Span<UInt8>, from start: Int) {
      var (i, whole, zeros) = (start, 0, 0)
      var seenPoint = false
      while i < cell.count, isDigit(cell[i]) || cell[i] == UInt8(ascii: "."),
        !seenPoint || isDigit(cell[i])
      {
        defer { i += 1 }
        guard isDigit(cell[i]) else {
          seenPoint = true
          continue
        }
        if cell[i] != 0x30 { digits = (digits.isEmpty ? i : digits.lowerBound)..<(i + 1) }
        if digits.isEmpty, seenPoint { zeros += 1 }
        if !digits.isEmpty, !seenPoint { whole += 1 }
      }
      guard i > start, isDigit(cell[start]), let exponent = Self.exponent(cell, from: i) else {
        return nil
      }
      magnitude = whole - zeros + exponent
    }

    /// The number behind `E`, at most 10^15 in absolute value; 0 where nothing stands there.
    private static func exponent(_ cell: Span<UInt8>, from start: Int) -> Int? {
      guard start < cell.count else { return 0 }
      guard cell[start] == UInt8(ascii: "E"), start + 1 < cell.count else { return nil }
      let isNegative = cell[start + 1] == UInt8(ascii: "-")
      let digits = cell[(start + (isNegative ? 2 : 1))...]
      guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
      var number = 0
      for place in digits.indices {
        number = min(number * 10 + Int(digits[place] &- 0x30), 1_000_000_000_000_000)
      }
      return isNegative ? -number : number
    }

    package func append(
      _ cell: Span<UInt8>, invertedBy mask: UInt8, to out: inout ByteBuffer
    ) {
      appendMagnitude(invertedBy: mask, to: &out)
      var tens: UInt8?
      for i in digits where cell[i] != UInt8(ascii: ".") {
        let digit = cell[i] &- 0x30
        if let first = tens {
          out.append((first * 10 + digit + 1) ^ mask)
          tens = nil
        } else {
          tens = digit
        }
      }
      if let tens { out.append((tens * 10 + 1) ^ mask) }
      out.append(mask)
    }

    private func appendMagnitude(invertedBy mask: UInt8, to out: inout ByteBuffer) {
      if abs(magnitude) <= 100 { return out.append(UInt8(magnitude + 128) ^ mask) }
      out.append((magnitude < 0 ? 0 : 255) ^ mask)
      let word = UInt64(bitPattern: Int64(magnitude)) ^ 1 << 63
      for shift in stride(from: 56, through: 0, by: -8) {
        out.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)) ^ mask)
      }
    }
  }
}
