// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel
import HergebruikSystem
import HergebruikTestBasics
import Testing

@testable import HergebruikDetectors
@testable import HergebruikValues

/// Detectors against `Tests/Vectors/privacy.json`, which Python made by the specification.
@Suite("Detectors and the vectors") struct DetectorVectorTests {
  private func booleans(_ name: String) throws -> [String: Bool] {
    let cases = try vectors(name, as: [String: Bool].self)
    try #require(Set(cases.values).count == 2, "\(name) has no right one, or no wrong one")
    return cases
  }

  @Test(
    "numbers and codes, by their arithmetic and form",
    arguments: [
      ("bsn", Detector.bsn), ("onderwijsnummer", .onderwijsnummer), ("aNummer", .aNummer),
      ("big", .big), ("iban", .iban), ("postcode", .postcode), ("document", .documentNumber),
    ])
  func forms(name: String, detector: Detector) throws {
    for (text, isValid) in try booleans(name) {
      #expect(kinds(text).contains(detector) == isValid, "\(name) \(text)")
    }
  }

  @Test("VAT numbers, and what in them passes the eleven test")
  func accounts() throws {
    for (text, expected) in try vectors("btw", as: [String: [String: Bool]].self) {
      #expect(kinds(text).contains(.btwNummer) == expected["valid"], "\(text)")
      let digits = text.filter(\.isNumber)
      #expect(kinds(String(digits.prefix(9))).contains(.bsn) == expected["bsn"], "\(text)")
    }
  }

  @Test("plates by their series")
  func plates() throws {
    let cases = try vectors("kenteken", as: [String: Any].self)
    #expect(Set(cases.values.compactMap { $0 as? Int }).count == 14)
    for (text, series) in cases {
      let found = Array(text.utf8).withUnsafeBufferPointer { LicencePlate.series(of: $0.span) }
      #expect(found == series as? Int, "\(text)")
      let isDashed = text.contains("-")
      #expect(
        kinds(text).contains(.kenteken) == (found != nil && (isDashed || (found ?? 0) >= 4)),
        "\(text)")
    }
  }

  @Test("chassis numbers, which have no check that counts")
  func chassis() throws {
    for (text, isValid) in try booleans("vin") {
      let hasForm = Array(text.utf8).withUnsafeBufferPointer { CodeForms.hasVINLetters($0) }
      #expect(hasForm == isValid, "\(text)")
    }
    #expect(kinds("XLR1234567N890123").contains(.vin))
    #expect(!kinds("11111111111111111").contains(.vin))
  }

  @Test("BAG ids, by their type")
  func bag() throws {
    for (text, type) in try vectors("bag", as: [String: Any].self) {
      let found = NumberRules.bagType(try #require(Int(text)), digits: 16)
      #expect(found.map { String(format: "%02d", $0) } == type as? String, "\(text)")
      let isFirm = evidence([text]).firm(.bagID) == 1
      #expect(isFirm == (type is String && type as? String != "30"), "\(text)")
    }
    // With 15 digits only the header can say so.
    #expect(findings(["599010000000001"], label: "BAG_ID") == ["bag-id certain"])
    #expect(findings(["599010000000001"]).isEmpty)
  }

  @Test("the unkeyed hash that must never appear, in hex and base64")
  func canary() throws {
    let hash = try vectors("unkeyedHash", as: String.self)
    let digest = Data(Array(SHA256Hasher.digest(of: Array("111222333".utf8)).bytes))
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
@Suite("Detectors and chance") struct DetectorChanceTests {
  private func chance(_ name: String) throws -> Double {
    try #require(try vectors("chance", as: [String: Any].self)[name] as? Double, "\(name)")
  }

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
    let nine = try chance("bsnOf9Digits")
    let found = rate(
      100_000, { String(Int.random(in: 100_000_000...999_999_999, using: &$0)) }, .bsn)
    #expect(abs(found - nine) < 0.004)
    let eight = try chance("bsnOf8Digits")
    let short = rate(100_000, { String(Int.random(in: 10_000_000...99_999_999, using: &$0)) }, .bsn)
    #expect(abs(short - eight) < 0.004)
  }

  @Test("so do days of eight digits, and a column of them is no column of numbers")
  func days() throws {
    let passing = try vectors("chance", as: [String: Any].self)["daysThatAreBSNs"] as? [String]
    for text in try #require(passing) { #expect(kinds(text).contains(.bsn)) }
    let days = (0..<36_500).map { day in
      let date = Date(timeIntervalSince1970: Double(day) * 86_400)
      let parts = Calendar(identifier: .gregorian).dateComponents(
        in: TimeZone(secondsFromGMT: 0) ?? .current, from: date)
      return String(
        format: "%04d%02d%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }
    let share = Double(evidence(days).whole(.bsn)) / Double(days.count)
    #expect(try share == chance("dayIsBSN"))
    #expect(findings(days).isEmpty)
    #expect(found(days.prefix(400).joined(separator: " en ")).numbers == 0)
  }

  @Test("codes of six and nine letters and digits")
  func codes() throws {
    let plates = try chance("plateOf6")
    var random = SplitMix(state: 7)
    var hits = 0
    for _ in 0..<200_000 {
      let code = (0..<6).map { _ in Self.alphabet.randomElement(using: &random) ?? "A" }
      let bytes = Array(String(code).utf8)
      if bytes.withUnsafeBufferPointer({ LicencePlate.series(of: $0.span) }) != nil { hits += 1 }
    }
    #expect(abs(Double(hits) / 200_000 - plates) < 0.004)
    let documents = try chance("documentOf9")
    let found = rate(
      200_000,
      { random in
        String((0..<9).map { _ in Self.alphabet.randomElement(using: &random) ?? "A" })
      }, .documentNumber)
    #expect(abs(found - documents) < 0.004)
  }

  @Test("columns of random numbers are flagged as seldom as the vectors say")
  func columns() throws {
    #expect(try chance("half20RandomNumbers") < 1e-5)
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
