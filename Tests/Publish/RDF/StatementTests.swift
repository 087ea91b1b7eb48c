// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import Testing

@testable import HergebruikPublish

/// What is said of one dataset, and what codes say of themselves.
@Suite("What the metadata say")
struct StatementTests {
  private func graph(
    _ dataset: DatasetRecord, _ more: [DatasetRecord] = [],
    catalogue: CatalogueRecord = Sample.catalogue
  ) throws -> Graph {
    let dated = ([dataset] + more).map { record in
      var dated = record
      (dated.issued, dated.modified) = ("2026-01-05", "2026-11-23")
      return dated
    }
    return try DCATCatalogue(
      catalogue: catalogue, datasets: dated, issued: "2026-01-05", modified: "2026-11-23"
    ).graph()
  }

  private func values(_ graph: Graph, _ subject: String, _ property: RDFName) -> [String] {
    graph.triples.filter { $0.subject == subject && $0.predicate == property }.map {
      switch $0.object {
      case .iri(let iri): iri
      case .text(let text, _), .value(let text, _): text
      }
    }
  }

  private let own = "https://data.voorbeeldstad.nl/datasets/bomen/"

  @Test("every code that a graph refers to is described in it, with a label and its list")
  func concepts() throws {
    var dataset = Sample.dataset("bomen")
    for frequency in CodeLists.frequencies.keys {
      dataset.description.accrualPeriodicity = frequency
      let graph = try graph(dataset)
      let subjects = Set(graph.subjects.map(\.iri))
      for triple in graph.triples where triple.predicate != .type {
        guard case .iri(let iri) = triple.object else { continue }
        let isCode =
          iri.hasPrefix(Codes.authority) || iri.hasPrefix("http://purl.org/adms/")
          || iri.hasPrefix(Codes.mediaType("")) || iri.hasPrefix("http://spdx.org/")
        // Other names of a licence are only named.
        guard isCode, triple.predicate != RDFName(.skos, "exactMatch") else { continue }
        #expect(subjects.contains(iri), "\(triple.subject) \(triple.predicate.compact) \(iri)")
      }
    }
    let graph = try graph(dataset)
    let concepts = graph.triples.filter {
      if case .iri(RDFName(.skos, "Concept").iri) = $0.object {
        $0.predicate == .type
      } else {
        false
      }
    }
    #expect(concepts.count > 8)
    for concept in concepts.map(\.subject) {
      #expect(!values(graph, concept, RDFName(.skos, "prefLabel")).isEmpty, "\(concept)")
      let lists = values(graph, concept, RDFName(.skos, "inScheme"))
      #expect(lists.allSatisfy { !values(graph, $0, RDFName(.dct, "title")).isEmpty })
    }
  }

  @Test("a licence is a node with its other addresses, and the catalogue chooses the first")
  func licences() throws {
    let address = "https://creativecommons.org/licenses/by/4.0/"
    let european = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
    let plain = try graph(Sample.dataset("bomen"))
    let file = own + "#bomen.csv.gz"
    #expect(values(plain, file, RDFName(.dct, "license")) == [address])
    #expect(values(plain, address, RDFName(.skos, "exactMatch")).contains(european))
    #expect(values(plain, address, RDFName(.dct, "title")).count == 2)
    var catalogue = Sample.catalogue
    catalogue.licenceList = .european
    let chosen = try graph(Sample.dataset("bomen"), catalogue: catalogue)
    #expect(values(chosen, file, RDFName(.dct, "license")) == [european])
    #expect(values(chosen, european, RDFName(.skos, "exactMatch")).contains(address))
    for (code, licence) in CodeLists.licences where code != CodeLists.notOpen {
      #expect(licence.address?.hasSuffix("/") == true && licence.addresses.count >= 2, "\(code)")
    }
  }

