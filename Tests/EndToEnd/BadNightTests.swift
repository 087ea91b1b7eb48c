// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What goes wrong at night: nothing bad is published, the rest is, and the message helps.
@Suite("Bad nights", .preparedWork)
struct BadNightTests {
  /// One way in which a night is bad.
  struct Night: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var code: Int32
    /// Names of the problems.
    var problems: [String]
    /// What the message says of the place.
    var place: String
    /// Further rows of the export, whose cells no message may say.
    var rows: [String] = []
    /// What happens to the project, after the good night.
    var strike: @Sendable (NightProject) throws -> Void = { _ in }
  }

  private static let nacht = NightProject.nacht

  private static func badRow(
    _ name: String, _ problem: String, _ place: String, _ rows: String...
  ) -> Night {
    Night(testDescription: name, code: 1, problems: [problem], place: place, rows: rows) {
      try $0.write(NightProject.rows + rows)
    }
  }

  static let nights = [
    Night(testDescription: "no export", code: 1, problems: ["source-missing"], place: nacht) {
      try $0.work.remove(nacht)
    },
    Night(testDescription: "stale export", code: 1, problems: ["source-stale"], place: nacht) {
      try $0.work.age(nacht, seconds: 3 * 86_400)
    },
    Night(
      testDescription: "truncated gzip", code: 1, problems: ["compression-error"], place: nacht
    ) { night in
      // A gzip member with a stored block of five bytes, of which three are there.
      try night.work.write(
        nacht, [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 5, 0, 0xFA, 0xFF] + Array("num".utf8))
    },
    Night(
      testDescription: "renamed column", code: 3, problems: ["missing-label", "extra-label"],
      place: nacht
    ) { try $0.write(header: "nummer;achternaam;datum;bedrag", NightProject.rows) },
    Night(
      testDescription: "column gone", code: 1, problems: ["missing-label"], place: nacht
    ) { try $0.work.write(nacht, "nummer;naam;datum\nNR-1;Wietske Geheimstra;01-02-2026\n") },
    Night(testDescription: "unlisted column", code: 3, problems: ["extra-label"], place: nacht) {
      try $0.write(
        header: NightProject.header + ";telefoon", NightProject.rows.map { $0 + ";0612345678" })
    },
    Night(testDescription: "no header", code: 1, problems: ["missing-label"], place: nacht) {
      try $0.write(header: NightProject.rows[0], Array(NightProject.rows.dropFirst()))
    },
    Night(testDescription: "no rows", code: 1, problems: ["source-empty"], place: nacht) {
      try $0.write([])
    },
    Night(testDescription: "empty file", code: 1, problems: ["source-empty"], place: nacht) {
      try $0.work.write(nacht, "")
    },
    Night(
      testDescription: "folder in the place of the export", code: 1, problems: ["source-missing"],
      place: nacht
    ) {
      try $0.work.remove(nacht)
      try $0.work.write(nacht + "/x", "x")
    },
    Night(
      testDescription: "byte that does not decode", code: 1, problems: ["encoding-error"],
      place: nacht + ":5:10"
    ) { night in
      let good = try night.work.read(nacht)
      try night.work.write(
        nacht, good + Array("NR-70004;".utf8) + [0xE9] + Array("nie;04-02-2026;1,00\n".utf8))
    },
    badRow(
      "unclosed quote", "unclosed-quote", nacht + ":5:10",
      "NR-70004;\"Hessel Zondernaam;04-02-2026;1,00", "NR-70005;Tjitske Onbekend;05-02-2026;2,00"),
    badRow(
      "ragged row", "missing-cell", nacht + ":5 (row 4)", "NR-70004;Hessel Zondernaam;04-02-2026"),
    badRow(
      "row too wide", "extra-cell", nacht + ":5 (row 4)",
      "NR-70004;Hessel;Zondernaam;04-02-2026;1,00"),
    badRow(
      "type error", "type-error", nacht + ":5 (row 4, field datum)",
      "NR-70004;Hessel Zondernaam;31-02-2026;1,00"),
    badRow(
      "duplicate key", "primary-key", nacht + " (row 4, field nummer)",
      "NR-70002;Hessel Zondernaam;04-02-2026;1,00"),
    Night(
      testDescription: "no key", code: 3, problems: ["key-missing"], place: "hergebruik key new"
    ) { try FileManager.default.removeItem(atPath: $0.work.keys + "/nacht.key") },
    Night(
      testDescription: "open key", code: 3, problems: ["key-exposed"], place: "/keys/nacht.key"
    ) { try $0.work.writeKey("nacht", mode: 0o644) },
    Night(
      testDescription: "broken pipeline file", code: 2, problems: ["unknown-key"],
      place: "pipelines/nacht/pipeline.yaml:5:"
    ) { night in
      let file = "pipelines/nacht/pipeline.yaml"
      let text = try night.work.text(file)
      try night.work.write(
        file, text.replacingOccurrences(of: "{source: nummer,", with: "{bron: nummer,"))
    },
  ]

  @Test("publishes nothing bad, says what and where, and publishes the rest", arguments: nights)
  func night(_ night: Night) async throws {
    let (work, _) = try await PreparedWork.copy("published") {
      let project = try NightProject(csv: ", maxAge: P1D")
      return (project.work, try await project.publish())
    }
    let project = NightProject(in: work)
    let (tree, link) = (try work.tree(), try work.generations())
    try night.strike(project)
    let alone = try await work.run("run", "nacht", "--date", "2026-11-02")
    expect(alone, night)
    #expect(try work.generations() == link)
    #expect(try differences(tree, work.tree()).isEmpty)

    try project.calm(["eik", "beuk"])
    let both = try await work.run("run", "--date", "2026-11-02")
    expect(both, night)
    #expect(both.output.contains("nacht: failed"))
    #expect(both.output.contains("rustig: published, 2 rows"))
    #expect(try work.published("rustig") == [["soort"], ["eik"], ["beuk"]])
    let changed = try differences(tree, work.tree())
    #expect(!changed.contains { $0.hasPrefix("datasets/nacht/") }, "\(changed)")
  }

  private func expect(_ outcome: Outcome, _ night: Night) {
    let text = outcome.unwrappedErrors
    #expect(outcome.code == night.code, "\(text)")
    for problem in night.problems { #expect(text.contains("[\(problem)]"), "\(text)") }
    #expect(text.contains(night.place), "\(text)")
    // What to do stands below the problem.
    #expect(text.contains("\n    "), "\(text)")
    for value in NightProject.values(NightProject.rows + night.rows) + ["0612345678"] {
      #expect(!outcome.output.contains(value))
      #expect(!outcome.errors.contains(value))
    }
  }

  @Test("publishes nothing where the catalogue file is broken")
  func brokenCatalogue() async throws {
    let project = try NightProject()
    try await project.publish()
    let (tree, generations) = (try project.work.tree(), try project.work.generations())
    try project.calm(["eik", "beuk"])
    let text = Workdir.catalogue.replacingOccurrences(of: "license:", with: "licence:")
    try project.work.write("pipelines/catalog.yaml", text)
    let outcome = try await project.work.run("run")
    #expect(outcome.code == 2)
    #expect(outcome.unwrappedErrors.contains("pipelines/catalog.yaml:9:1: "))
    #expect(outcome.unwrappedErrors.contains("Did you mean 'license'?"))
    #expect(try project.work.generations() == generations)
    #expect(try differences(tree, project.work.tree()).isEmpty)
  }

  @Test("ends with the code of the worst of several problems")
  func worstCodeWins() async throws {
    let project = try NightProject()
    let work = project.work
    try await project.publish()
    try project.write(NightProject.rows + ["NR-70004;Hessel;niks;1,00"])
    #expect(try await work.run("run").code == 1)
    try work.write("pipelines/rustig/pipeline.yaml", "version: 1\n")
    let second = try await work.run("run")
    #expect(second.code == 2)
    #expect(second.errors.contains("[type-error]"))
    try project.write(
      header: NightProject.header + ";telefoon", NightProject.rows.map { $0 + ";0612345678" })
    #expect(try await work.run("run").code == 3)
  }

  @Test("leaves a bad row out within the limit, privately, until the next clean run")
  func quarantine() async throws {
    let project = try NightProject(errors: "errors: {limit: 1}")
    let work = project.work
    let bad = "NR-70004;Hessel Zondernaam;31-02-2026;1,00"
    try project.write(NightProject.rows + [bad])
    let outcome = try await work.run("run", "nacht")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let file = ".hergebruik/quarantine/nacht.csv"
    #expect(outcome.output.contains("nacht: published, 3 rows"))
    #expect(outcome.output.contains("1 left out (see \(file))"))
    #expect(outcome.unwrappedErrors.contains("\(Self.nacht):5 (row 4, field datum)"))
    for value in NightProject.values([bad]) {
      #expect(!(outcome.output + outcome.errors).contains(value))
    }
    #expect(try work.mode(file) == 0o600)
    #expect(
      try CSVText.records(of: work.read(file)) == [
        ["row", "line", "problems", "nummer", "naam", "datum", "bedrag"],
        ["4", "5", "type-error datum", "NR-70004", "Hessel Zondernaam", "31-02-2026", "1,00"],
      ])
    #expect(try work.published("nacht").count == 4)

    try project.write(NightProject.rows + [bad, "NR-70005;Tjitske;32-02-2026;1,00"])
    let beyond = try await work.run("run", "nacht")
    #expect(beyond.code == 1)
    #expect(beyond.unwrappedErrors.contains("[error-limit]"))

    try project.write(NightProject.rows)
    #expect(try await work.run("run", "nacht").code == 0)
    #expect(!work.exists(file))
  }
}
