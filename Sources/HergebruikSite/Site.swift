// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel
import Mustache

/// The pages of a catalogue, in Dutch, made from what is public about it and from nothing else.
public struct Site: Sendable {
  /// What is said about the catalogue.
  public let catalogue: CatalogueRecord
  /// The datasets in the order of the index.
  public let datasets: [DatasetRecord]
  private let library: MustacheLibrary
  let texts: Texts

  /// Reads the templates; datasets are sorted by their Dutch title.
  ///
  /// - Throws: `Failure` with `self-check` where a template does not parse.
  public init(catalogue: CatalogueRecord, datasets: [DatasetRecord]) throws(Failure) {
    self.catalogue = catalogue
    self.datasets = datasets.sorted {
      ($0.description.title.nl.lowercased(), $0.name)
        < ($1.description.title.nl.lowercased(), $1.name)
    }
    self.library = try Templates.library()
    self.texts = try Texts(.nl)
  }

  /// Every file by its path below the web root, UTF-8.
  ///
  /// - Throws: `Failure` with `self-check` where a template is missing.
  public func files() throws(Failure) -> [String: [UInt8]] {
    var files = [
      "index.html": Array(try render("catalogue", cataloguePage()).utf8),
      "assets/site.css": Array(stylesheet().utf8),
    ]
    for dataset in datasets {
      let page = try render("dataset", datasetPage(dataset))
      files["datasets/\(dataset.name)/index.html"] = Array(page.utf8)
    }
    return files
  }

  private func render(_ template: String, _ page: [String: Any]) throws(Failure) -> String {
    guard let text = library.render(page, withTemplate: template) else {
      throw Failure(.selfCheck, "the page template '\(template)' is missing from the program")
    }
    return text
  }

  /// The style sheet with the accent colour of the catalogue.
  private func stylesheet() -> String {
    let accent = catalogue.accent ?? ""
    let isColour =
      accent.utf8.count == 7 && accent.hasPrefix("#") && accent.dropFirst().allSatisfy(\.isHexDigit)
    let css = String(decoding: PackageResources.site_css, as: UTF8.self)
    return isColour ? css + "\n:root {\n  --accent: \(accent);\n}\n" : css
  }
}
