// SPDX-License-Identifier: EUPL-1.2

import Testing

/// Two releases of which the difference tells of one person, whatever else changed: the real binary refuses the second.
@Suite("Leaks between releases")
struct ReleaseLeakTests {
  /// A release: its fields, what else stands in the pipeline file, and its export.
  struct Release: Sendable {
    var fields: [String]
    var more: String
    var export: String
  }

  /// A second release, and what must stand in the message.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var first: Release
    var second: Release
    var words: String
    /// Whether the sign-off may allow it.
    var isSigned: Bool

    var testDescription: String { name }
  }

  // MARK: Counts

  /// What is neither counted by nor added up is dropped.
  private static func amounts(by: String, _ measures: String) -> [String] {
    func treat(_ isUsed: Bool) -> String { isUsed ? "keep" : "drop" }
    return [
      "source: wijk, privacy: quasi, treat: \(treat(by.contains("wijk")))",
      "source: soort, privacy: quasi, treat: \(treat(by.contains("soort")))",
      "source: bedrag, type: integer, privacy: sensitive, treat: \(treat(measures.contains("bedrag")))",
    ]
  }

  /// Twelve persons in the north, and one more.
  private static func counts(
    _ measures: String, by: String = "wijk", rounding: String = "", last: String = ""
  ) -> Release {
    let rows = (1...12).map { "noord,a,\($0)0\n" } + (1...15).map { "zuid,b,\($0)0\n" }
    return Release(
      fields: amounts(by: by, measures),
      more: "aggregate: {by: [\(by)], measures: [\(measures)], minimum: 5\(rounding)}",
      export: "wijk,soort,bedrag\n" + rows.joined() + last)
  }

  private static let person = "noord,a,777\n"
  private static let sum = "{name: som, sum: bedrag}"
  private static let count = "{name: aantal, count: rows}"

  private static let tables = [
    Case(
      name: "a sum beside rounded counts",
      first: counts("\(count), \(sum)", rounding: ", round: 5"),
      second: counts("\(count), \(sum)", rounding: ", round: 5", last: person),
      words: "sums or means changed", isSigned: true),
    Case(
      name: "a sum without counts", first: counts(sum), second: counts(sum, last: person),
      words: "sums or means changed", isSigned: true),
    Case(
      name: "a mean without counts", first: counts("{name: m, mean: bedrag}"),
      second: counts("{name: m, mean: bedrag}", last: person), words: "sums or means changed",
      isSigned: true),
    Case(
      name: "a count beside a new measure", first: counts(count),
      second: counts("\(count), \(sum)", last: person), words: "1 count changed by fewer than 5",
      isSigned: false),
    Case(
      name: "a measure of another name", first: counts(count),
      second: counts("{name: personen, count: rows}", last: person), words: "another name",
      isSigned: true),
    Case(
      name: "other fields to count by", first: counts(count),
      second: counts(count, by: "soort", last: person), words: "by other fields", isSigned: true),
    Case(
      name: "other groups", first: counts(count),
      second: {
        var release = counts(count, last: person)
        release.export = release.export.replacing("noord", with: "noordwest")
        return release
      }(), words: "the groups of field wijk are other ones", isSigned: true),
  ]

  // MARK: Rows

  private static let fields = [
    "source: nr, privacy: direct, treat: pseudonymise", "source: zone, privacy: quasi, treat: keep",
    "source: leeftijd, type: integer, privacy: quasi, treat: {round: 10}",
    "source: code, privacy: none, treat: keep",
  ]

  private static func rows(
    _ count: Int, fields: [String] = fields, k: String = ", k: {minimum: 5}",
    release: String = "2026-11", extra: String = ""
  ) -> Release {
    let rows = (1...count).map { row in
      "PV-\(10_000 + row),\(row % 2 == 0 ? "noord" : "zuid"),40,c\(row % 3)"
        + (extra.isEmpty ? "" : ",x") + "\n"
    }
    return Release(
      fields: fields, more: "privacy: {pseudonym: {key: k, release: \"\(release)\"}\(k)}",
      export: "nr,zone,leeftijd,code" + (extra.isEmpty ? "" : ",extra") + "\n" + rows.joined())
  }

  private static let people = [
    Case(
      name: "a row more", first: rows(40), second: rows(41), words: "1 row is new", isSigned: false),
    Case(
      name: "a row more beside a new column", first: rows(40),
      second: rows(41, fields: fields + ["source: extra, privacy: none, treat: keep"], extra: "x"),
      words: "1 row is new", isSigned: false),
    Case(
      name: "a row more and pseudonyms made anew", first: rows(40),
      second: rows(41, release: "2026-12"), words: "1 row is new", isSigned: false),
    Case(
      name: "a row more without k", first: rows(40), second: rows(41, k: ""),
      words: "no k is asked", isSigned: true),
    Case(
      name: "another treatment", first: rows(40),
      second: rows(60, fields: fields.map { $0.replacing("{round: 10}", with: "{round: 20}") }),
      words: "field leeftijd has another form or treatment", isSigned: true),
    Case(
      name: "another name of a field", first: rows(40),
      second: rows(
        50,
        fields: fields.map { $0.replacing("source: zone,", with: "source: zone, name: gebied,") }
      ), words: "field zone is gone", isSigned: true),
  ]

  static let cases = tables + people

  private func write(_ release: Release, _ work: Workdir, version: Int) throws {
    try work.dataset("a", csv: "path: a.csv", fields: release.fields, more: release.more)
    let file = "pipelines/a/pipeline.yaml"
    try work.write(
      file, work.text(file).replacing("metadata: {", with: "metadata: {version: \(version), "))
    try work.write("pipelines/a/a.csv", release.export)
  }

  private func run(_ one: Case, allows: Bool) async throws -> (work: Workdir, second: Outcome) {
    let work = try Workdir(keys: ["k"], allowsUncompared: allows)
    try write(one.first, work, version: 1)
    let first = try await work.run("run", "--date", "2026-11-01", "--accept-change")
    #expect(first.code == 0, "\(first.errors)")
    try write(one.second, work, version: 2)
    return (work, try await work.run("run", "--date", "2026-11-02", "--accept-change"))
  }

  @Test("refuses what tells of one person together with the last release", arguments: cases)
  func refuses(_ one: Case) async throws {
    let (work, second) = try await run(one, allows: false)
    let text = second.unwrappedErrors
    #expect(second.code == 3, "\(text)")
    #expect(text.contains("[differencing]") && text.contains(one.words), "\(text)")
    #expect(!text.contains("777"))
    let records = try work.published("a")
    #expect(!records.isEmpty)
  }

  @Test(
    "publishes what cannot be compared where the FG allows it, and nothing else", arguments: cases)
  func allowed(_ one: Case) async throws {
    let (work, second) = try await run(one, allows: true)
    #expect(second.code == (one.isSigned ? 0 : 3), "\(second.unwrappedErrors)")
    guard one.isSigned else { return }
    let report = try work.text(".hergebruik/runs/2026-11-02/a.json")
    #expect(report.contains("\"allowed\""), "\(report)")
  }

  @Test("publishes again what did not change, and what changed by enough")
  func same() async throws {
    let enough = [
      (Self.counts("\(Self.count), \(Self.sum)"), 0),
      (
        Self.counts(
          "\(Self.count), \(Self.sum)", last: String(repeating: Self.person, count: 5)), 0
      ), (Self.rows(40), 0), (Self.rows(50), 0),
    ]
    for (first, second) in [(enough[0].0, enough[1].0), (enough[2].0, enough[3].0)] {
      let one = Case(name: "", first: first, second: second, words: "", isSigned: false)
      let (work, outcome) = try await run(one, allows: false)
      #expect(outcome.code == 0, "\(outcome.unwrappedErrors)")
      let again = try await work.run("run", "--date", "2026-11-03")
      #expect(again.code == 0, "\(again.unwrappedErrors)")
    }
  }
}
