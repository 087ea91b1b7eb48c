// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// `-v` and `--log-format` of the real program.
@Suite("The log")
struct LogTests {
  /// The events of a log in JSON; each line must be one.
  private func events(_ outcome: Outcome) throws -> [[String: Any]] {
    try outcome.errors.split(separator: "\n").map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
  }

  private func named(_ name: String, _ events: [[String: Any]]) -> [[String: Any]] {
    events.filter { $0["event"] as? String == name }
  }

  /// Every cell of every column of the samples that no figure of a log can be by chance: those with a letter in them.
  private func cells() async throws -> Set<String> {
    var cells: Set<String> = []
    for name in SampleTests.names {
      let folder = Repository.root + "/pipelines/\(name)/example"
      for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
        // Both character sets at once: what is wrong in one is no cell that anything could tell.
        let bytes = try bytes(ofFile: "\(folder)/\(file)")
        for text in [
          String(decoding: bytes, as: UTF8.self),
          String(bytes: bytes, encoding: .isoLatin1) ?? "",
        ] {
          for cell in text.split(whereSeparator: { ";\n\r\"|\t".contains($0) }) {
            cells.insert(String(cell))
          }
        }
      }
    }
    return cells.filter { $0.contains(where: \.isLetter) }
  }

  @Test("has no cell of the samples, and is JSON, at its most verbose")
  func samples() async throws {
    let work = try SampleTests.work()
    let cells = try await cells()
    // What the program calls by the same words: datasets, files, columns.
    let words = ["parkeervergunningen", "bomen", "meldingen", "subsidieregister"]
    let search = LeakSearch(cells.filter { cell in !words.contains { $0.hasPrefix(cell) } })
    #expect(search.count > 1000)
    for command in ["check", "validate", "run", "diff"] {
      let outcome = try await work.run(command, "-vv", "--log-format", "json")
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(search.occurrences(in: outcome.errorBytes) == 0, "\(command)")
      let events = try events(outcome)
      #expect(events.first?["event"] as? String == "command began")
      #expect(events.last?["event"] as? String == "command ended")
      #expect(events.last?["exitCode"] as? Int == 0)
      #expect(events.allSatisfy { $0["time"] is String && $0["level"] is String })
      guard command == "run" else { continue }
      let ended = named("stage ended", events)
      for name in SampleTests.names {
        let stages = ended.filter { $0["dataset"] as? String == name }
        #expect(
          stages.compactMap { $0["stage"] as? String }.starts(with: ["definition", "open"]))
        #expect(stages.last?["stage"] as? String == "report")
        #expect(stages.allSatisfy { $0["seconds"] is Double && $0["peakMemory"] is Int })
        let dataset = named("dataset ended", events).first { $0["dataset"] as? String == name }
        #expect((dataset?["rows"] as? Int ?? 0) > 0 && dataset?["errors"] as? Int == 0)
        let settled = named("dataset settled", events).first { $0["dataset"] as? String == name }
        #expect(settled?["status"] as? String == "published")
      }
      let workers = named("worker began", events).compactMap { $0["worker"] as? Int }
      #expect(!workers.isEmpty)
      #expect(
        Set(workers) == Set(named("worker ended", events).compactMap { $0["worker"] as? Int }))
      #expect(named("generation published", events).count == 1)
      #expect(
        named("phase began", events).compactMap { $0["phase"] as? String }
          == ["definitions", "pages", "publish", "settle"])
    }
  }

  @Test("is not there where nobody asks, and for people stands beside the problems")
  func forms() async throws {
    let work = try Workdir()
    try work.dataset(
      "peer", csv: "path: export.csv", fields: ["source: a, privacy: none, treat: keep"])
    try work.write("pipelines/peer/export.csv", "a\nx\n")
    let silent = try await work.run("run", "--quiet")
    #expect((silent.code, silent.output, silent.errors) == (0, "", ""))
    let told = try await work.run("run", "-v")
    #expect(told.code == 0)
    #expect(told.errors.contains(" info stage ended dataset=peer "))
    #expect(!told.errors.contains("stage began"))
    #expect(try await work.run("run", "-vv").errors.contains(" debug stage began dataset=peer "))
    try work.write("pipelines/peer/export.csv", "b\nx\n")
    let wrong = try await work.run("run", "-v")
    #expect(wrong.code != 0 && wrong.errors.contains(" info command ended command=run exitCode="))
    #expect(wrong.errors.contains("error: ") && !wrong.errors.contains(" problem "))
  }

  @Test("tells a problem by its code and place, and never by a cell")
  func problems() async throws {
    let work = try Workdir()
    try work.dataset(
      "peer", csv: "path: export.csv",
      fields: ["source: a, type: integer, privacy: none, treat: keep"])
    try work.write("pipelines/peer/export.csv", "a\n1\nGeheimstra\n")
    let outcome = try await work.run("run", "-vv", "--log-format", "json")
    #expect(outcome.code == 1)
    #expect(!outcome.errors.contains("Geheimstra"))
    let events = try events(outcome)
    let problem = named("problem", events).first { $0["code"] as? String == "type-error" }
    #expect(problem?["dataset"] as? String == "peer")
    #expect(problem?["row"] as? Int == 2)
    #expect(problem?["summary"] == nil)
    #expect(events.last?["exitCode"] as? Int == 1)
    // What ends a command before any dataset is told in the same form.
    try work.remove("pipelines")
    let failed = try await work.run("run", "--log-format", "json")
    #expect(failed.code == 2)
    let told = try self.events(failed)
    #expect(named("problem", told).contains { ($0["summary"] as? String)?.isEmpty == false })
  }

  @Test("tells of a worker that did not come back")
  func lost() async throws {
    let work = try Workdir()
    try work.dataset(
      "fout", extract: "drill: {path: export.csv, way: trap}",
      fields: ["source: a, privacy: none, treat: keep"])
    try work.write("pipelines/fout/export.csv", "a\nGeheimstra\n")
    let outcome = try await work.run(
      tool: Repository.products + "/hergebruik-drill", ["run", "-vv", "--log-format", "json"])
    #expect(outcome.code == 4 && !outcome.errors.contains("Geheimstra"))
    let events = try events(outcome)
    #expect(named("dataset lost", events).first?["dataset"] as? String == "fout")
    #expect(named("worker ended", events).contains { $0["signal"] is Int })
  }

  @Test("has every event of the source in its documentation")
  func documentation() throws {
    let page = String(decoding: try bytes(ofFile: Repository.root + "/docs/logs.md"), as: UTF8.self)
    var events: Set<String> = []
    for file in ["Setting/RunLog", "Worker/RunLog+Worker", "Worker/DatasetLog"] {
      let source = String(
        decoding: try bytes(ofFile: Repository.root + "/Sources/Pipeline/Run/\(file).swift"),
        as: UTF8.self)
      for match in source.matches(of: /tell\([^"]{1,60}?"([a-z ]+)"/) {
        events.insert(String(match.1))
      }
    }
    #expect(events.count >= 13, "\(events.sorted())")
    for event in events { #expect(page.contains("| `\(event)`"), "\(event)") }
  }
}
