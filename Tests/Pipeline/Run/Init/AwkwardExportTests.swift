// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@testable import HergebruikDefinition
@testable import HergebruikRun

/// `init` and then `run` on exports with something wrong: the right table, a question, or a refusal.
@Suite("Awkward exports") struct AwkwardExportTests {
  private enum Outcome: Equatable {
    case right, asked, refused
    case wrong(String)
  }

  /// How many exports are made, from which number on.
  private static let (count, seed) = (500, UInt64(20_261_129))

  @Test("are proposed right, asked about or refused, and never become another table")
  func neverWrong() throws {
    let folder = try TemporaryFolder()
    try folder.write("pipelines/catalog.yaml", exampleCatalogue)
    let project = try Project(directory: folder.path)
    let run = DatasetRun(
      options: RunOptions(project: folder.path, date: "2026-11-24", jobs: 2, memory: 1 << 24),
      project: project, workspace: try Workspace(project))
    var counts: [String: Int] = [:]
    for number in 0..<UInt64(Self.count) {
      let seed = Self.seed &+ number
      let export = AwkwardExport(seed: seed)
      let outcome = try outcome(of: export, "e\(number)", folder, run)
      switch outcome {
      case .right: counts["right", default: 0] += 1
      case .asked: counts["asked", default: 0] += 1
      case .refused: counts["refused", default: 0] += 1
      case .wrong(let why):
        Issue.record("seed \(seed), \(export.twists): \(why)\n\(export.text.prefix(600))")
      }
      // What nothing is wrong with is no question.
      if export.twists == [.none] {
        #expect(
          outcome == .right || export.text.isShort, "seed \(seed): \(export.text.prefix(300))")
      }
    }
    // Asking about everything would never be wrong either.
    #expect(counts["right", default: 0] >= 150, "\(counts)")
  }

  private func outcome(
    of export: AwkwardExport, _ name: String, _ folder: TemporaryFolder, _ run: DatasetRun
  ) throws -> Outcome {
    let file = try folder.write("\(name).csv", export.text)
    let made: NewPipeline
    do {
      made = try NewPipeline(of: file, in: folder.path, name: name, formats: .builtIn)
    } catch {
      return .refused
    }
    let text = Self.answered(made.yaml)
    guard !text.contains("ANSWER") else { return .asked }
    do {
      let definition = try PipelineDefinition(
        text: text, name: name, folder: "\(folder.path)/pipelines/\(name)", file: "pipeline.yaml",
        defaultLicense: "CC0-1.0")
      let source = try run.open(definition)
      let path = "\(folder.path)/\(name).csv.gz"
      let job = Conversion.Job(
        table: source, plan: try run.plan(definition), binding: try run.bind(definition, source),
        errorLimit: .rows(0), order: .source, outputs: [.init(format: .csv, path: path)],
        quarantine: folder.path + "/q.csv", scratch: folder.path, memory: 1 << 24, workers: 1)
      _ = try Conversion(job: job).run { _, _ in }
      return judge(try Self.table(path), export)
    } catch is Failure {
      return .refused
    }
  }

  /// What no export can tell is answered: nothing is about persons.
  private static func answered(_ text: String) -> String {
    text.replacing("privacy: ANSWER", with: "privacy: none")
      .replacing("privacy: direct, treat: drop", with: "privacy: none, treat: keep")
      .replacing("treat: ANSWER", with: "treat: keep").replacing(
        "{nl: ANSWER}", with: "{nl: Proef}"
      )
      .replacing("[ANSWER]", with: "[ENVI]")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.drop { $0 == " " }.hasPrefix("#") }.joined(separator: "\n")
  }

  private static func table(_ path: String) throws -> [[String]] {
    var dialect = CSVDialect()
    dialect.headerRows = 0
    let table = try CSVExtractor(path: path, dialect: dialect).open(
      ExtractContext(folder: "/", now: 0, scratch: "/tmp"))
    var rows: [[String]] = []
    _ = try ExportRows(table) { batch, _ in
      for row in 0..<batch.rowCount {
        rows.append(
          (0..<batch.width).map { column in
            let cell = batch.span(row: row, column: column)
            return String(decoding: (0..<cell.count).map { cell[$0] }, as: UTF8.self)
          })
      }
    }
    return rows
  }

  private func judge(_ found: [[String]], _ export: AwkwardExport) -> Outcome {
    guard let rows = export.rows else { return .wrong("a table where only a person knows which") }
    guard found.count == rows.count + 1 else {
      return .wrong("\(found.count - 1) rows in place of \(rows.count)")
    }
    if let labels = export.labels {
      let names = found[0]
      for (column, label) in labels.enumerated() where names.indices.contains(column) {
        let wanted = Names.fieldName(for: label)
        guard names[column].hasPrefix(wanted) else {
          return .wrong("column \(column + 1) is \(names[column]) in place of \(wanted)")
        }
      }
    }
    for (number, row) in rows.enumerated() {
      // An empty column behind the last one is none.
      for column in 0..<max(row.count, found[number + 1].count) {
        let wanted = column < row.count ? row[column] : ""
        let cell = column < found[number + 1].count ? found[number + 1][column] : ""
        guard Self.same(cell, wanted) else {
          return .wrong("row \(number + 1), column \(column + 1): \(cell) in place of \(wanted)")
        }
      }
    }
    return .right
  }

  /// Whether a published value says what the export said: as it stood, or in the form of its type.
  private static func same(_ cell: String, _ wanted: String) -> Bool {
    if cell == wanted || cell == wanted.replacing(",", with: ".") { return true }
    if cell.isEmpty, wanted == "-" { return true }
    if wanted == "J" || wanted == "N" { return cell == (wanted == "J" ? "true" : "false") }
    let parts = wanted.split(separator: "-")
    if parts.count == 3, cell == parts.reversed().joined(separator: "-") { return true }
    if let one = Double(cell), let other = Double(wanted.replacing(",", with: ".")),
      !wanted.hasPrefix("0") || wanted.contains(",") || wanted.contains(".")
    {
      return one == other
    }
    return false
  }
}

extension String {
  /// Whether there are too few lines to tell much.
  fileprivate var isShort: Bool { utf8.count { $0 == 0x0A } < 8 }
}
