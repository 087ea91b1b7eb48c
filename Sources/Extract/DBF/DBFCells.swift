// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Writes the fields of dBASE records as cells.
struct DBFCells {
  private let header: DBFHeader
  private let file: ExportFile
  private let sink: RecordSink
  private let memo: DBFMemo

  init(_ header: DBFHeader, file: ExportFile, sink: RecordSink) {
    self.header = header
    self.file = file
    self.sink = sink
    memo = DBFMemo(of: file, header.version)
  }

  /// Takes a record; one that is marked as deleted is none.
  func take(_ record: UnsafeBufferPointer<UInt8>, number: Int) throws(Failure) {
    if try unsafe begin(record, number: number) { try sink.endRow(line: number) }
  }

  /// Begins a row with the cells of a record; false where it is marked as deleted, and none is begun.
  func begin(_ record: UnsafeBufferPointer<UInt8>, number: Int) throws(Failure) -> Bool {
    switch unsafe record[0] {
    case 0x2A: return false
    case 0x20: break
    default:
      throw Failure(
        .format, at: .init(file: file.name, line: number),
        "a record has no deletion mark where it should begin",
        hint: "The file is damaged: let the source system export it again.")
    }
    sink.beginRow()
    for index in header.fields.indices {
      let field = header.fields[index]
      if unsafe isNull(field, record) { continue }
      let bytes = unsafe UnsafeBufferPointer(
        rebasing: record[field.start..<field.start + field.length])
      try unsafe put(bytes, field, number)
      sink.endCell(index)
    }
    return true
  }

  /// Whether the bit of a field says that it has no value.
  private func isNull(_ field: DBFHeader.Field, _ record: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let bit = field.nullBit, let flags = header.nullFlags, bit / 8 < flags.count else {
      return false
    }
    return unsafe record[flags.lowerBound + bit / 8] >> UInt8(bit % 8) & 1 == 1
  }

  private func put(
    _ bytes: UnsafeBufferPointer<UInt8>, _ field: DBFHeader.Field, _ number: Int
  ) throws(Failure) {
    switch field.kind {
    case .text: try unsafe put(text: Self.trimmed(bytes), field, number)
    case .number: unsafe sink.append(Self.trimmed(bytes, isLeft: true))
    case .logical: try unsafe put(logical: bytes[0], field, number)
    case .date: unsafe put(date: bytes)
    case .int32: unsafe sink.append(String(Int32(truncatingIfNeeded: Self.integer(bytes))))
    case .double: unsafe append(Double(bitPattern: UInt64(bitPattern: Int64(Self.integer(bytes)))))
    case .currency: unsafe put(currency: Self.integer(bytes))
    case .dateTime: try unsafe put(dateTime: bytes, field, number)
    case .memo: try unsafe put(memo: bytes, field, number)
    case .binary:
      guard unsafe Self.block(bytes) == 0 else {
        throw Failure(
          .format, at: .init(file: file.name, line: number, field: field.name),
          "the field holds a picture or other bytes, not a text",
          hint: "Let the source system export the table without this field.")
      }
    }
  }

  private func put(
    text: UnsafeBufferPointer<UInt8>, _ field: DBFHeader.Field, _ number: Int
  ) throws(Failure) {
    let place = Diagnostic.Location(file: file.name, line: number, field: field.name)
    guard let encoding = header.encoding else {
      guard unsafe text.allSatisfy({ $0 < 0x80 }) else { throw DBFHeader.unknownEncoding(place) }
      return unsafe sink.append(text)
    }
    guard let charset = encoding.charset else { return unsafe sink.append(text) }
    guard unsafe charset.append(text, to: sink) else {
      throw Failure(
        .encoding, at: place, "a byte has no meaning in \(encoding.rawValue)",
        hint: "Write another character set: 'encoding: cp850' (DOS programs), for one.")
    }
  }

