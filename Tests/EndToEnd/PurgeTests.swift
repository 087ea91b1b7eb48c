// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// Removes data for good: no byte of them is left below `catalog` and `.hergebruik`.
@Suite("Purge")
struct PurgeTests {
  private static let planted = "PLANT-Wietske-70001"
  private let work: Workdir

  init() throws {
    work = try Workdir()
    for name in ["bomen", "straten"] {
      try work.dataset(
        name, csv: "path: a.csv",
        fields: [
          "source: x, privacy: none, treat: keep",
          "source: n, type: integer, privacy: none, treat: keep",
        ], more: "publish: {versions: 5}\nerrors: {limit: 5}")
      try write(["\(name)-1,1", "\(name)-2,2"], to: name)
    }
  }

  private func write(_ rows: [String], to name: String = "bomen") throws {
    try work.write("pipelines/\(name)/a.csv", (["x,n"] + rows).map { $0 + "\n" }.joined())
  }

  private func run(_ more: String..., code: Int32 = 0) async throws -> Outcome {
    let outcome = try await work.runUnsigned(["run", "--accept-change"] + more)
    #expect(outcome.code == code, "\(outcome.errors)")
    return outcome
  }

  private func purge(_ what: String, code: Int32 = 0) async throws -> Outcome {
    let outcome = try await work.runUnsigned(
      "purge", what, "--reason", "Er stonden namen in.", "--language", "en")
    #expect(outcome.code == code, "\(what): \(outcome.errors)")
    return outcome
  }

  private var current: String {
    get throws {
      try FileManager.default.destinationOfSymbolicLink(atPath: work.file("catalog/current"))
        .replacing("generations/", with: "")
    }
  }

  /// The files below `catalog` and `.hergebruik` that have the planted value in a byte or in their name, unpacked too.
  private func found() throws -> [String] {
    var places: [String] = []
    let sought = Data(Self.planted.utf8)
    for root in ["catalog", ".hergebruik"] {
      for path in try FileManager.default.subpathsOfDirectory(atPath: work.file(root)) {
        var status = stat()
        try #require(lstat(work.file("\(root)/\(path)"), &status) == 0)
        guard status.st_mode & S_IFMT == S_IFREG else { continue }
        var contents = [Data(try work.read("\(root)/\(path)"))]
        while let packed = contents.last, packed.starts(with: [0x1f, 0x8b]) {
          contents.append(Data(try Gunzip.bytes(Array(packed))))
        }
        let isThere =
          path.contains(Self.planted) || contents.contains { $0.range(of: sought) != nil }
        if isThere { places.append("\(root)/\(path)") }
      }
    }
    return places
  }

  /// Publishes the value on one day, refuses it on another, and leaves it in every private place.
  private func plant() async throws {
    _ = try await run("--date", "2026-11-01")
    try write(["\(Self.planted),1", "bomen-2,2"])
    _ = try await run("--date", "2026-11-02")
    try write(["bomen-1,1", "bomen-3,3", "\(Self.planted),geen"])
    _ = try await run("--date", "2026-11-03")
    for path in [
      "downloads/abc.data", "runs/2026-11-02/bomen.html", "runs/2026-11-02/bomen.013000Z.json",
      "init/bomen.json", "work/bomen/0.run", "preview-999999999/site-1/index.html",
    ] {
      try work.write(".hergebruik/\(path)", "x \(Self.planted) y")
    }
  }

  @Test("a purged dataset is in no byte any more, its page says so, and others stay")
  func dataset() async throws {
    try await plant()
    let before = try found()
    for part in [
      "versions/2026-11-02/bomen.csv.gz", "quarantine/bomen.csv", "runs/2026-11-02/bomen.html",
    ] {
      #expect(before.contains { $0.hasSuffix(part) }, "\(part): \(before)")
    }
    let withdrawn = try await work.runUnsigned("withdraw", "bomen")
    #expect(withdrawn.output.contains("\n  hergebruik purge bomen --reason"))
    #expect(try !found().isEmpty)
    let purged = try await purge("bomen")
    #expect(try found() == [])
    #expect(purged.output.contains("Removed for good: bomen (3 generations, "), "\(purged.output)")
    #expect(purged.output.contains("the export itself, version control, backups"))
    #expect(!work.exists("catalog/current/datasets/bomen/bomen.csv.gz"))
    let page = try work.text("catalog/current/datasets/bomen/index.html")
    #expect(page.contains("Er stonden namen in.") && page.contains("onze archieven"))
    #expect(try work.published("straten").count == 3)
    #expect(work.exists(".hergebruik/runs/2026-11-02/straten.validation.html"))
    for text in [try work.text("pipelines/decisions.yaml"), purged.output] {
      #expect(text.contains("bomen") && !text.contains(Self.planted))
    }
    let history = try await work.runUnsigned("history", "--language", "en")
    #expect(history.output.contains("removed for good: bomen"), "\(history.output)")
    // Nothing is there to go back to, and once the export is right it may be published again.
    #expect(try await work.runUnsigned("rollback", "--reason", "x").code == 2)
    #expect(try await run().output.contains("bomen: withdrawn"))
    #expect(try await work.runUnsigned("withdraw", "bomen", "--undo").code == 0)
    try write(["bomen-1,1"])
    _ = try await run()
    #expect(try work.published("bomen") == [["x", "n"], ["bomen-1", "1"]])
    #expect(try found() == [])
  }

