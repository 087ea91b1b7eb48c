// SPDX-License-Identifier: EUPL-1.2

import CZlib
import Foundation
import Testing

/// In which order rows are published.
@Suite("The order of rows")
struct RowOrderTests {
  /// Rows enough for more than one block, of which no two are equal but for a few.
  fileprivate static let rows: [String] = {
    var rows = (0..<40_000).map { i in
      let note = i % 97 == 0 ? "\"een \"\"lange\"\"\nregel, \(i)\"" : "weg \(i % 1_000)"
      return
        "\(i * 7_919 % 40_000),\(i % 13 == 0 ? "" : "zone \(i % 5)"),\(i % 80).\(i % 7),\(note)"
    }
    rows += ["40001,zone 1,2.5,dubbel", "40001,zone 1,2.5,dubbel"]
    return rows
  }()

  private static let fields = [
    "source: nr, type: integer, privacy: none, treat: keep",
    "source: zone, privacy: quasi, treat: keep",
    "source: bedrag, type: number, privacy: none, treat: keep",
    "source: tekst, privacy: none, treat: keep",
  ]

  /// A project of one dataset.
  fileprivate static func work(
    _ more: String, rows: [String] = rows, fields: [String] = fields, isSigned: Bool = true
  ) throws -> Workdir {
    let work = try Workdir(isSigned: isSigned)
    try work.dataset("a", csv: "path: a.csv", fields: fields, more: more)
    try work.write("pipelines/a/a.csv", text(rows))
    return work
  }

  fileprivate static func text(_ rows: [String]) -> String {
    (["nr,zone,bedrag,tekst"] + rows).joined(separator: "\n") + "\n"
  }

  /// The same rows otherwise.
  fileprivate static func stirred(_ rows: [String]) -> [String] {
    (0..<rows.count).map { rows[($0 * 12_347 + 5) % rows.count] }
  }

  fileprivate func packed(_ work: Workdir, _ form: String = "csv.gz") throws -> [UInt8] {
    try work.read("catalog/current/datasets/a/a.\(form)")
  }

  fileprivate func run(_ work: Workdir, _ more: String...) async throws -> Outcome {
    var arguments = ["run", "--date", "2026-11-23"]
    arguments += more
    return try await work.run(arguments)
  }

  @Test("sorts rows about persons by all that is published, where nothing else is said")
  func byDefault() async throws {
    let work = try Self.work("")
    let outcome = try await run(work)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let published = try Array(work.published("a").dropFirst())
    #expect(published.count == Self.rows.count)
    #expect(published.compactMap { Int($0[0]) } == (Array(0..<40_000) + [40_001, 40_001]))
  }

  @Test("leaves rows that are not about persons in the order of the export")
  func notPersonal() async throws {
    let fields = Self.fields.map { $0.replacingOccurrences(of: "quasi", with: "none") }
    let work = try Self.work("", fields: fields)
    #expect(try await run(work).code == 0)
    let numbers = try work.published("a").dropFirst().map { $0[0] }
    #expect(numbers == Self.rows.map { String($0.prefix { $0 != "," }) })
  }

