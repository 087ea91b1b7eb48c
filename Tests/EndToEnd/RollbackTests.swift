// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikModel
import Testing

/// To know what was, and to go back.
@Suite("Rollback")
struct RollbackTests {
  private let work: Workdir

  init() throws {
    work = try Workdir(keys: ["nacht"])
    for name in ["bomen", "straten"] {
      try work.dataset(
        name, csv: "path: a.csv", fields: ["source: x, privacy: none, treat: keep"])
    }
    try write(1)
  }

  private func write(_ number: Int, to names: [String] = ["bomen", "straten"]) throws {
    for name in names { try work.write("pipelines/\(name)/a.csv", "x\n\(number)\n") }
  }

  private func run(_ more: String..., code: Int32 = 0) async throws -> Outcome {
    let outcome = try await work.runUnsigned(["run", "--accept-change"] + more)
    #expect(outcome.code == code, "\(outcome.errors)")
    return outcome
  }

  private func rollback(_ arguments: String..., code: Int32 = 0) async throws -> Outcome {
    let more = arguments.contains("--release") ? [] : ["--reason", "Verkeerde export."]
    let outcome = try await work.runUnsigned(["rollback", "--language", "en"] + arguments + more)
    #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
    return outcome
  }

  private var current: String {
    get throws {
      try FileManager.default.destinationOfSymbolicLink(atPath: work.file("catalog/current"))
        .replacing("generations/", with: "")
    }
  }

  @Test("does not bring back what is accepted no longer, or published no longer")
  func otherDefinition() async throws {
    let file = "pipelines/bomen/pipeline.yaml"
    let plain = try work.text(file)
    let addresses = (0..<60).map { "naam\($0)@example.nl\n" }.joined()
    try work.write("pipelines/bomen/a.csv", "x\n" + addresses)
    try work.write(
      file, plain + "\nprivacy: {accept: [{field: x, detector: email, reason: Functies.}]}\n")
    _ = try await run("--date", "2026-11-01")
    let first = try current
    try work.write(file, plain)
    try write(2)
    _ = try await run("--date", "2026-11-02")
    let back = try await rollback(first, code: 3)
    #expect(back.unwrappedErrors.contains("nobody accepts that today"), "\(back.errors)")
    #expect(try work.published("bomen") == [["x"], ["2"]])
    try work.write(file, plain.replacing("source: x,", with: "source: x, name: y,"))
    let other = try await rollback(first, code: 3)
    #expect(other.unwrappedErrors.contains("x is not published today"), "\(other.errors)")
  }

  @Test("goes back, stays there night after night, tells harvesters, and is released")
  func whole() async throws {
    _ = try await run("--date", "2026-11-01")
    let first = try current
    try write(2)
    _ = try await run("--date", "2026-11-02")
    let second = try current
    let back = try await rollback()
    #expect(back.output.contains("Back to \(first): bomen, straten"), "\(back.output)")
    let third = try current
    #expect(third != first && third != second)
    #expect(try work.published("bomen") == [["x"], ["1"]])
    let log = try work.text("catalog/current/datasets/bomen/changes.json")
    #expect(log.contains("\"backTo\": \"2026-11-01\""))
    let today = try #require(log.split(separator: "\"date\": \"").dropFirst().first?.prefix(10))
    #expect(
      try work.text("catalog/current/datasets/bomen/bomen.ttl").contains("dct:modified \"\(today)"))
    let feed = try work.text("catalog/current/datasets/bomen/feed.atom")
    #expect(feed.contains("terug naar de gegevens van 1 november 2026"))
    #expect(try work.text("catalog/current/feed.atom").contains("<updated>\(today)T"))

    try write(3)
    for _ in 1...2 {
      let night = try await run()
      #expect(night.errors.contains("[catalogue-held]") && night.errors.contains(first))
      #expect(night.errors.contains("Verkeerde export."))
      #expect(night.errors.contains("\n    hergebruik rollback --release\n"))
      #expect(night.output.contains("bomen: ready"))
      #expect(try current == third)
    }
    let status = try await work.runUnsigned("status", "--language", "en")
    #expect(status.output.contains("LOOK      The catalogue is held since"), "\(status.output)")
    // A dataset can be withdrawn all the same, and stays so.
    #expect(try await work.runUnsigned("withdraw", "straten").code == 0)
    _ = try await run()
    #expect(!work.exists("catalog/current/datasets/straten/straten.csv.gz"))

