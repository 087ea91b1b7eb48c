// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// The treatments that calculate and look up, from a pipeline file to the published table.
@Suite("Treatments")
struct TreatmentRunTests {
  private static let fields = [
    "source: id, privacy: none, treat: keep",
    "source: geboren, type: date, format: '%d-%m-%Y', name: leeftijd, privacy: quasi, "
      + "treat: {ageBand: {width: 10, top: 90, at: 2026-01-01}}",
    "source: postcode, name: buurt, format: postcode, privacy: quasi, "
      + "treat: {lookup: {codes: ../codes/buurten.csv, from: postcode, to: buurt}}",
    "source: inkomen, type: number, decimalChar: ',', privacy: sensitive, "
      + "treat: {band: {width: 10000, minimum: 0, maximum: 50000}}",
    "source: leden, type: integer, privacy: quasi, treat: {randomRound: 5}",
    "source: x, type: number, decimalChar: ',', privacy: quasi, treat: {snap: 100}",
    "source: prijs, type: number, decimalChar: ',', privacy: none, treat: {round: 0.50}",
    "source: graden, type: integer, privacy: none, treat: {clamp: {minimum: 0, maximum: 30}}",
  ]

  private static let export = """
    id;geboren;postcode;inkomen;leden;x;prijs;graden
    1;29-02-2000;1234 ab;-1;5;121687,34;1,25;-4
    2;01-01-1936;9999ZZ;49999,99;10;199999,999;1,24;30
    3;;;;;;;

    """

  private func work(_ fields: [String] = fields, export: String = export) throws -> Workdir {
    let work = try Workdir(keys: ["k"])
    try work.dataset(
      "a", csv: "path: a.csv, dialect: {delimiter: ';'}", fields: fields,
      more: """
        primaryKey: [id]
        privacy: {pseudonym: {key: k}}
        """)
    try work.write("pipelines/a/a.csv", export)
    try work.write("pipelines/codes/buurten.csv", "postcode;buurt\n1234AB;Noord\n1234AC;Zuid\n")
    return work
  }

