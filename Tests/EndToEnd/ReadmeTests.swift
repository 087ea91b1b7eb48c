// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// What the README shows, as written.
@Suite("README")
struct ReadmeTests {
  private func readme() throws -> String {
    String(decoding: try bytes(ofFile: Repository.root + "/README.md"), as: UTF8.self)
  }

  /// The fenced blocks in order, with their language.
  private func blocks() throws -> [(language: String, text: String)] {
    var blocks: [(String, String)] = []
    var open: (String, [Substring])?
    for line in try readme().split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append((block.0, block.1.joined(separator: "\n")))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else {
        open?.1.append(line)
      }
    }
    return blocks
  }

  /// The README's first own dataset, with its export in another place.
  private func work(_ export: String, isSigned: Bool = true) throws -> Workdir {
    let work = try Workdir(catalogue: false, isSigned: isSigned)
    let yaml = try blocks().filter { $0.language == "yaml" }
    #expect(yaml.count == 1)
    let text = try #require(yaml.first).text
    try #require(text.contains("/srv/exports/speeltuinen.csv"))
    try work.write(
      "pipelines/speeltuinen/pipeline.yaml",
      text.replacingOccurrences(of: "/srv/exports/speeltuinen.csv", with: export))
    try work.copy(Repository.root + "/pipelines/catalog.yaml", to: "pipelines/catalog.yaml")
    return work
  }

  @Test("takes the first own dataset through its commands")
  func firstDataset() async throws {
    let work = try work("export.csv", isSigned: false)
    try work.write(
      "pipelines/speeltuinen/export.csv",
      "Naam;Aantal toestellen;Contactpersoon\nDe Wip;4;Wietske Geheimstra\n")
    let block = try #require(try blocks().first { $0.text.contains("check speeltuinen") }).text
    let commands = block.split(separator: "\n").map { line in
      line.split(separator: "#")[0].split(separator: " ").dropFirst().map(String.init)
    }
    #expect(
      commands.map(\.first)
        == ["check", "validate", "preview", "diff", "risk", "sign-off", "run"])
    for command in commands {
      // Another port than the usual one, which may be taken where the tests run; and a last day that
      // is always still to come.
      let isPreview = command.first == "preview"
      let dated = command.map { $0 == "2027-12-31" ? Workdir.lastDay : $0 }
      let run = try work.start(dated + (isPreview ? ["--port", "0"] : []))
      if isPreview {
        try await run.wait { run.outputSoFar.contains("Ctrl-C") }
        #expect(!work.isPublished)
        run.signal(SIGINT)
      }
      let outcome = try await run.finish()
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    #expect(try work.published("speeltuinen") == [["naam", "toestellen"], ["De Wip", "4"]])
  }

  @Test("runs from a crontab line as it is, without a word")
  func crontab() async throws {
    let work = try work("export.csv")
    try work.write(
      "pipelines/speeltuinen/export.csv", "Naam;Aantal toestellen;Contactpersoon\nA;4;B\n")
    let line = try #require(
      readme().firstMatch(of: /30 1 \* \* \* \/usr\/local\/bin\/hergebruik (.+)\n/))
    let arguments = String(line.output.1).replacingOccurrences(
      of: "/srv/opendata", with: work.project)
    try work.signOff()
    // Cron gives a program little: no terminal, its own folder, a short PATH.
    let outcome = try await work.run(
      tool: "/bin/sh", ["-c", "cd / && exec \"$0\" \(arguments)", Repository.program])
    #expect((outcome.code, outcome.output, outcome.errors) == (0, "", ""))
    #expect(work.isPublished)
  }

  @Test("shows an error as it is printed")
  func error() async throws {
    let work = try work("export.csv")
    let file = "pipelines/speeltuinen/pipeline.yaml"
    let text = try work.text(file)
    try work.write(
      file,
      text.replacingOccurrences(
        of: "name: toestellen, type: integer", with: "name: toestellen, typ: integer"))
    let shown = try #require(try blocks().first { $0.text.hasPrefix("error: ") }).text
    let outcome = try await work.run("check")
    #expect(outcome.code == 2)
    #expect(outcome.errors == shown + "\n")
  }

  @Test("lists the exit codes that the program has")
  func exitCodes() async throws {
    let help = try await Workdir(catalogue: false).run("--help").output
    for code in 0...5 {
      #expect(try readme().contains("| \(code) | "))
      #expect(help.contains("  \(code)  "))
    }
  }
}
