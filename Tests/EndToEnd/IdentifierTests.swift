// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// No direct identifier of an export, of five characters or more, stands in any byte that is published: for
/// tables that are made up at random, half of them with a leak, and for the generator's export.
@Suite("Identifiers")
struct IdentifierTests {
  /// A table of persons.
  private struct Table {
    var header = ["nr", "naam", "mail", "wijk", "bedrag", "opmerking"]
    var rows: [[String]]
    /// Whether an identifier of one row stands in the remark of another.
    var leaks: Bool

    init(seed: UInt64) {
      var dice = Dice(state: seed)
      leaks = seed % 2 == 1
      rows = (0..<Int.random(in: 20...300, using: &dice)).map { _ in
        let name = "\(Self.word(&dice, capital: true)) \(Self.word(&dice, capital: true))"
        return [
          "Z\(Int.random(in: 100_000...999_999, using: &dice))", name,
          "\(Self.word(&dice))@\(Self.word(&dice)).nl",
          ["Noord", "Zuid"][Int.random(in: 0...1, using: &dice)],
          "\(Int.random(in: 1...99, using: &dice)),50", "gewoon; met \"tekens\" erin",
        ]
      }
      guard leaks else { return }
      let from = Int.random(in: 0..<rows.count, using: &dice)
      let value = rows[from][Int.random(in: 0...2, using: &dice)]
      let isUpper = Bool.random(using: &dice)
      rows[Int.random(in: 0..<rows.count, using: &dice)][5] =
        "zie ook (\(isUpper ? value.uppercased() : value))."
    }

    private static func word(_ dice: inout Dice, capital: Bool = false) -> String {
      let word = (0..<Int.random(in: 5...9, using: &dice)).map { _ in
        String("abcdefghijklmnoprstuvwz".randomElement(using: &dice) ?? "x")
      }.joined()
      return capital ? word.capitalized : word
    }

    var csv: String {
      ([header] + rows).map { row in
        row.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }.joined(separator: ";")
          + "\n"
      }.joined()
    }

    var identifiers: [String] { rows.flatMap { $0[0...2] } }
  }

  /// Numbers that are the same in every run.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ state >> 33) &* 0xFF51_AFD7_ED55_8CCD
    }
  }

  @Test("of random tables are published nowhere; a leak refuses the table", arguments: 0..<16)
  func randomTables(seed: UInt64) async throws {
    let table = Table(seed: seed)
    let work = try Workdir(keys: ["k"])
    try work.dataset(
      "a", csv: "path: a.csv, dialect: {delimiter: ';'}",
      fields: [
        "source: nr, privacy: direct, treat: pseudonymise",
        "source: naam, privacy: direct, treat: drop",
        "source: mail, privacy: direct, treat: redact",
        "source: wijk, privacy: quasi, treat: keep",
        "source: bedrag, type: number, decimalChar: ',', privacy: sensitive, treat: keep",
        "source: opmerking, privacy: none, treat: keep",
      ],
      more: """
        privacy: {pseudonym: {key: k}}
        publish: {distributions: [csv.gz, jsonl.gz]}
        """)
    try work.write("pipelines/a/a.csv", table.csv)
    let outcome = try await work.run("run")
    guard !table.leaks else {
      #expect(outcome.code == 3, "\(outcome.errors)")
      #expect(outcome.errors.contains("[identifier-found]"), "\(outcome.errors)")
      #expect(!work.isPublished)
      return
    }
    #expect(outcome.code == 0, "\(outcome.errors)")
    let search = LeakSearch(table.identifiers)
    #expect(search.count >= table.rows.count)
    try search.expectNothing(in: work)
  }

  @Test("of the generator's export are published nowhere")
  func generated() async throws {
    let work = try Workdir(keys: ["bench"], catalogue: false)
    try work.copy(Repository.root + "/bench/pipelines", to: "pipelines")
    let export = "pipelines/parkeervergunningen/export.csv"
    let made = try await work.run(
      tool: "python3",
      [
        Repository.exportMaker, "--rows", "5000", "--out",
        work.file(export),
      ])
    try #require(made.code == 0, "\(made.errors)")
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let records = CSVText.records(of: try work.read(export), delimiter: ";")
    let header = try #require(records.first)
    let columns = try ["bsn", "achternaam"].map { try #require(header.firstIndex(of: $0)) }
    let values = records.dropFirst().flatMap { row in columns.map { row[$0] } }
    let search = LeakSearch(values)
    #expect(search.count > 4000)
    try search.expectNothing(in: work)
  }
}
