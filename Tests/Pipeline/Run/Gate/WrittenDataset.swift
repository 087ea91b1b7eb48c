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

/// A dataset that a run converted, whose files a test changes before the gate judges them.
struct WrittenDataset {
  let folder: TemporaryFolder
  /// What the gate is told.
  var subject: GateSubject
  /// The table that was written, unpacked.
  let table: String

  /// Converts an export; `text` is the pipeline file behind its first lines.
  init(_ text: String, export: String) throws {
    folder = try TemporaryFolder()
    try folder.write("project/pipelines/catalog.yaml", exampleCatalogue)
    try folder.write("keys/k.key", (0..<32).map { UInt8($0) }, mode: 0o600)
    let path = try folder.write("export.csv", export)
    let definition = try PipelineDefinition(
      text: """
        version: 1
        extract: {csv: {path: \(path)}}
        metadata: {title: T, description: D, theme: [ENVI]}
        \(text)
        """, name: "t", folder: folder.path + "/project/pipelines/t", file: "pipeline.yaml",
      defaultLicense: "CC0-1.0")
    let project = try Project(directory: folder.path + "/project")
    let environment = ["HERGEBRUIK_KEYS": folder.path + "/keys"]
    let run = DatasetRun(
      options: RunOptions(
        project: project.directory, date: "2026-11-24", jobs: 2, memory: 1 << 24,
        environment: environment), project: project, workspace: try Workspace(project))
    try folder.folder("out")
    let out = folder.path + "/out"
    let outcome = try run.convert(definition, into: out, ValidationRecord())
    let record = try run.record(definition, outcome)
    let catalogue = try CatalogueDefinition(
      text: exampleCatalogue, file: "catalog.yaml")
    subject = GateSubject(
      pipeline: definition,
      columns: ExportColumns(bound: outcome.binding.columns, width: outcome.binding.width),
      claims: outcome.conversion.claims, record: record, catalogue: catalogue.record,
      lexicon: .builtIn, previous: nil, comparison: nil, folder: out,
      keys: KeyStore(environment: environment, projectDirectory: project.directory),
      date: "2026-11-24", workers: 2, memory: 1 << 24)
    table = try Self.read("\(out)/\(try #require(record.table).fileName)")
  }

  private static func read(_ path: String) throws -> String {
    let table = try WrittenTable(path)
    var text = table.names.joined(separator: ",") + "\n"
    var buffer = ByteBuffer()
    while try table.next(into: &buffer) > 0 {
      text += String(decoding: buffer.bytes, as: UTF8.self)
    }
    return text
  }

  /// Puts another table in the place of the one that was written.
  func tamper(_ text: String) throws {
    try folder.write("out/\(try #require(subject.record.table).fileName)", text)
  }

  /// Replaces a text in the table that was written, which must be there.
  func tamper(_ old: String, with new: String) throws {
    try #require(table.contains(old), "\(table)")
    try tamper(table.replacing(old, with: new))
  }

  /// The rows of the table.
  var rows: [String] { table.split(separator: "\n").dropFirst().map(String.init) }

  /// Whether a check passed, and what all of them say is wrong.
  func judged(
    _ name: GateCheck.Name
  ) throws -> (verdict: GateCheck.Verdict, problems: [String]) {
    let verdict = Gate().judge(subject)
    let check = try #require(verdict.checks.first { $0.name == name })
    // There is no sign-off here.
    let others = verdict.problems.filter { $0.code != .assessmentMissing }
    return (check.verdict, others.map(\.summary))
  }
}
