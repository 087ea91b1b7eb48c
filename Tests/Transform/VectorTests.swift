// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

@testable import HergebruikTreatment
@testable import HergebruikValues

/// Against `../shared/standards/privacy/vectors.json`; skipped where that is absent.
@Suite(.enabled(if: hasVectors, "../shared/standards/privacy is not here"))
struct VectorTests {
  @Test func makesThePseudonymsOfTheVectors() throws {
    let cases = try #require(try vectors("hmac_two_level") as? [[String: String]])
    #expect(cases.count >= 5)
    for vector in cases {
      let field = Field(
        source: "x", name: try #require(vector["field"]),
        type: .string(vector["field"] == "bsn" ? .bsn : .default), privacy: .direct,
        treatment: .pseudonymise)
      let treated = try treat(
        [field], [[try #require(vector["value"])]], release: try #require(vector["release"]),
        domain: try #require(vector["dataset"]))
      #expect(treated.rows.first?.first == vector["base32_80bit"])
    }
  }

  @Test func checksBSNs() throws {
    let cases = try #require(try vectors("bsn_passes_elfproef") as? [String: Bool])
    for (text, passes) in cases {
      // The arithmetic alone; a BSN in an export has 8 or 9 digits.
      let expected = passes && (8...9).contains(text.count)
      #expect((try cell(text, .string(.bsn)) != nil) == expected, "\(text)")
    }
    // The two lists contradict each other on 010000007 (8·1 − 7 = 1): the arithmetic is followed.
    let valid = try #require(try vectors("bsn_valid") as? [String]).filter { cases[$0] != false }
    #expect(valid.count >= 7)
    for text in valid {
      let padded = String(repeating: "0", count: 9 - text.count) + text
      #expect(try cell(text, .string(.bsn)) == padded)
    }
    #expect(try cell("1112.22.333", .string(.bsn)) == "111222333")
  }

  @Test func checksPostcodes() throws {
    for (text, valid) in try #require(try vectors("postcode") as? [String: Bool]) {
      #expect((try cell(text, .string(.postcode)) != nil) == valid, "\(text)")
    }
    #expect(try cell("NL-2611 et", .string(.postcode)) == "2611ET")
  }

  @Test func checksLicencePlates() throws {
    for (text, series) in try #require(try vectors("kenteken") as? [String: Any]) {
      #expect((try cell(text, .string(.kenteken)) != nil) == (series is Int), "\(text)")
    }
  }

  @Test func checksIBANs() throws {
    for name in ["iban", "iban_made"] {
      for (text, valid) in try #require(try vectors(name) as? [String: Bool]) {
        #expect((try cell(text, .string(.iban)) != nil) == valid, "\(text)")
      }
    }
  }

  @Test func takesTheAgesOfTheVectors() throws {
    for (text, age) in try #require(try vectors("age_at") as? [String: Int]) {
      let parts = text.split { !$0.isNumber }.map { $0.count < 2 ? "0\($0)" : String($0) }
      try #require(parts.count == 6)
      let years = AgeBand(width: 1, top: 150, date: parts[3...].joined(separator: "-"))
      let birth = parts[..<3].joined(separator: "-")
      #expect(try cell(birth, .date(format: "default"), .ageBand(years)) == "\(age)", "\(text)")
    }
    for (age, bands) in try #require(try vectors("age") as? [String: [String]]) {
      let year = 2026 - (try #require(Int(age)))
      for (width, top, band) in [(5, 150, bands[0]), (10, 90, bands[1])] {
        let treatment = Treatment.ageBand(AgeBand(width: width, top: top, date: "2026-06-01"))
        #expect(try cell("\(year)-06-01", .date(format: "default"), treatment) == band, "\(age)")
      }
    }
  }

  @Test func snapsToTheGridsOfTheVectors() throws {
    let cases = try #require(try vectors("snap") as? [String: [String: [Any]]])
    #expect(cases.count >= 4)
    for (point, grids) in cases {
      let axes = point.split { "(), ".contains($0) }.map(String.init)
      for (grid, corner) in grids {
        let expected = try #require(corner.first as? [Int])
        for (axis, expected) in zip(axes, expected) {
          let snapped = try cell(axis, .number(NumberFormat()), .snap(grid: grid))
          #expect(snapped == "\(expected)", "\(point) \(grid)")
        }
      }
    }
  }

  @Test func namesTheSquaresOfTheVectors() throws {
    let cases = try #require(try vectors("snap") as? [String: [String: [Any]]])
    for (point, grids) in cases {
      let axes = point.split { "(), ".contains($0) }.map(String.init)
      for (size, corner) in grids {
        let code = try #require(corner.last as? String)
        let square = Treatment.square(size: try #require(Int(size)), y: "y")
        let made = try treat(SquareTests.fields(square), [axes])
        #expect(made.rows == [[code]], "\(point) \(size)")
      }
    }
  }

  @Test func roundsToTheNearestFive() throws {
    for (text, expected) in try #require(try vectors("round5_nearest") as? [String: Int]) {
      #expect(try cell(text, .integer(NumberFormat()), .round(base: "5")) == "\(expected)")
    }
  }

  @Test func roundsAtRandomByTheChanceOfTheVectors() throws {
    let five = try #require(MultipleOf("5"))
    for (text, expected) in try #require(try vectors("random_round5_u") as? [String: Int]) {
      let parts = text.split(separator: ",").map(String.init)
      let value = try #require(FixedDecimal(parts[0]))
      // u as a fraction of 2^64.
      let chance = UInt64(try #require(Double(parts[1])) * 0x1p64)
      #expect(five.multiple(for: value, .chance(chance))?.text() == "\(expected)", "\(text)")
    }
  }
}