  @Test("sorts by the primary key, numbers by their value")
  func primaryKey() async throws {
    let rows = Array(Self.rows.dropLast(2))
    let work = try Self.work("primaryKey: [tekst, nr]", rows: rows)
    #expect(try await run(work).code == 0)
    let published = try work.published("a").dropFirst().map { ($0[3], Int($0[0]) ?? -1) }
    #expect(published.count == rows.count)
    for (one, other) in zip(published, published.dropFirst()) {
      #expect(
        one.0 == other.0
          ? one.1 < other.1 : one.0.utf8.lexicographicallyPrecedes(other.0.utf8))
    }
  }

  @Test("shuffles into an order that is nobody's, and loses no row")
  func shuffled() async throws {
    let work = try Self.work("publish: {order: shuffled}")
    #expect(try await run(work).code == 0)
    let published = try Array(work.published("a").dropFirst())
    let numbers = published.compactMap { Int($0[0]) }
    #expect(numbers.sorted() == (Array(0..<40_000) + [40_001, 40_001]))
    let up = zip(numbers, numbers.dropFirst()).count { $0 < $1 }
    #expect((19_000...21_000).contains(up), "\(up)")
  }

  @Test(
    "has the same order in every form, with a GeoJSON that is one", arguments: ["key", "shuffled"])
  func forms(_ order: String) async throws {
    let work = try Workdir()
    try work.dataset(
      "a", csv: "path: a.csv",
      fields: [
        "source: x, type: number, privacy: none, treat: keep",
        "source: y, type: number, privacy: none, treat: keep",
        "source: naam, privacy: none, treat: keep",
      ],
      more: """
        geometry: {from: {x: x, y: y}, crs: EPSG:28992}
        publish: {order: \(order), distributions: [geojson.gz, csv.gz, jsonl.gz]}
        """)
    let rows = (0..<3_000).map { i in
      i % 50 == 0 ? ",,leeg \(i)" : "\(120_000 + i * 37 % 3_000),\(450_000 + i),\"naam, \(i)\""
    }
    for (list, jobs) in [(rows, "1"), (Self.stirred(rows), "3")] {
      try work.write("pipelines/a/a.csv", (["x,y,naam"] + list).joined(separator: "\n") + "\n")
      let outcome = try await run(work, "--jobs", jobs)
      #expect(outcome.code == 0, "\(outcome.errors)")
      let table = try Array(work.published("a").dropFirst())
      #expect(table.count == rows.count)
      let names = table.map { $0[2] }
      let lines = try Gunzip.bytes(packed(work, "jsonl.gz")).split(separator: 0x0A)
      let objects = try lines.map {
        try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
      }
      #expect(objects.map { $0?["naam"] as? String } == names)
      let collection = try JSONSerialization.jsonObject(
        with: Data(Gunzip.bytes(packed(work, "geojson.gz"))))
      let whole = try #require(collection as? [String: Any])
      let features = try #require(whole["features"] as? [[String: Any]])
      #expect(features.map { ($0["properties"] as? [String: Any])?["naam"] as? String } == names)
      #expect(features.count { $0["geometry"] is NSNull } == 60)
      #expect((whole["bbox"] as? [Double])?.count == 4)
    }
  }

  @Test("keeps the order of an export about persons only where the sign-off says so")
  func source() async throws {
    let rows = ["3,zone 1,1,c", "1,zone 2,2,b", "2,zone 1,3,a"]
    let work = try Self.work("publish: {order: source}", rows: rows, isSigned: false)
    let sign = [
      "sign-off", "a", "--role", "FG", "--decision", "publish", "--valid-until",
      Workdir.lastDay, "--allow-without-k", "--reason", "without-k=Een test.",
    ]
    let order = ["--allow-source-order", "--reason", "source-order=Een test."]
    #expect(try await work.run(sign).code == 0)
    let refused = try await run(work)
    #expect(refused.code == 3)
    #expect(refused.errors.contains("--allow-source-order"), "\(refused.errors)")
    #expect(!work.isPublished)
    #expect(try await work.run(sign + order).code == 0)
    #expect(try await run(work).code == 0)
    #expect(try work.published("a").dropFirst().map { $0[0] } == ["3", "1", "2"])
    // What was signed for was that order: without it, it is to be signed again, and needs no exception for it.
    try work.dataset("a", csv: "path: a.csv", fields: Self.fields)
    #expect(try await run(work).code == 3)
    #expect(try await work.run(sign).code == 0)
    // A table that changed, of which no k is asked, cannot be compared with the one before.
    let uncompared = try await run(work)
    #expect(uncompared.code == 3)
    #expect(uncompared.errors.contains("--allow-uncompared"), "\(uncompared.errors)")
    #expect(
      try await work.run(sign + ["--allow-uncompared", "--reason", "uncompared=Een test."]).code
        == 0)
    #expect(try await run(work).code == 0)
    #expect(try work.published("a").dropFirst().map { $0[0] } == ["1", "2", "3"])
  }

  @Test("ends as ever where rows are refused, and leaves them out where they may be")
  func refused() async throws {
    var rows = Self.rows
    rows[30_000] = "x,zone 1,1,verkeerd"
    let stopped = try Self.work("", rows: rows)
    let outcome = try await run(stopped, "--memory", "16M")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("[type-error]"), "\(outcome.errors)")
    #expect(!stopped.isPublished)
    let work = try Self.work("errors: {limit: 1}", rows: rows)
    #expect(try await run(work, "--memory", "16M").code == 0)
    #expect(try work.published("a").count == rows.count)
    let others = try Self.work("", rows: Array(rows[..<30_000] + rows[30_001...]))
    #expect(try await run(others).code == 0)
    #expect(try packed(others) == packed(work))
    rows[10_000] = "1,\"open"
    let broken = try Self.work("", rows: rows)
    #expect(try await run(broken).code == 1)
    #expect(!broken.isPublished)
  }

  @Test("publishes one row, and one that is larger than its part of the memory")
  func extremes() async throws {
    let one = try Self.work("", rows: ["1,zone 1,1,a"])
    #expect(try await run(one).code == 0)
    #expect(try one.published("a").count == 2)
    let giant = String(repeating: "lang ", count: 1_200_000)
    let rows = ["3,z,1,\(giant)", "2,z,1,kort", "1,z,1,\(giant)", "0,z,1,kort"]
    let work = try Self.work("", rows: rows)
    let outcome = try await run(work, "--memory", "16M", "--jobs", "2")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let published = try work.published("a").dropFirst()
    #expect(published.map { $0[0] } == ["0", "1", "2", "3"])
    #expect(
      published.map { $0[3].utf8.count } == [4, giant.utf8.count - 1, 4, giant.utf8.count - 1]
        || published.map { $0[3].utf8.count } == [4, giant.utf8.count, 4, giant.utf8.count])
  }
}

@Suite("The order of rows, by any way of working")
struct RowOrderProofs {
  private let tests = RowOrderTests()

  @Test(
    "shows neither the order of the export, nor the workers, nor the memory",
    arguments: ["key", "shuffled"])
  func sameBytes(_ order: String) async throws {
    let more = "publish: {order: \(order), distributions: [jsonl.gz, csv.gz]}"
    let work = try RowOrderTests.work(more)
    #expect(try await tests.run(work).code == 0)
    let (csv, json) = (try tests.packed(work), try tests.packed(work, "jsonl.gz"))
    for (jobs, memory) in [("1", "16M"), ("2", "64M"), ("5", "16M")] {
      let other = try RowOrderTests.work(more, rows: RowOrderTests.stirred(RowOrderTests.rows))
      let outcome = try await tests.run(other, "--jobs", jobs, "--memory", memory)
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try tests.packed(other) == csv, "\(jobs) \(memory)")
      #expect(try tests.packed(other, "jsonl.gz") == json, "\(jobs) \(memory)")
    }
    // Unchanged rows in another order are an unchanged dataset.
    try work.write(
      "pipelines/a/a.csv", RowOrderTests.text(RowOrderTests.stirred(RowOrderTests.rows)))
    let again = try await tests.run(work)
    #expect(again.output.contains("unchanged"), "\(again.output)")
  }
}
