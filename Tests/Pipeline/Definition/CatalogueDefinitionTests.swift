// SPDX-License-Identifier: EUPL-1.2

import HergebruikDefinition
import HergebruikDetectors
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@Suite("catalog.yaml")
struct CatalogueDefinitionTests {
  private func catalogue(_ text: String) throws -> CatalogueDefinition {
    try CatalogueDefinition(text: text, file: "catalog.yaml")
  }

  @Test("reads the example of the design")
  func example() throws {
    let definition = try catalogue(exampleCatalogue)
    #expect(
      definition.record
        == CatalogueRecord(
          baseURL: "https://data.voorbeeldstad.nl",
          title: LocalizedText(nl: "Open data van Voorbeeldstad", en: "Open data of Voorbeeldstad"),
          description: LocalizedText(nl: "Alles", en: "All"),
          publisher: .init(
            name: "Gemeente Voorbeeldstad",
            uri: "https://identifier.overheid.nl/tooi/id/gemeente/gm9999", type: "LocalAuthority"),
          contactPoint: .init(
            name: "Team Open Data", email: "opendata@voorbeeldstad.nl",
            url: "https://voorbeeldstad.nl/data", telephone: "+31 14 0999"),
          dataProtectionOfficer: .init(
            name: "Functionaris gegevensbescherming", email: "fg@voorbeeldstad.nl"),
          license: "CC0-1.0", language: ["NLD"], spatial: "gm9999", accent: "#154273"))
    #expect(definition.keep == 7)
    let shorter = exampleCatalogue.replacing("keep: 7", with: "").replacing(
      "language: [NLD]", with: "")
    #expect(try catalogue(shorter).keep == 30)
    #expect(try catalogue(shorter).record.language == ["NLD"])
  }

  @Test(
    "refuses a wrong value with its place",
    arguments: [
      ("https://data.voorbeeldstad.nl/", "http://data.voorbeeldstad.nl", "2:10 invalid-value"),
      ("https://data.voorbeeldstad.nl/", "https://", "2:10 invalid-value"),
      ("https://data.voorbeeldstad.nl/", "https://a.nl/?x", "2:10 invalid-value"),
      ("https://data.voorbeeldstad.nl/", "https://u@a.nl", "2:10 invalid-value"),
      ("type: LocalAuthority", "type: LocalAutority", "5:112 invalid-value"),
      (
        "email: opendata@voorbeeldstad.nl, url: \"https://voorbeeldstad.nl/data\"", "fax: x",
        "6:15 missing-key,6:38 unknown-key"
      ),
      ("opendata@voorbeeldstad.nl", "opendata", "6:45 invalid-value"),
      ("\"+31 14 0999\"", "bel ons", "6:121 invalid-value"),
      ("fg@voorbeeldstad.nl", "'a@b@c.nl'", "7:72 invalid-value"),
      ("license: CC0-1.0", "license: CC0", "8:10 invalid-value"),
      ("[NLD]", "[NL]", "9:12 invalid-value"),
      ("spatial: gm9999", "spatial: gm99", "10:10 invalid-value"),
      ("#154273", "#15427", "11:16 invalid-value"),
      ("{accent", "{logo: a.exe, accent", "11:14 invalid-value"),
      ("keep: 7", "keep: 0", "12:7 wrong-type"),
      ("version: 1", "", "2:1 missing-key"),
      ("title: {nl: Open data van Voorbeeldstad, ", "title: {", "3:8 missing-key"),
      ("title:", "titel:", "1:1 missing-key,3:1 unknown-key"),
    ])
  func wrongValues(_ part: String, _ replacement: String, _ expected: String) {
    let found = diagnostics {
      _ = try catalogue(exampleCatalogue.replacing(part, with: replacement, maxReplacements: 1))
    }
    let shown = found.map {
      "\($0.location.line ?? 0):\($0.location.column ?? 0) \($0.code.rawValue)"
    }
    #expect(shown.joined(separator: ",") == expected)
    #expect(found.allSatisfy { $0.location.file == "catalog.yaml" })
  }

  @Test("reads a project's own names of columns, and refuses what is no detector")
  func labels() throws {
    let own = try catalogue(
      exampleCatalogue + "\nprivacy: {labels: {bsn: [PERSNR, CLIENTCODE], name: RELATIE}}")
    #expect(own.lexicon.meaning(of: "pers_nr")?.detector == .bsn)
    #expect(own.lexicon.meaning(of: "CLIENTCODE")?.isTelling == true)
    #expect(own.lexicon.meaning(of: "Relatie")?.detector == .name)
    #expect(try catalogue(exampleCatalogue).lexicon.meaning(of: "PERSNR") == nil)
    for (text, code) in [
      ("{labels: {bsm: [A]}}", DiagnosticCode.unknownKey), ("{label: {}}", .unknownKey),
      ("{labels: {hash: [A]}}", .unknownKey), ("{labels: [a]}", .wrongType),
      ("{labels: {bsn: {a: b}}}", .wrongType), ("{labels: {bsn: [\"--\"]}}", .invalidValue),
    ] {
      let found = diagnostics { _ = try catalogue(exampleCatalogue + "\nprivacy: \(text)") }
      #expect(found.map(\.code) == [code], "\(text)")
    }
  }
}
