// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// A format of workbooks, of which one sheet is read: its words, and what its workbooks say of themselves.
protocol WorksheetExtractor: RecordExtractor, ProposingExtractor {
  /// What a workbook says outside its sheets.
  associatedtype Contents: WorkbookContents

  /// Makes an extractor of keys that were read.
  init(source: ExportSource, options: SheetOptions)

  /// The keys that all of them have.
  var options: SheetOptions { get }
}

/// What a workbook says of itself outside its sheets, and how one of them is read.
protocol WorkbookContents {
  /// The parts by which a zip archive is taken for such a workbook.
  static var marks: [String] { get }

  /// Reads the parts that say where all else is.
  ///
  /// - Throws: `compression-error` where there is a password, `format-error` where it is no such workbook.
  init(_ workbook: Workbook) throws(Failure)

  /// The sheets, in order.
  var sheets: [SheetOptions.Listed] { get }

  /// Reads the cells of a sheet.
  func read(
    sheet: Int, of workbook: Workbook, _ context: ExtractContext, into rows: SheetRows
  ) throws(Failure)
}

extension WorksheetExtractor {
  static var addressing: ColumnAddressing { .labels }
  static var keys: [ExtractorOption] { SheetOptions.keys }

  init(
    _ source: ExportSource, _ keys: inout ConfigReader, columns: [SourceColumn],
    problems: ConfigProblems
  ) {
    self.init(source: source, options: SheetOptions(&keys))
  }

  func reader(_ context: ExtractContext) -> any RecordReader {
    WorksheetReader<Contents>(format: Self.name, options: options, context: context)
  }

  /// Looks for the largest table among the sheets.
  static func propose(
    _ file: ExportFile, _ context: ExtractContext
  ) throws(Failure) -> ExtractProposal? {
    guard try SheetProposal.isZip(file) else { return nil }
    let workbook = try Workbook(file, context, ReadCounter(), format: name)
    for mark in Contents.marks {
      guard try workbook.part(mark) != nil else { return nil }
    }
    return try SheetProposal.make(Self.self, file, Contents(workbook).sheets, context)
  }
}

private struct WorksheetReader<Contents: WorkbookContents>: RecordReader {
  let format: String
  let options: SheetOptions
  let context: ExtractContext

  func read(_ file: ExportFile, _ counter: ReadCounter, into sink: RecordSink) throws(Failure) {
    let workbook = try Workbook(file, context, counter, format: format)
    let contents = try Contents(workbook)
    let index = try options.choose(contents.sheets, file: file.name)
    let sheet = contents.sheets[index]
    let rows = SheetRows(
      options, context, sink: sink, workbook, sheet: sheet.name, isHidden: sheet.isHidden)
    try contents.read(sheet: index, of: workbook, context, into: rows)
    try rows.end()
  }
}
