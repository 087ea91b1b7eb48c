// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikDefinition
@testable import HergebruikDetectors
@testable import HergebruikGate
@testable import HergebruikTreatment

/// The gate by itself: a check that fails, throws or is left out refuses.
@Suite("Gate")
struct GateUnitTests {
  private struct Unexpected: Error {}

  private func subject(_ folder: TemporaryFolder) throws -> GateSubject {
    let text = """
      version: 1
      extract: {csv: {path: a.csv}}
      fields: [{source: a, privacy: none, treat: keep}]
      metadata: {title: A, description: B, theme: [ENVI]}
      """
    let pipeline = try PipelineDefinition(
      text: text, name: "a", folder: folder.path, file: folder.path + "/pipeline.yaml",
      defaultLicense: "CC0-1.0")
    return GateSubject(
      pipeline: pipeline,
      columns: ExportColumns(bound: [0], width: 1), claims: RunClaims(),
      record: DatasetRecord(
        name: "a", description: pipeline.description,
        fields: TransformPlan.published(pipeline.table),
        primaryKey: [], rows: 1, distributions: [], issued: "2026-11-24", modified: "2026-11-24"),
      catalogue: CatalogueRecord(
        baseURL: "https://a.example", title: .init(nl: "A"), description: .init(nl: "A"),
        publisher: .init(name: "A", uri: "https://a.example"), contactPoint: .init(name: "A"),
        license: "CC0-1.0"),
      lexicon: .builtIn, previous: nil, comparison: nil, folder: folder.path,
      keys: KeyStore(environment: [:], projectDirectory: folder.path), date: "2026-11-24",
      workers: 1, memory: 1 << 24)
  }

  private func passing(_ name: GateCheck.Name) -> Gate.Check {
    Gate.Check(name: name) { _ in Gate.Finding(LocalizedText(nl: "goed", en: "good")) }
  }

  private var all: [Gate.Check] {
    GateCheck.Name.allCases.filter { $0 != .complete }.map(passing)
  }

  @Test("has every check, in the order of the report")
  func standard() throws {
    let folder = try TemporaryFolder()
    let verdict = Gate(checks: all).judge(try subject(folder))
    #expect(verdict.isPassed)
    #expect(verdict.checks.map(\.name) == GateCheck.Name.allCases)
    #expect(
      Set(Gate.standard.map(\.name)) == Set(GateCheck.Name.allCases).subtracting([.complete]))
    #expect(Gate.standard.count == 10)
  }

  @Test("refuses where any check throws, whatever it throws", arguments: [true, false])
  func throwing(isFailure: Bool) throws {
    let folder = try TemporaryFolder()
    for name in GateCheck.Name.allCases where name != .complete {
      let broken = Gate.Check(name: name) { _ in
        if isFailure { throw Failure(.inputOutput, "geheim kan niet worden gelezen") }
        throw Unexpected()
      }
      let verdict = Gate(checks: all.filter { $0.name != name } + [broken])
        .judge(try subject(folder))
      #expect(!verdict.isPassed)
      #expect(verdict.checks.first { $0.name == name }?.verdict == .couldNotRun)
      #expect(verdict.checks.first { $0.name == .complete }?.verdict == .failed)
      #expect(verdict.problems.first?.code == .gateCheckFailed)
      #expect(DiagnosticCode.exitCode(for: verdict.problems) == 3)
    }
  }

  @Test("refuses where a check was left out")
  func leftOut() throws {
    let folder = try TemporaryFolder()
    for name in GateCheck.Name.allCases where name != .complete {
      let verdict = Gate(checks: all.filter { $0.name != name }).judge(try subject(folder))
      #expect(!verdict.isPassed)
      #expect(verdict.problems.map(\.code) == [.gateCheckFailed])
    }
  }

  @Test("is not passed where a check did not pass, whatever the problems say")
  func unexplained() {
    for other in [GateCheck.Verdict.failed, .couldNotRun] {
      var verdict = Gate.Verdict()
      #expect(verdict.isPassed)
      verdict.checks = [GateCheck.Verdict.passed, other].map {
        GateCheck(.columns, $0, LocalizedText(nl: "x", en: "x"))
      }
      #expect(!verdict.isPassed)
      verdict.checks.removeLast()
      #expect(verdict.isPassed)
    }
  }

  @Test("cannot be passed where the written table is not there")
  func nothingWritten() throws {
    let folder = try TemporaryFolder()
    let verdict = Gate().judge(try subject(folder))
    #expect(!verdict.isPassed)
    #expect(verdict.checks.first { $0.name == .output }?.verdict == .couldNotRun)
  }
}
