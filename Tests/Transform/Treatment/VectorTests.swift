// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

@testable import HergebruikTreatment
@testable import HergebruikValues

/// Treatments against `Tests/Vectors/privacy.json`, which Python made by the specification.
@Suite struct VectorTests {
  @Test func hasTheVectorsThatItsScriptMakes() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", vectorsFolder.appending(path: "make_vectors.py").path, "--check",
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "what differs is above")
  }

  private func pseudonyms() throws -> [[String: String]] {
    try vectors("pseudonyms", as: [[String: String]].self)
  }

  @Test func makesThePseudonymsOfTheVectors() throws {
    #expect(try vectors("key", as: String.self) == Self.hex(0..<32))
    let cases = try pseudonyms()
    #expect(cases.count >= 18)
    for vector in cases {
      let name = try #require(vector["format"])
      let format: StringFormat = try #require(
        ["bsn": .bsn, "email": .email, "default": .default][name])
      let field = Field(
        source: "x", name: try #require(vector["field"]), type: .string(format), privacy: .direct,
        treatment: .pseudonymise)
      let treated = try treat(
        [field], [[try #require(vector["value"])]], release: try #require(vector["release"]),
        domain: try #require(vector["dataset"]))
      #expect(treated.rows == [[try #require(vector["pseudonym"])]], "\(vector)")
    }
  }

  /// What is told apart in the vectors: release, dataset, field, value, and where one ends and the next begins.
  @Test func hasVectorsThatTellEachPartApart() throws {
    let cases = try pseudonyms().filter { $0["pseudonym"] != "" }
    for part in ["release", "dataset", "field", "value"] {
      let isTold = cases.contains { one in
        cases.contains { two in
          one["pseudonym"] != two["pseudonym"] && one[part] != two[part]
            && ["release", "dataset", "field", "value", "format"].allSatisfy {
              $0 == part || one[$0] == two[$0]
            }
        }
      }
      #expect(isTold, "\(part)")
    }
    let joined = Dictionary(grouping: cases) { vector in
      ["release", "dataset", "field"].map { vector[$0] ?? "" }.joined() + (vector["value"] ?? "")
    }
    #expect(joined.values.contains { Set($0.map { $0["pseudonym"] }).count >= 3 })
  }

  @Test func roundsAtRandomAsTheVectorsDo() throws {
    let cases = try vectors("randomRounding", as: [[String: Any]].self)
    #expect(cases.count >= 30)
    for vector in cases {
      func text(_ name: String) throws -> String { try #require(vector[name] as? String) }
      let keys = try #require(vector["key"] as? [String])
      let fields =
        keys.indices.map {
          Field(source: "k\($0)", name: "k\($0)", privacy: .none, treatment: .keep)
        }
        + [
          Field(
            source: "n", name: try text("field"), type: .number(NumberFormat()), privacy: .quasi,
            treatment: .randomRound(base: try text("base")))
        ]
      let treated = try treat(
        fields, [keys + [try text("value")]], primaryKey: keys.indices.map { "k\($0)" },
        domain: try text("dataset"))
      #expect(treated.rows.map(\.last) == [try text("result")], "\(vector)")
    }
  }

  /// The worked example of the page is the first vector, so that who implements it again can follow each step.
  @Test func standsInTheSpecification() throws {
    let page = try String(
      contentsOf: projectRoot.appending(path: "docs/privacy-specification.md"), encoding: .utf8)
    let first = try #require(try pseudonyms().first)
    for part in ["dataset", "field", "value", "fieldKey", "tag", "pseudonym"] {
      #expect(page.contains(try #require(first[part])), "\(part)")
    }
    #expect(page.contains(try vectors("key", as: String.self)))
    #expect(page.contains(try vectors("keyName", as: String.self)))
    #expect(page.contains(try vectors("unkeyedHash", as: String.self)))
  }

  static func hex(_ bytes: some Sequence<Int>) -> String {
    bytes.map { String(format: "%02x", $0) }.joined()
  }

  @Test func checksBSNs() throws {
    for (text, isValid) in try vectors("bsn", as: [String: Bool].self) {
      let digits = text.filter(\.isNumber)
      let padded = String(repeating: "0", count: max(9 - digits.count, 0)) + digits
      #expect(try cell(text, .string(.bsn)) == (isValid ? padded : nil), "\(text)")
    }
  }

  @Test func checksPostcodes() throws {
    for (text, isValid) in try vectors("postcode", as: [String: Bool].self) {
      let bare = String(text.uppercased().filter { $0 != " " && $0 != "-" }.suffix(6))
      #expect(try cell(text, .string(.postcode)) == (isValid ? bare : nil), "\(text)")
    }
  }

  @Test func checksLicencePlates() throws {
    for (text, series) in try vectors("kenteken", as: [String: Any].self) {
      #expect((try cell(text, .string(.kenteken)) != nil) == (series is Int), "\(text)")
    }
  }

  @Test func checksIBANs() throws {
    for (text, isValid) in try vectors("iban", as: [String: Bool].self) {
      let bare = text.filter { $0 != " " }
      #expect(try cell(text, .string(.iban)) == (isValid ? bare : nil), "\(text)")
    }
  }

  @Test func takesTheAgesOfTheVectors() throws {
    for (text, age) in try vectors("ages", as: [String: Int].self) {
      let parts = text.split { !$0.isNumber }.map { $0.count < 2 ? "0\($0)" : String($0) }
      try #require(parts.count == 6)
      let years = AgeBand(width: 1, top: 150, date: parts[3...].joined(separator: "-"))
      let birth = parts[..<3].joined(separator: "-")
      #expect(try cell(birth, .date(format: "default"), .ageBand(years)) == "\(age)", "\(text)")
    }
    for (age, bands) in try vectors("ageBands", as: [String: [String]].self) {
      let year = 2026 - (try #require(Int(age)))
      for (width, top, band) in [(5, 150, bands[0]), (10, 90, bands[1])] {
        let treatment = Treatment.ageBand(AgeBand(width: width, top: top, date: "2026-06-01"))
        #expect(try cell("\(year)-06-01", .date(format: "default"), treatment) == band, "\(age)")
      }
    }
  }

  @Test func snapsToTheGridsOfTheVectors() throws {
    for (point, grids) in try vectors("squares", as: [String: [String: [Any]]].self) {
      let axes = point.split { "(), ".contains($0) }.map(String.init)
      for (grid, corner) in grids {
        for (axis, expected) in zip(axes, try #require(corner.first as? [Int])) {
          let snapped = try cell(axis, .number(NumberFormat()), .snap(grid: grid))
          #expect(snapped == "\(expected)", "\(point) \(grid)")
        }
        let code = try #require(corner.last as? String)
        let square = Treatment.square(size: try #require(Int(grid)), y: "y")
        let made = try treat(SquareTests.fields(square), [axes])
        #expect(made.rows == [[code]], "\(point) \(grid)")
      }
    }
  }

  @Test func roundsToTheNearestFive() throws {
    for (text, expected) in try vectors("nearestFive", as: [String: Int].self) {
      #expect(try cell(text, .integer(NumberFormat()), .round(base: "5")) == "\(expected)")
    }
  }

  @Test func roundsAtRandomByTheChanceOfTheVectors() throws {
    let five = try #require(MultipleOf("5"))
    for (text, expected) in try vectors("roundedAtRandom", as: [String: Int].self) {
      let parts = text.split(separator: ",").map(String.init)
      let value = try #require(FixedDecimal(parts[0]))
      // u as a fraction of 2^64.
      let chance = UInt64(try #require(Double(parts[1])) * 0x1p64)
      #expect(five.multiple(for: value, .chance(chance))?.text() == "\(expected)", "\(text)")
    }
  }
}
