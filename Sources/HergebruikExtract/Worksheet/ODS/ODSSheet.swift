// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikModel

/// Reads the cells of a table, by ODF 1.3 part 3, 9.1.
final class ODSSheet: SAXHandler {
  private enum Part: UInt8 {
    /// Above the table: the document, its body, the spreadsheet.
    case above
    case table
    /// Rows and columns in groups.
    case group
    case row
    case cell
    case paragraph
    /// What is not text of a cell: notes, drawings, other tables.
    case other
  }

  /// What the number of a cell is: the attribute `office:value-type`.
  private enum Kind {
    case text
    /// The value that an attribute gave.
    case value
  }

  private let rows: SheetRows
  private let wanted: Int
  @exclusivity(unchecked) private var parts: [Part] = []
  @exclusivity(unchecked) private var tables = 0
  @exclusivity(unchecked) private var row = 1
  @exclusivity(unchecked) private var rowTimes = 1
  @exclusivity(unchecked) private var at = 1
  @exclusivity(unchecked) private var cellTimes = 1
  @exclusivity(unchecked) private var kind = Kind.text
  @exclusivity(unchecked) private var hasParagraph = false
  /// The last byte of the paragraph was white space, which the next one is joined to.
  @exclusivity(unchecked) private var afterSpace = true

  init(_ rows: SheetRows, index: Int, file: String) {
    (self.rows, wanted) = (rows, index)
    super.init(file: file)
  }

  /// A row and a cell, in place of where the document's text is.
  override var place: Diagnostic.Location { rows.place(column: parts.contains(.cell) ? at : nil) }

  override func start(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes
  ) {
    guard parts.count < SAXParser.depthLimit else {
      return stop(
        Failure(
          .format, at: place, "elements stand more than \(SAXParser.depthLimit) deep in each other")
      )
    }
    var part = Part.other
    switch parts.last ?? .above {
    case .above:
      // Only the fourth level has tables.
      part = parts.count < 3 ? .above : .other
      if parts.count == 3, equal(name.local, "table") {
        if tables == wanted { part = .table }
        tables += 1
      }
    case .table, .group:
      if equal(name.local, "table-row") {
        part = .row
        beginRow(attributes)
      } else if equal(name.local, "table-row-group") || equal(name.local, "table-rows")
        || equal(name.local, "table-header-rows")
      {
        part = .group
      }
    case .row:
      if equal(name.local, "table-cell") || equal(name.local, "covered-table-cell") {
        part = .cell
        beginCell(attributes)
      }
    case .cell:
      if equal(name.local, "p") || equal(name.local, "h") {
        part = .paragraph
        beginParagraph()
      }
    case .paragraph: part = inline(name, attributes)
    case .other: break
    }
    parts.append(part)
  }

