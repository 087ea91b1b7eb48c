// SPDX-License-Identifier: EUPL-1.2

import Foundation
import FoundationXML
import HergebruikModel
import Mustache
import Testing

@testable import HergebruikSite

/// Pictures of a dataset's data.
@Suite("Figures")
struct FigureTests {
  typealias Bin = DatasetProfile.Bin

  /// A dataset of so many rows with a field of each kind.
  private static func dataset(
    values: Int = 14, places: DatasetProfile.Places? = nil
  ) -> DatasetRecord {
    let names = ["wijk", "open", "gemeld", "bedrag", "x"]
    let types = ["string", "boolean", "yearmonth", "number", "number"]
    let fields = zip(names, types).map { name, type in
      PublishedField(
        name: name, type: type, title: name == "wijk" ? LocalizedText(nl: Sample.awkward) : nil,
        unit: name == "bedrag" ? "€" : nil, privacy: .none, treatment: .kind(.keep))
    }
    var record = Sample.dataset("proef", fields: fields)
    var profile = DatasetProfile(
      rows: 1000, rejected: 0,
      fields: names.map {
        .init(name: $0, missing: 20, distinct: DistinctCount(count: 14, isEstimate: false))
      })
    profile.fields[0].categories = (0..<values).map {
      .init(value: $0 == 1 ? Sample.awkward : "Wijk \($0)", count: 60 - $0)
    }
    profile.fields[1].categories = [
      .init(value: "true", count: 600), .init(value: "false", count: 380),
    ]
    profile.fields[2].periods = .init(
      unit: .month,
      bins: [Bin(from: nil, to: "2024-01", count: 3)]
        + (0..<24).map {
          Bin(from: month($0), to: month($0 + 1), count: $0 == 7 || $0 == 9 ? nil : 5 * $0)
        })
    profile.fields[3].histogram =
      (-2..<5).map { Bin(from: "\($0 * 50)", to: "\($0 * 50 + 50)", count: 40 + $0) }
      + [Bin(from: "250", to: nil, count: 12)]
    profile.fields[3].quantiles = .init(p05: -80, p25: 0.5, p50: 20, p75: 1234.5, p95: 1e9)
    profile.fields[4].histogram = profile.fields[3].histogram
    profile.places = places
    profile.sample = [["a", "true", "2024-01", "1.5", ""], [Sample.awkward, "", "", "-2", "3"]]
    record.rows = 1000
    record.profile = profile
    return record
  }

  private static func month(_ index: Int) -> String {
    "\(2024 + index / 12)-" + (index % 12 < 9 ? "0" : "") + "\(index % 12 + 1)"
  }

  private static let clusters = DatasetProfile.Places(
    rows: 5000,
    spots: (0..<300).map { .init(lon: 530_000 + $0 * 7, lat: 5_210_000 + $0 * $0 % 911, rows: 2) },
    clusters: [
      .init(lon: 530_400, lat: 5_210_200, rows: 3000),
      .init(lon: 530_401, lat: 5_210_201, rows: 900),
      .init(lon: 531_700, lat: 5_210_800, rows: 1000),
    ])

  private func figures(_ dataset: DatasetRecord, _ language: Language = .nl) throws -> [Figure] {
    Figures.figures(of: dataset, texts: try Texts(language))
  }

  @Test("show when, how divided, how much and where, at most four")
  func choice() throws {
    let all = try figures(Self.dataset(places: Self.clusters))
    #expect(all.map(\.id) == ["chart-1", "chart-2", "chart-3", "map"])
    #expect(all[0].title == "gemeld: aantal rijen per maand")
    #expect(all[2].title == "bedrag (€): verdeling")
    #expect(all[3].title == "Op de kaart")
    #expect(try figures(Self.dataset()).count == 4)
    #expect(try figures(Self.dataset(values: 31)).count == 3)
    var counted = Self.dataset()
    counted.fields[0].treatment = .aggregate
    #expect(try figures(counted).isEmpty)
    counted.profile = nil
    #expect(try figures(counted).isEmpty)
  }

