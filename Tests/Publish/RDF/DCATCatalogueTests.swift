// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import Testing

@testable import HergebruikPublish

struct DCATCatalogueTests {
  private func dcat(
    _ datasets: [DatasetRecord], catalogue: CatalogueRecord = Sample.catalogue
  ) -> DCATCatalogue {
    let dated = datasets.map { dataset in
      var dated = dataset
      dated.issued = "2026-01-05"
      dated.modified = "2026-11-23"
      return dated
    }
    return DCATCatalogue(
      catalogue: catalogue, datasets: dated, issued: "2026-01-05", modified: "2026-11-23")
  }

  @Test func describesTheCompressedFileAndTheDataInside() throws {
    let dataset = Sample.dataset("bomen")
    let turtle = try dcat([dataset]).graph().turtle
    let media = "https://www.iana.org/assignments/media-types"
    #expect(turtle.contains("dcat:mediaType <\(media)/text/csv>"))
    #expect(turtle.contains("dcat:compressFormat <\(media)/application/gzip>"))
    #expect(turtle.contains("dcat:byteSize \"24\"^^xsd:nonNegativeInteger"))
    #expect(turtle.contains("spdx:algorithm spdx:checksumAlgorithm_sha256"))
    let digest = try #require(dataset.distributions.first).sha256
    #expect(turtle.contains("spdx:checksumValue \"\(digest)\"^^xsd:hexBinary"))
    let url = "<https://data.voorbeeldstad.nl/datasets/bomen/bomen.csv.gz>"
    #expect(turtle.contains("dcat:accessURL \(url)"))
    #expect(turtle.contains("dcat:downloadURL \(url)"))
  }

  @Test func hasOneContactPointPerResourceAndNoBlankNode() throws {
    let graph = try dcat([Sample.dataset("bomen"), Sample.dataset("straten")]).graph()
    let contact = RDFName(.dcat, "contactPoint")
    for (iri, triples) in graph.subjects {
      #expect(triples.filter { $0.predicate == contact }.count <= 1, "\(iri)")
      #expect(!iri.hasPrefix("_:"))
    }
    // The catalogue, the datasets and their feeds.
    #expect(graph.triples.filter { $0.predicate == contact }.count == 5)
  }

  @Test func tellsTheTreatmentAndNeverClaimsAnonymity() throws {
    let turtle = try dcat([Sample.dataset("vergunningen")]).graph().turtle
    #expect(turtle.contains("nummer (gepseudonimiseerd), geboortejaar (alleen het jaar)."))
    #expect(turtle.contains("Gepseudonimiseerde gegevens blijven persoonsgegevens."))
    #expect(turtle.contains("nummer (pseudonymised), geboortejaar (year only)."))
    #expect(!turtle.lowercased().contains("anonym"))
  }

  @Test func pointsToItsOwnPageAndToThoseOfThePublisher() throws {
    let made = "https://data.voorbeeldstad.nl/datasets/bomen/"
    let plain = try dcat([Sample.dataset("bomen")]).graph().turtle
    #expect(plain.contains("dcat:landingPage <\(made)>") && plain.contains("foaf:page <\(made)>"))
    var dataset = Sample.dataset("bomen")
    dataset.description.landingPage = "https://www.voorbeeldstad.nl/bomen"
    dataset.description.pages = ["https://www.voorbeeldstad.nl/bomen/telling", made]
    var other = dataset
    other.name = "struiken"
    let graph = try dcat([dataset, other]).graph()
    let named = RDFName(.dcat, "landingPage")
    // Of the datasets and of their feeds.
    #expect(graph.triples.filter { $0.predicate == named }.count == 4)
    let turtle = graph.turtle
    #expect(turtle.contains("dcat:landingPage <https://www.voorbeeldstad.nl/bomen>"))
    #expect(turtle.contains("https://www.voorbeeldstad.nl/bomen/telling"))
    for page in [
      "https://www.voorbeeldstad.nl/bomen", "https://www.voorbeeldstad.nl/bomen/telling",
    ] {
      let told = graph.subjects.first { $0.0 == page }?.1 ?? []
      #expect(told.count == 1, "\(page): \(told)")
    }
  }

  @Test func typesDatesByTheirLength() throws {
    var dataset = Sample.dataset("bomen")
    dataset.temporal = DatasetRecord.Period(start: "2020", end: "2026-11")
    let turtle = try dcat([dataset]).graph().turtle
    #expect(turtle.contains("dcat:startDate \"2020\"^^xsd:gYear"))
    #expect(turtle.contains("dcat:endDate \"2026-11\"^^xsd:gYearMonth"))
    #expect(turtle.contains("dct:modified \"2026-11-23\"^^xsd:date"))
  }

  @Test func refusesAnEmptyCatalogue() {
    let failure = #expect(throws: Failure.self) { try dcat([]).graph() }
    #expect(failure?.diagnostics.first?.summary.contains("no dataset") == true)
  }

  @Test func refusesUnknownCodesAndNamesTheDataset() {
    var dataset = Sample.dataset("bomen")
    dataset.description.license = "CC-BY-4"
    let failure = #expect(throws: Failure.self) { try dcat([dataset]).graph() }
    #expect(failure?.diagnostics.first?.dataset == "bomen")
    #expect(failure?.diagnostics.first?.location.field == "license")
    #expect(failure?.diagnostics.first?.hint == "Did you mean 'CC-BY-4.0'?")
  }

  @Test func refusesAContactThatNobodyCanReach() {
    var catalogue = Sample.catalogue
    catalogue.contactPoint = CatalogueRecord.Contact(name: "Team", telephone: "14 099")
    let failure = #expect(throws: Failure.self) {
      try dcat([Sample.dataset("bomen")], catalogue: catalogue).graph()
    }
    #expect(failure?.diagnostics.first?.code == .missingKey)
  }

  @Test func everyCodeOfTheListsHasAURI() throws {
    for code in CodeLists.licences.keys { #expect(try Codes.licence(code).hasPrefix("https://")) }
    for code in CodeLists.themes.keys { #expect(try Codes.theme(code).hasSuffix("/" + code)) }
    for code in CodeLists.frequencies.keys {
      #expect(try Codes.frequency(code).hasSuffix("frequency/" + code))
    }
    #expect(CodeLists.licences.count == 27)
    #expect(
      CodeLists.licences["CC-BY-NC-ND-1.0"]?.page
        == "https://creativecommons.org/licenses/by-nd-nc/1.0/deed.nl")
  }
}
