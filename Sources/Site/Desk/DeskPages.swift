// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
import Mustache

/// The publisher's pages of a preview in Dutch and English, and the bar on every page.
///
/// They hold counts, names and places, never a cell.
package struct DeskPages: Sendable {
  /// What is told.
  package private(set) var record: DeskRecord
  private let library: MustacheLibrary
  private let dutch: Texts
  private let english: Texts

  /// The style sheet and the script, by their path below the web root.
  package static let assets: [String: [UInt8]] = [
    "_preview/desk.css": PackageResources.desk_css, "_preview/desk.js": PackageResources.desk_js,
  ]

  /// Reads the templates and texts.
  ///
  /// - Throws: `Failure` with `self-check` where one is damaged.
  package init(_ record: DeskRecord) throws(Failure) {
    self.record = record
    library = try Templates.library(for: .desk)
    dutch = try Texts(.nl)
    english = try Texts(.en)
  }

  /// The same pages about another record.
  package func showing(_ record: DeskRecord) -> DeskPages {
    var pages = self
    pages.record = record
    return pages
  }

  /// The paths of all pages below the web root, each with a slash at the end.
  package var paths: [String] {
    Language.allCases.flatMap { language in
      ([nil] + record.datasets.map(\.name)).map { DeskPath.desk($0, language) }
    }
  }

  /// A page by its path, `/_preview/bomen/`; nil where there is none.
  ///
  /// - Throws: `Failure` with `self-check` where a template is missing.
  package func page(_ path: String) throws(Failure) -> String? {
    let place = DeskPath(path)
    guard place.isDesk, path == "/" + DeskPath.desk(place.dataset, place.language) else {
      return nil
    }
    guard let name = place.dataset else {
      return try render("desk", overview(place), place)
    }
    guard let dataset = record[name] else { return nil }
    return try render("desk-dataset", self.dataset(dataset, place), place)
  }

  /// The bar for the page of a path.
  ///
  /// - Parameter isServed: Whether a server is behind it that tells when to load the page again.
  /// - Throws: `Failure` with `self-check` where a template is missing.
  package func bar(on path: String, isServed: Bool) throws(Failure) -> String {
    let place = DeskPath(path)
    return try render("desk-bar", bar(place, isServed: isServed), place)
  }

  /// What stands in the place of a dataset's page where its data must not leave this machine.
  ///
  /// - Throws: `Failure` with `self-check` where a template is missing.
  package func withheld(_ path: String) throws(Failure) -> String {
    let place = DeskPath(path)
    let words = words(place)
    let page = ["withheld": words["desk-withheld"], "why": words["desk-withheld-why"]]
    return try render("desk-withheld", page, place)
  }

  /// What stands in the place of a dataset's page where its rows are shown to who asks for them by name only.
  ///
  /// - Throws: `Failure` with `self-check` where a template is missing.
  package func hidden(_ path: String) throws(Failure) -> String {
    let place = DeskPath(path)
    let words = words(place)
    let page = ["withheld": words["desk-hidden"], "why": words["desk-hidden-why"]]
    return try render("desk-withheld", page, place)
  }

  /// Whether a file of the candidate is about a dataset in which something points at one person.
  package func isHidden(_ path: String) -> Bool {
    let place = DeskPath(path)
    return !place.isDesk && (place.dataset.flatMap { record[$0] }?.holdsIdentifiers ?? false)
  }

  /// Whether a file of the candidate is about a dataset whose data must not leave this machine.
  package func isSecret(_ path: String) -> Bool {
    let place = DeskPath(path)
    return !place.isDesk && (place.dataset.flatMap { record[$0] }?.isSecret ?? false)
  }

  private func render(
    _ template: String, _ page: [String: Any], _ place: DeskPath
  ) throws(Failure) -> String {
    let words = words(place)
    let other: Language = place.language == .nl ? .en : .nl
    let shared: [String: Any] = [
      "t": words.all, "lang": place.language.rawValue, "otherLang": other.rawValue,
      "root": place.root, "site": place.root + DeskPath.page(nil, place.language),
      "desk": place.root + DeskPath.desk(nil, place.language),
      "deskOfDataset": place.root + DeskPath.desk(place.dataset, place.language),
      "otherHref": place.root + DeskPath.desk(place.dataset, other),
      "siteTitle": record.catalogue.title.text(in: place.language),
      "isOld": record.isOld, "problems": record.problems.map { problem($0, words) },
      "hasProblems": !record.problems.isEmpty,
    ]
    guard let text = library.render(shared.merging(page) { $1 }, withTemplate: template) else {
      throw Failure(.selfCheck, "the page template '\(template)' is missing from the program")
    }
    return text
  }

  func words(_ place: DeskPath) -> Texts { place.language == .nl ? dutch : english }
}
