// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikSystem
import Testing

@testable import HergebruikTransform

/// Detectors against `../shared/standards/privacy/vectors.json`; skipped where that is absent.
@Suite("Detectors and the vectors", .enabled(if: hasVectors, "../shared/standards is not here"))
struct DetectorVectorTests {
  private func table(_ name: String) throws -> [String: Any] {
    try #require(try vectors(name) as? [String: Any], "\(name)")
  }

  private func booleans(_ name: String) throws -> [String: Bool] {
    try #require(try vectors(name) as? [String: Bool], "\(name)")
  }

  @Test("citizen service numbers, by their arithmetic")
  func serviceNumbers() throws {
    let passes = try booleans("bsn_passes_elfproef")
    #expect(passes.count >= 14)
    for (text, expected) in passes {
      #expect(
        kinds(text).contains(.bsn) == (expected && (8...9).contains(text.count)), "\(text)")
    }
    // 010000007 stands in both lists, which contradict each other: 8·1 − 7 = 1 does not pass.
    for text in try #require(try vectors("bsn_valid") as? [String]) where passes[text] != false {
      #expect(kinds(text).contains(.bsn), "\(text)")
    }
  }

  @Test("education numbers, A-numbers and BIG numbers")
  func otherNumbers() throws {
    for (name, detector) in [
      ("onderwijsnummer", Detector.onderwijsnummer), ("anr", .aNummer), ("big", .big),
    ] {
      let cases = try booleans(name)
      #expect(cases.count >= 3)
      for (text, valid) in cases {
        #expect(kinds(text).contains(detector) == valid, "\(name) \(text)")
      }
    }
  }

  @Test("accounts, VAT numbers and what in them passes the eleven test")
  func accounts() throws {
    for name in ["iban", "iban_made"] {
      for (text, valid) in try booleans(name) {
        #expect(kinds(text).contains(.iban) == valid, "\(text)")
      }
    }
    for (text, expected) in try table("btw") {
      let expected = try #require(expected as? [String: Bool])
      #expect(kinds(text).contains(.btwNummer) == expected["valid"], "\(text)")
      let digits = text.filter(\.isNumber)
      #expect(kinds(String(digits.prefix(9))).contains(.bsn) == expected["first9_elfproef"])
    }
  }

  @Test("postcodes, and plates by their series")
  func codes() throws {
    for (text, valid) in try booleans("postcode") {
      #expect(kinds(text).contains(.postcode) == valid, "\(text)")
    }
    for (text, series) in try table("kenteken") {
      let found = Array(text.utf8).withUnsafeBufferPointer { LicencePlate.series(of: $0) }
      #expect(found == series as? Int, "\(text)")
      let isDashed = text.contains("-")
      #expect(
        kinds(text).contains(.kenteken) == (found != nil && (isDashed || (found ?? 0) >= 4)),
        "\(text)")
    }
  }

  @Test("documents and chassis numbers, which have no check that counts")
  func documents() throws {
    for (text, valid) in try booleans("doc") {
      #expect(kinds(text).contains(.documentNumber) == valid, "\(text)")
    }
    // The check digit of North America says nothing about European numbers: only the form counts.
    for (text, valid) in try table("vin") {
      let hasForm = Array(text.utf8).withUnsafeBufferPointer { CodeForms.hasVINLetters($0) }
      #expect(hasForm == !(valid is NSNull), "\(text)")
    }
    #expect(kinds("WVWZZZ1JZXW000001").contains(.vin))
    #expect(!kinds("11111111111111111").contains(.vin))
  }

  @Test("BAG ids, by their type")
  func bag() throws {
    for (text, type) in try table("bag") {
      if text.count == 16 {
        let found = NumberRules.bagType(try #require(Int(text)), digits: 16)
        #expect(found.map { String(format: "%02d", $0) } == type as? String, "\(text)")
      }
      // With 15 digits only the header can say so.
      let isFirm = evidence([text]).firm(.bagID) == 1
      #expect(isFirm == (type is String && type as? String != "30"), "\(text)")
    }
    #expect(findings(["363010000000001"], label: "BAG_ID") == ["bag-id certain"])
    #expect(findings(["363010000000001"]).isEmpty)
  }

  @Test("the unkeyed hash that must never appear, in hex and base64")
  func canary() throws {
    let hash = try #require(try vectors("sha256_unkeyed_bsn_111222333") as? String)
    let digest = SHA256Hasher.digest(of: Array("111222333".utf8)).withUnsafeBytes { Data($0) }
    #expect(digest.map { String(format: "%02x", $0) }.joined() == hash)
    let base64 = digest.base64EncodedString()
    for text in [hash, hash.uppercased(), base64, String(base64.dropLast())] {
      #expect(kinds(text).contains(.canary), "\(text)")
      #expect(found("key: \"\(text)\", next").found.contains(.canary), "\(text)")
    }
    #expect(findings([hash]) == ["canary certain"])
    let other = String(hash.reversed())
    #expect(findings([other, other]) == ["hash possible"])
    #expect(!found("x \(other)").all.contains(.canary))
  }
}

