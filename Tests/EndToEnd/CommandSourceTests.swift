// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// Exports that a program writes.
@Suite("Programs as sources")
struct CommandSourceTests {
  private func run(
    _ work: Workdir, _ arguments: [String], more: String = "", environment: [String: String] = [:]
  ) async throws -> Outcome {
    let list = arguments.map { argument in
      "\""
        + argument.replacingOccurrences(of: "\\", with: "\\\\")
        .replacingOccurrences(of: "\"", with: "\\\"").replacingOccurrences(of: "\n", with: "\\n")
        + "\""
    }
    try work.dataset(
      "a", csv: "command: {run: [\(list.joined(separator: ", "))]\(more)}",
      fields: ["source: a, privacy: none, treat: keep"])
    return try await work.run("run", environment: environment)
  }

  @Test("reads what it writes, in the pipeline's folder, with nothing of our environment")
  func environment() async throws {
    let work = try Workdir()
    let script =
      "echo a; env | grep -c HERGEBRUIK; echo \"$EXTRA $GIVEN\"; basename \"$(pwd)\"; ls /proc/self/fd | wc -l"
    let outcome = try await run(
      work, ["sh", "-c", script], more: ", environment: {EXTRA: e}, pass: [GIVEN]",
      environment: ["GIVEN": "g", "HERGEBRUIK_X": "secret"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    // Standard input, output and error, and the folder that ls reads.
    #expect(try work.published("a") == [["a"], ["0"], ["e g"], ["a"], ["4"]])
    try work.write("pipelines/a/maak.sh", "#!/bin/sh\necho a; echo \"$1\"\n")
    try #require(chmod(work.file("pipelines/a/maak.sh"), 0o755) == 0)
    let own = try await run(work, ["./maak.sh", "één"])
    #expect(own.code == 0, "\(own.errors)")
    #expect(try work.published("a") == [["a"], ["één"]])
  }

  @Test("publishes nothing where it fails, and keeps its words to itself")
  func failure() async throws {
    let work = try Workdir()
    let outcome = try await run(
      work, ["sh", "-c", "echo a; echo 1; echo 'mevrouw Geheimstra is onbekend' >&2; exit 3"])
    #expect(outcome.code == 1 && outcome.errors.contains("[source-failed]"), "\(outcome.errors)")
    #expect(outcome.errors.contains("exit code 3") && !outcome.errors.contains("Geheimstra"))
    #expect(!work.isPublished)
    // A file for each dataset: several may fail at the same time.
    let kept = ".hergebruik/work/a/command-errors.txt"
    #expect(try work.text(kept) == "mevrouw Geheimstra is onbekend\n")
    #expect(try work.tree(".hergebruik/work")["a/command-errors.txt"]?.mode == S_IFREG | 0o600)
    let killed = try await run(work, ["sh", "-c", "echo a; kill -9 $$"])
    #expect(killed.code == 1 && killed.errors.contains("signal 9"), "\(killed.errors)")
    let missing = try await run(work, ["no-such-program"])
    #expect(missing.code == 4 && missing.errors.contains("not there"), "\(missing.errors)")
  }

  @Test("ends it with all that it started, once it takes too long")
  func timeout() async throws {
    let work = try Workdir()
    let mark = "\(work.path)/mark"
    let outcome = try await run(
      work, ["sh", "-c", "echo a; (sleep 61; touch \(mark)) & echo $! > \(work.path)/pid; wait"],
      more: ", timeout: PT1S")
    #expect(outcome.code == 1 && outcome.errors.contains("[source-timeout]"), "\(outcome.errors)")
    let text = String(decoding: try bytes(ofFile: work.path + "/pid"), as: UTF8.self)
    let process = try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    for _ in 0..<100 where kill(process, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
    #expect(kill(process, 0) != 0)
  }

  @Test("says at check what may not be")
  func options() async throws {
    let work = try Workdir()
    for (keys, word) in [
      ("command: {run: []}", "'run' is missing"),
      ("command: {run: [a], pass: [HERGEBRUIK_KEYS]}", "where keys are"),
      ("command: {run: [a]}, path: b", "one source"),
      ("command: {run: [a]}, pick: all", "'pick' is for files"),
      ("url: \"http://a/b\"", "open to everyone"), ("url: \"https://a:b@c/d\"", "name or password"),
      ("url: \"sftp://a/b\"", "whole address"),
      ("url: {address: \"sftp://a/b\"}", "known by its key"),
      ("url: \"file:///etc/passwd\"", "whole address"),
    ] where word != "whole address" || keys.contains("file") {
      try work.dataset("a", csv: keys, fields: ["source: a, privacy: none, treat: keep"])
      let outcome = try await work.run("check")
      #expect(outcome.code == 2 && outcome.errors.contains(word), "\(keys): \(outcome.errors)")
    }
  }
}

/// The server that is installed.
private enum PostgreSQL {
  /// Where its programs are; nil where there is none.
  static let programs: String? = {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return versions.sorted().last.map { "\(root)/\($0)/bin" }
  }()
}

/// psql against a real PostgreSQL server; skipped where none is installed.
@Suite(
  "PostgreSQL", .enabled(if: PostgreSQL.programs != nil, "tool: no PostgreSQL server is installed"))
struct PostgreSQLTests {
  @Test("reads a table by COPY, and nothing where the query fails")
  func copy() async throws {
    let work = try Workdir()
    let programs = try #require(PostgreSQL.programs)
    // The server refuses to run as root: then it is the user postgres's.
    let isRoot = geteuid() == 0
    let database = work.path + "/database"
    try #require(mkdir(database, 0o700) == 0)
    if isRoot {
      try #require(chmod(work.path, 0o755) == 0)
      let owned = try await work.run(tool: "/usr/bin/chown", ["postgres", database])
      try #require(owned.code == 0, "\(owned.errors)")
    }
    func server(_ program: String, _ arguments: [String]) async throws -> Outcome {
      let command = ["\(programs)/\(program)"] + arguments
      return try await isRoot
        ? work.run(tool: "/usr/sbin/runuser", ["-u", "postgres", "--"] + command)
        : work.run(tool: command[0], arguments)
    }
    let data = database + "/data"
    let made = try await server(
      "initdb", ["-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C"])
    try #require(made.code == 0, "\(made.errors)")
    // No network: a socket in the test's own folder.
    let started = try await server(
      "pg_ctl",
      [
        "-D", data, "-w", "-l", "\(database)/log", "-o", "-c listen_addresses='' -k \(database)",
        "start",
      ])
    try #require(started.code == 0, "\(started.errors)")
    do {
      try await readTable(work, host: database)
    } catch {
      _ = try await server("pg_ctl", ["-D", data, "-m", "immediate", "stop"])
      throw error
    }
    let stopped = try await server("pg_ctl", ["-D", data, "-m", "immediate", "stop"])
    #expect(stopped.code == 0, "\(stopped.errors)")
  }

  private func readTable(_ work: Workdir, host: String) async throws {
    let filled = try await work.run(
      tool: "/usr/bin/psql",
      [
        "-X", "-q", "-h", host, "-U", "test", "-d", "postgres", "-c",
        "CREATE TABLE vergunning (id integer, zone text); INSERT INTO vergunning SELECT n, 'zone \"' || n FROM generate_series(1, 5000) n",
      ])
    try #require(filled.code == 0, "\(filled.errors)")
    for (table, code) in [("vergunning", Int32(0)), ("geheim", 1)] {
      try work.dataset(
        "vergunningen",
        csv: """
          command: {run: [psql, -X, -U, test, -d, postgres, -c,
            "COPY (SELECT id, zone FROM \(table) ORDER BY id) TO STDOUT WITH (FORMAT csv, HEADER)"],
            environment: {PGHOST: "\(host)"}, timeout: PT1M}
          """,
        fields: [
          "source: id, type: integer, privacy: none, treat: keep",
          "source: zone, privacy: none, treat: keep",
        ])
      let outcome = try await work.run("run")
      #expect(outcome.code == code, "\(outcome.errors)")
    }
    let rows = try work.published("vergunningen")
    #expect(rows.count == 5001)
    #expect(rows.last == ["5000", "zone \"5000"])
  }
}
