// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikDetectors
import Testing

/// `hergebruik scan` on real exports, the generator's and small ones.
@Suite("Scans") struct ScanTests {
  /// What `--json` prints.
  private struct Report: Decodable {
    struct Column: Decodable {
      var name: String
      var findings: [Finding]
      var isOpen: Bool
      var privacy: String?
      var treat: String?
    }
    struct Finding: Decodable {
      var detector: String
      var confidence: String
      var hits: Int
      var values: Int
    }
    struct Entry: Decodable {
      var code: String
    }
    var exitCode: Int32
    var rows: Int
    var columns: [Column]
    var published: [Column]
    var publishedFiles: Int?
    var diagnostics: [Entry]

    /// `column: detector confidence`, for what is likely or certain.
    var found: [String] {
      columns.flatMap { column in
        column.findings.filter { $0.confidence != "possible" }
          .map { "\(column.name): \($0.detector) \($0.confidence)" }
      }
    }
    /// How many are possible.
    var possible: Int {
      columns.reduce(0) { $0 + $1.findings.count { $0.confidence == "possible" } }
    }
  }

  private func scan(_ work: Workdir, _ arguments: String...) async throws -> Report {
    let run = try work.start(["scan", "--json"] + arguments)
    let outcome = try await run.finish()
    try #require(outcome.errors.isEmpty, "\(outcome.errors)")
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    #expect(outcome.code == report.exitCode)
    return report
  }

  /// What is likely or certain in each real export, and how much is possible.
  private static let expected: [String: (found: [String], possible: Int)] = [
    "duo_geslaagden_komma_verminkt.csv": ([], 1),
    "ispiegel_databron_sql.csv": ([], 2),
    "kiesraad_tk2010_gemeenten.csv": ([], 0),
    "rivm_covid_gemeente_cumulatief.csv": ([], 1),
    "rivm_klik_corona_20200310.csv": ([], 0),
    "rvig_tabel33_utf16.csv": ([], 0),
    "duo_afstand_bo_decimalkomma.csv": (["POSTCODE_VESTIGING: postcode certain"], 1),
    "duo_vestigingen_vo_latin1.csv": (
      [
        "HUISNUMMER-TOEVOEGING: address certain", "POSTCODE: address certain",
        "POSTCODE: postcode certain", "TELEFOONNUMMER: phone certain",
        "STRAATNAAM CORRESPONDENTIEADRES: address certain",
        "HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES: address certain",
        "POSTCODE CORRESPONDENTIEADRES: address certain",
        "POSTCODE CORRESPONDENTIEADRES: postcode certain",
        "PLAATSNAAM CORRESPONDENTIEADRES: address certain",
      ], 2
    ),
    "mijnoverheid_contact.csv": (
      [
        "bezoek_adres_tel: phone certain", "bezoek_adres: address certain",
        "bezoek_adres_postcode: postcode certain", "bezoekadres_plaats: address certain",
        "post_adres_plaats: address certain", "post_adres: address certain",
        "email/_text: email certain", "post_adres_postcode: postcode certain",
        "email: email certain",
      ], 1
    ),
    "osv_telling_gr2022.csv": (["Naam kandidaat: name certain"], 22),
    "overheidsdiensten_inspire_latin1.csv": (
      [
        "X: coordinates certain", "Y: coordinates certain",
        "identificatieNummeraanduiding: bag-id certain",
        "identificatieAdresseerbaarObject: bag-id certain", "huisnummer: address certain",
        "postcode: address certain", "postcode: postcode certain", "huisletter: address certain",
      ], 1
    ),
    "rivm_rioolwater_bom.csv": (
      [
        "X_coordinate: coordinates certain", "Y_coordinate: coordinates certain",
        "Postal_code: postcode certain",
      ], 1
    ),
    "vng_orca_dubbele_koppen.csv": (
      [
        "Plaats: address certain", "Postcode: postcode certain", "Postadres: address certain",
        "Postcode: postcode certain", "Telefoon: phone certain", "Fax: phone certain",
        "E-mail: email certain",
      ], 0
    ),
    "eml_telling_gr2022.eml.xml": (["AffiliationIdentifier/RegisteredName: name likely"], 0),
    "bag2_opr_0221.xml": ([], 3),
    "stufbg_npsLa01_gezin.xml": (
      [
        "ns:gerelateerde/ns:inp.bsn: bsn likely", "ns:gerelateerde/ns:geslachtsnaam: name certain",
        "ns:gerelateerde/ns:voorvoegselGeslachtsnaam: name certain",
        "ns:gerelateerde/ns:voorletters: name certain",
        "ns:gerelateerde/ns:voornamen: name certain",
        "ns:gerelateerde/ns:geboortedatum: birth-date certain",
      ], 0
    ),
  ]

