// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// Exports that are fetched, from a real https server on loopback.
@Suite("Remote exports", .serialized)
struct RemoteTests {
  /// Runs one dataset whose export is at an address.
  private func run(
    _ work: Workdir, _ server: HTTPSServer, _ path: String, keys: String = "", more: String = ""
  ) async throws -> Outcome {
    try work.dataset(
      "a",
      csv: "url: {address: \"https://127.0.0.1:\(server.port)\(path)\"\(keys)}\(more)",
      fields: ["source: a, privacy: none, treat: keep"])
    return try await work.run("run", environment: ["CURL_CA_BUNDLE": server.certificate])
  }

  @Test("fetches once, and again only what changed")
  func etag() async throws {
    try await withHTTPSServer { work, server in
      for _ in 0..<2 {
        let outcome = try await run(work, server, "/etag.csv", more: ", maxAge: P2000D")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try work.published("a") == [["a"], ["1"]])
      }
      #expect(server.hits("/etag.csv") == 2)
      let kept = try work.tree(".hergebruik/downloads")
      #expect(kept.count == 2)
      #expect(kept.values.allSatisfy { $0.mode & 0o777 == 0o600 })
      let stale = try await run(work, server, "/etag.csv", more: ", maxAge: PT1S")
      #expect(stale.code == 1 && stale.errors.contains("[source-stale]"), "\(stale.errors)")
      #expect(try await work.run("check").code == 0)
      #expect(server.hits("/etag.csv") == 3)
    }
  }

  @Test("tries again what may pass, and publishes nothing of what was cut off")
  func retries() async throws {
    try await withHTTPSServer { work, server in
      let flaky = try await run(work, server, "/flaky.csv")
      #expect(flaky.code == 0, "\(flaky.errors)")
      #expect(server.hits("/flaky.csv") == 2)
      let missing = try await run(work, server, "/none.csv")
      #expect(missing.code == 1 && missing.errors.contains("[source-failed]"), "\(missing.errors)")
      #expect(server.hits("/none.csv") == 1)
      #expect(try work.published("a") == [["a"], ["2"]])
    }
  }

  @Test("stops at what is too large, and trusts no certificate that it does not know")
  func limits() async throws {
    try await withHTTPSServer { work, server in
      let large = try await run(work, server, "/large.csv", keys: ", maximumMegabytes: 1")
      #expect(large.code == 1 && large.errors.contains("larger than 1 MiB"), "\(large.errors)")
      try work.dataset(
        "a", csv: "url: \"https://127.0.0.1:\(server.port)/open.csv\"",
        fields: ["source: a, privacy: none, treat: keep"])
      let unknown = try await work.run("run")
      #expect(unknown.code == 1 && unknown.errors.contains("not trusted"), "\(unknown.errors)")
      #expect(server.hits("/open.csv") == 0)
      #expect(!work.isPublished)
      let own = try await run(
        work, server, "/open.csv", keys: ", authority: \"\(server.certificate)\"")
      #expect(own.code == 0, "\(own.errors)")
    }
  }

  @Test("follows to https only, and gives a credential to no other server")
  func redirects() async throws {
    try await withHTTPSServer { work, server in
      let open = try await run(work, server, "/http")
      #expect(open.code == 1 && open.errors.contains("not https"), "\(open.errors)")
      for (name, text, sent) in [
        ("stad", "basic wim:geheim1234", "Basic d2ltOmdlaGVpbTEyMzQ="),
        ("token", "bearer geheim1234", "Bearer geheim1234"),
        ("kop", "header X-Api-Key: geheim1234", "geheim1234"),
      ] {
        let file = "\(work.keys)/\(name).credential"
        try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: file))
        try #require(chmod(file, 0o600) == 0)
        let outcome = try await run(work, server, "/open.csv", keys: ", credential: \(name)")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(server.program.outputSoFar.contains("/open.csv \(sent)\n"))
        let other = try await run(work, server, "/other", keys: ", credential: \(name)")
        #expect(other.code == (name == "kop" ? 1 : 0), "\(other.errors)")
        #expect(!(outcome.errors + outcome.output + other.errors).contains("geheim"))
      }
      #expect(server.hits("/seen.csv") == 2)
      #expect(!server.program.outputSoFar.contains("/seen.csv Ba"))
      #expect(!server.program.outputSoFar.contains("/seen.csv Be"))
      try #require(chmod("\(work.keys)/stad.credential", 0o644) == 0)
      let exposed = try await run(work, server, "/open.csv", keys: ", credential: stad")
      #expect(exposed.code == 3 && exposed.errors.contains("[key-exposed]"), "\(exposed.errors)")
    }
  }

  @Test("fetches by sftp from a server whose key is known, and from no other")
  func sftp() async throws {
    let work = try Workdir()
    try work.write("export/a.csv", "a\n1\n2\n")
    let python = Repository.root + "/.venv/bin/python"
    try #require(FileManager.default.fileExists(atPath: python), "tool: make test installs it")
    let server = try RunningProgram(
      .init(
        executable: python,
        arguments: [
          Repository.root + "/Tests/EndToEnd/Programs/sftp_server.py", work.file("export"),
        ], environment: [:], directory: work.path))
    do {
      try await fetchBySFTP(work, server)
    } catch {
      server.signal(SIGKILL)
      _ = try await server.finish()
      throw error
    }
    server.signal(SIGKILL)
    _ = try await server.finish()
  }

  private func fetchBySFTP(_ work: Workdir, _ server: RunningProgram) async throws {
    try await server.wait { server.outputSoFar.contains("\n") }
    let words = server.outputSoFar.split(whereSeparator: \.isWhitespace).map(String.init)
    try #require(words.count == 3)
    try Data("basic steward:geheim\n".utf8).write(
      to: URL(fileURLWithPath: work.keys + "/uitwisseling.credential"))
    try #require(chmod(work.keys + "/uitwisseling.credential", 0o600) == 0)
    func run(_ file: String, key: String) async throws -> Outcome {
      try work.dataset(
        "a",
        csv: "url: {address: \"sftp://127.0.0.1:\(words[1])/\(file)\", hostKey: \"\(key)\", "
          + "credential: uitwisseling}", fields: ["source: a, privacy: none, treat: keep"])
      return try await work.run("run")
    }
    let other = try await run("a.csv", key: "SHA256:" + String(repeating: "A", count: 43))
    #expect(other.code != 0 && other.errors.contains("hostKey"), "\(other.errors)")
    #expect(!work.isPublished)
    let missing = try await run("weg.csv", key: words[2])
    #expect(missing.code != 0, "\(missing.errors)")
    #expect(!missing.errors.contains("geheim"))
    let good = try await run("a.csv", key: words[2])
    #expect(good.code == 0, "\(good.errors)")
    #expect(try work.published("a") == [["a"], ["1"], ["2"]])
  }
}
