// SPDX-License-Identifier: EUPL-1.2

import CSQLite
internal import HergebruikFormat
internal import HergebruikSystem

/// A database of which nothing is trusted: it is only read, its schema may call nothing that acts, and no
/// other file is opened through it.
///
/// Source: https://www.sqlite.org/security.html
///
/// Memory safety: it owns the handle, and closes it once; rows keep the database.
@safe
final class SQLiteDatabase {
  /// The file, as a person would type it.
  let name: String
  let handle: OpaquePointer
  /// The size of the file, in bytes.
  let size: Int
  /// Ends what takes too long.
  let clock: SQLiteClock
  private let file: SeekableFile
  /// What the file was, where no lock keeps others from writing.
  private let before: FileState?

  /// Seconds of the processor's time for a view, where nothing else is said.
  static let timeout = 600.0

  /// How many bytes tell what a file is.
  static let startSize = 20

  /// Whether a file begins as a database does. Source: https://www.sqlite.org/fileformat.html, 1.3.
  static func isLikely(_ start: [UInt8]) -> Bool {
    start.count == startSize && start.starts(with: "SQLite format 3\0".utf8)
  }

  /// Opens a database.
  ///
  /// - Parameters:
  ///   - file: The file on disk, its copy by a name.
  ///   - start: The first bytes of it, at least 20.
  ///   - name: What a person calls it.
  ///   - limit: The largest value, in bytes.
  ///   - timeout: What may be computed, in seconds of the processor's time.
  /// - Throws: `input-output`, `compression-error`, or `format-error` where it is damaged.
  init(
    _ file: SeekableFile, _ start: [UInt8], name: String, limit: Int, timeout: Double
  ) throws(Failure) {
    (self.file, self.name, clock) = (file, name, SQLiteClock(timeout))
    size = try file.size()
    let isLogged = start[18] == 2
    // A database in this mode is kept by three files. Where only one is there it was closed, and is read
    // as it is: to open it in the usual way would make the other two beside it.
    let isClosed = FileState(path: "\(file.path)-wal")?.isEmpty ?? true
    let isImmutable = file.isCopy || isLogged && isClosed
    before = isImmutable ? FileState(path: file.path) : nil
    let address = "file:\(Self.escaped(file.path))?mode=ro\(isImmutable ? "&immutable=1" : "")"
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(
      address, &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nil)
    guard code == SQLITE_OK, let opened = unsafe opened else {
      unsafe sqlite3_close_v2(opened)
      throw Self.failure(code, at: .init(file: name))
    }
    unsafe handle = unsafe opened
    // The library opens a file when it first reads of it.
    unsafe sqlite3_exec(handle, "SELECT 1 FROM sqlite_schema LIMIT 1", nil, nil, nil)
    file.removeName()
    unsafe sqlite3_busy_timeout(handle, 5_000)
    unsafe clock.watch(handle)
    unsafe sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, Int32(clamping: limit))
    unsafe sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0)
    unsafe hergebruik_sqlite_harden(handle)
    unsafe sqlite3_set_authorizer(
      handle,
      { _, action, _, detail, _, _ in
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: SQLITE_OK
        case SQLITE_FUNCTION:
          unsafe detail.map { unsafe String(cString: $0) } == "load_extension"
            ? SQLITE_DENY : SQLITE_OK
        default: SQLITE_DENY
        }
      }, nil)
  }

  deinit { unsafe sqlite3_close_v2(handle) }

  /// Looks whether the file stayed as it was, once all was read.
  ///
  /// - Throws: `source-changed`.
  func checkUnchanged() throws(Failure) {
    guard let before, !file.isCopy, FileState(path: file.path) != before else { return }
    throw FileSource.changed(name)
  }

  /// A path as it stands in an address.
  private static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      "?#%".utf8.contains(byte) || byte >= 0x80 || byte <= 0x20
        ? Hexadecimal.percentEncoded(byte) : String(Unicode.Scalar(byte))
    }.joined()
  }

  /// The tables and views that hold data, by name; those that SQLite and GeoPackage keep for themselves
  /// are left out.
  ///
  /// - Throws: `format-error` where the database is damaged.
  func tables() throws(Failure) -> [String] {
    try texts(
      """
      SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      AND name NOT LIKE 'gpkg\\_%' ESCAPE '\\' AND name NOT LIKE 'rtree\\_%' ESCAPE '\\' ORDER BY name
      """)
  }

  /// Whether a table's rows are in the file: that of a view or a virtual table are computed.
  ///
  /// - Throws: `format-error` where the database is damaged.
  func isStored(_ table: String) throws(Failure) -> Bool {
    try !texts(
      """
      SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name = \(Self.quoted(table, "'"))
      """
    ).isEmpty
  }

  /// The table that is meant.
  ///
  /// - Throws: `source-missing`.
  func choose(_ wanted: String?) throws(Failure) -> String {
    let names = try tables()
    let list = names.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
    if let wanted {
      if names.contains(wanted) { return wanted }
      throw Failure(
        .sourceMissing, at: .init(file: name), "the database has no table '\(wanted)'",
        hint: names.isEmpty ? "It has none." : "There are \(list).")
    }
    if names.count == 1 { return names[0] }
    throw Failure(
      .sourceMissing, at: .init(file: name),
      names.isEmpty ? "the database has no table" : "the database has \(names.count) tables",
      hint: names.isEmpty
        ? "Check whether the export ran."
        : "Write which is read: table: \"\(names[0])\". There are \(list).")
  }

  /// The column of a table that has geometries, and the number of their reference system.
  ///
  /// Source: OGC 12-128r19, GeoPackage Encoding Standard, 2.1.5.
  func geometry(of table: String) throws(Failure) -> (column: String, system: Int)? {
    let known = "SELECT name FROM sqlite_schema WHERE name = 'gpkg_geometry_columns'"
    guard try !texts(known).isEmpty else { return nil }
    let found = try texts(
      """
      SELECT srs_id || ' ' || column_name FROM gpkg_geometry_columns
      WHERE lower(table_name) = lower(\(Self.quoted(table, "'")))
      """)
    guard let parts = found.first?.split(separator: " ", maxSplits: 1), parts.count == 2,
      let system = Int(parts[0])
    else { return nil }
    return (String(parts[1]), system)
  }

  /// A name or a text between quotes.
  static func quoted(_ text: String, _ mark: Character) -> String {
    "\(mark)\(text.map { $0 == mark ? "\(mark)\(mark)" : String($0) }.joined())\(mark)"
  }

  /// The texts of the first column.
  private func texts(_ query: String) throws(Failure) -> [String] {
    var statement: OpaquePointer?
    guard unsafe sqlite3_prepare_v2(handle, query, -1, &statement, nil) == SQLITE_OK else {
      throw failure(at: .init(file: name))
    }
    defer { unsafe sqlite3_finalize(statement) }
    var found: [String] = []
    while true {
      switch unsafe sqlite3_step(statement) {
      case SQLITE_ROW:
        if let text = unsafe sqlite3_column_text(statement, 0) {
          unsafe found.append(String(cString: text))
        }
      case SQLITE_DONE: return found
      default: throw failure(at: .init(file: name))
      }
    }
  }

  /// What went wrong last.
  func failure(at place: Diagnostic.Location) -> Failure {
    unsafe Self.failure(sqlite3_errcode(handle), at: place)
  }

  /// SQLite's own words may have values in them, and are not passed on.
  private static func failure(_ code: Int32, at place: Diagnostic.Location) -> Failure {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED:
      Failure(
        .sourceChanged, at: place, "another program is writing to the database",
        hint: "Run later, or let the source system write a copy.")
    case SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_PERM, SQLITE_READONLY:
      Failure(
        .inputOutput, at: place, "the database cannot be read",
        hint:
          "Check that this user may read it. Where a file of the same name with -wal is beside it, the "
          + "program that writes the database must close it first, or write a copy.")
    case SQLITE_INTERRUPT:
      Failure(
        .sourceTimeout, at: place,
        "the view, or what the database computes, takes longer than it may",
        hint:
          "Let the source system export a plain table; where the view is right and slow, raise 'timeout'."
      )
    case SQLITE_TOOBIG:
      Failure(
        .recordTooLarge, at: place, "a value is larger than a record may be",
        hint: "Let the source system export the table, or a view of it, without that column.")
    case SQLITE_NOMEM:
      Failure(.inputOutput, at: place, "there is no memory to read the database")
    case SQLITE_AUTH:
      Failure(
        .format, at: place, "the table or view does more than select values, which is not allowed",
        hint: "Let the source system export a plain table.")
    case SQLITE_ERROR:
      Failure(
        .format, at: place, "the table or view cannot be read: its definition does not work here",
        hint: "Let the source system export a plain table.")
    default:
      Failure(
        .format, at: place, "the database is damaged, or no database (SQLite's code \(code))",
        hint: "Let the source system export it again.")
    }
  }
}
