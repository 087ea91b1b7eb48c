// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What is said of who may have the data is done.
@Suite("Access rights")
struct AccessTests {
  private let work: Workdir
  private static let reason = "rights: {nl: Woo artikel 5.1., en: 'Woo, article 5.1.'}"

  init() throws {
    work = try Workdir()
    try work.dataset(
      "straten", csv: "path: a.csv", fields: ["source: x, privacy: none, treat: keep"])
    try work.write("pipelines/straten/a.csv", "x\n1\n")
    try work.write("pipelines/bomen/a.csv", "soort\neik\nbeuk\n")
  }

  private func say(_ more: String) throws {
    try work.write(
      "pipelines/bomen/pipeline.yaml",
      """
      version: 1
      extract:
        csv: {path: a.csv}
      fields:
        - {source: soort, privacy: none, treat: keep}
      publish: {versions: 3}
      metadata:
        title: Bomen
        description: Alle bomen.
        theme: [ENVI]
        \(more)

      """)
  }

  private func run(on day: String, code: Int32 = 0) async throws -> Outcome {
    let outcome = try await work.run(["run", "--date", day])
    #expect(outcome.code == code, "\(day): \(outcome.errors)")
    return outcome
  }

  /// The files of the dataset that are online, below its folder.
  private func files() throws -> Set<String> {
    let all = try FileManager.default.subpathsOfDirectory(
      atPath: work.file("catalog/current/datasets/bomen"))
    return Set(all.filter { $0.contains(".") })
  }

  @Test(
    "publishes no data that are not open to all, also where they were online before",
    arguments: [
      ("accessRights: NON_PUBLIC", "niet openbaar"),
      ("accessRights: RESTRICTED", "niet voor iedereen"),
      ("license: niet_open", "niet vrij te gebruiken"),
    ])
  func closed(_ key: String, _ words: String) async throws {
    try say("accessRights: PUBLIC")
    _ = try await run(on: "2026-11-01")
    try work.write("pipelines/bomen/a.csv", "soort\neik\n")
    _ = try await run(on: "2026-11-02")
    #expect(try files().contains("versions/2026-11-01/bomen.csv.gz"))

    try say("\(key)\n  \(Self.reason)")
    // The export is not opened any more.
    try work.remove("pipelines/bomen/a.csv")
    #expect(try await run(on: "2026-11-03").output.contains("bomen: described"))
    #expect(try files() == ["bomen.jsonld", "bomen.ttl", "feed.atom", "index.html"])
    let page = try work.text("catalog/current/datasets/bomen/index.html")
    #expect(page.contains(words) && page.contains("Woo artikel 5.1."))
    #expect(!page.contains("bomen.csv") && !page.contains("Vrij te gebruiken"))
    #expect(page.contains("\"isAccessibleForFree\": false"))
    #expect(page.contains("\"conditionsOfAccess\": \"Woo artikel 5.1.\""))
    let english = try work.text("catalog/current/en/datasets/bomen/index.html")
    #expect(english.contains("Woo, article 5.1."))
    for name in ["catalog.ttl", "datasets/bomen/bomen.ttl"] {
      let turtle = try work.text("catalog/current/\(name)")
      #expect(!turtle.contains("bomen.csv") && !turtle.contains("bomen/schema.json"))
      #expect(turtle.contains("dct:rights <https://data.voorbeeldstad.nl/datasets/bomen/#rights>"))
      #expect(turtle.contains("\"Woo artikel 5.1.\"@nl"))
    }
    let list = try work.text("catalog/current/datasets/index.html")
    #expect(list.contains("Niet te downloaden") && !list.contains("0 rijen"))
    #expect(try await run(on: "2026-11-04").output.contains("bomen: unchanged"))

    try say("accessRights: PUBLIC")
    try work.write("pipelines/bomen/a.csv", "soort\neik\n")
    #expect(try await run(on: "2026-11-05").output.contains("bomen: published"))
    #expect(try files().contains("bomen.csv.gz"))
    #expect(try !files().contains("versions/2026-11-01/bomen.csv.gz"))
  }

  @Test("asks for the reason")
  func reasonless() async throws {
    try say("accessRights: NON_PUBLIC")
    let refused = try await work.run(["check"])
    #expect(refused.code == 2 && refused.errors.contains("'rights' is missing here"))
  }

  @Test("refuses a description with personal data, and takes the data away all the same")
  func personal() async throws {
    try say("accessRights: PUBLIC")
    _ = try await run(on: "2026-11-01")
    try say("accessRights: NON_PUBLIC\n  rights: Op verzoek van de houder van BSN 123456782.")
    let refused = try await run(on: "2026-11-02", code: 3)
    #expect(refused.errors.contains("[personal-data]"))
    #expect(try files() == ["bomen.jsonld", "bomen.ttl", "feed.atom", "index.html"])
    #expect(try !work.text("catalog/current/catalog.ttl").contains("123456782"))
  }
}
