// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikRun
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@Suite("Remarks about an export")
struct RemarkTests {
  private let field = "source: KROON, name: kroon, privacy: none, treat: keep"
  private let hidden = Diagnostic(
    .hiddenColumns, at: .init(file: "a.xlsx", field: "KROON"), "a column is hidden",
    hint: "Show it.")

  @Test("weigh as their code says, and tell how they are accepted")
  func weighed() throws {
    let judged = try pipeline(fields(field)).judged([hidden])
    let one = try #require(judged.first)
    #expect(judged.count == 1)
    #expect(one.severity == .error)
    let hint = try #require(one.hint)
    #expect(hint.hasPrefix("Show it. "))
    #expect(hint.hasSuffix("accept: [{finding: hidden-columns, field: \"KROON\", reason: \"…\"}]"))
  }

  @Test(
    "are notes with the reason where they are accepted: in the table, by column or by published name",
    arguments: ["", "field: KROON, ", "field: kroon, "])
  func accepted(place: String) throws {
    let accept = "accept: [{finding: hidden-columns, \(place)reason: as meant}]"
    let one = try #require(try pipeline(fields(field, publish: accept)).judged([hidden]).first)
    #expect(one.severity == .note)
    #expect(one.hint == "Accepted in pipeline.yaml: as meant")
  }

  @Test("stay errors where another remark, or the same of another field, is accepted")
  func others() throws {
    let other = "source: B, name: b, privacy: none, treat: keep"
    for item in ["finding: hidden-rows, reason: r", "finding: hidden-columns, field: B, reason: r"]
    {
      let definition = try pipeline(fields(field, other, publish: "accept: [{\(item)}]"))
      #expect(definition.judged([hidden]).map(\.severity) == [.error], "\(item)")
    }
  }

  @Test(
    "are accepted in one form only",
    arguments: [
      ("finding: typo, reason: r", DiagnosticCode.invalidValue),
      ("finding: type-error, reason: r", .invalidValue), ("reason: r", .missingKey),
      ("finding: hidden-rows", .missingKey), ("finding: hidden-rows, reason: '-'", .invalidValue),
      ("finding: hidden-rows, field: X, reason: r", .invalidValue),
    ])
  func refused(item: String, code: DiagnosticCode) throws {
    let found = try diagnostics { _ = try pipeline(fields(field, publish: "accept: [{\(item)}]")) }
    #expect(found.map(\.code) == [code], "\(item)")
  }

  @Test("have a code that weighs nothing else")
  func weights() {
    #expect(DiagnosticCode.remarks.contains(.hiddenRows))
    for code in DiagnosticCode.remarks {
      #expect(code.isOfExport, "\(code)")
      #expect(code.exitCode == (code.remarkSeverity == .error ? 1 : 0), "\(code)")
    }
    #expect(DiagnosticCode.typeError.remarkSeverity == nil)
  }
}
