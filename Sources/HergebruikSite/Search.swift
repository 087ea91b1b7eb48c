// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import HergebruikModel

/// What a reader can find by searching, and what the search field needs; the browser does the searching.
enum Search {
  /// What the template `search` shows.
  ///
  /// - Parameters:
  ///   - root: the way back to the web root.
  ///   - page: the folder of the page for searching, below the web root.
  ///   - isSearch: whether it is that page itself.
  static func content(root: String, page: String, texts: Texts, isSearch: Bool) -> [String: Any] {
    let folder = root + (texts.language == .nl ? "" : "en/")
    return [
      "searchHref": isSearch ? "./" : root + page, "searchIndex": folder + "search.json",
      "searchDatasets": folder + "datasets/", "searchTexts": Explorer.script(texts, "search-"),
      "isSearch": isSearch,
    ]
  }

  /// `search.json` of a language: each dataset with the texts by which it is found.
  ///
  /// - Throws: `Failure` with `self-check` where the texts cannot be written as JSON.
  static func index(
    _ datasets: [DatasetRecord], _ language: Language
  ) throws(Failure) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(["datasets": datasets.map { Entry($0, language) }]))
    } catch {
      throw Failure(.selfCheck, "the list of what can be searched cannot be written")
    }
  }

  /// A dataset as the script reads it.
  private struct Entry: Encodable {
    var name: String
    var title: String
    var summary: String
    var keywords: [String]
    var themes: [String]
    var fields: [String]
    var modified: String
    var rows: Int

    init(_ dataset: DatasetRecord, _ language: Language) {
      let description = dataset.description
      name = dataset.name
      title = description.title.text(in: language)
      summary = Site.summary(description.description.text(in: language))
      keywords = description.keywords[language.rawValue] ?? description.keywords["nl"] ?? []
      themes = description.themes.map { CodeLists.themes[$0]?.text(in: language) ?? $0 }
      fields = dataset.fields.flatMap { field in
        let title = field.title?.text(in: language)
        return title == nil || title == field.name ? [field.name] : [field.name, title ?? ""]
      }
      modified = dataset.modified
      rows = dataset.rows
    }
  }
}
