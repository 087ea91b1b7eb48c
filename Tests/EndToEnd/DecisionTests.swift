// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// Decisions that no loss of the catalogue undoes.
@Suite("Decisions")
struct DecisionTests {
  private let work: Workdir

  init() throws {
    work = try Workdir()
    for name in ["bomen", "straten"] {
      try work.dataset(
        name, csv: "path: a.csv", fields: ["source: x, privacy: none, treat: keep"])
      try work.write("pipelines/\(name)/a.csv", "x\n1\n")
    }
  }

  private func run(on day: String, _ more: [String] = [], code: Int32 = 0) async throws -> Outcome {
    let outcome = try await work.run(["run", "--date", day] + more)
    #expect(outcome.code == code, "\(day): \(outcome.errors)")
    return outcome
  }

  private func withdraw(_ arguments: String..., code: Int32 = 0) async throws -> Outcome {
    let outcome = try await work.run(["withdraw"] + arguments)
    #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
    return outcome
  }

  private func hasData(_ name: String) -> Bool {
    work.exists("catalog/current/datasets/\(name)/\(name).csv.gz")
  }

  @Test("keeps a withdrawn dataset away when the catalogue is lost, and the first days with it")
  func lost() async throws {
    _ = try await run(on: "2026-11-01")
    let file = "pipelines/bomen/decisions.yaml"
    #expect(try work.text(file).contains("issued: \"2026-11-01\""))
    _ = try await withdraw("bomen", "--reason", "Een \"lek\".", "--date", "2026-11-02")
    #expect(try work.text(file).contains("nl: \"Een \\\"lek\\\".\""))

    try work.remove("catalog/current")
    let refused = try await run(on: "2026-11-03", code: 4)
    #expect(refused.errors.contains("ln -sfn 'generations/"))
    #expect(!work.isPublished)
    for command in [["validate"], ["preview", "--export", "x"], ["diff"]] {
      #expect(try await work.run(command).code == 4, "\(command)")
    }

    try work.remove("catalog")
    let night = try await run(on: "2026-11-04")
    #expect(night.output.contains("bomen: withdrawn"))
    #expect(!hasData("bomen") && hasData("straten"))
    let page = try work.text("catalog/current/datasets/bomen/index.html")
    #expect(page.contains("2 november 2026") && page.contains("Een &quot;lek&quot;."))
    let manifest = try work.text("catalog/current/generation.json")
    #expect(!manifest.contains("\"issued\":\"2026-11-04\""))
    #expect(manifest.contains("\"issued\": \"2026-11-01\""))

    _ = try await withdraw("bomen", "--undo")
    #expect(try !work.text(file).contains("withdrawn"))
    _ = try await run(on: "2026-11-05")
    #expect(hasData("bomen"))
  }

  @Test("writes down what only the catalogue knows")
  func migration() async throws {
    _ = try await run(on: "2026-11-01")
    _ = try await withdraw("bomen", "--date", "2026-11-02")
    for name in ["bomen", "straten"] { try work.remove("pipelines/\(name)/decisions.yaml") }
    let night = try await run(on: "2026-11-03")
    #expect(night.output.contains("bomen: withdrawn") && !hasData("bomen"))
    let text = try work.text("pipelines/bomen/decisions.yaml")
    #expect(text.contains("issued: \"2026-11-01\"") && text.contains("date: \"2026-11-02\""))
    #expect(try work.mode("pipelines/bomen/decisions.yaml") == 0o644)
    #expect(try !work.text("pipelines/straten/decisions.yaml").contains("withdrawn"))
    // A line that is gone may have been lost: it undoes nothing.
    try work.write("pipelines/bomen/decisions.yaml", "version: 1\n")
    #expect(try await run(on: "2026-11-04").output.contains("bomen: withdrawn"))
    #expect(try work.text("pipelines/bomen/decisions.yaml").contains("withdrawn"))
  }

