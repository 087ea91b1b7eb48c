// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What the report for the FG says of a sign-off that is there and cannot be read.
struct DamagedSignOffTests {
  @Test("a damaged sign-off is not shown as none")
  func damaged() async throws {
    let work = try Workdir(keys: ["sleutel"], isSigned: false)
    try work.dataset(
      "klanten", csv: "path: export.csv, dialect: {delimiter: \";\"}",
      fields: [
        "source: nr, privacy: direct, treat: pseudonymise",
        "source: zone, privacy: none, treat: keep",
      ], more: "privacy:\n  pseudonym: {key: sleutel}\n")
    try work.write("pipelines/klanten/export.csv", "nr;zone\nPV-1;Noord\nPV-2;Zuid\n")
    #expect(try await report(work, contains: ["er is niet ondertekend"])["signOffProblem"] == nil)
    try work.write("pipelines/klanten/assessment.yaml", "version: 1\nrole: FG\n")
    let report = try await report(
      work,
      contains: [
        "de ondertekening is beschadigd en telt niet", "the sign-off is damaged and does not count",
      ])
    #expect(report["signOff"] == nil)
    #expect((report["signOffProblem"] as? String)?.contains("was edited or is damaged") == true)
  }

  /// Runs, which is refused, and reads the report.
  private func report(
    _ work: Workdir, contains texts: [String]
  ) async throws -> [String: Any] {
    #expect(try await work.run("run", "--date", "2026-11-23").code == 3)
    let folder = ".hergebruik/runs/2026-11-23"
    let page = try work.text("\(folder)/klanten.html")
    for text in texts { #expect(page.contains(text)) }
    return try #require(
      try JSONSerialization.jsonObject(with: Data(work.read("\(folder)/klanten.json")))
        as? [String: Any])
  }
}
