// SPDX-License-Identifier: EUPL-1.2

/// The colours that follow from a municipality's accent, each with enough contrast in both modes.
struct Palette {
  let accent: Colour

  /// The backgrounds of site.css.
  private static let light = [Colour("#ffffff"), Colour("#f4f6f8"), Colour("#fdf5e0")].compactMap(
    \.self)
  private static let dark = [Colour("#11171e"), Colour("#1a222b"), Colour("#2b2413")].compactMap(
    \.self)

  /// Tokens to put behind the style sheet.
  var css: String {
    let ink =
      accent.contrast(with: .white) >= accent.contrast(with: .black) ? Colour.white : .black
    let link = accent.readable(on: Self.light, contrast: 4.6, towards: .black)
    let night = accent.readable(on: Self.dark, contrast: 7, towards: .white)
    return """
      :root {
        --accent: \(accent);
        --accent-ink: \(ink);
        --link: \(link);
        --focus: \(link);
      }

      @media (prefers-color-scheme: dark) {
        :root {
          --link: \(night);
          --focus: \(night);
        }
      }

      """
  }
}
