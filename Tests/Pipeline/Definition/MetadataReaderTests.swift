// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@testable import HergebruikDefinition

/// What a steward says of one dataset.
@Suite("Metadata")
struct MetadataReaderTests {
  private func text(_ metadata: String) -> String {
    fields("source: a, privacy: none, treat: keep")
      .replacing("{title: T,", with: "{\(metadata), title: T,")
  }

  @Test("reads what DCAT-AP-NL has of a dataset")
  func everything() throws {
    let said = try #require(
      try pipeline(
        text(
          """
          identifier: 'urn:x:1', otherIdentifier: [A, B], issued: '2019-05-01',
          contactPoint: {name: Groen, email: groen@example.nl},
          publisher: {name: Waterschap, uri: 'https://example.nl/ws', type: RegionalAuthority},
          creator: [{name: Bureau, uri: 'https://example.nl/bureau'}],
          attribution: {name: Beheer, uri: 'https://example.nl/beheer', role: custodian},
          spatial: [ws0636, NLD, 'https://sws.geonames.org/2747373/'], language: [FRY],
          temporal: {start: '2020-02', end: '2020-02-28'}, spatialResolution: 0.5,
          temporalResolution: P1D, provenance: Ingewonnen., conformsTo: 'https://example.nl/imgeo',
          source: [straten, {url: 'https://example.nl/bron', title: Bron}],
          relation: {url: straten, role: related},
          isReferencedBy: 'https://example.nl/rapport', sample: 'https://example.nl/voorbeeld',
          applicableLegislation: 'https://example.nl/wet', hasPolicy: 'https://example.nl/beleid',
          versionNotes: {nl: Meer., en: More.}, status: DEVELOP, availability: STABLE,
          type: [GEOSPATIAL], replaces: [oud]
          """.replacing("\n", with: " "))
      ).description.statements)
    #expect(said.words.count == 25)
    #expect(said.identifier == "urn:x:1" && said.otherIdentifiers == ["A", "B"])
    #expect(said.spatial == ["ws0636", "NLD", "https://sws.geonames.org/2747373/"])
    #expect(said.temporal == .init(start: "2020-02", end: "2020-02-28"))
    #expect(said.sources?.map(\.isDataset) == [true, false])
    #expect(said.sources?.last?.title == LocalizedText(nl: "Bron"))
    #expect(said.relations?.first?.role == "related")
    #expect(said.attributions?.first?.role == "custodian")
    #expect(said.publisher?.type == "RegionalAuthority")
    #expect(said.spatialResolution == "0.5" && said.temporalResolution == "P1D")
  }

  @Test(
    "refuses what cannot be said, with the nearest right word",
    arguments: [
      ("status: COMPLETE", "Did you mean 'COMPLETED'?"), ("status: WITHDRAWN", "Valid are"),
      ("type: GEOSPATIAAL", "Did you mean 'GEOSPATIAL'?"),
      ("availability: STABEL", "Did you mean 'STABLE'?"), ("language: NL", "NLD"),
      ("spatial: gm99", "four digits"), ("identfier: x", "Did you mean 'identifier'?"),
      ("temporal: {start: 2020-13}", "as \"2026-11-28\""),
      ("temporal: {start: '2021', end: '2020'}", ""), ("temporal: {end: '2020'}", "begins"),
      ("temporalResolution: 1D", "P1D"), ("spatialResolution: 10m", "Write 10"),
      ("issued: '2019-02-30'", "2026-11-28"), ("replaces: [A b]", "folder"),
      ("conformsTo: imgeo", "https://"), ("hasPolicy: x", "https://"),
      ("identifier: ' '", "leave it out"),
      ("source: [straten, straten]", "one of the two"),
      ("attribution: {name: B, uri: 'https://b.nl'}", "custodian"),
      ("attribution: {name: B, uri: 'https://b.nl', role: custodan}", "Did you mean 'custodian'?"),
      ("relation: {url: straten, role: verwant}", "Valid are"),
      ("relation: {url: 'https://b.nl', role: related}", "Leave 'role' out"),
      ("sample: {url: 'https://b.nl', role: related}", "Valid are"),
      ("contactPoint: {name: X}", "DCAT-AP-NL"), ("creator: []", "Remove it"),
      ("accessRights: RESTRICTED", "rights:"), ("license: niet_open", "rights:"),
    ])
  func refusals(_ metadata: String, _ hint: String) {
    let found = diagnostics { _ = try pipeline(text(metadata)) }
    #expect(found.count == 1, "\(metadata): \(found)")
    let said = (found.first?.hint ?? "") + (found.first?.summary ?? "")
    #expect(said.contains(hint), "\(metadata): \(found)")
  }

  @Test("knows a duration")
  func durations() {
    for right in ["P1D", "P1Y2M3D", "PT1H", "P1DT12H", "PT15M30S"] {
      #expect(StatementsReader.isDuration(right), "\(right)")
    }
    for wrong in ["", "P", "1D", "PD", "P1", "PT", "P1DT", "P1H", "PT1D", "P1D1Y", "P1D1D"] {
      #expect(!StatementsReader.isDuration(wrong), "\(wrong)")
    }
  }

  @Test("places of the catalogue are many, and its licences have a list")
  func catalogue() throws {
    let plain = exampleCatalogue
    let more = plain + "\nlicenseList: eu\nformerBaseURLs: 'https://oud.voorbeeldstad.nl/'\n"
    let read = try CatalogueDefinition(text: more, file: "catalog.yaml").record
    #expect(read.licenceList == .european)
    #expect(read.formerBaseURLs == ["https://oud.voorbeeldstad.nl"])
    let wrong = diagnostics {
      _ = try CatalogueDefinition(text: plain + "\nlicenseList: ue\n", file: "catalog.yaml")
    }
    #expect(wrong.first?.hint?.contains("eu") == true)
  }
}
