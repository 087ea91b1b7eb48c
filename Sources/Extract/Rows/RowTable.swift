// SPDX-License-Identifier: EUPL-1.2

public import HergebruikFormat
import HergebruikSystem

/// Reads the records of one file after another, for a format that cannot be cut by many threads.
public protocol RecordReader: Sendable {
  /// Whether a column that no record of the whole export has stops the run: a path may be misspelt.
  ///
  /// The columns for which that holds, by their position; empty where columns have labels.
  var requiredColumns: [Int: SourceColumn] { get }

  /// Reads a file to its end: `sink.begin` once, then its records.
  ///
  /// A failure of the sink must be passed on at once.
  ///
  /// - Throws: `Failure`, each with its place in the file.
  func read(_ file: ExportFile, _ counter: ReadCounter, into sink: RecordSink) throws(Failure)
}

extension RecordReader {
  /// None: columns have labels, or may be absent.
  public var requiredColumns: [Int: SourceColumn] { [:] }
}

/// The records of a format that is read by one thread of its own, which feeds all workers.
///
/// Up to two batches wait; then the thread does. It ends when nobody reads any more.
public final class RowTable: SourceTable {
  private let channel: RowChannel
  private let counter: ReadCounter
  /// Bytes of all files together; nil where it is not known.
  public let totalBytes: Int?

  /// Opens the export and waits for its header.
  ///
  /// - Throws: `Failure` with what was wrong before the first record.
  public init(
    _ files: ExportFiles, _ reader: any RecordReader, _ context: ExtractContext
  ) throws(Failure) {
    let channel = RowChannel()
    self.channel = channel
    counter = files.counter
    totalBytes = files.totalBytes
    let work = Work(files: files, reader: reader, channel: channel, sizes: context.sizes)
    // What parses documents by recursion gets as much as a main thread has.
    let error = WorkThread.start("extract", stackSize: 8 << 20) { work.run() }
    guard error == 0 else {
      throw Failure(
        .inputOutput,
        "no thread can be started to read the export: \(SystemError.words(error))",
        hint: "Look at the limits of this user for processes (ulimit -u), and at the memory.")
    }
    try channel.waitForHeader()
  }

  deinit {
    channel.cancel()
  }

  /// The labels, or the fields' paths.
  public var header: [String]? { channel.columns?.header }
  /// Cells per row.
  public var width: Int { channel.columns?.width ?? 0 }
  /// The files so far.
  public var files: [String] { channel.files }
  /// What the export holds that is seldom meant; complete once all is read.
  public var remarks: [Diagnostic] { channel.remarks }
  /// Whether each file of lines ends with a line end.
  public var lineEnds: [Bool] { channel.lineEnds }
  /// Bytes consumed so far.
  public var bytesRead: Int { counter.count }

  /// Takes the next batch from the thread that reads.
  ///
  /// - Throws: `Failure`, with its place in the file.
  public func read(into batch: inout RecordBatch) throws -> Bool {
    try channel.take(&batch)
  }

  /// Cells are cut already; looks whether all is text.
  public func parse(_ batch: inout RecordBatch) throws(BatchFailure) {
    let check = unsafe TextCheck(batch.text.bytes, charset: nil)
    batch.mayBeOdd = check.mayBeOdd
    guard let bad = check.firstBad else { return }
    let isNUL = unsafe batch.text.bytes[bad] == 0
    let row = (0..<batch.rowCount).first { row in
      (0..<batch.width).contains { column in
        let at = 2 * (row * batch.width + column)
        return (Int(batch.offsets[at])..<Int(batch.offsets[at + 1])).contains(bad)
      }
    }
    // A byte that no row shows stands in a record that was malformed.
    let malformed = batch.malformed.first { $0.cells.contains { $0.contains(bad) } }
    throw BatchFailure(
      isNUL ? .nulByte : .encoding,
      line: row.map { Int(batch.lines[$0]) } ?? malformed?.line ?? 0, column: nil,
      number: row.map { Int(batch.numbers[$0]) } ?? malformed?.number,
      isNUL ? "a value holds a NUL byte" : "a value is not well-formed text",
      hint:
        "The export is damaged, or not in the encoding that it claims: let the source system make "
        + "it again.")
  }

  /// What the thread does.
  private struct Work: @unchecked Sendable {
    // Only the thread uses the files, once it runs.
    let files: ExportFiles
    let reader: any RecordReader
    let channel: RowChannel
    let sizes: BlockSizes

    func run() {
      let sink = RecordSink(channel, sizes: sizes)
      do throws(Failure) {
        while let file = try files.next() {
          sink.beginFile(file.name)
          try reader.read(file, files.counter, into: sink)
          try sink.endFile()
        }
        try checkColumns(sink)
        channel.end()
      } catch {
        channel.end(error)
      }
    }

    /// A path that points at nothing in the whole export is most likely wrong.
    private func checkColumns(_ sink: RecordSink) throws(Failure) {
      guard sink.hasRows else { return }
      let missing = reader.requiredColumns.sorted { $0.key < $1.key }
        .filter { !sink.open.isSeen[$0.key] }
      guard !missing.isEmpty else { return }
      throw Failure(
        missing.map { _, column in
          Diagnostic(
            .missingLabel, at: .init(file: channel.files.first, field: column.label),
            "no record of the export has '\(column.label)'",
            hint: "Check the path. Where it may be absent from a whole export, write "
              + "source: {path: …, optional: true}.")
        })
    }
  }
}
