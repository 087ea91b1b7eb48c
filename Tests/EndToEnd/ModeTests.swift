// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// What the program makes has its mode, whatever the umask, whoever runs it.
@Suite("Modes")
struct ModeTests {
  /// Every file and folder below a folder, with its mode.
  private func modes(_ root: String) throws -> [String: (isFolder: Bool, mode: mode_t)] {
    var found: [String: (isFolder: Bool, mode: mode_t)] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root) + [""] {
      var status = stat()
      try #require(lstat("\(root)/\(path)", &status) == 0)
      let kind = status.st_mode & S_IFMT
      guard kind != S_IFLNK else { continue }
      found[path] = (kind == S_IFDIR, status.st_mode & 0o7777)
    }
    return found
  }

  private func expect(_ work: Workdir, _ folder: String, private isPrivate: Bool) throws {
    let found = try modes(folder.hasPrefix("/") ? folder : work.file(folder))
    #expect(found.count > 1, "\(folder)")
    for (path, entry) in found {
      let wanted: mode_t =
        isPrivate ? (entry.isFolder ? 0o700 : 0o600) : entry.isFolder ? 0o755 : 0o644
      #expect(entry.mode == wanted, "\(folder)/\(path): \(String(entry.mode, radix: 8))")
    }
  }

  @Test(arguments: ["077", "000", "0277"])
  func areExact(umask: String) async throws {
    let work = try Workdir(catalogue: false)
    func run(_ arguments: String...) async throws {
      let outcome = try await work.run(
        tool: "sh",
        ["-c", "umask \(umask); exec \"$0\" \"$@\"", Repository.program] + arguments)
      #expect(outcome.code == 0, "\(arguments): \(outcome.errors)")
    }
    try work.write("export.csv", "nummer;naam\n1;eik\n2;linde\n")
    try await run("init", "export.csv", "--name", "bomen")
    try expect(work, "pipelines", private: false)
    try work.write("pipelines/catalog.yaml", Workdir.catalogue)
    try work.dataset(
      "bomen", csv: "path: ../../export.csv, dialect: {delimiter: ';'}",
      fields: [
        "source: nummer, type: integer, privacy: none, treat: keep",
        "source: naam, privacy: direct, treat: drop",
      ], more: "errors: {limit: 1}")
    try work.write("export.csv", "nummer;naam\n1;eik\n2;linde\ntwee;es\n")
    try #require(chmod(work.file("pipelines/bomen/pipeline.yaml"), 0o644) == 0)
    try #require(chmod(work.file("pipelines/catalog.yaml"), 0o644) == 0)
    try await run("check")
    try await run(
      "sign-off", "bomen", "--role", "FG", "--decision", "publish", "--valid-until",
      Workdir.lastDay)
    try await run("run", "--date", "2026-11-01")
    try await run("preview", "--export", "voorbeeld", "--date", "2026-11-01")
    try await run("scan", "bomen")
    try await run("withdraw", "bomen", "--date", "2026-11-02")
    try await run("key", "new", "sleutel")
    #expect(work.exists(".hergebruik/quarantine/bomen.csv"))
    #expect(work.exists("pipelines/bomen/assessment.yaml"))
    try expect(work, "pipelines", private: false)
    try expect(work, "catalog", private: false)
    try expect(work, ".hergebruik", private: true)
    try expect(work, "voorbeeld", private: true)
    try expect(work, work.keys, private: true)
  }
}
