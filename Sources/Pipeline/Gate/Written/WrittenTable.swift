// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
package import HergebruikFormat
package import HergebruikModel
internal import HergebruikValues

/// A table that this program wrote, read from its file in blocks of whole records: the one reader for the gate, for
/// comparisons with the last release, and for the rows that a page shows.
///
/// At most two blocks of 1 MiB are in memory, or two records if they are longer.
package final class WrittenTable {
  private static let blockSize = 1 << 20

  /// The file, for messages.
  package let path: String
  /// The names of its columns.
  package let names: [String]

  private let source: any ByteSource
  /// What was read behind the last whole record.
  private var rest: ByteBuffer
  private var isEnded = false

  /// Opens a table, packed or not, and reads its header.
  ///
  /// - Throws: `input-output`, `compression-error`, or `self-check` if it has no header as the program writes them.
  package init(_ path: String) throws(Failure) {
    self.path = path
    source = try ExportFile.at(path).ownBytes()
    var start = ByteBuffer(capacity: Self.blockSize)
    var names: [String]?
    while names == nil, try Self.read(source, into: &start) {
      names = try Self.placed(path) { () throws(Failure) in
        try WrittenRecords.takeHeader(from: &start)
      }
    }
    guard let names else {
      throw Failure(.selfCheck, at: .init(file: path), "the table that was written has no header")
    }
    self.names = names
    rest = start
  }

  /// Opens the table of a release.
  ///
  /// - Throws: As `init(_:)`, and `self-check` if the release has no table.
  package convenience init(_ record: DatasetRecord, in folder: String) throws(Failure) {
    guard let file = record.table else {
      throw Failure(.selfCheck, at: .init(file: folder), "a release has no table to read back")
    }
    try self.init("\(folder)/\(file.fileName)")
  }

  /// Replaces the content of a buffer by the next whole records.
  ///
  /// - Returns: How many records; 0 at the end.
  /// - Throws: `input-output`, `compression-error`, or `self-check` if the table does not end with a whole record.
  package func next(into buffer: inout ByteBuffer) throws(Failure) -> Int {
    buffer.removeAll()
    buffer.append(rest.span)
    rest.removeAll()
    while true {
      let wanted = buffer.count + Self.blockSize
      while !isEnded, buffer.count < wanted {
        isEnded = try !Self.read(source, into: &buffer, upTo: wanted - buffer.count)
      }
      let (end, count) = WrittenRecords.wholeRecords(in: buffer.span)
      if count > 0 {
        rest.append(buffer.span.extracting(end...))
        buffer.truncate(to: end)
        return count
      }
      guard isEnded else { continue }
      guard buffer.isEmpty else {
        throw Failure(
          .selfCheck, at: .init(file: path), "the table does not end with a whole record")
      }
      return 0
    }
  }

  /// Replaces the content of a batch by the next rows; `false` at the end.
  ///
  /// - Throws: As `next(into:)`, and `self-check` if a record is not as the program writes them.
  package func next(into batch: inout RecordBatch) throws(Failure) -> Bool {
    batch.removeAll()
    guard try next(into: &batch.text) > 0 else { return false }
    try cut(&batch)
    return true
  }

  /// Cuts whole records of this table into cells.
  ///
  /// - Throws: `self-check` if a record is not as the program writes them.
  func cut(_ batch: inout RecordBatch) throws(Failure) {
    try Self.placed(path) { () throws(Failure) in
      try WrittenRecords.cut(&batch, width: names.count)
    }
  }

  /// Does something, and says in which file it failed.
  private static func placed<T>(
    _ path: String, _ body: () throws(Failure) -> T
  ) throws(Failure) -> T {
    do throws(Failure) {
      return try body()
    } catch {
      throw Failure(
        error.diagnostics.map { found in
          var found = found
          found.location.file = found.location.file ?? path
          return found
        })
    }
  }

  private static func read(
    _ source: any ByteSource, into buffer: inout ByteBuffer, upTo limit: Int = blockSize
  ) throws(Failure) -> Bool {
    switch try source.read(into: &buffer, upTo: limit) {
    case .bytes: return true
    case .end: return false
    case .undecodable:
      throw Failure(.selfCheck, "what was written is no text")
    }
  }
}
