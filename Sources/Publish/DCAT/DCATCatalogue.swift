// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// The catalogue in DCAT-AP-NL 3.0.
///
/// Every resource has a URI on the page that describes it: `BASE/#catalog`,
/// `BASE/datasets/NAME/#dataset`, `…/#NAME.csv.gz`. There is exactly one contact point everywhere,
/// which suits 3.0.0 and 3.0.1 alike.
/// Source: https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/
package struct DCATCatalogue: Sendable {
  /// What is said about the catalogue.
  package let catalogue: CatalogueRecord
  /// The datasets, in any order.
  package let datasets: [DatasetRecord]
  /// When the catalogue was first published, `YYYY-MM-DD`.
  package let issued: String
  /// When anything in it last changed, `YYYY-MM-DD`.
  package let modified: String

  /// Makes a catalogue.
  package init(
    catalogue: CatalogueRecord, datasets: [DatasetRecord], issued: String, modified: String
  ) {
    self.catalogue = catalogue
    self.datasets = datasets
    self.issued = issued
    self.modified = modified
  }

  /// The whole catalogue.
  ///
  /// - Throws: `Failure` with `invalid-value` where a code is unknown or a text cannot be written, and
  ///   with `missing-key` where there is no dataset or no way to reach the contact.
  package func graph() throws(Failure) -> Graph {
    guard !datasets.isEmpty else {
      throw Failure(
        .missingKey, "the catalogue has no dataset, and DCAT-AP-NL asks for at least one",
        hint: "Publish at least one dataset; nothing was changed.")
    }
    var triples = try shared() + catalogueTriples()
    for dataset in datasets {
      try triples += stamped(dataset) { () throws(Failure) in try describe(dataset) }
    }
    return try Graph(triples + Concepts.triples(about: triples))
  }

  /// One dataset with all that its statements refer to; for the file beside its page.
  ///
  /// - Throws: As `graph()`.
  package func graph(of dataset: DatasetRecord) throws(Failure) -> Graph {
    try stamped(dataset) { () throws(Failure) in
      let names = DCATNames(base: catalogue.baseURL, dataset)
      let triples = try shared() + describe(dataset) + versions(of: dataset, names)
      return try Graph(triples + Concepts.triples(about: triples))
    }
  }

  /// Runs a part for one dataset, whose name is written on what goes wrong.
  private func stamped<Result>(
    _ dataset: DatasetRecord, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    do {
      return try body()
    } catch {
      throw Failure(
        error.diagnostics.map { diagnostic in
          var stamped = diagnostic
          stamped.dataset = dataset.name
          return stamped
        })
    }
  }

  private func describe(_ dataset: DatasetRecord) throws(Failure) -> [Triple] {
    let names = DCATNames(base: catalogue.baseURL, dataset)
    var triples = try datasetTriples(dataset, names) + recordTriples(dataset, names)
    for distribution in dataset.distributions {
      triples += try distributionTriples(distribution, of: dataset, names)
    }
    if dataset.table != nil { triples += try service(of: dataset, names) }
    return try triples + external(of: dataset, names)
  }

  private func catalogueTriples() throws(Failure) -> [Triple] {
    let names = DCATNames(base: catalogue.baseURL)
    var node = Node(names.catalogue, .dcat, "Catalog")
    node.add(.dct, "title", catalogue.title)
    node.add(.dct, "description", catalogue.description)
    node.add(.dct, "publisher", iri: catalogue.publisher.uri)
    node.add(.dct, "creator", iri: catalogue.publisher.uri)
    node.add(.dcat, "contactPoint", iri: names.contact)
    node.add(.dct, "license", iri: try Codes.licence(catalogue.license, in: catalogue.licenceList))
    try node.addLanguages(catalogue.language)
    node.add(.dct, "issued", date: issued)
    node.add(.dct, "modified", date: modified)
    node.add(.foaf, "homepage", iri: names.home)
    node.add(.dcat, "themeTaxonomy", iri: Codes.authority + "data-theme")
    for place in places { node.add(.dct, "spatial", iri: place.address) }
    for dataset in datasets {
      let names = DCATNames(base: catalogue.baseURL, dataset)
      node.add(.dcat, "dataset", iri: names.dataset)
      node.add(.dcat, "record", iri: names.record)
      for service in services(of: dataset, names) { node.add(.dcat, "service", iri: service) }
    }
    var home = Node(names.home, .foaf, "Document")
    home.add(.dct, "title", catalogue.title)
    return node.triples + home.triples
  }
}
