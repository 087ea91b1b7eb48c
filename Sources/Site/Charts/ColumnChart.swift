// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Counts side by side: periods, or the bins of a histogram.
struct ColumnChart {
  /// A column.
  struct Column {
    /// What it counts, to read: `november 2026: 12`.
    var words: String
    /// Nil where it is not told.
    var count: Int?
    /// Whether it stands for all that lies far away.
    var isRest = false
  }

  /// A text below the columns.
  struct Label {
    /// How many columns are to the left of its middle.
    var place: Double
    var text: String
    /// Whether it is left out where there is little room.
    var isMinor = false
  }

  private static let top = 26.0
  private static let bottom = 206.0
  private static let height = 236

  var columns: [Column]
  var labels: [Label]
  /// Whether there is no more than a hair between two columns.
  var isDense: Bool
  let texts: Texts

  /// Draws it.
  func svg(_ id: String, title: String, description: String) -> String {
    let most = columns.compactMap(\.count).max() ?? 0
    let scale = Scale(upTo: max(most, 1))
    let ticks = (0...scale.steps).map { texts.short(Double($0 * scale.step)) }
    let margin = min(max(ticks.map(\.count).max() ?? 1, 1), 8)
    var picture = Picture(
      id, classes: "chart-margin-\(margin)", height: Self.height, title: title,
      description: description)
    for (index, tick) in ticks.enumerated() {
      grid(at: y(index * scale.step, scale), isBase: index == 0, tick, &picture)
    }
    for (index, column) in columns.enumerated() {
      draw(column, index, scale, &picture)
    }
    if let index = columns.firstIndex(where: { $0.count == most }), most > 0, columns.count > 1 {
      nameHighest(index, most, scale, &picture)
    }
    for label in labels { draw(label, &picture) }
    return picture.finish()
  }

  private func y(_ count: Int, _ scale: Scale) -> Double {
    Self.bottom - scale.part(count) * (Self.bottom - Self.top)
  }

  private func grid(at y: Double, isBase: Bool, _ tick: String, _ picture: inout Picture) {
    let y = y.rounded() + 0.5
    picture.element(
      "line",
      [
        ("class", isBase ? "chart-base" : "chart-grid"), ("x2", "100%"),
        ("y1", Picture.number(y)), ("y2", Picture.number(y)),
      ])
    picture.element(
      "text", [("class", "chart-tick"), ("x", "-8"), ("y", Picture.number(y + 4))], tick)
  }

  private var slot: Double { 1 / Double(max(columns.count, 1)) }
  private var width: Double { isDense ? slot * 0.96 : min(slot * 0.76, 0.12) }

  private func draw(
    _ column: Column, _ index: Int, _ scale: Scale, _ picture: inout Picture
  ) {
    let count = column.count ?? 0
    guard column.count == nil || count > 0 else { return }
    let height = column.count == nil ? 4 : max(scale.part(count) * (Self.bottom - Self.top), 1)
    let kind = column.count == nil ? "chart-untold" : column.isRest ? "chart-rest" : "chart-bar"
    picture.open(
      "rect",
      [
        ("class", kind), ("x", Picture.part((Double(index) + 0.5) * slot - width / 2)),
        ("width", Picture.part(width)), ("y", Picture.number(Self.bottom - height)),
        ("height", Picture.number(height)),
      ])
    picture.element("title", [], column.words)
    picture.close("rect")
  }

  /// Writes the highest count above its column.
  private func nameHighest(
    _ index: Int, _ count: Int, _ scale: Scale, _ picture: inout Picture
  ) {
    let number = texts.language.number(count)
    picture.element(
      "text",
      [
        ("class", "chart-value"), ("x", Picture.part((Double(index) + 0.5) * slot)),
        ("y", Picture.number(y(count, scale) - 7)),
        ("text-anchor", Self.anchor((Double(index) + 0.5) * slot, number)),
      ], number)
  }

  private func draw(_ label: Label, _ picture: inout Picture) {
    let place = [
      ("x", Picture.part(label.place * slot)), ("y", "226"),
      ("text-anchor", Self.anchor(label.place * slot, label.text)),
    ]
    picture.element(
      "text", (label.isMinor ? [("class", "chart-minor")] : []) + place, label.text)
  }

  /// A text at the edge stays within the picture, also on a telephone.
  static func anchor(_ part: Double, _ text: String) -> String {
    let half = Double(text.count) * 3.75 / 236
    return part < half ? "start" : part > 1 - half ? "end" : "middle"
  }
}
