// SPDX-License-Identifier: EUPL-1.2

/// Looks whether the tokens of a style sheet that are seen together differ enough, in light and in dark.
///
/// Source: WCAG 2.2, success criteria 1.4.3 (text) and 1.4.11 (graphics and controls).
struct ContrastCheck {
  /// What is wrong, a sentence each.
  let problems: [String]

  private static let texts = ["ink", "ink-quiet", "link", "good", "warn", "bad"]
  private static let lines = [
    "line-strong", "focus", "chart-1", "chart-2", "chart-3", "chart-4", "chart-5",
  ]

  init(_ css: String) {
    let light = Self.tokens(css, isDark: false)
    let dark = light.merging(Self.tokens(css, isDark: true)) { $1 }
    problems = Self.problems(light, mode: "light") + Self.problems(dark, mode: "dark")
  }

  private static func problems(_ tokens: [String: String], mode: String) -> [String] {
    var pairs = texts.flatMap { text in ["page", "surface", "notice"].map { (text, $0, 4.5) } }
    pairs += lines.flatMap { line in ["page", "surface"].map { (line, $0, 3) } }
    pairs.append(("accent-ink", "accent", 4.5))
    return pairs.compactMap { front, back, least in
      guard let one = tokens[front].flatMap(Colour.init),
        let other = tokens[back].flatMap(Colour.init)
      else {
        return "the token --\(tokens[front] == nil ? front : back) has no colour in \(mode) mode"
      }
      let contrast = one.contrast(with: other)
      guard contrast < least else { return nil }
      return
        "--\(front) on --\(back) has a contrast of \((contrast * 10).rounded(.down) / 10) in \(mode) mode, not \(least)"
    }
  }

  /// The custom properties of `:root`, the last of each; those of dark mode apart.
  private static func tokens(_ css: String, isDark: Bool) -> [String: String] {
    var tokens: [String: String] = [:]
    var isInDark = false
    var depth = 0
    for line in css.split(separator: "\n") {
      if line.contains("@media") { isInDark = line.contains("prefers-color-scheme: dark") }
      depth += line.count { $0 == "{" } - line.count { $0 == "}" }
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2, isInDark == isDark, let name = parts.first?.drop(while: \.isWhitespace),
        name.hasPrefix("--")
      {
        tokens[String(name.dropFirst(2))] = String(
          parts[1].filter { !$0.isWhitespace && $0 != ";" })
      }
      if depth == 0 { isInDark = false }
    }
    return tokens
  }
}
