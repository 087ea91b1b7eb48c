// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
internal import HergebruikFormat
internal import HergebruikModel

/// How a municipality lets its site look: its logo, and templates, style sheets and texts in the place of the
/// program's.
package struct SiteDesign: Sendable, Hashable {
  /// A picture for the head of each page.
  package struct Logo: Sendable, Hashable {
    /// The file's name: `logo.svg`.
    package var name: String
    /// What is in it.
    package var bytes: [UInt8]

    /// Makes a logo.
    package init(name: String, bytes: [UInt8]) {
      (self.name, self.bytes) = (name, bytes)
    }
  }

  /// The logo; nil where there is none.
  package var logo: Logo?
  /// The files that stand in the place of the program's, by their name: `dataset.mustache`, `site.css`, `texts.json`;
  /// and `outline.geojson`, for which the program has none.
  package var files: [String: [UInt8]]

  /// Makes a design.
  package init(logo: Logo? = nil, files: [String: [UInt8]] = [:]) {
    (self.logo, self.files) = (logo, files)
  }

  /// The names that `files` may have.
  package static var names: [String] {
    // The desk and the reports are the program's own, and look the same everywhere.
    let ours = Templates.sources.keys.filter { Templates.Purpose(of: $0) == .site }
    return (ours.map { $0 + ".mustache" } + ["outline.geojson", "site.css", "texts.json"])
      .sorted()
  }

  /// The boundary that maps draw; nil where there is none.
  func outline() throws(Failure) -> Outline? {
    let name = "outline.geojson"
    guard let bytes = files[name] else { return nil }
    return try Outline(geoJSON: bytes, file: name)
  }

  /// The texts of a language, the municipality's own before the program's.
  func texts(_ language: Language) throws(Failure) -> Texts {
    guard let bytes = files["texts.json"] else { return try Texts(language) }
    let own: [String: [String: String]]
    do {
      own = try JSONDecoder().decode([String: [String: String]].self, from: Data(bytes))
    } catch {
      throw Failure(
        .template, at: .init(file: "texts.json"),
        "the texts cannot be read: they are not JSON of this form",
        hint: "Write them as {\"key\": {\"nl\": \"…\", \"en\": \"…\"}}.")
    }
    let known = try Texts(language).all
    if let key = own.keys.sorted().first(where: { known[$0] == nil }) {
      throw Failure(
        .template, at: .init(file: "texts.json"), "there is no text with the key '\(key)'",
        hint: "The keys are those of the program's texts; see docs/site.md.")
    }
    if let key = own.keys.sorted().first(where: Texts.ofReports.contains) {
      throw Failure(
        .template, at: .init(file: "texts.json"),
        "the text '\(key)' is of a report or of the publisher's desk, which keep the program's words",
        hint: "Remove it: texts.json is for the site. See docs/reports.md.")
    }
    return try Texts(language, changed: own.compactMapValues { $0[language.rawValue] })
  }

  /// The style sheet with the colours that follow from the accent, checked for contrast.
  func stylesheet(accent: String?) throws(Failure) -> [UInt8] {
    var css = String(decoding: files["site.css"] ?? PackageResources.site_css, as: UTF8.self)
    if let accent = accent.flatMap(Colour.init) { css += "\n" + Palette(accent: accent).css }
    let problems = ContrastCheck(css).problems
    guard problems.isEmpty else {
      throw Failure(
        problems.map { problem in
          Diagnostic(
            .template, severity: .error, at: .init(file: "site.css"), problem,
            hint:
              "Make one of the two lighter or darker; WCAG 2.2 asks for 4.5 for text and 3 for lines."
          )
        })
    }
    return Array(css.utf8)
  }
}
