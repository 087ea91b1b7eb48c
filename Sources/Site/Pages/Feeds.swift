// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// What machines read to follow the site: a feed of what is new, a map of its pages, and what robots may do.
struct Feeds {
  let pages: Pages

  /// Datasets in a feed.
  private static let most = 50

  /// The datasets that changed last, the newest first; those that were withdrawn among them.
  ///
  /// Source: RFC 4287.
  var atom: SiteFile {
    let path = pages.language == .nl ? "feed.atom" : "en/feed.atom"
    let base = pages.catalogue.baseURL
    let changed = pages.site.datasets.enumerated().sorted {
      ($1.element.recordMoment, $0.offset) < ($0.element.recordMoment, $1.offset)
    }.map(\.element)
    var xml = head(
      path, title: pages.catalogue.title.text(in: pages.language),
      updated: changed.first?.recordMoment ?? "1970-01-01",
      page: "\(base)/\(Route.home.folder(pages.language))")
    for dataset in changed.prefix(Self.most) {
      xml += dataset.withdrawal.map { withdrawal(of: dataset, $0) } ?? entry(dataset)
    }
    return SiteFile(path: path, bytes: Array((xml + "</feed>\n").utf8))
  }

  /// What happened to one dataset, the newest first: each release, and that it was withdrawn.
  func atom(of dataset: DatasetRecord) -> SiteFile {
    let route = Route.dataset(dataset.name, .overview)
    let path = route.folder(pages.language) + "feed.atom"
    let title = dataset.description.title.text(in: pages.language)
    var xml = head(
      path, title: pages.texts("feed-changes", ["title": title]), updated: dataset.recordMoment,
      page: "\(pages.catalogue.baseURL)/\(route.folder(pages.language))")
    if let withdrawn = dataset.withdrawal { xml += withdrawal(of: dataset, withdrawn) }
    if dataset.isDescribedOnly {
      let date = pages.language.date(String(dataset.recordMoment.prefix(10)))
      xml += entry(dataset, title: pages.texts("feed-described", ["date": date]))
    }
    for (index, note) in (dataset.releases ?? []).enumerated() {
      xml += release(note, at: index, of: dataset)
    }
    return SiteFile(path: path, bytes: Array((xml + "</feed>\n").utf8))
  }

  private func head(_ path: String, title: String, updated: String, page: String) -> String {
    let own = escaped("\(pages.catalogue.baseURL)/\(path)")
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(pages.language.rawValue)">
      <id>\(own)</id>
      <title>\(escaped(title))</title>
      <updated>\(updated.asMoment)</updated>
      <author><name>\(escaped(pages.catalogue.publisher.name))</name></author>
      <link rel="self" type="application/atom+xml" href="\(own)"/>
      <link href="\(escaped(page))"/>

      """
  }

  /// The state of a dataset, with its files.
  private func entry(_ dataset: DatasetRecord, title: String? = nil) -> String {
    let description = dataset.description
    return entry(
      of: dataset, id: dataset.recordMoment,
      title: title ?? description.title.text(in: pages.language), updated: dataset.recordMoment,
      published: dataset.issued,
      summary: Pages.summary(description.description.text(in: pages.language)),
      files: dataset.distributions)
  }

  private func withdrawal(
    of dataset: DatasetRecord, _ withdrawal: DatasetRecord.Withdrawal
  ) -> String {
    let title = dataset.description.title.text(in: pages.language)
    let sentence = pages.texts(
      "withdrawn-sentence", ["date": pages.language.date(withdrawal.date)])
    let reason = withdrawal.reason.map { " " + $0.text(in: pages.language) } ?? ""
    return entry(
      of: dataset, id: "withdrawn-\(withdrawal.date)",
      title: pages.texts("feed-withdrawn", ["title": title]), updated: dataset.recordMoment,
      published: withdrawal.date, summary: sentence + reason, files: [])
  }

  /// A release; the newest has the files, for those of earlier ones may be gone.
  private func release(
    _ note: ReleaseNote, at index: Int, of dataset: DatasetRecord
  ) -> String {
    let releases = dataset.releases ?? []
    // Releases of one day are numbered from the first, whose name never changes.
    let before = releases[(index + 1)...].count { $0.date == note.date }
    let kept = dataset.versions?.first { $0.date == note.date }
    let isNewest = index == 0 && dataset.withdrawal == nil
    var lines = [pages.texts.count("rows", note.rows)]
    lines += note.words.map { $0.text(in: pages.language) }
    return entry(
      of: dataset, id: note.date + (before == 0 ? "" : "-\(before + 1)"),
      title: pages.texts("feed-release", ["date": pages.language.date(note.date)]),
      updated: isNewest && dataset.dataDay == note.date ? dataset.dataMoment : note.date,
      published: note.date, summary: lines.joined(separator: "; "),
      files: isNewest ? dataset.distributions : before == 0 ? kept?.distributions ?? [] : [],
      folder: isNewest ? "" : "versions/\(note.date)/")
  }

  private func entry(
    of dataset: DatasetRecord, id: String, title: String, updated: String, published: String,
    summary: String, files: [DistributionRecord], folder: String = ""
  ) -> String {
    let base = pages.catalogue.baseURL
    let data = "\(base)/datasets/\(dataset.name)/"
    let address = "\(base)/\(Route.dataset(dataset.name, .overview).folder(pages.language))"
    let enclosures = files.map { file in
      """
      <link rel="enclosure" type="\(escaped(file.mediaType))" length="\(file.byteSize)" \
      href="\(escaped(data + folder + file.fileName))"/>

      """
    }.joined()
    return """
      <entry>
      <id>\(escaped("\(data)#\(id)"))</id>
      <title>\(escaped(title))</title>
      <updated>\(updated.asMoment)</updated>
      <published>\(published.asMoment)</published>
      <link href="\(escaped(address))"/>
      \(enclosures)<summary>\(escaped(summary))</summary>
      </entry>

      """
  }

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
