// SPDX-License-Identifier: EUPL-1.2

/// The colours that follow from a municipality's accent, each with enough contrast in both modes.
struct Palette {
  let accent: Colour

  /// The backgrounds of site.css.
  private static let light = [Colour("#ffffff"), Colour("#f4f6f8"), Colour("#fdf5e0")].compactMap(
    \.self)
  private static let dark = [Colour("#11171e"), Colour("#1a222b"), Colour("#2b2413")].compactMap(
    \.self)

  /// What is read on the accent.
  private var ink: Colour {
    accent.contrast(with: .white) >= accent.contrast(with: .black) ? .white : .black
  }

  /// Tokens to put behind the style sheet.
  var css: String {
    let link = accent.readable(on: Self.light, contrast: 4.6, isLighter: false)
    let night = accent.readable(on: Self.dark, contrast: 7, isLighter: true)
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

  /// A picture for the tab of a browser: rows of a table on the accent.
  static func icon(accent text: String?) -> [UInt8] {
    let accent = text.flatMap(Colour.init) ?? Colour(red: 21, green: 66, blue: 115)
    let ink = Palette(accent: accent).ink
    return Array(
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
      <rect width="32" height="32" rx="6" fill="\(accent)"/>
      <path d="M7 9.5h18M7 16h18M7 22.5h11" stroke="\(ink)" stroke-width="3" stroke-linecap="round"/>
      </svg>

      """.utf8)
  }
}
