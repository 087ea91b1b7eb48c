// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
import HergebruikSystem

/// Makes values of what cells of a sheet hold, by ECMA-376 part 1, 18.3.1.4 and 18.18.11.
final class XLSXCells {
  /// The kinds of cell: the attribute `t`.
  private enum Kind {
    case number, shared, text, inline, boolean, error, date
  }

  /// The style of the current cell; -1 if it is no number.
  @exclusivity(unchecked) var style = 0
  /// Whether the current cell has a value, be it an empty one.
  @exclusivity(unchecked) var hasValue = false
  /// Whether the current cell has a formula.
  @exclusivity(unchecked) var hasFormula = false
  private let rows: SheetRows
  private let contents: XLSXWorkbook
  private let strings: SharedStrings
  @exclusivity(unchecked) private var at = 1
  @exclusivity(unchecked) private var kind = Kind.number
  @exclusivity(unchecked) private var scratch: [CChar] = []
  /// Formulas with nought for a result, and whether another has another one.
  private var noughts = SheetRemarks.Tally()
  private var hasResults = false

  init(_ rows: SheetRows, _ contents: XLSXWorkbook, _ strings: SharedStrings) {
    (self.rows, self.contents, self.strings) = (rows, contents, strings)
  }

  /// Begins a cell, which is a number unless it says something else.
  func begin() {
    unsafe (kind, style, hasValue, hasFormula) = (.number, 0, false, false)
  }

  /// Says what the cell is.
  func setKind(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch unsafe (bytes.first, bytes.count) {
    case (0x73, 1): unsafe kind = .shared
    case (0x73, _): unsafe kind = .text
    case (0x69, _): unsafe kind = .inline
    case (0x62, _): unsafe kind = .boolean
    case (0x65, _): unsafe kind = .error
    case (0x64, _): unsafe kind = .date
    default: unsafe kind = .number
    }
  }

  /// A whole number; -1 if it is none.
  static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var number = 0
    for place in bytes.indices {
      let byte = unsafe bytes[place]
      guard (0x30...0x39).contains(byte), number < 1 << 40 else { return -1 }
      number = number * 10 + Int(byte - 0x30)
    }
    return bytes.isEmpty ? -1 : number
  }

  /// Ends a cell.
  ///
  /// - Throws: `format-error` where it is damaged or holds an error.
  func end(_ column: Int) throws(Failure) {
    guard rows.isWanted(column) else { return rows.clearCell() }
    if unsafe hasFormula { countFormula(column) }
    unsafe at = column
    switch unsafe kind {
    case .inline: break
    case .text:
      guard rows.decodeEscapes(from: 0) else {
        throw Self.damaged("a text holds half a character", place)
      }
    case .shared where unsafe hasValue:
      let index = unsafe Self.number(rows.cell)
      guard index >= 0, index < strings.count else {
        throw Self.damaged("a text is not among the shared ones", place)
      }
      rows.clearCell()
      try unsafe rows.append(strings[index])
    case .boolean where unsafe hasValue: try endBoolean()
    case .error where unsafe hasValue: try rows.checkError(column)
    case .number where unsafe hasValue && !rows.cell.isEmpty: try endNumber()
    case .date where unsafe hasValue && !rows.cell.isEmpty:
      guard let moment = unsafe ISOMoment(rows.cell),
        let text = moment.text(styleKind ?? .number, contents.dates)
      else { throw Self.noDate(place) }
      replace(text)
    default: rows.clearCell()
    }
    rows.endCell(column)
  }

  private var place: Diagnostic.Location { unsafe rows.place(column: at) }

  /// What the style makes of every number; `nil` if that depends on the number.
  private var styleKind: NumberKind? {
    unsafe contents.styles.indices.contains(style) ? contents.styles[style].kind : .number
  }

  /// A formula has a result, unless whoever wrote the workbook cannot calculate; an empty text is one.
  private func countFormula(_ column: Int) {
    let cell = unsafe rows.cell
    if cell.isEmpty, unsafe kind != .text || !hasValue {
      unsafe rows.remarks.uncached.add(column: column, row: rows.row)
    } else if unsafe kind == .number, cell.count == 1, unsafe cell[0] == 0x30 {
      unsafe noughts.add(column: column, row: rows.row)
    } else {
      hasResults = true
    }
  }

  /// Says that the sheet ended.
  func finish() {
    // Some programs write 0 for each result, and that all is to be calculated by whoever opens the workbook.
    if contents.isCalculatedOnLoad, !hasResults { unsafe rows.remarks.uncalculated = noughts }
  }

  private func endBoolean() throws(Failure) {
    switch unsafe String(decoding: rows.cell, as: UTF8.self).lowercased() {
    case "1", "true": replace("true")
    case "0", "false": replace("false")
    default: throw Self.damaged("a truth value is neither 0 nor 1", place)
    }
  }

  /// A number as it is; what 17 digits say too exactly becomes the shortest that is the same number.
  private func endNumber() throws(Failure) {
    let styleKind = styleKind
    if styleKind == .number, unsafe Self.isPlain(rows.cell) { return }
    unsafe scratch.removeAll(keepingCapacity: true)
    for place in unsafe rows.cell.indices {
      unsafe scratch.append(CChar(bitPattern: rows.cell[place]))
    }
    unsafe scratch.append(0)
    guard let value = unsafe Numbers.parse(scratch), value.isFinite else {
      throw Self.damaged("a number is none", place)
    }
    let kind = unsafe styleKind ?? contents.styles[style].kind(of: value)
    if kind == .number {
      if unsafe !Self.isPlain(rows.cell) { replace(PlainNumber.text(value)) }
      return
    }
    guard let text = SerialDate.iso(value, kind, contents.dates) else { throw Self.noDate(place) }
    replace(text)
  }

  /// Whether a number is published as it is written: it has at most 15 digits, as many as are exact, or is a whole one, as
  /// programs write that keep all digits.
  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var (digits, points) = (0, 0)
    for index in bytes.indices {
      let byte = unsafe bytes[index]
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x2E: points += 1
      case 0x2D where index == 0: break
      default: return false
      }
    }
    return digits > 0 && (points == 0 || points == 1 && bytes.count <= 15)
  }

  private func replace(_ text: String) {
    rows.clearCell()
    for byte in text.utf8 { rows.append(byte) }
  }

  private static func noDate(_ place: Diagnostic.Location) -> Failure {
    Failure(
      .format, at: place, "a cell with the form of a date is no date that exists",
      hint:
        "Open the workbook: the cell shows ##### (a negative day), day 0 or 29 February 1900. Mend it, or give "
        + "it the form of a number.")
  }

  /// What is said of a damaged sheet.
  static func damaged(_ what: String, _ place: Diagnostic.Location) -> Failure {
    Failure(
      .format, at: place, "the sheet is damaged: \(what)",
      hint: "Open the workbook in Excel or LibreOffice, and save it again.")
  }
}
