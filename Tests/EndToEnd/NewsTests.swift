// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// The mail of cron: what stays so is told once, and a bad night begins with what matters.
@Suite("News")
struct NewsTests {
  private let work: Workdir

  init() throws {
    work = try Workdir(keys: ["nacht"])
    for name in ["bomen", "straten", "wegen"] {
      try work.dataset(
        name, csv: "path: a.csv", fields: ["source: x, privacy: none, treat: keep"])
      try work.write("pipelines/\(name)/a.csv", "x\n1\n")
    }
  }

  private func quiet(_ more: String..., code: Int32 = 0) async throws -> String {
    let outcome = try await work.runUnsigned(["run", "--quiet"] + more)
    #expect(outcome.code == code && outcome.output.isEmpty, "\(outcome.errors)")
    return outcome.errors
  }

  @Test(
    "a withdrawn or orphaned dataset and a held catalogue are told once, and again after a change")
  func once() async throws {
    #expect(try await quiet() == "")
    try work.write("pipelines/wegen/a.csv", "x\n2\n")
    #expect(try await quiet("--accept-change") == "")
    #expect(try await work.runUnsigned("withdraw", "bomen").code == 0)
    try FileManager.default.moveItem(
      atPath: work.file("pipelines/straten"), toPath: work.path + "/straten")
    let first = try await quiet()
    #expect(first.contains("[dataset-withdrawn]") && first.contains("[dataset-orphaned]"))
    #expect(try await quiet() == "")
    // A run of another dataset, and a dry run, change nothing about what is known.
    #expect(try await quiet("wegen") == "")
    _ = try await work.runUnsigned("run", "--dry-run")
    #expect(try await quiet() == "")
    // Whoever looks sees them still.
    let seen = try await work.runUnsigned("run")
    #expect(seen.errors.contains("note: ") && seen.errors.contains("[dataset-orphaned]"))

    try FileManager.default.moveItem(
      atPath: work.path + "/straten", toPath: work.file("pipelines/straten"))
    #expect(try await quiet() == "")
    try work.remove("pipelines/straten")
    #expect(try await quiet().contains("[dataset-orphaned]"))
    let generation = try #require(try work.generations().first)
    #expect(try await work.runUnsigned("rollback", generation, "--reason", "Terug.").code == 0)
    #expect(try await quiet().contains("[catalogue-held]"))
    #expect(try await quiet() == "")
  }

  @Test("a bad night begins with what was refused, how the others went, and comes every night")
  func headline() async throws {
    _ = try await quiet()
    try work.write("pipelines/bomen/a.csv", "y\n1\n")
    for _ in 1...2 {
      let mail = try await quiet(code: 1)
      #expect(mail.hasPrefix("Refused: bomen. "), "\(mail)")
      #expect(mail.contains("The other 2 went well.") && mail.contains("hergebruik status"))
      #expect(mail.contains("[missing-label]"))
    }
    let dutch = try await work.run("run", "--quiet", environment: ["LANG": "nl_NL.UTF-8"])
    #expect(dutch.errors.hasPrefix("Geweigerd: bomen. "), "\(dutch.errors)")
    // Whoever looks has a line for each dataset instead; programs have the report.
    #expect(try await !work.runUnsigned("run").errors.contains("Refused:"))
    #expect(try await !work.runUnsigned("run", "--quiet", "--json").errors.contains("Refused:"))
    #expect(try await !work.runUnsigned("validate").errors.contains("Refused:"))
  }

  @Test("a signature that ends is told 90, 30, 14 and 7 days ahead, once each")
  func signature() async throws {
    try NightProject(in: work).addNacht()
    try work.signOff()
    let year = Workdir.lastDay.prefix(4)
    #expect(try await quiet("--date", "\(year)-10-01") == "")
    for day in ["10-02", "12-01", "12-17", "12-24"] {
      #expect(
        try await quiet("--date", "\(year)-\(day)").contains("[assessment-expired]"), "\(day)")
      let next = "\(day.dropLast())\((Int(day.suffix(1)) ?? 0) + 1)"
      #expect(try await quiet("--date", "\(year)-\(next)") == "", "\(next)")
    }
  }
}
