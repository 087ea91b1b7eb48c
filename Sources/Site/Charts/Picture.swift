// SPDX-License-Identifier: EUPL-1.2

/// An SVG element that is being written.
///
/// It has no `viewBox`: places across are parts of the width, sizes and texts are in CSS pixels, so that a text is as
/// large on a telephone as on a desk. `charts.css` gives the classes their colours.
struct Picture {
  private(set) var text = ""
  private let id: String

  /// Begins a picture.
  ///
  /// - Parameters:
  ///   - classes: What it is, for the style sheet.
  ///   - height: In CSS pixels; nil where the style sheet sets it.
  init(_ id: String, classes: String, height: Int?, title: String, description: String) {
    self.id = id
    open(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("class", classes.isEmpty ? "chart" : "chart \(classes)"), ("role", "img"),
        ("aria-labelledby", "\(id)-title \(id)-text"), ("width", "100%"),
      ] + (height.map { [("height", String($0))] } ?? []))
    element("title", [("id", "\(id)-title")], title)
    element("desc", [("id", "\(id)-text")], description)
  }

  /// Opens an element; `close` closes it.
  mutating func open(_ name: String, _ attributes: [(String, String)]) {
    text += "<\(name)"
    append(attributes)
    text += ">"
  }

  mutating func close(_ name: String) { text += "</\(name)>" }

  /// Writes an element with a text in it, or with nothing.
  mutating func element(
    _ name: String, _ attributes: [(String, String)], _ content: String? = nil
  ) {
    text += "<\(name)"
    append(attributes)
    text += content.map { ">\(PageText().escapeText($0))</\(name)>" } ?? "/>"
  }

  /// Ends the picture.
  mutating func finish() -> String {
    close("svg")
    return text
  }

  private mutating func append(_ attributes: [(String, String)]) {
    for (name, value) in attributes { text += " \(name)=\"\(PageText().escapeText(value))\"" }
  }

  /// A number with at most two decimals.
  static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0
      ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// A part of the width, or of the height, from 0 to 1.
  static func part(_ value: Double) -> String { number(value * 100) + "%" }
}
