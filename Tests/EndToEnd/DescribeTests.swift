// SPDX-License-Identifier: EUPL-1.2

import Testing

/// Data that are elsewhere, or are to come, are described.
@Suite("Described data")
struct DescribeTests {
  private let work: Workdir

  init() throws {
    work = try Workdir()
    try work.dataset(
      "straten", csv: "path: a.csv", fields: ["source: x, privacy: none, treat: keep"])
    try work.write("pipelines/straten/a.csv", "x\n1\n")
  }

  private func describe(_ group: String, _ more: String = "") throws {
    try work.write(
      "pipelines/bomen/pipeline.yaml",
      """
      version: 1
      describe: \(group)
      metadata: {title: Bomen, description: Alle bomen., theme: [ENVI]\(more)}

      """)
  }

  private let files =
    "{files: [{url: 'https://www.pdok.nl/bomen', download: 'https://service.pdok.nl/bomen.csv', format: CSV, "
    + "mediaType: text/csv}], services: [{url: 'https://service.pdok.nl/wfs', "
    + "description: 'https://service.pdok.nl/wfs?request=GetCapabilities', conformsTo: 'http://www.opengis.net/def/serviceType/ogc/wfs'}]}"

  @Test("files and services elsewhere stand on the page and in RDF")
  func elsewhere() async throws {
    try describe(files)
    let night = try await work.run(["run", "--date", "2026-11-01"])
    #expect(night.code == 0 && night.output.contains("bomen: described"), "\(night.errors)")
    let page = try work.text("catalog/current/datasets/bomen/index.html")
    #expect(
      page.contains("href=\"https://service.pdok.nl/bomen.csv\"") && page.contains("ergens anders"))
    #expect(page.contains("\"isAccessibleForFree\": true"))
    let turtle = try work.text("catalog/current/catalog.ttl")
    #expect(turtle.contains("dcat:downloadURL <https://service.pdok.nl/bomen.csv>"))
    #expect(turtle.contains("dcat:endpointURL <https://service.pdok.nl/wfs>"))
    #expect(
      turtle.contains(
        "dcat:accessService <https://data.voorbeeldstad.nl/datasets/bomen/#service-1>"))
    let checked = try await work.run(["check"])
    #expect(checked.code == 0, "\(checked.errors)")
    let validated = try await work.run(["validate"])
    #expect(validated.code == 0, "\(validated.errors)")

    // Once there is an export, it becomes a dataset as any other.
    try work.dataset(
      "bomen", csv: "path: a.csv", fields: ["source: x, privacy: none, treat: keep"])
    try work.write("pipelines/bomen/a.csv", "x\n1\n")
    let next = try await work.run(["run", "--date", "2026-11-02"])
    #expect(next.code == 0 && next.output.contains("bomen: published"), "\(next.errors)")
    #expect(try work.text("pipelines/bomen/decisions.yaml").contains("issued: \"2026-11-01\""))
  }

  @Test("what is to come says when")
  func planned() async throws {
    try describe("{planned: '2027-03'}")
    let night = try await work.run(["run", "--date", "2026-11-01"])
    #expect(night.code == 0, "\(night.errors)")
    let page = try work.text("catalog/current/datasets/bomen/index.html")
    #expect(page.contains("komen nog") && page.contains("maart 2027"))
    #expect(
      try work.text("catalog/current/catalog.ttl")
        .contains("dct:available \"2027-03\"^^xsd:gYearMonth"))
  }

  @Test(
    "refuses what does not go together",
    arguments: [
      (
        "{files: [{url: 'https://a.nl/b'}]}", ", accessRights: NON_PUBLIC, rights: Woo.",
        "not open to all"
      ),
      ("{files: [{download: 'https://a.nl/b'}]}", "", "'url' is missing"),
      ("{files: [{url: a}]}", "", "absolute web address"),
      ("{files: [{url: 'https://a.nl/b', format: CVS}]}", "", "Did you mean 'CSV'?"),
      ("{services: [{url: 'https://a.nl/b'}]}", "", "'description' is missing"),
      ("{planned: straks}", "", "must be a day"),
      ("{}\nextract: {csv: {path: a.csv}}", "", "does not go with 'describe'"),
    ])
  func refusals(_ group: String, _ more: String, _ words: String) async throws {
    try describe(group, more)
    let refused = try await work.run(["check"])
    #expect(refused.code == 2 && refused.errors.contains(words), "\(refused.errors)")
  }
}
