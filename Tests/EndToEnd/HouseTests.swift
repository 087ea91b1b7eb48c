// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// What is old goes, what cannot go stops nothing, and nothing is left behind.
@Suite("House")
struct HouseTests {
  private let work: Workdir

  init() throws {
    work = try Workdir()
    try work.write(
      "pipelines/catalog.yaml",
      Workdir.catalogue + "keep: 2\nretention: {reportDays: 10, downloadDays: 5}\n")
    try work.dataset(
      "bomen", csv: "path: a.csv", fields: ["source: x, privacy: none, treat: keep"])
    try work.write("pipelines/bomen/a.csv", "x\n1\n")
  }

  @Test("removes reports and downloads that are too old, and what killed programs left")
  func retention() async throws {
    #expect(try await work.run("run", "--date", "2026-11-01").code == 0)
    for (name, days) in [
      (".hergebruik/runs/2025-01-01", 11), (".hergebruik/runs/2025-01-02", 9),
      (".hergebruik/downloads/oud.data", 6), (".hergebruik/downloads/oud.part", 6),
      (".hergebruik/downloads/nieuw.data", 4),
    ] {
      try work.write(name.contains("runs") ? name + "/a.html" : name, "x")
      try work.age(name, seconds: days * 86_400)
    }
    try work.write("pipelines/bomen/.assessment.yaml.part", "x")
    try work.write(".hergebruik/preview-999999999/site-1/index.html", "x")
    #expect(try await work.run("run", "--date", "2026-11-02").code == 0)
    for name in [
      ".hergebruik/runs/2025-01-01", ".hergebruik/downloads/oud.data",
      ".hergebruik/downloads/oud.part", "pipelines/bomen/.assessment.yaml.part",
      ".hergebruik/preview-999999999",
    ] {
      #expect(!work.exists(name), "\(name)")
    }
    for name in [
      ".hergebruik/runs/2025-01-02/a.html", ".hergebruik/runs/2026-11-01",
      ".hergebruik/downloads/nieuw.data",
    ] {
      #expect(work.exists(name), "\(name)")
    }
  }

  @Test(
    "refuses root in another user's catalogue, and says how it is run",
    .enabled(if: geteuid() == 0, "rights: only root can be root"),
    arguments: ["catalog", ".hergebruik"])
  func root(folder: String) async throws {
    #expect(try await work.run("run").code == 0)
    try #require(chown(work.file(folder), 65_534, 65_534) == 0)
    let before = try work.generations()
    try work.write("pipelines/bomen/a.csv", "x\n2\n")
    for command in [
      ["run"], ["run", "--dry-run"], ["withdraw", "bomen"], ["validate"],
      ["preview", "--export", "v"],
    ] {
      let outcome = try await work.run(command)
      #expect(outcome.code == 4 && outcome.errors.contains("[other-user]"), "\(command)")
      #expect(outcome.errors.contains("\n    sudo -u nobody hergebruik"), "\(outcome.errors)")
    }
    #expect(try work.generations() == before)
  }

  @Test(
    "tells root that a new catalogue becomes root's",
    .enabled(if: geteuid() == 0, "rights: only root can be root"))
  func newForRoot() async throws {
    try #require(chown(work.file("pipelines"), 65_534, 65_534) == 0)
    let outcome = try await work.run("run")
    #expect(outcome.code == 0 && outcome.errors.contains("[other-user]"))
    #expect(outcome.errors.contains("sudo chown -R nobody '.hergebruik' 'catalog'"))
  }

  @Test("sweeps what a killed scan left in TMPDIR, and nothing of one that is under way")
  func scratch() async throws {
    let place = work.path + "/tmp"
    try #require(mkdir(place, 0o700) == 0)
    // Unpacking takes a while.
    let rows = "x\n" + String(repeating: "1\n", count: 4_000_000)
    try work.write("groot.csv", rows)
    #expect(try await work.run(tool: "gzip", ["-1", "groot.csv"]).code == 0)
    func left() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: place)
    }
    for signal in [SIGTERM, SIGINT, SIGHUP, SIGKILL] {
      // On a busy machine one may have ended before its file was seen.
      var code = Int32(0)
      for _ in 0..<8 where code == 0 {
        let scan = try work.start(["scan", "groot.csv.gz"], environment: ["TMPDIR": place + "/"])
        try? await scan.wait { try !left().isEmpty }
        scan.signal(signal)
        code = try await scan.finish().code
      }
      #expect(code == -signal)
    }
    #expect(try left().count == 1)
    try work.write("klein.csv", "x\n1\n")
    _ = try await work.run("scan", "klein.csv", environment: ["TMPDIR": place])
    #expect(try left().isEmpty)
  }

  @Test("makes a key where there is no project, as in a home folder")
  func keyAtHome() async throws {
    let home = work.path + "/home"
    for (name, folder) in [("a", home), ("b", "/"), ("c", home + "/.config/hergebruik/keys")] {
      let made = try await work.run(
        "key", "new", name, environment: ["HOME": home, "HERGEBRUIK_KEYS": ""], directory: folder)
      #expect(made.code == 0, "\(folder): \(made.errors)")
    }
    try #require(mkdir(home + "/pipelines", 0o755) == 0)
    let refused = try await work.run(
      "key", "new", "d", environment: ["HOME": home, "HERGEBRUIK_KEYS": ""], directory: home)
    #expect(refused.code == 3 && refused.errors.contains("[key-exposed]"))
  }

  @Test("shows what could steer a terminal by its number, everywhere")
  func escapes() async throws {
    try work.write("pipelines/a\u{1B}[31mb/pipeline.yaml", "version: 1\n")
    for command in [["check"], ["run"], ["validate"]] {
      let outcome = try await work.run(command)
      #expect(
        !outcome.outputBytes.contains(0x1B) && !outcome.errorBytes.contains(0x1B), "\(command)")
      #expect(outcome.output.contains("a\\u{1b}[31mb: failed"), "\(outcome.output)")
    }
  }
}
