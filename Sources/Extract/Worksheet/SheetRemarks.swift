// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// What a sheet holds that is seldom meant, counted while its rows are read.
struct SheetRemarks {
  /// How many there are of something, and where the first is.
  struct Tally {
    private(set) var count = 0
    private(set) var column = 0
    private(set) var row = 0

    /// Counts.
    mutating func add(_ more: Int = 1, column: Int = 0, row: Int) {
      if count == 0 { (self.column, self.row) = (column, row) }
      count += more
    }
  }

  /// Columns that are told one by one; more are told together.
  private static let columnLimit = 50

  /// Whether the workbook does not show the sheet.
  var isSheetHidden = false
  /// Whether a filter of the sheet is on.
  var isFiltered = false
  /// Rows with a value that are not shown.
  var hiddenRows = Tally()
  /// Formulas of which the result was not saved.
  var uncached = Tally()
  /// Formulas with nought for a result, where whoever saved the workbook calculated none.
  var uncalculated = Tally()
  /// For each column of the sheet, from 1, whether it is hidden; empty if none is.
  private var isHidden: [Bool] = []
  /// Values in each hidden column.
  private var hiddenCells: [Int: Tally] = [:]

  /// Says whether columns are hidden; the last word counts.
  mutating func setColumns(_ columns: ClosedRange<Int>, isHidden hidden: Bool) {
    guard hidden || !isHidden.isEmpty else { return }
    if isHidden.isEmpty {
      isHidden = Array(repeating: false, count: SheetCell.columnLimit + 1)
    }
    for column in columns.clamped(to: 1...SheetCell.columnLimit) { isHidden[column] = hidden }
  }

  /// Counts a value.
  @inline(__always)
  mutating func see(_ column: Int, row: Int) {
    guard !isHidden.isEmpty, isHidden[min(column, SheetCell.columnLimit)] else { return }
    hiddenCells[column, default: Tally()].add(column: column, row: row)
  }

  /// What there is to tell.
  ///
  /// - Parameters:
  ///   - place: where a cell or row of the sheet is, for messages.
  ///   - labels: the label of each column of the table, by the sheet's columns.
  func diagnostics(
    sheet: String, merged: MergedCells, labels: [Int: String],
    place: (_ column: Int?, _ row: Int?) -> Diagnostic.Location
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    func tell(
      _ code: DiagnosticCode, _ place: Diagnostic.Location, _ summary: String, _ hint: String
    ) {
      let severity = code.remarkSeverity ?? .error
      found.append(Diagnostic(code, severity: severity, at: place, summary, hint: hint))
    }
    if isSheetHidden {
      tell(
        .hiddenSheet, place(nil, nil), "the worksheet '\(sheet)' is hidden",
        "Choose another with 'sheet', or show this one in the workbook.")
    }
    if hiddenRows.count > 0 {
      tell(
        .hiddenRows, place(nil, hiddenRows.row),
        "rows of the worksheet '\(sheet)' are hidden: \(hiddenRows.count), the first is row \(hiddenRows.row)",
        (isFiltered ? "A filter is on: take it off. " : "")
          + "Show the rows or delete them, and save the workbook.")
    }
    hiddenColumns(labels, place, tell)
    formulas(place, tell)
    mergers(merged, place, tell)
    return found
  }

  private typealias Teller = (DiagnosticCode, Diagnostic.Location, String, String) -> Void
  private typealias Placer = (Int?, Int?) -> Diagnostic.Location

  private func hiddenColumns(_ labels: [Int: String], _ place: Placer, _ tell: Teller) {
    let columns = hiddenCells.values.sorted { $0.column < $1.column }
    for tally in columns.prefix(Self.columnLimit) {
      var location = place(tally.column, tally.row)
      location.field = labels[tally.column].flatMap { $0.isEmpty ? nil : $0 }
      tell(
        .hiddenColumns, location,
        "column \(SheetCell.letters(tally.column)) of the worksheet is hidden, and has values: \(tally.count)",
        "Show the column or delete it, and save the workbook.")
    }
    guard columns.count > Self.columnLimit else { return }
    let more = columns[Self.columnLimit]
    tell(
      .hiddenColumns, place(more.column, more.row),
      "more columns of the worksheet are hidden: \(columns.count - Self.columnLimit), the first is "
        + SheetCell.letters(more.column), "Show the columns or delete them, and save the workbook.")
  }

  private func formulas(_ place: Placer, _ tell: Teller) {
    if uncached.count > 0 {
      tell(
        .uncachedFormulas, place(uncached.column, uncached.row),
        "cells have a formula without a saved result: \(uncached.count), the first is \(Self.cell(uncached))",
        "Open the workbook in Excel or LibreOffice, let it calculate, and save it.")
    }
    if uncalculated.count > 0 {
      tell(
        .uncachedFormulas, place(uncalculated.column, uncalculated.row),
        "all formulas have the result 0, and the workbook says that it is still to be calculated: "
          + "\(uncalculated.count), the first is \(Self.cell(uncalculated))",
        "Open the workbook in Excel or LibreOffice, let it calculate, and save it.")
    }
  }

  private func mergers(_ merged: MergedCells, _ place: Placer, _ tell: Teller) {
    if let area = merged.firstArea {
      let first = "\(SheetCell.letters(area.columns.lowerBound))\(area.rows.lowerBound)"
      let last = "\(SheetCell.letters(area.columns.upperBound))\(area.rows.upperBound)"
      tell(
        .mergedCells, place(area.columns.lowerBound, area.rows.lowerBound),
        "cells of the table are merged: \(merged.areas) areas, the first is \(first):\(last)",
        "Only the first cell of each has the value, the others are empty: unmerge them, and fill in all."
      )
    }
    if let cell = merged.firstCovered {
      tell(
        .mergedCells, place(cell.column, cell.row),
        "cells that a merged cell covers have values of their own, which nobody sees: \(merged.covered), "
          + "the first is \(SheetCell.letters(cell.column))\(cell.row)",
        "Unmerge the cells, and see which values are right.")
    }
  }

  private static func cell(_ tally: Tally) -> String {
    "\(SheetCell.letters(tally.column))\(tally.row)"
  }
}
