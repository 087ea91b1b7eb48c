// SPDX-License-Identifier: EUPL-1.2

import Testing

/// `hergebruik validate`: what a run asks of an export, without writing anything.
@Suite("Validate")
struct ValidateTests {
  @Test("needs no key, and leaves the project as it is")
  func clean() async throws {
    let project = try NightProject()
    try await project.publish()
    let before = try project.work.tree(".")
    let outcome = try await project.work.run(
      "validate", "--date", "2026-11-01", environment: ["HERGEBRUIK_KEYS": "/nonexistent"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output == "nacht: valid, 3 rows\nrustig: valid, 1 row\n")
    #expect(differences(before, try project.work.tree(".")) == [])
  }

  @Test("finds what a run finds, in full numbers and without a cell")
  func wrong() async throws {
    let project = try NightProject()
    let rows = (0..<9).map { "NR-7000\($0);Wietske Geheimstra;31-02-2026;12,50" }
    try project.write(NightProject.rows + rows)
    let run = try await project.work.run("run", "nacht", "--date", "2026-11-01")
    let outcome = try await project.work.run("validate", "nacht", "--json", "--date", "2026-11-01")
    #expect(run.code == 1 && outcome.code == 1)
    #expect(outcome.output.contains("\"count\": 9"), "\(outcome.output)")
    #expect(outcome.output.contains("\"type-error\""))
    for value in NightProject.values(rows) { #expect(!outcome.output.contains(value)) }
  }

  @Test("finds a key that is there twice, and a table that shrank")
  func tables() async throws {
    let project = try NightProject()
    let rows = (0..<90).map { "NR-\(10000 + $0);Auke Verborgenhuis;01-02-2026;12,50" }
    try project.write(rows)
    #expect(try await project.work.run("run", "--date", "2026-11-01").code == 0)
    try project.write(rows + [rows[0]])
    let twice = try await project.work.run("validate", "nacht", "--date", "2026-11-01")
    #expect(twice.code == 1 && twice.errors.contains("primary-key"), "\(twice.errors)")
    try project.write(Array(rows.prefix(40)))
    let shrunk = try await project.work.run("validate", "nacht", "--date", "2026-11-01")
    #expect(shrunk.code == 1 && shrunk.errors.contains("change-guard"), "\(shrunk.errors)")
    let accepted = try await project.work.run(
      "validate", "nacht", "--accept-change", "--date", "2026-11-01")
    #expect(accepted.code == 0, "\(accepted.errors)")
  }
}
