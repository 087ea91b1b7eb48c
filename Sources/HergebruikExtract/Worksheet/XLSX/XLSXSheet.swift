// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikModel

/// Reads the cells of a sheet, by ECMA-376 part 1, 18.3.
final class XLSXSheet: SAXHandler {
  /// The kinds of cell: the attribute `t`.
  private enum Kind {
    case number, shared, text, inline, boolean, error, date
  }

  private enum Part: UInt8 {
    case other, row, cell, value, inline, inlineText, phonetic
  }

  private let rows: SheetRows
  private let contents: XLSXWorkbook
  private let strings: SharedStrings
  @exclusivity(unchecked) private var parts: [Part] = []
  @exclusivity(unchecked) private var row = 0
  @exclusivity(unchecked) private var at = 0
  @exclusivity(unchecked) private var kind = Kind.number
  @exclusivity(unchecked) private var style = 0
  @exclusivity(unchecked) private var hasValue = false
  @exclusivity(unchecked) private var scratch: [CChar] = []

  init(_ rows: SheetRows, _ contents: XLSXWorkbook, _ strings: SharedStrings, file: String) {
    (self.rows, self.contents, self.strings) = (rows, contents, strings)
    super.init(file: file)
  }

  /// A row and a cell, in place of where the part's text is.
  override var place: Diagnostic.Location { rows.place(column: at > 0 ? at : nil) }

  override func start(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes
  ) {
    let parent = parts.last ?? .other
    var part = Part.other
    switch parent {
    case .other:
      if equal(name.local, "row") {
        part = .row
        beginRow(attributes)
      }
    case .row:
      if equal(name.local, "c") {
        part = .cell
        beginCell(attributes)
      }
    case .cell:
      if equal(name.local, "v") {
        part = .value
        hasValue = true
      } else if equal(name.local, "is") {
        part = .inline
      }
    case .inline, .inlineText:
      if equal(name.local, "rPh") {
        part = .phonetic
      } else {
        part = equal(name.local, "t") ? .inlineText : .inline
      }
    case .value, .phonetic: part = parent == .phonetic ? .phonetic : .other
    }
    parts.append(part)
  }

  private func equal(_ name: UnsafePointer<UInt8>, _ other: StaticString) -> Bool {
    strcmp(
      UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self),
      UnsafeRawPointer(other.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
  }

  private func beginRow(_ attributes: SAXAttributes) {
    var number = row + 1
    for index in 0..<attributes.count {
      guard let key = attributes.name(index), equal(key.local, "r") else { continue }
      number = Int(String(decoding: attributes.value(index), as: UTF8.self)) ?? 0
    }
    guard number > row, number <= SheetCell.rowLimit else {
      return stop(damaged("rows are out of order"))
    }
    row = number
    at = 0
    rows.beginRow(row)
  }

  private func beginCell(_ attributes: SAXAttributes) {
    var next = at + 1
    kind = .number
    style = 0
    hasValue = false
    for index in 0..<attributes.count {
      guard let key = attributes.name(index) else { continue }
      let value = attributes.value(index)
      switch key.local[0] {
      case 0x72 where key.local[1] == 0:
        guard let cell = SheetCell(value), cell.row == row else {
          return stop(damaged("a cell is in another row than it says"))
        }
        next = cell.column
      case 0x73 where key.local[1] == 0: style = number(value)
      case 0x74 where key.local[1] == 0: kind = kind(of: value)
      default: break
      }
    }
    guard next > at, next <= SheetCell.columnLimit else {
      return stop(damaged("cells are out of order"))
    }
    at = next
  }

  private func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var number = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte), number < 1 << 40 else { return -1 }
      number = number * 10 + Int(byte - 0x30)
    }
    return bytes.isEmpty ? -1 : number
  }

  private func kind(of bytes: UnsafeBufferPointer<UInt8>) -> Kind {
    switch (bytes.first, bytes.count) {
    case (0x73, 1): .shared
    case (0x73, _): .text
    case (0x69, _): .inline
    case (0x62, _): .boolean
    case (0x65, _): .error
    case (0x64, _): .date
    default: .number
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let part = parts.last, part == .value || part == .inlineText else { return }
    do throws(Failure) { try rows.append(bytes) } catch { stop(error) }
  }

  override func end() {
    switch parts.popLast() {
    case .cell: do throws(Failure) { try endCell() } catch { stop(error) }
    case .row: do throws(Failure) { try rows.endRow() } catch { stop(error) }
    default: break
    }
  }

  private func endCell() throws(Failure) {
    guard rows.isWanted(at) else { return rows.clearCell() }
    switch kind {
    case .text, .inline, .date: break
    case .shared where hasValue:
      let index = number(rows.cell)
      guard index >= 0, index < strings.count else {
        throw damaged("a text is not among the shared ones")
      }
      rows.clearCell()
      try rows.append(strings[index])
    case .boolean where hasValue:
      let isTrue = rows.cell.first == 0x31
      guard isTrue || rows.cell.first == 0x30 else {
        throw damaged("a truth value is neither 0 nor 1")
      }
      replace(isTrue ? "true" : "false")
    case .error where hasValue:
      throw Failure(
        .format, at: place, "a cell holds an error of its formula",
        hint: "Open the workbook, mend the formula in this cell, and save it.")
    case .number where hasValue: try endNumber()
    default: rows.clearCell()
    }
    rows.endCell(at)
  }

  /// A number as it is; what 17 digits say too exactly becomes the shortest that is the same number.
  private func endNumber() throws(Failure) {
    let kind = contents.styles.indices.contains(style) ? contents.styles[style] : .number
    let bytes = rows.cell
    let isPlain =
      bytes.count <= 15
      && bytes.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E }
    if kind == .number, isPlain { return }
    scratch.removeAll(keepingCapacity: true)
    for byte in bytes { scratch.append(CChar(bitPattern: byte)) }
    scratch.append(0)
    var end: UnsafeMutablePointer<CChar>?
    var isWhole = false
    let value = scratch.withUnsafeMutableBufferPointer { text in
      let value = text.baseAddress.map { strtod($0, &end) } ?? .nan
      isWhole = text.count > 1 && (end?.pointee ?? 1) == 0
      return value
    }
    guard isWhole, value.isFinite else { throw damaged("a number is none") }
    if kind == .number { return replace(PlainNumber.text(value)) }
    guard let text = SerialDate.iso(value, kind, is1904: contents.is1904) else {
      throw Failure(
        .format, at: place, "a number with the form of a date is no date that exists",
        hint:
          "Open the workbook: the cell shows ##### or 29 February 1900. Mend it, or give it the form of a number."
      )
    }
    replace(text)
  }

  private func replace(_ text: String) {
    rows.clearCell()
    for byte in text.utf8 { rows.append(byte) }
  }

  private func damaged(_ what: String) -> Failure {
    Failure(
      .format, at: place, "the sheet is damaged: \(what)",
      hint: "Open the workbook in Excel or LibreOffice, and save it again.")
  }
}
