// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What a newer program wrote is refused, whole, with the way out, and stays as it is.
@Suite("Files of a newer program")
struct NewerFormatTests {
  private let work: Workdir

  init() throws {
    work = try Workdir(isSigned: false)
    try work.dataset(
      "klanten", csv: "path: a.csv",
      fields: [
        "source: naam, privacy: direct, treat: drop",
        "source: zone, name: zone, privacy: none, treat: keep",
      ])
    try work.write("pipelines/klanten/a.csv", "naam,zone\nA. Test,Noord\nB. Test,Zuid\n")
  }

  private func signOff() async throws -> Outcome {
    try await work.run(
      "sign-off", "klanten", "--role", "FG", "--decision", "publish", "--valid-until",
      Workdir.lastDay)
  }

  /// Publishes a first time.
  private func publish() async throws {
    let signed = try await signOff()
    #expect(signed.code == 0, "\(signed.errors)")
    let night = try await work.run("run", "--date", "2026-11-01")
    #expect(night.code == 0, "\(night.errors)")
  }

  @Test(
    "in YAML",
    arguments: [
      ("klanten/pipeline.yaml", "invalid-value", 2), ("catalog.yaml", "invalid-value", 2),
      ("klanten/assessment.yaml", "assessment-invalid", 3),
      ("klanten/decisions.yaml", "decisions-invalid", 3),
    ] as [(String, String, Int32)])
  func yaml(name: String, code: String, exit: Int32) async throws {
    try await publish()
    let file = "pipelines/\(name)"
    let number = name.hasSuffix("assessment.yaml") ? 2 : 1
    let text =
      try work.text(file).replacing("version: \(number)\n", with: "version: \(number + 1)\n")
      + "later: {this: too}\n"
    try work.write(file, text)
    try work.write("pipelines/klanten/a.csv", "naam,zone\nA. Test,Oost\nB. Test,Zuid\n")
    let before = try work.tree()
    let night = try await work.run("run", "--date", "2026-11-02", "--accept-change")
    #expect(night.code == exit && night.errors.contains("[\(code)]"), "\(night.errors)")
    let words = night.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("the file has format \(number + 1), and this program"), "\(words)")
    #expect(words.contains("reads formats up to \(number)"), "\(words)")
    #expect(words.contains("install that version"), "\(words)")
    // Of the rest nothing is guessed.
    #expect(!words.contains("later"), "\(words)")
    #expect(try work.text(file) == text)
    let after = try work.tree()
    let path = "datasets/klanten/klanten.csv.gz"
    #expect(before[path] != nil && after[path] == before[path])
  }

  @Test("a sign-off is not written over")
  func signed() async throws {
    try await publish()
    let file = "pipelines/klanten/assessment.yaml"
    let text = try work.text(file).replacing("version: 2\n", with: "version: 3\n")
    try work.write(file, text)
    let signed = try await signOff()
    #expect(signed.code == 3 && signed.errors.contains("[assessment-invalid]"), "\(signed.errors)")
    #expect(try work.text(file) == text)
    // One that is damaged is.
    try work.write(file, "version: 1\nrole: FG\n")
    #expect(try await self.signOff().code == 0)
  }

  @Test(
    "a catalogue",
    arguments: [
      // Of a form that nobody knows yet, and of one that looks the same.
      "{\"version\": 2, \"toolVersion\": \"9.8.7\", \"sets\": []}\n", nil,
    ])
  func catalogue(text: String?) async throws {
    try await publish()
    let old = try #require(try work.generations().first)
    let new = "catalog/generations/2999-01-01T000000Z"
    try work.copy(work.file("catalog/generations/\(old)"), to: new)
    let manifest = new + "/generation.json"
    let same = try work.text(manifest).replacing("\"version\": 1\n", with: "\"version\": 2\n")
    try work.write(manifest, text ?? same)
    try work.remove("catalog/current")
    try FileManager.default.createSymbolicLink(
      atPath: work.file("catalog/current"), withDestinationPath: "generations/2999-01-01T000000Z")
    let before = try work.tree("catalog")
    for command in [["run", "--date", "2026-11-02"], ["diff"], ["withdraw", "klanten"]] {
      let outcome = try await work.run(command)
      let words = outcome.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(outcome.code == 4 && words.contains("[input-output]"), "\(command): \(words)")
      #expect(
        words.contains("it has format 2, of version \(text == nil ? "0." : "9.8.7")"), "\(words)")
      #expect(words.contains("run that version, or a newer one"), "\(words)")
      #expect(words.contains("ln -sfn 'generations/\(old)'"), "\(words)")
    }
    #expect(differences(before, try work.tree("catalog")).isEmpty)
    // The way back that it names is one.
    try work.remove("catalog/current")
    try FileManager.default.createSymbolicLink(
      atPath: work.file("catalog/current"), withDestinationPath: "generations/\(old)")
    #expect(try await work.run("run", "--date", "2026-11-03").code == 0)
  }
}
