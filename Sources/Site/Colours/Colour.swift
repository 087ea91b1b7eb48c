// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem

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
    [red, green, blue].reduce(into: "#") { text, part in
      text += Hexadecimal.digits(Int(part.rounded()), width: 2)
    }
  }

  /// How light it is, from 0 to 1.
  ///
  /// Source: WCAG 2.2, "relative luminance".
  var luminance: Double {
    func linear(_ part: Double) -> Double {
      let value = part / 255
      return value <= 0.04045 ? value / 12.92 : Numbers.power((value + 0.055) / 1.055, 2.4)
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

  /// The nearest shade, of the same hue and saturation, that has this contrast with each of some backgrounds; white or
  /// black where none has.
  func readable(on backgrounds: [Colour], contrast: Double, isLighter: Bool) -> Colour {
    let (hue, saturation, lightness) = hsl
    let end = isLighter ? 1.0 : 0
    for step in 0...100 {
      let shade = Colour(
        hue: hue, saturation: saturation,
        lightness: lightness + (end - lightness) * Double(step) / 100)
      if backgrounds.allSatisfy({ shade.contrast(with: $0) >= contrast }) { return shade }
    }
    return isLighter ? .white : .black
  }

  /// The hue from 0 to 6, saturation and lightness from 0 to 1.
  ///
  /// Source: CSS Color Module Level 4, section 7.
  private var hsl: (hue: Double, saturation: Double, lightness: Double) {
    let (r, g, b) = (red / 255, green / 255, blue / 255)
    let (most, least) = (max(r, g, b), min(r, g, b))
    let lightness = (most + least) / 2
    let range = most - least
    guard range > 0 else { return (0, 0, lightness) }
    let hue =
      most == r
      ? (g - b) / range + (g < b ? 6 : 0) : most == g ? (b - r) / range + 2 : (r - g) / range + 4
    return (hue, range / (1 - abs(2 * lightness - 1)), lightness)
  }

  private init(hue: Double, saturation: Double, lightness: Double) {
    let reach = saturation * min(lightness, 1 - lightness)
    func part(_ offset: Double) -> Double {
      let place = (offset + hue * 2).truncatingRemainder(dividingBy: 12)
      return ((lightness - reach * max(min(place - 3, 9 - place, 1), -1)) * 255).rounded()
    }
    self.init(red: part(0), green: part(8), blue: part(4))
  }
}
