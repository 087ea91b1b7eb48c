// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikRun
import Testing

@testable import HergebruikCommands

@Suite("SARIF")
struct SARIFLogTests {
  private static let diagnostics = [
    Diagnostic(
      .unknownKey, at: .init(file: "/srv/open data/pipelines/a/pipeline.yaml", line: 3, column: 5),
      "'x' is no key", hint: "Did you mean 'y'?"),
    Diagnostic(
      .typeError, severity: .warning,
      at: .init(file: "/srv/elders/ü.csv", line: 9, column: 4, row: 8, field: "datum"), "no date"),
    Diagnostic(.unknownKey, at: .init(file: "/srv/open data/pipelines/b/pipeline.yaml"), "other"),
    Diagnostic(.locked, "another run is under way"),
  ]

  private func run(_ diagnostics: [Diagnostic] = diagnostics) throws -> [String: Any] {
    let text = SARIFLog(RunReport(diagnostics: diagnostics), project: "/srv/open data").text
    let log = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    return try #require((log["runs"] as? [[String: Any]])?.first)
  }

  private func rules(_ run: [String: Any]) throws -> [[String: Any]] {
    let tool = try #require(run["tool"] as? [String: Any])
    let driver = try #require(tool["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "hergebruik")
    return try #require(driver["rules"] as? [[String: Any]])
  }

  @Test("has a rule for each kind, once, and a result for each problem that points at its rule")
  func structure() throws {
    let run = try run()
    let rules = try rules(run)
    #expect(
      Set(rules.compactMap { $0["id"] as? String }) == ["unknown-key", "type-error", "locked"])
    #expect(rules.count == 3)
    for rule in rules {
      for key in ["shortDescription", "fullDescription", "help"] {
        let text = (rule[key] as? [String: Any])?["text"] as? String
        #expect(text?.isEmpty == false, "\(key)")
      }
    }
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.map { $0["level"] as? String } == ["error", "warning", "error", "error"])
    for (result, diagnostic) in zip(results, Self.diagnostics) {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == diagnostic.code.rawValue)
      #expect(result["ruleId"] as? String == diagnostic.code.rawValue)
      let text = (result["message"] as? [String: Any])?["text"] as? String
      #expect(text?.hasPrefix(diagnostic.summary) == true)
    }
  }

  @Test(
    "places a problem by a path relative to the project, and in a region that counts characters")
  func places() throws {
    let results = try #require(try run()["results"] as? [[String: Any]])
    let places = results.map { result in
      ((result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
    }
    let uris = places.map { ($0?["artifactLocation"] as? [String: Any])?["uri"] as? String }
    #expect(
      uris == [
        "pipelines/a/pipeline.yaml", "file:///srv/elders/%C3%BC.csv", "pipelines/b/pipeline.yaml",
        nil,
      ])
    let regions = places.map { $0?["region"] as? [String: Int] }
    #expect(regions[0] == ["startLine": 3, "startColumn": 5])
    #expect(regions[1] == ["startLine": 9])
    #expect(regions[2] == nil)
  }

  @Test("is whole where there is no problem")
  func empty() throws {
    let run = try run([])
    #expect(try rules(run).isEmpty)
    #expect((run["results"] as? [Any])?.isEmpty == true)
  }

  @Test("is one of two forms, not both")
  func exclusive() async {
    #expect(CommandLineTool.run(["check", "--json", "--sarif"]) == 2)
  }
}
