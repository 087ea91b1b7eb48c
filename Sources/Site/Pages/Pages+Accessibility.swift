// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension Pages {
  /// What the municipality stated, or that it did not yet: the program states nothing for it.
  ///
  /// Source: the model of https://www.digitoegankelijk.nl, in our own words.
  func accessibility() throws(Failure) -> SiteFile {
    let statement = catalogue.accessibility
    var ask = section("melden", "accessibility-contact", [texts["accessibility-contact-text"]])
    ask["contact"] = Self.contact(statement?.contact ?? catalogue.contactPoint)
    let told = statement.map(stated) ?? [missing]
    return try text(
      .accessibility, "accessibility",
      told + [
        ask, section("klacht", "accessibility-complaint", [texts["accessibility-complaint-text"]]),
      ])
  }

  private var missing: [String: Any] {
    section(
      "status", "accessibility-status",
      [
        texts["accessibility-none"],
        texts("accessibility-none-text", ["publisher": catalogue.publisher.name]),
      ])
  }

  private func stated(_ statement: AccessibilityStatement) -> [[String: Any]] {
    let names: KeyValuePairs = [
      "publisher": catalogue.publisher.name, "address": catalogue.baseURL,
    ]
    let status = texts("accessibility-status-\(statement.status.rawValue.lowercased())", names)
    var sections = [
      section("verklaring", "accessibility-statement", [texts("accessibility-scope", names)]),
      section("status", "accessibility-status", [status]),
    ]
    link(&sections[0], [(texts["accessibility-register"], statement.url)])
    if !statement.reports.isEmpty {
      var reports = section("onderzoek", "accessibility-reports", [])
      link(&reports, statement.reports.map { ($0, $0) })
      sections.append(reports)
    }
    if !statement.deviations.isEmpty {
      var known = section("bekend", "accessibility-known", [])
      known["items"] = statement.deviations.map { ["text": words($0)] }
      known["hasItems"] = true
      sections.append(known)
    }
    let (name, role) = statement.signedBy
    let signer = name.map { "\($0), \(role)" } ?? role
    sections.append(
      section(
        "akkoord", "accessibility-signed",
        [
          texts(
            "accessibility-signed-text",
            ["signer": signer, "date": language.date(statement.date)])
        ]))
    return sections
  }

  private func link(_ section: inout [String: Any], _ links: [(text: String, href: String)]) {
    section["items"] = links.map { ["text": $0.text, "href": Self.webAddress($0.href) ?? ""] }
    section["hasItems"] = true
  }

  /// `1.4.3: … Oorzaak: … Maatregel: … Gepland: 1 maart 2027.`
  private func words(_ deviation: AccessibilityStatement.Deviation) -> String {
    var parts = ["\(deviation.criterion): \(deviation.description.text(in: language))"]
    func add(_ key: String, _ value: String?) {
      if let value { parts.append("\(texts[key]): \(value)") }
    }
    add("accessibility-reason", deviation.reason?.text(in: language))
    add("accessibility-measure", deviation.measure?.text(in: language))
    add("accessibility-planned", deviation.planned.map(language.date))
    return parts.joined(separator: " ")
  }
}
