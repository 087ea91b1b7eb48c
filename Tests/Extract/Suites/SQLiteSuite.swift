// SPDX-License-Identifier: EUPL-1.2

import CArchive
import HergebruikFormat
import HergebruikTesting

@testable import HergebruikExtract

extension ExtractorSuite {
  /// SQLite and GeoPackage.
  static let sqlite = ExtractorSuite(
    SQLiteExtractor.self,
    cases: [
      ExtractorCase(
        "every kind of value, in the order of row numbers", files: file(plain),
        options: options("soort"),
        .table(
          table(
            ["naam", "aantal", "hoogte"],
            [
              ["Zoë \"x\"", "-9007199254740993", "2.75"], ["", "", "0.1"],
              ["drie", "3", "12500000000000000000"],
            ]))),
      ExtractorCase(
        "a view, the only one in UTF-16", files: file(view), options: options(),
        .table(table(["n", "m"], [["1", "één"], ["2", "twee"]]))),
      ExtractorCase(
        "a table without row numbers", files: file(keyed), options: options(),
        .table(table(["code", "rowid"], [["a", "2"], ["b", "1"]]))),
      ExtractorCase(
        "a packed database", files: file(packed), options: options(),
        .table(table(["code", "rowid"], [["a", "2"], ["b", "1"]]))),
      ExtractorCase(
        "geometries of every kind", files: file(geometries), options: options(),
        .table(
          table(
            ["fid", "geom"],
            [
              ["1", "POINT (155000 463000.5)"], ["2", ""], ["3", "POINT EMPTY"],
              ["4", "LINESTRING Z (1 2 3, 4 5 6)"],
              ["5", "POLYGON ((0 0, 1 0, 0 1, 0 0), (0.1 0.1, 0.2 0.1, 0.1 0.2, 0.1 0.1))"],
              ["6", "MULTIPOINT ((1 2), EMPTY)"],
              ["7", "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING EMPTY)"],
            ]))),
      refusal("several tables", plain, .sourceMissing),
      refusal("a table that is not there", plain, .sourceMissing, table: "bomen"),
      refusal("no table at all", TestDatabase.bytes("PRAGMA user_version = 1"), .sourceMissing),
      refusal(
        "bytes", TestDatabase.bytes("CREATE TABLE t (a); INSERT INTO t VALUES (1), (x'00')"),
        .format, line: 2),
      refusal(
        "another reference system", TestDatabase.geoPackage([point], system: 4326), .format, line: 1
      ),
      refusal(
        "a curve", TestDatabase.geoPackage([(header, "0108000000" + hex(0, 4))]), .format, line: 1),
      refusal(
        "a geometry that is cut off",
        TestDatabase.geoPackage([point, (header, "0101000000" + hex(1))]), .format, line: 2),
      refusal(
        "more points than bytes",
        TestDatabase.geoPackage([(header, "0102000000ffffffff" + hex(1, 2))]), .format, line: 1),
      refusal(
        "a view that acts",
        TestDatabase.bytes("CREATE VIEW v AS SELECT load_extension('x.so') AS a"), .format),
      refusal(
        "a view on what is gone",
        TestDatabase.bytes(
          "CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t; PRAGMA writable_schema = 1; DELETE FROM sqlite_schema WHERE name = 't'"
        ),
        .format, table: "v"),
      refusal("half a database", Array(large.prefix(3 * 4096)), .format),
      refusal("another kind of file", Array("naam;aantal\n".utf8), .format),
      refusal("nothing", [], .sourceEmpty),
    ],
    large: Large(options: .group(["path": .text("large.db")])) { rows, folder in
      try TestDatabase.run(many(rows), path: folder.path + "/large.db")
    })

  private static func many(_ rows: Int) -> String {
    """
    CREATE TABLE t (nr INTEGER, naam TEXT);
    WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < \(rows))
    INSERT INTO t SELECT n + 1000000, 'een naam van ' || n FROM c;
    """
  }

