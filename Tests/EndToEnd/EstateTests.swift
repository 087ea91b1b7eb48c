// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// Many projects in one run: none stops another, and one report tells of all.
@Suite("Estates")
struct EstateTests {
  private struct Status: Decodable {
    struct Project: Decodable {
      struct Dataset: Decodable {
        var name: String
        var status: String
      }
      struct Problem: Decodable {
        var code: String
        var title: [String: String]
      }
      var name: String
      var exitCode: Int
      var datasets: [Dataset]
      var problems: [Problem]
    }
    var exitCode: Int
    var projects: [Project]
  }

  /// An estate of four projects: two are right, one has a dataset that fails, one has a catalogue that cannot be read.
  private func work() throws -> Workdir {
    let work = try Workdir(catalogue: false)
    for (project, datasets) in [("almere", 3), ("breda", 2), ("cuijk", 2), ("delft", 1)] {
      try work.write("\(project)/pipelines/catalog.yaml", Workdir.catalogue)
      for number in 0..<datasets { try dataset(work, project, "set-\(number)", "a\n\(number)\n") }
    }
    try dataset(work, "breda", "fout", "a\nGeheimstra\n")
    try work.write("cuijk/pipelines/catalog.yaml", "version: [")
    // No project, and no reason to stop.
    try work.write("notities/lees.txt", "x")
    return work
  }

  private func dataset(
    _ work: Workdir, _ project: String, _ name: String, _ export: String
  ) throws {
    try work.write(
      "\(project)/pipelines/\(name)/pipeline.yaml",
      """
      version: 1
      extract: {csv: {path: export.csv}}
      fields: [{source: a, type: integer, privacy: none, treat: keep}]
      metadata: {title: \(name), description: Van een test., theme: [ENVI]}
      """)
    try work.write("\(project)/pipelines/\(name)/export.csv", export)
  }

  private func status(_ text: [UInt8]) throws -> Status {
    try JSONDecoder().decode(Status.self, from: Data(text))
  }

  @Test(
    "runs all projects, whatever becomes of one, here and at an engine",
    arguments: [
      [],
      [
        "--engine", "spark", "--master", "plain", "--application",
        Repository.root + "/Tests/EndToEnd/Programs/engine.py",
      ],
    ])
  func all(engine: [String]) async throws {
    let work = try work()
    let outcome = try await work.run(
      ["run", "--estate", ".", "--date", "2026-11-29", "--jobs", "2"] + engine)
    #expect(outcome.code == 2, "\(outcome.errors)\(outcome.output)")
    #expect(outcome.output.contains("almere: 3 published\n"), "\(outcome.output)")
    #expect(outcome.output.contains("breda: 2 published, 1 failed [error-limit, type-error]"))
    #expect(outcome.output.contains("4 projects, 2 with problems"))
    #expect(!outcome.output.contains("Geheim") && !outcome.errors.contains("Geheim"))
    let status = try status(try work.read("estate.json"))
    #expect(try work.mode("estate.json") & 0o777 == 0o600)
    #expect(!(try work.text("estate.json").contains("Geheim")))
    #expect(status.exitCode == 2)
    #expect(status.projects.map(\.name) == ["almere", "breda", "cuijk", "delft"])
    #expect(status.projects.map(\.exitCode) == [0, 1, 2, 0])
    #expect(status.projects[1].datasets.map(\.status) == ["failed", "published", "published"])
    #expect(status.projects[2].problems.first?.code == "yaml-syntax")
    #expect(status.projects[2].problems.first?.title["nl"]?.isEmpty == false)
    // Each project as if it had been run by itself.
    let alone = try self.work()
    for project in ["almere", "breda", "delft"] {
      _ = try await alone.run("run", "--project", project, "--date", "2026-11-29")
      let catalogue = "\(project)/catalog/current"
      #expect(differences(try alone.tree(catalogue), try work.tree(catalogue)) == [])
      #expect(try work.tree("\(project)/.hergebruik/work").isEmpty)
    }
    #expect(!work.exists("cuijk/catalog/current") && !work.exists("notities/catalog"))
  }

