// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// What right cells of one field hold that is seldom meant.
public struct CellOddities: Equatable, Sendable, BitwiseCopyable {
  /// Days after the year 2899, such as 9999-12-31.
  public var farDays = 0
  /// Days from which calendars of programs start, such as 0001-01-01 and 1900-01-01.
  public var firstDays = 0
  /// Texts that a spreadsheet takes for formulas.
  public var formulas = 0

  /// Counts nothing yet, or what is given.
  public init(farDays: Int = 0, firstDays: Int = 0, formulas: Int = 0) {
    (self.farDays, self.firstDays, self.formulas) = (farDays, firstDays, formulas)
  }

  /// Whether there is nothing.
  public var isNone: Bool { self == CellOddities() }

  /// Adds what another batch has.
  public mutating func add(_ other: CellOddities) {
    farDays += other.farDays
    firstDays += other.firstDays
    formulas += other.formulas
  }
}

extension TransformWorker {
  /// Looks at a right cell, whose canonical form stands at the end of the output, and counts what is seldom meant.
  @inline(__always)
  func look(
    at cell: UnsafeBufferPointer<UInt8>, _ program: UnsafePointer<FieldProgram>, from start: Int,
    _ out: borrowing ByteBuffer
  ) {
    switch program.pointee.watch {
    case .none: break
    case .day:
      let day = UnsafeBufferPointer(rebasing: out.bytes[start...])
      // Most days are of this century.
      if day.count > 1, day[0] == UInt8(ascii: "2"), day[1] == UInt8(ascii: "0") { return }
      lookAtDay(day, program.pointee.field)
    case .formula:
      guard let first = cell.first, first == UInt8(ascii: "=") || FormulaText.mayBegin(first)
      else { return }
      if FormulaText.isFormula(cell) { oddities[program.pointee.field].formulas &+= 1 }
    }
  }

  @inline(never)
  private func lookAtDay(_ day: UnsafeBufferPointer<UInt8>, _ field: Int) {
    guard day.count >= 10 else { return }
    if SentinelDay.isFar(day) {
      oddities[field].farDays &+= 1
    } else if SentinelDay.isFirst(day) {
      oddities[field].firstDays &+= 1
    }
  }

  /// Hands out what was counted, and begins anew.
  func finishOddities(_ result: inout TransformResult) {
    guard oddities.contains(where: { !$0.isNone }) else { return }
    result.oddities = Array(oddities)
    oddities.update(repeating: CellOddities())
  }
}

/// Days that programs write where they know none.
enum SentinelDay {
  /// The days from which calendars start: of .NET and Java, SQL Server, spreadsheets and old registers.
  static let first: [StaticString] = [
    "0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01",
  ]

  /// Whether a canonical day, or a time of that day, is after 2899.
  static func isFar(_ day: UnsafeBufferPointer<UInt8>) -> Bool {
    day[0] > UInt8(ascii: "2") || day[0] == UInt8(ascii: "2") && day[1] == UInt8(ascii: "9")
  }

  /// Whether a canonical day, or a time of that day, is one of those from which calendars start.
  static func isFirst(_ day: UnsafeBufferPointer<UInt8>) -> Bool {
    first.contains { GeoJSONCell.equals(UnsafeBufferPointer(rebasing: day[..<10]), $0) }
  }
}

/// Texts that a spreadsheet takes for formulas when it opens a CSV file.
///
/// Source: OWASP, "CSV Injection"; a sign that is no formula's beginning, as in +31 and @naam, is not told.
enum FormulaText {
  /// Whether a byte other than `=` may begin one.
  @inline(__always)
  static func mayBegin(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "@")
  }

  /// Whether a text that begins with one of the signs is a formula, or could be.
  static func isFormula(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard cell.count > 1 else { return false }
    let second = cell[1]
    if cell[0] == UInt8(ascii: "=") {
      return isLetter(second) || isDigit(second) || "(\"+-@'$".utf8.contains(second)
    }
    guard isLetter(second) || mayBegin(second) || second == UInt8(ascii: "=") else { return false }
    return cell.contains { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "|") }
  }
}

extension TransformPlan {
  /// What to tell of cells that are right by their type and seldom meant.
  ///
  /// - Parameters:
  ///   - oddities: For each field, of all rows.
  ///   - file: The export.
  public func remarks(oddities: [CellOddities], file: String?) -> [Diagnostic] {
    zip(fields, oddities).flatMap { field, found -> [Diagnostic] in
      let place = Diagnostic.Location(file: file, field: field.label)
      func cells(_ count: Int) -> String { "\(count) cell\(count == 1 ? "" : "s")" }
      var remarks: [Diagnostic] = []
      if found.farDays + found.firstDays > 0 {
        let far = "\(cells(found.farDays)) after the year 2899, such as 31-12-9999"
        let first = "\(cells(found.firstDays)) such as 01-01-1900 or 01-01-0001"
        let both = [found.farDays > 0 ? far : nil, found.firstDays > 0 ? first : nil]
        remarks.append(
          Diagnostic(
            .sentinelDates, at: place,
            "\(field.label) has days that often stand for 'no date': "
              + both.compactMap(\.self).joined(separator: ", and "),
            hint: "Add them to 'missingValues' of the field as they stand in the export: "
              + "missingValues: [\"\", \"31-12-9999\"]. They are then published empty."))
      }
      if found.formulas > 0 {
        remarks.append(
          Diagnostic(
            .formulaText, at: place,
            "\(cells(found.formulas)) of \(field.label) begin as a formula of a spreadsheet does",
            hint:
              "They are published as they are, and a spreadsheet that opens the CSV may run them. "
              + "Correct them in the source system; for =\"0012\" let it export 0012."))
      }
      return remarks
    }
  }
}
