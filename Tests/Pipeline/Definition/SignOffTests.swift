// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
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
      - {source: buurt, privacy: quasi, treat: {lookup: {codes: ../codes/buurt.csv, from: van, to: naar}}}
      - {source: plan, privacy: quasi, treat: {lookup: {codes: lijsten/plan.csv, from: van, to: naar}}}
    privacy: {k: {minimum: 3, method: suppress, limit: 50%}}
    """

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("pipelines/t/codes/wijk.csv", "van,naar\n1,noord\n")
    try folder.write("pipelines/codes/buurt.csv", "van,naar\n1,a\n")
    try folder.write("pipelines/t/lijsten/plan.csv", "van,naar\n1,a\n")
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

  @Test("holds from its first day to its last, and on no other")
  func days() throws {
    #expect(try problems() == [.assessmentMissing])
    try sign()
    #expect(try problems() == [])
    #expect(try problems(on: "2026-11-23") == [.assessmentInvalid])
    #expect(try problems(on: "2026-11-24") == [])
    #expect(try problems(on: "2026-12-31") == [])
    #expect(try problems(on: "2027-01-01") == [.assessmentExpired])
  }

  @Test("is judged by today, or by the day of a run that is still to come")
  func dayOfRun() {
    let today = AmsterdamDate.today()
    #expect(SignOff.day(ofRun: "2020-01-01") == today)
    #expect(SignOff.day(ofRun: today) == today)
    #expect(SignOff.day(ofRun: "9999-12-31") == "9999-12-31")
  }

  @Test("says why it allows what it allows")
  func reasons() throws {
    func sign(_ reason: String) throws {
      _ = try SignOff(of: definition()).sign(
        SignOff.Request(
          role: "FG", decidedBy: "Directeur", isPublished: true, date: "2026-11-24",
          validUntil: "2026-12-31", exceptions: [.uncompared: reason],
          notes: ["necessity": "Met minder kan het niet."]))
    }
    for reason in ["", " ", "-"] {
      #expect(diagnostics { try sign(reason) }.map(\.code) == [.usage])
    }
    try sign("Er \"was\" niets: # nog.")
    let read = try #require(try Assessment.read(of: definition()))
    #expect(read.reasons == [.uncompared: "Er \"was\" niets: # nog."])
    #expect(read.decidedBy == "Directeur" && read.notes.count == 1)
    #expect(read.signedAt?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
    // One that was edited so that a reason is gone.
    let path = "pipelines/t/assessment.yaml"
    let text = try String(contentsOfFile: folder.path + "/" + path, encoding: .utf8)
    try folder.write(
      path, text.replacing(#/  uncompared: .*\n/#, with: "").replacing("reasons:\n", with: ""))
    #expect(try problems() == [.assessmentInvalid])
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
          exceptions: isAllowed ? [.sourceOrder: "Een test."] : [:]))
      #expect(try problems(text) == (isAllowed ? [] : [.assessmentOutdated]))
    }
  }

  @Test(
    "is bound to what code lists hold, the dataset's own and those that all share",
    arguments: ["t/codes/wijk.csv", "codes/buurt.csv", "t/lijsten/plan.csv"])
  func codeLists(path: String) throws {
    try sign()
    try folder.write("pipelines/\(path)", "van,naar\n1,zuid\n")
    #expect(try problems() == [.assessmentOutdated])
    let other = try SignOff(of: definition()).problems(on: "2026-11-25")
    #expect(other.first?.summary.contains(".csv' changed") == true)
    try sign()
    #expect(try problems() == [])
    // A list that nothing is looked up in tells of nobody.
    try folder.write("pipelines/t/codes/nieuw.csv", "van,naar\n")
    #expect(try problems() == [])
  }

  @Test(
    "leaves to the steward what is not about persons",
    arguments: [
      (
        "{csv: {path: a.csv}}",
        "{csv: {path: '/srv/b*.csv', pick: newest, maxAge: P2D, encoding: windows-1252, dialect: {delimiter: ';'}}}"
      ),
      ("privacy: {k", "errors: {limit: 5}\nprivacy: {k"),
      ("privacy: {k", "allowEmpty: true\nprivacy: {k"),
      ("privacy: {k", "checks: [{rows: {minimum: 1}}]\nprivacy: {k"),
      ("privacy: {k", "primaryKey: [jaar]\nprivacy: {k"),
      ("privacy: {k", "uniqueKeys: [[jaar]]\nprivacy: {k"),
      ("privacy: {k", "publish: {distributions: [csv.gz, jsonl.gz]}\nprivacy: {k"),
      ("title: T,", "title: U, keyword: [k],"),
      ("{source: jaar,", "{source: jaar, title: Jaar, description: Het jaar.,"),
    ])
  func free(old: String, new: String) throws {
    #expect(Self.text.contains(old))
    try sign()
    #expect(try problems(Self.text.replacing(old, with: new)) == [])
  }

  @Test(
    "is bound to what is about persons",
    arguments: [
      ("{csv: {path: a.csv}}", "{json: {path: a.json}}"),
      ("minimum: 3,", "minimum: 2,"), ("limit: 50%", "limit: 60%"),
      ("privacy: {k", "privacy: {accept: [{field: jaar, detector: phone, reason: x}], k"),
      ("privacy: {k", "publish: {order: shuffled}\nprivacy: {k"),
      ("privacy: {k", "publish: {versions: 2}\nprivacy: {k"),
      ("privacy: {k", "missingValues: ['-']\nprivacy: {k"),
      ("privacy: {k", "fieldsMatch: superset\nprivacy: {k"),
      ("jaar, privacy: quasi", "jaar, privacy: sensitive"),
      ("treat: keep", "treat: {prefix: 3}"), ("{source: jaar,", "{source: jaar, name: j,"),
      ("{source: jaar,", "{source: jaar, type: integer,"), ("enum: [1, 2]", "enum: [1, 2, 3]"),
      ("codes/wijk.csv, from: van, to: naar", "codes/wijk.csv, from: naar, to: van"),
      (
        "      - {source: jaar,",
        "      - {source: x, privacy: none, treat: drop}\n      - {source: jaar,"
      ),
    ])
  func bound(old: String, new: String) throws {
    let (old, new) = (
      old.replacing("      - {", with: "  - {"), new.replacing("      - {", with: "  - {")
    )
    #expect(Self.text.contains(old))
    try sign()
    #expect(try problems(Self.text.replacing(old, with: new)) == [.assessmentOutdated])
  }

  @Test("is bound to the key of rows where a rounding depends on it")
  func roundingKey() throws {
    let text = """
      version: 1
      extract: {csv: {path: a.csv}}
      metadata: {title: T, description: D, theme: [ENVI]}
      fields:
        - {source: a, privacy: none, treat: keep}
        - {source: b, privacy: none, treat: keep}
        - {source: c, type: integer, privacy: sensitive, treat: {randomRound: 5}}
      privacy: {pseudonym: {key: k}}
      primaryKey: [a]
      """
    _ = try SignOff(of: definition(text)).sign(
      SignOff.Request(
        role: "FG", isPublished: true, date: "2026-11-24", validUntil: "2026-12-31"))
    #expect(try problems(text) == [])
    #expect(
      try problems(text.replacing("primaryKey: [a]", with: "primaryKey: [b]"))
        == [.assessmentOutdated])
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
