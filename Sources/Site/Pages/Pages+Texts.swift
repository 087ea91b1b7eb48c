// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension Pages {
  func about() throws(Failure) -> SiteFile {
    let licence = licence(catalogue.license)
    var rules: [String: Any] = section(
      "licentie", "about-licence", [texts("about-licence-text", ["licence": licence.label])])
    if let page = licence.page {
      rules["items"] = [["text": licence.label, "href": page]]
      rules["hasItems"] = true
    }
    var who = section(
      "wie", "about-who", [texts("about-who-text", ["publisher": catalogue.publisher.name])])
    who["paragraphs"] =
      paragraphs(catalogue.description) + (who["paragraphs"] as? [[String: Any]] ?? [])
    var ask = section("contact", "about-contact", [])
    ask["contact"] = Self.contact(catalogue.contactPoint)
    var officer = section("fg", "about-officer", [texts["about-officer-text"]])
    officer["contact"] = catalogue.dataProtectionOfficer.map(Self.contact)
    let sections = [
      who, rules, section("privacy", "about-privacy", [texts["about-privacy-text"]]), ask,
    ]
    return try text(
      .about, "about", sections + (catalogue.dataProtectionOfficer == nil ? [] : [officer]))
  }

  func section(_ id: String, _ key: String, _ paragraphs: [String]) -> [String: Any] {
    [
      "id": id, "title": texts[key], "paragraphs": paragraphs.map { ["text": $0] },
      "hasItems": false,
    ]
  }

  func text(
    _ route: Route, _ key: String, _ sections: [[String: Any]]
  ) throws(Failure) -> SiteFile {
    // A section without an address shows none: templates look for what is missing in what surrounds it.
    let filled = sections.map { $0.merging(["contact": false as Any]) { old, _ in old } }
    return try page(
      route, "text",
      [
        "pageTitle": texts[key + "-title"], "heading": texts[key + "-title"],
        "summary": texts[key + "-intro"], "lead": texts[key + "-intro"],
        "crumbs": crumbs(root(route), []), "sections": filled,
      ])
  }

  /// What a server shows where nothing is: at any address, so its links begin at the host.
  func notFound() throws(Failure) -> SiteFile {
    let host = catalogue.baseURL.split(
      separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    let root = host.count > 3 ? "/\(host[3])/" : "/"
    var content = shared(root: root, route: nil, section: nil)
    content["pageTitle"] = texts["missing-title"]
    content["summary"] = texts["missing-text"]
    content["heading"] = texts["missing-title"]
    content["lead"] = texts["missing-text"]
    content["crumbs"] = crumbs(root, [])
    content["noIndex"] = true
    content["sections"] = [
      [
        "id": "verder", "title": texts["missing-next"],
        "paragraphs": [["text": texts["missing-english"], "lang": "en"]], "hasItems": true,
        "contact": false,
        "items": [
          ["text": texts["home-all"], "href": root + Route.catalogue(page: 1).folder(language)],
          ["text": "English", "href": root + Route.home.folder(.en)],
        ],
      ] as [String: Any]
    ]
    return SiteFile(path: "404.html", bytes: try render("text", content))
  }

  func developers() throws(Failure) -> SiteFile {
    let root = root(.developers)
    let example = site.datasets.first { $0.table != nil && $0.withdrawal == nil }
    func address(_ key: String, _ path: String) -> [String: String] {
      ["name": texts[key], "address": "\(catalogue.baseURL)/\(path)"]
    }
    return try page(
      .developers, "developers",
      [
        "pageTitle": texts["developers-title"], "summary": texts["developers-intro"],
        "crumbs": crumbs(root, []), "alternates": dcat(root: root),
        "addresses": [
          address("address-page", "datasets/NAME/"),
          address("address-data", "datasets/NAME/NAME.csv.gz"),
          address("address-schema", "datasets/NAME/schema.json"),
          address("address-metadata", "datasets/NAME/NAME.ttl"),
          address("address-changes", "datasets/NAME/changes.json"),
          address("address-manifest", "generation.json"),
        ],
        "links": dcat(root: root).map { link in
          link.merging(["title": texts("link-metadata", ["format": link["name"] ?? ""])]) { $1 }
        } + [
          [
            "href": root + "generation.json", "title": texts["link-manifest"],
            "type": "application/json",
          ],
          [
            "href": root + "quality.json", "title": texts["link-quality"],
            "type": "application/json",
          ],
        ],
        "sampleSentence": example.map {
          texts("developers-samples-text", ["title": $0.description.title.text(in: language)])
        } ?? "", "samples": example.map(samples) ?? [],
      ])
  }

  /// The same few lines in what people use, over the file of one dataset.
  private func samples(_ dataset: DatasetRecord) -> [[String: String]] {
    let file = dataset.table?.fileName ?? ""
    let address = "\(catalogue.baseURL)/datasets/\(dataset.name)/\(file)"
    func sample(_ id: String, _ title: String, _ code: String) -> [String: String] {
      ["id": id, "title": title, "code": code]
    }
    return [
      sample(
        "curl", "curl",
        """
        curl --fail --remote-name \(address)
        gunzip --keep \(file)
        """),
      sample(
        "python", "Python",
        """
        import csv, gzip, io, urllib.request

        address = "\(address)"
        with urllib.request.urlopen(address) as answer:
            text = io.TextIOWrapper(gzip.open(answer), encoding="utf-8", newline="")
            rows = list(csv.DictReader(text))
        print(len(rows))
        """),
      sample(
        "r", "R",
        """
        address <- "\(address)"
        connection <- gzcon(url(address, "rb"))
        rows <- read.csv(textConnection(readLines(connection, encoding = "UTF-8")))
        close(connection)
        print(nrow(rows))
        """),
      sample(
        "duckdb", "DuckDB",
        """
        SELECT count(*) FROM read_csv('\(file)');
        """),
    ]
  }
}
