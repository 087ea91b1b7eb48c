// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
public import HergebruikFormat

/// Everything that a table gives, with absolute places, for comparison in tests.
public struct TableContents: Equatable, Sendable {
  /// One record.
  public struct Record: Equatable, Sendable {
    /// Its cells.
    public var cells: [String]
    /// Its number among the records of all files, from 1.
    public var row: Int
    /// The file's line on which it begins, from 1.
    public var line: Int
    /// The file.
    public var file: String
    /// Why it is no row; nil where it is one.
    public var malformed: DiagnosticCode?
    /// The byte of its line, from 1, that is wrong; nil where that is no one place.
    public var column: Int?

    /// Makes a record.
    public init(
      _ cells: [String], row: Int, line: Int, file: String, malformed: DiagnosticCode? = nil,
      column: Int? = nil
    ) {
      self.column = column
      self.cells = cells
      self.row = row
      self.line = line
      self.file = file
      self.malformed = malformed
    }
  }

  /// The names of the columns; nil where the export has none.
  public var header: [String]?
  /// Cells per row.
  public var width: Int
  /// The records, malformed ones among them, in the order of the export.
  public var records: [Record] = []
  /// Blank records that were passed over.
  public var blankCount = 0
  /// What the last line of each file says.
  public var footers: [[String: String]] = []
  /// Sequences of UTF-8 in the raw bytes of a single-byte encoding.
  public var utf8Sequences = 0
  /// Bytes of 0x80 and above outside such sequences.
  public var otherHighBytes = 0

  /// Makes contents.
  public init(header: [String]?, width: Int, records: [Record] = [], blankCount: Int = 0) {
    self.header = header
    self.width = width
    self.records = records
    self.blankCount = blankCount
  }

  /// Reads a table to its end.
  ///
  /// - Throws: `Failure` with absolute places, or `ConformanceFailure` where a batch contradicts itself.
  public init(of table: any SourceTable) throws {
    self.init(header: table.header, width: table.width)
    var batch = RecordBatch()
    var place = Place()
    while true {
      batch.removeAll()
      do {
        guard try table.read(into: &batch) else { break }
        place.begin(batch)
        try table.parse(&batch)
      } catch let failure as BatchFailure {
        throw failure.located(in: table.files[place.file], line: place.line, records: place.record)
      }
      try append(batch, place, table.files)
      place.line += batch.lineCount
      place.record += batch.recordCount
    }
    footers = table.footers
    guard batch.text.isEmpty else { throw ConformanceFailure("the batch at the end is not empty") }
  }

  /// The cells of the rows that were not malformed.
  public var rows: [[String]] {
    records.filter { $0.malformed == nil }.map(\.cells)
  }

  private mutating func append(
    _ batch: borrowing RecordBatch, _ place: Place, _ files: [String]
  ) throws {
    let file = files[batch.file]
    guard batch.width == width, batch.offsets.count == 2 * width * batch.rowCount,
      batch.lines.count == batch.rowCount,
      batch.recordCount == batch.rowCount + batch.malformed.count
    else { throw ConformanceFailure("the counts of a batch contradict each other") }
    var found: [Record] = []
    for row in 0..<batch.rowCount {
      let cells = (0..<width).map {
        unsafe String(decoding: batch.cell(row: row, column: $0), as: UTF8.self)
      }
      found.append(
        Record(
          cells, row: place.record + Int(batch.numbers[row]) + 1,
          line: place.line + Int(batch.lines[row]), file: file))
    }
    let bytes = unsafe batch.text.bytes
    for index in batch.malformed.indices {
      let record = batch.malformed[index]
      found.append(
        Record(
          record.cells.map { unsafe String(decoding: bytes[$0], as: UTF8.self) },
          row: place.record + record.number + 1, line: place.line + record.line, file: file,
          malformed: record.code, column: record.column))
    }
    records += found.sorted { $0.row < $1.row }
    blankCount += batch.blankCount
    utf8Sequences += batch.utf8Sequences
    otherHighBytes += batch.otherHighBytes
  }

  /// How far the batches so far go.
  private struct Place {
    var line = 1
    var record = 0
    var file = 0

    mutating func begin(_ batch: borrowing RecordBatch) {
      line = batch.firstLine ?? line
      file = batch.file
    }
  }
}

/// The cells of a table's rows, read to the end.
///
/// - Throws: `Failure` with the place of what cannot be read.
public func rows(of table: any SourceTable) throws -> [[String]] {
  try TableContents(of: table).rows
}

/// The cells of the rows of a CSV file as this program publishes it, compressed or not.
///
/// - Parameter path: the absolute path of the file.
/// - Throws: `Failure` if it is not there, or no such file.
public func rows(ofCSV path: String) throws -> [[String]] {
  let options = ConfigNode.group(["path": .text(path)])
  return try rows(of: ExtractorConformance.open(CSVExtractor.self, options, folder: "/"))
}
