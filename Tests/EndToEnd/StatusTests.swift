// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// How it stands, at eight in the morning.
@Suite("Status")
struct StatusTests {
  private let work: Workdir

  init() throws {
    work = try Workdir(keys: ["nacht"])
    try work.dataset(
      "bomen", csv: "path: a.csv",
      fields: ["source: x, type: integer, privacy: none, treat: keep"])
    try frequency("DAILY")
    try work.write("pipelines/bomen/a.csv", "x\n1\n")
  }

  private func frequency(_ code: String) throws {
    let file = "pipelines/bomen/pipeline.yaml"
    let text = try work.text(file)
    try work.write(
      file, text.replacing("metadata: {", with: "metadata: {accrualPeriodicity: \(code), "))
  }

  private func status(
    _ day: String, _ more: String..., code: Int32, language: String = "en"
  ) async throws -> Outcome {
    let outcome = try await work.runUnsigned("status", "--date", day, "--language", language)
    #expect(outcome.code == code, "\(day): \(outcome.output)\(outcome.errors)")
    for line in outcome.output.split(separator: "\n") {
      #expect(line.count <= 80 || !line.contains(" "), "\(line.count): \(line)")
    }
    return outcome
  }

  private func run(on day: String, code: Int32 = 0) async throws {
    let outcome = try await work.run("run", "--date", day)
    #expect(outcome.code == code, "\(day): \(outcome.errors)")
  }

  @Test("never run is not good, and asking writes nothing")
  func never() async throws {
    let asked = try await status("2026-11-01", code: 1)
    #expect(asked.output.contains("UNKNOWN   No run was seen yet"))
    #expect(asked.output.contains("WRONG     bomen: never published"))
    #expect(!work.exists(".hergebruik") && !work.exists("catalog"))
    let dutch = try await status("2026-11-01", code: 1, language: "nl")
    #expect(dutch.output.contains("FOUT      bomen: nog nooit gepubliceerd"))
    #expect(dutch.output.contains("ONBEKEND  Er is nog geen run gezien"))
    // A dry run is no night.
    #expect(try await work.run("run", "--dry-run", "--date", "2026-11-01").code == 0)
    #expect(try await status("2026-11-01", code: 1).output.contains("UNKNOWN"))
    let elsewhere = try await work.runUnsigned("status", "--project", work.keys)
    #expect(elsewhere.code == 2 && elsewhere.errors.contains("[project-missing]"))
  }

  @Test("a good night is good until it is older than the frequency allows")
  func age() async throws {
    try await run(on: "2026-11-01")
    let good = try await status("2026-11-01", code: 0)
    #expect(good.output.contains("The dataset is in order."))
    #expect(good.output.contains("good      bomen: of today; should be daily"))
    // The same export was read again: the data are old, and right.
    try await run(on: "2026-11-08")
    #expect(try await status("2026-11-09", code: 0).output.contains("1 day old"))
    let late = try await status("2026-11-10", code: 1, language: "nl")
    #expect(late.output.contains("FOUT      bomen: 2 dagen oud; hoort dagelijks"))
    #expect(late.output.contains("te oud: al 2 dagen geen goede nacht, en 1 mag"))
    let silent = try await status("2026-11-11", code: 1)
    #expect(silent.output.contains("LOOK      No run for 3 days"))
    // What runs left is gone: then nothing is known, and the dataset is not called good.
    try work.remove(".hergebruik/nights.json")
    #expect(try await status("2026-11-08", code: 1).output.contains("no run seen yet"))
    try work.write(".hergebruik/nights.json", "{")
    #expect(try await status("2026-11-08", code: 1).output.contains("no run seen yet"))
    try await run(on: "2026-11-08")
    _ = try await status("2026-11-08", code: 0)
  }

