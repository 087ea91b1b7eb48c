// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// A page, by what is on it; the one place that knows the addresses of the site.
enum Route: Hashable {
  case home
  case catalogue(page: Int)
  case recent(page: Int)
  case theme(String, page: Int)
  case format(String, page: Int)
  case themes
  case developers
  case about
  case accessibility
  case search
  case dataset(String, Part)

  /// The pages of a dataset.
  enum Part: String, CaseIterable {
    case overview, explore, fields, quality, changes, privacy
  }

  /// The folder of its `index.html`, below the web root: `en/themes/transport/`; empty for the first page.
  func folder(_ language: Language) -> String {
    (language == .nl ? "" : "en/") + steps(language).map { $0 + "/" }.joined()
  }

  private func steps(_ language: Language) -> [String] {
    func word(_ nl: String, _ en: String) -> String { language == .nl ? nl : en }
    func numbered(_ steps: [String], _ page: Int) -> [String] {
      page == 1 ? steps : steps + [word("pagina", "page"), String(page)]
    }
    return switch self {
    case .home: []
    case .catalogue(let page): numbered(["datasets"], page)
    case .recent(let page): numbered(["recent"], page)
    case .themes: [word("themas", "themes")]
    case .theme(let code, let page):
      numbered([word("themas", "themes"), Self.slug(theme: code, language)], page)
    case .format(let label, let page):
      numbered([word("formaten", "formats"), Self.slug(label)], page)
    case .developers: [word("ontwikkelaars", "developers")]
    case .about: [word("over", "about")]
    case .accessibility: [word("toegankelijkheid", "accessibility")]
    case .search: [word("zoeken", "search")]
    case .dataset(let name, let part): ["datasets", name] + Self.steps(part, language)
    }
  }

  private static func steps(_ part: Part, _ language: Language) -> [String] {
    switch (part, language) {
    case (.overview, _): []
    case (.explore, .nl): ["verkennen"]
    case (.explore, .en): ["explore"]
    case (.fields, .nl): ["velden"]
    case (.fields, .en): ["fields"]
    case (.quality, .nl): ["kwaliteit"]
    case (.quality, .en): ["quality"]
    case (.changes, .nl): ["wijzigingen"]
    case (.changes, .en): ["changes"]
    case (.privacy, .nl): ["persoonsgegevens"]
    case (.privacy, .en): ["personal-data"]
    }
  }

  /// The first word of a theme's name: `vervoer`.
  static func slug(theme code: String, _ language: Language) -> String {
    let name = CodeLists.themes[code]?.text(in: language) ?? code
    return slug(String(name.prefix { !$0.isWhitespace && $0 != "," }))
  }

  /// Small letters, digits and dashes.
  static func slug(_ text: String) -> String {
    String(
      decoding: text.lowercased().utf8.compactMap { byte -> UInt8? in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."): UInt8(ascii: "-")
        default: nil
        }
      }, as: UTF8.self)
  }
}
