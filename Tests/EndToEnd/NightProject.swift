// SPDX-License-Identifier: EUPL-1.2

import Testing

/// A project of two datasets for bad nights: `nacht`, with personal columns, and `rustig`, which is
/// always right.
struct NightProject: Sendable {
  static let nacht = "pipelines/nacht/export.csv"
  static let header = "nummer;naam;datum;bedrag"
  static let rows = [
    "NR-70001;Wietske Geheimstra;01-02-2026;12,50",
    "NR-70002;Auke Verborgenhuis;02-02-2026;13,75",
    "NR-70003;Sjoukje Stilzwijger;03-02-2026;14,25",
  ]

  let work: Workdir

  /// The project in a folder that has it already.
  init(in work: Workdir) { self.work = work }

  init(csv more: String = "", errors: String = "") throws {
    work = try Workdir(keys: ["nacht"])
    try addNacht(csv: more, errors: errors)
    try work.dataset(
      "rustig", csv: "path: export.csv", fields: ["source: soort, privacy: none, treat: keep"])
    try calm(["eik"])
  }

  /// Adds `nacht` with its rows; the key `nacht` is there.
  func addNacht(csv more: String = "", errors: String = "") throws {
    try work.dataset(
      "nacht", csv: "path: export.csv, dialect: {delimiter: \";\"}\(more)",
      fields: [
        "source: nummer, name: nummer, privacy: direct, treat: pseudonymise",
        "source: naam, privacy: direct, treat: drop",
        "source: datum, type: date, format: \"%d-%m-%Y\", privacy: quasi, treat: {date: month}",
        "source: bedrag, type: number, decimalChar: \",\", privacy: quasi, treat: keep",
      ],
      more: """
        primaryKey: [nummer]
        privacy: {pseudonym: {key: nacht}}
        \(errors)
        """)
    try write(Self.rows)
  }

  /// The rows of `nacht`.
  func write(header: String = Self.header, _ rows: [String]) throws {
    try work.write(Self.nacht, ([header] + rows).map { $0 + "\n" }.joined())
  }

  /// The rows of `rustig`.
  func calm(_ rows: [String]) throws {
    try work.write("pipelines/rustig/export.csv", (["soort"] + rows).map { $0 + "\n" }.joined())
  }

  /// Publishes the good state, and checks that it was; what the program said.
  @discardableResult
  func publish() async throws -> Outcome {
    let outcome = try await work.run("run", "--date", "2026-11-01")
    try #require(outcome.code == 0, "\(outcome.errors)")
    #expect(try work.published("nacht").count == Self.rows.count + 1)
    return outcome
  }

  /// What must not be said of rows: their cells of four characters or more.
  static func values(_ rows: [String]) -> [String] {
    rows.flatMap { $0.split(whereSeparator: { ";\"\n".contains($0) }) }.map(String.init)
      .filter { $0.count >= 4 }
  }
}
