// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// A file, the problem, and the place behind the file's name.
struct BadFile: Sendable {
  var name: String
  var code: String
  var place: String
}

/// Awkward CSV files of `Tests/Vectors/csv` through the real binary.
@Suite("Edge files") struct EdgeFileTests {
  private struct Case: Decodable {
    var records: [[String]]?
    var code: String?
    var place: String?
  }

  private static let folder = Repository.root + "/Tests/Vectors"

  private static func cases() throws -> [String: Case] {
    try JSONDecoder().decode(
      [String: Case].self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/csv.json")))
  }

  private func add(_ name: String, to work: Workdir) throws {
    let labels = name.contains("one-column") ? ["nr"] : ["nr", "soort", "plek"]
    try work.dataset(
      name, csv: "path: \"\(Self.folder)/csv/\(name).csv\"",
      fields: labels.map { "source: \($0), privacy: none, treat: keep" })
  }

  @Test("publishes the cells of the good ones")
  func publishes() async throws {
    let good = try Self.cases().filter { $0.value.records != nil }
    #expect(good.count >= 20)
    let work = try Workdir()
    for name in good.keys { try add(name, to: work) }
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    for (name, expected) in good {
      // White space alone is a missing value, which is published empty.
      let records = expected.records?.map { $0.map { $0 == " " ? "" : $0 } }
      #expect(try work.published(name) == records, "\(name)")
    }
  }

  static func bad() throws -> [BadFile] {
    try cases().compactMap { name, expected in
      expected.code.map { BadFile(name: name, code: $0, place: expected.place ?? "") }
    }.sorted { $0.name < $1.name }
  }

  @Test("refuses the bad ones with their place")
  func refuses() async throws {
    let bad = try Self.bad()
    #expect(bad.count >= 7)
    for bad in bad {
      let work = try Workdir()
      try add(bad.name, to: work)
      let outcome = try await work.run("run")
      // A column that nobody described is a matter of privacy.
      #expect(outcome.code == (bad.name == "other-header" ? 3 : 1), "\(bad.name)")
      let text = outcome.unwrappedErrors
      #expect(text.contains("\(Self.folder)/csv/\(bad.name).csv\(bad.place)"), "\(text)")
      #expect(text.contains("[\(bad.code)]"), "\(text)")
      #expect(!text.contains("geheim"))
      #expect(!work.isPublished)
    }
  }

  @Test("publishes nothing of a header without rows")
  func headerOnly() async throws {
    let work = try Workdir()
    try work.write("pipelines/leeg/leeg.csv", "nr,soort,plek\n")
    try work.dataset(
      "leeg", csv: "path: leeg.csv",
      fields: ["nr", "soort", "plek"].map { "source: \($0), privacy: none, treat: keep" })
    let outcome = try await work.run("run")
    #expect(outcome.code == 1)
    #expect(outcome.unwrappedErrors.contains("[source-empty]"))
    #expect(!work.isPublished)
  }

  @Test("refuses a column that nobody described with exit code 3")
  func unlisted() async throws {
    let work = try Workdir()
    try work.dataset(
      "smal", csv: "path: \"\(Self.folder)/csv/plain-lf.csv\"",
      fields: [
        "source: nr, privacy: none, treat: keep", "source: soort, privacy: none, treat: keep",
      ])
    let outcome = try await work.run("run")
    #expect(outcome.code == 3)
    #expect(outcome.unwrappedErrors.contains("[extra-label]"))
    #expect(outcome.unwrappedErrors.contains("'plek'"))
    #expect(!work.isPublished)
  }
}

extension Outcome {
  /// Standard error with the line breaks within a message taken out again.
  var unwrappedErrors: String {
    errors.replacingOccurrences(of: "\n  (?=\\S)", with: " ", options: .regularExpression)
  }
}
