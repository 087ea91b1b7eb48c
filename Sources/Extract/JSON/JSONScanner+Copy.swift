// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem

/// Values that are kept as JSON.
extension JSONScanner {
  /// Copies a value to `value` as JSON without white space.
  func copy() throws(Failure) {
    guard unsafe value.count <= sink.recordLimit else { throw tooLarge }
    switch try input.token() {
    case nil: throw unexpected("a value")
    case 0x7B:
      unsafe value.append(0x7B)
      var isFirst = true
      try unsafe object { name throws(Failure) in
        if !isFirst { unsafe value.append(0x2C) }
        isFirst = false
        unsafe quote(name)
        unsafe value.append(0x3A)
        try copy()
      }
      unsafe value.append(0x7D)
    case 0x5B:
      unsafe value.append(0x5B)
      try array { index throws(Failure) in
        if index > 0 { unsafe value.append(0x2C) }
        try copy()
      }
      unsafe value.append(0x5D)
    case 0x22:
      unsafe value.append(0x22)
      try unsafe string { part in unsafe escaped(part) }
      unsafe value.append(0x22)
    case .some(let first): try unsafe scalar(first) { part in unsafe value.append(part) }
    }
  }

  private func quote(_ text: UnsafeBufferPointer<UInt8>) {
    unsafe value.append(0x22)
    unsafe escaped(text)
    unsafe value.append(0x22)
  }

  /// Escapes what has to be, by RFC 8785.
  private func escaped(_ text: UnsafeBufferPointer<UInt8>) {
    for place in text.indices {
      let byte = unsafe text[place]
      switch byte {
      case 0x22, 0x5C:
        unsafe value.append(0x5C)
        unsafe value.append(byte)
      case 0x0A: unsafe value.append("\\n")
      case 0x0D: unsafe value.append("\\r")
      case 0x09: unsafe value.append("\\t")
      case 0x08: unsafe value.append("\\b")
      case 0x0C: unsafe value.append("\\f")
      case 0x00..<0x20:
        unsafe value.append("\\u00")
        unsafe value.append(Hexadecimal.digit(byte >> 4))
        unsafe value.append(Hexadecimal.digit(byte))
      default: unsafe value.append(byte)
      }
    }
  }
}
