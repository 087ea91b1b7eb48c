// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// A run whose datasets an engine has made: the same bytes, or a clear failure with the old catalogue whole.
///
/// The engine is `Programs/engine.py`, which does what executors do; `make spark-test` does it with Spark.
@Suite("Engines")
struct EngineTests {
  private static let engine = Repository.root + "/Tests/EndToEnd/Programs/engine.py"
  private static let names = ["appel", "kers", "peer"]

  /// An export of numbers, each so much more than at first.
  private static func export(_ name: String, plus: Int = 0) -> String {
    "a\n" + (1...50).map { "\($0 * name.utf8.count + plus)\n" }.joined()
  }

  /// A project of datasets of which one refuses a row.
  private func work() throws -> Workdir {
    let work = try Workdir()
    for name in Self.names {
      try work.dataset(
        name, csv: "path: export.csv",
        fields: ["source: a, type: integer, privacy: none, treat: keep"],
        more: "errors: {limit: 1}")
      try work.write(
        "pipelines/\(name)/export.csv", Self.export(name) + (name == "kers" ? "x\n" : ""))
    }
    return work
  }

  private func run(_ work: Workdir, _ way: String, _ more: String...) async throws -> Outcome {
    try await work.run(
      [
        "run", "--date", "2026-11-29", "--engine", "spark", "--master", way, "--application",
        Self.engine,
      ]
        + more)
  }

  private func expectTidy(_ work: Workdir) throws {
    let left = try work.tree(".hergebruik").keys.filter {
      $0.hasPrefix("attempts-") || $0.hasPrefix("work/")
    }
    #expect(left.isEmpty, "\(left)")
    #expect(!(try work.generations().contains { $0.hasPrefix(".") }))
  }

  /// Reports that have no time of day in their names, and quarantines.
  private func reports(_ work: Workdir) throws -> [String: Workdir.Entry] {
    try work.tree(".hergebruik").filter { path, _ in
      (path.hasPrefix("runs/") || path.hasPrefix("quarantine/"))
        && path.firstMatch(of: /\.\d{6}Z/) == nil
    }
  }

  @Test(
    "publishes and reports the same bytes, also where a task is done twice",
    arguments: ["plain", "twice"])
  func same(way: String) async throws {
    let (local, other) = (try work(), try work())
    #expect(try await local.run("run", "--date", "2026-11-29").code == 0)
    let outcome = try await run(other, way)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(differences(try local.tree(), try other.tree()) == [])
    #expect(differences(try reports(local), try reports(other)) == [])
    #expect(other.exists(".hergebruik/quarantine/kers.csv"))
    #expect(try other.mode(".hergebruik/spark.log") & 0o777 == 0o600)
    try expectTidy(other)
    // A mended export leaves no quarantine behind.
    try other.write("pipelines/kers/export.csv", Self.export("kers", plus: 1))
    #expect(try await run(other, way).code == 0)
    #expect(!other.exists(".hergebruik/quarantine/kers.csv"))
    try expectTidy(other)
  }

  @Test(
    "keeps what is published where the engine fails, and says why",
    arguments: [
      ("refuse", "no secret is kept"), ("nonsense", "the engine ended before"),
      ("lost", "a machine cannot be had"),
    ])
  func fails(way: String, words: String) async throws {
    let work = try work()
    #expect(try await run(work, "plain").code == 0)
    let before = try work.tree()
    for name in Self.names {
      try work.write("pipelines/\(name)/export.csv", Self.export(name, plus: 1))
    }
    let outcome = try await run(work, way)
    let told = outcome.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(outcome.code == 4 && told.contains(words), "\(told)")
    #expect(told.contains("[engine-failed]") && !told.contains("Geheim"))
    #expect(differences(before, try work.tree()) == [])
    try expectTidy(work)
  }

  @Test("publishes what was done before the engine died, and keeps the rest")
  func dies() async throws {
    let work = try work()
    #expect(try await run(work, "plain").code == 0)
    for name in Self.names {
      try work.write("pipelines/\(name)/export.csv", Self.export(name, plus: 1))
    }
    let outcome = try await run(work, "die")
    #expect(outcome.code == 4 && outcome.errors.contains("[engine-failed]"), "\(outcome.errors)")
    let fresh = try Self.names.filter { try work.published($0)[1] == ["\($0.utf8.count + 1)"] }
    #expect(fresh.count == 1, "\(fresh)")
    try expectTidy(work)
  }

  @Test("tells of a worker that crashed as a run without an engine does")
  func crash() async throws {
    let work = try work()
    try work.dataset(
      "fout", extract: "drill: {path: export.csv, way: trap}",
      fields: ["source: a, privacy: none, treat: keep"])
    try work.write("pipelines/fout/export.csv", "a\nGeheimstra\n")
    let drill = try await Turns.shared.take {
      try await RunningProgram(
        .init(
          executable: Repository.products + "/hergebruik-drill",
          arguments: [
            "run", "--engine", "spark", "--master", "plain", "--application", Self.engine,
          ],
          environment: work.environment, directory: work.project)
      ).finish()
    }
    #expect(drill.code == 4 && drill.errors.contains("[dataset-crashed]"), "\(drill.errors)")
    #expect(drill.errors.contains("signal") && !drill.errors.contains("Geheim"))
    for name in Self.names { #expect(work.exists("catalog/current/datasets/\(name)")) }
    try expectTidy(work)
  }

  @Test("says what a machine lacks")
  func lacks() async throws {
    let work = try work()
    for (more, words) in [
      (["--program", "/nergens/hergebruik"], "cannot run /nergens/hergebruik"),
      (["--application", "/nergens/spark"], "is not on this machine"),
    ] {
      let outcome = try await work.run(
        ["run", "--engine", "spark", "--master", "plain", "--application", Self.engine] + more)
      let told = outcome.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(outcome.code == 4 && told.contains(words), "\(told)")
    }
    for wrong in [["--engine", "spark"], ["--master", "x"]] {
      #expect(try await work.run(["run"] + wrong).code == 2)
    }
    let version = try await work.run("worker", "--expect", "0.0.0")
    #expect(version.code == 2 && version.errors.contains("another was asked for"))
  }
}
