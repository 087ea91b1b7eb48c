// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import Testing

@testable import HergebruikPublish
@testable import HergebruikSite

struct ExplorerTests {
  private func content(
    _ dataset: DatasetRecord, _ language: Language = .nl
  ) throws -> [String: Any] {
    try #require(
      Explorer.content(
        dataset, data: "../../../datasets/\(dataset.name)/", texts: try Texts(language)))
  }

  private func block(_ name: String, of content: [String: Any]) throws -> [String: Any] {
    let script = try #require(content[name] as? String)
    #expect(!script.contains("<") && !script.contains("&"))
    return try #require(
      try JSONSerialization.jsonObject(with: Data(script.utf8)) as? [String: Any])
  }

  @Test func tellsTheScriptWhatTheTableIs() throws {
    var dataset = Sample.dataset("bomen", rows: 12)
    dataset.fields[2].title = LocalizedText(nl: "Tarief", en: "Rate")
    dataset.fields[1].categories = Categories(items: [
      .init(value: "1", label: "een"), .init(value: "2"),
    ])
    let content = try content(dataset, .en)
    let data = try block("explorerData", of: content)
    #expect(data["file"] as? String == "../../../datasets/bomen/bomen.csv.gz")
    #expect(data["rows"] as? Int == 12)
    #expect(data["size"] as? Int == dataset.distributions[0].byteSize)
    let fields = try #require(data["fields"] as? [[String: Any]])
    #expect(fields.map { $0["name"] as? String } == ["nummer", "geboortejaar", "tarief"])
    #expect(fields.map { $0["title"] as? String } == ["Nummer", "geboortejaar", "Rate"])
    #expect(fields[1]["labels"] as? [String: String] == ["1": "een"])
    #expect(fields[2]["unit"] as? String == "EUR")
    #expect(content["downloadText"] as? String == "Download all as CSV (72 bytes)")
    let texts = try block("explorerTexts", of: content)
    #expect(texts["reset"] as? String == "Start again")
  }

  @Test func hasNoPageWithoutATable() throws {
    var dataset = Sample.dataset("bomen")
    dataset.distributions = []
    #expect(Explorer.content(dataset, data: "", texts: try Texts(.nl)) == nil)
  }

  @Test func noTextLeavesItsScript() throws {
    var dataset = Sample.dataset("bomen")
    dataset.fields[0].title = LocalizedText(nl: Sample.awkward)
    dataset.fields[0].unit = Sample.awkward
    dataset.fields[0].categories = Categories(items: [
      .init(value: Sample.awkward, label: Sample.awkward)
    ])
    let data = try block("explorerData", of: content(dataset))
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
    let assets = Dictionary(uniqueKeysWithValues: Explorer.assets.map { ($0.path, $0.bytes) })
    for (path, bytes) in Explorer.assets {
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

  @Test func everyTextOfAScriptIsInTheCatalogue() throws {
    let texts = try Texts(.nl).all
    var count = 0
    for (path, bytes) in Explorer.assets where path.hasSuffix(".js") {
      let text = String(decoding: bytes, as: UTF8.self)
      let prefix = path.hasPrefix("assets/search") ? "search-" : "explorer-"
      for key in text.matches(of: /\btext\("([a-z-]+)"/) {
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
  private func entries(_ datasets: [DatasetRecord], _ language: Language) throws -> [[String: Any]]
  {
    let bytes = try Search.index(datasets, language)
    let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    return try #require(object?["datasets"] as? [[String: Any]])
  }

  @Test func listsWhatCanBeFound() throws {
    var dataset = Sample.dataset("bomen", rows: 12)
    dataset.modified = "2026-11-23"
    let dutch = try #require(try entries([dataset], .nl).first)
    #expect(dutch["name"] as? String == "bomen")
    #expect(dutch["title"] as? String == "Gegevens over bomen")
    #expect(dutch["keywords"] as? [String] == ["straat", "stad"])
    #expect(dutch["themes"] as? [String] == ["Vervoer", "Regio's en steden"])
    #expect(
      dutch["fields"] as? [String] == ["nummer", "Nummer", "geboortejaar", "tarief", "Tarief"])
    #expect(dutch["rows"] as? Int == 12)
    #expect(dutch["modified"] as? String == "2026-11-23")
    let english = try #require(try entries([dataset], .en).first)
    #expect(english["title"] as? String == "Data about bomen")
    #expect(english["keywords"] as? [String] == ["street"])
  }

  @Test func isTheSameEachTime() throws {
    let datasets = ["a", "b", "c"].map { Sample.dataset($0) }
    #expect(try Search.index(datasets, .nl) == Search.index(datasets, .nl))
    #expect(try entries([], .nl).isEmpty)
  }

  @Test func theFieldLeadsToThePageOfItsLanguage() throws {
    let dutch = Search.content(root: "../", page: "zoeken/", texts: try Texts(.nl), isSearch: false)
    #expect(dutch["searchHref"] as? String == "../zoeken/")
    #expect(dutch["searchIndex"] as? String == "../search.json")
    let english = Search.content(
      root: "../../", page: "en/search/", texts: try Texts(.en), isSearch: true)
    #expect(english["searchHref"] as? String == "./")
    #expect(english["searchDatasets"] as? String == "../../en/datasets/")
    let script = try #require(english["searchTexts"] as? String)
    #expect(script.contains("\"more\": \"More results\""))
  }
}