  private var said: DatasetStatements {
    var said = DatasetStatements()
    said.identifier = "urn:x:1"
    said.otherIdentifiers = ["A-1"]
    said.contactPoint = .init(name: "Groen", email: "groen@example.nl")
    said.publisher = .init(name: "Waterschap", uri: "https://example.nl/ws")
    said.creators = [.init(name: "Bureau", uri: "https://example.nl/bureau")]
    said.spatial = ["ws0636", "NLD"]
    said.temporal = .init(start: "2020", end: nil)
    said.languages = ["FRY"]
    said.provenance = LocalizedText(nl: "Ingewonnen met drones.")
    said.standards = [.init(address: "https://example.nl/imgeo", title: LocalizedText(nl: "IMGeo"))]
    said.versionNotes = LocalizedText(nl: "Meer bomen.")
    said.samples = [.init(address: "https://example.nl/voorbeeld")]
    said.sources = [.init(address: "straten"), .init(address: "https://example.nl/bron")]
    said.relations = [
      .init(address: "https://example.nl/groen"), .init(address: "straten", role: "related"),
    ]
    said.referrers = [.init(address: "https://example.nl/rapport")]
    said.status = "DEVELOP"
    said.availability = "TEMPORARY"
    said.types = ["GEOSPATIAL"]
    said.spatialResolution = "0.5"
    said.temporalResolution = "P1D"
    said.attributions = [
      .init(agent: .init(name: "Beheer", uri: "https://example.nl/beheer"), role: "custodian")
    ]
    said.legislation = [.init(address: "https://example.nl/wet")]
    said.policy = "https://example.nl/beleid"
    said.replaces = ["straten"]
    return said
  }

