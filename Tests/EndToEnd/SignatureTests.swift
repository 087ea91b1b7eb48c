// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What an FG sees, says and leaves behind.
@Suite("Signature")
struct SignatureTests {
  @Test("judges a sign-off by the real day, whatever day the catalogue is called after")
  func realDay() async throws {
    let work = try Workdir(keys: ["sleutel"], isSigned: false)
    try GateTests.define(work)
    try GateTests.export(work, GateTests.good)
    try work.signOff()
    #expect(try await work.run("run", "--date", "2026-01-01").code == 0)
    let file = "pipelines/klanten/assessment.yaml"
    let text = try work.text(file)
    func dated(_ first: String, _ last: String) -> String {
      text.replacing(/\ndate: "[0-9-]+"/, with: "\ndate: \"\(first)\"")
        .replacing("validUntil: \"\(Workdir.lastDay)\"", with: "validUntil: \"\(last)\"")
    }
    for (first, last, day, code) in [
      ("2026-01-01", "2026-10-31", "2026-10-31", "assessment-expired"),
      ("2026-01-01", "2026-10-31", "2026-11-01", "assessment-expired"),
      (Workdir.lastDay, Workdir.lastDay, "2026-10-31", "assessment-invalid"),
    ] {
      try work.write(file, dated(first, last))
      let night = try await work.run("run", "--date", day)
      #expect(night.code == 3 && night.errors.contains("[\(code)]"), "\(day) \(night.errors)")
    }
    // From its first day on, also where that is still to come by the clock.
    try work.write(file, dated(Workdir.lastDay, Workdir.lastDay))
    #expect(try await work.run("run", "--date", Workdir.lastDay).code == 0)
  }

