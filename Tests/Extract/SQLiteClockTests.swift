// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikTesting
import Testing

@testable import HergebruikExtract

/// What a database computes has an end.
@Suite struct SQLiteClockTests {
  private static let count = "WITH RECURSIVE r(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM r"
  /// Databases that compute for ever: with rows, without, before the first, and where nobody looks for it.
  static let endless = [
    "CREATE VIEW t AS \(count)) SELECT id FROM r",
    "CREATE VIEW t AS \(count)) SELECT id FROM r WHERE id < 0",
    "CREATE VIEW t AS \(count)) SELECT count(*) AS n FROM r",
    "CREATE TABLE a (n); INSERT INTO a VALUES (1); CREATE VIEW t AS SELECT n, (\(count)) SELECT max(id) FROM r) AS m FROM a",
    "CREATE TABLE t (a); CREATE VIEW gpkg_geometry_columns AS \(count)) SELECT 't' AS table_name, 'x' AS column_name, 1 AS srs_id FROM r WHERE id < 0",
  ]

  private func table(
    _ script: String, _ folder: TemporaryFolder, timeout: String
  ) throws -> [[String]] {
    try folder.write(TestDatabase.bytes(script), to: "a.db")
    return try HergebruikTesting.rows(
      of: ExtractorConformance.open(
        SQLiteExtractor.self,
        .group(["path": .text("a.db"), "table": .text("t"), "timeout": .text(timeout)]),
        folder: folder.path))
  }

  @Test(arguments: endless)
  func stopsWhatNeverEnds(_ script: String) throws {
    let folder = try TemporaryFolder()
    let failure = #expect(throws: Failure.self) { try table(script, folder, timeout: "PT1S") }
    #expect(failure?.diagnostics.first?.code == .sourceTimeout)
    #expect(failure?.diagnostics.first?.hint != nil)
  }

  @Test func readsViewsThatEnd() throws {
    let folder = try TemporaryFolder()
    let rows = try table(
      "CREATE VIEW t AS \(Self.count) WHERE id < 20000) SELECT id FROM r", folder, timeout: "PT10M")
    #expect(rows.count == 20_000)
  }

  @Test func timeoutIsADuration() throws {
    let folder = try TemporaryFolder()
    let failure = #expect(throws: Failure.self) {
      try table("CREATE TABLE t (a)", folder, timeout: "gauw")
    }
    #expect(failure?.diagnostics.first?.code == .invalidValue)
  }

  /// A damaged file whose pages lead back to each other has more rows than bytes.
  @Test func stopsWherePagesLeadRoundAndRound() throws {
    let folder = try TemporaryFolder()
    let script =
      "PRAGMA page_size = 512; CREATE TABLE t (a); INSERT INTO t \(Self.count) WHERE id < 40000) SELECT NULL FROM r"
    var bytes = TestDatabase.bytes(script)
    // The root is page 2. Each page of page numbers leads to the next such page only: powers of 50 rows.
    let inner = (2...bytes.count / 512).filter { bytes[($0 - 1) * 512] == 5 }
    #expect(inner.first == 2 && (5..<18).contains(inner.count))
    for (page, next) in zip(inner, inner.dropFirst()) {
      let at = (page - 1) * 512
      let target = [0, 0, UInt8(next >> 8), UInt8(next & 0xFF)]
      for index in 0..<Int(bytes[at + 3]) << 8 | Int(bytes[at + 4]) {
        let place = Int(bytes[at + 12 + 2 * index]) << 8 | Int(bytes[at + 13 + 2 * index])
        bytes.replaceSubrange(at + place..<at + place + 4, with: target)
      }
      bytes.replaceSubrange(at + 8..<at + 12, with: target)
    }
    try folder.write(bytes, to: "b.db")
    let failure = #expect(throws: Failure.self) {
      _ = try HergebruikTesting.rows(
        of: ExtractorConformance.open(
          SQLiteExtractor.self, .group(["path": .text("b.db")]), folder: folder.path))
    }
    #expect(failure?.diagnostics.first?.code == .format)
  }
}
