// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
import HergebruikSystem

/// Makes a value of what a cell of a table holds, by ODF 1.3 part 3, 9.1.4 and 19.385.
final class ODSCell {
  /// What the value of a cell is.
  private enum Kind {
    /// The text that is shown.
    case text
    /// The value that an attribute gave.
    case value
  }

  /// How often the cell stands in its row.
  @exclusivity(unchecked) private(set) var times = 1
  private let rows: SheetRows
  @exclusivity(unchecked) private var kind = Kind.text
  @exclusivity(unchecked) private var hasFormula = false
  @exclusivity(unchecked) private var isString = false
  @exclusivity(unchecked) private var isError = false
  @exclusivity(unchecked) private var hasParagraph = false
  /// The last byte of the paragraph was white space, which the next one is joined to.
  @exclusivity(unchecked) private var afterSpace = true
  /// The text that counts where no paragraph is there.
  @exclusivity(unchecked) private var stringValue: [UInt8] = []
  /// The first bytes of what a formula's cell shows beside its value.
  @exclusivity(unchecked) private var shown: [UInt8] = []

  init(_ rows: SheetRows) { self.rows = rows }

  /// A whole number, at least 1 and not larger than a sheet can be; `nil` if it is none.
  static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var number = 0
    for place in bytes.indices {
      let byte = unsafe bytes[place]
      guard (0x30...0x39).contains(byte) else { return nil }
      number = min(number * 10 + Int(byte - 0x30), SheetCell.rowLimit)
    }
    return bytes.isEmpty ? nil : max(number, 1)
  }

  /// Begins a cell with its attributes.
  ///
  /// - Throws: `format-error` and `record-too-large`.
  func begin(_ attributes: SAXAttributes, row: Int, column: Int) throws(Failure) {
    unsafe (times, kind, hasFormula, isString, isError) = (1, .text, false, false, false)
    unsafe (hasParagraph, afterSpace) = (false, true)
    unsafe stringValue.removeAll(keepingCapacity: true)
    unsafe shown.removeAll(keepingCapacity: true)
    var (columns, merged) = (1, 1)
    var value: (index: Int, isTime: Bool)?
    for index in 0..<attributes.count {
      guard let key = attributes.name(index) else { continue }
      switch unsafe Key(key.local) {
      case .columnsRepeated:
        unsafe times = min(try count(attributes, index, column), SheetCell.columnLimit)
      case .columnsSpanned: columns = try count(attributes, index, column)
      case .rowsSpanned: merged = try count(attributes, index, column)
      case .value: value = (index, false)
      case .time: value = (index, true)
      case .string: unsafe stringValue += attributes.value(index)
      case .type:
        let type = unsafe attributes.value(index)
        unsafe isString = unsafe isString || type.elementsEqual("string".utf8)
        unsafe isError = unsafe isError || type.elementsEqual("error".utf8)
      case .formula: unsafe hasFormula = true
      case nil: break
      }
    }
    // Of an error the word counts that is shown, whatever value stands beside it.
    if let value, unsafe !isError {
      unsafe kind = .value
      if rows.isWanted(column) {
        try unsafe take(attributes.value(value.index), isTime: value.isTime)
      }
    }
    guard columns > 1 || merged > 1 else { return }
    rows.merge(
      .init(
        columns: column...min(column + columns - 1, SheetCell.columnLimit),
        rows: row...min(row + merged - 1, SheetCell.rowLimit)))
  }

  private func count(
    _ attributes: SAXAttributes, _ index: Int, _ column: Int
  ) throws(Failure) -> Int {
    guard let count = unsafe Self.count(attributes.value(index)) else {
      throw Self.damaged("a number of cells is none", rows.place(column: column))
    }
    return count
  }

  /// Ends the cell.
  ///
  /// - Throws: `format-error` where it holds an error.
  func end(_ column: Int) throws(Failure) {
    guard rows.isWanted(column) else {
      rows.clearCell()
      return unsafe rows.endCell(column, times: times)
    }
    if unsafe kind == .value, unsafe Self.isErrorWord(shown[...]) {
      rows.clearCell()
      try unsafe shown.withUnsafeBufferPointer { bytes throws(Failure) in
        try unsafe rows.append(bytes)
      }
      unsafe isError = true
    }
    if unsafe kind == .text, unsafe !isError, unsafe rows.cell.isEmpty, unsafe !stringValue.isEmpty
    {
      try unsafe stringValue.withUnsafeBufferPointer { bytes throws(Failure) in
        try unsafe rows.append(bytes)
      }
    }
    if unsafe isError
      || hasFormula && kind == .text && Self.isErrorWord(Array(rows.cell.prefix(16))[...])
    {
      try rows.checkError(column)
    } else if unsafe hasFormula, unsafe rows.cell.isEmpty, unsafe !isString {
      unsafe rows.remarks.uncached.add(times, column: column, row: rows.row)
    }
    unsafe rows.endCell(column, times: times)
  }

  /// Whether what a formula shows is one of its errors, in whatever language: `#REF!`, `#VERW!`, `#N/A`, `Err:502`.
  private static func isErrorWord(_ text: ArraySlice<UInt8>) -> Bool {
    if text.starts(with: "Err:".utf8) {
      return text.count == 7 && text.dropFirst(4).allSatisfy { (0x30...0x39).contains($0) }
    }
    guard text.first == 0x23, (3...15).contains(text.count),
      text.dropFirst().allSatisfy({ (0x21...0x5F).contains($0) && $0 != 0x23 })
    else { return false }
    return text.last == 0x21 || text.last == 0x3F || text.starts(with: "#N/".utf8)
  }

  /// A value that an attribute has, which goes before the text that is shown.
  private func take(_ bytes: UnsafeBufferPointer<UInt8>, isTime: Bool) throws(Failure) {
    if isTime {
      return try unsafe put(ODSTime.clock(bytes), or: bytes)
    }
    guard unsafe bytes.contains(where: { $0 == 0x45 || $0 == 0x65 }),
      let value = unsafe Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
    else { return try unsafe rows.append(bytes) }
    try unsafe put(PlainNumber.text(value), or: bytes)
  }

  private func put(_ text: String?, or bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
    guard let text else { return try unsafe rows.append(bytes) }
    for byte in text.utf8 { rows.append(byte) }
  }

  /// Begins a paragraph, which is a line of the text.
  func beginParagraph() {
    guard unsafe kind == .text else { return }
    if unsafe hasParagraph { rows.append(0x0A) }
    unsafe hasParagraph = true
    unsafe afterSpace = true
  }

  /// Appends a character that an element stands for.
  func append(_ byte: UInt8) {
    guard unsafe kind == .text else { return }
    rows.append(byte)
    unsafe afterSpace = false
  }

  /// Text, with runs of white space as one space, by ODF 1.3 part 3, 6.1.2.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
    guard unsafe kind == .text else {
      if unsafe hasFormula { unsafe shown += bytes.prefix(max(0, 16 - shown.count)) }
      return
    }
    var start = 0
    for index in bytes.indices {
      let byte = unsafe bytes[index]
      let isSpace = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
      guard isSpace else {
        unsafe afterSpace = false
        continue
      }
      try unsafe put(bytes, start..<index)
      start = index + 1
      if unsafe !afterSpace { rows.append(0x20) }
      unsafe afterSpace = true
    }
    try unsafe put(bytes, start..<bytes.count)
  }

  private func put(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) throws(Failure) {
    guard !range.isEmpty else { return }
    try unsafe rows.append(UnsafeBufferPointer(rebasing: bytes[range]))
  }

  /// What is said of a damaged sheet.
  static func damaged(_ what: String, _ place: Diagnostic.Location) -> Failure {
    Failure(
      .format, at: place, "the sheet is damaged: \(what)",
      hint: "Open the workbook in LibreOffice or Excel, and save it again.")
  }
}

