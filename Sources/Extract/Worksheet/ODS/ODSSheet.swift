// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
import HergebruikSystem

/// Reads the cells of a table, by ODF 1.3 part 3, 9.1.
final class ODSSheet: SAXHandler {
  private enum Part: UInt8 {
    /// Above the table: the document, its body, the spreadsheet.
    case above
    case table
    /// Rows and columns in groups.
    case group
    /// A group that is folded.
    case hiddenGroup
    case row
    case cell
    /// A list or section within a cell.
    case block
    case paragraph
    /// What is not text of a cell: notes, drawings, other tables.
    case other
  }

  private let rows: SheetRows
  private let contents: ODSContents
  private let cell: ODSCell
  private let wanted: Int
  @exclusivity(unchecked) private var parts: [Part] = []
  @exclusivity(unchecked) private var tables = 0
  @exclusivity(unchecked) private var hiddenGroups = 0
  @exclusivity(unchecked) private var row = 1
  @exclusivity(unchecked) private var rowTimes = 1
  @exclusivity(unchecked) private var at = 1
  /// The next column that is told of.
  private var nextColumn = 1

  init(_ rows: SheetRows, _ contents: ODSContents, index: Int, file: String) {
    (self.rows, self.contents, wanted) = (rows, contents, index)
    cell = ODSCell(rows)
    super.init(file: file)
  }

  /// A row and a cell, in place of where the document's text is.
  override var place: Diagnostic.Location {
    unsafe rows.place(column: parts.contains(.cell) ? at : nil)
  }

  override func start(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes
  ) {
    guard unsafe parts.count < SAXParser.depthLimit else {
      return stop(damaged("elements stand more than \(SAXParser.depthLimit) deep in each other"))
    }
    var part = Part.other
    switch unsafe parts.last ?? .above {
    case .above:
      // Only the fourth level has tables.
      part = unsafe parts.count < 3 ? .above : .other
      if unsafe parts.count == 3, unsafe equal(name.local, "table") {
        if unsafe tables == wanted { part = .table }
        unsafe tables += 1
      }
    case .table, .group, .hiddenGroup: part = unsafe beginPart(name.local, attributes)
    case .row:
      if unsafe equal(name.local, "table-cell") || equal(name.local, "covered-table-cell") {
        part = .cell
        beginCell(attributes)
      }
    case .cell, .block:
      if unsafe equal(name.local, "p") || equal(name.local, "h") {
        part = .paragraph
        cell.beginParagraph()
      } else if unsafe equal(name.local, "list") || equal(name.local, "list-item")
        || equal(name.local, "list-header") || equal(name.local, "section")
      {
        part = .block
      }
    case .paragraph: part = inline(name, attributes)
    case .other: break
    }
    unsafe parts.append(part)
  }

