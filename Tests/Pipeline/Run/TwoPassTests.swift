// SPDX-License-Identifier: EUPL-1.2

import HergebruikDetectors
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestDefinitions
import HergebruikTreatment
import Testing

@testable import HergebruikDefinition
@testable import HergebruikGate
@testable import HergebruikRun

/// The two passes of a run with `privacy: {k: …}`.
@Suite struct TwoPassTests {
  private let folder: TemporaryFolder
  private let run: DatasetRun
  private let definition: PipelineDefinition
  private let before = "a,b\n" + (0..<6).map { "x,\($0)\n" }.joined() + "y,7\n"

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("pipelines/catalog.yaml", exampleCatalogue)
    let path = try folder.write("export.csv", before)
    let text = fields(
      "source: a, privacy: quasi, treat: keep", "source: b, privacy: none, treat: keep",
      extract: "csv: {path: \(path)}")
    definition = try pipeline(
      text + "\nprivacy: {k: {minimum: 3, method: suppress, limit: 1}}\n", name: "t")
    let project = try Project(directory: folder.path)
    run = DatasetRun(
      options: RunOptions(project: folder.path, date: "2026-11-24", jobs: 2, memory: 1 << 24),
      project: project, workspace: try Workspace(project))
  }

  /// A job whose first pass was made, with `change` in between.
  private func outcome(
    of definition: PipelineDefinition? = nil, _ change: () throws -> Void
  ) throws -> Conversion.Outcome {
    let definition = definition ?? self.definition
    let source = try run.open(definition)
    var job = Conversion.Job(
      table: source, plan: try run.plan(definition), binding: try run.bind(definition, source),
      errorLimit: .rows(0), order: .source,
      outputs: [
        .init(format: .csv, path: "\(folder.path)/out-\(UInt32.random(in: 0 ... .max)).gz")
      ],
      quarantine: folder.path + "/q.csv",
      scratch: folder.path, memory: 1 << 24, workers: 2)
    try run.hide(definition, &job)
    let hiding = try #require(job.hiding)
    #expect(hiding.figures.k >= 6)
    try change()
    job.table = try run.open(definition)
    return try Conversion(job: job).run { _, _ in }
  }

  @Test("finds in the written table what the second pass should have left out")
  func recounts() throws {
    let source = try run.open(definition)
    let plan = try run.plan(definition)
    let path = folder.path + "/t.csv.gz"
    let job = Conversion.Job(
      table: source, plan: plan, binding: try run.bind(definition, source),
      errorLimit: .rows(0), order: .source, outputs: [.init(format: .csv, path: path)],
      quarantine: folder.path + "/q.csv", scratch: folder.path, memory: 1 << 24, workers: 2)
    // As if nothing had been left out, and the figures were those of a run that did.
    var conversion = try Conversion(job: job).run { _, _ in }
    conversion.rows.figures = AnonymityFigures()
    conversion.rows.figures?.rows = 6
    conversion.rows.figures?.k = 6
    conversion.rows.figures?.classes = 1
    let outcome = DatasetRun.Outcome(
      table: plan.table, binding: job.binding, conversion: conversion, exports: [])
    let catalogue = try CatalogueDefinition(
      text: exampleCatalogue, file: "catalog.yaml")
    let subject = GateSubject(
      pipeline: definition,
      columns: ExportColumns(bound: job.binding.columns, width: job.binding.width),
      claims: conversion.claims,
      record: try run.record(definition, outcome), catalogue: catalogue.record,
      lexicon: .builtIn, previous: nil, comparison: nil, folder: folder.path,
      keys: KeyStore(environment: [:], projectDirectory: folder.path), date: "2026-11-24",
      workers: 2, memory: 1 << 24)
    let problems = try Gate.anonymity(GateInspection(subject)).problems
    #expect(problems.map(\.code) == [.kAnonymity, .kAnonymity, .kAnonymity])
    #expect(
      problems[0].summary.hasPrefix("1 rows of the table as written are in classes that fail"))
  }

  @Test func publishesWhatWasCounted() throws {
    let outcome = try outcome {}
    #expect(outcome.rows.count == 6)
    #expect(outcome.rows.figures?.k == 6)
    #expect(outcome.rows.figures?.suppressedRows == 1)
  }

  /// The same export, with a method that chooses.
  private func definition(_ treat: String, _ rule: String) throws -> PipelineDefinition {
    let text = fields(
      "source: a, privacy: quasi, treat: \(treat)", "source: b, privacy: none, treat: keep",
      extract: "csv: {path: \(folder.path)/export.csv}")
    return try PipelineDefinition(
      text: text + "\nprivacy: {k: {minimum: 3, \(rule)}}\n", name: "t",
      folder: folder.path + "/pipelines/t", file: "pipeline.yaml", defaultLicense: "CC0-1.0")
  }

  @Test(
    "refuses an export that changed after levels or parts were chosen",
    arguments: [
      ("{generalise: {hierarchy: codes/a.csv}}", "method: generalise"),
      ("keep", "method: mondrian"),
    ])
  func refusesWhatChangedAfterTheChoice(treat: String, rule: String) throws {
    try folder.write("pipelines/t/codes/a.csv", "x;xyz\ny;xyz\nz;zz\n")
    let definition = try definition(treat, rule)
    let whole = try outcome(of: definition) {}
    #expect((whole.rows.count, whole.rows.figures?.k, whole.rows.figures?.classes) == (7, 7, 1))
    let found = diagnostics {
      _ = try outcome(of: definition) {
        try folder.write("export.csv", before.replacing("y,7", with: "z,7"))
      }
    }
    #expect(found.map(\.code) == [.sourceChanged])
  }

  @Test(
    "refuses an export that changed in between, however it did",
    arguments: [
      "a,b\nx,0\nx,1\nx,2\nx,3\nx,4\nx,5\nz,7\n", "a,b\nx,0\nx,1\nx,2\nx,3\nx,4\ny,7\n",
      "a,b\nx,0\nx,1\nx,2\nx,3\nx,4\nx,5\nx,6\ny,7\n", "a,b\nx,0\nx,1\nx,2\nx,3\nx,4\nx,5\n",
    ])
  func refusesWhatChanged(after: String) throws {
    let found = diagnostics { _ = try outcome { try folder.write("export.csv", after) } }
    #expect(found.map(\.code) == [.sourceChanged])
  }
}
