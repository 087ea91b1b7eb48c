// SPDX-License-Identifier: EUPL-1.2

/// The encodings that an export may be declared to have.
enum SourceEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case utf16LE = "utf-16le"
  case utf16BE = "utf-16be"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"
  case latin9 = "iso-8859-15"
  case cp850 = "cp850"
  case cp437 = "cp437"

  /// The table of an encoding of one byte a character; nil for the Unicode encodings.
  var charset: Charset? {
    switch self {
    case .utf8, .utf16, .utf16LE, .utf16BE: nil
    case .windows1252: .windows1252
    case .latin1: .latin1
    case .latin9: .latin9
    case .cp850: .cp850
    case .cp437: .cp437
    }
  }

  /// Whether two bytes make a unit.
  var isUTF16: Bool { self == .utf16 || self == .utf16LE || self == .utf16BE }

  /// The one byte of a character in the text that is cut into cells; nil where it takes more.
  func byte(of scalar: Unicode.Scalar) -> UInt8? {
    if let charset { return charset.byte(of: scalar) }
    return scalar.isASCII ? UInt8(scalar.value) : nil
  }

  /// The bytes of a text, as they stand in the text that is cut into cells.
  func bytes(of text: String) -> [UInt8]? {
    guard let charset else { return Array(text.utf8) }
    let bytes = text.unicodeScalars.compactMap(charset.byte(of:))
    return bytes.count == text.unicodeScalars.count ? bytes : nil
  }
}

/// What a byte order mark at the start of a file says. Source: The Unicode Standard, section 2.13.
enum ByteOrderMark {
  case utf8, utf16LE, utf16BE, utf32

  /// The mark at the start of up to four bytes.
  init?(_ bytes: [UInt8]) {
    switch bytes {
    case [0xFF, 0xFE, 0x00, 0x00], [0x00, 0x00, 0xFE, 0xFF]: self = .utf32
    case let bytes where bytes.starts(with: [0xEF, 0xBB, 0xBF]): self = .utf8
    case let bytes where bytes.starts(with: [0xFF, 0xFE]): self = .utf16LE
    case let bytes where bytes.starts(with: [0xFE, 0xFF]): self = .utf16BE
    default: return nil
    }
  }

  /// How many bytes it takes.
  var length: Int { self == .utf8 ? 3 : 2 }

  /// The encoding to write in the pipeline file; nil for UTF-32, which is not read.
  var encoding: SourceEncoding? {
    switch self {
    case .utf8: .utf8
    case .utf16LE: .utf16LE
    case .utf16BE: .utf16BE
    case .utf32: nil
    }
  }

  /// Whether the mark agrees with what the pipeline file declares.
  func agrees(with declared: SourceEncoding) -> Bool {
    encoding == declared || (declared == .utf16 && encoding?.isUTF16 == true)
  }
}
