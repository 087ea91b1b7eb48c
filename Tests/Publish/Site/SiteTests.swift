// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import Testing

@testable import HergebruikPublish
@testable import HergebruikSite

struct SiteTests {
  private func pages(
    _ datasets: [DatasetRecord], catalogue: CatalogueRecord = Sample.catalogue
  ) throws -> [String: String] {
    try Site(catalogue: catalogue, datasets: datasets).files()
      .mapValues { String(decoding: $0, as: UTF8.self) }
  }

  @Test func listsDatasetsByTitle() throws {
    let page = try #require(
      try pages([
        Sample.dataset("b", title: LocalizedText(nl: "zebra’s")),
        Sample.dataset("c", rows: 12_345, title: LocalizedText(nl: "Aardappels")),
      ])["index.html"])
    let first = try #require(page.range(of: "Aardappels"))
    let second = try #require(page.range(of: "zebra’s"))
    #expect(first.lowerBound < second.lowerBound)
    #expect(page.contains("12.345 rijen"))
    #expect(page.contains("Vervoer, Regio’s en steden"))
    #expect(page.contains("2 datasets"))
    #expect(page.contains("<html lang=\"nl\">"))
  }

  @Test func showsTheFactsOfADataset() throws {
    var dataset = Sample.dataset("bomen")
    dataset.modified = "2026-11-23"
    dataset.issued = "2026-01-05"
    let page = try #require(try pages([dataset])["datasets/bomen/index.html"])
    for text in [
      "23 november 2026", "5 januari 2026", "dagelijks", "januari 2020 tot en met november 2026",
      "CC BY 4.0 (naamsvermelding)", dataset.distributions[0].sha256, "Gemeente Voorbeeldstad",
      "opendata@voorbeeldstad.nl", "gepseudonimiseerd: vervangen door een code", "alleen het jaar",
      "getal, in EUR", "En een tweede alinea.", "href=\"../../datasets/bomen/bomen.csv.gz\"",
      "href=\"../../datasets/bomen/schema.json\"",
      "rel=\"alternate\" type=\"text/turtle\" href=\"../../datasets/bomen/bomen.ttl\"", "72 bytes",
    ] {
      #expect(page.contains(text), "\(text)")
    }
  }

  @Test func saysThatPseudonymisedDataArePersonalData() throws {
    let page = try #require(
      try pages([Sample.dataset("vergunningen")])["datasets/vergunningen/index.html"])
    #expect(page.contains("Gepseudonimiseerde gegevens blijven persoonsgegevens"))
    #expect(page.contains("fg@voorbeeldstad.nl"))
    #expect(!page.lowercased().contains("anoniem"))
  }

  @Test func hasNoPrivacyNoticeWhereNoFieldIsPersonal() throws {
    let page = try #require(
      try pages([Sample.dataset("bomen", fields: Sample.plainFields)])["datasets/bomen/index.html"])
    #expect(!page.contains("id=\"privacy\""))
  }

  @Test func escapesEveryText() throws {
    var catalogue = Sample.catalogue
    let text = LocalizedText(nl: Sample.awkward)
    catalogue.title = text
    catalogue.description = text
    catalogue.publisher.name = Sample.awkward
    catalogue.contactPoint = CatalogueRecord.Contact(
      name: Sample.awkward, email: Sample.awkward, url: "javascript:alert(1)")
    var dataset = Sample.dataset("bomen", title: text)
    dataset.description.description = text
    dataset.description.keywords = ["nl": [Sample.awkward]]
    dataset.fields[0].title = text
    dataset.fields[0].description = text
    dataset.fields[0].unit = Sample.awkward
    for (path, page) in try pages([dataset], catalogue: catalogue) where path.hasSuffix(".html") {
      #expect(!page.contains("<b>"), "\(path)")
      #expect(!page.contains("<!-- -->"), "\(path)")
      #expect(!page.contains("javascript:"), "\(path)")
      #expect(page.contains("{{y}}"), "\(path)")
      // A quote with an accent behind it ends no attribute.
      let parts = page.components(separatedBy: "<script")
      let behind = parts.dropFirst().map { $0.components(separatedBy: "</script>") }
      #expect(behind.allSatisfy { $0.count == 2 }, "\(path)")
      let scalars = Array((parts[0] + behind.compactMap(\.last).joined()).unicodeScalars)
      #expect(!zip(scalars, scalars.dropFirst()).contains { $0 == "\"" && $1 == "\u{301}" })
    }
  }

  @Test func escapesScalarsNotCharacters() {
    #expect(PageText().escapeText("\"\u{301}<\u{301}") == "&quot;\u{301}&lt;\u{301}")
    #expect(
      PageText().escapeText("\u{0}\u{FFFF}\u{9F}\u{1FFFE}") == "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}")
  }

  @Test func escapesWhatHTMLGivesAMeaning() {
    #expect(
      PageText().escapeText("R&D's <b title=\"x\">\tb\n")
        == "R&amp;D&#39;s &lt;b title=&quot;x&quot;&gt;\tb\n")
    for (text, escaped) in [
      ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;"),
      ("\u{1B}", "\u{FFFD}"), ("\u{7F}", "\u{FFFD}"), ("é", "é"),
    ] {
      #expect(PageText().escapeText(text) == escaped)
    }
  }

  @Test func everyTemplateAsksForOurEscape() throws {
    for (name, bytes) in Templates.sources {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.hasPrefix("{{% CONTENT_TYPE: PAGE}}"), "\(name)")
      let raw = text.components(separatedBy: "{{{").dropFirst()
      let scripts = ["structuredData", "explorerData", "explorerTexts", "searchTexts"]
      #expect(
        raw.allSatisfy { raw in
          // A picture is written by `Picture`, which escapes by the same rule: FigureTests looks at that.
          scripts.contains { raw.hasPrefix($0 + "}}}") }
            || name == "figures" && raw.hasPrefix("svg}}}")
            // The program's own style: the parser of templates takes long over the braces of CSS.
            || name == "report" && raw.hasPrefix("style}}}")
        }, "\(name)")
      #expect(!text.contains("{{&"), "\(name)")
    }
  }

  @Test func aTemplateIncludesOnlyThoseOfItsPurpose() throws {
    var found = 0
    for purpose in Templates.Purpose.allCases { _ = try Templates.library(for: purpose) }
    for (name, bytes) in Templates.sources {
      let text = String(decoding: bytes, as: UTF8.self)
      for match in text.matches(of: /\{\{[<>]\s*([^\s}]+)/) {
        found += 1
        #expect(Templates.sources[String(match.1)] != nil, "\(name): \(match.1)")
        #expect(Templates.Purpose(of: String(match.1)) == .init(of: name), "\(name): \(match.1)")
      }
    }
    #expect(found > 50)
  }

  @Test func usesTheAccentOnlyWhereItIsAColour() throws {
    var catalogue = Sample.catalogue
    catalogue.accent = "#aB12cd"
    #expect(
      try pages([], catalogue: catalogue)["assets/site.css"]?.contains("--accent: #ab12cd") == true)
    catalogue.accent = "red;} body{"
    #expect(
      try pages([], catalogue: catalogue)["assets/site.css"]?.contains("body{") == false)
  }

  @Test func searchEnginesGetValidJSON() throws {
    var dataset = Sample.dataset("bomen", title: LocalizedText(nl: Sample.awkward))
    dataset.modified = "2026-11-23"
    let page = try #require(try pages([dataset])["datasets/bomen/index.html"])
    let start = try #require(page.range(of: "<script type=\"application/ld+json\">")?.upperBound)
    let end = try #require(page.range(of: "</script>")?.lowerBound)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(page[start..<end].utf8)) as? [String: Any])
    let name = try #require(object["name"] as? String)
    #expect(name.utf8.elementsEqual(Sample.awkward.utf8))
    #expect(object["dateModified"] as? String == "2026-11-23")
  }
}