  private func equal(_ name: UnsafePointer<UInt8>, _ other: StaticString) -> Bool {
    unsafe Memory.areEqual(
      UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self),
      UnsafeRawPointer(other.utf8Start).assumingMemoryBound(to: CChar.self))
  }

  /// What stands in a table: rows, columns, and groups of them.
  private func beginPart(_ name: UnsafePointer<UInt8>, _ attributes: SAXAttributes) -> Part {
    if unsafe equal(name, "table-row") {
      beginRow(attributes)
      return .row
    }
    if unsafe equal(name, "table-column") {
      beginColumns(attributes)
      return .other
    }
    if unsafe equal(name, "table-row-group") || equal(name, "table-column-group") {
      guard attributes.text("display") == "false" else { return .group }
      unsafe hiddenGroups += 1
      return .hiddenGroup
    }
    let isGroup =
      unsafe equal(name, "table-rows") || equal(name, "table-header-rows")
      || equal(name, "table-columns") || equal(name, "table-header-columns")
    return isGroup ? .group : .other
  }

  /// What stands in a paragraph, by ODF 1.3 part 3, 6.1; fields of it (6.7) have text as it is shown.
  private func inline(_ name: SAXName, _ attributes: SAXAttributes) -> Part {
    if unsafe equal(name.local, "s") {
      for _ in 0..<min(count(attributes, "c"), 10_000) { cell.append(0x20) }
      return .other
    }
    if unsafe equal(name.local, "tab") { cell.append(0x09) }
    if unsafe equal(name.local, "line-break") { cell.append(0x0A) }
    guard let uri = unsafe name.uri,
      unsafe equal(uri, "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
      unsafe !equal(name.local, "note"), unsafe !equal(name.local, "ruby-text"),
      unsafe !equal(name.local, "script")
    else { return .other }
    return .paragraph
  }

  /// A number of times, at least 1.
  private func count(_ attributes: SAXAttributes, _ local: StaticString) -> Int {
    for index in 0..<attributes.count {
      guard let key = attributes.name(index), unsafe equal(key.local, local) else { continue }
      guard let count = unsafe ODSCell.count(attributes.value(index)) else {
        stop(damaged("a number of repetitions is none"))
        return 1
      }
      return count
    }
    return 1
  }

  private func beginColumns(_ attributes: SAXAttributes) {
    let last = min(
      nextColumn + count(attributes, "number-columns-repeated") - 1, SheetCell.columnLimit)
    guard nextColumn <= last else { return }
    let isHidden =
      unsafe hiddenGroups > 0 || ["collapse", "filter"].contains(attributes.text("visibility"))
      || attributes.text("style-name").map(contents.hiddenColumns.contains) ?? false
    unsafe rows.remarks.setColumns(nextColumn...last, isHidden: isHidden)
    nextColumn = last + 1
  }

  private func beginRow(_ attributes: SAXAttributes) {
    unsafe rowTimes = count(attributes, "number-rows-repeated")
    unsafe at = 1
    guard unsafe row <= SheetCell.rowLimit else {
      return stop(damaged("it has more than \(SheetCell.rowLimit) rows"))
    }
    var isHidden = unsafe hiddenGroups > 0
    for index in 0..<attributes.count {
      guard let key = attributes.name(index) else { continue }
      let value = unsafe attributes.value(index)
      if unsafe equal(key.local, "visibility") {
        let isFiltered = unsafe value.elementsEqual("filter".utf8)
        if isFiltered { unsafe rows.remarks.isFiltered = true }
        isHidden = unsafe isHidden || isFiltered || value.elementsEqual("collapse".utf8)
      } else if !contents.hiddenRows.isEmpty, unsafe equal(key.local, "style-name") {
        isHidden =
          unsafe isHidden || contents.hiddenRows.contains(String(decoding: value, as: UTF8.self))
      }
    }
    unsafe rows.beginRow(
      row, times: min(rowTimes, SheetCell.rowLimit + 1 - row), isHidden: isHidden)
  }

  private func beginCell(_ attributes: SAXAttributes) {
    guard unsafe at <= SheetCell.columnLimit else {
      return stop(damaged("a row has more than \(SheetCell.columnLimit) cells"))
    }
    do throws(Failure) { try unsafe cell.begin(attributes, row: row, column: at) } catch {
      stop(error)
    }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard unsafe parts.last == .paragraph else { return }
    do throws(Failure) { try unsafe cell.text(bytes) } catch { stop(error) }
  }

  override func end() {
    do throws(Failure) {
      switch unsafe parts.popLast() {
      case .cell:
        try unsafe cell.end(at)
        unsafe at += cell.times
      case .row:
        try rows.endRow()
        unsafe row += min(rowTimes, SheetCell.rowLimit)
      case .hiddenGroup: unsafe hiddenGroups -= 1
      default: break
      }
    } catch {
      stop(error)
    }
  }

  private func damaged(_ what: String) -> Failure { ODSCell.damaged(what, place) }
}
