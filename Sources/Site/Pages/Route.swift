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
    func word(_ word: LocalizedText) -> String { word.text(in: language) }
    func numbered(_ steps: [String], _ page: Int) -> [String] {
      page == 1 ? steps : steps + [word(AddressWords.page), String(page)]
    }
    return switch self {
    case .home: []
    case .catalogue(let page): numbered(["datasets"], page)
    case .recent(let page): numbered(["recent"], page)
    case .themes: [word(AddressWords.themes)]
    case .theme(let code, let page):
      numbered([word(AddressWords.themes), Self.slug(theme: code, language)], page)
    case .format(let label, let page):
      numbered([word(AddressWords.formats), Self.slug(label)], page)
    case .developers: [word(AddressWords.developers)]
    case .about: [word(AddressWords.about)]
    case .accessibility: [word(AddressWords.accessibility)]
    case .search: [word(AddressWords.search)]
    case .dataset(let name, let part):
      ["datasets", name] + (Self.word(of: part).map { [word($0)] } ?? [])
    }
  }

  private static func word(of part: Part) -> LocalizedText? {
    switch part {
    case .overview: nil
    case .explore: AddressWords.explore
    case .fields: AddressWords.fields
    case .quality: AddressWords.quality
    case .changes: AddressWords.changes
    case .privacy: AddressWords.privacy
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