  @Test("tells a refusal in a line with its remedy, since when and how often, without the value")
  func refusal() async throws {
    try await run(on: "2026-11-01")
    try work.write("pipelines/bomen/a.csv", "x\n1\ngeheim\n")
    try await run(on: "2026-11-02", code: 1)
    try await run(on: "2026-11-03", code: 1)
    let refused = try await status("2026-11-03", code: 1, language: "nl")
    let words = refused.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("laatste goede nacht: 1 november 2026 (2 dagen geleden)"))
    #expect(words.contains("geweigerd sinds 2 november 2026, 2 keer: "))
    #expect(words.contains(".hergebruik/runs/2026-11-03/bomen.validation.html"))
    #expect(work.exists(".hergebruik/runs/2026-11-03/bomen.validation.html"))
    for text in [refused.output, try work.text(".hergebruik/nights.json")] {
      #expect(!text.contains("geheim"))
    }
    let told = try await work.runUnsigned("status", "--date", "2026-11-03", "--json")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(told.outputBytes)) as? [String: Any])
    #expect(told.code == 1 && document["ok"] as? Bool == false)
    let dataset = try #require((document["datasets"] as? [[String: Any]])?.first)
    let refusal = try #require(dataset["refusal"] as? [String: Any])
    #expect(refusal["code"] as? String == "type-error" && refusal["nights"] as? Int == 2)
    #expect(refusal["since"] as? String == "2026-11-02" && refusal["isNow"] as? Bool == true)
    #expect(dataset["lastGood"] as? String == "2026-11-01" && dataset["ageDays"] as? Int == 2)

    try work.write("pipelines/bomen/a.csv", "x\n1\n2\n")
    #expect(try await work.run("run", "--date", "2026-11-04", "--accept-change").code == 0)
    #expect(
      try await status("2026-11-04", code: 0).output.contains("refused before, on 3 November"))
  }

  @Test("a run that does nothing at all, and files with mistakes and questions")
  func mistakes() async throws {
    try await run(on: "2026-11-01")
    let catalogue = try work.text("pipelines/catalog.yaml")
    try work.write("pipelines/catalog.yaml", catalogue + "onzin: 1\n")
    try await run(on: "2026-11-02", code: 2)
    let nothing = try await status("2026-11-02", code: 1)
    #expect(nothing.output.contains("The last run did nothing"), "\(nothing.output)")
    try work.write("pipelines/catalog.yaml", catalogue)
    let file = "pipelines/bomen/pipeline.yaml"
    try work.write(file, work.text(file).replacing("privacy: none", with: "privacy: ANSWER"))
    #expect(
      try await status("2026-11-02", code: 1).output.contains("1 question waits for an answer"))
  }

  @Test("signatures that end are told at 90, 30, 14 and 7 days, withdrawn datasets without alarm")
  func signature() async throws {
    try NightProject(in: work).addNacht()
    try work.remove("pipelines/bomen")
    let outcome = try await work.run("run", "--date", "2026-11-01")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let year = String(Workdir.lastDay.prefix(4))
    for (day, mark) in [("10-02", "good"), ("12-01", "LOOK"), ("12-17", "LOOK")] {
      let told = try await status("\(year)-\(day)", code: 0)
      #expect(told.output.contains("\(mark)      nacht"), "\(told.output)")
      #expect(told.output.contains("the signature holds"))
    }
    #expect(try await !status("\(year)-10-01", code: 0).output.contains("the signature holds"))
    #expect(try await status("\(year)-12-24", code: 1).output.contains("holds 7 more days"))
    let ended = try await status("\(Int(year)! + 1)-01-01", code: 1)
    #expect(ended.output.contains("Assessment Expired") || ended.output.contains("WRONG     nacht"))
    #expect(try await work.run("withdraw", "nacht", "--date", "2026-11-02").code == 0)
    let gone = try await status("\(Int(year)! + 1)-01-01", code: 0)
    #expect(gone.output.contains("gone      nacht: withdrawn on 2 November 2026"))
  }

  @Test("writes a file for Prometheus, whole, and keeps the exit code")
  func prometheus() async throws {
    try await run(on: "2026-11-01")
    let file = work.path + "/hergebruik.prom"
    for (day, ok) in [("2026-11-01", 1), ("2026-11-05", 0)] {
      let told = try await work.runUnsigned("status", "--date", day, "--prometheus", file)
      #expect(told.code == (ok == 1 ? 0 : 1))
      let text = String(decoding: try bytes(ofFile: file), as: UTF8.self)
      #expect(text.contains("\nhergebruik_ok \(ok)\n"))
      #expect(text.contains("\nhergebruik_dataset_ok{dataset=\"bomen\"} \(ok)\n"))
      #expect(text.contains("\nhergebruik_dataset_period_days{dataset=\"bomen\"} 1\n"))
      #expect(!text.contains("signature_days"))
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: work.path)
    #expect(!names.contains { $0.hasSuffix(".part") })
    let nowhere = try await work.runUnsigned("status", "--prometheus", work.path + "/x/y.prom")
    #expect(nowhere.code == 4)
  }

  @Test("many datasets in order stand by their names alone")
  func many() async throws {
    for number in 1...11 {
      let name = "set-\(number)"
      try work.dataset(name, csv: "path: a.csv", fields: ["source: x, privacy: none, treat: keep"])
      try work.write("pipelines/\(name)/a.csv", "x\n1\n")
    }
    try await run(on: "2026-11-01")
    let told = try await status("2026-11-01", code: 0)
    #expect(told.output.contains("good      12: bomen, set-1, set-10"), "\(told.output)")
    #expect(told.output.split(separator: "\n").count < 8)
  }
}
