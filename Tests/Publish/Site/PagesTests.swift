// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import Testing

@testable import HergebruikPublish
@testable import HergebruikSite

struct PagesTests {
  private func pages(
    _ datasets: [DatasetRecord], catalogue: CatalogueRecord = Sample.catalogue,
    design: SiteDesign = SiteDesign()
  ) throws -> [String: String] {
    try Site(catalogue: catalogue, datasets: datasets, design: design).files()
      .mapValues { String(decoding: $0, as: UTF8.self) }
  }

  /// With all that a record may have, and with as little as it may have.
  private var datasets: [DatasetRecord] {
    var rich = Sample.dataset("rijk")
    rich.isOverdue = true
    rich.profile = DatasetProfile(
      rows: 3, rejected: 1,
      fields: rich.fields.map { field in
        var profile = DatasetProfile.Field(
          name: field.name, missing: 1, distinct: DistinctCount(count: 2, isEstimate: true))
        profile.minimum = "2020-01-05"
        profile.maximum = "2026-11-23"
        profile.categories = [.init(value: "a", count: 2)]
        return profile
      })
    rich.releases = [
      ReleaseNote(date: "2026-11-23", version: 2, rows: 3, changes: nil, schema: [], least: 1)
    ]
    var gone = Sample.dataset("weg")
    gone.withdrawal = .init(date: "2026-11-20", reason: LocalizedText(nl: "Op verzoek."))
    return [rich, gone, Sample.dataset("arm", fields: Sample.plainFields)]
  }

  @Test func noTextIsMissingOnAnyPage() throws {
    let pages = try pages(datasets)
    #expect(pages.count > 45)
    for (path, page) in pages { #expect(!page.contains("⟦"), "\(path)") }
  }

  @Test func everyTextOfATemplateExists() throws {
    let known = try Texts(.nl).all
    for (name, bytes) in Templates.sources {
      let template = String(decoding: bytes, as: UTF8.self)
      for key in template.matches(of: /\bt\.([a-z0-9-]+)/).map({ String($0.1) }) {
        #expect(known[key] != nil, "\(name): \(key)")
      }
    }
  }

  /// A dataset may have first rows and no pictures, or neither.
  @Test func aPageHasTheStyleSheetsOfItsClasses() throws {
    var rows = Sample.dataset("rijen", fields: Sample.plainFields)
    rows.profile = DatasetProfile(rows: 1, rejected: 0, fields: [])
    rows.profile?.sample = [Sample.plainFields.map { _ in "1" }]
    let pages = try pages(datasets + [rows])
    #expect(pages["datasets/rijen/index.html"]?.contains("class=\"sample\"") == true)
    let sheets = pages.filter { $0.key.hasSuffix(".css") }.mapValues { sheet in
      Set(sheet.matches(of: /\.([a-z][a-z-]*)/).map { String($0.1) })
    }
    let styled = Set(sheets.values.joined())
    #expect(sheets.count == 4 && styled.contains("chart-scroll"))
    for (path, page) in pages where path.hasSuffix(".html") {
      let linked = Set(
        page.matches(of: /rel="stylesheet" href="[^"]*(assets\/[a-z]+\.css)"/)
          .flatMap { sheets[String($0.1)] ?? [] })
      let used = Set(
        page.matches(of: /class="([^"]*)"/).flatMap { $0.1.split(separator: " ").map(String.init) })
      let missing = used.intersection(styled).subtracting(linked)
      #expect(missing.isEmpty, "\(path): \(missing)")
    }
  }

  @Test func everyTextIsUsed() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources")
    let files = try #require(
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var all = ""
    for case let file as URL in files
    where ["swift", "mustache", "js"].contains(file.pathExtension) {
      all += try String(contentsOf: file, encoding: .utf8)
    }
    // Keys that are put together.
    let made = [
      "type-", "tab-", "indicator-", "dimension-", "class-", "dropped-",
      "desk-state-",
      "desk-means-", "desk-check-", "desk-schema-", "desk-quality-", "explorer-measure-",
      "explorer-unit-", "explorer-filter-", "explorer-understood-", "explorer-wrong-",
      "accessibility-status-", "explorer-error-", "chart-month-", "chart-per-", "detector-",
      "report-verdict-", "report-class-", "report-confidence-", "report-metadata-",
      "report-method-", "report-exception-", "report-decision-", "report-step-",
    ]
    let named = Self.keys(in: all, after: "t.", before: "}}")
      .union(Self.keys(in: all, after: "texts.", before: ";"))
    let quoted = Set(
      all.utf8.split(separator: UInt8(ascii: "\"")).map { String(decoding: $0, as: UTF8.self) })
    for key in try Texts.catalogue.get().keys where !made.contains(where: key.hasPrefix) {
      var names = [key]
      for end in ["-one", "-more", "-title", "-intro", "-subject"] where key.hasSuffix(end) {
        names.append(String(key.dropLast(end.count)))
      }
      // Scripts leave out the part of the key that is theirs.
      for part in ["explorer-", "search-"] where key.hasPrefix(part) {
        names.append(String(key.dropFirst(part.count)))
      }
      #expect(names.contains { quoted.contains($0) || named.contains($0) }, "\(key)")
    }
  }