  private static let large = TestDatabase.bytes(many(2_000))

  private static let plain = TestDatabase.bytes(
    """
    CREATE TABLE soort (naam TEXT, aantal INTEGER, hoogte REAL);
    INSERT INTO soort (rowid, naam, aantal, hoogte) VALUES (7, 'drie', 3, 1.25e19);
    INSERT INTO soort (rowid, naam, aantal, hoogte) VALUES (2, NULL, NULL, 0.1);
    INSERT INTO soort (rowid, naam, aantal, hoogte) VALUES (1, 'Zoë "x"', -9007199254740993, 2.75);
    CREATE TABLE boom (nr INTEGER PRIMARY KEY);
    """)

  private static let view = TestDatabase.bytes(
    """
    PRAGMA encoding = 'UTF-16le';
    CREATE VIEW v AS SELECT column1 AS n, column2 AS m FROM (VALUES (1, 'één'), (2, 'twee'));
    """)

  private static let keyed = TestDatabase.bytes(
    """
    CREATE TABLE t (code TEXT PRIMARY KEY, rowid INTEGER) WITHOUT ROWID;
    INSERT INTO t VALUES ('b', 1), ('a', 2);
    """)

  private static let packed: [UInt8] = {
    do {
      return try TestArchive.packed(keyed) { archive_write_add_filter_gzip($0) }
    } catch {
      preconditionFailure("the database of a test cannot be packed: \(error)")
    }
  }()

  private static let header = "47500001" + TestDatabase.hex(28992, 4)
  private static let point = (header, "0101000000" + hex(155_000, 463_000.5))

  private static let geometries: [UInt8] = {
    let ring = hex(4, 4) + hex(0, 0, 1, 0, 0, 1, 0, 0)
    let hole = hex(4, 4) + hex(0.1, 0.1, 0.2, 0.1, 0.1, 0.2, 0.1, 0.1)
    // The highest byte first, an envelope of two dimensions before it.
    let withEnvelope = "47500003" + TestDatabase.hex(28992, 4) + hex(1, 4, 2, 5)
    return TestDatabase.geoPackage([
      point, ("47500011" + TestDatabase.hex(28992, 4), "0101000000" + hex(.nan, .nan)),
      (header, "0101000000" + hex(.nan, .nan)),
      (withEnvelope, "01ea030000" + hex(2, 4) + hex(1, 2, 3, 4, 5, 6)),
      (header, "0103000000" + hex(2, 4) + ring + hole),
      (
        header,
        "0104000000" + hex(2, 4) + "0101000000" + hex(1.0, 2.0) + "0101000000" + hex(.nan, .nan)
      ),
      (
        header,
        "0107000000" + hex(2, 4) + "0000000001" + "3ff0000000000000" + "4000000000000000"
          + "0102000000"
          + hex(0, 4)
      ),
    ])
  }()

  private static func hex(_ number: Int, _ count: Int) -> String { TestDatabase.hex(number, count) }
  private static func hex(_ numbers: Double...) -> String {
    numbers.map { TestDatabase.hex($0) }.joined()
  }

  private static func file(_ bytes: [UInt8]) -> [(name: String, bytes: [UInt8])] {
    [("a.db", bytes)]
  }

  private static func options(_ table: String? = nil) -> ConfigNode {
    guard let table else { return .group(["path": .text("a.db")]) }
    return .group(["path": .text("a.db"), "table": .text(table)])
  }

  private static func refusal(
    _ name: String, _ bytes: [UInt8], _ code: DiagnosticCode, line: Int? = nil, table: String? = nil
  ) -> ExtractorCase {
    ExtractorCase(
      name, files: file(bytes), options: options(table), .refusal(code, line: line, column: nil))
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> TableContents {
    TableContents(
      header: header, width: header.count,
      records: rows.enumerated().map { index, cells in
        .init(cells, row: index + 1, line: index + 1, file: "a.db")
      })
  }
}