  @Test("have the figures of the profile in their tables")
  func tables() throws {
    let dataset = Self.dataset(places: Self.clusters)
    let profile = try #require(dataset.profile)
    let all = try figures(dataset)
    let months = try #require(profile.fields[2].periods).bins
    #expect(
      all[0].table.rows.map { $0[1] } == months.map { $0.count.map(String.init) ?? "niet genoemd" }
        + ["20"])
    #expect(all[0].table.rows[0][0] == "voor januari 2024")
    #expect(all[0].table.rows[1] == ["januari 2024", "0", "0\u{A0}%"])
    let values = try #require(profile.fields[0].categories)
    let divided = all[1].table
    #expect(
      divided.rows.prefix(values.count).map { [$0[0], $0[1]] }
        == values.map { [$0.value, String($0.count)] })
    let untold = 980 - values.reduce(0) { $0 + $1.count }
    #expect(divided.rows[values.count][1] == String(untold))
    #expect(all[2].table.rows.last == ["leeg", "20", "2\u{A0}%"])
    #expect(all[2].table.rows[0] == ["-100 tot -50", "38", "3,8\u{A0}%"])
    #expect(all[2].table.rows[7] == ["250 of meer", "12", "1,2\u{A0}%"])
    // Two groups that would lie on each other are one.
    #expect(all[3].table.rows.map { $0[1] } == ["3.900", "1.000", "100"])
  }

  @Test("are well-formed, named, without a style, and in the words of either language")
  func markup() throws {
    for language in [Language.nl, .en] {
      for figure in try figures(Self.dataset(places: Self.clusters), language) {
        #expect(XMLParser(data: Data(figure.svg.utf8)).parse(), "\(figure.title)")
        let id = figure.id
        #expect(figure.svg.contains("role=\"img\" aria-labelledby=\"\(id)-title \(id)-text\""))
        #expect(figure.svg.contains("<title id=\"\(id)-title\">"))
        #expect(figure.svg.contains("<desc id=\"\(id)-text\">"))
        #expect(!figure.svg.contains("style=") && !figure.svg.contains("fill="))
        let words = figure.svg + figure.title + figure.description + "\(figure.table)"
        #expect(!words.contains("⟦"))
      }
    }
  }

  @Test("have classes that the style sheet knows, which has no colours of its own")
  func classes() throws {
    let css = String(decoding: PackageResources.charts_css, as: UTF8.self)
    for figure in try figures(Self.dataset(places: Self.clusters)) {
      for list in figure.svg.matches(of: /class="([^"]*)"/) {
        for name in list.1.split(separator: " ") {
          #expect(css.contains(".\(name)"), "\(name)")
        }
      }
    }
    #expect(!css.contains(/#[0-9a-fA-F]{3}/) && !css.contains("rgb"))
  }

  @Test("make one circle for each group, and one dot for each place")
  func map() throws {
    let groups = try #require(try figures(Self.dataset(places: Self.clusters)).last)
    #expect(groups.svg.components(separatedBy: "<circle").count == 3)
    #expect(groups.svg.contains("</title></circle>"))
    let spots = (0..<50).map {
      DatasetProfile.Places.Spot(lon: 530_000 + 20 * $0, lat: 5_210_000 - 9 * $0, rows: 1)
    }
    let points = try #require(
      try figures(Self.dataset(places: .init(rows: 50, spots: spots, clusters: []))).last)
    #expect(points.svg.components(separatedBy: "h0").count == 51)
    #expect(points.svg.contains(">200\u{A0}m<"))
    let one = DatasetProfile.Places(rows: 1, spots: Array(spots.prefix(1)), clusters: [])
    #expect(try figures(Self.dataset(places: one)).last?.svg.contains("m500 ") == true)
    #expect(points.table.rows.first == ["Noordelijkste breedtegraad", "52,1°"])
  }

  @Test("measure a map in kilometres")
  func projection() throws {
    // A minute of latitude is 1.855 km; at 60° north a degree of longitude is half as long.
    let spots = [(0, 5_990_000), (100_000, 6_010_000)].map {
      DatasetProfile.Places.Spot(lon: $0.0, lat: $0.1, rows: 1)
    }
    let map = try #require(Projection(spots))
    let (one, other) = (map.point(spots[0]), map.point(spots[1]))
    #expect(abs((other.x - one.x) / 1000 * map.width - 55.66) < 0.1)
    #expect(abs((one.y - other.y) / 1000 * map.width - 22.26) < 0.1)
    #expect(map.shape == .wide && map.scaleBar == 10_000)
  }

  @Test("have round ticks, and labels that do not touch")
  func axes() {
    for most in [1, 2, 3, 7, 57, 131, 2668, 29_903, 1_234_567] {
      let scale = Scale(upTo: most)
      #expect(scale.most >= most && scale.steps <= 5 && scale.most - most < 2 * scale.step)
      #expect("\(scale.step)".allSatisfy { "125".contains($0) || $0 == "0" })
    }
    let labels = (0..<12).map { ColumnChart.Label(place: Double($0) + 0.5, text: "sep 2024") }
    let fitting = ColumnChart.fitting(labels, columns: 12)
    #expect(fitting.count == 4 || fitting.count == 6)
    #expect(fitting.contains { $0.isMinor } && fitting.contains { !$0.isMinor })
  }

  @Test("go into a page as their templates show them, with the first rows")
  func templates() throws {
    let (library, texts) = (try Templates.library(for: .site), try Texts(.nl))
    let dataset = Self.dataset(places: Self.clusters)
    let html = try #require(
      library.render(
        ["figures": Figures.figures(of: dataset, texts: texts).content, "t": texts.all],
        withTemplate: "figures"))
    #expect(html.components(separatedBy: "<figure").count == 5)
    #expect(html.components(separatedBy: "<svg xmlns").count == 5)
    #expect(!html.contains("<b>") && !html.contains("</script>"))
    var sample = try #require(FirstRowsTable.content(of: dataset, texts: texts))
    sample["t"] = texts.all
    let rows = try #require(library.render(sample, withTemplate: "sample"))
    #expect(rows.contains("De eerste 2 rijen van 1.000"))
    #expect(rows.contains("<td class=\"number\">1,5</td>"))
    #expect(!rows.contains("<b>") && !rows.contains("⟦"))
  }
}
