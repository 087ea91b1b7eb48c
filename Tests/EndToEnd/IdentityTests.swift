// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What portals know a dataset by does not change unseen.
@Suite("Identity")
struct IdentityTests {
  private let work: Workdir
  private let old = "https://data.voorbeeldstad.nl/datasets/bomen/#dataset"

  init() throws {
    work = try Workdir()
    try write("bomen")
  }

  private func write(_ name: String, _ more: String = "") throws {
    try work.write(
      "pipelines/\(name)/pipeline.yaml",
      """
      version: 1
      extract:
        csv: {path: a.csv}
      fields:
        - {source: soort, privacy: none, treat: keep}
        - {source: jaar, privacy: none, treat: keep}
      metadata:
        title: Bomen
        description: Alle bomen.
        theme: [ENVI]
        \(more)

      """)
    try work.write("pipelines/\(name)/a.csv", "soort,jaar\neik,2020\n")
  }

  private func run(on day: String, code: Int32 = 0) async throws -> Outcome {
    let outcome = try await work.run(["run", "--date", day])
    #expect(outcome.code == code, "\(day): \(outcome.errors)")
    return outcome
  }

  private func move(_ more: String = "") throws {
    try work.write(
      "pipelines/catalog.yaml",
      Workdir.catalogue.replacing("https://data.", with: "https://opendata.") + more)
  }

  @Test("a new address needs a word, and keeps the addresses and identifiers of datasets")
  func address() async throws {
    _ = try await run(on: "2026-11-01")
    #expect(try work.text("pipelines/bomen/decisions.yaml").contains("uri: \"\(old)\""))
    try move()
    for arguments in [["check"], ["run", "--date", "2026-11-02"]] {
      let refused = try await work.run(arguments)
      #expect(refused.code == 2 && refused.errors.contains("identity-changed"), "\(arguments)")
      #expect(refused.errors.contains("formerBaseURLs: [https://data.voorbeeldstad.nl]"))
    }
    try move("formerBaseURLs: [\"https://data.voorbeeldstad.nl/\"]\n")
    _ = try await run(on: "2026-11-03")
    func check() throws {
      let turtle = try work.text("catalog/current/catalog.ttl")
      #expect(turtle.contains("dct:identifier \"\(old)\""))
      #expect(turtle.contains("dcat:dataset <\(old)>"))
      #expect(
        turtle.contains(
          "dcat:downloadURL <https://opendata.voorbeeldstad.nl/datasets/bomen/bomen.csv.gz>"))
    }
    try check()
    // Also where the catalogue is lost.
    try work.remove("catalog")
    _ = try await run(on: "2026-11-04")
    try check()
  }

  @Test("a new identifier needs the old one beside it")
  func identifier() async throws {
    try write("bomen", "identifier: urn:oud:1")
    _ = try await run(on: "2026-11-01")
    try write("bomen", "identifier: urn:nieuw:1")
    let refused = try await work.run(["check"])
    #expect(refused.code == 2 && refused.errors.contains("otherIdentifier: [\"urn:oud:1\"]"))
    try write("bomen", "identifier: urn:nieuw:1\n  otherIdentifier: urn:oud:1")
    _ = try await run(on: "2026-11-02")
    #expect(try work.text("catalog/current/catalog.ttl").contains("skos:notation \"urn:oud:1\""))
    // Who takes the line out keeps the identifier.
    try write("bomen")
    _ = try await run(on: "2026-11-03")
    #expect(try work.text("catalog/current/catalog.ttl").contains("dct:identifier \"urn:nieuw:1\""))
  }

  @Test("a dataset under a new name leads from the old page to the new one")
  func renamed() async throws {
    _ = try await run(on: "2026-11-01")
    try write("stadsbomen")
    try work.remove("pipelines/bomen/pipeline.yaml")
    let told = try await work.run(["check"])
    #expect(told.code == 0 && told.errors.contains("replaces: [bomen]"), "\(told.errors)")
    try write("stadsbomen", "replaces: [bomen]")
    _ = try await run(on: "2026-11-02")
    let page = try work.text("catalog/current/datasets/bomen/index.html")
    #expect(page.contains("href=\"../../datasets/stadsbomen/\"") && page.contains("vervangen"))
    #expect(!work.exists("catalog/current/datasets/bomen/bomen.csv.gz"))
    let turtle = try work.text("catalog/current/catalog.ttl")
    #expect(
      turtle.contains(
        "dct:isReplacedBy <https://data.voorbeeldstad.nl/datasets/stadsbomen/#dataset>"))
  }

  @Test("feeds tell of releases and withdrawals, by the moment where it is known")
  func feeds() async throws {
    _ = try await run(on: "2026-11-01T08:00:00Z")
    try work.write("pipelines/bomen/a.csv", "soort,jaar\neik,2020\nbeuk,2021\n")
    _ = try await run(on: "2026-11-01T09:30:00Z")
    let feed = try work.text("catalog/current/datasets/bomen/feed.atom")
    #expect(feed.components(separatedBy: "<entry>").count == 3)
    #expect(feed.contains("<id>https://data.voorbeeldstad.nl/datasets/bomen/#2026-11-01</id>"))
    #expect(feed.contains("<id>https://data.voorbeeldstad.nl/datasets/bomen/#2026-11-01-2</id>"))
    #expect(feed.contains("<updated>2026-11-01T09:30:00Z</updated>"))
    #expect(feed.contains("rel=\"enclosure\" type=\"text/csv\""))
    #expect(
      try work.text("catalog/current/catalog.ttl").contains(
        "dct:modified \"2026-11-01T09:30:00Z\"^^xsd:dateTime"))
    // Another title is no other data.
    try write("bomen", "rights: Ook voor bomen elders.")
    try work.write("pipelines/bomen/a.csv", "soort,jaar\neik,2020\nbeuk,2021\n")
    _ = try await run(on: "2026-11-05T10:00:00Z")
    let turtle = try work.text("catalog/current/datasets/bomen/bomen.ttl")
    #expect(turtle.contains("\"2026-11-01T09:30:00Z\""))
    #expect(turtle.contains("\"2026-11-05T10:00:00Z\""))

    try write("straten")
    _ = try await run(on: "2026-11-06")
    let gone = try await work.run(
      ["withdraw", "bomen", "--date", "2026-11-07", "--reason", "Een fout."])
    #expect(gone.code == 0)
    for name in ["feed.atom", "datasets/bomen/feed.atom"] {
      let feed = try work.text("catalog/current/\(name)")
      #expect(feed.contains("Ingetrokken: Bomen") && feed.contains("Een fout."), "\(name)")
    }
  }
}
