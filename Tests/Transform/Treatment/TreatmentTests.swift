// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import HergebruikValues
import Testing

@testable import HergebruikTreatment

@Suite struct TreatmentTests {
  private let date = FieldType.date(format: "%d-%m-%Y")

  @Test func treatsOneCellEachWay() throws {
    #expect(try cell("1234 ab", .string(.postcode), .prefix(4)) == "1234")
    #expect(try cell("Zoë", .string(.default), .prefix(2)) == "Zo")
    #expect(try cell("éé", .string(.default), .prefix(1)) == "é")
    #expect(try cell("x", .string(.default), .prefix(4)) == "x")
    #expect(try cell("23-11-1980", date, .dateToYear) == "1980")
    #expect(try cell("23-11-1980", date, .dateToMonth) == "1980-11")
    #expect(try cell("Jansen", .string(.default), .mask(show: 2, length: 8)) == "Ja******")
    #expect(try cell("Ja", .string(.default), .mask(show: 2, length: 8)) == "********")
    #expect(try cell("Jansen", .string(.default), .mask(show: 0, length: 8)) == "********")
    #expect(try cell("Jansen", .string(.default), .redact("afgeschermd")) == "afgeschermd")
  }

  @Test func leavesMissingMissingButRedactsIt() throws {
    let fields = [
      Field(
        source: "a", name: "a", type: .any, privacy: .quasi, treatment: .mask(show: 1, length: 4)),
      Field(source: "b", name: "b", type: .any, privacy: .direct, treatment: .pseudonymise),
      Field(source: "c", name: "c", type: .any, privacy: .direct, treatment: .redact("x")),
      Field(source: "d", name: "d", type: date, privacy: .quasi, treatment: .dateToYear),
    ]
    let treated = try treat(
      fields, [["", "-", "-", "n.v.t."]], missingValues: ["", "-", "n.v.t."])
    #expect(treated.rows == [["", "", "x", ""]])
    #expect(treated.result.problems.isEmpty)
  }

  @Test func normalisesBeforeItPseudonymises() throws {
    func pseudonym(_ text: String, _ type: FieldType) throws -> String {
      try #require(try cell(text, type, .pseudonymise))
    }
    let name = FieldType.string(.default)
    #expect(try pseudonym("  Zoë\u{A0}", name) == pseudonym("Zoe\u{308}", name))
    #expect(try pseudonym("Zoë", name) != pseudonym("zoë", name))
    let email = FieldType.string(.email)
    #expect(try pseudonym("A.B@C.nl", email) == pseudonym("a.b@c.NL", email))
    #expect(try pseudonym("010000007", .any) != pseudonym("10000007", .any))
    #expect(try pseudonym("12345672", .string(.bsn)) == pseudonym("012345672", .string(.bsn)))
    #expect(try cell("   ", name, .pseudonymise) == "")
    #expect(try cell(" ", name, .pseudonymise, constraints: .init(required: true)) == nil)
  }

  @Test func separatesFieldsDomainsAndReleases() throws {
    let fields = ["a", "b"].map {
      Field(source: $0, name: $0, type: .any, privacy: .direct, treatment: .pseudonymise)
    }
    var seen: Set<String> = []
    for (domain, release) in [("x", ""), ("y", ""), ("x", "2026-11")] {
      let row = try #require(
        try treat(fields, [["v", "v"]], release: release, domain: domain).rows.first)
      seen.formUnion(row)
    }
    #expect(seen.count == 6)
    #expect(
      seen.allSatisfy {
        $0.count == 16 && $0.allSatisfy { "abcdefghijklmnopqrstuvwxyz234567".contains($0) }
      })
  }

  @Test func dropsFieldsFromRowsAndSchema() throws {
    let fields = [
      Field(source: "a", name: "a", type: .any, privacy: .none, treatment: .keep),
      Field(
        source: "b", name: "b", type: .string(.bsn), privacy: .direct, treatment: .drop,
        title: LocalizedText(nl: "geheim")),
    ]
    let plan = try TransformPlan(.init(fields: fields, pseudonyms: .init(domain: "x")), key: nil)
    #expect(plan.table.fields.map(\.name) == ["a"])
    let treated = try treat(fields, [["1", "111222333"], ["2", "111222334"]])
    #expect(treated.rows == [["1"]])
    #expect(treated.problems == [.type])
  }

  @Test func describesWhatIsPublishedNotWhatCameIn() throws {
    let limits = Constraints(required: true, unique: true, enum: ["1"], pattern: "PV[0-9]+")
    let fields = [
      Field(
        source: "a", name: "a", type: .string(.default), privacy: .direct, treatment: .pseudonymise,
        constraints: limits),
      Field(source: "b", name: "b", type: date, privacy: .quasi, treatment: .dateToMonth),
      Field(
        source: "c", name: "c", type: .string(.default), privacy: .none, treatment: .keep,
        constraints: limits),
      Field(
        source: "d", name: "d", type: .string(.bsn), privacy: .direct, treatment: .redact("x"),
        constraints: Constraints(required: true, enum: ["111222333"], pattern: "[0-9]+")),
    ]
    let key = [UInt8](repeating: 7, count: 32)
    let plan = try key.withUnsafeBytes {
      try TransformPlan(.init(fields: fields, pseudonyms: .init(domain: "x")), key: $0.bytes)
    }
    let published = plan.table.fields
    #expect(published.map(\.type) == ["string", "yearmonth", "string", "string"])
    #expect(
      published[0].constraints == Constraints(required: true, unique: true, pattern: "[a-z2-7]{16}")
    )
    #expect(published[2].constraints == limits)
    #expect(published[3].constraints == nil)
    #expect(
      published.map(\.treatment)
        == [.kind(.pseudonymise), .kind(.dateToMonth), .kind(.keep), .kind(.redact)])
  }

  @Test func refusesToPseudonymiseWithoutAKey() {
    let field = Field(source: "a", name: "a", privacy: .direct, treatment: .pseudonymise)
    #expect(throws: Failure.self) {
      try TransformPlan(.init(fields: [field], pseudonyms: .init(domain: "x")), key: nil)
    }
  }
}