  @Test("shows what is signed for first, and takes no other day than today")
  func signing() async throws {
    let work = try Workdir(keys: ["sleutel"], isSigned: false)
    try GateTests.define(work)
    try GateTests.export(work, GateTests.good)
    let sign = [
      "sign-off", "klanten", "--role", "FG", "--decided-by", "Directeur Burgerzaken", "--decision",
      "publish", "--valid-until", Workdir.lastDay, "--purpose", "Inzicht.",
    ]
    for day in ["2026-01-01", Workdir.lastDay] {
      let refused = try await work.run(sign + ["--date", day])
      #expect(refused.code == 2 && refused.errors.contains("on which it is given"))
    }
    for more in [["--allow-without-k"], ["--allow-without-k", "--reason", "without-k= -"]] {
      let refused = try await work.run(sign + more)
      #expect(refused.code == 2 && refused.errors.contains("has no reason"), "\(refused.errors)")
    }
    #expect(
      try await work.run(sign + ["--reason", "without-k=Toch."]).errors
        .contains("is not allowed here"))
    #expect(!work.exists("pipelines/klanten/assessment.yaml"))
    let reasons = [
      "--allow-without-k", "--reason", "without-k=Het zijn openbare besluiten.",
      "--allow-source-order", "--reason", "source-order=De volgorde is willekeurig.",
      "--allow-uncompared", "--reason", "uncompared=Er is niets voor.",
    ]
    let first = try await work.run(sign + reasons)
    #expect(first.code == 0, "\(first.errors)")
    for text in [
      "what is signed for", "  published:", "  left out:", "exception without-k: Het zijn openbare",
      "no run has made a report yet", "not filled in, and said so in the report: --legal-basis",
      "Directeur Burgerzaken decided, and FG signed, that it may be published",
    ] {
      #expect(first.output.contains(text), "\(text): \(first.output)")
    }
    #expect(!first.output.contains("--purpose") && !first.output.contains("--decided-by"))
    #expect(try await work.run("run", "--date", "2026-11-23").code == 0)
    let again = try await work.run(sign + reasons)
    #expect(again.output.contains("figures of the report of 2026-11-23: "), "\(again.output)")
    let page = try work.text(".hergebruik/runs/2026-11-23/klanten.html")
    for text in [
      "Directeur Burgerzaken", "Het zijn openbare besluiten.", "Inzicht.", "niet ingevuld",
      "Waar iemand bezwaar kan maken", "uur UTC",
    ] {
      #expect(page.contains(text), "\(text)")
    }
    try await work.checkReport(".hergebruik/runs/2026-11-23/klanten.json")
  }

  @Test(
    "needs a seal where the catalogue lists who may give one",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/ssh-keygen"),
      "tool: openssh-client"))
  func seal() async throws {
    let work = try Workdir(keys: ["sleutel"], isSigned: false)
    try GateTests.define(work)
    try GateTests.export(work, GateTests.good)
    func keygen(_ arguments: String...) async throws {
      let made = try await work.run(tool: "/usr/bin/ssh-keygen", ["-q"] + arguments)
      #expect(made.code == 0, "\(made.errors)")
    }
    for name in ["fg", "ander"] {
      try await keygen("-t", "ed25519", "-N", "", "-f", "\(work.path)/\(name)")
    }
    let line = try String(contentsOfFile: work.path + "/fg.pub", encoding: .utf8)
    try work.write(
      "pipelines/catalog.yaml",
      Workdir.catalogue
        + "privacy: {signers: [\"\(line.trimmingCharacters(in: .whitespacesAndNewlines))\"]}\n")
    let file = "pipelines/klanten/assessment.yaml"
    func sign(by name: String) async throws {
      if work.exists(file + ".sig") { try work.remove(file + ".sig") }
      try await keygen(
        "-Y", "sign", "-f", "\(work.path)/\(name)", "-n", "hergebruik-sign-off", work.file(file))
    }
    func refusal() async throws -> String {
      let night = try await work.run("run", "--date", "2026-11-23")
      #expect(night.code == 3 && night.errors.contains("[assessment-invalid]"), "\(night.errors)")
      return night.unwrappedErrors
    }
    let signed = try await work.run(
      "sign-off", "klanten", "--role", "FG", "--decision", "publish", "--valid-until",
      Workdir.lastDay, "--allow-without-k", "--reason", "without-k=Een test.",
      "--allow-uncompared", "--reason", "uncompared=Een test.")
    #expect(signed.code == 0 && signed.errors.contains("ssh-keygen -Y sign"), "\(signed.errors)")
    #expect(try await refusal().contains("has no seal"))
    try await sign(by: "ander")
    #expect(try await refusal().contains("who may not seal it"))
    try await sign(by: "fg")
    #expect(try await work.run("run", "--date", "2026-11-23").code == 0)
    // An exception that was added by hand, and that alone.
    let text = try work.text(file)
    try work.write(
      file,
      text.replacing("[without-k,", with: "[source-order, without-k,")
        .replacing("reasons:\n", with: "reasons:\n  source-order: \"Zo maar.\"\n"))
    #expect(try await refusal().contains("is of another text"))
    try work.write(file, text)
    #expect(try await work.run("run", "--date", "2026-11-24").code == 0)
    // Who signs again needs a new seal.
    try work.signOff()
    #expect(!work.exists(file + ".sig"))
    #expect(try await refusal().contains("has no seal"))
    try work.write(
      "pipelines/catalog.yaml", Workdir.catalogue + "privacy: {signers: [\"ssh-rsa AAAA\"]}\n")
    let wrong = try await work.run("run")
    #expect(wrong.code == 2 && wrong.errors.contains("signers"), "\(wrong.errors)")
  }

  @Test("keeps each report of a day")
  func reports() async throws {
    let work = try Workdir(keys: ["sleutel"])
    try GateTests.define(work)
    try GateTests.export(work, GateTests.good)
    let folder = ".hergebruik/runs/2026-11-23"
    for run in 1...2 {
      #expect(try await work.run("run", "--date", "2026-11-23").code == 0)
      let names = try FileManager.default.contentsOfDirectory(atPath: work.file(folder))
      for (stem, ending) in [
        ("klanten", "json"), ("klanten", "html"), ("klanten.validation", "json"),
        ("klanten.validation", "html"),
      ] {
        let kept = try names.filter { name in
          try name.hasPrefix(stem + ".")
            && /[0-9]{6}Z(-[0-9]+)?\.[a-z]+/.wholeMatch(in: name.dropFirst(stem.count + 1)) != nil
            && name.hasSuffix("." + ending)
        }
        #expect(kept.count == run, "\(names)")
        let last = try work.read("\(folder)/\(stem).\(ending)")
        #expect(try kept.contains { try work.read("\(folder)/\($0)") == last })
        for name in kept { #expect(try work.mode("\(folder)/\(name)") == 0o600) }
      }
    }
  }
}
