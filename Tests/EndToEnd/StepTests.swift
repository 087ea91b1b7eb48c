// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Steps and checks of rows, from a pipeline file to the catalogue.
@Suite("Steps before treatment")
struct StepTests {
  private static let header = "NR;NAAM;INGANG;EIND;BEDRAG;STATUS;PC"
  private static let fields = [
    "source: NR, name: nr, type: integer, privacy: none, treat: keep",
    "source: NAAM, privacy: none, treat: drop",
    "source: INGANG, name: ingang, type: date, format: '%d-%m-%Y', privacy: none, treat: keep",
    "source: EIND, type: date, format: '%d-%m-%Y', privacy: none, treat: drop",
    "source: BEDRAG, name: bedrag, type: number, decimalChar: ',', privacy: none, treat: keep",
    "source: STATUS, name: status, privacy: none, treat: keep",
    "source: PC, privacy: none, treat: drop",
  ]
  private static let rows = [
    "1;Jansen, Piet;01-02-2019;01-03-2019;12,50;A;1234AB",
    "2;Smit, Jan;01-02-2020;;100,00;B;1234AC",
    "3;de Vries, Anne Marie;15-06-2021;01-01-2022;7,05;A;5678ZZ",
    "4;Bakker;31-12-2022;31-12-2022;0,10;;1234AB",
  ]

  private func work(
    _ more: String, fields: [String] = fields, _ rows: [String] = rows, header: String = header
  ) throws -> Workdir {
    let work = try Workdir()
    try work.dataset(
      "a", csv: "path: a.csv, dialect: {delimiter: ';'}", fields: fields, more: more)
    try work.write("pipelines/a/a.csv", ([header] + rows).map { $0 + "\n" }.joined())
    return work
  }

  /// A message without its line breaks.
  private func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func run(_ work: Workdir, jobs: Int = 2) async throws -> Outcome {
    try await work.run("run", "--date", "2026-11-25", "--jobs", "\(jobs)")
  }

  /// What is published, header first.
  private func table(
    _ more: String, fields: [String] = fields, _ rows: [String] = rows, header: String = header
  ) async throws -> [[String]] {
    let work = try work(more, fields: fields, rows, header: header)
    let outcome = try await run(work)
    try #require(outcome.code == 0, "\(outcome.errors)")
    return try work.published("a")
  }

