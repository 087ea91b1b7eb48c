// SPDX-License-Identifier: EUPL-1.2

import CSQLite
internal import HergebruikFormat

/// The rows of a table, in the order of their row numbers where it has them.
///
/// Memory safety: SQLite gives a pointer with its count; it holds until the next row, and a value is used before that.
@safe
final class SQLiteRows {
  /// A value; bytes are valid until the next row.
  ///
  /// Memory safety: whoever follows the pointer does so before the next row.
  @safe
  enum Value {
    case missing
    case integer(Int64)
    case real(Double)
    case text(UnsafeBufferPointer<UInt8>)
    case blob(UnsafeBufferPointer<UInt8>)
  }

  /// The columns' names.
  let names: [String]
  /// Whether each row is in the file, and not computed: as in a table that is no view and no virtual one.
  let isStored: Bool
  private let database: SQLiteDatabase
  private let statement: OpaquePointer

  /// Begins to read.
  ///
  /// - Throws: `format-error` where a view does what is not allowed, or does not work.
  init(_ database: SQLiteDatabase, table: String) throws(Failure) {
    self.database = database
    let query = "SELECT * FROM \(SQLiteDatabase.quoted(table, "\""))"
    let plain = try unsafe Self.prepare(database, query)
    let names = unsafe (0..<sqlite3_column_count(plain)).map { column in
      unsafe sqlite3_column_name(plain, column).map { unsafe String(cString: $0) } ?? ""
    }
    self.names = names
    isStored = try database.isStored(table)
    // A view has no row numbers, and a table may be without.
    let number = ["rowid", "_rowid_", "oid"].first { word in
      !names.contains { $0.lowercased() == word }
    }
    var ordered: OpaquePointer?
    if let number {
      unsafe sqlite3_prepare_v2(database.handle, "\(query) ORDER BY \(number)", -1, &ordered, nil)
    }
    guard let ordered = unsafe ordered else {
      unsafe statement = unsafe plain
      return
    }
    unsafe sqlite3_finalize(plain)
    unsafe statement = unsafe ordered
  }

  deinit { unsafe sqlite3_finalize(statement) }

  private static func prepare(
    _ database: SQLiteDatabase, _ query: String
  ) throws(Failure) -> OpaquePointer {
    var statement: OpaquePointer?
    guard unsafe sqlite3_prepare_v2(database.handle, query, -1, &statement, nil) == SQLITE_OK,
      let statement = unsafe statement
    else { throw database.failure(at: .init(file: database.name)) }
    return unsafe statement
  }

  /// Goes to the next row; false behind the last.
  ///
  /// - Parameter count: How many rows came before, for messages.
  /// - Throws: `format-error`, `source-changed` or `record-too-large`, at the row.
  func next(after count: Int) throws(Failure) -> Bool {
    // Rows that are there may be many; only each by itself must not take too long.
    if isStored, count & 0xFFF == 0 { database.clock.restart() }
    switch unsafe sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw database.failure(at: .init(file: database.name, line: count + 1))
    }
  }

  /// A value of the row.
  func value(_ column: Int) -> Value {
    let column = Int32(column)
    switch unsafe sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return unsafe .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return unsafe .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
      let text = unsafe sqlite3_column_text(statement, column)
      return unsafe .text(
        UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column))))
    case SQLITE_BLOB:
      let blob = unsafe sqlite3_column_blob(statement, column)
      return unsafe .blob(
        UnsafeBufferPointer(
          start: blob?.assumingMemoryBound(to: UInt8.self),
          count: Int(sqlite3_column_bytes(statement, column))))
    default: return .missing
    }
  }
}
