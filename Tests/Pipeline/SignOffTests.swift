// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import Testing

@testable import HergebruikDefinition

/// What a signature is bound to, and until when.
@Suite("Sign-off")
struct SignOffTests {
  private let folder: TemporaryFolder
  private static let text = """
    version: 1
    extract: {csv: {path: a.csv}}
    metadata: {title: T, description: D, theme: [ENVI]}
    fields:
      - {source: wijk, privacy: quasi, treat: {lookup: {codes: codes/wijk.csv, from: van, to: naar}}}
      - {source: jaar, privacy: quasi, treat: keep, constraints: {enum: [1, 2]}}
    privacy: {k: {minimum: 3, method: suppress, limit: 50%}}
    """

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("pipelines/t/codes/wijk.csv", "van,naar\n1,noord\n")
    try folder.write("pipelines/codes/buurt.csv", "van,naar\n1,a\n")
  }

  private func definition(_ text: String = text) throws -> PipelineDefinition {
    let path = folder.path + "/pipelines/t"
    return try PipelineDefinition(
      text: text, name: "t", folder: path, file: path + "/pipeline.yaml",
      defaultLicense: "CC0-1.0")
  }

  private func sign() throws {
    _ = try SignOff(of: definition()).sign(
      SignOff.Request(
        role: "FG", isPublished: true, date: "2026-11-24", validUntil: "2026-12-31"))
  }

  private func problems(_ text: String = text, on day: String = "2026-11-25") throws
    -> [DiagnosticCode]
  {
    try SignOff(of: definition(text)).problems(on: day).map(\.code)
  }

  @Test("holds on its last day, and not on the next")
  func lastDay() throws {
    #expect(try problems() == [.assessmentMissing])
    try sign()
    #expect(try problems() == [])
    #expect(try problems(on: "2026-12-31") == [])
    #expect(try problems(on: "2027-01-01") == [.assessmentExpired])
  }

  @Test("is no leave where the decision was against it")
  func refused() throws {
    _ = try SignOff(of: definition()).sign(
      SignOff.Request(
        role: "FG", isPublished: false, date: "2026-11-24", validUntil: "2026-12-31"))
    #expect(try problems() == [.assessmentRefused])
  }

  @Test("holds three years at most")
  func years() throws {
    func sign(until day: String) throws {
      _ = try SignOff(of: definition()).sign(
        SignOff.Request(role: "FG", isPublished: true, date: "2026-11-24", validUntil: day))
    }
    try sign(until: "2029-11-24")
    let found = diagnostics { try sign(until: "2029-11-25") }
    #expect(found.map(\.code) == [.usage])
  }

  @Test("allows the order of the export by name only")
  func sourceOrder() throws {
    let text = Self.text + "\npublish: {order: source}\n"
    for isAllowed in [false, true] {
      _ = try SignOff(of: definition(text)).sign(
        SignOff.Request(
          role: "FG", isPublished: true, date: "2026-11-24", validUntil: "2026-12-31",
          allowsSourceOrder: isAllowed))
      #expect(try problems(text) == (isAllowed ? [] : [.assessmentOutdated]))
    }
  }

  @Test(
    "is bound to code lists, the dataset's own and those that all share",
    arguments: ["t/codes/wijk.csv", "codes/buurt.csv"])
  func codeLists(path: String) throws {
    try sign()
    try folder.write("pipelines/\(path)", "van,naar\n1,zuid\n")
    #expect(try problems() == [.assessmentOutdated])
    let other = try SignOff(of: definition()).problems(on: "2026-11-25")
    #expect(other.first?.summary.contains("codes/") == true)
    try sign()
    #expect(try problems() == [])
    // One more list is a change too, and so is one less.
    try folder.write("pipelines/t/codes/nieuw.csv", "van,naar\n")
    #expect(try problems() == [.assessmentOutdated])
  }

  @Test("takes a text and a number for two things, and comments and layout for none")
  func quoting() throws {
    try sign()
    #expect(
      try problems(Self.text.replacing("[1, 2]", with: "[\"1\", 2]")) == [.assessmentOutdated])
    #expect(
      try problems(Self.text.replacing("minimum: 3", with: "minimum: 4")) == [.assessmentOutdated])
    #expect(
      try problems("# Een opmerking.\n" + Self.text.replacing("[1, 2]", with: "[1,  2]")) == [])
    #expect(
      try problems(
        Self.text.replacing("privacy: quasi, treat: keep", with: "treat: keep, privacy: quasi"))
        == [])
    #expect(try problems(Self.text.replacing("title: T", with: "title: U")) == [])
  }

  @Test("tells a text from a number by its quotes alone")
  func digests() throws {
    let plain = try SignedDefinition(definition())
    let quoted = try SignedDefinition(definition(Self.text.replacing("[1, 2]", with: "['1', 2]")))
    #expect(plain.columns[1].digest != quoted.columns[1].digest)
    #expect(plain.columns[0].digest == quoted.columns[0].digest)
  }
}
