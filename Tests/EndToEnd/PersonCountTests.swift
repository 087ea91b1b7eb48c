// SPDX-License-Identifier: EUPL-1.2

import HergebruikDefinition
import Testing

/// k counts persons where a column that is not published says who they are.
@Suite("Persons behind rows")
struct PersonCountTests {
  /// Three classes of twenty rows, of so many persons each.
  private func work(
    persons: Int, column: String = "BSN", k: String
  ) throws -> Workdir {
    let work = try Workdir(keys: ["k"])
    try work.dataset(
      "t", csv: "path: a.csv",
      fields: ["source: wijk, privacy: quasi, treat: keep"]
        + ["source: \(column), privacy: direct, treat: drop"],
      more: "privacy: {k: {\(k)}}")
    let rows = (0..<60).map { "wijk \($0 % 3),\(Cells.bsn(100 * ($0 % 3) + $0 / 3 % persons))\n" }
    try work.write("pipelines/t/a.csv", "wijk,\(column)\n" + rows.joined())
    return work
  }

  @Test("takes twenty rows of four persons for four", arguments: [1, 4, 5, 20])
  func dropped(persons: Int) async throws {
    for (column, k) in [
      ("BSN", "minimum: 5, method: suppress, limit: 2%"), ("BSN", "minimum: 5"),
      ("klant", "minimum: 5, contributor: klant"), ("burgerservicenummer", "minimum: 5"),
      // Parts may be merged until they have enough persons: the whole has three times as many.
      ("BSN", "minimum: \(persons < 5 ? 3 * persons + 1 : 5), method: mondrian"),
    ] {
      let work = try work(persons: persons, column: column, k: k)
      let night = try await work.run("run")
      #expect(night.code == (persons < 5 ? 3 : 0), "\(column) \(k): \(night.unwrappedErrors)")
      if persons < 5 { #expect(night.errors.contains("[k-anonymity]"), "\(night.errors)") }
      let risk = try await work.run("risk", "t")
      #expect(risk.output.contains("\(column) (sensitive)"), "\(risk.output)")
    }
  }

  @Test("leaves out the class that has too few persons, and keeps the others")
  func leavesOut() async throws {
    let work = try Workdir()
    try work.dataset(
      "t", csv: "path: a.csv",
      fields: [
        "source: wijk, privacy: quasi, treat: keep",
        "source: BSN, name: bsn, privacy: direct, treat: redact",
      ], more: "privacy: {k: {minimum: 5, method: suppress, limit: 40%}}")
    let rows =
      (0..<20).map { "noord,\(Cells.bsn($0 % 10))\n" }
      + (0..<10).map { _ in "zuid,\(Cells.bsn(77))\n" }
    try work.write("pipelines/t/a.csv", "wijk,BSN\n" + rows.joined())
    let night = try await work.run("run", "--date", "2026-11-29")
    #expect(night.code == 0, "\(night.unwrappedErrors)")
    let records = try work.published("t")
    #expect(records.count == 21 && !records.contains { $0.contains("zuid") })
    let report = try work.text(".hergebruik/runs/2026-11-29/t.json")
    #expect(report.contains("l = 5 (bsn)"), "\(report)")
  }

  @Test("asks for a column that is there, and hidden")
  func mistakes() async throws {
    let work = try work(persons: 9, k: "minimum: 5, contributor: klnt")
    let unknown = try await work.run("check")
    #expect(unknown.code == 2 && unknown.unwrappedErrors.contains("there is no column 'klnt'"))
    let shown = try self.work(persons: 9, k: "minimum: 5, contributor: wijk")
    let check = try await shown.run("check")
    #expect(check.code == 2 && check.unwrappedErrors.contains("'wijk' is published"))
  }

  @Test("refuses a pseudonym as a part of the class, and beside the column that it hides")
  func pseudonyms() async throws {
    for (fields, word) in [
      (
        ["source: nr, privacy: quasi, treat: pseudonymise"],
        "each class of rows that are alike has one pseudonym in nr"
      ),
      (
        [
          "source: nr, privacy: direct, treat: pseudonymise",
          "source: reeks, privacy: quasi, treat: {prefix: 2}",
        ], "reeks shows the column of which nr is the pseudonym"
      ),
    ] {
      let work = try Workdir(keys: ["k"])
      try work.dataset(
        "t", csv: "path: a.csv", fields: ["source: wijk, privacy: quasi, treat: keep"] + fields,
        more: (fields.count > 1 ? "steps: [{derive: {name: reeks, as: nr}}]\n" : "")
          + "privacy: {k: {minimum: 2, method: suppress, limit: 50%}, pseudonym: {key: k, release: \"\"}}"
      )
      let rows = (0..<60).map { "wijk \($0 % 3),m\(100 + $0 % 6)\n" }
      try work.write("pipelines/t/a.csv", "wijk,nr\n" + rows.joined())
      let night = try await work.run("run")
      #expect(night.code == 3, "\(night.unwrappedErrors)")
      #expect(night.unwrappedErrors.contains(word), "\(night.unwrappedErrors)")
    }
  }

  @Test("tells in the report how old the key of pseudonyms is, and when it is to be replaced")
  func key() async throws {
    let work = try Workdir(keys: ["k"])
    try work.dataset(
      "t", csv: "path: a.csv",
      fields: [
        "source: wijk, privacy: quasi, treat: keep",
        "source: nr, privacy: direct, treat: pseudonymise",
      ], more: "privacy: {k: {minimum: 2}, pseudonym: {key: k, release: \"\"}}")
    try work.write(
      "pipelines/t/a.csv", "wijk,nr\n" + (0..<40).map { "w\($0 % 2),m\($0)\n" }.joined())
    let day = AmsterdamDate.today()
    let year = try #require(Int(day.prefix(4)))
    #expect(try await work.run("run", "--date", day).code == 0)
    let report = try work.text(".hergebruik/runs/\(day)/t.json")
    #expect(report.contains("\"made\" : \"\(year)-"), "\(report)")
    let page = try work.text(".hergebruik/runs/\(day)/t.html")
    #expect(page.contains("Vervang de sleutel uiterlijk op"), "\(page)")
    #expect(page.contains(" \(year + 3)."))
    try work.age("../keys/k.key", seconds: 4 * 366 * 86_400)
    #expect(try await work.run("run", "--date", day, "--accept-change").code == 0)
    #expect(
      try work.text(".hergebruik/runs/\(day)/t.html").contains("vervangen moeten zijn"))
  }
}