  @Test("takes away what was withdrawn by hand, also of datasets that were not asked for")
  func byHand() async throws {
    _ = try await run(on: "2026-11-01")
    let withdrawn = "version: 1\nwithdrawn: {date: 2026-11-02, reason: Op verzoek.}\n"
    try work.write("pipelines/bomen/decisions.yaml", withdrawn)
    let preview = try await work.run("preview", "--export", "voorbeeld")
    #expect(preview.code == 0, "\(preview.errors)")
    #expect(!work.exists("voorbeeld/datasets/bomen/bomen.csv.gz"))
    #expect(try work.text("voorbeeld/_preview/index.html").contains("withdraw bomen --undo"))
    #expect(hasData("bomen"))
    _ = try await run(on: "2026-11-02", ["straten"])
    #expect(!hasData("bomen") && hasData("straten"))
    #expect(
      try work.text("catalog/current/datasets/bomen/index.html").contains("Op verzoek."))
    _ = try await withdraw("bomen", "--undo")
    _ = try await run(on: "2026-11-03")
    #expect(hasData("bomen"))
  }

  @Test(
    "publishes nothing of a dataset whose decisions are damaged, and all others",
    arguments: [
      "", "version: 2\n", "version: 1\nwithdrawn:\n", "version: 1\nwithdrawn: true\n",
      "version: 1\nwithdrawn: {}\n", "version: 1\nwithdrawn: {date: gisteren}\n",
      "version: 1\nwithdrwan: {date: 2026-11-02}\n", "version: 1\nissued: 2026-02-30\n", "{",
      "version: 1\nversion: 1\n", "\u{0}",
    ])
  func damaged(text: String) async throws {
    try work.write("pipelines/bomen/decisions.yaml", text)
    let checked = try await work.run("check")
    #expect(
      checked.code == 3 && checked.errors.contains("[decisions-invalid]"), "\(checked.errors)")
    let night = try await run(on: "2026-11-01", code: 3)
    #expect(night.errors.contains("pipelines/bomen/decisions.yaml"))
    #expect(!hasData("bomen") && hasData("straten"))
    #expect(try work.text("pipelines/bomen/decisions.yaml") == text)
    #expect(try await work.run("withdraw", "bomen", "--undo").code == 3)
  }

  @Test("takes data away although the decisions are damaged")
  func damagedAndUrgent() async throws {
    _ = try await run(on: "2026-11-01")
    try work.write("pipelines/bomen/decisions.yaml", "{")
    _ = try await withdraw("bomen", "--date", "2026-11-02")
    #expect(!hasData("bomen"))
    let text = try work.text("pipelines/bomen/decisions.yaml")
    #expect(text.contains("issued: \"2026-11-01\"") && text.contains("date: \"2026-11-02\""))
  }

  @Test("withdraws a dataset whose folder is gone, without a word each night")
  func orphan() async throws {
    _ = try await run(on: "2026-11-01")
    try work.remove("pipelines/bomen")
    let night = try await run(on: "2026-11-02")
    #expect(night.errors.contains("[dataset-orphaned]"))
    #expect(night.errors.contains("\n    hergebruik withdraw bomen\n"))
    _ = try await withdraw("bomen", "--date", "2026-11-03")
    #expect(!hasData("bomen"))
    let quiet = try await run(on: "2026-11-04", ["--quiet"])
    #expect(quiet.errors.isEmpty && quiet.output.isEmpty, "\(quiet.errors)")
  }

  @Test("decides while a run is under way, which takes the data away itself")
  func duringARun() async throws {
    _ = try await run(on: "2026-11-01")
    try work.dataset(
      "straten", csv: "command: {run: [sh, wacht.sh]}",
      fields: ["source: x, privacy: none, treat: keep"])
    try work.write(
      "pipelines/straten/wacht.sh",
      "echo x; echo 2; touch ../../begonnen; while [ ! -e ../../verder ]; do sleep 0.1; done\n")
    let night = try work.start(["run", "--date", "2026-11-02"])
    try await night.wait { work.exists("begonnen") }
    let gone = try work.start(["withdraw", "bomen", "--date", "2026-11-02"])
    try await gone.wait { try work.text("pipelines/bomen/decisions.yaml").contains("withdrawn") }
    #expect(!gone.hasEnded && hasData("bomen"))
    // Nobody waits any longer: the run does it alone.
    gone.signal(SIGKILL)
    _ = try await gone.finish()
    try work.write("verder", "")
    let outcome = try await night.finish()
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(!hasData("bomen"))
    #expect(try work.published("straten") == [["x"], ["2"]])
  }

  @Test("refuses a reason that no page can show, and decides nothing")
  func reason() async throws {
    _ = try await run(on: "2026-11-01")
    let before = try work.text("pipelines/bomen/decisions.yaml")
    let refused = try await withdraw("bomen", "--reason", "a\u{7}b", code: 2)
    #expect(refused.errors.contains("U+0007"))
    #expect(try work.text("pipelines/bomen/decisions.yaml") == before && hasData("bomen"))
    for name in ["../bomen", "BOMEN", ""] {
      #expect(try await work.run("withdraw", name).code == 2, "\(name)")
    }
  }

  @Test("does not publish a lower version than it did, also after a loss")
  func version() async throws {
    let file = "pipelines/bomen/pipeline.yaml"
    let text = try work.text(file)
    try work.write(file, text.replacing("metadata: {", with: "metadata: {version: 2, "))
    _ = try await run(on: "2026-11-01")
    try work.remove("catalog")
    try work.write(file, text)
    let night = try await run(on: "2026-11-02", code: 1)
    #expect(night.errors.contains("[schema-breaking]") && night.errors.contains("version: 2"))
    #expect(!hasData("bomen") && hasData("straten"))
  }

  @Test("compares nothing with data that were withdrawn")
  func withdrawnVersions() async throws {
    let file = "pipelines/bomen/pipeline.yaml"
    try work.write(file, work.text(file) + "publish: {versions: 3}\n")
    _ = try await run(on: "2026-11-01")
    try work.write("pipelines/bomen/a.csv", "x\n2\n")
    _ = try await run(on: "2026-11-02", ["--accept-change"])
    _ = try await withdraw("bomen", "--date", "2026-11-03")
    #expect(!work.exists("catalog/current/datasets/bomen/versions"))
    _ = try await withdraw("bomen", "--undo", "--date", "2026-11-03")
    let night = try await run(on: "2026-11-04")
    #expect(night.errors.isEmpty, "\(night.errors)")
    #expect(hasData("bomen"))
  }

  @Test("tells of a day before the last release, and of no change before the first day")
  func dayBefore() async throws {
    _ = try await run(on: "2026-11-10")
    try work.write("pipelines/bomen/a.csv", "x\n2\n")
    let night = try await run(on: "2024-02-29", ["--accept-change"])
    #expect(night.errors.contains("[date-before-release]"))
    let manifest = try work.text("catalog/current/generation.json")
    #expect(!manifest.contains("\"modified\":\"2024-02-29\""))
  }
}
