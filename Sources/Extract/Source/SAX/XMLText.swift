// SPDX-License-Identifier: EUPL-1.2

/// Text as XML has it.
enum XMLText {
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  /// Without the white space around it.
  static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    let start = bytes.firstIndex { !isSpace($0) } ?? bytes.endIndex
    let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
    return Array(bytes[start..<max(start, end)])
  }

  /// Without the white space around it.
  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (start, end) = (bytes.startIndex, bytes.endIndex)
    while start < end, unsafe isSpace(bytes[start]) { start += 1 }
    while end > start, unsafe isSpace(bytes[end - 1]) { end -= 1 }
    return unsafe UnsafeBufferPointer(rebasing: bytes[start..<end])
  }
}
