// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

extension Site {
  /// What the template of the index shows.
  func cataloguePage() -> [String: Any] {
    let rows = datasets.map { dataset in
      [
        "href": "datasets/\(dataset.name)/",
        "title": dataset.description.title.nl,
        "summary": Self.summary(dataset.description.description.nl),
        "modified": Language.nl.date(dataset.modified),
        "modifiedISO": dataset.modified,
        "rows": texts.count("rows", dataset.rows),
        "themes": Self.themes(dataset),
        "licence": Self.licence(dataset).label.nl,
      ]
    }
    return shared(root: "").merging([
      "pageTitle": catalogue.title.nl,
      "summary": Self.summary(catalogue.description.nl),
      "paragraphs": Self.paragraphs(catalogue.description.nl),
      "count": texts.count("datasets", datasets.count),
      "datasets": rows,
      "isIndex": true,
      "alternates": [
        Self.alternate("text/turtle", "catalog.ttl", "Turtle"),
        Self.alternate("application/rdf+xml", "catalog.rdf", "RDF/XML"),
        Self.alternate("application/ld+json", "catalog.jsonld", "JSON-LD"),
      ],
    ]) { $1 }
  }

  /// What every page shows; `root` is the way back to the web root.
  func shared(root: String) -> [String: Any] {
    var page: [String: Any] = [
      "root": root,
      "home": root.isEmpty ? "./" : root,
      "catalogueTitle": catalogue.title.nl,
      "publisher": catalogue.publisher.name,
      "contact": Self.contact(catalogue.contactPoint),
    ]
    if let officer = catalogue.dataProtectionOfficer { page["officer"] = Self.contact(officer) }
    return page
  }

  static func contact(_ contact: CatalogueRecord.Contact) -> [String: Any] {
    var page: [String: Any] = ["name": contact.name]
    page["email"] = contact.email
    page["url"] = contact.url.flatMap(Self.webAddress)
    page["telephone"] = contact.telephone
    page["dial"] = contact.telephone.map { $0.filter { "+0123456789".contains($0) } }
    return page
  }

  /// An address that a link may lead to; never a script.
  static func webAddress(_ url: String) -> String? {
    url.hasPrefix("https://") || url.hasPrefix("http://") ? url : nil
  }

  static func alternate(_ type: String, _ href: String, _ name: String) -> [String: String] {
    ["type": type, "href": href, "name": name]
  }

  static func themes(_ dataset: DatasetRecord) -> String {
    dataset.description.themes.map { CodeLists.themes[$0]?.nl ?? $0 }.joined(separator: ", ")
  }

  static func licence(_ dataset: DatasetRecord) -> CodeLists.Licence {
    CodeLists.licences[dataset.description.license]
      ?? CodeLists.Licence(
        uri: "", label: LocalizedText(nl: dataset.description.license), page: nil)
  }

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

  /// The first sentences of a text, up to about 200 characters, cut between words.
  static func summary(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace)
    var summary = ""
    for word in words {
      if summary.count + word.count > 200 { return summary + " …" }
      summary += (summary.isEmpty ? "" : " ") + word
    }
    return summary
  }
}
