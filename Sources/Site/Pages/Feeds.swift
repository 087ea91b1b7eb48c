// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// What machines read to follow the site: a feed of what is new, a map of its pages, and what robots may do.
struct Feeds {
  let pages: Pages

  /// Datasets in a feed.
  private static let most = 50

  /// The datasets that changed last, the newest first.
  ///
  /// Source: RFC 4287.
  var atom: SiteFile {
    let path = pages.language == .nl ? "feed.atom" : "en/feed.atom"
    let base = pages.catalogue.baseURL
    var xml = """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(pages.language.rawValue)">
      <id>\(escaped("\(base)/\(path)"))</id>
      <title>\(escaped(pages.catalogue.title.text(in: pages.language)))</title>
      <updated>\(instant(pages.newest.first?.modified ?? "1970-01-01"))</updated>
      <author><name>\(escaped(pages.catalogue.publisher.name))</name></author>
      <link rel="self" href="\(escaped("\(base)/\(path)"))"/>
      <link href="\(escaped("\(base)/\(Route.home.folder(pages.language))"))"/>

      """
    for dataset in pages.newest.prefix(Self.most) { xml += entry(dataset, base) }
    return SiteFile(path: path, bytes: Array((xml + "</feed>\n").utf8))
  }

  private func entry(_ dataset: DatasetRecord, _ base: String) -> String {
    let address = "\(base)/\(Route.dataset(dataset.name, .overview).folder(pages.language))"
    let description = dataset.description
    return """
      <entry>
      <id>\(escaped("\(base)/datasets/\(dataset.name)/#\(dataset.modified)"))</id>
      <title>\(escaped(description.title.text(in: pages.language)))</title>
      <updated>\(instant(dataset.modified))</updated>
      <published>\(instant(dataset.issued))</published>
      <link href="\(escaped(address))"/>
      <summary>\(escaped(Pages.summary(description.description.text(in: pages.language))))</summary>
      </entry>

      """
  }

  /// The start of a day; a feed wants a moment, and the day is all that is public.
  private func instant(_ day: String) -> String { day + "T00:00:00Z" }

  /// The pages that search engines should know, with the day of their last change.
  ///
  /// Source: https://www.sitemaps.org/protocol.html
  static func sitemap(_ site: Site) -> SiteFile {
    var xml = """
      <?xml version="1.0" encoding="utf-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">

      """
    func add(_ route: Route, _ day: String?) {
      for language in Language.allCases {
        let address = PageText().escapeText(
          "\(site.catalogue.baseURL)/\(route.folder(language))")
        xml += "<url><loc>\(address)</loc>"
        xml += day.map { "<lastmod>\($0)</lastmod>" } ?? ""
        xml += "</url>\n"
      }
    }
    for route in [Route.home, .catalogue(page: 1), .themes, .developers, .about, .accessibility] {
      add(route, nil)
    }
    // A sitemap has 50,000 addresses at most; the first pages of datasets lead to the others.
    for dataset in site.datasets.prefix(24_000) where dataset.withdrawal == nil {
      add(.dataset(dataset.name, .overview), dataset.modified)
    }
    return SiteFile(path: "sitemap.xml", bytes: Array((xml + "</urlset>\n").utf8))
  }

  /// Robots may read everything.
  ///
  /// Source: RFC 9309.
  static func robots(_ site: Site) -> SiteFile {
    let text = "User-agent: *\nAllow: /\n\nSitemap: \(site.catalogue.baseURL)/sitemap.xml\n"
    return SiteFile(path: "robots.txt", bytes: Array(text.utf8))
  }

  private func escaped(_ text: String) -> String { PageText().escapeText(text) }
}
