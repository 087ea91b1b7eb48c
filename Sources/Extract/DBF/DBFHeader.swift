// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// What a dBASE table says of itself before its first record; all numbers are little-endian.
///
/// Source: "Table Structures of dBASE" and "Table File Structure" of Visual FoxPro.
struct DBFHeader {
  /// A field of a record.
  struct Field {
    var name: String
    var kind: Kind
    /// Where it begins in a record, the deletion mark being at 0.
    var start: Int
    var length: Int
    /// Which bit of `_NullFlags` says that it has no value; nil where none does.
    var nullBit: Int?
  }

  /// How a field's bytes are to be read.
  enum Kind {
    case text, number, logical, date, int32, double, currency, dateTime
    /// A text in a file of its own, of which the field has the block's number.
    case memo
    /// A picture, an object or other bytes.
    case binary
  }

  /// The first byte, which says what program wrote the table.
  let version: UInt8
  /// The fields that are columns.
  private(set) var fields: [Field] = []
  /// Records that follow, those that are deleted included.
  let recordCount: Int
  /// Bytes of a record.
  let recordLength: Int
  /// Bytes before the first record.
  let length: Int
  /// The character set that the table names.
  let encoding: SourceEncoding?
  /// Where in a record `_NullFlags` are; nil where there are none.
  private(set) var nullFlags: Range<Int>?

  /// Bytes from which `length` can be told.
  static let fixedPart = 32

  /// Bytes before the first record, by the fixed part.
  static func length(of bytes: UnsafeBufferPointer<UInt8>) -> Int { unsafe word(bytes, 8, 2) }

  /// The Julian day of the first of March of the year 0, from which `SerialDate` counts.
  static let julianOffset = 1_721_120

  private static let versions: Set<UInt8> = [
    0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x83, 0x8B, 0xCB, 0xF5, 0xFB,
  ]

  /// Whether the first bytes can be those of a table: a version, a date, and lengths that fit.
  static func isLikely(_ start: [UInt8]) -> Bool {
    guard start.count == fixedPart, versions.contains(start[0]), start[2] <= 12, start[3] <= 31
    else {
      return false
    }
    let header = Int(start[8]) | Int(start[9]) << 8
    let record = Int(start[10]) | Int(start[11]) << 8
    return header > 64 && record > 1
  }

  /// The character set that a table names, by its first bytes.
  static func namedEncoding(_ start: [UInt8]) -> SourceEncoding? {
    start.count == fixedPart ? encodings[start[29]] : nil
  }

