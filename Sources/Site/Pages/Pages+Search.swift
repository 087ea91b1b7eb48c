// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
internal import HergebruikFormat
internal import HergebruikModel

extension Pages {
  /// The page for searching; without JavaScript it leads to the lists.
  func search() throws(Failure) -> SiteFile {
    let root = root(.search)
    return try page(
      .search, "search-page",
      searchField(root).merging([
        "pageTitle": texts["search-title"], "summary": texts["search-label"],
        "crumbs": crumbs(root, []), "noIndex": true, "isSearch": true,
        "themesHref": root + Route.themes.folder(language),
      ]) { $1 })
  }

  /// What the template `search` shows on any page; `root` is the way back to the web root.
  func searchField(_ root: String) -> [String: Any] {
    let home = root + Route.home.folder(language)
    return [
      "searchHref": root + Route.search.folder(language), "searchIndex": home + "search.json",
      "searchDatasets": home + "datasets/", "searchTexts": script("search-"), "isSearch": false,
    ]
  }

  /// `search.json`: each dataset that is not withdrawn, with the texts by which it is found.
  ///
  /// - Throws: `Failure` with `self-check` where the texts cannot be written as JSON.
  func searchIndex() throws(Failure) -> SiteFile {
    let open = site.datasets.filter { $0.withdrawal == nil }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      let bytes = try encoder.encode(["datasets": open.map { SearchEntry($0, language) }])
      return SiteFile(path: Route.home.folder(language) + "search.json", bytes: Array(bytes))
    } catch {
      throw Failure(.selfCheck, "the list of what can be searched cannot be written")
    }
  }
}

/// A dataset as the script of the search reads it.
private struct SearchEntry: Encodable {
  var name: String
  var title: String
  var summary: String
  var keywords: [String]
  var themes: [String]
  var fields: [String]
  var modified: String
  /// Nil where the data are not published.
  var rows: Int?

  init(_ dataset: DatasetRecord, _ language: Language) {
    let description = dataset.description
    name = dataset.name
    title = description.title.text(in: language)
    summary = Pages.summary(description.description.text(in: language))
    keywords = description.keywords[language.rawValue] ?? description.keywords["nl"] ?? []
    themes = description.themes.map { CodeLists.themes[$0]?.text(in: language) ?? $0 }
    fields = dataset.fields.flatMap { field in
      let title = field.title?.text(in: language)
      return title == nil || title == field.name ? [field.name] : [field.name, title ?? ""]
    }
    modified = dataset.modified
    rows = dataset.isDescribedOnly ? nil : dataset.rows
  }
}