  @Test("shows JSON to programs, and only problems to cron")
  func forms() async throws {
    let work = try work()
    let json = try await work.run("run", "--estate", ".", "--json")
    #expect(try status(json.outputBytes).projects.count == 4)
    try work.remove("breda")
    try work.remove("cuijk")
    let quiet = try await work.run("run", "--estate", ".", "--quiet")
    #expect(quiet.code == 0 && quiet.output.isEmpty, "\(quiet.output)\(quiet.errors)")
    let dry = try await work.run("run", "--estate", ".", "--dry-run")
    #expect(dry.output.contains("unchanged"), "\(dry.output)")
    for wrong in [["bomen"], ["--sarif"], ["-v"], ["--project", "almere"]] {
      #expect(try await work.run(["run", "--estate", "."] + wrong).code == 2, "\(wrong)")
    }
    let none = try await work.run("run", "--estate", "almere/pipelines")
    #expect(none.code == 2 && none.errors.contains("[project-missing]"))
  }

  @Test("one project that is killed ends no other, and a second run waits for nobody")
  func killed() async throws {
    let work = try work()
    for project in ["breda", "delft"] {
      try work.write(
        "\(project)/pipelines/traag/pipeline.yaml",
        """
        version: 1
        extract: {csv: {command: {run: [sh, -c, "while [ ! -e ../../../ga ]; do sleep 0.1; done; cat export.csv"]}}}
        fields: [{source: a, type: integer, privacy: none, treat: keep}]
        metadata: {title: traag, description: Van een test., theme: [ENVI]}
        """)
      try work.write("\(project)/pipelines/traag/export.csv", "a\n1\n")
    }
    let run = try work.start(["run", "--estate", ".", "--jobs", "4"])
    try await run.wait { work.exists("breda/.hergebruik/lock") }
    let second = try await work.run("run", "--estate", ".")
    #expect(second.code == 5 && second.errors.contains("[locked]"), "\(second.errors)")
    var pid: Int32?
    try await run.wait {
      // Other tests have estates with the same names, too.
      pid = Self.process {
        $0.contains("--project ./breda ") && $0.contains("--member-of \(run.process)")
      }
      return pid != nil
    }
    #expect(kill(try #require(pid), SIGKILL) == 0)
    try work.write("ga", "")
    let outcome = try await run.finish()
    #expect(outcome.code == 4, "\(outcome.errors)")
    let status = try status(try work.read("estate.json"))
    #expect(status.projects.map(\.exitCode) == [0, 4, 2, 0])
    #expect(try work.tree("delft/catalog/current").keys.contains { $0.hasSuffix("traag.csv.gz") })
    // The next night is as good as any.
    _ = try await work.run("run", "--estate", ".")
    #expect(try work.tree("breda/catalog/current").keys.contains { $0.hasSuffix("traag.csv.gz") })
  }

  @Test("projects end with who runs the estate")
  func ended() async throws {
    let work = try work()
    try work.write(
      "almere/pipelines/set-0/pipeline.yaml",
      try work.text("almere/pipelines/set-0/pipeline.yaml")
        .replacing("path: export.csv", with: "command: {run: [sleep, '3000']}"))
    let run = try work.start(["run", "--estate", "."])
    let isMember: (String) -> Bool = { $0.contains("--member-of \(run.process)") }
    try await run.wait { Self.process(isMember) != nil }
    run.signal(SIGKILL)
    _ = try await run.finish()
    for _ in 0..<100 where Self.process(isMember) != nil {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(Self.process(isMember) == nil)
  }

  /// A process whose command line, with its arguments apart by spaces, is so.
  private static func process(_ isIt: (String) -> Bool) -> Int32? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.lazy.compactMap { Int32($0) }.first { number in
      guard let bytes = FileManager.default.contents(atPath: "/proc/\(number)/cmdline") else {
        return false
      }
      return isIt(String(decoding: bytes.map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self))
    }
  }
}
