// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// A file, the problem, and the place behind the file's name.
struct BadFile: Sendable {
  var name: String
  var code: String
  var place: String
}

/// Awkward CSV files through the real binary; skipped where `../shared` is absent.
@Suite("Edge files", .enabled(if: Repository.hasData, "../shared/data is not there"))
struct EdgeFileTests {
  private static let folder = Repository.shared + "/data/edge/csv-test-data"

  private static let good = [
    "all-empty", "empty-field", "empty-one-column", "header-simple", "leading-space", "one-column",
    "quotes-empty", "quotes-with-comma", "quotes-with-escaped-quote", "quotes-with-newline",
    "quotes-with-space", "simple-crlf", "simple-lf", "trailing-newline",
    "trailing-newline-one-field", "trailing-space", "utf8",
  ]

  private func add(_ name: String, to work: Workdir) throws {
    let isHeadless = name == "all-empty"
    let labels = name.contains("one-") ? ["foo"] : ["foo", "bar", "baz"]
    try work.dataset(
      name,
      csv: "path: \"\(Self.folder)/csv/\(name).csv\""
        + (isHeadless ? ", dialect: {headerRows: 0}" : ""),
      fields: isHeadless
        ? ["index: 1, name: a, privacy: none, treat: keep"]
        : labels.map { "source: \($0), privacy: none, treat: keep" })
  }

  private func json<Value: Decodable>(_ name: String, _ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(
      type, from: Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/json/\(name).json")))
  }

  @Test("has a test for every file")
  func coversEveryFile() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder + "/csv")
    let names = files.map { String($0.dropLast(4)) }
    #expect(
      Set(names) == Set(Self.good + Self.bad.map(\.name) + ["header-no-rows"]))
  }

  @Test("publishes the cells of the good ones")
  func publishes() async throws {
    let work = try Workdir()
    for name in Self.good { try add(name, to: work) }
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    for name in Self.good {
      let found = try work.published(name)
      switch name {
      case "header-simple":
        let rows = try json(name, [[String: String]].self)
        let header = try #require(found.first)
        #expect(found.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) } == rows)
      case "all-empty": #expect(try found == [["a"]] + json(name, [[String]].self))
      default: #expect(try found == json(name, [[String]].self), "\(name)")
      }
    }
  }

  static let bad = [
    BadFile(name: "bad-header-less-fields", code: "missing-cell", place: ":2 (row 1)"),
    BadFile(name: "bad-header-more-fields", code: "extra-cell", place: ":2 (row 1)"),
    BadFile(name: "bad-header-no-header", code: "source-empty", place: ""),
    BadFile(name: "bad-header-wrong-header", code: "missing-label", place: ""),
    BadFile(name: "bad-missing-quote", code: "unclosed-quote", place: ":2:3"),
    BadFile(name: "bad-quotes-with-unescaped-quote", code: "stray-quote", place: ":2:18"),
    BadFile(name: "bad-unescaped-quote", code: "stray-quote", place: ":2:8"),
  ]

  @Test("refuses the bad ones with their place", arguments: bad)
  func refuses(_ bad: BadFile) async throws {
    let work = try Workdir()
    try add(bad.name, to: work)
    let outcome = try await work.run("run")
    #expect(outcome.code == 1)
    let text = outcome.unwrappedErrors
    #expect(text.contains("\(Self.folder)/csv/\(bad.name).csv\(bad.place)"), "\(text)")
    #expect(text.contains("[\(bad.code)]"), "\(text)")
    for value in ["Hey", "missed", "forgot", "qux", "quuz"] {
      #expect(!text.contains(value))
    }
    #expect(!work.isPublished)
  }

  @Test("publishes nothing of a header without rows")
  func headerOnly() async throws {
    let work = try Workdir()
    try add("header-no-rows", to: work)
    let outcome = try await work.run("run")
    #expect(outcome.code == 1)
    #expect(outcome.unwrappedErrors.contains("[source-empty]"))
    #expect(!work.isPublished)
  }

  @Test("refuses a column that nobody described with exit code 3")
  func unlisted() async throws {
    let work = try Workdir()
    try work.dataset(
      "smal", csv: "path: \"\(Self.folder)/csv/simple-lf.csv\"",
      fields: [
        "source: foo, privacy: none, treat: keep", "source: bar, privacy: none, treat: keep",
      ])
    let outcome = try await work.run("run")
    #expect(outcome.code == 3)
    #expect(outcome.unwrappedErrors.contains("[extra-label]"))
    #expect(outcome.unwrappedErrors.contains("'baz'"))
    #expect(!work.isPublished)
  }
}

extension Outcome {
  /// Standard error with the line breaks within a message taken out again.
  var unwrappedErrors: String {
    errors.replacingOccurrences(of: "\n  (?=\\S)", with: " ", options: .regularExpression)
  }
}
