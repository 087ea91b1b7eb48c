// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import Testing

@testable import HergebruikPublish
@testable import HergebruikSite

struct ExplorerTests {
  private func files(_ datasets: [DatasetRecord]) throws -> [String: String] {
    try Site(catalogue: Sample.catalogue, datasets: datasets).files()
      .mapValues { String(decoding: $0, as: UTF8.self) }
  }

  private func block(_ id: String, of page: String) throws -> [String: Any] {
    let start = try #require(
      page.range(of: "<script type=\"application/json\" id=\"\(id)\">")?.upperBound)
    let end = try #require(page[start...].range(of: "</script>")?.lowerBound)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(page[start..<end].utf8)) as? [String: Any])
  }

  @Test func tellsTheScriptWhatTheTableIs() throws {
    var dataset = Sample.dataset("bomen", rows: 12)
    dataset.fields[2].title = LocalizedText(nl: "Tarief", en: "Rate")
    dataset.fields[1].categories = Categories(items: [
      .init(value: "1", label: "een"), .init(value: "2"),
    ])
    let page = try #require(try files([dataset])["en/datasets/bomen/explore/index.html"])
    let data = try block("explorer-data", of: page)
    #expect(data["file"] as? String == "../../../../datasets/bomen/bomen.csv.gz")
    #expect(data["rows"] as? Int == 12)
    #expect(data["size"] as? Int == dataset.distributions[0].byteSize)
    let fields = try #require(data["fields"] as? [[String: Any]])
    #expect(fields.map { $0["name"] as? String } == ["nummer", "geboortejaar", "tarief"])
    #expect(fields.map { $0["title"] as? String } == ["Nummer", "geboortejaar", "Rate"])
    #expect(fields[1]["labels"] as? [String: String] == ["1": "een"])
    #expect(fields[2]["unit"] as? String == "EUR")
    #expect(
      page.contains("Download all as CSV (\(Language.en.size(dataset.distributions[0].byteSize)))"))
    let texts = try block("explorer-texts", of: page)
    #expect(texts["by-none"] as? String == "No grouping")
  }

  @Test func hasNoPageWithoutATable() throws {
    var dataset = Sample.dataset("bomen")
    let overview = "datasets/bomen/index.html"
    #expect(
      try files([dataset])[overview]?.contains("href=\"../../datasets/bomen/verkennen/\"") == true)
    dataset.distributions = []
    let files = try files([dataset])
    #expect(files["datasets/bomen/verkennen/index.html"] == nil)
    #expect(files[overview]?.contains("verkennen/") == false)
  }

  @Test func noTextLeavesItsScript() throws {
    var dataset = Sample.dataset("bomen")
    dataset.fields[0].title = LocalizedText(nl: Sample.awkward)
    dataset.fields[0].unit = Sample.awkward
    dataset.fields[0].categories = Categories(items: [
      .init(value: Sample.awkward, label: Sample.awkward)
    ])
    let page = try #require(try files([dataset])["datasets/bomen/verkennen/index.html"])
    #expect(!page.contains("<!-- -->") && !page.contains("<b>"))
    let data = try block("explorer-data", of: page)
    let fields = try #require(data["fields"] as? [[String: Any]])
    #expect((fields[0]["title"] as? String)?.utf8.elementsEqual(Sample.awkward.utf8) == true)
  }

  @Test func keepsToTheContentSecurityPolicy() throws {
    for name in ["explorer", "search", "search-page"] {
      let page = String(decoding: try #require(Templates.sources[name]), as: UTF8.self)
      #expect(!page.contains("style=\""))
      #expect(page.firstMatch(of: /\son[a-z]+="/) == nil)
      for script in page.components(separatedBy: "<script ").dropFirst() {
        #expect(
          script.hasPrefix("type=\"application/json\"") || script.contains("src=\""), "\(script)")
      }
    }
  }

  @Test func everyPartOfAScriptIsPublished() throws {
    let assets = Dictionary(uniqueKeysWithValues: Scripts.assets.map { ($0.path, $0.bytes) })
    for (path, bytes) in Scripts.assets {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.contains("SPDX-License-Identifier: EUPL-1.2"), "\(path)")
      for other in text.matches(of: /"\.\/([a-z-]+\.js)"/) {
        #expect(assets["assets/\(other.output.1)"] != nil, "\(path) needs \(other.output.1)")
      }
      #expect(!text.contains("eval(") && !text.contains("innerHTML"), "\(path)")
      #expect(
        text.firstMatch(of: /https?:\/\/(?!snowballstem\.org|www\.w3\.org)/) == nil, "\(path)")
    }
    #expect(assets.count > 20)
  }

  @Test func everyTextOfAPageIsInTheCatalogue() throws {
    let texts = try Texts(.nl).all
    for name in ["explorer", "search", "search-page"] {
      let page = String(decoding: try #require(Templates.sources[name]), as: UTF8.self)
      for key in page.matches(of: /\{t\.([a-z-]+)\}/) {
        #expect(texts[String(key.output.1)] != nil, "\(name): \(key.output.1)")
      }
    }
  }

  @Test func everyTextOfAScriptIsInTheCatalogue() throws {
    let texts = try Texts(.nl).all
    var count = 0
    for (path, bytes) in Scripts.assets where path.hasSuffix(".js") {
      let text = String(decoding: bytes, as: UTF8.self)
      let prefix = path.hasPrefix("assets/search") ? "search-" : "explorer-"
      for key in text.matches(of: /text\("([a-z-]+)"/) {
        #expect(texts[prefix + String(key.output.1)] != nil, "\(path): \(key.output.1)")
        count += 1
      }
    }
    #expect(count > 30)
    for measure in ["count", "sum", "mean", "min", "max"] {
      #expect(texts["explorer-measure-\(measure)"] != nil)
    }
    for kind in ["browser", "network", "damaged", "memory", "unknown"] {
      #expect(texts["explorer-error-\(kind)"] != nil)
    }
    for key in ["nothing", "found-one", "found-more", "about-one", "about-more", "more", "failed"] {
      #expect(texts["search-\(key)"] != nil)
    }
  }
}

struct SearchTests {
  private func entries(_ datasets: [DatasetRecord], _ path: String) throws -> [[String: Any]] {
    let files = try Site(catalogue: Sample.catalogue, datasets: datasets).files()
    let bytes = try #require(files[path])
    let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    return try #require(object?["datasets"] as? [[String: Any]])
  }

  @Test func listsWhatCanBeFound() throws {
    var dataset = Sample.dataset("bomen", rows: 12)
    dataset.modified = "2026-11-23"
    let dutch = try #require(try entries([dataset], "search.json").first)
    #expect(dutch["name"] as? String == "bomen")
    #expect(dutch["title"] as? String == "Gegevens over bomen")
    #expect(dutch["keywords"] as? [String] == ["straat", "stad"])
    #expect(dutch["themes"] as? [String] == ["Vervoer", "Regio’s en steden"])
    #expect(
      dutch["fields"] as? [String] == ["nummer", "Nummer", "geboortejaar", "tarief", "Tarief"])
    #expect(dutch["rows"] as? Int == 12)
    #expect(dutch["modified"] as? String == "2026-11-23")
    let english = try #require(try entries([dataset], "en/search.json").first)
    #expect(english["title"] as? String == "Data about bomen")
    #expect(english["keywords"] as? [String] == ["street"])
  }

  @Test func theFieldLeadsToThePageOfItsLanguage() throws {
    let files = try Site(catalogue: Sample.catalogue, datasets: [Sample.dataset("bomen")]).files()
      .mapValues { String(decoding: $0, as: UTF8.self) }
    for (path, action, data) in [
      ("index.html", "zoeken/", ""), ("datasets/index.html", "../zoeken/", "../"),
      ("en/index.html", "../en/search/", "../en/"), ("zoeken/index.html", "../zoeken/", "../"),
    ] {
      let page = try #require(files[path])
      #expect(page.contains("role=\"search\" class=\"search\" id=\"search\" action=\"\(action)\""))
      #expect(page.contains("data-index=\"\(data)search.json\" data-datasets=\"\(data)datasets/\""))
      #expect(page.contains(" data-here") == (path == "zoeken/index.html"), "\(path)")
    }
  }
}