  @Test("filter rows, and tell how many were left out, in words and in JSON")
  func filter() async throws {
    let work = try work("steps: [{filter: \"INGANG >= 2020-01-01 and BEDRAG > 1\"}]")
    let outcome = try await run(work)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      try work.published("a") == [
        ["nr", "ingang", "bedrag", "status"], ["2", "2020-02-01", "100.00", "B"],
        ["3", "2021-06-15", "7.05", "A"],
      ])
    #expect(outcome.output.contains(", 2 filtered out"))
    let json = try await work.run("run", "--json", "--date", "2026-11-25")
    #expect(json.output.contains("\"filtered\": 2"))
    #expect(json.output.contains("\"duplicates\": 0"))
  }

  @Test("derive columns of every type, which fields treat like any other")
  func derive() async throws {
    let table = try await table(
      """
      steps:
        - {derive: {name: JAAR, as: year(INGANG)}}
        - {derive: {name: BTW, as: "round(BEDRAG * 1.21, 2)"}}
        - {derive: {name: DUUR, as: "days(INGANG, EIND)"}}
        - {derive: {name: LANG, as: "DUUR > 30"}}
        - {derive: {name: LAATST, as: "coalesce(EIND, today())"}}
        - {derive: {name: ACHTERNAAM, as: "upper(split_part(NAAM, ', ', 1))"}}
        - {derive: {name: CODE, as: "STATUS & '-' & text(NR)"}}
      privacy: {accept: [{field: achternaam, detector: header, reason: Drie letters.}]}
      """,
      fields: Self.fields + [
        "source: JAAR, name: jaar, type: integer, privacy: none, treat: keep",
        "source: BTW, name: btw, type: number, privacy: none, treat: keep, constraints: {minimum: 0}",
        "source: DUUR, name: duur, type: integer, privacy: none, treat: keep",
        "source: LANG, name: lang, type: boolean, privacy: none, treat: keep",
        "source: LAATST, name: laatst, type: date, privacy: none, treat: {date: month}",
        "source: ACHTERNAAM, name: achternaam, privacy: none, treat: {prefix: 3}",
        "source: CODE, name: code, privacy: none, treat: keep",
      ])
    #expect(
      table.map { Array($0.dropFirst(4)) } == [
        ["jaar", "btw", "duur", "lang", "laatst", "achternaam", "code"],
        ["2019", "15.13", "28", "false", "2019-03", "JAN", "A-1"],
        ["2020", "121", "", "false", "2026-11", "SMI", "B-2"],
        ["2021", "8.53", "200", "true", "2022-01", "DE ", "A-3"],
        ["2022", "0.12", "0", "false", "2022-12", "BAK", "-4"],
      ])
  }

  @Test("rename, split, combine, look up and replace")
  func columns() async throws {
    let work = try work(
      """
      steps:
        - {rename: {BEDRAG: PRIJS}}
        - {split: {column: NAAM, by: ", ", into: [ACHTER, VOOR]}}
        - {combine: {columns: [VOOR, ACHTER], into: HEEL}}
        - {lookup: {column: PC, codes: codes/pc.csv, from: pc, to: wijk, into: WIJK}}
        - {replace: {column: STATUS, values: {A: actief, B: beëindigd}}}
        - {replace: {column: WIJK, codes: codes/wijk.csv, from: oud, to: nieuw}}
      privacy: {accept: [{field: heel, detector: name, reason: Bestuurders.}]}
      """,
      fields: Self.fields.filter { !$0.contains("NAAM") }.map {
        $0.replacing("BEDRAG", with: "PRIJS")
      }
        + [
          "source: ACHTER, name: achter, privacy: none, treat: keep",
          "source: VOOR, name: voor, privacy: none, treat: keep",
          "source: HEEL, name: heel, privacy: none, treat: keep",
          "source: WIJK, name: wijk, privacy: none, treat: keep",
        ])
    try work.write("pipelines/a/codes/pc.csv", "pc;wijk\n1234AB;W1\n5678ZZ;W2\n")
    try work.write("pipelines/a/codes/wijk.csv", "oud;nieuw\nW1;Centrum\n")
    let outcome = try await run(work)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      try work.published("a").map { Array($0.dropFirst(2)) } == [
        ["bedrag", "status", "achter", "voor", "heel", "wijk"],
        ["12.50", "actief", "Jansen", "Piet", "Piet Jansen", "Centrum"],
        ["100.00", "beëindigd", "Smit", "Jan", "Jan Smit", ""],
        ["7.05", "actief", "de Vries", "Anne Marie", "Anne Marie de Vries", "W2"],
        ["0.10", "", "Bakker", "", "Bakker", "Centrum"],
      ])
    #expect(words(outcome.errors).contains("code-unmatched"))
    #expect(words(outcome.errors).contains("1 value of PC is not in the list codes/pc.csv"))
  }

  @Test("unpivot columns into rows, which are typed and counted as rows")
  func unpivot() async throws {
    let work = try work(
      """
      steps:
        - {unpivot: {columns: ["2023", "2024"], name: JAAR, value: AANTAL}}
        - {filter: "AANTAL is not empty"}
      errors: {limit: 1}
      """,
      fields: [
        "source: WIJK, name: wijk, privacy: none, treat: keep",
        "source: JAAR, name: jaar, type: year, privacy: none, treat: keep",
        "source: AANTAL, name: aantal, type: integer, privacy: none, treat: keep",
      ], ["Noord;3;4", "Zuid;;5", "Oost;x;y", "West;0;1"], header: "WIJK;2023;2024")
    let outcome = try await run(work)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      try work.published("a") == [
        ["wijk", "jaar", "aantal"], ["Noord", "2023", "3"], ["Noord", "2024", "4"],
        ["Zuid", "2024", "5"], ["West", "2023", "0"], ["West", "2024", "1"],
      ])
    #expect(outcome.output.contains("1 filtered out, 1 left out"))
  }

  @Test("keep the first of equal rows, whatever the number of threads", arguments: [1, 3])
  func deduplicate(_ jobs: Int) async throws {
    let rows = (0..<60_000).map { "\($0 % 7919);\($0);\(String(repeating: "x", count: 60))" }
    let work = try work(
      "steps: [{deduplicate: [A]}]",
      fields: [
        "source: A, name: a, type: integer, privacy: none, treat: keep",
        "source: B, name: b, type: integer, privacy: none, treat: keep",
        "source: C, privacy: none, treat: drop",
      ], rows, header: "A;B;C")
    let outcome = try await run(work, jobs: jobs)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let table = try work.published("a")
    #expect(table.count == 1 + 7919)
    #expect(table.dropFirst().allSatisfy { $0[0] == $0[1] })
    #expect(outcome.output.contains("\(60_000 - 7919) duplicates left out"))
  }

  @Test("give the same bytes on any number of threads")
  func threads() async throws {
    let rows = (0..<40_000).map {
      "\($0);Jansen, Piet \($0);0\($0 % 9 + 1)-02-20\($0 % 20 + 10);;\($0 % 50),5;A;1234AB"
    }
    let work = try work(
      """
      steps:
        - {filter: "year(INGANG) >= 2015 and BEDRAG * 2 > 11"}
        - {split: {column: NAAM, by: ", ", into: [ACHTER, VOOR]}}
        - {derive: {name: LABEL, as: "VOOR & ' ' & text(BEDRAG)"}}
        - {deduplicate: [INGANG, BEDRAG]}
      checks: [{row: "BEDRAG > 0"}]
      """,
      fields: Self.fields.filter { !$0.contains("NAAM") } + [
        "source: ACHTER, privacy: none, treat: drop", "source: VOOR, privacy: none, treat: drop",
        "source: LABEL, name: label, privacy: none, treat: keep",
      ], rows)
    var files: [[UInt8]] = []
    for jobs in [1, 3] {
      let outcome = try await run(work, jobs: jobs)
      try #require(outcome.code == 0, "\(outcome.errors)")
      files.append(try work.read("catalog/current/datasets/a/a.csv.gz"))
    }
    #expect(files[0] == files[1])
    #expect(try work.published("a").count > 100)
  }

  @Test("refuse rows that do not satisfy a check, located, counted and without a value")
  func checks() async throws {
    let rows = Self.rows + ["5;Mulder, Geheim;05-05-2022;01-05-2022;1,00;A;1234AB"]
    let checks = "checks: [{row: \"EIND is empty or EIND >= INGANG\", title: Einde na begin}]"
    let work = try work(checks, rows)
    let outcome = try await run(work)
    #expect(outcome.code == 1)
    #expect(words(outcome.errors).contains("row-constraint"))
    #expect(words(outcome.errors).contains("a.csv:6"))
    #expect(words(outcome.errors).contains("the row does not satisfy check 1: Einde na begin"))
    #expect(!words(outcome.errors).contains("Geheim") && !words(outcome.errors).contains("05-2022"))
    let allowed = try self.work(checks + "\nerrors: {limit: 1}", rows)
    let second = try await run(allowed)
    #expect(second.code == 0, "\(second.errors)")
    #expect(try allowed.published("a").count == 5)
    let quarantine = try allowed.text(".hergebruik/quarantine/a.csv")
    #expect(quarantine.contains("\"5\",\"6\",\"row-constraint\",\"5\",\"Mulder, Geheim\""))
  }

  @Test("refuse a row with a cell that an expression cannot read, as any other type error")
  func unreadable() async throws {
    let rows = ["1;a;99-02-2020;;1,00;A;1234AB"] + Self.rows.dropFirst()
    let work = try work(
      "steps: [{filter: \"INGANG >= 2020-01-01\"}]\nchecks: [{row: \"BEDRAG > 1\"}]\nerrors: {limit: 2}",
      rows)
    let outcome = try await run(work)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(words(outcome.errors).contains("INGANG is not a date of the form %d-%m-%Y"))
    #expect(try work.published("a").map(\.first) == ["nr", "2", "3"])
    let quarantine = try work.text(".hergebruik/quarantine/a.csv")
    #expect(quarantine.contains("\"1\",\"2\",\"type-error\""))
    #expect(quarantine.contains("\"4\",\"5\",\"row-constraint\""))
  }

  @Test("stop where the steps leave nothing")
  func nothingLeft() async throws {
    let work = try work("steps: [{filter: \"NR > 10\"}]")
    let outcome = try await run(work)
    #expect(outcome.code == 1)
    #expect(words(outcome.errors).contains("the steps leave no row to publish"))
  }

  @Test(
    "are checked without an export, with the line of the file and the character of the expression")
  func mistakes() async throws {
    let work = try work(
      """
      steps:
        - {filter: "INGNAG >= 2020-01-01"}
        - {derive: {name: X, as: "BEDRAG + STATUS"}}
      checks:
        - {row: "NAAM > 3"}
      """, fields: Self.fields + ["source: X, name: x, type: number, privacy: none, treat: keep"])
    let outcome = try await work.run("check")
    #expect(outcome.code == 2)
    #expect(words(outcome.errors).contains("pipeline.yaml:15:14"), "\(outcome.errors)")
    #expect(
      words(outcome.errors).contains("character 1 of the expression: there is no column 'INGNAG'"))
    #expect(words(outcome.errors).contains("Did you mean 'INGANG'?"))
    #expect(
      words(outcome.errors).contains(
        "character 10 of the expression: a text cannot be calculated with"))
    #expect(
      words(outcome.errors).contains(
        "character 6 of the expression: a text cannot be compared with a number"))
  }

  @Test("stay fail-closed: what a step makes has to be classified, and what it takes must be there")
  func closed() async throws {
    let work = try work("steps: [{split: {column: NAAM, by: ', ', into: [ACHTER, VOOR]}}]")
    let outcome = try await work.run("check")
    #expect(outcome.code == 3)
    #expect(
      words(outcome.errors).contains("the column 'ACHTER' that a step makes is not under 'fields'"))
    #expect(words(outcome.errors).contains("the column 'NAAM' is not there after the steps"))

    let other = try self.work(
      "steps: [{rename: {KOLOM: NIEUW}}]",
      fields: Self.fields + ["source: NIEUW, name: nieuw, privacy: none, treat: keep"])
    let missing = try await run(other)
    #expect(missing.code == 1)
    #expect(words(missing.errors).contains("the export has no column 'KOLOM'"), "\(missing.errors)")

    let unlisted = try self.work(
      "steps: [{filter: \"NR > 0\"}]", fields: Self.fields.filter { !$0.contains("PC") })
    #expect(try await run(unlisted).code == 3)
  }

  @Test("warn where what comes of a direct identifier is published under another class")
  func lineage() async throws {
    let work = try Workdir()
    try work.dataset(
      "a", csv: "path: a.csv",
      fields: [
        "source: BSN, privacy: direct, treat: drop",
        "source: DEEL, name: deel, privacy: quasi, treat: keep",
      ], more: "steps: [{derive: {name: DEEL, as: \"left(BSN, 4)\"}}]")
    let outcome = try await work.run("check")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      words(outcome.errors).contains(
        "DEEL is made of BSN, which points at a person by itself, and is published with 'keep'"))
  }

  @Test("are part of what is signed for, and run in both passes of k-anonymity")
  func anonymity() async throws {
    let work = try Workdir(keys: ["k"])
    try work.dataset(
      "a", csv: "path: a.csv",
      fields: [
        "source: NR, name: nr, privacy: direct, treat: pseudonymise",
        "source: GEB, type: date, privacy: quasi, treat: drop",
        "source: JAAR, name: jaar, type: year, privacy: quasi, treat: keep",
      ],
      more: """
        steps:
          - {derive: {name: JAAR, as: year(GEB)}}
          - {filter: "JAAR >= 1980"}
          - {deduplicate: [NR]}
        privacy: {pseudonym: {key: k}, k: {minimum: 3, method: suppress, limit: 50%}}
        """)
    var text = "NR,GEB\n"
    for number in 0..<120 { text += "P-\(1000 + number / 2),\(1970 + number % 20 / 2 * 2)-05-01\n" }
    try work.write("pipelines/a/a.csv", text)
    let outcome = try await work.run("run", "--date", "2026-11-25", "--jobs", "3")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let rows = try work.published("a").dropFirst()
    #expect(rows.allSatisfy { (Int($0[1]) ?? 0) >= 1980 })
    #expect(Set(rows.map { $0[0] }).count == rows.count)
    let risk = try await work.run("risk", "a")
    #expect(risk.code == 0, "\(risk.errors)")
    let scan = try await work.run("scan", "a")
    #expect(scan.output.contains("120 rows, 3 columns"), "\(scan.output)")
  }

  @Test("are looked at by the scan and by the gate: what they make may be personal data")
  func detected() async throws {
    let work = try work(
      "steps: [{derive: {name: ADRES, as: \"lower(left(NAAM, 4)) & text(NR) & '@voorbeeld.nl'\"}}]",
      fields: Self.fields + ["source: ADRES, name: adres, privacy: none, treat: keep"])
    let scan = try await work.run("scan", "a")
    #expect(scan.code == 3)
    #expect(scan.output.contains("ADRES"), "\(scan.output)")
    let outcome = try await run(work)
    #expect(outcome.code == 3)
    #expect(words(outcome.errors).contains("what was written seems to hold"))
  }

  @Test("look for direct identifiers of rows that were filtered out, too")
  func identifiers() async throws {
    let work = try work(
      "steps: [{filter: \"NR > 1\"}]",
      fields: Self.fields.filter { !$0.contains("NAAM") && !$0.contains("STATUS") } + [
        "source: NAAM, privacy: direct, treat: drop",
        "source: STATUS, name: status, privacy: quasi, treat: keep",
      ], ["1;Geheimstra;01-02-2019;;1,00;A;x", "2;Smit;01-02-2019;;1,00;zie Geheimstra;x"])
    let outcome = try await run(work)
    #expect(outcome.code == 3)
    #expect(outcome.errors.contains("identifier-found"), "\(outcome.errors)")
  }

  @Test("work on exports without a header, and where a column may be absent")
  func unnamed() async throws {
    let work = try Workdir()
    try work.dataset(
      "a", csv: "path: a.csv, dialect: {headerRows: 0}",
      fields: [
        "index: 1, name: nr, type: integer, privacy: none, treat: keep",
        "index: 2, name: dag, type: date, privacy: none, treat: drop",
        "source: JAAR, name: jaar, type: year, privacy: none, treat: keep",
      ], more: "steps: [{derive: {name: JAAR, as: year(dag)}}, {filter: nr < 3}]")
    try work.write("pipelines/a/a.csv", "1,2020-01-31\n2,\n3,2021-01-31\n")
    let outcome = try await run(work)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try work.published("a") == [["nr", "jaar"], ["1", "2020"], ["2", ""]])

    let subset = try self.work(
      "fieldsMatch: superset\nsteps: [{filter: EXTRA is empty}]",
      fields: Self.fields + ["source: EXTRA, type: date, privacy: none, treat: drop"])
    let second = try await run(subset)
    #expect(second.code == 0, "\(second.errors)")
    #expect(try subset.published("a").count == 5)
  }

  @Test("void a sign-off where they change")
  func signed() async throws {
    let fields = [
      "source: A, privacy: direct, treat: drop", "source: B, privacy: none, treat: keep, name: b",
    ]
    let work = try Workdir(isSigned: false)
    func write(_ filter: String) throws {
      try work.dataset(
        "a", csv: "path: a.csv", fields: fields, more: "steps: [{filter: \"\(filter)\"}]")
    }
    try work.write("pipelines/a/a.csv", "A,B\nx,1\ny,2\n")
    try write("B = '1'")
    try work.signOff()
    #expect(try await run(work).code == 0)
    try write("B != '1'")
    let changed = try await run(work)
    #expect(changed.code == 3)
    #expect(words(changed.errors).contains("'steps' changed"), "\(changed.errors)")
  }

  @Test("work on formats with paths")
  func paths() async throws {
    let work = try Workdir()
    try work.dataset(
      "a", extract: "jsonl: {path: a.jsonl}",
      fields: [
        "source: JAAR, name: jaar, type: integer, privacy: none, treat: keep",
        "source: persoon.datum, type: date, privacy: none, treat: drop",
        "source: nr, privacy: none, treat: keep",
      ],
      more: """
        steps:
          - {derive: {name: JAAR, as: "year(`persoon.datum`)"}}
          - {filter: "nr != 'b'"}
        """)
    try work.write(
      "pipelines/a/a.jsonl",
      """
      {"nr": "a", "persoon": {"datum": "2020-01-31"}}
      {"nr": "b", "persoon": {"datum": "2021-01-31"}}
      {"nr": "c", "persoon": {"datum": "2022-01-31"}}

      """)
    let outcome = try await run(work)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try work.published("a") == [["jaar", "nr"], ["2020", "a"], ["2022", "c"]])
  }
}
