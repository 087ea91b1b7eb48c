// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// Runs at the same time, and runs that are killed.
@Suite("Lock")
struct LockTests {
  /// A project with a dataset of a program that reads a pipe with a name: it waits for whoever writes.
  private func work() throws -> Workdir {
    let work = try Workdir()
    try work.dataset(
      "bomen", csv: "command: {run: [cat, pijp]}", fields: ["source: a, privacy: none, treat: keep"]
    )
    try #require(mkfifo(work.file("pipelines/bomen/pijp"), 0o600) == 0)
    return work
  }

  /// The writing end of the pipe, once the run reads it.
  private func open(_ work: Workdir, for run: RunningProgram) async throws -> FileHandle {
    var file: Int32 = -1
    try await run.wait {
      file = Glibc.open(work.file("pipelines/bomen/pijp"), O_WRONLY | O_NONBLOCK | O_CLOEXEC)
      return file >= 0
    }
    _ = fcntl(file, F_SETFL, 0)
    return FileHandle(fileDescriptor: file, closeOnDealloc: true)
  }

  /// Checks every generation against its manifest.
  private func expectWhole(_ work: Workdir) async throws {
    let checked = try await work.run(
      tool: "python3", [Repository.root + "/scripts/verify_generation.py", work.file("catalog")])
    #expect(checked.code == 0, "\(checked.output)\(checked.errors)")
  }

  @Test("ends with 5 while another run is under way, and leaves it alone")
  func second() async throws {
    let work = try work()
    let first = try work.start(["run"])
    let pipe = try await open(work, for: first)
    try pipe.write(contentsOf: Data("a\neen\n".utf8))
    let second = try await work.run("run", "--quiet")
    #expect(second.code == 5)
    #expect(second.errors.contains("[locked]"))
    #expect(second.errors.contains(".hergebruik/lock"))
    #expect(!first.hasEnded)
    try pipe.write(contentsOf: Data("twee\n".utf8))
    try pipe.close()
    let outcome = try await first.finish()
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try work.published("bomen") == [["a"], ["een"], ["twee"]])
  }

  @Test("leaves the catalogue whole where it is killed while it reads", arguments: ["", "a\n1\n"])
  func killedWhileReading(fed: String) async throws {
    let work = try work()
    let good = try work.start(["run"])
    let pipe = try await open(work, for: good)
    try pipe.write(contentsOf: Data("a\noud\n".utf8))
    try pipe.close()
    try #require(try await good.finish().code == 0)
    let tree = try work.tree()

    let killed = try work.start(["run"])
    let second = try await open(work, for: killed)
    try second.write(contentsOf: Data(fed.utf8))
    killed.signal(SIGKILL)
    #expect(try await killed.finish().code == -SIGKILL)
    try second.close()
    try await expectWhole(work)
    #expect(try differences(tree, work.tree()).isEmpty)

    let next = try work.start(["run"])
    let third = try await open(work, for: next)
    try third.write(contentsOf: Data("a\nnieuw\n".utf8))
    try third.close()
    #expect(try await next.finish().code == 0)
    #expect(try work.published("bomen") == [["a"], ["nieuw"]])
    try await expectWhole(work)
    #expect(!(try work.generations().contains { $0.hasPrefix(".") }))
  }

  @Test("leaves the catalogue whole where it is killed at any moment")
  func killedAnywhere() async throws {
    let work = try SampleTests.work()
    try #require(try await work.run("run").code == 0)
    let export = "pipelines/bomen/example/bomen.csv"
    let header = try work.text(export).split(separator: "\n").count
    var killed = 0
    for round in 1...6 {
      try work.write(export, work.text(export) + tree(round))
      let run = try work.start(["run"])
      try await Task.sleep(for: .milliseconds(40 * round))
      run.signal(SIGKILL)
      let code = try await run.finish().code
      #expect(code == -SIGKILL || code == 0)
      killed += code == 0 ? 0 : 1
      try await expectWhole(work)
    }
    #expect(killed > 0, "every run ended before it was killed: nothing is proved")
    let last = try await work.run("run")
    #expect(last.code == 0, "\(last.errors)")
    #expect(try work.published("bomen").count == header + 6)
  }

  private func tree(_ number: Int) -> String {
    "VBS-90000\(number);Quercus robur;Zomereik;1990;6 - 9 m;20;152128,14;464249,50;Centrum;"
      + "Gemeente;N\n"
  }
}