  /// A message without its line breaks.
  private func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("publishes what is calculated, warns of what a list lacks, and says it in two languages")
  func run() async throws {
    let work = try work()
    let checked = try await work.run("check")
    #expect(checked.code == 0, "\(checked.errors)")
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      try work.published("a") == [
        ["id", "leeftijd", "buurt", "inkomen", "leden", "x", "prijs", "graden"],
        ["1", "20-29", "Noord", "<0", "5", "121600", "1.50", "0"],
        ["2", "90+", "", "40000-<50000", "10", "199900", "1.00", "30"],
        ["3", "", "", "", "", "", "", ""],
      ])
    let said = words(outcome.errors)
    #expect(said.contains("1 cell of postcode is published empty"), "\(said)")
    #expect(outcome.errors.contains("[code-unmatched]"))
    #expect(!outcome.errors.contains("9999"))
    let folder = "catalog/current/datasets/a"
    let turtle = try work.text("\(folder)/a.ttl")
    for words in [
      "leeftijdsgroep van 10 jaar op 2026-01-01, vanaf 90 jaar samen",
      "afgeleid uit een ander gegeven met een codelijst",
      "ingedeeld in groepen van 10000, van 0 tot 50000",
      "naar boven of beneden afgerond op vijftallen, door toeval bepaald",
      "teruggebracht tot de hoek van een vak van 100", "afgerond op veelvouden van 0,50",
      "kleiner dan 0 of groter dan 30 staat als die grens",
      "age band of 10 years on 2026-01-01, 90 and over together",
      "below 0 or above 30 is shown as that limit",
    ] {
      #expect(turtle.contains(words), "\(words)")
    }
    #expect(try work.text("\(folder)/index.html").contains("afgerond op veelvouden van 0,50"))
    let schema = try work.text("\(folder)/schema.json")
    #expect(schema.contains("\"90+\""))
    #expect(!schema.contains("buurten.csv"))
  }

  @Test("rounds at random the same way in every run, whatever the order of the rows")
  func agrees() async throws {
    let rows = (1...400).map { "\($0);01-01-1980;1234AB;1;\($0 % 5);1;1;1\n" }
    let header = String(Self.export.prefix { $0 != "\n" }) + "\n"
    let one = try work(export: header + rows.joined())
    let two = try work(export: header + rows.reversed().joined())
    for work in [one, two] {
      let outcome = try await work.run("run", "--jobs", "2")
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    func members(_ work: Workdir) throws -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: try work.published("a").dropFirst().map { ($0[0], $0[4]) })
    }
    let rounded = try members(one)
    #expect(try rounded == members(two))
    #expect(Set(rounded.values) == ["0", "5"])
    #expect(rounded.filter { (Int($0.key) ?? 0) % 5 == 0 }.allSatisfy { $0.value == "0" })
  }

  @Test("looks an address up by its postcode and number, whatever becomes of the number")
  func address() async throws {
    let work = try Workdir()
    try work.dataset(
      "a", csv: "path: a.csv, dialect: {delimiter: ';'}",
      fields: [
        "source: id, privacy: none, treat: keep",
        "source: POSTCODE, name: buurt, format: postcode, privacy: quasi, treat: {lookup: "
          + "{codes: ../codes/b.csv, from: [postcode, huisnummer], with: [HUISNUMMER], to: buurt}}",
        "source: HUISNUMMER, type: integer, privacy: quasi, treat: drop",
      ], more: "publish: {order: source}")
    try work.write(
      "pipelines/a/a.csv",
      "id;POSTCODE;HUISNUMMER\n1;1234 ab;12\n2;1234AB;014\n3;1234AB;15\n4;1234AB;\n5;;12\n")
    try work.write(
      "pipelines/codes/b.csv",
      "buurt;huisnummer;postcode;x\nNoord;12;1234AB;1\nZuid;14;1234 AB;2\n")
    let checked = try await work.run("check")
    #expect(checked.code == 0, "\(checked.errors)")
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      try work.published("a") == [
        ["id", "buurt"], ["1", "Noord"], ["2", "Zuid"], ["3", ""], ["4", ""], ["5", ""],
      ])
    #expect(words(outcome.errors).contains("2 cells of POSTCODE are published empty"))
    let turtle = try work.text("catalog/current/datasets/a/a.ttl")
    #expect(turtle.contains("afgeleid uit andere gegevens met een codelijst"))
    let file = "pipelines/a/pipeline.yaml"
    try work.write(
      file, work.text(file).replacingOccurrences(of: "[HUISNUMMER]", with: "[HUISNUMER]"))
    let wrong = try await work.run("check")
    #expect(wrong.code == 2, "\(wrong.errors)")
    #expect(wrong.unwrappedErrors.contains("HUISNUMMER"), "\(wrong.errors)")
  }

  @Test("gives the square of two coordinates, of which the second is dropped")
  func square() async throws {
    let work = try Workdir()
    func define(_ x: String, _ missing: String = "") throws {
      try work.dataset(
        "a", csv: "path: a.csv, dialect: {delimiter: ';'}",
        fields: [
          "source: id, privacy: none, treat: keep",
          "source: X_COORD, name: vak, type: number, decimalChar: ',', privacy: quasi, "
            + "constraints: {maximum: 290000}, treat: {square: {size: 500, y: Y_COORD}}",
          "source: Y_COORD, type: number, decimalChar: ',', privacy: quasi, treat: drop",
        ], more: "publish: {order: source}")
      try work.write("pipelines/a/a.csv", "id;X_COORD;Y_COORD\n1;\(x);487315,99\n2;;\n")
    }
    try define("121687,34")
    let outcome = try await work.run("run", "--date", "2026-11-23")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try work.published("a") == [["id", "vak"], ["1", "E1215N4870"], ["2", ""]])
    let folder = "catalog/current/datasets/a"
    let schema = try work.text("\(folder)/schema.json")
    #expect(schema.contains("E[0-9]{4}N[0-9]{4}"))
    #expect(!schema.contains("290000") && !schema.contains("Y_COORD"))
    #expect(
      try work.text("\(folder)/index.html").contains("het vierkant van 500 bij 500 meter"))
    try define("-121,34")
    let outside = try await work.run("run", "--date", "2026-11-24")
    #expect(outside.code == 1, "\(outside.errors)")
    #expect(words(outside.errors).contains("X_COORD and Y_COORD are no point of the national grid"))
    #expect(!outside.errors.contains("121"))
  }

  @Test("says at check which list is wrong, with its line, and publishes nothing")
  func wrongList() async throws {
    let work = try work()
    try work.write("pipelines/codes/buurten.csv", "postcode;buurt\n1234AB;Noord\n1234AB;Geheim\n")
    for command in ["check", "run"] {
      let outcome = try await work.run(command)
      #expect(outcome.code == 2, "\(outcome.errors)")
      #expect(outcome.errors.contains("codes/buurten.csv:3"), "\(outcome.errors)")
      #expect(outcome.errors.contains("[code-list]"))
      #expect(!outcome.errors.contains("Geheim"))
    }
    #expect(!work.isPublished)
  }

  @Test("refuses rows whose value is not in a list that must have it, and births to come")
  func refused() async throws {
    let fields = Self.fields.map {
      $0.replacingOccurrences(of: "to: buurt}", with: "to: buurt, unmatched: error}")
    }
    let export = Self.export.replacingOccurrences(of: "29-02-2000", with: "02-01-2026")
    let outcome = try await work(fields, export: export).run("run")
    #expect(outcome.code == 1, "\(outcome.errors)")
    #expect(words(outcome.errors).contains("postcode is not in the list ../codes/buurten.csv"))
    #expect(words(outcome.errors).contains("geboren is a day after 2026-01-01"))
    #expect(!outcome.errors.contains("9999"))
    #expect(!outcome.errors.contains("02-01-2026"))
  }
}

