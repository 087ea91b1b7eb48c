// SPDX-License-Identifier: EUPL-1.2

import Glibc
import Testing

/// The site as runs of the program leave it.
@Suite("Site")
struct SiteTests {
  private let work: Workdir

  init() throws {
    work = try Workdir()
    try work.dataset(
      "bomen", csv: "path: export.csv", fields: ["source: soort, privacy: none, treat: keep"])
    let file = "pipelines/bomen/pipeline.yaml"
    try work.write(
      file,
      work.text(file).replacing("theme: [ENVI]", with: "theme: [ENVI], accrualPeriodicity: DAILY"))
    try work.write("pipelines/bomen/export.csv", "soort\neik\nlinde\n")
  }

  private func run(on day: String, code: Int32 = 0) async throws -> Outcome {
    let outcome = try await work.run("run", "--date", day)
    #expect(outcome.code == code, "\(day): \(outcome.errors)")
    return outcome
  }

  private func page(_ path: String = "datasets/bomen/index.html") throws -> String {
    try work.text("catalog/current/" + path)
  }

  @Test("says that data are behind schedule once they are, and no longer")
  func overdue() async throws {
    _ = try await run(on: "2026-11-01")
    try work.write("pipelines/bomen/export.csv", "")
    _ = try await run(on: "2026-11-02", code: 1)
    #expect(try !page().contains("lopen achter"))
    #expect(try work.generations().count == 1)
    _ = try await run(on: "2026-11-03", code: 1)
    #expect(try page().contains("lopen achter") && page().contains("1 november 2026"))
    #expect(try page("en/datasets/bomen/index.html").contains("behind schedule"))
    let late = try work.generations().count
    #expect(late == 2)
    _ = try await run(on: "2026-11-04", code: 1)
    #expect(try work.generations().count == late)
    try work.write("pipelines/bomen/export.csv", "soort\neik\nlinde\n")
    _ = try await run(on: "2026-11-05")
    #expect(try !page().contains("lopen achter"))
    #expect(try page().contains("<dd>1 november 2026</dd>"))
  }

