// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem

/// Values that are kept as JSON.
extension JSONScanner {
  /// Copies a value to `value` as JSON without white space.
  func copy() throws(Failure) {
    guard value.count <= sink.recordLimit else { throw tooLarge }
    switch try input.token() {
    case nil: throw unexpected("a value")
    case 0x7B:
      value.append(0x7B)
      var isFirst = true
      try object { name throws(Failure) in
        if !isFirst { value.append(0x2C) }
        isFirst = false
        quote(name)
        value.append(0x3A)
        try copy()
      }
      value.append(0x7D)
    case 0x5B:
      value.append(0x5B)
      try array { index throws(Failure) in
        if index > 0 { value.append(0x2C) }
        try copy()
      }
      value.append(0x5D)
    case 0x22:
      value.append(0x22)
      try string { part in escaped(part) }
      value.append(0x22)
    case .some(let first): try scalar(first) { part in value.append(part) }
    }
  }

  private func quote(_ text: UnsafeBufferPointer<UInt8>) {
    value.append(0x22)
    escaped(text)
    value.append(0x22)
  }

  /// Escapes what has to be, by RFC 8785.
  private func escaped(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      switch byte {
      case 0x22, 0x5C:
        value.append(0x5C)
        value.append(byte)
      case 0x0A: value.append("\\n")
      case 0x0D: value.append("\\r")
      case 0x09: value.append("\\t")
      case 0x08: value.append("\\b")
      case 0x0C: value.append("\\f")
      case 0x00..<0x20:
        value.append("\\u00")
        value.append(Hexadecimal.digit(byte >> 4))
        value.append(Hexadecimal.digit(byte))
      default: value.append(byte)
      }
    }
  }
}
