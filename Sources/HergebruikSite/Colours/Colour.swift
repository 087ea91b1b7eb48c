// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// A colour of the sRGB space.
struct Colour: Equatable, CustomStringConvertible {
  /// Each from 0 to 255.
  let red: Double, green: Double, blue: Double

  static let white = Colour(red: 255, green: 255, blue: 255)
  static let black = Colour(red: 0, green: 0, blue: 0)

  init(red: Double, green: Double, blue: Double) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// Reads `#rrggbb`; nil for anything else.
  init?(_ text: String) {
    guard text.utf8.count == 7, text.hasPrefix("#"),
      text.dropFirst().allSatisfy({ $0.isASCII && $0.isHexDigit }),
      let value = Int(text.dropFirst(), radix: 16)
    else { return nil }
    self.init(
      red: Double(value >> 16), green: Double(value >> 8 & 255), blue: Double(value & 255))
  }

  /// `#rrggbb`.
  var description: String {
    let digits = Array("0123456789abcdef")
    return [red, green, blue].reduce(into: "#") { text, part in
      let value = Int(part.rounded())
      text.append(digits[value >> 4])
      text.append(digits[value & 15])
    }
  }

  /// How light it is, from 0 to 1.
  ///
  /// Source: WCAG 2.2, "relative luminance".
  var luminance: Double {
    func linear(_ part: Double) -> Double {
      let value = part / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// From 1 (the same) to 21 (black and white).
  ///
  /// Source: WCAG 2.2, "contrast ratio".
  func contrast(with other: Colour) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// So much of the way to another colour.
  func mixed(_ part: Double, of other: Colour) -> Colour {
    func mix(_ a: Double, _ b: Double) -> Double { (a + (b - a) * part).rounded() }
    return Colour(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// The nearest colour on the way to another that has this contrast with each of some backgrounds; the other itself
  /// where none has.
  func readable(on backgrounds: [Colour], contrast: Double, towards other: Colour) -> Colour {
    for step in 0...50 {
      let colour = mixed(Double(step) / 50, of: other)
      if backgrounds.allSatisfy({ colour.contrast(with: $0) >= contrast }) { return colour }
    }
    return other
  }
}