  /// The keys of texts that stand between two marks.
  private static func keys(in text: String, after start: String, before end: String) -> Set<String>
  {
    Set(
      text.components(separatedBy: start).dropFirst().compactMap { part in
        let key = part.utf8.prefix {
          UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
            || $0 == UInt8(ascii: "-")
        }
        let isKey = part.utf8.dropFirst(key.count).starts(with: end.utf8)
        return isKey ? String(decoding: key, as: UTF8.self) : nil
      })
  }

  @Test func bothLanguagesHaveTheSamePages() throws {
    let paths = try pages(datasets).keys.filter { $0.hasSuffix("index.html") }
    let english = paths.filter { $0.hasPrefix("en/") }
    #expect(english.count * 2 == paths.count)
  }

  @Test func aDutchTextOnAnEnglishPageSaysSo() throws {
    let page = try #require(
      try pages([Sample.dataset("bomen", title: LocalizedText(nl: "Bomen"))])[
        "en/datasets/bomen/index.html"])
    #expect(page.contains("<html lang=\"en\">"))
    #expect(page.contains("<h1 lang=\"nl\">Bomen</h1>"))
    #expect(page.contains("<p class=\"lead\">A description.</p>"))
  }

  @Test func saysThatDataAreBehindScheduleOrWithdrawn() throws {
    var datasets = datasets
    datasets[0].modified = "2026-11-01"
    let pages = try pages(datasets)
    let late = try #require(pages["datasets/rijk/velden/index.html"])
    #expect(late.contains("Deze gegevens lopen achter.") && late.contains("1 november 2026"))
    let gone = try #require(pages["datasets/weg/index.html"])
    #expect(
      gone.contains("op 20 november 2026 van deze site gehaald") && gone.contains("Op verzoek."))
    #expect(!gone.contains(".csv.gz"))
    #expect(pages["datasets/weg/velden/index.html"] == nil)
    #expect(pages["datasets/index.html"]?.contains("Loopt achter") == true)
    #expect(pages["datasets/index.html"]?.contains("datasets/weg/") == false)
    #expect(pages["sitemap.xml"]?.contains("datasets/weg/") == false)
  }

  @Test func qualityTellsFirstWhatIsMissing() throws {
    let dataset = Sample.dataset("bomen", fields: Sample.plainFields)
    let quality = MetadataQuality(dataset, Sample.catalogue)
    let page = try #require(try pages([dataset])["datasets/bomen/kwaliteit/index.html"])
    let parts = page.components(separatedBy: "<details class=\"told\">")
    try #require(parts.count == 2)
    let texts = try Texts(.nl)
    for indicator in quality.indicators {
      let name = texts["indicator-\(Route.slug(indicator.name))"]
      let points = "\(indicator.points) van de \(indicator.maximum) punten"
      let told =
        indicator.isMet
        ? parts[1].contains(
          "<li>\(name): <span class=\"quiet\">\(indicator.points) punten</span></li>")
        : parts[0].contains("<th scope=\"row\">\(name)</th>")
          && parts[0].contains(">\(points)</td>")
      #expect(told, "\(indicator.name)")
    }
    let met = quality.indicators.count(where: \.isMet)
    #expect(parts[1].contains("<summary>\(met) eisen krijgen alle punten</summary>"))
    #expect(parts[1].components(separatedBy: "<li>").count > met)
    for dimension in ["Vindbaar", "Bereikbaar", "Uitwisselbaar", "Herbruikbaar", "Achtergrond"] {
      #expect(parts[1].components(separatedBy: "<h3>\(dimension)</h3>").count == 2, "\(dimension)")
    }
  }

  @Test func tellsHowManyColumnsWereLeftOut() throws {
    var dataset = Sample.dataset("bomen", fields: Sample.plainFields)
    func page(_ path: String = "datasets/bomen/persoonsgegevens/index.html") throws -> String {
      try #require(try pages([dataset])[path])
    }
    #expect(try !page().contains("weggelaten"))
    dataset.dropped = [:]
    #expect(try page().contains("Er zijn geen kolommen van het bronbestand weggelaten."))
    dataset.dropped = ["none": 1, "direct": 2]
    let told = try page()
    #expect(
      told.contains(
        "<li>2 kolommen die direct naar een persoon wijzen</li>\n"
          + "<li>1 kolom die niet over personen gaat</li>"))
    #expect(
      try page("en/datasets/bomen/personal-data/index.html").contains(
        "<li>1 column that is not about persons</li>"))
  }

  @Test func saysSinceWhenNothingChanged() throws {
    var dataset = Sample.dataset("bomen")
    (dataset.issued, dataset.modified) = ("2026-01-05", "2026-11-23")
    func page() throws -> String {
      try #require(try pages([dataset])["datasets/bomen/wijzigingen/index.html"])
    }
    #expect(try page().contains("De gegevens zijn sinds 23 november 2026 niet gewijzigd."))
    func note(_ date: String, _ changes: RowChanges?) -> ReleaseNote {
      ReleaseNote(date: date, version: nil, rows: 3, changes: changes, schema: [], least: 1)
    }
    // Words of the description changed later.
    dataset.releases = [note("2026-01-05", nil)]
    let first = try page()
    #expect(first.contains("De gegevens zijn sinds 5 januari 2026 niet gewijzigd."))
    #expect(first.contains("eerste publicatie") && !first.contains("de nieuwste eerst"))
    dataset.releases?.insert(note("2026-02-01", nil), at: 0)
    #expect(try page().contains("de nieuwste eerst") && !page().contains("niet gewijzigd"))
  }

  @Test func everySectionHasItsHeading() throws {
    for (path, page) in try pages(datasets) where path.hasSuffix(".html") {
      #expect(!page.contains("<section>"), "\(path)")
      for section in page.matches(of: /<section[^>]* aria-labelledby="([^"]*)"/) {
        #expect(page.contains("id=\"\(section.1)\""), "\(path): \(section.1)")
      }
    }
  }

  @Test func longListsHavePages() throws {
    let many = (0..<60).map { Sample.dataset("d\($0)") }
    let pages = try pages(many)
    let shown = (1...3).map { number in
      pages[number == 1 ? "datasets/index.html" : "datasets/pagina/\(number)/index.html"] ?? ""
    }
    #expect(pages["datasets/pagina/4/index.html"] == nil)
    let links = shown.flatMap { page in
      page.matches(of: /<h3><a href="[.\/]*datasets\/(d[0-9]+)\/"/).map { String($0.1) }
    }
    #expect(links.count == 60 && Set(links).count == 60)
    #expect(shown[1].contains("rel=\"prev\"") && shown[1].contains("rel=\"next\""))
    #expect(shown[2].contains("aria-current=\"page\"><span class=\"hidden\">Pagina </span>3"))
  }

  @Test func theNewestComesFirstInTheFeed() throws {
    var old = Sample.dataset("oud")
    old.modified = "2026-01-01"
    var new = Sample.dataset("nieuw", title: LocalizedText(nl: "A & B"))
    new.modified = "2026-11-23"
    let feed = try #require(try pages([old, new])["feed.atom"])
    #expect(feed.contains("<updated>2026-11-23T00:00:00Z</updated>\n<author>"))
    let first = try #require(feed.range(of: "<title>A &amp; B</title>"))
    let second = try #require(feed.range(of: "#2026-01-01"))
    #expect(first.lowerBound < second.lowerBound)
  }

  @Test func aSummaryEndsWithASentence() {
    let sentence = "Dit is een zin van meer dan zestig tekens, zodat hij op zichzelf kan staan."
    #expect(Pages.summary(sentence + " " + sentence + " " + sentence) == sentence + " " + sentence)
    #expect(Pages.summary(String(repeating: "woord ", count: 80)).hasSuffix("woord …"))
    #expect(Pages.summary("Kort.\nEn goed.") == "Kort. En goed.")
  }
}
