// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@testable import HergebruikDefinition
@testable import HergebruikDetectors
@testable import HergebruikGate
@testable import HergebruikRun

/// A comparison of releases while the newer table is read back, or by itself.
@Suite("Comparison task")
struct ComparisonTaskTests {
  private static let rows = (0..<60_000).map { "\($0),soort \($0 % 7),\"a, \($0)\"\n" }

  /// A folder with a table that is not packed.
  private func release(_ rows: [String], sha256: String) throws -> (
    folder: TemporaryFolder, record: DatasetRecord
  ) {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", Array(("nr,soort,tekst\n" + rows.joined()).utf8))
    var record = DatasetRecord(
      name: "a",
      description: DatasetDescription(
        title: .init(nl: "A"), description: .init(nl: "A"), themes: [], license: "CC0-1.0"),
      fields: [], primaryKey: ["nr"], rows: rows.count, distributions: [], issued: "2026-11-24",
      modified: "2026-11-24")
    record.distributions = [
      DistributionRecord(
        fileName: "a.csv", format: "CSV", mediaType: "text/csv", byteSize: 1, uncompressedSize: 1,
        sha256: sha256)
    ]
    return (folder, record)
  }

  private func task(
    _ older: (folder: TemporaryFolder, record: DatasetRecord),
    _ newer: (folder: TemporaryFolder, record: DatasetRecord)
  ) -> ComparisonTask {
    ComparisonTask(
      ReleaseComparison(memory: 1 << 24, scratch: newer.folder.path),
      (older.record, older.folder.path), with: (newer.record, newer.folder.path),
      asksClasses: false)
  }

  private func scan(
    _ newer: TemporaryFolder, _ task: ComparisonTask, fields: Int = 3
  ) throws(Failure) {
    let table = try WrittenTable("\(newer.path)/a.csv")
    let inspectors = (0..<3).map { _ in
      TableInspector(OutputScanner(fields: (0..<fields).map { .init(name: "f\($0)") }), nil, [], [])
    }
    _ = try WrittenPass.read(table, by: inspectors, feeding: task.begin())
  }

  @Test("says the same, whoever reads the newer table")
  func fed() throws {
    var rows = Self.rows
    rows[1000] = "1000,anders,\"a, 1000\"\n"
    rows.removeSubrange(40_000..<40_010)
    rows.append("70000,nieuw,\n")
    let (older, newer) = (try release(Self.rows, sha256: "1"), try release(rows, sha256: "2"))
    let (fed, alone) = (task(older, newer), task(older, newer))
    try scan(newer.folder, fed)
    let wanted = RowChanges(
      added: 1, removed: 10, changed: 1, fields: [.init(name: "soort", changed: 1)])
    #expect(try fed.outcome.get().rows == wanted)
    #expect(try alone.outcome.get().rows == wanted)
  }

  @Test("reads nothing where the bytes are the same")
  func same() throws {
    let (older, newer) = (try release([], sha256: "1"), try release(["1,a,b\n"], sha256: "1"))
    let task = task(older, newer)
    #expect(task.begin() == nil)
    #expect(try task.outcome.get().rows == RowChanges(changed: 0))
  }

  @Test("fails where the reading of the newer table fails, and lets nobody wait")
  func broken() throws {
    let older = try release(Self.rows, sha256: "1")
    for rows in [Self.rows + ["1,2\n"], Self.rows + ["1,2,\"3"]] {
      let newer = try release(rows, sha256: "2")
      let task = task(older, newer)
      #expect(throws: Failure.self) { try scan(newer.folder, task) }
      #expect(throws: Failure.self) { try task.outcome.get() }
    }
  }

  @Test("fails where the older table cannot be read, and the newer one is read all the same")
  func gone() throws {
    let (older, newer) = (try release(["1,\"2"], sha256: "1"), try release(Self.rows, sha256: "2"))
    let task = task(older, newer)
    try scan(newer.folder, task)
    #expect(throws: Failure.self) { try task.outcome.get() }
    var lost = older
    lost.record.distributions[0].fileName = "b.csv"
    let other = self.task(lost, newer)
    try scan(newer.folder, other)
    #expect(throws: Failure.self) { try other.outcome.get() }
  }

  @Test("keeps what the machine could not do an error, and damage a warning")
  func machine() throws {
    let rows = ["1,eik,a\n", "2,linde,b\n"]
    let newer = try release(rows, sha256: "2")
    let project = try TemporaryFolder()
    try project.write("pipelines/catalog.yaml", exampleCatalogue)
    let opened = try Project(directory: project.path)
    let run = DatasetRun(
      options: RunOptions(project: project.path, date: "2026-11-28", jobs: 1, memory: 1 << 26),
      project: opened, workspace: try Workspace(opened), scratch: project.path)
    let pipeline = try pipeline(
      """
      version: 1
      extract: {csv: {path: a.csv}}
      fields: [{source: nr, privacy: none, treat: keep}]
      metadata: {title: A, description: A, theme: [ENVI]}
      """)
    for (damage, problems, warnings) in [
      ("failing disk", [DiagnosticCode.inputOutput], 0), ("gone", [], 1), ("cut", [], 1),
    ] {
      let older = try release(rows, sha256: "1")
      let file = older.folder.path + "/a.csv"
      try #require(unlink(file) == 0)
      // Its first page is never there: reading gives EIO.
      if damage == "failing disk" { try #require(symlink("/proc/self/mem", file) == 0) }
      if damage == "cut" { try older.folder.write("a.csv", [0x1F, 0x8B, 8, 0]) }
      let changes = run.changes(
        pipeline, newer.record, previous: older.record, task(older, newer))
      #expect(changes.problems.map(\.code) == problems, "\(damage)")
      #expect(changes.warnings.count == warnings, "\(damage)")
      #expect(changes.warnings.allSatisfy { $0.severity == .warning })
    }
  }
}
