// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Recipes of `hergebruik init`, each on a small export of its kind, made after the standard.
@Suite("Recipes") struct RecipeTests {
  /// An object of a BAG 2.0 extract, with what all objects have behind it.
  private static func bag(_ objects: [(name: String, text: String)]) -> String {
    let all = objects.map { name, text in
      """
      <sl:stand><x:bagObject><o:\(name)>\(text)<o:status>In gebruik</o:status><o:geconstateerd>N</o:geconstateerd>\
      <o:documentdatum>2020-01-02</o:documentdatum><o:documentnummer>BAG-1</o:documentnummer><o:voorkomen><h:Voorkomen>\
      <h:voorkomenidentificatie>1</h:voorkomenidentificatie><h:beginGeldigheid>2020-01-02</h:beginGeldigheid>\
      </h:Voorkomen></o:voorkomen></o:\(name)></x:bagObject></sl:stand>
      """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <x:bagStand xmlns:x="http://www.kadaster.nl/schemas/lvbag/extract-deelbestand-lvc/v20200601"
       xmlns:sl="http://www.kadaster.nl/schemas/standlevering-generiek/1.0" xmlns:gml="http://www.opengis.net/gml/3.2"
       xmlns:o="www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601"
       xmlns:r="www.kadaster.nl/schemas/lvbag/imbag/objecten-ref/v20200601"
       xmlns:h="www.kadaster.nl/schemas/lvbag/imbag/historie/v20200601"><sl:standBestand>\(all.joined(separator: "\n"))\
      </sl:standBestand></x:bagStand>
      """
  }

  private static let polygon = """
    <gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992" srsDimension="3"><gml:exterior><gml:LinearRing><gml:posList>\
    155000 463000 0 155100 463000 0 155100 463100 0 155000 463000 0</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>
    """

  private static let tail = ["In gebruik", "false", "2020-01-02", "BAG-1", "1", "2020-01-02", ""]

  /// The cells that end with what every object of the BAG has.
  private static func withTail(_ cells: [String]) -> [String] { cells + tail }

  /// By name: an export, its rows without geometries, and how many features have a place.
  private static let exports: [(name: String, text: String, rows: [[String]], places: Int?)] = [
    (
      "eml-110b",
      """
      <EML xmlns="urn:oasis:names:tc:evs:schema:eml" xmlns:kr="http://www.kiesraad.nl/extensions"
       xmlns:xal="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0" Id="110b" SchemaVersion="5"><ElectionEvent><Election>
      <ElectionIdentifier Id="GR2022_Voorbeeldstad"><kr:ElectionDate>2022-03-16</kr:ElectionDate></ElectionIdentifier><Contest>
      <PollingPlace Channel="polling"><PhysicalLocation><Address><Locality><xal:LocalityName>Stadhuis</xal:LocalityName>
      <xal:PostalCode><xal:PostalCodeNumber>1234 AB</xal:PostalCodeNumber></xal:PostalCode></Locality></Address>
      <PollingStation Id="1">1273</PollingStation></PhysicalLocation></PollingPlace>
      <PollingPlace Channel="polling"><PhysicalLocation><Address><Locality/></Address>
      <PollingStation Id="2">870</PollingStation></PhysicalLocation></PollingPlace></Contest></Election></ElectionEvent></EML>
      """,
      [
        ["GR2022_Voorbeeldstad", "2022-03-16", "1", "Stadhuis", "1234 AB", "1273", "polling"],
        ["GR2022_Voorbeeldstad", "2022-03-16", "2", "", "", "870", "polling"],
      ], nil
    ),
    (
      "eml-510b",
      """
      <EML xmlns="urn:oasis:names:tc:evs:schema:eml" Id="510b"><Count><Election><Contests><Contest><TotalVotes><Selection>
      <Candidate><CandidateIdentifier Id="1"/></Candidate><ValidVotes>9</ValidVotes></Selection></TotalVotes>
      <ReportingUnitVotes><ReportingUnitIdentifier Id="0668::SB1">Stadhuis</ReportingUnitIdentifier>
      <Selection><AffiliationIdentifier Id="1"><RegisteredName>Lokaal Sterk</RegisteredName></AffiliationIdentifier>
      <ValidVotes>9</ValidVotes></Selection>
      <Selection><Candidate><CandidateIdentifier Id="1"/></Candidate><ValidVotes>5</ValidVotes></Selection>
      <Selection><Candidate><CandidateIdentifier Id="2"/></Candidate><ValidVotes>4</ValidVotes></Selection>
      <Selection><AffiliationIdentifier Id="2"><RegisteredName>Groen Hart</RegisteredName></AffiliationIdentifier>
      <ValidVotes>3</ValidVotes></Selection>
      <Selection><Candidate><CandidateIdentifier Id="1"/></Candidate><ValidVotes>3</ValidVotes></Selection>
      </ReportingUnitVotes></Contest></Contests></Election></Count></EML>
      """,
      [
        ["0668::SB1", "Stadhuis", "1", "Lokaal Sterk", "1", "5"],
        ["0668::SB1", "Stadhuis", "1", "Lokaal Sterk", "2", "4"],
        ["0668::SB1", "Stadhuis", "2", "Groen Hart", "1", "3"],
      ], nil
    ),
    (
      "bag2-woonplaats",
      bag([
        (
          "Woonplaats",
          "<o:identificatie>2142</o:identificatie><o:naam>Voorbeeldstad</o:naam><o:geometrie><o:vlak>\(polygon)</o:vlak></o:geometrie>"
        )
      ]), [withTail(["2142", "Voorbeeldstad"])], 1
    ),
    (
      "bag2-openbareruimte",
      bag([
        (
          "OpenbareRuimte",
          "<o:identificatie>0221300000311192</o:identificatie><o:naam>Rietmaat</o:naam><o:type>Weg</o:type>"
            + "<o:ligtIn><r:WoonplaatsRef>2142</r:WoonplaatsRef></o:ligtIn>"
        )
      ]), [withTail(["0221300000311192", "Rietmaat", "Weg", "2142"])], nil
    ),
    (
      "bag2-nummeraanduiding",
      bag([
        (
          "Nummeraanduiding",
          "<o:identificatie>0221200000000001</o:identificatie><o:huisnummer>12</o:huisnummer><o:postcode>6981AB</o:postcode>"
            + "<o:typeAdresseerbaarObject>Verblijfsobject</o:typeAdresseerbaarObject>"
            + "<o:ligtAan><r:OpenbareRuimteRef>0221300000311192</r:OpenbareRuimteRef></o:ligtAan>"
        )
      ]),
      [
        withTail([
          "0221200000000001", "12", "", "", "6981AB", "Verblijfsobject", "0221300000311192", "",
        ])
      ], nil
    ),
    (
      "bag2-pand",
      bag([
        (
          "Pand",
          "<o:identificatie>0221100000000001</o:identificatie><o:geometrie>\(polygon)</o:geometrie>"
            + "<o:oorspronkelijkBouwjaar>1931</o:oorspronkelijkBouwjaar>"
        )
      ]), [withTail(["0221100000000001", "1931"])], 1
    ),
    (
      "bag2-ligplaats",
      bag([
        (
          "Ligplaats",
          "<o:heeftAlsHoofdadres><r:NummeraanduidingRef>0221200000000003</r:NummeraanduidingRef></o:heeftAlsHoofdadres>"
            + "<o:identificatie>0221020000000001</o:identificatie><o:geometrie>\(polygon)</o:geometrie>"
        )
      ]), [withTail(["0221020000000001", "0221200000000003", ""])], 1
    ),
    (
      "bag2-standplaats",
      bag([
        (
          "Standplaats",
          "<o:heeftAlsHoofdadres><r:NummeraanduidingRef>0221200000000003</r:NummeraanduidingRef></o:heeftAlsHoofdadres>"
            + "<o:identificatie>0221020000000001</o:identificatie><o:geometrie>\(polygon)</o:geometrie>"
        )
      ]), [withTail(["0221020000000001", "0221200000000003", ""])], 1
    ),
    (
      "bag2-verblijfsobject",
      bag([
        (
          "Verblijfsobject",
          "<o:heeftAlsHoofdadres><r:NummeraanduidingRef>0221200000000001</r:NummeraanduidingRef></o:heeftAlsHoofdadres>"
            + "<o:identificatie>0221010000000001</o:identificatie><o:geometrie><o:punt><gml:Point "
            + "srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"3\"><gml:pos>155000 463000 0</gml:pos></gml:Point></o:punt>"
            + "</o:geometrie><o:gebruiksdoel>woonfunctie</o:gebruiksdoel><o:gebruiksdoel>winkelfunctie</o:gebruiksdoel>"
            + "<o:oppervlakte>85</o:oppervlakte><o:maaktDeelUitVan><r:PandRef>0221100000000001</r:PandRef>"
            + "<r:PandRef>0221100000000002</r:PandRef></o:maaktDeelUitVan>"
        )
      ]),
      [
        withTail([
          "0221010000000001", "woonfunctie; winkelfunctie", "85", "0221200000000001", "",
          "0221100000000001; 0221100000000002",
        ])
      ], 1
    ),
  ]

  @Test(
    "read exports of their kind, are chosen by themselves, and publish the right table",
    arguments: exports.indices)
  func kinds(_ index: Int) async throws {
    let (name, text, rows, places) = Self.exports[index]
    let work = try Workdir(catalogue: false)
    try work.write("export.dat", text)
    let outcome = try await work.run("init", "export.dat", "--name", "a")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("recipe \(name), "), "\(outcome.output)")
    #expect(outcome.output.contains("\(rows.count) rows seen"), "\(outcome.output)")
    let yaml = try work.text("pipelines/a/pipeline.yaml")
    #expect(yaml.components(separatedBy: "ANSWER}").count == 2, "\(yaml)")
    try HurriedSteward.answer(work, ["pipelines/catalog.yaml", "pipelines/a/pipeline.yaml"])
    let run = try await work.run("run")
    #expect(run.code == 0, "\(run.errors)")
    let found = try work.published("a").dropFirst().map { Array($0.prefix(rows[0].count)) }
    #expect(found == rows)
    guard let places else { return }
    #expect(try work.geometries("a").count { $0 != "null" } == places)
  }

  @Test("are listed, chosen, refused and left alone by name")
  func names() async throws {
    let work = try Workdir(catalogue: false)
    let list = try await work.run("init", "--recipe", environment: ["LC_ALL": "C"])
    #expect(list.code == 0, "\(list.errors)")
    for export in Self.exports { #expect(list.output.contains("\(export.name) ")) }
    #expect(list.output.contains("Polling stations of an election"))
    let dutch = try await work.run("init", "--language", "nl", "--recipe")
    #expect(dutch.output.contains("Stembureaus van een verkiezing"), "\(dutch.output)")
    try work.write("a.xml", Self.exports[0].text)
    let none = try await work.run("init", "a.xml", "--recipe", "none")
    #expect(none.code == 0 && none.output.contains("xml, "), "\(none.output)")
    let unknown = try await work.run("init", "a.xml", "--name", "b", "--recipe", "bag3")
    #expect(unknown.code == 2 && unknown.errors.contains("bag2-pand"), "\(unknown.errors)")
    let other = try await work.run("init", "a.xml", "--name", "b", "--recipe", "bag2-pand")
    #expect(other.code != 0 && !work.exists("pipelines/b/pipeline.yaml"), "\(other.errors)")
    let missing = try await work.run("init")
    #expect(missing.code == 2)
  }

  @Test("know an export of two kinds by none, and one in a zip file")
  func ambiguous() async throws {
    let work = try Workdir(catalogue: false)
    let both = Self.bag([
      (
        "Pand",
        "<o:identificatie>1</o:identificatie><o:oorspronkelijkBouwjaar>1931</o:oorspronkelijkBouwjaar>"
      ), ("Woonplaats", "<o:identificatie>2</o:identificatie><o:naam>Stad</o:naam>"),
    ])
    try work.write("a.xml", both)
    let outcome = try await work.run("init", "a.xml")
    #expect(outcome.code == 0 && outcome.output.contains("xml, "), "\(outcome.output)")
    try work.write("b/pand.xml", Self.exports.first { $0.name == "bag2-pand" }?.text ?? "")
    _ = try await work.run(
      tool: "/usr/bin/python3",
      [
        "-c", "import shutil, sys; shutil.make_archive(sys.argv[1], 'zip', sys.argv[1])",
        work.file("b"),
      ])
    let zipped = try await work.run("init", "b.zip")
    #expect(zipped.code == 0 && zipped.output.contains("recipe bag2-pand"), "\(zipped.output)")
    #expect(try work.text("pipelines/b/pipeline.yaml").contains("member: \"pand.xml\""))
  }

  @Test(
    "read real files", .enabled(if: Repository.hasData, Repository.noData),
    arguments: [
      ("bag2_opr_0221.xml", "bag2-openbareruimte", 201),
      ("eml110b_420_stembureaus.eml.xml", "eml-110b", 420),
      ("eml_telling_gr2022.eml.xml", "eml-510b", 5271),
    ])
  func realFiles(_ file: String, _ name: String, _ rows: Int) async throws {
    let work = try Workdir(catalogue: false)
    let outcome = try await work.run(
      "init", "\(Repository.shared)/data/real/\(file)", "--name", "a")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("recipe \(name), "), "\(outcome.output)")
    try HurriedSteward.answer(work, ["pipelines/catalog.yaml", "pipelines/a/pipeline.yaml"])
    let run = try await work.run("run")
    #expect(run.code == 0, "\(run.errors)")
    #expect(try work.published("a").count == rows + 1)
  }
}