  /// Reads a header.
  ///
  /// - Parameters:
  ///   - bytes: `length` bytes.
  ///   - encoding: The character set, in place of what the table names.
  /// - Throws: `format-error` where it is none, or of a kind that is not read.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, file: String, encoding declared: SourceEncoding?
  ) throws(Failure) {
    let place = Diagnostic.Location(file: file)
    version = unsafe bytes[0]
    guard Self.versions.contains(version) else {
      throw Failure(
        .format, at: place,
        version & 7 == 4 ? "the table is of dBASE 7" : "this is no dBASE table",
        hint: version & 7 == 4
          ? "Save it as dBASE IV or III." : "Open the file to see what it is.")
    }
    guard unsafe bytes[15] == 0 else {
      throw Failure(
        .format, at: place, "the table is encrypted", hint: "Export it without a password.")
    }
    recordCount = unsafe Self.word(bytes, 4, 4)
    length = unsafe Self.length(of: bytes)
    recordLength = unsafe Self.word(bytes, 10, 2)
    encoding = unsafe declared ?? Self.encodings[bytes[29]]
    let isFoxPro = (0x30...0x32).contains(version)
    var (at, start, bit) = (Self.fixedPart, 1, 0)
    while at < bytes.count, unsafe bytes[at] != 0x0D {
      guard at + 32 <= bytes.count else { throw Self.damaged(place) }
      let type = unsafe bytes[at + 11]
      var size = unsafe Int(bytes[at + 16])
      // A text of more than 255 characters has the rest of its length where decimals are.
      if type == UInt8(ascii: "C") { unsafe size += Int(bytes[at + 17]) << 8 }
      let raw = unsafe bytes[at..<at + 11].prefix { $0 != 0 }
      at += 32
      defer { start += size }
      if type == UInt8(ascii: "0") {
        nullFlags = start..<start + size
        continue
      }
      var nullBit: Int?
      if isFoxPro, unsafe bytes[at - 32 + 18] & 2 != 0 {
        nullBit = bit
        bit += 1
      }
      let name = try unsafe Self.text(raw, encoding, place)
      guard let kind = Self.kind(type, size, isFoxPro: isFoxPro) else {
        throw Failure(
          .format, at: .init(file: file, field: name),
          "the field is of type '\(Unicode.Scalar(type))' and \(size) bytes, which is not read",
          hint: "Let the source system export the table as CSV, or without this field.")
      }
      fields.append(
        Field(name: name, kind: kind, start: start, length: size, nullBit: nullBit))
    }
    guard start == recordLength, !fields.isEmpty, at < bytes.count else {
      throw Self.damaged(place)
    }
  }

  /// What is said of a file that ends within its header.
  static func cutOff(_ file: String) -> Failure {
    Failure(
      .format, at: .init(file: file), "the file ends before its first record, or is no dBASE table",
      hint: "Open the file to see what it is, or let the source system export it again.")
  }

  private static func damaged(_ place: Diagnostic.Location) -> Failure {
    Failure(
      .format, at: place, "the fields do not add up to a record",
      hint:
        "The file is damaged, or no dBASE table: open it, and let the source system export it again."
    )
  }

  private static func kind(_ type: UInt8, _ size: Int, isFoxPro: Bool) -> Kind? {
    switch (Unicode.Scalar(type), size) {
    case ("C", _): .text
    case ("N", _), ("F", _): .number
    case ("L", 1): .logical
    case ("D", 8): .date
    case ("I", 4): .int32
    case ("B", 8) where isFoxPro: .double
    case ("Y", 8): .currency
    case ("T", 8): .dateTime
    case ("M", 4), ("M", 10): .memo
    case ("G", _), ("P", _), ("W", _), ("B", 10): .binary
    default: nil
    }
  }

  /// The marks of languages; source: the documentation of Visual FoxPro, "Code Pages Supported".
  private static let encodings: [UInt8: SourceEncoding] = [
    0x01: .cp437, 0x02: .cp850, 0x03: .windows1252, 0x08: .cp437, 0x09: .cp437, 0x0A: .cp850,
    0x0B: .cp437, 0x0D: .cp437, 0x0E: .cp850, 0x0F: .cp437, 0x10: .cp850, 0x11: .cp437,
    0x12: .cp850, 0x14: .cp850, 0x15: .cp437, 0x16: .cp850, 0x17: .cp850, 0x18: .cp437,
    0x19: .cp437, 0x1A: .cp850, 0x1B: .cp437, 0x1D: .cp850, 0x25: .cp850, 0x37: .cp850,
    0x57: .windows1252, 0x58: .windows1252, 0x59: .windows1252,
  ]

  private static func text(
    _ bytes: some Collection<UInt8>, _ encoding: SourceEncoding?, _ place: Diagnostic.Location
  ) throws(Failure) -> String {
    if bytes.allSatisfy({ $0 < 0x80 }) || encoding == .utf8 {
      guard let text = String(validating: bytes, as: UTF8.self) else { throw badName(place) }
      return trimmed(text)
    }
    guard let encoding else { throw unknownEncoding(place) }
    guard let text = encoding.charset?.text(bytes) else { throw badName(place) }
    return trimmed(text)
  }

  /// Names end with NUL bytes, but some programs write spaces.
  private static func trimmed(_ name: String) -> String {
    String(name.reversed().drop { $0 == " " }.reversed())
  }

  private static func badName(_ place: Diagnostic.Location) -> Failure {
    Failure(
      .encoding, at: place, "the name of a field is not in the table's character set",
      hint: "Write the right one: 'encoding: cp850' (DOS programs), for one.")
  }

  /// What is said of a table of which nobody says how its letters are written.
  static func unknownEncoding(_ place: Diagnostic.Location) -> Failure {
    Failure(
      .encoding, at: place, "the table does not say in which character set it is",
      hint: "Write 'encoding: windows-1252' (Windows programs) or 'encoding: cp850' (DOS programs)."
    )
  }

  private static func word(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { unsafe $0 | Int(bytes[at + $1]) << (8 * $1) }
  }
}
