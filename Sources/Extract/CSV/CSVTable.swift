// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
import Synchronization

/// The records of one or more CSV files with the same header.
package final class CSVTable: SourceTable {
  /// What one reading thread at a time changes.
  private struct State: ~Copyable {
    var reader: CSVReader
    var buffer: ByteBuffer
    var file = 0
    let exports: ExportFiles
  }

  package let header: [String]?
  package let width: Int
  package let totalBytes: Int?
  private let counter: ReadCounter
  private let options: CSVOptions
  /// Whether a record that cannot be cut is left out, where it stays on its own line.
  private let isTolerant: Bool
  private let sizes: BlockSizes
  private let parser: CSVParser
  /// Under a lock of their own: they are asked for while a block is read.
  private let names: Mutex<[String]>
  private let said: Mutex<[[String: String]]>
  private let ends: Mutex<[Bool]>
  private let state: Mutex<State>

  /// Opens the first file and reads its header.
  ///
  /// - Parameter isTolerant: Whether records with a stray quote or a byte that does not decode are rejected by
  ///   themselves, where they stay on their own line.
  /// - Throws: `Failure`, each diagnostic with its place in the file.
  package init(
    _ exports: sending ExportFiles, _ options: CSVOptions, isTolerant: Bool = false,
    sizes: BlockSizes = BlockSizes()
  ) throws(Failure) {
    guard let first = try exports.next() else {
      throw Failure(.sourceMissing, "there is no export")
    }
    (self.options, self.isTolerant) = (options, isTolerant)
    self.sizes = sizes
    totalBytes = exports.totalBytes
    counter = exports.counter
    var buffer = ByteBuffer(capacity: sizes.block)
    let (reader, header) = try Self.open(
      first, options, isTolerant: isTolerant, sizes, exports.counter, &buffer)
    self.header = header.labels
    width = header.width
    parser = CSVParser(
      dialect: reader.dialect, encoding: options.encoding, width: header.width,
      isTolerant: isTolerant)
    names = Mutex([first.name])
    said = Mutex([])
    ends = Mutex([])
    state = Mutex(State(reader: reader, buffer: buffer, exports: exports))
  }

  package var files: [String] { names.withLock { $0 } }
  package var bytesRead: Int { counter.count }
  package var footers: [[String: String]] { said.withLock { $0 } }
  package var lineEnds: [Bool] { ends.withLock { $0 } }

  package func read(into batch: inout RecordBatch) throws -> Bool {
    try state.withLock { state in
      while true {
        if try state.reader.next(into: &batch, &state.buffer, width: width) {
          batch.file = state.file
          return true
        }
        if case .found(let values) = state.reader.footer {
          said.withLock { $0.append(values) }
          state.reader.footer = .told
        }
        let (file, isWhole) = (state.file, state.reader.endsLine)
        // A reader that is asked again at the end says the same.
        ends.withLock { if $0.count == file { $0.append(isWhole) } }
        guard let next = try state.exports.next() else { return false }
        state.file += 1
        names.withLock { $0.append(next.name) }
        state.buffer.removeAll()
        state.reader = try openNext(next, first: files[0], &state.buffer)
      }
    }
  }

  package func parse(_ batch: inout RecordBatch) throws(BatchFailure) {
    try parser.parse(&batch)
  }

  /// Opens a file after the first one; its header must be the first one's.
  private func openNext(
    _ export: ExportFile, first: String, _ buffer: inout ByteBuffer
  ) throws(Failure) -> CSVReader {
    var options = options
    // What the first line of the first file says holds for all.
    (options.dialect.delimiter, options.dialect.isDelimiterGiven) = (parser.dialect.delimiter, true)
    let (reader, found) = try Self.open(
      export, options, isTolerant: isTolerant, sizes, counter, &buffer)
    guard found.labels == header else {
      throw Failure(
        .incorrectLabel, at: Diagnostic.Location(file: export.name, line: reader.line - 1),
        "the header differs from that of \(first)",
        hint: "With 'pick: all' every file must have the same columns in the same order.")
    }
    return reader
  }

  private static func open(
    _ export: ExportFile, _ options: CSVOptions, isTolerant: Bool, _ sizes: BlockSizes,
    _ counter: ReadCounter, _ buffer: inout ByteBuffer
  ) throws(Failure) -> (CSVReader, CSVHeader) {
    var reader = CSVReader(
      file: export.name, dialect: options.dialect, isTolerant: isTolerant,
      encoding: options.encoding, sizes: sizes,
      source: EndMarkSource(try export.text(options.encoding, counter), limit: sizes.record))
    let header = try reader.readHeader(&buffer)
    return (reader, header)
  }
}
