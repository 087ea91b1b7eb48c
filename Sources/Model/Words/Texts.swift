// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
package import HergebruikFormat

/// The texts of pages and reports in one language, from the one catalogue of strings in `Texts/`.
///
/// A key is lower-case words with dashes; a text may have places for values, `{rows}`.
package struct Texts: Sendable {
  /// The language that they are in.
  package let language: Language
  /// Every text by its key.
  package let all: [String: String]

  /// The texts of the program, with some of a municipality's own in their place.
  ///
  /// - Throws: `Failure` with `self-check` where the program's catalogue of strings is damaged.
  package init(_ language: Language, changed: [String: String] = [:]) throws(Failure) {
    self.language = language
    var all: [String: String] = [:]
    for (key, text) in try Self.catalogue.get() { all[key] = text[language.rawValue] }
    self.all = all.merging(changed) { $1 }
  }

  /// A text; one that is missing shows as its key in brackets, which the tests look for.
  package subscript(_ key: String) -> String { all[key] ?? "⟦\(key)⟧" }

  /// A text with values in its places.
  package func callAsFunction(_ key: String, _ values: KeyValuePairs<String, String>) -> String {
    var text = self[key][...]
    var filled = ""
    while let open = text.firstIndex(of: "{"), let close = text[open...].firstIndex(of: "}") {
      let name = text[text.index(after: open)..<close]
      filled += text[..<open]
      filled += values.first { $0.key == name }?.value ?? "⟦\(key): \(name)⟧"
      text = text[text.index(after: close)...]
    }
    return filled + text
  }

  /// A number of things: `1 rij`, `1.234 rijen`, by the keys `KEY-one` and `KEY-more`.
  package func count(_ key: String, _ count: Int) -> String {
    self(count == 1 ? key + "-one" : key + "-more", ["count": language.number(count)])
  }

  /// A text in both languages, for what is kept in a record; one that is missing is its key in brackets.
  package static func localized(_ key: String) -> LocalizedText {
    let text = (try? catalogue.get())?[key] ?? [:]
    return LocalizedText(nl: text["nl"] ?? "⟦\(key)⟧", en: text["en"])
  }

  /// The files of the catalogue, and what is in them by key and language.
  ///
  /// - Throws: `Failure` with `self-check` where one is damaged, or a key stands in two.
  package static let catalogue: Result<[String: [String: String]], Failure> = decoded.flatMap {
    var all: [String: [String: String]] = [:]
    for (key, text) in $0.values.joined() {
      guard all.updateValue(text, forKey: key) == nil else {
        return .failure(Failure(.selfCheck, "the text '\(key)' stands twice in the program"))
      }
    }
    return .success(all)
  }

  /// The keys of what only the desk and the reports say; none where the catalogue is damaged.
  package static let ofReports: Set<String> = {
    guard case .success(let files) = decoded else { return [] }
    let starts = ["texts-desk.json": "desk-", "texts-reports.json": "report-"]
    return Set(
      starts.flatMap { file, start in files[file, default: [:]].keys.filter { $0.hasPrefix(start) }
      })
  }()

  /// What each file has, by its name.
  private static let decoded: Result<[String: [String: [String: String]]], Failure> = {
    var decoded: [String: [String: [String: String]]] = [:]
    for (name, bytes) in files {
      do {
        decoded[name] = try JSONDecoder().decode(
          [String: [String: String]].self, from: Data(bytes))
      } catch {
        return .failure(Failure(.selfCheck, "the texts of the program, \(name), are damaged"))
      }
    }
    return .success(decoded)
  }()

  private static let files: [(name: String, bytes: [UInt8])] = [
    ("texts.json", PackageResources.texts_json),
    ("texts-charts.json", PackageResources.texts_charts_json),
    ("texts-desk.json", PackageResources.texts_desk_json),
    ("texts-explorer.json", PackageResources.texts_explorer_json),
    ("texts-search.json", PackageResources.texts_search_json),
    ("texts-reports.json", PackageResources.texts_reports_json),
  ]
}