  @Test("takes templates, texts and a logo from the project, and refuses what does not fit")
  func ownDesign() async throws {
    try work.write("pipelines/site/contact.mustache", "<p>Balie: {{name}}</p>\n")
    try work.write("pipelines/site/texts.json", #"{"download-title": {"nl": "Ophalen"}}"#)
    _ = try await run(on: "2026-11-01")
    #expect(try page().contains("<p>Balie: "))
    #expect(try page().contains(">Ophalen</h2>"))

    try work.write("pipelines/site/contact.mustache", "{{#open}}")
    let broken = try await run(on: "2026-11-02", code: 2)
    #expect(broken.errors.contains("[template-error]"))
    #expect(broken.errors.contains("contact.mustache"))
    #expect(try page().contains("<p>Balie: "))
    let checked = try await work.run("check")
    #expect(checked.code == 2 && checked.errors.contains("contact.mustache"))

    try work.remove("pipelines/site/contact.mustache")
    try work.write("pipelines/site/contactt.mustache", "")
    let misspelt = try await run(on: "2026-11-02", code: 2)
    #expect(misspelt.errors.contains("contact.mustache"))
  }

  @Test("draws an outline under the points of a map, and refuses one that is not in degrees")
  func outline() async throws {
    try work.dataset(
      "banken", csv: "path: export.csv, dialect: {delimiter: ';'}",
      fields: ["x", "y"].map { "source: \($0), type: number, privacy: none, treat: keep" },
      more: "geometry: {from: {x: x, y: y}}")
    try work.write(
      "pipelines/banken/export.csv", "x;y\n153000;461500\n156500;465000\n155500;463100\n")
    _ = try await run(on: "2026-11-01")
    let folders = ["datasets/banken", "en/datasets/banken"]
    for folder in folders { #expect(try !page("\(folder)/index.html").contains("chart-outline")) }

    let file = "pipelines/site/outline.geojson"
    let corners = [(5.35, 52.13), (5.42, 52.13), (5.42, 52.18), (5.35, 52.18), (5.35, 52.13)]
    let ring = corners.map { "[\($0), \($1)]" }.joined(separator: ", ")
    try work.write(file, #"{"type": "Polygon", "coordinates": [[\#(ring)]]}"#)
    _ = try await run(on: "2026-11-02")
    for (folder, words) in zip(folders, ["De lijn is de grens van", "The line is the boundary of"])
    {
      let map = try page("\(folder)/index.html")
      #expect(map.contains("<a href=\"#map\">") && map.contains(" id=\"map\""))
      #expect(map.contains("<path class=\"chart-outline\" d=\"M") && map.contains(words))
    }
    let published = try work.generations()

    for (text, message, place) in [
      (
        #"{"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [[[155000, 463000]]]}}"#,
        "(RD, EPSG:28992), not in degrees", "/geometry/coordinates[0][0]"
      ),
      (
        #"{"type": "FeatureCollection", "features": []}"#, "the outline has no rings",
        "outline.geojson"
      ),
      (
        String(repeating: " ", count: (4 << 20) + 1), "larger than 4 MiB",
        "pipelines/site/outline.geojson"
      ),
    ] {
      try work.write(file, text)
      let refused = try await run(on: "2026-11-03", code: 2)
      let errors = refused.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(errors.contains(message) && errors.contains(place), "\(errors)")
      #expect(errors.contains("ogr2ogr") || errors.contains("docs/site.md"))
    }
    #expect(try work.generations() == published)
  }

  @Test("tells how many columns were left out, and not which")
  func dropped() async throws {
    try work.dataset(
      "kapvlaktes", csv: "path: export.csv",
      fields: [
        "source: soort, privacy: none, treat: keep",
        "source: geheimkolom, privacy: none, treat: drop",
        "source: anders, privacy: none, treat: drop",
        "source: gemaakt, type: integer, privacy: none, treat: drop",
      ],
      more: """
        steps:
          - {derive: {name: gemaakt, as: "1 + 1"}}
          - {rename: {oud: anders}}
        """)
    try work.write("pipelines/kapvlaktes/export.csv", "soort,geheimkolom,oud\neik,a,b\n")
    _ = try await run(on: "2026-11-01")
    let told = try page("datasets/kapvlaktes/persoonsgegevens/index.html")
    #expect(told.contains("<li>2 kolommen die niet over personen gaan</li>"))
    #expect(
      try page("datasets/bomen/persoonsgegevens/index.html").contains("Er zijn geen kolommen"))
    for (path, entry) in try work.tree() where !path.hasSuffix(".gz") {
      let text = String(decoding: entry.content, as: UTF8.self)
      #expect(!text.contains("geheimkolom") && !text.contains("anders\""), "\(path)")
    }
  }

  @Test("writes only the pages that changed")
  func onlyChangedPages() async throws {
    _ = try await run(on: "2026-11-01")
    let same = ["over/index.html", "assets/site.css", "en/accessibility/index.html"]
    let before = try (same + ["datasets/bomen/index.html"]).map(inode)
    try work.write("pipelines/bomen/export.csv", "soort\neik\nlinde\nes\n")
    _ = try await run(on: "2026-11-02")
    #expect(try same.map(inode) == Array(before.dropLast()))
    #expect(try inode("datasets/bomen/index.html") != before.last)
  }

  @Test("takes a dataset away, keeps it away, and lets it come back")
  func withdraw() async throws {
    try work.dataset(
      "straten", csv: "path: export.csv", fields: ["source: naam, privacy: none, treat: keep"])
    try work.write("pipelines/straten/export.csv", "naam\nDorpsstraat\n")
    _ = try await run(on: "2026-11-01")
    let gone = try await work.run(
      "withdraw", "bomen", "--reason", "Er stond een fout in.", "--date", "2026-11-02")
    #expect(gone.code == 0, "\(gone.errors)")
    #expect(gone.output.hasPrefix("bomen: withdrawn\nNew generation: "))
    let files = try work.tree("catalog/current").keys.filter { $0.contains("datasets/bomen") }
    #expect(
      files.sorted() == [
        "datasets/bomen", "datasets/bomen/bomen.jsonld", "datasets/bomen/bomen.ttl",
        "datasets/bomen/feed.atom", "datasets/bomen/index.html", "en/datasets/bomen",
        "en/datasets/bomen/feed.atom", "en/datasets/bomen/index.html",
      ])
    #expect(try page("datasets/bomen/feed.atom").contains("Ingetrokken"))
    #expect(try page().contains("op 2 november 2026") && page().contains("Er stond een fout in."))
    #expect(try page("catalog.ttl").contains("dataset-status/WITHDRAWN"))
    #expect(try !page("generation.json").contains("soort"))
    #expect(try work.published("straten").count == 2)

    let night = try await run(on: "2026-11-03")
    #expect(night.output.contains("bomen: withdrawn"))
    #expect(night.errors.contains("hergebruik withdraw bomen --undo"))
    #expect(try page().contains("op 2 november 2026"))

    let back = try await work.run("withdraw", "bomen", "--undo", "--date", "2026-11-04")
    #expect(back.code == 0, "\(back.errors)")
    #expect(try page().contains("op 2 november 2026"))
    _ = try await run(on: "2026-11-04")
    #expect(try work.published("bomen").count == 3)
    #expect(try page("generation.json").contains("\"issued\":\"2026-11-01\""))
    #expect(try !page().contains("ingetrokken"))
  }

  @Test("keeps as many earlier versions as the pipeline asks for")
  func versions() async throws {
    let file = "pipelines/bomen/pipeline.yaml"
    try work.write(file, work.text(file) + "publish: {versions: 2}\n")
    for (day, trees) in [
      ("01", "eik"), ("02", "es"), ("03", "es"), ("04", "linde"), ("05", "beuk"),
    ] {
      try work.write("pipelines/bomen/export.csv", "soort\n\(trees)\n")
      let outcome = try await work.run("run", "--date", "2026-11-\(day)", "--accept-change")
      #expect(outcome.code == 0, "\(day): \(outcome.errors)")
    }
    let files = try work.tree("catalog/current").keys.filter { $0.hasSuffix("bomen.csv.gz") }
    #expect(
      files.sorted() == [
        "datasets/bomen/bomen.csv.gz", "datasets/bomen/versions/2026-11-02/bomen.csv.gz",
        "datasets/bomen/versions/2026-11-04/bomen.csv.gz",
      ])
    let old = try work.read("catalog/current/datasets/bomen/versions/2026-11-02/bomen.csv.gz")
    #expect(try CSVText.records(of: Gunzip.bytes(old)) == [["soort"], ["es"]])
    #expect(
      try page("datasets/bomen/wijzigingen/index.html").contains("../versions/2026-11-04/") == false
    )
    #expect(
      try page("datasets/bomen/wijzigingen/index.html")
        .contains("../../../datasets/bomen/versions/2026-11-04/bomen.csv.gz"))
    // A dataset that is only carried over keeps them; one without the key lets them go.
    try work.write("pipelines/bomen/export.csv", "")
    _ = try await run(on: "2026-11-08", code: 1)
    #expect(work.exists("catalog/current/datasets/bomen/versions/2026-11-04/bomen.csv.gz"))
    try work.write("pipelines/bomen/export.csv", "soort\nbeuk\n")
    try work.write(file, work.text(file).replacing("publish: {versions: 2}\n", with: ""))
    _ = try await run(on: "2026-11-09")
    #expect(!work.exists("catalog/current/datasets/bomen/versions"))
  }

  @Test("withdraws only what is published")
  func withdrawNothing() async throws {
    _ = try await run(on: "2026-11-01")
    let unknown = try await work.run("withdraw", "bomem")
    #expect(unknown.code == 2)
    #expect(unknown.errors.contains("Did you mean 'bomen'?") || unknown.errors.contains("bomen"))
    #expect(try await work.run("withdraw", "bomen", "--undo").code == 2)
    #expect(try work.generations().count == 1)
  }

  /// The number of a file on its disk: the same for two names of one file.
  private func inode(_ path: String) throws -> ino_t {
    var status = stat()
    try #require(stat(work.file("catalog/current/" + path), &status) == 0)
    return status.st_ino
  }
}