/// Free text, from an export to the published table.
@Suite("Scrubbed text")
struct ScrubRunTests {
  private static let fields = [
    "source: nummer, privacy: direct, treat: pseudonymise",
    "source: naam, privacy: direct, treat: drop", "source: bsn, privacy: direct, treat: drop",
    "source: wijk, privacy: quasi, treat: keep",
    "source: toelichting, privacy: sensitive, treat: scrub",
  ]

  private static let texts = [
    "Dhr. Jansen (bsn 111222333) belde over de stoep; mail jan.jansen@example.nl",
    "WIETSKE GEHEIMSTRA wil terugbetaling op NL91 ABNA 0417 1643 00, tel. 06-12345678.",
    "Verborgenhuis woont op Kerkstraat 12a, 1011 AB; nummer NR-70003, kenteken K-000-BB.",
    "Een losse stoeptegel bij het park.",
    "Gesproken met Stilzwijger: \"\"kapot\"\" sinds 12-03-2024\nen nu nat.",
  ]

  private static let leaks = [
    "Jansen", "jansen", "111222333", ".example", "WIETSKE", "GEHEIMSTRA", "NL91", "0417",
    "12345678",
    "Verborgenhuis", "Kerkstraat", "12a", "1011", "70003", "K-000", "Stilzwijger",
  ]

  private func work() throws -> Workdir {
    let work = try Workdir(keys: ["k"])
    try work.dataset(
      "a", csv: "path: a.csv, dialect: {delimiter: ';'}", fields: Self.fields,
      more: "privacy: {pseudonym: {key: k}}\npublish: {order: source}")
    let names = [
      "A. Pietersen", "Geheimstra, Wietske", "Verborgenhuis", "Onbekendsma", "Stilzwijger",
    ]
    let rows = zip(names, Self.texts).enumerated().map { number, row in
      "NR-7000\(number + 1);\(row.0);99999001\(number);Noord;\"\(row.1)\""
    }
    try work.write(
      "pipelines/a/a.csv",
      (["nummer;naam;bsn;wijk;toelichting"] + rows).joined(separator: "\n") + "\n")
    return work
  }

