// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

extension Pages {
  /// The first page of a dataset: what it is, how to get it, and a look into it.
  func overview(_ dataset: DatasetRecord) throws(Failure) -> SiteFile {
    let route = Route.dataset(dataset.name, .overview)
    let root = root(route)
    let data = "\(root)datasets/\(dataset.name)/"
    let all = paragraphs(dataset.description.description)
    let figures = Figures.figures(of: dataset, in: site.outline, texts: texts)
    var content: [String: Any] = [
      "paragraphs": Array(all.dropFirst()), "hasMore": all.count > 1,
      "alternates": metadata(dataset, data),
      "distributions": dataset.distributions.map { distribution($0, of: dataset, data) },
      "fields": dataset.fields.map { field($0, of: dataset) },
      "fieldsHref": root + Route.dataset(dataset.name, .fields).folder(language),
      "facts": facts(dataset, root, hasMap: figures.last?.id == Figures.mapID),
      "citation": citation(dataset), "reports": reports(dataset),
      "links": links(dataset, data), "structuredData": structuredData(dataset).scriptText,
      "fieldSentence": texts(
        "fields-sentence", ["fields": texts.count("fields", dataset.fields.count)]),
    ]
    content["hasFigures"] = !figures.isEmpty
    content["figures"] = figures.content
    let sample = FirstRowsTable.content(of: dataset, texts: texts)
    content["sample"] = sample
    content["drawsData"] = !figures.isEmpty || sample != nil
    content["lead"] = all.first
    content["privacy"] = privacyNotice(dataset, root)
    if dataset.table != nil {
      content["exploreHref"] = root + Route.dataset(dataset.name, .explore).folder(language)
    }
    return try datasetPage(dataset, .overview, "dataset", content)
  }

  /// A page of a dataset, with its way back, tabs and notices.
  func datasetPage(
    _ dataset: DatasetRecord, _ part: Route.Part, _ template: String, _ content: [String: Any]
  ) throws(Failure) -> SiteFile {
    let route = Route.dataset(dataset.name, part)
    let root = root(route)
    let title = dataset.description.title.text(in: language)
    var back: [(Route, String)] = [(.catalogue(page: 1), texts["nav-datasets"])]
    if part != .overview { back.append((.dataset(dataset.name, .overview), title)) }
    let name = texts["tab-\(part.rawValue)"]
    var page: [String: Any] = [
      "pageTitle": part == .overview ? title : "\(name): \(title)", "heading": title,
      "summary": Self.summary(dataset.description.description.text(in: language)),
      "crumbs": crumbs(root, back), "isOverdue": dataset.isOverdue ?? false,
      "replacedBy": replacements(of: dataset, root),
      "isReplaced": !replacements(of: dataset, root).isEmpty,
      "overdueSentence": texts("overdue-text", ["date": language.date(dataset.dataDay)]),
      "tabs": Route.Part.allCases.filter { $0 != .explore || dataset.table != nil }.map { other in
        [
          "href": root + Route.dataset(dataset.name, other).folder(language),
          "title": texts["tab-\(other.rawValue)"], "isCurrent": other == part,
        ] as [String: Any]
      },
    ]
    page["headingLang"] = foreign(dataset.description.title)
    return try self.page(
      route, template, section: .catalogue(page: 1), page.merging(content) { $1 })
  }

  /// The datasets that came in the place of one.
  func replacements(of dataset: DatasetRecord, _ root: String) -> [[String: String]] {
    site.datasets.filter {
      $0.description.statements?.replaces?.contains(dataset.name) == true
    }.map {
      [
        "href": root + Route.dataset($0.name, .overview).folder(language),
        "title": $0.description.title.text(in: language),
      ]
    }
  }

  /// A dataset that was taken out.
  func withdrawn(_ dataset: DatasetRecord) throws(Failure) -> SiteFile {
    let route = Route.dataset(dataset.name, .overview)
    let title = dataset.description.title.text(in: language)
    var content: [String: Any] = [
      "pageTitle": title, "heading": title, "noIndex": true, "summary": texts["withdrawn-title"],
      "crumbs": crumbs(root(route), [(.catalogue(page: 1), texts["nav-datasets"])]),
      "withdrawnSentence": texts(
        "withdrawn-sentence", ["date": language.date(dataset.withdrawal?.date ?? "")]),
    ]
    content["headingLang"] = foreign(dataset.description.title)
    content["replacedBy"] = replacements(of: dataset, root(route))
    content["isReplaced"] = !replacements(of: dataset, root(route)).isEmpty
    content["isPurged"] = dataset.withdrawal?.isPurged == true
    if let reason = dataset.withdrawal?.reason { content["reason"] = paragraphs(reason) }
    return try page(route, "withdrawn", section: .catalogue(page: 1), content)
  }