  @Test("each statement has its property, and wins of what the catalogue says")
  func statements() throws {
    var dataset = Sample.dataset("bomen")
    dataset.temporal = nil
    dataset.description.statements = said
    #expect(said.words.count == 24)
    let graph = try graph(dataset, [Sample.dataset("straten")])
    let file = own + "#bomen.csv.gz"
    func of(_ prefix: RDFPrefix, _ local: StaticString) -> [String] {
      values(graph, own + "#dataset", RDFName(prefix, local))
    }
    #expect(of(.dct, "identifier") == ["urn:x:1"])
    #expect(values(graph, own + "#identifier-1", RDFName(.skos, "notation")) == ["A-1"])
    #expect(of(.dcat, "contactPoint") == [own + "#contact"])
    #expect(of(.dct, "publisher") == ["https://example.nl/ws"])
    #expect(of(.dct, "creator") == ["https://example.nl/bureau"])
    #expect(
      of(.dct, "spatial") == [
        "http://publications.europa.eu/resource/authority/country/NLD",
        "https://identifier.overheid.nl/tooi/id/waterschap/ws0636",
      ])
    #expect(values(graph, own + "#temporal", RDFName(.dcat, "startDate")) == ["2020"])
    #expect(values(graph, own + "#temporal", RDFName(.dcat, "endDate")).isEmpty)
    #expect(of(.dct, "language") == [Codes.authority + "language/FRY"])
    #expect(values(graph, file, RDFName(.dct, "language")) == [Codes.authority + "language/FRY"])
    #expect(
      values(graph, own + "#provenance", RDFName(.rdfs, "label"))
        .contains { $0.hasPrefix("Ingewonnen met drones. Geëxporteerd") })
    #expect(of(.dct, "conformsTo").contains("https://example.nl/imgeo"))
    #expect(of(.adms, "versionNotes") == ["Meer bomen."])
    #expect(
      values(graph, own + "#sample-1", RDFName(.dcat, "accessURL"))
        == ["https://example.nl/voorbeeld"])
    let other = "https://data.voorbeeldstad.nl/datasets/straten/#dataset"
    #expect(of(.dct, "source") == [other] && of(.dct, "replaces") == [other])
    #expect(values(graph, other, RDFName(.dct, "isReplacedBy")) == [own + "#dataset"])
    #expect(of(.prov, "wasDerivedFrom") == ["https://example.nl/bron"])
    #expect(of(.dct, "relation") == [other, "https://example.nl/groen"])
    #expect(of(.dcat, "qualifiedRelation") == [own + "#relation-related"])
    #expect(of(.dct, "isReferencedBy") == ["https://example.nl/rapport"])
    #expect(of(.adms, "status") == [Codes.authority + "dataset-status/DEVELOP"])
    #expect(
      values(graph, file, RDFName(.dcatap, "availability"))
        == [Codes.authority + "planned-availability/TEMPORARY"])
    #expect(of(.dct, "type") == [Codes.authority + "dataset-type/GEOSPATIAL"])
    #expect(of(.dcat, "spatialResolutionInMeters") == ["0.5"])
    #expect(values(graph, file, RDFName(.dcat, "temporalResolution")) == ["P1D"])
    #expect(
      values(graph, own + "#attribution-1", RDFName(.prov, "agent"))
        == ["https://example.nl/beheer"])
    #expect(values(graph, file, RDFName(.dcatap, "applicableLegislation")).count == 1)
    #expect(values(graph, file, RDFName(.odrl, "hasPolicy")) == ["https://example.nl/beleid"])
  }

  @Test("the keys that differ are named")
  func differences() throws {
    let plain = Sample.dataset("bomen").description
    var other = plain
    other.statements = said
    other.rights = LocalizedText(nl: "Daarom.")
    let keys = other.keys(differingFrom: plain)
    #expect(keys == (said.words.keys + ["rights"]).sorted())
    #expect(plain.keys(differingFrom: plain).isEmpty)
  }

  @Test("a telephone number is dialled from everywhere")
  func telephone() {
    for (text, dialled) in [
      ("+31 (0)70-353 3000", "tel:+31703533000"), ("070-3533000", "tel:+31703533000"),
      ("0031 70 353 3000", "tel:+31703533000"), ("+31 70 353 3000", "tel:+31703533000"),
      ("14 070", "tel:14070;phone-context=+31"),
      ("0800-1234", "tel:08001234;phone-context=+31"),
    ] {
      #expect(CatalogueRecord.Contact(name: "T", telephone: text).dial == dialled, "\(text)")
    }
  }

  @Test("withdrawal, versions, dates and quality stand in RDF too")
  func history() throws {
    var dataset = Sample.dataset("bomen")
    (dataset.issued, dataset.modified) = ("2026-01-05", "2026-11-23")
    dataset.moments = .init(data: "2026-11-03T01:30:00Z", record: "2026-11-23T02:00:00Z")
    var (first, second) = (Sample.dataset("bomen", rows: 1), Sample.dataset("bomen", rows: 2))
    (first.modified, second.modified) = ("2026-09-01", "2026-10-01")
    second.versions = second.versions(after: first, most: 3, date: "2026-10-01")
    dataset.versions = dataset.versions(after: second, most: 3, date: "2026-11-23")
    let catalogue = DCATCatalogue(
      catalogue: Sample.catalogue, datasets: [dataset], issued: "2026-01-05",
      modified: "2026-11-23")
    let alone = try catalogue.graph(of: dataset)
    func of(_ subject: String, _ prefix: RDFPrefix, _ local: StaticString) -> [String] {
      values(alone, own + subject, RDFName(prefix, local))
    }
    #expect(of("#dataset", .dct, "modified") == ["2026-11-03T01:30:00Z"])
    #expect(of("#bomen.csv.gz", .dct, "modified") == ["2026-11-03T01:30:00Z"])
    #expect(of("#record", .dct, "modified") == ["2026-11-23T02:00:00Z"])
    #expect(alone.turtle.contains("\"2026-11-03T01:30:00Z\"^^xsd:dateTime"))
    #expect(
      of("#dataset", .dcat, "hasVersion")
        == [own + "#version-2026-09-01", own + "#version-2026-10-01"])
    #expect(of("#dataset", .dcat, "previousVersion") == [own + "#version-2026-10-01"])
    #expect(
      of("#version-2026-10-01", .dcat, "previousVersion") == [own + "#version-2026-09-01"])
    #expect(
      of("#version-2026-09-01-bomen.csv.gz", .dcat, "downloadURL")
        == [own + "versions/2026-09-01/bomen.csv.gz"])
    // Portals would list them as datasets beside it.
    #expect(try !catalogue.graph().turtle.contains("#version-"))

    let withdrawn = dataset.withdrawn(
      .init(date: "2026-11-23", reason: LocalizedText(nl: "Er stond een fout in.")))
    let gone = try graph(withdrawn)
    #expect(
      values(gone, own + "#dataset", RDFName(.adms, "versionNotes"))
        .contains("Ingetrokken op 23 november 2026. Er stond een fout in."))
    #expect(
      values(gone, own + "#withdrawal", RDFName(.prov, "endedAtTime")) == ["2026-11-23T00:00:00Z"])
    #expect(!gone.turtle.contains("schema.json"))
    #expect(
      values(gone, own + "#record", RDFName(.adms, "status")) == [Codes.changeType + "deleted"])
  }

  @Test("a dataset keeps its address where the catalogue moves")
  func moved() throws {
    var dataset = Sample.dataset("bomen")
    dataset.uri = "https://oud.voorbeeldstad.nl/datasets/bomen/#dataset"
    let graph = try graph(dataset)
    let before = "https://oud.voorbeeldstad.nl/datasets/bomen/"
    #expect(
      values(graph, before + "#dataset", RDFName(.dct, "identifier")) == [before + "#dataset"])
    #expect(
      values(graph, before + "#bomen.csv.gz", RDFName(.dcat, "downloadURL"))
        == [own + "bomen.csv.gz"])
    #expect(values(graph, before + "#dataset", RDFName(.dcat, "landingPage")) == [own])
  }
}
