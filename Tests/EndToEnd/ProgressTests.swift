// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// The line that says how far a run is.
@Suite("Progress")
struct ProgressTests {
  private func work() throws -> Workdir {
    let work = try Workdir()
    try work.dataset(
      "bomen", csv: "path: a.csv",
      fields: ["x", "y", "z"].map { "source: \($0), privacy: none, treat: keep" })
    var text = Array("x,y,z\n".utf8)
    for row in 0..<120_000 { text += Array("\(row),eik,een boom in de straat\n".utf8) }
    try work.write("pipelines/bomen/a.csv", text)
    return work
  }

  @Test("shows on a terminal of 80 columns, and is cleared at the end")
  func terminal() async throws {
    let work = try work()
    let outcome = try await work.run(
      tool: "script",
      [
        "-qec",
        "stty cols 80 && SHELL=/bin/sh exec '\(Repository.program)' run --jobs 1 >uitvoer",
        "/dev/null",
      ])
    #expect(outcome.code == 0, "\(outcome.errors)")
    let drawn = outcome.output.components(separatedBy: "\r\u{1B}[2K")
    #expect(drawn.count >= 3, "\(drawn)")
    let lines = drawn.dropFirst().dropLast()
    #expect(!lines.isEmpty)
    #expect(lines.contains { $0.wholeMatch(of: /bomen: [0-9 ]+ rows?, .* %.*/) != nil }, "\(lines)")
    #expect(lines.allSatisfy { $0.count < 80 })
    #expect(drawn.last == "")
    #expect(try work.text("uitvoer").contains("bomen: published, 120000 rows"))
  }

  @Test("does not show where nobody watches, or where it should be quiet")
  func silent() async throws {
    let work = try work()
    let piped = try await work.run("run", "--jobs", "1")
    #expect((piped.code, piped.errors) == (0, ""))
    #expect(!piped.output.contains("\u{1B}"))
    try work.remove("catalog")
    let quiet = try await work.run(
      tool: "script", ["-qec", "exec '\(Repository.program)' run --jobs 1 --quiet", "/dev/null"])
    #expect((quiet.code, quiet.output) == (0, ""))
  }
}
