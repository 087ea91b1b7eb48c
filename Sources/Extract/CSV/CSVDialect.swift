// SPDX-License-Identifier: EUPL-1.2

/// How the records of an export are written, in bytes of the text that is cut into cells.
///
/// Source: Frictionless Table Dialect, with `skipLines`, `footerLines`, `footer`, `blankRows`, `trailingDelimiter`,
/// `surplusEmptyCells` and `unwrapFormulas` of our own.
package struct CSVDialect: Sendable, Equatable {
  /// What stands between cells.
  package var delimiter: UInt8 = 0x2C
  /// Whether somebody said so; else a first line `sep=;` decides.
  package var isDelimiterGiven = true
  /// What stands around a cell that holds delimiters or line ends; nil: nothing does.
  package var quote: UInt8? = 0x22
  /// Whether two quotes within quotes are one.
  package var doubleQuote = true
  /// What makes the next byte an ordinary one.
  package var escape: UInt8?
  /// What a line begins with that is passed over; empty: no line is.
  package var comment: [UInt8] = []
  /// Physical lines before the header.
  package var skipLines = 0
  /// Records that make up the header.
  package var headerRows = 1
  /// What stands between the parts of a label.
  package var headerJoin = " "
  /// Lines at the end to leave out; a record with line ends within quotes is one.
  package var footerLines = 0
  /// What the last line of a file looks like, which is no row; nil where it is one.
  package var footer: FooterTemplate?
  /// Whether a blank line is malformed instead of passed over.
  package var blankRowsAreErrors = false
  /// Whether an empty cell after the last label is dropped.
  package var trailingDelimiter = false
  /// Whether empty cells after the last label are dropped, however many.
  package var surplusEmptyCells = false
  /// Whether spaces and tabs at the start of a cell are none of it.
  package var skipInitialSpace = false
  /// Whether a cell `="0012"`, a formula that keeps its zeroes in a spreadsheet, is `0012`.
  package var unwrapsFormulas = false

  /// Makes the dialect of RFC 4180.
  package init() {}

  /// Whether quotes alone decide where a record ends.
  var isPlain: Bool { escape == nil && comment.isEmpty && footerLines == 0 }

  /// Whether a byte at the start of a cell is none of it.
  @inline(__always)
  func isSkipped(_ byte: UInt8) -> Bool {
    skipInitialSpace && (byte == 0x20 || byte == 0x09 && delimiter != 0x09)
  }

  /// Whether a record with more cells than labels may lose those at its end, which are empty.
  func mayDrop(_ surplus: Int) -> Bool { surplusEmptyCells || trailingDelimiter && surplus == 1 }
}