    let released = try await rollback("--release")
    #expect(released.output.contains("Released"))
    #expect(try await rollback("--release", code: 2).errors.contains("not held"))
    _ = try await run()
    #expect(try work.published("bomen") == [["x"], ["3"]])
  }

  @Test("history tells generations, refusals and holds, and writes nothing")
  func history() async throws {
    #expect(try await work.runUnsigned("history").output.contains("Nothing was published yet"))
    #expect(!work.exists(".hergebruik"))
    _ = try await run("--date", "2026-11-01")
    let first = try current
    try write(2, to: ["bomen"])
    _ = try await run("--date", "2026-11-02")
    try work.write("pipelines/bomen/a.csv", "y\n1\n")
    for day in 3...4 { _ = try await run("--date", "2026-11-0\(day)", code: 1) }
    let all = try await work.runUnsigned("history", "--language", "nl")
    #expect(
      all.output.contains(
        "\(try current)  (staat online): 2 datasets\n  bomen: andere gegevens, 1 rij\n"))
    #expect(all.output.contains("\(first): 2 datasets\n  bomen: gepubliceerd, 1 rij\n"))
    #expect(all.output.contains("hergebruik rollback \(first) --reason"))
    let one = try await work.runUnsigned("history", "bomen", "--language", "en")
    let words = one.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("2026-11-03 refused, 2 times, up to 2026-11-04: "), "\(one.output)")
    #expect(!one.output.contains("straten"))
    #expect(try await work.runUnsigned("history", "bomem").errors.contains("Did you mean 'bomen'"))
    _ = try await rollback(first)
    let held = try await work.runUnsigned("history", "bomen", "--json")
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(held.outputBytes)) as? [String: Any])
    #expect((document["held"] as? [String: Any])?["generation"] as? String == first)
    let entries = try #require(document["entries"] as? [[String: Any]])
    let changes = entries.compactMap {
      ($0["changes"] as? [[String: Any]])?.first?["what"] as? String
    }
    #expect(changes == ["back", "data", "kept"])
    #expect(entries.contains { $0["refused"] != nil })
  }

  @Test("refuses what is not there, and a reason that is none")
  func usage() async throws {
    #expect(try await work.runUnsigned("rollback", "--reason", "x").code == 2)
    _ = try await run()
    let first = try current
    for arguments in [
      ["rollback"], ["rollback", "--reason", " "], ["rollback", "--reason", "x", "--release"],
      ["rollback", "--reason", "x"], ["rollback", first, "--reason", "x"],
      ["rollback", "../..", "--reason", "x"], ["rollback", "2026-01-01T000000Z", "--reason", "x"],
    ] {
      #expect(try await work.runUnsigned(arguments).code == 2, "\(arguments)")
    }
    #expect(!work.exists("pipelines/decisions.yaml"))
    try write(2)
    _ = try await run()
    #expect(try await work.runUnsigned("rollback", "--reason", "a\u{7}b").code == 2)
    #expect(!work.exists("pipelines/decisions.yaml"))
    // What was decided and cannot be read closes the catalogue.
    try work.write("pipelines/decisions.yaml", "version: 1\nheld: true\n")
    try write(3)
    #expect(try await run(code: 3).errors.contains("[decisions-invalid]"))
    #expect(try work.published("bomen") == [["x"], ["2"]])
  }

  @Test(
    "does not bring back what was withdrawn, changed under a new signature, or nobody signs for")
  func privacy() async throws {
    let night = NightProject(in: work)
    try night.addNacht()
    try work.signOff()
    _ = try await run()
    let first = try current
    try night.write(
      Array(NightProject.rows.reversed()) + ["NR-70004;Jan Nieuwman;03-02-2026;14,25"])
    try write(2)
    _ = try await run()
    // The signature holds, and was there before both: all goes back.
    #expect(try await rollback().output.contains("bomen, nacht, straten"))
    #expect(try work.published("nacht").count == 4)
    _ = try await rollback("--release")
    try write(3)
    _ = try await run()
    #expect(try work.published("nacht").count == 5)

    // Signed anew: the data of before are not what was signed for.
    usleep(1_100_000)
    try work.signOff()
    #expect(try await work.runUnsigned("withdraw", "straten").code == 0)
    let refused = try await rollback(first, code: 3)
    #expect(
      refused.errors.contains("nacht does not go back")
        && refused.errors.contains("of before the signature"))
    #expect(refused.errors.contains("'straten' was withdrawn"))
    #expect(try work.published("nacht").count == 5)
    #expect(try work.published("bomen") == [["x"], ["1"]])
    #expect(!work.exists("catalog/current/datasets/straten/straten.csv.gz"))
    _ = try await rollback("--release")

    // Without a signature, and without a pipeline.
    for path in ["pipelines/nacht/assessment.yaml", "pipelines/nacht"] {
      try work.remove(path)
      #expect(try await rollback(first, code: 3).errors.contains("[assessment-missing]"))
      #expect(try !work.has("held:", in: "pipelines/decisions.yaml"))
    }
    #expect(try work.published("nacht").count == 5)
  }

  @Test("a damaged generation does not come back")
  func damaged() async throws {
    _ = try await run()
    let first = try current
    try write(2)
    _ = try await run()
    let file = "catalog/generations/\(first)/datasets/bomen/bomen.csv.gz"
    var bytes = try work.read(file)
    bytes[bytes.count - 9] ^= 1
    try work.remove(file)
    try work.write(file, bytes)
    let failed = try await rollback(first, code: 4)
    #expect(failed.errors.contains("bomen.csv.gz"))
    #expect(try work.published("bomen") == [["x"], ["2"]])
  }

  @Test("killed at any moment, the catalogue is whole, and the next run carries it out")
  func killed() async throws {
    _ = try await run()
    let first = try current
    try write(2)
    _ = try await run()
    for step in 0..<4 {
      let program = try RunningProgram(
        .init(
          executable: Repository.program,
          arguments: ["rollback", first, "--reason", "Verkeerd."], environment: work.environment,
          directory: work.project, input: nil))
      usleep(UInt32(step) * 50_000)
      program.signal(SIGKILL)
      _ = try await program.finish()
      let rows = try work.published("bomen")
      #expect(rows == [["x"], ["1"]] || rows == [["x"], ["2"]])
      let isDecided = try work.has("held:", in: "pipelines/decisions.yaml")
      #expect(isDecided || rows == [["x"], ["2"]])
      _ = try await run()
      #expect(try work.published("bomen") == [["x"], [isDecided ? "1" : "2"]])
      guard isDecided else { continue }
      _ = try await rollback("--release")
      try write(2)
      _ = try await run()
      #expect(try work.published("bomen") == [["x"], ["2"]])
    }
  }
}
