// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// The questions of `hergebruik init` on a terminal, which a script types the answers of.
@Suite("Interview") struct InterviewTests {
  /// Runs a program with a pseudo-terminal for its input and output, and types some keys.
  private static let script = """
    import os, pty, sys
    process, terminal = pty.fork()
    if process == 0:
        os.execvp(sys.argv[2], sys.argv[2:])
    os.write(terminal, sys.argv[1].encode())
    said = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        said += part
    _, status = os.waitpid(process, 0)
    sys.stdout.write(said.decode("utf-8", "replace").replace("\\r", ""))
    sys.exit(os.waitstatus_to_exitcode(status))
    """

  private func type(
    _ keys: String, _ work: Workdir, _ arguments: String..., language: String = "nl_NL.UTF-8"
  ) async throws -> Outcome {
    let program = try RunningProgram(
      .init(
        executable: "/usr/bin/python3",
        arguments: ["-c", Self.script, keys, Repository.products + "/hergebruik"] + arguments,
        environment: ["LANG": language, "PATH": "/usr/bin:/bin", "HOME": work.path],
        directory: work.project), within: 120)
    return try await program.finish()
  }

  /// Exports without persons, and what is typed: at most 40 keys.
  static let ordinary: [(name: String, file: String, export: String, keys: String)] = [
    (
      "bomen", "bomen.csv",
      "boomnr;soort;geplant;hoogte\n"
        + (1...30).map { "\($0);eik;\(10 + $0 % 15)-02-2020;\($0),5\n" }.joined(),
      "\n\nBomen in de stad.\n5\n"
    ),
    (
      "budget", "budget.csv",
      "Begroting 2024\n\nprogramma;product;bedrag\n"
        + (1...30).map { "Groen;Bomen \($0);1.\(100 + $0),00\n" }.joined() + "Totaal;;99.000,00\n",
      "\n\n\nDe begroting van 2024.\n6\n"
    ),
    (
      "geluid", "geluid.json",
      "{\"metingen\": ["
        + (1...30).map { "{\"punt\": \"P\($0)\", \"waarde\": \($0)}" }.joined(separator: ",")
        + "]}",
      "\n\nGeluid per meetpunt.\n5\n"
    ),
    (
      // Days that may be months have a question of their own.
      "afval", "afval.csv",
      "route,dag,gewicht\n"
        + (1...30).map { "R\($0),0\(1 + $0 % 9)/0\(1 + $0 % 8)/2024,\($0).5\n" }.joined(),
      "1\n\n\nRoutes van afval.\n5\n"
    ),
    (
      "domeinen", "domeinen.csv", (1...30).map { "stad\($0).example.nl\n" }.joined(),
      "0\n\n\nNamen op het web.\n6\n"
    ),
    (
      "bruggen", "bruggen.csv",
      "Brug;Bouwjaar;Hoogte\n;;in meter\n"
        + (1...30).map { "Brug \($0);19\(10 + $0);\($0),2\n" }.joined(),
      "2\n\n1\n\nBruggen en sluizen.\n13\n"
    ),
  ]

  @Test(
    "answers ordinary exports with at most 40 keys, and none is left",
    arguments: ordinary.map(\.name))
  func fortyKeys(_ name: String) async throws {
    let (_, file, export, keys) = try #require(Self.ordinary.first { $0.name == name })
    #expect(keys.count <= 40)
    let work = try Workdir()
    try work.write(file, export)
    let outcome = try await type(keys, work, "init", file)
    #expect(outcome.code == 0, "\(outcome.output)")
    let pipeline = "pipelines/\(name)/pipeline.yaml"
    let text = try work.text(pipeline)
    let open = text.split(separator: "\n").filter { $0.contains("ANSWER") && !$0.contains("#") }
    #expect(open.isEmpty, "\(outcome.output)\n\(text)")
    let run = try await work.run("run")
    #expect(run.code == 0, "\(run.errors)")
    // Whoever runs it again is asked nothing that was answered.
    try work.remove(pipeline)
    let again = try await work.run("init", file, "--no-input")
    #expect(again.code == 0, "\(again.errors)")
    #expect(try work.text(pipeline) == text)
  }

  @Test("leaves a question open where Enter has nothing to say, and stops at the end of the input")
  func open() async throws {
    let work = try Workdir()
    try work.write("a.csv", "nr;postcode\n" + (1...30).map { "\($0);12\(10 + $0) AB\n" }.joined())
    let outcome = try await type("n\n\n\u{4}", work, "init", "a.csv", language: "en_GB.UTF-8")
    #expect(outcome.code == 0, "\(outcome.output)")
    #expect(outcome.output.contains("Answer what only you know"), "\(outcome.output)")
    #expect(outcome.output.contains("postcode"), "\(outcome.output)")
    let text = try work.text("pipelines/a/pipeline.yaml")
    #expect(
      text.contains("name: nr, type: integer, privacy: ANSWER")
        || text.contains("name: nr, privacy: ANSWER"), "\(text)")
    #expect(text.contains("name: postcode, privacy: ANSWER, treat: ANSWER"), "\(text)")
    #expect(text.contains("title: {nl: ANSWER}"), "\(text)")
  }

  @Test("asks nothing without a terminal, and nothing with --no-input")
  func silent() async throws {
    let work = try Workdir()
    try work.write("a.csv", "nr;soort\n1;eik\n2;es\n")
    let plain = try await work.run("init", "a.csv")
    #expect(plain.code == 0 && !plain.output.contains("Enter"), "\(plain.output)")
    let told = try await type("", work, "init", "a.csv", "--name", "b", "--no-input")
    #expect(told.code == 0 && !told.output.contains("Enter"), "\(told.output)")
    // What is left is told by kind.
    let check = try await work.run("check", "a")
    #expect(check.errors.components(separatedBy: "[unanswered]").count == 4, "\(check.errors)")
    let words = check.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("'privacy' has no answer yet, 2 times: lines 25, 27"), "\(words)")
  }
}
