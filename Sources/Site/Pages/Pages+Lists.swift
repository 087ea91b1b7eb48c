// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension Pages {
  /// Datasets on one page of a list.
  private static let perPage = 25
  /// Datasets on the first page of the site.
  private static let recentOnHome = 6

  /// Datasets that are not withdrawn, by title in the language of the page.
  private var open: [DatasetRecord] { site.datasets.filter { $0.withdrawal == nil } }

  /// The same by the day of their last change, the newest first.
  var newest: [DatasetRecord] {
    open.enumerated().sorted {
      ($1.element.modified, $0.offset) < ($0.element.modified, $1.offset)
    }.map(\.element)
  }

  func home() throws(Failure) -> SiteFile {
    let rows = open.reduce(0) { $0 + $1.rows }
    var content: [String: Any] = [
      "pageTitle": catalogue.title.text(in: language),
      "summary": Self.summary(catalogue.description.text(in: language)),
      "paragraphs": paragraphs(catalogue.description), "alternates": dcat(root: root(.home)),
      "structuredData": structuredCatalogue.scriptText,
      "numbers": [
        ["name": texts["home-datasets"], "value": language.number(open.count)],
        ["name": texts["home-rows"], "value": language.number(rows)],
        ["name": texts["home-updated"], "value": language.date(newest.first?.modified ?? "")],
      ], "themes": themeCards(root(.home)),
      "datasets": newest.prefix(Self.recentOnHome).map { entry($0, root(.home)) },
    ]
    content["headingLang"] = foreign(catalogue.title)
    content.merge(searchField(root(.home))) { $1 }
    return try page(.home, "home", content)
  }

  func themes() throws(Failure) -> SiteFile {
    try page(
      .themes, "themes",
      [
        "pageTitle": texts["themes-title"], "summary": texts["themes-intro"],
        "crumbs": crumbs(root(.themes), []), "themes": themeCards(root(.themes)),
      ])
  }

  /// Every page of every list: all by name, all by day, one list for each theme and each format.
  func lists() throws(Failure) -> [SiteFile] {
    var files: [SiteFile] = []
    let facets = Facets(themes: counted(\.description.themes), formats: counted(\.formats))
    func list(
      _ heading: String, _ intro: String, _ datasets: [DatasetRecord], _ route: (Int) -> Route
    ) throws(Failure) {
      let pages = max((datasets.count + Self.perPage - 1) / Self.perPage, 1)
      for number in 1...pages {
        let shown = datasets.dropFirst((number - 1) * Self.perPage).prefix(Self.perPage)
        files.append(
          try self.list(
            heading, intro, Array(shown), of: datasets.count, number, pages, facets, route))
      }
    }
    try list(texts["list-all"], texts["list-all-intro"], open) { .catalogue(page: $0) }
    try list(texts["list-recent"], texts["list-recent-intro"], newest) { .recent(page: $0) }
    for (code, _) in facets.themes {
      let name = theme(code)
      try list(
        name, texts("list-theme-intro", ["theme": name]),
        open.filter { $0.description.themes.contains(code) }
      ) {
        .theme(code, page: $0)
      }
    }
    for (format, _) in facets.formats {
      try list(
        texts("list-format", ["format": format]), texts("list-format-intro", ["format": format]),
        open.filter { $0.formats.contains(format) }
      ) { .format(format, page: $0) }
    }
    return files
  }

  /// What lists there are, with their numbers of datasets.
  private struct Facets {
    var themes: [(String, Int)]
    var formats: [(String, Int)]
  }

  private func counted(_ keys: (DatasetRecord) -> [String]) -> [(String, Int)] {
    var counts: [String: Int] = [:]
    for dataset in open { for key in Set(keys(dataset)) { counts[key, default: 0] += 1 } }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func list(
    _ heading: String, _ intro: String, _ shown: [DatasetRecord], of total: Int, _ number: Int,
    _ pages: Int, _ facets: Facets, _ route: (Int) -> Route
  ) throws(Failure) -> SiteFile {
    let current = route(number)
    let root = root(current)
    let first = Route.catalogue(page: 1)
    let numbered = number == 1 ? "" : texts("page-number", ["number": String(number)])
    var content: [String: Any] = [
      "pageTitle": heading + numbered, "heading": heading, "summary": intro, "intro": intro,
      "crumbs": crumbs(root, route(1) == first ? [] : [(first, texts["nav-datasets"])]),
      "facets": entries(facets, route(1), root),
      "countSentence": texts.count("datasets", total),
      "datasets": shown.map { entry($0, root) },
    ]
    content.merge(searchField(root)) { $1 }
    if pages > 1 { content["pager"] = pager(number, of: pages, root, route) }
    return try page(current, "catalogue", section: first, content)
  }

  private func entries(_ facets: Facets, _ current: Route, _ root: String) -> [[String: Any]] {
    func entry(_ route: Route, _ title: String, _ count: Int?) -> [String: Any] {
      var entry: [String: Any] = [
        "href": root + route.folder(language), "title": title, "isCurrent": route == current,
      ]
      entry["count"] = count.map(language.number)
      return entry
    }
    return [
      [
        "title": texts["facet-order"],
        "entries": [
          entry(.catalogue(page: 1), texts["list-by-name"], nil),
          entry(.recent(page: 1), texts["list-by-day"], nil),
        ],
      ],
      [
        "title": texts["facet-theme"],
        "entries": facets.themes.map { entry(.theme($0.0, page: 1), theme($0.0), $0.1) },
      ],
      [
        "title": texts["facet-format"],
        "entries": facets.formats.map { entry(.format($0.0, page: 1), $0.0, $0.1) },
      ],
    ]
  }

  /// The first page, the last, and those around the one that is shown.
  private func pager(
    _ number: Int, of pages: Int, _ root: String, _ route: (Int) -> Route
  ) -> [String: Any] {
    func href(_ page: Int) -> String { root + route(page).folder(language) }
    var shown: [[String: Any]] = []
    for page in 1...pages {
      if page == 1 || page == pages || abs(page - number) <= 2 {
        shown.append(
          [
            "href": href(page), "number": String(page), "isCurrent": page == number,
            "isGap": false,
          ])
      } else if abs(page - number) == 3 {
        shown.append(["isGap": true])
      }
    }
    var pager: [String: Any] = ["pages": shown]
    if number > 1 { pager["previous"] = href(number - 1) }
    if number < pages { pager["next"] = href(number + 1) }
    return pager
  }

  /// The way back to the web root from a route.
  func root(_ route: Route) -> String {
    String(
      repeating: "../", count: route.folder(language).utf8.count { $0 == UInt8(ascii: "/") })
  }

  private func themeCards(_ root: String) -> [[String: Any]] {
    counted(\.description.themes).map { code, count in
      [
        "href": root + Route.theme(code, page: 1).folder(language), "title": theme(code),
        "count": texts.count("datasets", count),
      ]
    }
  }

  private func entry(_ dataset: DatasetRecord, _ root: String) -> [String: Any] {
    let description = dataset.description
    var entry: [String: Any] = [
      "href": root + Route.dataset(dataset.name, .overview).folder(language),
      "title": description.title.text(in: language),
      "summary": Self.summary(description.description.text(in: language)),
      "modified": language.date(dataset.modified), "modifiedISO": dataset.modified,
      "isOverdue": dataset.isOverdue ?? false, "isWithdrawn": dataset.withdrawal != nil,
      "isClosed": dataset.isDescribedOnly,
    ]
    if !dataset.isDescribedOnly { entry["rows"] = texts.count("rows", dataset.rows) }
    if !dataset.formats.isEmpty { entry["formats"] = dataset.formats.joined(separator: ", ") }
    if !description.themes.isEmpty {
      entry["themes"] = description.themes.map(theme).joined(separator: ", ")
    }
    entry["titleLang"] = foreign(description.title)
    entry["summaryLang"] = foreign(description.description)
    return entry
  }

  /// The metadata of the whole catalogue, for programs.
  func dcat(root: String) -> [[String: String]] {
    [
      ["type": "text/turtle", "href": root + "catalog.ttl", "name": "Turtle"],
      ["type": "application/rdf+xml", "href": root + "catalog.rdf", "name": "RDF/XML"],
      ["type": "application/ld+json", "href": root + "catalog.jsonld", "name": "JSON-LD"],
    ]
  }
}

extension DatasetRecord {
  /// What people call the formats that it comes in.
  var formats: [String] { distributions.map(\.label) }
}
