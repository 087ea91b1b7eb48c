// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// What an export is written in, by all its bytes.
struct EncodingGuess {
  /// The likeliest.
  let best: SourceEncoding
  /// Whether nothing else fits.
  let isSure: Bool
  /// Why.
  let reason: String

  /// Reads the whole file; nil where it is no text.
  init?(_ file: ExportFile) throws(Failure) {
    let source = try file.bytes(ReadCounter())
    let start = try source.peek(512)
    if let mark = ByteOrderMark(Array(start.prefix(4))) {
      guard let encoding = mark.encoding else { return nil }
      best = encoding.isUTF16 ? .utf16 : encoding
      (isSure, reason) = (true, "sure: it begins with a byte order mark")
      return
    }
    if let wide = Self.wide(start) {
      best = wide
      (isSure, reason) = (false, "likely: every other byte is NUL")
      return
    }
    guard !start.isEmpty, !start.contains(0) else { return nil }
    var count = Count()
    var buffer = ByteBuffer(capacity: 1 << 18)
    while case .bytes = try source.read(into: &buffer, upTo: 1 << 18) {
      unsafe count.add(buffer.bytes)
      buffer.removeAll()
    }
    guard !count.hasNUL else { return nil }
    (best, isSure, reason) = count.verdict
  }

  /// ASCII text in UTF-16 has a NUL in each unit.
  private static func wide(_ start: [UInt8]) -> SourceEncoding? {
    guard start.count >= 8 else { return nil }
    let pairs = start.count / 2
    let (first, second) = (0..<pairs).reduce((0, 0)) { sums, at in
      (sums.0 + (start[2 * at] == 0 ? 1 : 0), sums.1 + (start[2 * at + 1] == 0 ? 1 : 0))
    }
    if second * 10 > pairs * 9, first == 0 { return .utf16LE }
    return first * 10 > pairs * 9 && second == 0 ? .utf16BE : nil
  }

  /// What was seen of the bytes above 0x7F.
  private struct Count {
    var hasNUL = false
    private var high = 0
    private var sequences = 0
    private var others = 0
    /// Bytes that are a letter with a mark in Windows-1252, and in code page 850.
    private var windows = 0
    private var dos = 0
    /// Bytes that Windows-1252 does not have.
    private var undefined = 0
    private var pending = 0

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
      for place in bytes.indices {
        let byte = unsafe bytes[place]
        guard byte >= 0x80 else {
          if byte == 0 { hasNUL = true }
          if pending > 0 { broken() }
          continue
        }
        high += 1
        if pending > 0, byte & 0xC0 == 0x80 {
          pending -= 1
          if pending == 0 { sequences += 1 }
        } else {
          if pending > 0 { broken() }
          switch byte {
          case 0xC2...0xDF: pending = 1
          case 0xE0...0xEF: pending = 2
          case 0xF0...0xF4: pending = 3
          default: others += 1
          }
        }
        switch byte {
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0xFF: windows += 1
        case 0x81...0x9A, 0xA0...0xA5: dos += 1
        default: break
        }
        if [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte) { undefined += 1 }
      }
    }

    private mutating func broken() {
      others += 1
      pending = 0
    }

    var verdict: (SourceEncoding, Bool, String) {
      if high == 0 { return (.utf8, true, "sure: nothing but ASCII") }
      if others == 0, pending == 0 { return (.utf8, true, "sure: every byte is UTF-8") }
      if undefined == 0, windows >= 4 * dos {
        return (.windows1252, windows >= 8, "it is no UTF-8, and looks like Windows")
      }
      if dos >= 4 * windows { return (.cp850, dos >= 8, "it is no UTF-8, and looks like DOS") }
      return (.windows1252, false, "it is no UTF-8; windows-1252 or cp850")
    }
  }
}
