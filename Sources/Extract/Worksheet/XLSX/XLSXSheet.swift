// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
import HergebruikSystem

/// Reads the cells of a sheet, by ECMA-376 part 1, 18.3.
final class XLSXSheet: SAXHandler {
  private enum Part: UInt8 {
    case other, sheet, columns, rows, merges, row, cell, value, inline, inlineText, phonetic
  }

  private let rows: SheetRows
  private let cells: XLSXCells
  /// Whether the merged cells are not known yet.
  private let wantsMerges: Bool
  @exclusivity(unchecked) private var parts: [Part] = []
  @exclusivity(unchecked) private var row = 0
  @exclusivity(unchecked) private var at = 0
  @exclusivity(unchecked) private var inlineStart = 0
  /// The last column that `cols` told of.
  private var lastColumn = 0

  /// Makes a reader.
  ///
  /// - Parameter wantsMerges: whether `rows` does not have the merged cells yet.
  init(
    _ rows: SheetRows, _ contents: XLSXWorkbook, _ strings: SharedStrings, file: String,
    wantsMerges: Bool
  ) {
    (self.rows, self.wantsMerges) = (rows, wantsMerges)
    cells = XLSXCells(rows, contents, strings)
    super.init(file: file)
  }

  /// A row and a cell, in place of where the part's text is.
  override var place: Diagnostic.Location { unsafe rows.place(column: at > 0 ? at : nil) }

  override func start(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes
  ) {
    let parent = unsafe parts.last ?? .other
    var part = Part.other
    switch parent {
    case .other: part = unsafe parts.isEmpty ? .sheet : .other
    case .sheet: part = unsafe beginPart(name.local, attributes)
    case .columns:
      if unsafe equal(name.local, "col") { beginColumns(attributes) }
    case .rows:
      if unsafe equal(name.local, "row") {
        part = .row
        beginRow(attributes)
      }
    case .merges:
      if wantsMerges, let merge = XLSXMerges.merge(name, attributes) { rows.merge(merge) }
    case .row:
      if unsafe equal(name.local, "c") {
        part = .cell
        beginCell(attributes)
      }
    case .cell: part = unsafe beginValue(name.local)
    case .inline, .inlineText:
      part =
        unsafe equal(name.local, "rPh") ? .phonetic : equal(name.local, "t") ? .inlineText : .inline
      unsafe inlineStart = unsafe rows.cell.count
    case .value, .phonetic: part = parent == .phonetic ? .phonetic : .other
    }
    unsafe parts.append(part)
  }

  private func equal(_ name: UnsafePointer<UInt8>, _ other: StaticString) -> Bool {
    unsafe Memory.areEqual(
      UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self),
      UnsafeRawPointer(other.utf8Start).assumingMemoryBound(to: CChar.self))
  }

  private static func isTrue(_ text: String?) -> Bool { ["1", "true", "on"].contains(text) }

  private static func isZero(_ text: String?) -> Bool { text.flatMap { Double($0) } == 0 }

  private func beginPart(_ name: UnsafePointer<UInt8>, _ attributes: SAXAttributes) -> Part {
    if unsafe equal(name, "sheetData") { return .rows }
    if unsafe equal(name, "cols") { return .columns }
    if unsafe equal(name, "mergeCells") { return .merges }
    if unsafe equal(name, "sheetPr"), Self.isTrue(attributes.text("filterMode", isPlain: true)) {
      unsafe rows.remarks.isFiltered = true
    }
    if unsafe equal(name, "sheetFormatPr"),
      Self.isZero(attributes.text("defaultColWidth", isPlain: true))
    {
      unsafe rows.remarks.setColumns(1...SheetCell.columnLimit, isHidden: true)
    }
    return .other
  }

  private func beginColumns(_ attributes: SAXAttributes) {
    guard let first = attributes.text("min", isPlain: true).flatMap({ Int($0) }),
      let last = attributes.text("max", isPlain: true).flatMap({ Int($0) }),
      first > lastColumn, first <= last, last <= SheetCell.columnLimit
    else { return stop(damaged("columns are out of order")) }
    lastColumn = last
    unsafe rows.remarks.setColumns(
      first...last,
      isHidden: Self.isTrue(attributes.text("hidden", isPlain: true))
        || Self.isZero(attributes.text("width", isPlain: true)))
  }

  private func beginRow(_ attributes: SAXAttributes) {
    var number = unsafe row + 1
    var isHidden = false
    for index in 0..<attributes.count {
      guard let key = attributes.name(index), unsafe key.uri == nil else { continue }
      let value = unsafe attributes.value(index)
      if unsafe equal(key.local, "r") {
        number = unsafe Int(String(decoding: value, as: UTF8.self)) ?? 0
      } else if unsafe equal(key.local, "hidden") {
        isHidden = unsafe isHidden || Self.isTrue(String(decoding: value, as: UTF8.self))
      } else if unsafe equal(key.local, "ht") {
        isHidden =
          unsafe isHidden
          || value.first == 0x30 && Self.isZero(String(decoding: value, as: UTF8.self))
      }
    }
    guard unsafe number > row, number <= SheetCell.rowLimit else {
      return stop(damaged("rows are out of order"))
    }
    unsafe row = number
    unsafe at = 0
    unsafe rows.beginRow(row, isHidden: isHidden)
  }

  private func beginCell(_ attributes: SAXAttributes) {
    var next = unsafe at + 1
    cells.begin()
    for index in 0..<attributes.count {
      guard let key = attributes.name(index), unsafe key.uri == nil else { continue }
      let value = unsafe attributes.value(index)
      switch unsafe key.local[0] {
      case 0x72 where unsafe key.local[1] == 0:
        guard let cell = unsafe SheetCell(value), unsafe cell.row == row else {
          return stop(damaged("a cell is in another row than it says"))
        }
        next = cell.column
      case 0x73 where unsafe key.local[1] == 0: unsafe cells.style = unsafe XLSXCells.number(value)
      case 0x74 where unsafe key.local[1] == 0: unsafe cells.setKind(value)
      default: break
      }
    }
    guard unsafe next > at, next <= SheetCell.columnLimit else {
      return stop(damaged("cells are out of order"))
    }
    unsafe at = next
  }

  private func beginValue(_ name: UnsafePointer<UInt8>) -> Part {
    if unsafe equal(name, "v") {
      unsafe cells.hasValue = true
      return .value
    }
    if unsafe equal(name, "f") { unsafe cells.hasFormula = true }
    return unsafe equal(name, "is") ? .inline : .other
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let part = unsafe parts.last, part == .value || part == .inlineText else { return }
    do throws(Failure) { try unsafe rows.append(bytes) } catch { stop(error) }
  }

  override func end() {
    do throws(Failure) {
      switch unsafe parts.popLast() {
      case .cell: try unsafe cells.end(at)
      case .row: try rows.endRow()
      case .inlineText:
        guard unsafe rows.decodeEscapes(from: inlineStart) else { throw halfCharacter }
      case .rows: unsafe at = 0
      default: break
      }
    } catch {
      stop(error)
    }
  }

  /// Says that the sheet ended.
  func finish() { cells.finish() }

  private var halfCharacter: Failure { damaged("a text holds half a character") }

  private func damaged(_ what: String) -> Failure { XLSXCells.damaged(what, place) }
}