  @Test("publishes a text without what points at persons, past the gate with a sign-off")
  func run() async throws {
    let work = try work()
    let outcome = try await work.run("run", "--jobs", "2", "--date", "2026-11-23")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let table = try work.published("a")
    #expect(table[0] == ["nummer", "wijk", "toelichting"])
    #expect(
      table.dropFirst().map { $0[2] } == [
        "Dhr. [naam] (bsn [bsn]) belde over de stoep; mail [e-mailadres]",
        "[naam] wil terugbetaling op [iban], tel. [telefoonnummer].",
        "[naam] woont op [adres], [postcode]; nummer [afgeschermd], kenteken [kenteken].",
        "Een losse stoeptegel bij het park.",
        "Gesproken met [naam]: \"kapot\" sinds 12-03-2024\nen nu nat.",
      ])
    for (path, entry) in try work.tree() {
      let text = path.hasSuffix(".gz") ? try Gunzip.bytes(entry.content) : entry.content
      let words = String(decoding: text, as: UTF8.self)
      for leak in Self.leaks where path.contains("datasets/a") {
        #expect(!words.contains(leak), "\(leak) in \(path)")
      }
    }
    let page = try work.text("catalog/current/datasets/a/index.html")
    #expect(page.contains("vervangen door de soort tussen vierkante haken"))
    let report = try work.text(".hergebruik/runs/2026-11-23/a.html")
    #expect(report.contains("Geen controle houdt de publicatie tegen."))
    // A second look at what is published finds nothing in the text either.
    let scan = try await work.run("scan", "a")
    #expect(!scan.unwrappedErrors.contains("toelichting"), "\(scan.errors)")
  }

  @Test("does not take its own tags for somebody who is called so")
  func calledSo() async throws {
    let work = try work()
    let text = try work.text("pipelines/a/a.csv")
    try work.write(
      "pipelines/a/a.csv", text.replacingOccurrences(of: "Onbekendsma", with: "afgeschermd"))
    let outcome = try await work.run("run", "--date", "2026-11-23")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try work.published("a")[3][2].contains("[afgeschermd]"))
  }

  @Test("is refused by the gate where the identifier of another row stands in the text")
  func otherRow() async throws {
    let work = try work()
    let text = try work.text("pipelines/a/a.csv")
    try work.write(
      "pipelines/a/a.csv", text.replacingOccurrences(of: "bij het park", with: "bij verborgenhuis"))
    let outcome = try await work.run("run", "--date", "2026-11-23")
    #expect(outcome.code == 3, "\(outcome.errors)")
    #expect(outcome.errors.contains("[identifier-found]"))
    #expect(!outcome.errors.lowercased().contains("verborgen"))
    #expect(!work.isPublished)
  }

  @Test("needs a sign-off, which it has no way round")
  func unsigned() async throws {
    let work = try work()
    let fields = Self.fields.map { $0.replacingOccurrences(of: "sensitive", with: "none") }
    try work.dataset("a", csv: "path: a.csv", fields: fields, more: "publish: {order: source}")
    let outcome = try await work.run("check")
    #expect(outcome.code == 2, "\(outcome.errors)")
    #expect(outcome.unwrappedErrors.contains("a text in which persons may be mentioned"))
  }
}

/// Hierarchies on many persons.
@Suite("Hierarchies") struct HierarchyTests {
  @Test("generalises persons to any level of their hierarchies")
  func persons() async throws {
    let levels = ["leeftijd": 2, "opleiding": 2]
    let export = try PersonProject.file("persons.csv")
    let source = CSVText.records(of: export, delimiter: ";")
    let header = try #require(source.first)
    let work = try Workdir()
    try work.dataset(
      "persons", csv: "path: persons.csv, dialect: {delimiter: ';'}",
      fields: header.map { name in
        "source: \(name), privacy: quasi, "
          + "treat: {generalise: {hierarchy: codes/\(name).csv, level: \(levels[name] ?? 1)}}"
      }, more: "publish: {order: source}")
    try work.write("pipelines/persons/persons.csv", export)
    var maps: [[String: String]] = []
    for name in header {
      let hierarchy = try PersonProject.file("hierarchy_\(name).csv")
      try work.write("pipelines/persons/codes/\(name).csv", hierarchy)
      let level = levels[name] ?? 1
      maps.append(
        Dictionary(
          uniqueKeysWithValues: CSVText.records(of: hierarchy, delimiter: ";").map {
            ($0[0], $0[level])
          }))
    }
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let expected = source.dropFirst().map { row in zip(row, maps).map { $1[$0] ?? "?" } }
    let published = try work.published("persons").dropFirst()
    #expect(published.count == 30_000)
    #expect(Array(published) == Array(expected))
  }
}
