// SPDX-License-Identifier: EUPL-1.2

import HergebruikDefinition
import Testing

/// Releases that are online beside the last one: the real binary compares a new one with each.
@Suite("Kept releases")
struct KeptReleaseTests {
  private static let fields = [
    "source: zone, privacy: quasi, treat: keep",
    "source: leeftijd, type: integer, privacy: quasi, treat: {round: 10}",
  ]

  private static func export(north: Int, south: Int) -> String {
    "zone,leeftijd\n" + String(repeating: "noord,41\n", count: north)
      + String(repeating: "zuid,39\n", count: south)
  }

  private func work(versions: Int) throws -> Workdir {
    let work = try Workdir(allowsUncompared: false)
    try work.dataset(
      "a", csv: "path: a.csv", fields: Self.fields,
      more: "privacy: {k: {minimum: 5}}\npublish: {versions: \(versions)}")
    return work
  }

  private func run(_ work: Workdir, _ export: String, day: Int) async throws -> Outcome {
    try work.write("pipelines/a/a.csv", export)
    return try await work.run("run", "--date", "2026-11-0\(day)", "--accept-change")
  }

  @Test("refuses a row more than a kept release had, though the last one differs by enough")
  func rows() async throws {
    for (versions, code) in [(2, Int32(3)), (0, 0)] {
      let work = try work(versions: versions)
      for (day, north) in [(1, 20), (2, 26)] {
        let night = try await run(work, Self.export(north: north, south: 20), day: day)
        #expect(night.code == 0, "\(night.unwrappedErrors)")
      }
      let third = try await run(work, Self.export(north: 21, south: 20), day: 3)
      #expect(third.code == code, "\(third.unwrappedErrors)")
      guard code == 3 else { continue }
      let text = third.unwrappedErrors
      #expect(text.contains("beside the kept release of 1 November 2026: 1 row is new"), "\(text)")
      // Enough more than in both.
      let fourth = try await run(work, Self.export(north: 31, south: 20), day: 4)
      #expect(fourth.code == 0, "\(fourth.unwrappedErrors)")
      let report = try work.text(".hergebruik/runs/2026-11-04/a.json")
      #expect(report.contains("Naast de bewaarde versie van 1 november 2026"), "\(report)")
    }
  }

  @Test("refuses a count that differs by a few from that of a kept release")
  func counts() async throws {
    let work = try Workdir(allowsUncompared: false)
    try work.dataset(
      "a", csv: "path: a.csv",
      fields: [
        "source: zone, privacy: quasi, treat: keep",
        "source: leeftijd, privacy: quasi, treat: drop",
      ],
      more:
        "aggregate: {by: [zone], measures: [{name: aantal, count: rows}], minimum: 5}\npublish: {versions: 3}"
    )
    for (day, north, code) in [(1, 20, Int32(0)), (2, 26, 0), (3, 21, 3), (4, 31, 0)] {
      let night = try await run(work, Self.export(north: north, south: 20), day: day)
      #expect(night.code == code, "\(night.unwrappedErrors)")
      #expect((code == 0) != night.errors.contains("[differencing]"))
    }
  }

  @Test("cannot compare what was kept without its fields, and says so")
  func withoutFields() async throws {
    let work = try work(versions: 2)
    for (day, north) in [(1, 20), (2, 26)] {
      #expect(try await run(work, Self.export(north: north, south: 20), day: day).code == 0)
    }
    let name = try #require(try work.generations().last)
    let file = "catalog/generations/\(name)/generation.json"
    let text = try work.text(file)
    let parts = text.split(separator: "\"versions\":", maxSplits: 1)
    let version = try #require(parts.last)
    let start = try #require(version.firstRange(of: "\"fields\":"))
    let end = try #require(version.firstRange(of: ",\"rows\""))
    let cut = version[..<start.lowerBound] + version[version.index(after: end.lowerBound)...]
    try work.write(file, String(parts[0]) + "\"versions\":" + String(cut))
    let third = try await run(work, Self.export(north: 32, south: 20), day: 3)
    #expect(third.code == 3, "\(third.unwrappedErrors)")
    #expect(third.unwrappedErrors.contains("its fields were not kept then"))
  }

  @Test("compares a dataset under another name with what is online of the old one")
  func renamed() async throws {
    let work = try work(versions: 0)
    #expect(try await run(work, Self.export(north: 40, south: 40), day: 1).code == 0)
    let pipeline = try work.text("pipelines/a/pipeline.yaml")
    try work.remove("pipelines/a")
    for (south, code) in [(41, Int32(3)), (45, 0)] {
      try work.write("pipelines/b/pipeline.yaml", pipeline)
      try work.write("pipelines/b/a.csv", Self.export(north: 40, south: south))
      // The sign-off of the tests allows what datasets tell together; here it does not.
      try work.signOff(without: [.uncompared, .together])
      let night = try await work.runUnsigned("run", "--date", "2026-11-02")
      #expect(night.code == code, "\(night.unwrappedErrors)")
      #expect(
        (code == 3)
          == night.unwrappedErrors.contains(
            "beside the dataset a, which is no longer in pipelines: 1 row is new"),
        "\(night.unwrappedErrors)")
    }
  }

  @Test("takes the word of the sign-off that the old one is of other persons")
  func otherPersons() async throws {
    let work = try work(versions: 0)
    #expect(try await run(work, Self.export(north: 40, south: 40), day: 1).code == 0)
    let pipeline = try work.text("pipelines/a/pipeline.yaml")
    try work.remove("pipelines/a")
    try work.write("pipelines/b/pipeline.yaml", pipeline)
    try work.write("pipelines/b/a.csv", Self.export(north: 40, south: 41))
    let night = try await work.run("run", "--date", "2026-11-02")
    #expect(night.code == 0, "\(night.unwrappedErrors)")
    #expect(try work.text(".hergebruik/runs/2026-11-02/b.json").contains("\"allowed\""))
  }

  @Test("keeps the levels of the last release as long as they will do, and refuses others")
  func levels() async throws {
    let work = try Workdir(allowsUncompared: false)
    try work.dataset(
      "a", csv: "path: a.csv",
      fields: [
        "source: leeftijd, type: integer, privacy: quasi, treat: {generalise: {hierarchy: l.csv}}"
      ], more: "privacy: {k: {minimum: 5, method: generalise}}")
    try work.write("pipelines/a/l.csv", "20;20-29;*\n25;20-29;*\n31;30-39;*\n38;30-39;*\n")
    func export(_ counts: [Int]) -> String {
      "leeftijd\n"
        + zip(["20", "25", "31", "38"], counts)
        .map { String(repeating: "\($0)\n", count: $1) }.joined()
    }
    // Three of a kind need bands of ten years; nine would do with years, and bands stay; at last nothing but * would.
    for (day, counts, code) in [
      (1, [3, 3, 3, 3], Int32(0)), (2, [9, 9, 9, 9], 0), (3, [9, 9, 2, 2], 3),
    ] {
      let night = try await run(work, export(counts), day: day)
      #expect(night.code == code, "\(night.unwrappedErrors)")
      let values = Set(try work.published("a").dropFirst().map { $0[0] })
      #expect(values == ["20-29", "30-39"], "\(values)")
    }
  }
}