  @Test("a purged version is in no byte any more, and what is online stays")
  func version() async throws {
    try await plant()
    #expect(try await purge("bomen/2026-11-03", code: 2).errors.contains("what is online"))
    #expect(try await purge("bomen/2026-10-01", code: 2).errors.contains("no data of 'bomen'"))
    #expect(!work.exists("pipelines/decisions.yaml"))
    let online = try work.published("bomen")
    #expect(work.exists("catalog/current/datasets/bomen/versions/2026-11-02"))
    _ = try await purge("bomen/2026-11-02")
    #expect(try found() == [])
    #expect(try work.published("bomen") == online)
    #expect(!work.exists("catalog/current/datasets/bomen/versions/2026-11-02"))
    #expect(work.exists("catalog/current/datasets/bomen/versions/2026-11-01/bomen.csv.gz"))
    let changes = try FileManager.default.subpathsOfDirectory(
      atPath: work.file("catalog/current/datasets/bomen")
    ).filter { $0.hasSuffix(".html") }.map { try work.text("catalog/current/datasets/bomen/\($0)") }
    #expect(changes.contains { $0.contains("De versie van 2 november 2026 is op") })
    // The page goes on to say so.
    try write(["bomen-9,9"])
    _ = try await run()
    #expect(try work.text("catalog/current/generation.json").contains("removedVersions"))
  }

  @Test("a purged generation goes with the data that only it and its like had")
  func generation() async throws {
    try await plant()
    let names = try work.generations()
    #expect(try await purge(try current, code: 2).errors.contains("what is online"))
    #expect(try await purge("2020-01-01T000000Z", code: 2).errors.contains("no generation"))
    #expect(try await purge("../x", code: 2).errors.contains("no dataset, version or generation"))
    #expect(try await purge("onbekend", code: 2).errors.contains("[dataset-unknown]"))
    let online = try work.published("bomen")
    _ = try await purge(names[1])
    #expect(try found() == [])
    #expect(try work.published("bomen") == online)
    // The first night had nothing of it, and can be gone back to.
    #expect(try work.generations().contains(names[0]) && !work.generations().contains(names[1]))
    #expect(try await work.runUnsigned("rollback", names[0], "--reason", "Terug.").code == 0)
    #expect(try await work.runUnsigned("rollback", names[1], "--reason", "Terug.").code == 2)
  }

  @Test("killed at any moment, the next command completes it")
  func killed() async throws {
    for step in 0..<4 {
      let other = try PurgeTests()
      try await other.plant()
      let program = try RunningProgram(
        .init(
          executable: Repository.program,
          arguments: ["purge", "bomen", "--reason", "Er stonden namen in."],
          environment: other.work.environment, directory: other.work.project, input: nil))
      usleep(UInt32(step) * 50_000)
      program.signal(SIGKILL)
      _ = try await program.finish()
      let isDecided = try other.work.has("bomen", in: "pipelines/decisions.yaml")
      try other.write(["bomen-1,1"])
      if isDecided, step.isMultiple(of: 2) {
        let again = try await other.work.runUnsigned("purge", "bomen")
        #expect(again.code == 0 || again.errors.contains("nobody said why"), "\(again.errors)")
      }
      _ = try await other.run()
      #expect(try other.found().isEmpty == isDecided, "\(step)")
      #expect(try other.work.published("straten").count == 3)
    }
  }

  @Test("what is held by an open preview is told, and completed later; a purge needs a reason")
  func held() async throws {
    try await plant()
    for arguments in [["purge", "bomen"], ["purge", "bomen", "--reason", "--"], ["purge"]] {
      #expect(try await work.runUnsigned(arguments).code == 2, "\(arguments)")
    }
    let folder = open(
      work.file(".hergebruik/preview-999999999"), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    try #require(folder >= 0 && flock(folder, LOCK_EX) == 0)
    let refused = try await purge("bomen", code: 4)
    #expect(
      refused.unwrappedErrors.contains("a preview that is open")
        && refused.unwrappedErrors.contains("not all of it is gone"))
    #expect(!work.exists("catalog/current/datasets/bomen/bomen.csv.gz"))
    let status = try await work.runUnsigned("status", "--language", "en")
    #expect(status.code == 1 && status.output.contains("not wholly removed yet: bomen"))
    _ = flock(folder, LOCK_UN)
    close(folder)
    #expect(try await work.runUnsigned("purge", "bomen").code == 0)
    #expect(try found() == [])
  }
}
