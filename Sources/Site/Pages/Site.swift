// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
import HergebruikSystem
import Mustache
import Synchronization

/// The pages of a catalogue, in Dutch and English, made from what is public about it and from its design, and from
/// nothing else.
package struct Site: Sendable {
  /// What is said about the catalogue.
  package let catalogue: CatalogueRecord
  /// The datasets in the order of their Dutch titles.
  package let datasets: [DatasetRecord]
  /// How it looks.
  package let design: SiteDesign
  let library: MustacheLibrary
  /// The boundary of the municipality; nil where the design has none.
  let outline: Outline?
  private let languages: [Language: Texts]

  /// Reads the templates, the texts and the outline; datasets are sorted by their Dutch title.
  ///
  /// - Throws: `Failure` with `template` where one of the municipality's own does not parse or has too little
  ///   contrast, `self-check` where one of the program's does not.
  package init(
    catalogue: CatalogueRecord, datasets: [DatasetRecord], design: SiteDesign = SiteDesign()
  ) throws(Failure) {
    self.catalogue = catalogue
    self.datasets = datasets.sorted {
      ($0.description.title.nl.lowercased(), $0.name)
        < ($1.description.title.nl.lowercased(), $1.name)
    }
    self.design = design
    library = try Templates.library(for: .site, design)
    outline = try design.outline()
    var languages: [Language: Texts] = [:]
    for language in Language.allCases { languages[language] = try design.texts(language) }
    self.languages = languages
  }

  /// Hands over every file by its path below the web root, UTF-8, always in the same order.
  ///
  /// Pages are made by all cores and handed over in batches, so that memory does not grow with the catalogue.
  /// - Throws: `Failure` with `self-check` where a template is missing, and what `body` throws.
  package func forEachFile(
    _ body: (_ path: String, _ bytes: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    for (path, bytes) in try assets() { try body(path, bytes) }
    for file in [Feeds.sitemap(self), Feeds.robots(self)] { try body(file.path, file.bytes) }
    for language in Language.allCases {
      guard let texts = languages[language] else { continue }
      let pages = Pages(site: self, texts: texts)
      for page in try pages.ofCatalogue() { try body(page.path, page.bytes) }
      try inBatches(of: datasets.count, { try pages.ofDataset(datasets[$0]) }, body)
    }
  }

  /// Every file by its path; for catalogues that fit in memory.
  package func files() throws(Failure) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    try forEachFile { files[$0] = $1 }
    return files
  }

  private func inBatches(
    of count: Int, _ make: @escaping @Sendable (Int) throws -> [SiteFile],
    _ body: (_ path: String, _ bytes: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let size = 64
    for start in stride(from: 0, to: count, by: size) {
      let made = Mutex<[Int: Result<[SiteFile], any Error>]>([:])
      Crew.perform(min(size, count - start), threads: Crew.processors) { index in
        let result = Result { try make(start + index) }
        made.withLock { $0[index] = result }
      }
      for (_, result) in made.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
        switch result {
        case .success(let files):
          for file in files { try body(file.path, file.bytes) }
        case .failure(let error): throw error as? Failure ?? Failure(.selfCheck, "\(error)")
        }
      }
    }
  }

  /// What pages load: the style sheets and the logo.
  private func assets() throws(Failure) -> [(String, [UInt8])] {
    var assets = [("assets/site.css", try design.stylesheet(accent: catalogue.accent))]
    assets.append(("assets/charts.css", PackageResources.charts_css))
    assets += Scripts.assets.map { ($0.path, $0.bytes) }
    assets.append(("assets/icon.svg", Palette.icon(accent: catalogue.accent)))
    if let logo = design.logo { assets.append(("assets/\(logo.name)", logo.bytes)) }
    return assets
  }
}

/// A file of the site.
struct SiteFile: Sendable {
  /// Below the web root.
  var path: String
  var bytes: [UInt8]
}
