// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// Reads CSV: RFC 4180, and what municipal exports do to it.
package struct CSVExtractor: Extractor, FooterExtractor {
  /// The word under `extract:`.
  package static let name = "csv"
  /// One sentence for the documentation.
  package static let summary = "Reads text files with one record a line, such as CSV and TSV."
  /// Columns have labels.
  package static let addressing = ColumnAddressing.labels
  /// A typical export with semicolons, from Windows.
  package static let example = """
    path: example/export_*.csv
    pick: newest
    encoding: windows-1252
    dialect: {delimiter: ";"}
    """

  private let options: CSVOptions
  /// What the last line says.
  package var footer: FooterTemplate? { options.dialect.footer }

  /// Reads the options; reports every problem and returns nil where there is one.
  package init?(_ options: inout ConfigReader, columns: [SourceColumn], problems: ConfigProblems) {
    guard let read = CSVOptions(&options, problems: problems) else { return nil }
    self.options = read
  }

  /// Reads a UTF-8 file in a dialect, for lists that the pipeline itself needs.
  package init(path: String, dialect: CSVDialect) {
    options = CSVOptions(path: path, dialect: dialect)
  }

  /// Finds and opens the export, and reads its header.
  ///
  /// - Throws: `source-…`, `compression-error`, `incorrect-label`, `input-output` and text codes.
  package func open(_ context: ExtractContext) throws(Failure) -> any SourceTable {
    try CSVTable(
      options.source.files(context), options, isTolerant: context.leavesRowsOut,
      sizes: context.sizes)
  }
}

extension CSVExtractor {
  /// Every option.
  package static let options =
    ExportSource.options + [
      ExtractorOption(
        "encoding",
        SourceEncoding.allCases.map(\.rawValue).joined(separator: ", ")
          + "; default utf-8",
        "What the text is written in. A byte that does not decode stops the run, or where 'errors' allows it "
          + "sets its row aside; none is replaced."),
      ExtractorOption(
        "dialect.delimiter", "one character; default \",\"",
        "What stands between cells; \"tab\" for a tab."),
      ExtractorOption(
        "dialect.quoteChar", "one character or null; default '\"'",
        "What stands around cells with delimiters or line ends; null where quotes are just text."),
      ExtractorOption(
        "dialect.doubleQuote", "true or false; default true",
        "Whether two quotes within a quoted cell are one quote of its text."),
      ExtractorOption(
        "dialect.escapeChar", "one character or null; default null",
        "What makes the next character plain text, such as \"\\\"."),
      ExtractorOption(
        "dialect.skipLines", "a whole number; default 0", "Lines above the header to pass over."),
      ExtractorOption(
        "dialect.headerRows", "a whole number; default 1",
        "How many rows make up the header; 0 where there is none."),
      ExtractorOption(
        "dialect.headerJoin", "a text; default \" \"",
        "What stands between the parts of a name from several header rows."),
      ExtractorOption(
        "dialect.commentChar", "a text or null; default null",
        "A line that begins with this is passed over."),
      ExtractorOption(
        "dialect.footerLines", "a whole number; default 0",
        "Lines at the end to leave out, blank ones included; a quoted cell with line ends does not make "
          + "more lines of its record."),
      ExtractorOption(
        "dialect.footer", "a text or null; default null",
        "What the last line looks like, which is no row: \"TOTAAL;{rows};{bedrag}\" or \"EOF {rows}\". The "
          + "number of rows and the sums of published fields that it names must be those of the rows, {} "
          + "stands for anything, and an export without the line stops the run."),
      ExtractorOption(
        "dialect.blankRows", "skip or error; default skip",
        "What to do with blank lines. In a table of one column a blank line is a record."),
      ExtractorOption(
        "dialect.trailingDelimiter", "true or false; default false",
        "Whether an empty cell after the last column, made by a delimiter at the end of the line, is "
          + "dropped."),
      ExtractorOption(
        "dialect.surplusEmptyCells", "true or false; default false",
        "Whether empty cells after the last column are dropped, however many, and empty last names too."
      ),
      ExtractorOption(
        "dialect.skipInitialSpace", "true or false; default false",
        "Whether spaces and tabs at the start of a cell are none of it: 12, \"Jansen, dr.\"."),
      ExtractorOption(
        "dialect.unwrapFormulas", "true or false; default false",
        "Whether a cell =\"0012\", by which an export keeps a spreadsheet from dropping zeroes, is 0012. Only a "
          + "formula of one text without quotes is; every other cell stays as it is."),
    ]
}
