// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Foundation
import Logging
import Synchronization
import Testing

@testable import HergebruikCommands

@Suite("Lines of the log")
struct ConsoleLogTests {
  private final class Screen: Sendable {
    let lines = Mutex<[String]>([])

    func logger(_ form: LogArguments.Form, _ level: Logger.Level = .info) -> Logger {
      Logger(label: "test") { _ in
        ConsoleLogHandler(
          form: form, logLevel: level, write: { line in self.lines.withLock { $0.append(line) } })
      }
    }

    var only: String? {
      lines.withLock { $0.count == 1 ? $0[0] : nil }
    }
  }

  /// What a folder may be called.
  private static let names = [
    "bomen", "een \"naam\"", "a=b", "", "\u{1B}[2J", "regel\neen", "é\u{2028}x", "\\", "ij{}[],:",
  ]

  @Test("in JSON are one object each, whatever a name has in it", arguments: names)
  func json(name: String) throws {
    let screen = Screen()
    screen.logger(.json).info(
      "stage ended",
      metadata: [
        "dataset": .string(name), "rows": .stringConvertible(600),
        "seconds": .stringConvertible(0.125), "list": ["a", .dictionary(["b": .string(name)])],
        "infinite": .stringConvertible(Double.infinity),
      ])
    let line = try #require(screen.only)
    #expect(line.hasSuffix("}\n") && line.dropLast().allSatisfy { !$0.isNewline })
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(object["dataset"] as? String == name)
    #expect(object["rows"] as? Int == 600)
    #expect(object["seconds"] as? Double == 0.125)
    #expect((object["level"] as? String, object["event"] as? String) == ("info", "stage ended"))
    let time = try #require(object["time"] as? String)
    #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil, "\(time)")
  }

  @Test("for people are one line each, in which nothing steers a terminal", arguments: names)
  func text(name: String) throws {
    let screen = Screen()
    screen.logger(.text).warning(
      "worker ended", metadata: ["dataset": .string(name), "rows": .stringConvertible(7)])
    let line = try #require(screen.only)
    #expect(line.hasSuffix(" rows=7\n") && line.contains(" warning worker ended dataset="))
    #expect(
      line.dropLast().unicodeScalars.allSatisfy {
        $0.properties.generalCategory != .control && $0 != "\u{2028}"
      }, "\(line.debugDescription)")
    if name == "bomen" { #expect(line.contains(" dataset=bomen rows")) }
    if name == "een \"naam\"" { #expect(line.contains(#" dataset="een \"naam\"" rows"#)) }
    if name.isEmpty { #expect(line.contains(#" dataset="" rows"#)) }
  }

  @Test("are those of the level that was asked for")
  func levels() throws {
    #expect(try LogArguments.parse([]).log == nil)
    #expect(try LogArguments.parse(["--log-format", "json"]).log?.form == .json)
    #expect(try LogArguments.parse(["-v"]).log?.form == .text)
    #expect(throws: (any Error).self) { try LogArguments.parse(["--log-format", "xml"]) }
    for (level, count) in [(Logger.Level.info, 1), (.debug, 2)] {
      let screen = Screen()
      let logger = screen.logger(.text, level)
      logger.debug("progress")
      logger.info("stage ended")
      #expect(screen.lines.withLock { $0.count } == count)
    }
  }
}
