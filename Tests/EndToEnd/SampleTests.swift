// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// The samples of the repository, from `pipelines/` to a catalogue.
@Suite("Samples")
struct SampleTests {
  static let names = [
    "bomen", "meldingen-openbare-ruimte", "parkeervergunningen", "subsidieregister",
  ]

  /// A copy of the samples with the key that they name.
  ///
  /// - Parameter isExplorer: Whether the samples about persons have the pipeline files that the explorer is checked with,
  ///   which publish more of each row.
  static func work(isExplorer: Bool = false) throws -> Workdir {
    let work = try Workdir(keys: ["demo-voorbeeldstad"], catalogue: false)
    try work.copy(Repository.root + "/pipelines", to: "pipelines")
    guard isExplorer else { return work }
    for name in personal.map(\.dataset) {
      let file = "pipelines/\(name)/pipeline.yaml"
      try work.write(file, bytes(ofFile: Repository.root + "/Tests/Browser/\(file)"))
    }
    return work
  }

  /// A copy of the samples for which somebody signed as a steward does, without exceptions.
  static func signedWork() async throws -> Workdir {
    let work = try Workdir(keys: ["demo-voorbeeldstad"], catalogue: false, isSigned: false)
    try work.copy(Repository.root + "/pipelines", to: "pipelines")
    let signed = try await work.run(
      ["sign-off"] + personal.map(\.dataset)
        + ["--role", "FG", "--decision", "publish", "--valid-until", Workdir.lastDay])
    try #require(signed.code == 0, "\(signed.errors)")
    return work
  }

  @Test("publishes four datasets, and nothing new where nothing changed")
  func twice() async throws {
    let work = try Self.work()
    let first = try await work.run("run", "--date", "2026-11-23")
    #expect(first.code == 0, "\(first.errors)")
    for name in Self.names { #expect(first.output.contains("\(name): published, ")) }
    let (tree, generations) = (try work.tree(), try work.generations())
    #expect(generations.count == 1)
    let second = try await work.run("run", "--date", "2026-11-24")
    #expect(second.code == 0, "\(second.errors)")
    for name in Self.names { #expect(second.output.contains("\(name): unchanged, ")) }
    #expect(!second.output.contains("generation"))
    #expect(try work.generations() == generations)
    #expect(try differences(tree, work.tree()).isEmpty)
  }

  @Test("publishes every file, with the size and checksum that its metadata say")
  func files() async throws {
    let work = try Self.work()
    #expect(try await work.run("run").code == 0)
    for file in ["index.html", "catalog.ttl", "catalog.rdf", "catalog.jsonld", "generation.json"] {
      #expect(try !work.read("catalog/current/\(file)").isEmpty)
    }
    let catalogue = try work.text("catalog/current/catalog.ttl")
    for name in Self.names {
      let folder = "catalog/current/datasets/\(name)"
      for file in ["index.html", "\(name).ttl", "\(name).jsonld", "\(name).csv.gz", "schema.json"] {
        #expect(try !work.read("\(folder)/\(file)").isEmpty)
      }
      let turtle = try work.text("\(folder)/\(name).ttl")
      let size = try work.read("\(folder)/\(name).csv.gz").count
      let sum = try await work.run(tool: "sha256sum", [work.file("\(folder)/\(name).csv.gz")])
      let digest = try #require(sum.output.split(separator: " ").first)
      #expect(digest.count == 64)
      for text in [turtle, catalogue] {
        #expect(text.contains("dcat:byteSize \"\(size)\"^^xsd:nonNegativeInteger"))
        #expect(text.contains("spdx:checksumValue \"\(digest)\"^^xsd:hexBinary"))
      }
    }
  }

  @Test("keeps its private folder to itself")
  func modes() async throws {
    let work = try Self.work()
    #expect(try await work.run("run").code == 0)
    #expect(try work.mode(".hergebruik") == 0o700)
    for (path, entry) in try work.tree(".hergebruik") {
      let isFolder = entry.mode & S_IFMT == S_IFDIR
      #expect(entry.mode & 0o777 == (isFolder ? 0o700 : 0o600), "\(path)")
    }
    #expect(try work.mode(".hergebruik/lock") == 0o600)
  }

  /// A sample's export, and its columns that may not be published as they are.
  struct Personal: Sendable {
    var dataset: String
    var file: String
    var encoding: String
    var delimiter: Character
    /// Lines above the header.
    var skip = 0
    var columns: [String]
    /// Columns that are left out as well, of which words or figures may stand elsewhere by chance.
    var words: [String] = []
  }

  static let personal = [
    Personal(
      dataset: "parkeervergunningen", file: "parkeervergunningen_20261101.csv",
      encoding: "windows-1252", delimiter: ";",
      columns: [
        "vergunningnummer", "bsn", "achternaam", "voorletters", "geboortedatum", "postcode",
        "huisnummer", "kenteken", "einddatum", "opmerking",
      ], words: ["bedrag"]),
    Personal(
      dataset: "meldingen-openbare-ruimte", file: "meldingen_2026.csv", encoding: "utf-8",
      delimiter: ",",
      columns: [
        "Meldingnummer", "Afgehandeld op", "Omschrijving", "E-mail melder", "Telefoon melder",
      ], words: ["Status"]),
    Personal(
      dataset: "subsidieregister", file: "subsidieregister.csv", encoding: "iso-8859-15",
      delimiter: ";", skip: 3, columns: ["Zaaknummer", "Naam aanvrager"],
      words: ["Type aanvrager"]),
  ]

  @Test("lists every column that is dropped or pseudonymised")
  func listsPersonalColumns() throws {
    for name in Self.names {
      let text = String(
        decoding: try bytes(ofFile: Repository.root + "/pipelines/\(name)/pipeline.yaml"),
        as: UTF8.self)
      let personal = Self.personal.first { $0.dataset == name }
      let columns = (personal?.columns ?? []) + (personal?.words ?? [])
      #expect(
        text.matches(of: /treat:\s+(drop|pseudonymise|mask|redact)/).count == columns.count)
    }
  }

  @Test("lets no value of a dropped or pseudonymised column through", arguments: personal)
  func leaksNothing(_ personal: Personal) async throws {
    let work = try Self.work()
    #expect(try await work.run("run").code == 0)
    let search = LeakSearch(try await values(personal, work))
    #expect(search.count > 100)
    try search.expectNothing(in: work)
  }

  /// The cells of the columns.
  private func values(_ personal: Personal, _ work: Workdir) async throws -> Set<String> {
    let file = Repository.root + "/pipelines/\(personal.dataset)/example/\(personal.file)"
    let text = try await work.run(tool: "iconv", ["-f", personal.encoding, "-t", "utf-8", file])
    try #require(text.code == 0)
    let records = CSVText.records(of: text.outputBytes, delimiter: personal.delimiter)
      .dropFirst(personal.skip)
    let header = try #require(records.first)
    let columns = try personal.columns.map { try #require(header.firstIndex(of: $0)) }
    var values: Set<String> = []
    for record in records.dropFirst() {
      for column in columns where column < record.count { values.insert(record[column]) }
    }
    values.remove("n.v.t.")
    return values
  }
}