extension ODSCell {
  /// The attributes of a cell that are read.
  private enum Key {
    case columnsRepeated, columnsSpanned, rowsSpanned, value, time, string, type, formula

    /// Finds an attribute by its local name.
    init?(_ name: UnsafePointer<UInt8>) {
      func equal(_ other: StaticString) -> Bool {
        unsafe Memory.areEqual(
          UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self),
          UnsafeRawPointer(other.utf8Start).assumingMemoryBound(to: CChar.self))
      }
      if equal("value") || equal("date-value") || equal("boolean-value") {
        self = .value
      } else if equal("value-type") {
        self = .type
      } else if equal("time-value") {
        self = .time
      } else if equal("string-value") {
        self = .string
      } else if equal("formula") {
        self = .formula
      } else if equal("number-columns-repeated") {
        self = .columnsRepeated
      } else if equal("number-columns-spanned") {
        self = .columnsSpanned
      } else if equal("number-rows-spanned") {
        self = .rowsSpanned
      } else {
        return nil
      }
    }
  }
}

/// Times of the day, which OpenDocument writes as durations.
enum ODSTime {
  /// A time below 24 hours, such as PT09H05M00S, as a clock has it; `nil` if it is longer, negative or no duration of hours,
  /// minutes and seconds.
  static func clock(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard unsafe bytes.starts(with: "PT".utf8), bytes.count > 3 else { return nil }
    var rest = unsafe bytes[2...]
    var milliseconds = 0
    for (mark, unit, most) in [(0x48, 3_600_000, 24), (0x4D, 60_000, 60), (0x53, 1000, 60)] {
      let digits = unsafe rest.prefix { (0x30...0x39).contains($0) }
      var next = unsafe rest[digits.endIndex...]
      var fraction = unsafe next[next.startIndex..<next.startIndex]
      if mark == 0x53, unsafe next.first == 0x2E || next.first == 0x2C {
        unsafe fraction = unsafe next.dropFirst().prefix { (0x30...0x39).contains($0) }
        unsafe next = unsafe next[fraction.endIndex...]
      }
      guard unsafe !digits.isEmpty, unsafe next.first == UInt8(mark) else { continue }
      guard unsafe digits.count <= 4,
        let number = unsafe Int(String(decoding: digits, as: UTF8.self)),
        number < most
      else { return nil }
      milliseconds += number * unit
      for (place, worth) in unsafe zip(fraction.indices, [100, 10, 1]) {
        unsafe milliseconds += Int(fraction[place] - 0x30) * worth
      }
      // LibreOffice writes 09:30 as PT09H29M59.999999965S where it was calculated.
      if let next = unsafe fraction.dropFirst(3).first, next >= 0x35 { milliseconds += 1 }
      unsafe rest = unsafe next.dropFirst()
    }
    return unsafe rest.isEmpty ? SerialDate.clock(milliseconds) : nil
  }
}
