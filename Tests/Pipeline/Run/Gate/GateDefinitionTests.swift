// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikDefinition
@testable import HergebruikGate

/// The checks of what the definition says, each with a definition that another part of the program would have refused
/// already.
@Suite("Gate and definitions")
struct GateDefinitionTests {
  private func kept(_ fields: String..., export: String = "wijk\nnoord\n") throws -> WrittenDataset
  {
    try WrittenDataset(
      "fields:\n" + fields.map { "  - {\($0)}\n" }.joined(), export: export)
  }

  @Test("knows a column that nobody judged")
  func columns() throws {
    var dataset = try kept("source: wijk, privacy: none, treat: keep")
    #expect(try dataset.judged(.columns).verdict == .passed)
    dataset.subject.columns.width += 1
    let judged = try dataset.judged(.columns)
    #expect(judged.verdict == .failed)
    #expect(judged.problems == ["1 columns of the export are not in the pipeline file"])
  }

  @Test("knows a direct identifier that is kept")
  func direct() throws {
    var dataset = try kept("source: wijk, privacy: none, treat: keep")
    #expect(try dataset.judged(.directIdentifiers).verdict == .passed)
    dataset.subject.pipeline.fields[0].privacy = .direct
    #expect(try dataset.judged(.directIdentifiers).verdict == .failed)
    dataset.subject.pipeline.fields[0].treatment = .drop
    #expect(try dataset.judged(.directIdentifiers).verdict == .passed)
  }

  @Test("asks for a sign-off, and for its leave where no k is asked")
  func withoutK() throws {
    let dataset = try kept("source: wijk, privacy: quasi, treat: keep")
    #expect(try dataset.judged(.signOff).verdict == .failed)
    #expect(try dataset.judged(.anonymity).verdict == .failed)
    try dataset.folder.folder("project/pipelines/t")
    let today = AmsterdamDate.today()
    func sign(_ allowsWithoutK: Bool) throws {
      _ = try SignOff(of: dataset.subject.pipeline).sign(
        SignOff.Request(
          role: "FG", isPublished: true, date: today,
          validUntil: "\((Int(today.prefix(4)) ?? 0) + 1)-12-31",
          exceptions: allowsWithoutK ? [.withoutK: "Een test."] : [:]))
    }
    try sign(false)
    #expect(try dataset.judged(.signOff).verdict == .passed)
    #expect(try dataset.judged(.anonymity).verdict == .failed)
    try sign(true)
    #expect(try dataset.judged(.anonymity).verdict == .allowed)
  }

  @Test(
    "judges two fields together by what their treatments leave",
    arguments: [
      ("source: postcode", "keep", "source: huisnummer, type: integer", "keep", false),
      ("source: postcode", "{prefix: 6}", "source: huisnummer, type: integer", "keep", false),
      ("source: postcode", "{prefix: 5}", "source: huisnummer, type: integer", "keep", false),
      ("source: postcode", "{prefix: 4}", "source: huisnummer, type: integer", "keep", true),
      ("source: postcode", "keep", "source: huisnummer, type: integer", "{round: 1}", false),
      ("source: postcode", "keep", "source: huisnummer, type: integer", "{round: 2}", false),
      ("source: postcode", "keep", "source: huisnummer, type: integer", "{round: 9}", false),
      ("source: postcode", "keep", "source: huisnummer, type: integer", "{round: 10}", true),
      ("source: postcode", "{prefix: 4}", "source: geboortedatum, type: date", "keep", false),
      (
        "source: postcode", "{prefix: 4}", "source: geboortedatum, type: date", "{date: year}", true
      ),
      ("source: postcode", "{prefix: 4}", "source: geboortedatum, type: string", "keep", false),
      ("source: postcode", "{prefix: 4}", "source: geboortedatum, type: integer", "keep", false),
      (
        "source: postcode", "{prefix: 4}", "source: geboortedatum, type: integer", "{round: 10000}",
        true
      ),
    ])
  func combinations(
    one: String, treatment: String, other: String, otherTreatment: String, isRight: Bool
  ) throws {
    let day = other.hasSuffix("date") ? "1980-01-31" : "19800131"
    let isDay = other.contains("geboortedatum")
    let dataset = try kept(
      "\(one), privacy: quasi, treat: \(treatment)",
      "\(other), privacy: quasi, treat: \(otherTreatment)",
      export: "postcode,\(isDay ? "geboortedatum" : "huisnummer")\n1011AB,\(isDay ? day : "12")\n")
    let judged = try dataset.judged(.combinations)
    #expect(judged.verdict == (isRight ? .passed : .failed), "\(judged.problems)")
  }
}