  private func distribution(
    _ distribution: DistributionRecord, of dataset: DatasetRecord, _ data: String
  ) -> [String: Any] {
    let isGzip = distribution.fileName.hasSuffix(".gz")
    return [
      "href": data + distribution.fileName, "file": distribution.fileName,
      "format": isGzip
        ? texts("format-gzip", ["format": distribution.label]) : distribution.label,
      "short": distribution.label, "size": language.size(distribution.byteSize),
      "isGzip": isGzip, "uncompressed": language.size(distribution.uncompressedSize),
      "date": language.date(dataset.dataDay), "sha256": distribution.sha256,
    ]
  }

  func citation(_ dataset: DatasetRecord) -> String {
    texts(
      "citation",
      [
        "publisher": catalogue.publisher.name, "year": String(dataset.dataDay.prefix(4)),
        "title": dataset.description.title.text(in: language),
        "date": language.date(dataset.dataDay),
        "address":
          "\(catalogue.baseURL)/\(Route.dataset(dataset.name, .overview).folder(language))",
      ])
  }

  /// Ways to say that something is wrong: with the data, and with persons' privacy.
  private func reports(_ dataset: DatasetRecord) -> [[String: String]] {
    func report(_ key: String, _ contact: CatalogueRecord.Contact) -> [String: String]? {
      let subject = texts(key + "-subject", ["dataset": dataset.name])
      if let email = contact.email {
        return ["href": "mailto:\(email)?subject=\(Self.percent(subject))", "title": texts[key]]
      }
      return contact.url.flatMap(Self.webAddress).map { ["href": $0, "title": texts[key]] }
    }
    return [
      report(
        "report-error", dataset.description.statements?.contactPoint ?? catalogue.contactPoint),
      report("report-privacy", catalogue.dataProtectionOfficer ?? catalogue.contactPoint),
    ].compactMap(\.self)
  }

  /// A text as a part of an address.
  ///
  /// Source: RFC 3986, section 2.
  private static func percent(_ text: String) -> String {
    text.utf8.reduce(into: "") { escaped, byte in
      let isPlain =
        Character(UnicodeScalar(byte)).isASCII
        && (byte > 47 && byte < 58
          || byte > 64 && byte < 91 || byte > 96 && byte < 123 || byte == 45 || byte == 46)
      escaped +=
        isPlain
        ? String(UnicodeScalar(byte))
        : Hexadecimal.percentEncoded(byte)
    }
  }

  func metadata(_ dataset: DatasetRecord, _ data: String) -> [[String: String]] {
    let own = root(.dataset(dataset.name, .overview))
    return [
      ["type": "text/turtle", "href": "\(data)\(dataset.name).ttl", "name": "Turtle"],
      ["type": "application/ld+json", "href": "\(data)\(dataset.name).jsonld", "name": "JSON-LD"],
      [
        "type": "application/atom+xml",
        "href": own + Route.dataset(dataset.name, .overview).folder(language) + "feed.atom",
        "name": texts["feed-dataset"],
      ],
    ]
  }

  /// What a dataset has for programs.
  func links(_ dataset: DatasetRecord, _ data: String) -> [[String: String]] {
    var links = metadata(dataset, data).map { link in
      let title =
        link["type"] == "application/atom+xml"
        ? texts["link-feed"] : texts("link-metadata", ["format": link["name"] ?? ""])
      return link.merging(["title": title]) { $1 }
    }
    func add(_ file: String, _ key: String, _ type: String = "application/json") {
      links.append(["href": data + file, "title": texts[key], "type": type])
    }
    guard !dataset.isDescribedOnly else { return links }
    add("schema.json", "link-schema")
    add("datapackage.json", "link-datapackage")
    if dataset.table != nil {
      add("\(dataset.name).csv-metadata.json", "link-csvw", "application/csvm+json")
    }
    add("quality.json", "link-quality")
    add("changes.json", "link-changes")
    return links
  }
}
