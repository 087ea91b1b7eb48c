// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
@_spi(Transform) internal import HergebruikModel
internal import HergebruikValues

/// Remembers the values of direct identifiers, to look for in the output; also of rows that are refused or left out.
struct IdentifierCollector {
  /// The columns of direct identifiers, and what is no value there.
  private let columns: [RowIdentifiers.Column]
  /// Where the values go.
  private let table: IdentifierTable

  init(_ columns: [RowIdentifiers.Column], into table: IdentifierTable) {
    (self.columns, self.table) = (columns, table)
  }

  /// Remembers those of a row.
  @inline(__always)
  func collect(
    _ text: Span<UInt8>, _ cells: Span<UInt32>
  ) {
    for (column, missing) in columns {
      let cell = text[Int(cells[2 * column])..<Int(cells[2 * column + 1])]
      if !missing.containsTrimmed(cell) { table.insert(cell) }
    }
  }
}