  private func equal(_ name: UnsafePointer<UInt8>, _ other: StaticString) -> Bool {
    strcmp(
      UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self),
      UnsafeRawPointer(other.utf8Start).assumingMemoryBound(to: CChar.self)) == 0
  }

  /// What stands in a paragraph, by ODF 1.3 part 3, 6.1.
  private func inline(_ name: SAXName, _ attributes: SAXAttributes) -> Part {
    if equal(name.local, "s") {
      for _ in 0..<min(number(attributes, "c") ?? 1, 10_000) { append(0x20) }
      return .other
    }
    if equal(name.local, "tab") { append(0x09) }
    if equal(name.local, "line-break") { append(0x0A) }
    return equal(name.local, "span") || equal(name.local, "a") ? .paragraph : .other
  }

  private func append(_ byte: UInt8) {
    guard kind == .text else { return }
    rows.append(byte)
    afterSpace = false
  }

  private func number(_ attributes: SAXAttributes, _ local: StaticString) -> Int? {
    for index in 0..<attributes.count {
      guard let key = attributes.name(index), equal(key.local, local) else { continue }
      // More than a sheet has rows says no more, and can be calculated with.
      return Int(String(decoding: attributes.value(index), as: UTF8.self))
        .map { min(max($0, 1), SheetCell.rowLimit) }
    }
    return nil
  }

  private func beginRow(_ attributes: SAXAttributes) {
    rowTimes = number(attributes, "number-rows-repeated") ?? 1
    at = 1
    guard row <= SheetCell.rowLimit else {
      return stop(damaged("it has more than \(SheetCell.rowLimit) rows"))
    }
    rows.beginRow(row, times: min(rowTimes, SheetCell.rowLimit + 1 - row))
  }

  private func beginCell(_ attributes: SAXAttributes) {
    cellTimes = 1
    kind = .text
    hasParagraph = false
    var columns = 1
    var merged = 1
    for index in 0..<attributes.count {
      guard let key = attributes.name(index) else { continue }
      let value = attributes.value(index)
      if equal(key.local, "number-columns-repeated") {
        cellTimes = max(1, number(attributes, "number-columns-repeated") ?? 1)
      } else if equal(key.local, "number-columns-spanned") {
        columns = number(attributes, "number-columns-spanned") ?? 1
      } else if equal(key.local, "number-rows-spanned") {
        merged = number(attributes, "number-rows-spanned") ?? 1
      } else if equal(key.local, "value") || equal(key.local, "date-value")
        || equal(key.local, "boolean-value")
      {
        take(value)
      } else if equal(key.local, "time-value") {
        takeTime(value)
      } else if equal(key.local, "value-type"), value.elementsEqual("error".utf8), rows.isWanted(at)
      {
        stop(
          Failure(
            .format, at: rows.place(column: at), "a cell holds an error of its formula",
            hint: "Open the workbook, mend the formula in this cell, and save it."))
      }
    }
    guard at <= SheetCell.columnLimit else {
      return stop(damaged("a row has more than \(SheetCell.columnLimit) cells"))
    }
    if columns > 1 || merged > 1, rows.wantsMerges {
      rows.merges.append(
        .init(
          columns: at...min(at + columns - 1, SheetCell.columnLimit), rows: row...row + merged - 1))
    }
  }

  /// A value that an attribute has, which goes before the text that is shown.
  private func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    kind = .value
    guard rows.isWanted(at) else { return }
    guard bytes.contains(where: { $0 == 0x45 || $0 == 0x65 }),
      let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
    else { return put(bytes, 0..<bytes.count) }
    for byte in PlainNumber.text(value).utf8 { rows.append(byte) }
  }

  /// A time, which is written as a duration: PT09H05M00S is 09:05:00. From 24 hours on it stays one.
  private func takeTime(_ bytes: UnsafeBufferPointer<UInt8>) {
    kind = .value
    guard rows.isWanted(at) else { return }
    let isClock =
      bytes.count >= 11 && bytes[0] == 0x50 && bytes[1] == 0x54 && bytes[4] == 0x48
      && bytes[7] == 0x4D
      && bytes[bytes.count - 1] == 0x53 && (bytes[2], bytes[3]) < (0x32, 0x34)
      && !bytes[8...].contains(0x2D)
    guard isClock else { return put(bytes, 0..<bytes.count) }
    put(bytes, 2..<4)
    rows.append(0x3A)
    put(bytes, 5..<7)
    rows.append(0x3A)
    // LibreOffice writes parts of a second even where there are none.
    let rest = bytes[8..<bytes.count - 1]
    let isWhole = rest.dropFirst(2).allSatisfy { $0 == 0x30 || $0 == 0x2E || $0 == 0x2C }
    put(bytes, 8..<(isWhole ? 10 : bytes.count - 1))
  }

  private func beginParagraph() {
    guard kind == .text else { return }
    if hasParagraph { rows.append(0x0A) }
    hasParagraph = true
    afterSpace = true
  }

  /// Text, with runs of white space as one space, by ODF 1.3 part 3, 6.1.2.
  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard parts.last == .paragraph, kind == .text else { return }
    var start = 0
    for (index, byte) in bytes.enumerated() {
      let isSpace = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
      guard isSpace else {
        afterSpace = false
        continue
      }
      put(bytes, start..<index)
      start = index + 1
      if !afterSpace { rows.append(0x20) }
      afterSpace = true
    }
    put(bytes, start..<bytes.count)
  }

  private func put(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    do throws(Failure) { try rows.append(UnsafeBufferPointer(rebasing: bytes[range])) } catch {
      stop(error)
    }
  }

  override func end() {
    switch parts.popLast() {
    case .cell:
      rows.endCell(at, times: min(cellTimes, SheetCell.columnLimit))
      at += min(cellTimes, SheetCell.columnLimit)
    case .row:
      do throws(Failure) { try rows.endRow() } catch { stop(error) }
      row += min(rowTimes, SheetCell.rowLimit)
    default: break
    }
  }

  private func damaged(_ what: String) -> Failure {
    Failure(
      .format, at: place, "the sheet is damaged: \(what)",
      hint: "Open the workbook in LibreOffice or Excel, and save it again.")
  }
}
