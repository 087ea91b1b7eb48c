// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Counts one below the other, each with its name and its number above a bar.
struct BarChart {
  /// A bar.
  struct Bar {
    var name: String
    var count: Int
    /// Whether it stands for all others together.
    var isRest = false
  }

  private static let row = 40
  /// The most characters of a name that fit beside a number on a telephone.
  private static let longest = 30

  var bars: [Bar]
  let texts: Texts

  /// Draws it.
  func svg(_ id: String, title: String, description: String) -> String {
    let most = max(bars.map(\.count).max() ?? 1, 1)
    var picture = Picture(
      id, classes: "", height: bars.count * Self.row, title: title,
      description: description)
    for (index, bar) in bars.enumerated() {
      let top = index * Self.row
      picture.element(
        "text", [("class", "chart-name"), ("y", "\(top + 14)")], Self.shortened(bar.name))
      picture.element(
        "text",
        [("class", "chart-value"), ("x", "100%"), ("y", "\(top + 14)"), ("text-anchor", "end")],
        texts.language.number(bar.count))
      picture.element(
        "rect",
        [
          ("class", bar.isRest ? "chart-rest" : "chart-bar"), ("y", "\(top + 21)"),
          ("width", Picture.part(max(Double(bar.count) / Double(most), 0.004))), ("height", "10"),
        ])
    }
    return picture.finish()
  }

  private static func shortened(_ name: String) -> String {
    name.count <= longest ? name : name.prefix(longest - 1) + "…"
  }
}