  @Test(
    "says of 16 real exports exactly what is in them",
    .enabled(if: Repository.hasData, Repository.noData))
  func realExports() async throws {
    let work = try Workdir(catalogue: false)
    for (file, expected) in Self.expected.sorted(by: { $0.key < $1.key }) {
      let report = try await scan(work, "\(Repository.shared)/data/real/\(file)")
      #expect(report.found == expected.found, "\(file)")
      #expect(report.possible == expected.possible, "\(file)")
      #expect(report.exitCode == (expected.found.isEmpty ? 0 : 3), "\(file)")
    }
  }

  @Test(
    "finds every column about persons in the generator's export, as CSV and as XML")
  func generated() async throws {
    let work = try Workdir(catalogue: false)
    for format in ["csv", "xml"] {
      let made = try await work.run(
        tool: "/usr/bin/env",
        [
          "python3", Repository.exportMaker, "--rows", "2000", "--format",
          format, "--out", work.file("export.\(format)"),
        ])
      try #require(made.code == 0, "\(made.errors)")
      let report = try await scan(work, "export.\(format)")
      let found = Set(
        report.found.map { line in
          String(
            line.split(separator: "/").last?.split(separator: ":").suffix(2).joined(separator: ":")
              ?? "")
        })
      #expect(
        found == [
          "bsn: bsn certain", "achternaam: name certain", "voorletters: name certain",
          "geboortedatum: birth-date certain", "postcode: address certain",
          "postcode: postcode certain", "huisnummer: address certain",
          "kenteken: kenteken certain",
        ], "\(format)")
      #expect(report.rows == 2000 && report.possible == 0)
    }
  }

  private static let export = """
    nr;relnr;contact;notitie
    1;111222333;Zonneveld;geen
    2;123456782;Berkhout;bel 06-12345678 en vraag dhr. Berkhout, bsn 249566758
    3;249566758;Aalders;kerkstraat

    """
  private static let fields = [
    "source: nr, name: nr, privacy: none, treat: keep",
    "source: relnr, name: relnr, privacy: none, treat: keep",
    "source: contact, privacy: direct, treat: drop",
    "source: notitie, name: notitie, privacy: none, treat: keep",
  ]

  @Test("says what a pipeline does not account for, and never shows a cell")
  func dataset() async throws {
    let work = try Workdir()
    try work.write(
      "pipelines/catalog.yaml", Workdir.catalogue + "privacy: {labels: {bsn: [RELNR]}}\n")
    try work.write("pipelines/klanten/export.csv", Self.export)
    try work.dataset(
      "klanten", csv: "path: export.csv, dialect: {delimiter: \";\"}", fields: Self.fields)
    let outcome = try await work.run("scan", "klanten")
    #expect(outcome.code == 3)
    for cell in ["111222333", "Berkhout", "Zonneveld", "06-12345678", "kerkstraat"] {
      #expect(!outcome.output.contains(cell) && !outcome.errors.contains(cell), "\(cell)")
    }
    #expect(
      outcome.output.hasPrefix(
        """
        column  seems to be how sure cells  pipeline
        relnr   bsn         certain  3 of 3 none, keep
        """), "\(outcome.output)")
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(outcome.errors.contains("pipeline.yaml:6:") && outcome.errors.contains("field relnr"))
    #expect(outcome.errors.components(separatedBy: "[personal-data]").count == 3)
    #expect(!work.exists("catalog"))
    let report = try await scan(work, "klanten")
    #expect(report.columns.map(\.isOpen) == [false, true, false, true])
    #expect(report.columns.map(\.privacy) == ["none", "none", "direct", "none"])
    #expect(report.diagnostics.map(\.code) == ["personal-data", "personal-data"])
    #expect(report.publishedFiles == nil)
  }

  @Test("init drops what the project's own names and the values point at")
  func proposal() async throws {
    let work = try Workdir()
    try work.write(
      "pipelines/catalog.yaml", Workdir.catalogue + "privacy: {labels: {name: [CONTACT]}}\n")
    try work.write("klanten.csv", Self.export)
    #expect(try await work.run("init", "klanten.csv").code == 0)
    let text = try work.text("pipelines/klanten/pipeline.yaml")
    #expect(text.contains("name: contact, privacy: direct, treat: drop"), "\(text)")
    // A number that is told to be one in a text makes the text one that is not published.
    #expect(text.contains("name: notitie, privacy: direct, treat: drop"), "\(text)")
    #expect(text.contains("name: nr, privacy: ANSWER, treat: keep"), "\(text)")
  }

  @Test("reads what is published, table and pages, and finds nothing in a treated dataset")
  func published() async throws {
    let work = try Workdir()
    try work.write("pipelines/klanten/export.csv", Self.export)
    try work.dataset(
      "klanten", csv: "path: export.csv, dialect: {delimiter: \";\"}",
      fields: [
        Self.fields[0], "source: relnr, privacy: direct, treat: drop", Self.fields[2],
        "source: notitie, privacy: sensitive, treat: drop",
      ])
    #expect(try await work.run("run").code == 0)
    let clean = try await scan(work, "klanten")
    #expect(clean.exitCode == 0 && clean.published.isEmpty)
    #expect((clean.publishedFiles ?? 0) >= 2)
    // What somebody accepted who should not have.
    let accepted = ["phone", "name", "identifier"].map {
      "{field: notitie, detector: \($0), reason: Niet gekeken.}"
    }
    // A BSN nobody can accept.
    try work.write(
      "pipelines/klanten/export.csv", Self.export.replacing(#/\b\d{9}\b/#, with: "zijn nummer"))
    func write(_ more: String) throws {
      try work.dataset(
        "klanten", csv: "path: export.csv, dialect: {delimiter: \";\"}", fields: Self.fields,
        more: more)
    }
    try write("privacy: {accept: [\(accepted.joined(separator: ", "))]}\n")
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    try write("")
    let report = try await scan(work, "klanten")
    #expect(report.exitCode == 3)
    // The table, and the pages that show its first rows.
    #expect(report.published.first?.name == "notitie")
    #expect(Set(report.published.dropFirst().map(\.name)) == ["index.html"])
    #expect(report.published.first?.findings.map(\.detector).contains("phone") == true)
  }

  @Test("trees may stand somewhere, and the samples are clean", arguments: [false, true])
  func samples(isExplorer: Bool) async throws {
    let work = try SampleTests.work(isExplorer: isExplorer)
    for name in SampleTests.names {
      #expect(try await work.run("run", name).code == 0)
      let outcome = try await work.run("scan", name)
      #expect(outcome.code == 0, "\(name): \(outcome.output) \(outcome.errors)")
      #expect(outcome.output.contains("Published now: "), "\(outcome.output)")
    }
    let bare = try await scan(work, "pipelines/bomen/example/bomen.csv")
    #expect(bare.exitCode == 3 && bare.found.count == 2)
  }

  @Test("a target that is neither, a broken project and a broken file are told apart")
  func refusals() async throws {
    let work = try Workdir()
    #expect(try await work.run("scan", "nergens").code == 2)
    #expect(try await work.run("scan", "nergens", "--project", "/nonexistent").code == 4)
    try work.write("a.bin", "\u{1}\u{0}\u{2}")
    #expect(try await work.run("scan", "a.bin").code == 1)
    try work.write("stuk.csv", "a;b\n1;\"2\n3;4\n")
    let broken = try await work.run("scan", "stuk.csv")
    #expect(broken.code == 1, "\(broken.errors)")
    // Questions elsewhere in the catalogue do not matter for a file; wrong names of columns do.
    try work.write("heel.csv", "personr;n\n111222333;1\n")
    try work.write(
      "pipelines/catalog.yaml", "title: ANSWER\nprivacy: {labels: {bsn: [PERSONR]}}\n")
    #expect(try await scan(work, "heel.csv").found == ["personr: bsn certain"])
    try work.write("pipelines/catalog.yaml", "privacy: {labels: {bsm: [PERSONR]}}\n")
    let misspelt = try await work.run("scan", "heel.csv")
    #expect(misspelt.code == 2 && misspelt.errors.contains("'bsn'"), "\(misspelt.errors)")
  }
}