/// How often chance makes what is looked for, against the rates that the vectors give.
@Suite("Detectors and chance", .enabled(if: hasVectors, "../shared/standards is not here"))
struct DetectorChanceTests {
  private func rate(_ count: Int, _ cell: (inout SplitMix) -> String, _ detector: Detector)
    -> Double
  {
    var random = SplitMix(state: 42)
    var hits = 0
    for _ in 0..<count where kinds(cell(&random)).contains(detector) { hits += 1 }
    return Double(hits) / Double(count)
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

  @Test("one in eleven numbers of nine or eight digits passes")
  func numbers() throws {
    let counts = try #require(try vectors("bsn_counts") as? [String: Any])
    let nine = try #require(counts["rate9"] as? Double)
    let found = rate(
      100_000, { String(Int.random(in: 100_000_000...999_999_999, using: &$0)) }, .bsn)
    #expect(abs(found - nine) < 0.004)
    let eight = try #require(counts["rate8"] as? Double)
    let short = rate(100_000, { String(Int.random(in: 10_000_000...99_999_999, using: &$0)) }, .bsn)
    #expect(abs(short - eight) < 0.004)
  }

  @Test("so do days of eight digits, and a column of them is no column of numbers")
  func days() throws {
    for text in try #require(try vectors("date8_example_passing") as? [String]) {
      #expect(kinds(text).contains(.bsn))
    }
    let rates = try #require(try vectors("date8_pass_elfproef") as? [String: Double])
    let days = (0..<36_500).map { day in
      let date = Date(timeIntervalSince1970: Double(day) * 86_400)
      let parts = Calendar(identifier: .gregorian).dateComponents(
        in: TimeZone(secondsFromGMT: 0) ?? .current, from: date)
      return String(
        format: "%04d%02d%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }
    let share = Double(evidence(days).whole(.bsn)) / Double(days.count)
    #expect(abs(share - (try #require(rates["yyyymmdd"]))) < 0.004)
    #expect(findings(days).isEmpty)
    #expect(found(days.prefix(400).joined(separator: " en ")).numbers == 0)
  }

  @Test("codes of six and nine letters and digits")
  func codes() throws {
    let plates = try #require(try vectors("kenteken_fp_random_alnum6") as? Double)
    var random = SplitMix(state: 7)
    var hits = 0
    for _ in 0..<200_000 {
      let code = (0..<6).map { _ in Self.alphabet.randomElement(using: &random) ?? "A" }
      let bytes = Array(String(code).utf8)
      if bytes.withUnsafeBufferPointer({ LicencePlate.series(of: $0) }) != nil { hits += 1 }
    }
    #expect(abs(Double(hits) / 200_000 - plates) < 0.004)
    let documents = try #require(try vectors("doc_nr_fp_random_alnum9") as? Double)
    let found = rate(
      200_000,
      { random in
        String((0..<9).map { _ in Self.alphabet.randomElement(using: &random) ?? "A" })
      }, .documentNumber)
    #expect(abs(found - documents) < 0.004)
  }

  @Test("columns of random numbers are flagged as seldom as the vectors say")
  func columns() throws {
    let chances = try #require(try vectors("column_fp_prob_random9") as? [String: Double])
    #expect(try #require(chances["n=20,>=50%"]) < 1e-5)
    var random = SplitMix(state: 3)
    for _ in 0..<2000 {
      let size = Int.random(in: 5...60, using: &random)
      let column = (0..<size).map { _ in
        String(Int.random(in: 100_000_000...999_999_999, using: &random))
      }
      #expect(findings(column).isEmpty)
    }
  }
}
