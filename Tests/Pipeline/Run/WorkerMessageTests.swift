// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikExtract
import HergebruikFormat
import HergebruikModel
import HergebruikSystem
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@testable import HergebruikDefinition
@testable import HergebruikRun

/// What passes between a run and its workers, and how work is shared out.
@Suite("Messages of workers")
struct WorkerMessageTests {
  private func project(rows: Int = 3) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let files = [
      "pipelines/catalog.yaml": exampleCatalogue,
      "pipelines/a/pipeline.yaml": """
      version: 1
      extract: {csv: {path: export.csv}}
      fields:
        - {source: id, type: integer, privacy: none, treat: keep}
        - {source: bedrag, type: number, privacy: none, treat: keep}
      metadata: {title: A, description: Van een test., theme: [ENVI]}
      """,
      "pipelines/a/export.csv": "id,bedrag\n" + (0..<rows).map { "\($0),\($0).5\n" }.joined(),
    ]
    for (name, text) in files {
      let target = URL(filePath: "\(folder.path)/\(name)")
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: target)
    }
    return folder
  }

  private func task(_ folder: TemporaryFolder) throws -> DatasetTask {
    let project = try Project(directory: folder.path)
    let workspace = try Workspace(project)
    let target = folder.path + "/doel"
    try PrivateFolder.prepare(target)
    let list = try TaskList(
      options: RunOptions(project: folder.path, date: "2026-11-28", jobs: 1, memory: 1 << 24),
      project: project, workspace: workspace, catalogue: try project.catalogue())
    let pipeline = try project.pipeline("a", defaultLicense: "CC0-1.0")
    return list.planned(pipeline, .run, target: target, published: nil).task
  }

  private func work(_ task: DatasetTask) -> DatasetResult {
    DatasetWork(task: task, formats: .builtIn, environment: [:], progress: nil, stage: nil)
      .perform()
  }

  @Test("a task does the same after its journey, and its result comes back as it was")
  func journey() throws {
    let folder = try project()
    let sent = try task(folder)
    let line = try MessageCoder.encoder.encode(sent)
    #expect(!line.contains(0x0A))
    let received = try MessageCoder.decoder.decode(DatasetTask.self, from: line)
    let result = work(received)
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
    let built = try #require(result.built)
    #expect(built.record.rows == 3)
    #expect(FileManager.default.fileExists(atPath: folder.path + "/doel/a.csv.gz"))
    let message = try MessageCoder.encoder.encode(WorkerMessage.result(result))
    guard
      case .result(let back) = try MessageCoder.decoder.decode(WorkerMessage.self, from: message)
    else {
      Issue.record("another message came back")
      return
    }
    #expect(back.built?.record == built.record)
    #expect(back.validation?.json == result.validation?.json)
    #expect(back.entry.gate == result.entry.gate)
  }

  @Test("what went wrong comes back with its place, and without a cell")
  func problems() throws {
    let folder = try project()
    try Data("id,bedrag\n1,Geheimstra\n".utf8).write(
      to: URL(filePath: folder.path + "/pipelines/a/export.csv"))
    let result = work(try task(folder))
    #expect(result.built == nil && result.entry.status == .failed)
    let message = try MessageCoder.encoder.encode(WorkerMessage.result(result))
    #expect(!String(decoding: message, as: UTF8.self).contains("Geheimstra"))
    guard
      case .result(let back) = try MessageCoder.decoder.decode(WorkerMessage.self, from: message)
    else {
      Issue.record("another message came back")
      return
    }
    #expect(back.diagnostics == result.diagnostics && !back.diagnostics.isEmpty)
    #expect(back.validation?.groups.count == result.validation?.groups.count)
  }

  @Test("knows what is large: on disk, packed, published before, and not known at all")
  func sizes() throws {
    let folder = try project(rows: 1000)
    let project = try Project(directory: folder.path)
    var pipeline = try project.pipeline("a", defaultLicense: "CC0-1.0")
    let bytes = try Data(contentsOf: URL(filePath: folder.path + "/pipelines/a/export.csv")).count
    #expect(TaskSize.of(pipeline, published: nil) == bytes)
    #expect(!TaskSize.isLarge(bytes) && TaskSize.isLarge(8 << 20) && TaskSize.isLarge(nil))
    pipeline.export.path = "weg.csv"
    #expect(TaskSize.of(pipeline, published: nil) == nil)
    pipeline.export.path = nil
    #expect(TaskSize.of(pipeline, published: nil) == nil)
  }

  @Test("says what happened, what to do and what to send, and never more")
  func words() {
    let causes: [(CrashReport.Cause, [String], DiagnosticCode)] = [
      (.ended(.signal(4), ranOutOfMemory: false), ["signal 4", "check"], .datasetCrashed),
      (.ended(.signal(6), ranOutOfMemory: true), ["no memory"], .datasetCrashed),
      (.ended(.exit(7), ranOutOfMemory: false), ["exit code 7"], .datasetCrashed),
      (.time(7200), ["2 hours"], .datasetTimeout), (.runTime(90), ["90 seconds"], .datasetTimeout),
      (.memory(400 << 20), ["419 MB"], .datasetCrashed),
    ]
    for (cause, words, code) in causes {
      let told = CrashReport(
        file: "pipelines/a/pipeline.yaml", stage: .convert, rows: 12, cause: cause
      ).diagnostic
      #expect(told.code == code && told.code.exitCode == 4)
      for word in words { #expect(told.summary.contains(word), "\(told.summary)") }
      #expect(told.summary.contains("read and treated the rows (12 were done)"), "\(told.summary)")
      #expect(told.hint?.contains("What was published stays as it is.") == true)
    }
  }

  @Test(
    "reads limits",
    arguments: [
      ("{time: PT90M}", 5400.0, 43_200.0), ("{run: P1D}", 7200, 86_400), ("{}", 7200, 43_200),
    ])
  func limits(text: String, time: Double, run: Double) throws {
    let read = try CatalogueDefinition(
      text: exampleCatalogue + "\nlimits: \(text)\n", file: "catalog.yaml")
    #expect((read.limits.time, read.limits.run) == (time, run))
    #expect(read.limits.memory >= 64 << 20)
  }

  @Test(
    "refuses limits that are none",
    arguments: ["{time: 2}", "{time: PT0S}", "{run: P1M}", "{memory: 1M}", "{memory: veel}", "2"])
  func wrongLimits(text: String) {
    #expect(throws: Failure.self) {
      try CatalogueDefinition(
        text: exampleCatalogue + "\nlimits: \(text)\n", file: "catalog.yaml")
    }
  }
}
