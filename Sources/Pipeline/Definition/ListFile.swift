// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikSystem
internal import HergebruikTables

/// A CSV file beside the pipelines, or a published table, that values are looked up in.
///
/// Messages name lines and columns, never a value of the list.
struct ListFile {
  /// The path, as a person would type it.
  let path: String
  /// What stands between cells: one ASCII character.
  let delimiter: String
  /// Whether the first row has labels.
  var hasHeader = true

  /// The largest file of codes, in bytes: it may have columns that are not used.
  static let sizeLimit = 2 * CodeTable.byteLimit

  /// A list may say what nobody should read, and a path may come from elsewhere: only two folders are
  /// for lists, whatever links say.
  ///
  /// - Parameters:
  ///   - folder: The dataset's folder.
  ///   - what: What the list is for, in a message.
  ///   - place: Where the pipeline file names it.
  /// - Throws: `code-list`.
  func checkPlace(
    in folder: String, what: String, at place: Diagnostic.Location
  ) throws(Failure) {
    guard let real = Paths.real(path), let status = FileStatus(path) else {
      throw refused(
        "the list of '\(what)' is not there",
        "A path starts at the dataset's folder: put the file in its folder 'codes', or in "
          + "pipelines/codes and write ../codes/NAME.csv.", at: place)
    }
    let allowed = [folder, "\(folder)/../codes"].compactMap(Paths.real)
    guard allowed.contains(where: { real.hasPrefix($0 + "/") }) else {
      throw refused(
        "the list is outside the dataset's folder and outside pipelines/codes",
        "Copy it to one of the two.", at: place)
    }
    guard status.isFile, status.size <= Self.sizeLimit else {
      throw refused(
        "the list is no file of at most \(Self.sizeLimit >> 20) MiB",
        "Leave out columns and rows that are not needed.")
    }
  }

  /// Opens it and reads its header.
  func open() throws(Failure) -> any SourceTable {
    var dialect = CSVDialect()
    dialect.delimiter = delimiter.utf8.first ?? dialect.delimiter
    if !hasHeader { dialect.headerRows = 0 }
    return try CSVExtractor(path: path, dialect: dialect).open(
      ExtractContext(folder: "", now: 0, scratch: ""))
  }

  /// The position of a column, from 0.
  ///
  /// - Throws: `code-list` where there is none, or more than one.
  func column(_ label: String, of source: any SourceTable) throws(Failure) -> Int {
    let header = source.header ?? []
    let found = header.indices.filter { header[$0] == label }
    if found.count == 1 { return found[0] }
    throw refused(
      "the list has \(found.isEmpty ? "no" : "more than one") column '\(label)'",
      header.count == 1
        ? "It has one column: check 'delimiter'." : Suggestion.hint(for: label, among: header),
      at: Diagnostic.Location(file: path, line: 1))
  }

  /// What is wrong with it.
  func refused(
    _ summary: String, _ hint: String, at place: Diagnostic.Location? = nil
  ) -> Failure {
    Failure(.codeList, at: place ?? Diagnostic.Location(file: path), summary, hint: hint)
  }
}

/// The rows of a list, batch by batch, with their lines.
struct ListRows {
  let path: String
  let source: any SourceTable
  /// The line of the file at which the batch begins.
  private(set) var line = 1

  init(_ source: any SourceTable, path: String) {
    (self.source, self.path) = (source, path)
  }

  /// Reads and cuts the next batch; false at the end.
  mutating func next(_ batch: inout RecordBatch) throws(Failure) -> Bool {
    line += batch.lineCount
    batch.removeAll()
    do {
      guard try source.read(into: &batch) else { return false }
      if let first = batch.firstLine { line = first }
      try source.parse(&batch)
      return true
    } catch let failure as BatchFailure {
      throw failure.located(in: path, line: line)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.inputOutput, at: .init(file: path), "the list could not be read: \(error)")
    }
  }
}
