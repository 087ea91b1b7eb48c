// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Reads a table of an SQLite database or a GeoPackage.
struct SQLiteExtractor: RecordExtractor {
  static let name = "sqlite"
  static let summary = "Reads a table or view of an SQLite database or a GeoPackage (.gpkg)."
  static let addressing = ColumnAddressing.labels
  static let example = """
    path: example/speeltoestellen.gpkg
    table: speeltoestellen
    """
  static let keys = [
    ExtractorOption(
      "table", "a name; required where there are several", "The table or view that is read."),
    ExtractorOption(
      "timeout", "a duration; default PT10M",
      "What a view may take of the processor's time, all in all; it may never end."),
  ]

  let source: ExportSource
  private let table: String?
  private let timeout: Double

  init(
    _ source: ExportSource, _ keys: inout ConfigReader, columns: [SourceColumn],
    problems: ConfigProblems
  ) {
    self.source = source
    table = keys.string("table")
    timeout = CommandOptions.seconds("timeout", &keys) ?? SQLiteDatabase.timeout
  }

  func reader(_ context: ExtractContext) -> any RecordReader {
    SQLiteReader(table: table, timeout: timeout, context: context)
  }
}

extension SQLiteExtractor: ProposingExtractor {
  /// Looks for the first bytes of a database, and asks for the table where there are several.
  static func propose(
    _ file: ExportFile, _ context: ExtractContext
  ) throws(Failure) -> ExtractProposal? {
    let start = try file.bytes(ReadCounter()).peek(SQLiteDatabase.startSize)
    guard SQLiteDatabase.isLikely(start) else { return nil }
    let database = try SQLiteDatabase(
      SeekableFile(file, context, ReadCounter(), isNamed: true), start, name: file.name,
      limit: context.sizes.record, timeout: SQLiteDatabase.timeout)
    let tables = try database.tables()
    guard let first = tables.first else {
      throw Failure(
        .sourceMissing, at: .init(file: file.name), "the database has no table",
        hint: "Check whether the export ran.")
    }
    guard tables.count > 1 else { return ExtractProposal(.certain) }
    return ExtractProposal(
      .certain,
      options: [
        ExtractProposal.Option(
          "table", ExtractProposal.text(first),
          "One of: \(tables.prefix(30).joined(separator: ", ")). The fields below are those of '\(first)'.",
          isQuestion: true)
      ])
  }
}

private struct SQLiteReader: RecordReader {
  let table: String?
  let timeout: Double
  let context: ExtractContext

  func read(_ file: ExportFile, _ counter: ReadCounter, into sink: RecordSink) throws(Failure) {
    let seekable = try SeekableFile(file, context, counter, isNamed: true)
    let start = try seekable.start(SQLiteDatabase.startSize)
    guard SQLiteDatabase.isLikely(start) else {
      throw Failure(
        start.isEmpty ? .sourceEmpty : .format, at: .init(file: file.name),
        start.isEmpty ? "the file is empty" : "this is no SQLite database, or an encrypted one",
        hint: "Check whether the export ran, and that it has no password.")
    }
    let database = try SQLiteDatabase(
      seekable, start, name: file.name, limit: sink.recordLimit, timeout: timeout)
    let name = try database.choose(table)
    let geometry = try database.geometry(of: name)
    let rows = try SQLiteRows(database, table: name)
    try sink.begin(header: rows.names, width: rows.names.count, at: .init(file: file.name))
    let geometryColumn = geometry.flatMap { found in rows.names.firstIndex(of: found.column) }
    var number = 0
    while try rows.next(after: number) {
      number += 1
      // A row of a table takes four bytes at least: a damaged file may lead round and round.
      guard !rows.isStored || number <= database.size else { throw Self.endless(file.name) }
      sink.beginRow()
      for column in rows.names.indices {
        let place = Diagnostic.Location(
          file: file.name, line: number, field: rows.names[column])
        switch rows.value(column) {
        case .missing: continue
        case .integer(let value): sink.append(String(value))
        case .real(let value): sink.append(PlainNumber.text(value))
        case .text(let bytes): unsafe sink.append(bytes)
        case .blob(let bytes):
          guard column == geometryColumn, let geometry else { throw Self.bytes(place) }
          try unsafe GeoPackageGeometry.append(bytes, system: geometry.system, to: sink, at: place)
        }
        sink.endCell(column)
      }
      try sink.endRow(line: number)
    }
    try database.checkUnchanged()
  }

  private static func endless(_ name: String) -> Failure {
    Failure(
      .format, at: .init(file: name), "the table has more rows than fit in the file: it is damaged",
      hint: "Let the source system export it again.")
  }

  private static func bytes(_ place: Diagnostic.Location) -> Failure {
    Failure(
      .format, at: place, "the value is bytes, not a text or a number",
      hint: "Let the source system export the table, or a view of it, without this column.")
  }
}
