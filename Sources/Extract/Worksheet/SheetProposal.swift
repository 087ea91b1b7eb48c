// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Finds the table in a workbook.
enum SheetProposal {
  /// Sheets and rows that are looked at.
  static let sheetLimit = 50
  static let rowLimit = 1_000

  /// What was seen of a sheet: which columns of each row have something.
  struct Sheet {
    /// A row with a cell in it: which of its columns have something.
    typealias Row = (line: Int, first: Int, last: Int, filled: Int)

    var number: Int
    var rows: [Row] = []
    /// Whether a cell of each row is a number.
    var isNumeric: [Bool] = []
    /// The line behind what was seen.
    var next = 1

    /// How much of it is filled.
    var weight: Int { rows.reduce(0) { $0 + $1.filled } }

    /// The first row that is as wide as most are.
    var header: Int? {
      let widths = rows.prefix(200).map(\.filled).sorted()
      guard let middle = widths.isEmpty ? nil : widths[widths.count / 2] else { return nil }
      return rows.firstIndex { 3 * $0.filled >= 2 * middle && $0.filled > (middle > 1 ? 1 : 0) }
    }
  }

  static func isZip(_ file: ExportFile) throws(Failure) -> Bool {
    try file.bytes(ReadCounter()).peek(4).starts(with: [0x50, 0x4B, 0x03, 0x04])
  }

  static func make(
    _ type: any Extractor.Type, _ file: ExportFile, _ sheets: [SheetOptions.Listed],
    _ context: ExtractContext
  ) throws(Failure) -> ExtractProposal? {
    var best: Sheet?
    var filled = 0
    // A hidden sheet is proposed only where no other has a table.
    let order =
      sheets.indices.filter { !sheets[$0].isHidden } + sheets.indices.filter { sheets[$0].isHidden }
    for index in order.prefix(sheetLimit) {
      if let best, sheets[index].isHidden, !sheets[best.number - 1].isHidden { break }
      guard let sheet = try look(type, file, index + 1, context), sheet.header != nil else {
        continue
      }
      filled += 1
      if best.map({ $0.weight < sheet.weight }) ?? true { best = sheet }
    }
    guard let best, let at = best.header else {
      return ExtractProposal(.certain, remarks: ["The workbook has no cells."])
    }
    let outside = try rowsOutside(best.rows[at], of: best.number, type, file, context)
    return ExtractProposal(
      .certain, options: options(best, at, outside, sheets, isQuestion: filled > 1))
  }

  /// The rows below a header that have cells beside its columns, counted over the whole sheet, and the first of them.
  private static func rowsOutside(
    _ header: Sheet.Row, of number: Int, _ type: any Extractor.Type, _ file: ExportFile,
    _ context: ExtractContext
  ) throws(Failure) -> (count: Int, rows: [Int]) {
    var outside = (count: 0, rows: [Int]())
    _ = try look(type, file, number, context) { sheet in
      for row in sheet.rows
      where row.line > header.line && (row.first < header.first || row.last > header.last) {
        outside.count += 1
        if outside.rows.count < 5 { outside.rows.append(row.line) }
      }
      sheet.forget()
      return true
    }
    return outside
  }

  private static func options(
    _ best: Sheet, _ at: Int, _ outside: (count: Int, rows: [Int]),
    _ sheets: [SheetOptions.Listed], isQuestion: Bool
  ) -> [ExtractProposal.Option] {
    let header = best.rows[at]
    var options: [ExtractProposal.Option] = []
    if sheets.count > 1 {
      let list = sheets.prefix(sheetLimit).map(\.shown).joined(separator: ", ")
      let name = sheets[best.number - 1].name
      options.append(
        .init(
          "sheet", ExtractProposal.text(name),
          "'\(name)'? it has most cells, and the fields below are its; there are \(list)",
          isQuestion: isQuestion))
    }
    let corner = "\(SheetCell.letters(header.first + 1))\(header.line)"
    // Titles have a cell or two; what is wider may be a table.
    let width = header.last - header.first + 1
    let isOther = at <= 12 && best.rows[..<at].allSatisfy { $0.filled <= max(1, width / 3) }
    if header.first > 0 || at > 0 || outside.count > 0 {
      let range = "\(corner):\(SheetCell.letters(header.last + 1))"
      var remark = "likely: the header is the first row that is as wide as most"
      if outside.count > 0 {
        let rows = outside.rows.map(String.init).joined(separator: ", ")
        remark =
          "\(range)? \(outside.count) rows have cells beside the columns of the header, which would be left out: row \(rows)"
      } else if !isOther {
        remark =
          "\(range)? \(at) rows stand above the header, and some are wide: they would be left out"
      }
      options.append(
        .init(
          "range", ExtractProposal.text(range), remark, isQuestion: outside.count > 0 || !isOther))
    }
    if best.isNumeric.indices.contains(at), best.isNumeric[at] {
      options.append(
        .init(
          "headerRows", ExtractProposal.plain("1"),
          "1, or 0 where row \(header.line) is no header; it has a cell that is a number",
          isQuestion: true))
    }
    return options
  }