  private func put(
    logical byte: UInt8, _ field: DBFHeader.Field, _ number: Int
  ) throws(Failure) {
    switch byte {
    case UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: "Y"), UInt8(ascii: "y"):
      sink.append("true")
    case UInt8(ascii: "F"), UInt8(ascii: "f"), UInt8(ascii: "N"), UInt8(ascii: "n"):
      sink.append("false")
    case UInt8(ascii: "?"), 0x20, 0: return
    default:
      throw Failure(
        .format, at: .init(file: file.name, line: number, field: field.name),
        "a truth value is none of T, F, Y, N and ?",
        hint: "The file is damaged: let the source system export it again.")
    }
  }

  /// `YYYYMMDD` as ISO 8601; what is none stays as it is and fails its type.
  private func put(date bytes: UnsafeBufferPointer<UInt8>) {
    let isBlank = unsafe bytes.allSatisfy { $0 == 0x20 || $0 == 0 || $0 == 0x30 }
    guard !isBlank else { return }
    for index in bytes.indices {
      let byte = unsafe bytes[index]
      if index == 4 || index == 6 { sink.append(UInt8(ascii: "-")) }
      sink.append(byte)
    }
  }

  /// Ten-thousandths.
  private func put(currency value: Int) {
    if value < 0 { sink.append(UInt8(ascii: "-")) }
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 10_000)
    sink.append(String(whole))
    sink.append(UInt8(ascii: "."))
    for power: UInt in [1000, 100, 10, 1] { sink.append(0x30 + UInt8(rest / power % 10)) }
  }

  /// A Julian day and milliseconds of that day.
  private func put(
    dateTime bytes: UnsafeBufferPointer<UInt8>, _ field: DBFHeader.Field, _ number: Int
  ) throws(Failure) {
    if unsafe bytes.allSatisfy({ $0 == 0 || $0 == 0x20 }) { return }
    let day = unsafe Self.integer(UnsafeBufferPointer(rebasing: bytes[..<4]))
    let clock = unsafe Self.integer(UnsafeBufferPointer(rebasing: bytes[4...]))
    // From 1 January of the year 1 to the end of the year 9999.
    guard (1_721_426...5_373_484).contains(day), (0..<86_400_000).contains(clock) else {
      throw Failure(
        .format, at: .init(file: file.name, line: number, field: field.name),
        "a date with a time is none that exists",
        hint: "The file is damaged: let the source system export it again.")
    }
    sink.append(SerialDate.date(day: day - DBFHeader.julianOffset))
    sink.append(UInt8(ascii: "T"))
    sink.append(SerialDate.clock(clock))
  }

  private func put(
    memo bytes: UnsafeBufferPointer<UInt8>, _ field: DBFHeader.Field, _ number: Int
  ) throws(Failure) {
    let place = Diagnostic.Location(file: file.name, line: number, field: field.name)
    guard let block = unsafe Self.block(bytes) else { throw DBFMemo.damaged(place) }
    guard block > 0 else { return }
    let text = try memo.text(block, at: place, limit: sink.recordLimit)
    try unsafe text.withUnsafeBufferPointer { bytes throws(Failure) in
      try unsafe put(text: bytes, field, number)
    }
  }

  // MARK: Bytes

  /// The number of a block, as ten digits or four bytes; 0 where there is none, nil where it is none.
  private static func block(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes.count > 4 else { return unsafe integer(bytes) }
    var number = 0
    let digits = unsafe trimmed(bytes, isLeft: true)
    for place in digits.indices {
      let byte = unsafe digits[place]
      // A block's number has ten digits; what goes beyond eighteen is none.
      guard (0x30...0x39).contains(byte), number < 100_000_000_000_000_000 else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }

  /// A little-endian integer of two's complement.
  private static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var value: UInt64 = 0
    for index in bytes.indices {
      let byte = unsafe bytes[index]
      value |= UInt64(byte) << UInt64(8 * index)
    }
    let shift = UInt64(64 - 8 * bytes.count)
    return Int(Int64(bitPattern: value << shift) >> Int64(shift))
  }

  /// Without the spaces and NUL bytes that fill a field up.
  private static func trimmed(
    _ bytes: UnsafeBufferPointer<UInt8>, isLeft: Bool = false
  ) -> UnsafeBufferPointer<UInt8> {
    var (low, high) = (0, bytes.count)
    while high > low, unsafe bytes[high - 1] == 0x20 || bytes[high - 1] == 0 { high -= 1 }
    if isLeft { while low < high, unsafe bytes[low] == 0x20 || bytes[low] == 0 { low += 1 } }
    return unsafe UnsafeBufferPointer(rebasing: bytes[low..<high])
  }

  // What is no number stays so, and fails its type.
  private func append(_ number: Double) {
    sink.append(number.isFinite ? PlainNumber.text(number) : "\(number)")
  }
}
