// SPDX-License-Identifier: EUPL-1.2

import CSQLite
import FoundationEssentials
import HergebruikTesting

/// Databases for tests, made by SQLite itself.
enum TestDatabase {
  struct Fault: Error {
    var message: String
  }

  /// Runs statements on a database, which is made where it is not there.
  static func run(_ script: String, path: String) throws {
    var database: OpaquePointer?
    defer { sqlite3_close_v2(database) }
    guard sqlite3_open(path, &database) == SQLITE_OK,
      sqlite3_exec(database, script, nil, nil, nil) == SQLITE_OK
    else { throw Fault(message: String(cString: sqlite3_errmsg(database))) }
  }

  /// The bytes of a database that statements make.
  static func bytes(_ script: String) -> [UInt8] {
    do {
      let folder = try TemporaryFolder()
      try run(script, path: folder.path + "/made.db")
      return try Array(Data(contentsOf: URL(filePath: folder.path + "/made.db")))
    } catch {
      preconditionFailure("a database of a test cannot be made: \(error)")
    }
  }

  /// A GeoPackage with one table of geometries, each as hexadecimal digits of its well-known binary.
  static func geoPackage(_ geometries: [(header: String, binary: String)], system: Int = 28992)
    -> [UInt8]
  {
    let rows = geometries.enumerated().map { index, item in
      "INSERT INTO plek VALUES (\(index + 1), x'\(item.header)\(item.binary)');"
    }
    return bytes(
      """
      PRAGMA application_id = 0x47504B47;
      CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT,
        srs_id INTEGER, z INTEGER, m INTEGER);
      INSERT INTO gpkg_geometry_columns VALUES ('plek', 'geom', 'GEOMETRY', \(system), 0, 0);
      CREATE TABLE rtree_plek_geom_node (nodeno INTEGER PRIMARY KEY, data BLOB);
      CREATE TABLE plek (fid INTEGER PRIMARY KEY, geom GEOMETRY);
      \(rows.joined(separator: "\n"))
      """)
  }

  /// The bytes of a little-endian number, as hexadecimal digits.
  static func hex(_ number: Int, _ count: Int) -> String {
    hex(TestTable.word(number, count))
  }

  /// The bytes of numbers, the lowest first.
  static func hex(_ numbers: Double...) -> String {
    numbers.map { hex(Int(bitPattern: UInt($0.bitPattern)), 8) }.joined()
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
