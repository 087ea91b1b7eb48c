// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
internal import HergebruikFormat
internal import HergebruikModel
import Mustache

/// The pages in one language.
struct Pages: Sendable {
  let site: Site
  let texts: Texts

  var language: Language { texts.language }
  var catalogue: CatalogueRecord { site.catalogue }

  /// Every page that is not of one dataset.
  func ofCatalogue() throws(Failure) -> [SiteFile] {
    var files = [try home(), try themes(), try developers(), try about(), try accessibility()]
    files += [try search(), try searchIndex()]
    files += try lists()
    if language == .nl { files.append(try notFound()) }
    files.append(Feeds(pages: self).atom)
    return files
  }

  /// The pages of a dataset.
  func ofDataset(_ dataset: DatasetRecord) throws(Failure) -> [SiteFile] {
    let feed = Feeds(pages: self).atom(of: dataset)
    if dataset.withdrawal != nil { return [try withdrawn(dataset), feed] }
    if dataset.isDescribedOnly { return [try described(dataset), feed] }
    let files = [
      feed,
      try overview(dataset), try fields(dataset), try quality(dataset), try changes(dataset),
      try privacy(dataset),
    ]
    return try explore(dataset).map { files + [$0] } ?? files
  }

  /// A page at a route, from a template and what it shows.
  ///
  /// - Parameter section: the entry of the navigation that the page belongs to.
  func page(
    _ route: Route, _ template: String, section: Route? = nil, _ content: [String: Any]
  ) throws(Failure) -> SiteFile {
    let folder = route.folder(language)
    let root = root(route)
    var page = shared(root: root, route: route, section: section)
    page["canonical"] = "\(catalogue.baseURL)/\(folder)"
    page["languages"] = Language.allCases.map { other in
      ["code": other.rawValue, "address": "\(catalogue.baseURL)/\(route.folder(other))"]
    }
    let other = language.other
    page["otherLanguage"] = [
      "code": other.rawValue, "name": other.name, "href": Self.here(root + route.folder(other)),
    ]
    page.merge(content) { $1 }
    return SiteFile(path: folder + "index.html", bytes: try render(template, page))
  }

  func render(_ template: String, _ page: [String: Any]) throws(Failure) -> [UInt8] {
    guard let text = site.library.render(page, withTemplate: template) else {
      throw Failure(.selfCheck, "the page template '\(template)' is missing from the program")
    }
    return Array(text.utf8)
  }

  /// What every page shows; `root` is the way back to the web root.
  func shared(root: String, route: Route?, section: Route?) -> [String: Any] {
    func link(_ target: Route, _ key: String) -> [String: Any] {
      [
        "href": Self.here(root + target.folder(language)), "title": texts[key],
        "isCurrent": target == route, "isSection": target == section && target != route,
      ]
    }
    var page: [String: Any] = [
      "t": texts.all, "pageLang": language.rawValue, "root": root,
      "home": Self.here(root + Route.home.folder(language)), "isHome": route == .home,
      "siteTitle": catalogue.title.text(in: language), "publisher": catalogue.publisher.name,
      "feed": language == .nl ? "feed.atom" : "en/feed.atom",
      "navigation": [
        link(.catalogue(page: 1), "nav-datasets"), link(.themes, "nav-themes"),
        link(.developers, "nav-developers"), link(.about, "nav-about"),
      ],
      "footer": [
        link(.about, "nav-about"), link(.accessibility, "nav-accessibility"),
        link(.developers, "nav-developers"),
      ],
      "contact": Self.contact(catalogue.contactPoint),
      "licenceTitle": texts["footer-licence"],
      "licenceSentence": texts(
        "footer-licence-text", ["licence": licence(catalogue.license).label]),
      "catalogueHref": root + Route.catalogue(page: 1).folder(language),
      "developersHref": root + Route.developers.folder(language),
    ]
    page["siteTitleLang"] = foreign(catalogue.title)
    page["logo"] = site.design.logo?.name
    return page
  }

  /// A folder as a link; one that is empty is the folder of the page itself.
  private static func here(_ folder: String) -> String { folder.isEmpty ? "./" : folder }

  /// The links back, from the first page.
  func crumbs(_ root: String, _ routes: [(Route, String)]) -> [[String: Any]] {
    ([(.home, texts["crumb-home"])] + routes).map { route, title in
      ["href": Self.here(root + route.folder(language)), "title": title]
    }
  }

  /// The tag of the language that a text is in, where it is not the page's.
  func foreign(_ text: LocalizedText) -> String? { texts.foreign(text) }

  /// The paragraphs of a text, which blank lines part, each with its language where it is another.
  func paragraphs(_ text: LocalizedText) -> [[String: Any]] {
    Self.paragraphs(text.text(in: language)).map { paragraph in
      var page: [String: Any] = ["text": paragraph]
      page["lang"] = foreign(text)
      return page
    }
  }

  static func contact(_ contact: CatalogueRecord.Contact) -> [String: Any] {
    var page: [String: Any] = ["name": contact.name]
    page["email"] = contact.email
    page["url"] = contact.url.flatMap(Self.webAddress)
    page["telephone"] = contact.telephone
    page["dial"] = contact.dial.map { String($0.dropFirst("tel:".count)) }
    return page
  }

  /// An address that a link may lead to; never a script.
  static func webAddress(_ url: String) -> String? {
    url.hasPrefix("https://") || url.hasPrefix("http://") ? url : nil
  }

  /// The name and page of a licence.
  func licence(_ code: String) -> (label: String, page: String?) {
    guard let licence = CodeLists.licences[code] else { return (code, nil) }
    let page = language == .en ? licence.page?.replacing("deed.nl", with: "deed.en") : licence.page
    return (licence.label.text(in: language), page)
  }

  func theme(_ code: String) -> String { CodeLists.themes[code]?.text(in: language) ?? code }

  /// The paragraphs of a text, which blank lines part.
  static func paragraphs(_ text: String) -> [String] {
    var paragraphs: [String] = []
    var lines: [Substring] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if line.allSatisfy(\.isWhitespace) {
        if !lines.isEmpty { paragraphs.append(lines.joined(separator: " ")) }
        lines = []
      } else {
        lines.append(line)
      }
    }
    if !lines.isEmpty { paragraphs.append(lines.joined(separator: " ")) }
    return paragraphs
  }

  /// The first sentences of a text, up to about 200 characters; a long first sentence is cut between words.
  static func summary(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace)
    var summary = ""
    var sentence = ""
    for word in words {
      if summary.utf8.count + word.utf8.count > 200 {
        return sentence.isEmpty ? summary + " …" : sentence
      }
      summary += (summary.isEmpty ? "" : " ") + word
      if word.hasSuffix("."), summary.utf8.count > 60 { sentence = summary }
    }
    return summary
  }
}