  /// Reads a sheet; nil where it is empty.
  ///
  /// - Parameter goesOn: Whether more is to be read; the top of a sheet is, unless said otherwise.
  private static func look(
    _ type: any Extractor.Type, _ file: ExportFile, _ number: Int, _ context: ExtractContext,
    goesOn: (inout Sheet) -> Bool = { $0.rows.count < rowLimit }
  ) throws(Failure) -> Sheet? {
    guard let path = file.path else { return nil }
    let problems = ConfigProblems(file: file.name)
    let proposal = ExtractProposal(
      .certain,
      options: [
        .init("sheet", ExtractProposal.plain("\(number)")),
        .init("headerRows", ExtractProposal.plain("0")),
      ])
    guard
      var reader = ConfigReader(
        proposal.node(source: [("path", ExtractProposal.text(ExportFile.pattern(path)))]),
        what: "'\(type.name)'", problems: problems),
      let extractor = type.init(&reader, columns: [], problems: problems)
    else {
      try problems.throwIfAny()
      return nil
    }
    var sheet = Sheet(number: number)
    do {
      let table = try extractor.open(context)
      var batch = RecordBatch()
      while goesOn(&sheet) {
        batch.removeAll()
        guard try table.read(into: &batch) else { break }
        try table.parse(&batch)
        sheet.append(batch)
      }
      _ = goesOn(&sheet)
    } catch let failure as Failure {
      // A sheet that cannot be read whole is judged by what came before.
      guard failure.diagnostics.first?.code == .sourceEmpty || !sheet.rows.isEmpty else {
        throw failure
      }
    } catch {
      return sheet.rows.isEmpty ? nil : sheet
    }
    return sheet.rows.isEmpty ? nil : sheet
  }
}

extension SheetProposal.Sheet {
  /// Lets go of the rows that were looked at.
  fileprivate mutating func forget() { (rows, isNumeric) = ([], []) }

  fileprivate mutating func append(_ batch: borrowing RecordBatch) {
    let start = batch.firstLine ?? next
    next = start + batch.lineCount
    var found: [(row: (line: Int, first: Int, last: Int, filled: Int), isNumeric: Bool)] = []
    func add(_ cells: [UnsafeBufferPointer<UInt8>], _ line: Int) {
      let filled = unsafe cells.indices.filter { unsafe !cells[$0].isEmpty }
      guard let first = filled.first, let last = filled.last else { return }
      let isNumeric = filled.contains { at in
        unsafe cells[at].allSatisfy { $0 < 0x41 }
          && cells[at].contains { (0x30...0x39).contains($0) }
      }
      found.append(((line, first, last, filled.count), isNumeric))
    }
    for row in 0..<batch.rowCount {
      unsafe add(
        (0..<batch.width).map { unsafe batch.cell(row: row, column: $0) },
        start + Int(batch.lines[row]))
    }
    let bytes = unsafe batch.text.bytes
    for record in batch.malformed {
      unsafe add(
        record.cells.map { unsafe UnsafeBufferPointer(rebasing: bytes[$0]) }, start + record.line)
    }
    for item in found.sorted(by: { $0.row.line < $1.row.line }) {
      rows.append(item.row)
      isNumeric.append(item.isNumeric)
    }
  }
}
