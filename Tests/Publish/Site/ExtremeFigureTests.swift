// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
@_spi(Transform) import HergebruikModel
import HergebruikProfile
import Testing

@testable import HergebruikPublish
@testable import HergebruikSite

/// Pictures, maps and figures of quality of data at the ends: drawn, or left out.
@Suite("Figures of extreme data")
struct ExtremeFigureTests {
  /// A generator of numbers that are the same in every run.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ state >> 33) &* 0xFF51_AFD7_ED55_8CCD
    }
  }

  private static let numbers = [
    "0", "-0", "1", "-1", "0.01", "1000000000000000.01", "10000000.00", "9300000.50", "9400000.25",
    "9223372036854775807", "9223372036854775806", "-9223372036854775808",
    "12345678901234567890123.45",
    "999999999999999999999999999999999999", "1E308", "-1E308", "1E-308", "5E-324", "1E+22", "NaN",
    "INF", "-INF", "8712345678906", "8712345678907", "0.00000000000000000000000000000000001",
  ]
  private static let days = [
    "0001-01-01", "0001-01-02", "1799-12-31", "1800-01-01", "2199-12-31", "2200-01-01",
    "9999-12-30",
    "9999-12-31",
  ]
  private static let edges = [
    "180.0000000", "-180.0000000", "90.0000000", "-90.0000000", "0.0000000", "-0.0000001",
    "89.9999999", "5.3872035", "52.1551744",
  ]

  private static let fields = [
    PublishedField(
      name: "bedrag", type: "number", unit: "€", privacy: .none, treatment: .kind(.keep)),
    PublishedField(name: "code", type: "integer", privacy: .none, treatment: .kind(.keep)),
    PublishedField(name: "dag", type: "date", privacy: .none, treatment: .kind(.keep)),
    PublishedField(name: "soort", type: "string", privacy: .none, treatment: .kind(.keep)),
    PublishedField(
      name: "lengte", type: "number", privacy: .none, treatment: .coordinates),
    PublishedField(
      name: "breedte", type: "number", privacy: .none, treatment: .coordinates),
  ]

  private static func batch(_ rows: [[String]]) -> OpenBatch {
    var batch = OpenBatch(width: fields.count)
    for cell in rows.joined() {
      batch.text.append(cell)
      batch.ends.append(UInt32(batch.text.count))
      batch.text.append(0)
    }
    return batch
  }

  /// Rows of a few of the numbers, days and places: few, so that some lie close together.
  private static func rows(_ dice: inout Dice) -> [[String]] {
    func some(_ list: [String]) -> [String] {
      (0..<Int.random(in: 1...4, using: &dice)).compactMap { _ in list.randomElement(using: &dice) }
    }
    let (amounts, codes, days, x) = (some(numbers), some(numbers), some(days), some(edges))
    let y = some(edges.filter { !$0.contains("180") })
    return (0..<Int.random(in: 1...60, using: &dice)).map { _ in
      [amounts, codes, days, ["a", "b", ""], x, y].map { $0.randomElement(using: &dice) ?? "" }
    }
  }

  private static let inputs =
    ProcessInfo.processInfo.environment["HERGEBRUIK_PROPERTY_INPUTS"].flatMap { Int($0) } ?? 5_000

  @Test("are drawn, in both languages, or left out")
  func figures() throws {
    var dice = Dice(state: 41)
    let texts = try Language.allCases.map { try Texts($0) }
    var (drawn, left) = (0, Self.inputs)
    while left > 0 {
      let rows = Self.rows(&dice)
      left -= rows.count * Self.fields.count
      for least in [1, 10] {
        var profile = TableProfile(Self.fields)
        profile.add(Self.batch(rows))
        var dataset = Sample.dataset("proef", fields: Self.fields)
        dataset.rows = rows.count
        dataset.profile = profile.record(rejected: 0, least: least)
        for texts in texts {
          let figures = Figures.figures(of: dataset, texts: texts)
          drawn += figures.count
          for figure in figures {
            let picture = figure.content.values.map { "\($0)" }.joined()
            #expect(!picture.contains("nan") && !picture.contains("\"inf"), "\(rows)")
          }
        }
        let quality = QualityReport.json(of: dataset, in: Sample.catalogue).document
        #expect(
          (try? JSONSerialization.jsonObject(with: Data(quality.utf8))) != nil, "\(quality)")
      }
    }
    #expect(drawn > 20)
  }

  @Test("are written in words in full, whatever their size")
  func words() {
    for language in Language.allCases {
      for number in Self.numbers.compactMap(Double.init) + [
        .nan, .infinity, .greatestFiniteMagnitude,
      ] {
        for places in 0...6 {
          let text = language.decimal(number, places: places)
          #expect(!text.dropFirst().contains("-") || text.contains("e"), "\(text)")
        }
      }
    }
    #expect(Language.nl.decimal(10_000_000_000_000_002) == "10.000.000.000.000.002")
    #expect(Language.en.decimal(1234.5) == "1,234.5")
    #expect(Language.nl.decimal(-0.004) == "0")
  }

  @Test("say that a sum is not known, in the file and on the page")
  func unknownSum() throws {
    var profile = TableProfile(Self.fields)
    profile.add(Self.batch([["1E308", "1", "", "", "", ""], ["1", "2", "", "", "", ""]]))
    var dataset = Sample.dataset("proef", fields: Self.fields)
    dataset.profile = profile.record(rejected: 0, least: 1)
    let quality = QualityReport.json(of: dataset, in: Sample.catalogue).document
    #expect(quality.contains("\"sumIsKnown\": false"))
    #expect(quality.contains("\"quantilesAreKnown\": false"))
    #expect(quality.split(separator: "\"sumIsKnown\"").count == 2)
  }
}
