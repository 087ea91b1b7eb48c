// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// The URIs of the catalogue and of one dataset; they never change while the names do not.
struct DCATNames {
  /// Where the catalogue is served, without a slash at the end.
  let base: String
  /// The page of the dataset, with a slash at the end; the home page where there is no dataset.
  let page: String
  /// What the names of things begin with: the page at the time of the first publication, which never changes.
  let stem: String

  init(base: String, dataset: String? = nil) {
    self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
    page = self.base + (dataset.map { "/datasets/\(IRI.component($0))/" } ?? "/")
    stem = page
  }

  /// The names of a dataset, by the address that it was given first.
  init(base: String, _ dataset: DatasetRecord) {
    let plain = DCATNames(base: base, dataset: dataset.name)
    (self.base, page) = (plain.base, plain.page)
    let mark = "#dataset"
    stem =
      dataset.uri.flatMap { $0.hasSuffix(mark) ? String($0.dropLast(mark.utf8.count)) : nil }
      ?? plain.page
  }

  /// The feed of the dataset, which leads programs to its files.
  var feed: String { page + "feed.atom" }
  var service: String { stem + "#files" }
  /// An earlier version of the dataset, by its day.
  func version(_ day: String) -> String { stem + "#version-" + day }

  var home: String { base + "/" }
  var catalogue: String { base + "/#catalog" }
  var contact: String { base + "/#contact" }
  var dataset: String { stem + "#dataset" }
  var record: String { stem + "#record" }
  var provenance: String { stem + "#provenance" }
  var rights: String { stem + "#rights" }
  var temporal: String { stem + "#temporal" }
  var area: String { stem + "#area" }
  var schema: String { page + "schema.json" }

  /// The contact point of this dataset alone.
  var ownContact: String { stem + "#contact" }

  /// A part of the description that has no name of its own, by its place from 0.
  func part(_ name: String, _ index: Int?) -> String {
    stem + "#" + name + (index.map { "-\($0 + 1)" } ?? "")
  }

  func file(_ distribution: DistributionRecord) -> String {
    page + IRI.component(distribution.fileName)
  }

  func distribution(_ distribution: DistributionRecord) -> String {
    stem + "#" + IRI.component(distribution.fileName)
  }

  func checksum(_ distribution: DistributionRecord) -> String {
    stem + "#sha256-" + IRI.component(distribution.fileName)
  }
}

/// Collects the statements about one subject.
struct Node {
  let iri: String
  private(set) var triples: [Triple]

  init(_ iri: String, _ prefix: RDFPrefix, _ type: StaticString) {
    self.iri = iri
    triples = [Triple(iri, .type, .iri(RDFName(prefix, type).iri))]
  }

  /// Begins statements about what has its type elsewhere.
  init(about iri: String) {
    self.iri = iri
    triples = []
  }

  mutating func add(_ prefix: RDFPrefix, _ local: StaticString, decimal: String) {
    add(prefix, local, decimal, RDFName(.xsd, "decimal"))
  }

  /// A duration as XML Schema writes it: `P1D`.
  mutating func add(_ prefix: RDFPrefix, _ local: StaticString, duration: String) {
    add(prefix, local, duration, RDFName(.xsd, "duration"))
  }

  mutating func add(_ prefix: RDFPrefix, _ local: StaticString, iri object: String) {
    triples.append(Triple(iri, RDFName(prefix, local), .iri(object)))
  }

  mutating func add(_ prefix: RDFPrefix, _ local: StaticString, _ text: LocalizedText) {
    for (tag, text) in text.tagged { add(prefix, local, text: text, language: tag) }
  }

  mutating func add(
    _ prefix: RDFPrefix, _ local: StaticString, text: String, language: String
  ) {
    triples.append(
      Triple(iri, RDFName(prefix, local), .text(text, language: language.lowercased())))
  }

  mutating func add(_ prefix: RDFPrefix, _ local: StaticString, string: String) {
    add(prefix, local, string, RDFName(.xsd, "string"))
  }

  /// A moment, day, month or year, by its length: `2026-11-23T01:30:00Z`, `2026-11-23`, `2026-11`, `2026`.
  mutating func add(_ prefix: RDFPrefix, _ local: StaticString, date: String) {
    let datatype =
      switch date.utf8.count {
      case 4: RDFName(.xsd, "gYear")
      case 7: RDFName(.xsd, "gYearMonth")
      case 11...: RDFName(.xsd, "dateTime")
      default: RDFName(.xsd, "date")
      }
    add(prefix, local, date, datatype)
  }

  mutating func add(_ prefix: RDFPrefix, _ local: StaticString, number: Int) {
    add(prefix, local, String(number), RDFName(.xsd, "nonNegativeInteger"))
  }

  mutating func add(_ prefix: RDFPrefix, _ local: StaticString, hexadecimal: String) {
    add(prefix, local, hexadecimal, RDFName(.xsd, "hexBinary"))
  }

  /// A box as well-known text, longitude first; against the clock from the south-west.
  mutating func add(_ prefix: RDFPrefix, _ local: StaticString, box: GeographyRecord.Box) {
    let (west, south, east, north) = (box.west, box.south, box.east, box.north)
    add(
      prefix, local,
      "POLYGON((\(west) \(south),\(east) \(south),\(east) \(north),\(west) \(north),\(west) \(south)))",
      RDFName(.gsp, "wktLiteral"))
  }

  mutating func addLanguages(_ codes: [String]) throws(Failure) {
    for code in codes { add(.dct, "language", iri: try Codes.language(code)) }
  }

  private mutating func add(
    _ prefix: RDFPrefix, _ local: StaticString, _ value: String, _ datatype: RDFName
  ) {
    triples.append(Triple(iri, RDFName(prefix, local), .value(value, datatype: datatype)))
  }
}
