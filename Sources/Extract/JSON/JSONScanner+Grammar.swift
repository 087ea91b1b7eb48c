// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// The grammar of JSON.
extension JSONScanner {
  /// Reads an object; `each` reads the value of a key, whose bytes are valid until it reads on.
  func object(
    _ each: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    try enter()
    if try input.token() == 0x7D { return leave() }
    while true {
      guard try input.token() == 0x22 else { throw unexpected("a key in quotes") }
      let name = try unsafe readKey()
      guard try input.token() == 0x3A else { throw unexpected("':'") }
      unsafe input.at += 1
      try unsafe each(name)
      switch try input.token() {
      case 0x2C: unsafe input.at += 1
      case 0x7D: return leave()
      default: throw unexpected("',' or '}'")
      }
    }
  }

  func array(_ each: (Int) throws(Failure) -> Void) throws(Failure) {
    try enter()
    if try input.token() == 0x5D { return leave() }
    var index = 0
    while true {
      guard try input.token() != nil else { throw unexpected("a value") }
      try each(index)
      index += 1
      switch try input.token() {
      case 0x2C: unsafe input.at += 1
      case 0x5D: return leave()
      default: throw unexpected("',' or ']'")
      }
    }
  }

  private func enter() throws(Failure) {
    unsafe input.at += 1
    unsafe depth += 1
    guard unsafe depth <= Self.depthLimit else {
      throw failure("values stand more than \(Self.depthLimit) deep in each other", nil)
    }
  }

  private func leave() {
    unsafe input.at += 1
    unsafe depth -= 1
  }

  /// A key, valid until bytes behind its colon are read. One that is at hand whole is not copied.
  private func readKey() throws(Failure) -> UnsafeBufferPointer<UInt8> {
    let bytes = unsafe input.bytes
    let start = unsafe input.at + 1
    var end = start
    while end < bytes.count, unsafe bytes[end] != 0x22, unsafe bytes[end] != 0x5C,
      unsafe bytes[end] >= 0x20
    { end += 1 }
    if end + 1 < bytes.count, unsafe bytes[end] == 0x22, unsafe bytes[end + 1] == 0x3A {
      unsafe input.at = end + 1
      return unsafe UnsafeBufferPointer(rebasing: bytes[start..<end])
    }
    unsafe key.removeAll()
    try unsafe string { part throws(Failure) in
      unsafe key.append(part)
      guard unsafe key.count <= 1 << 16 else { throw failure("a key is longer than 64 KiB", nil) }
    }
    return unsafe key.bytes
  }

  /// Reads a value that is neither object nor array; `put` gets its text, in parts.
  func scalar(
    _ first: UInt8, _ put: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(Failure) {
    switch first {
    case 0x22:
      var count = 0
      try unsafe string { part throws(Failure) in
        count += part.count
        guard count <= sink.recordLimit else { throw tooLarge }
        unsafe put(part)
      }
    case 0x74: try unsafe word("true", put)
    case 0x66: try unsafe word("false", put)
    case 0x6E: try unsafe word("null", put)
    default: try unsafe number(put)
    }
  }

  private func word(
    _ word: StaticString, _ put: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(Failure) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard try unsafe input.peek() == word.utf8Start[offset] else { throw unexpected("a value") }
      unsafe input.at += 1
    }
    unsafe put(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// A number, as it is written: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
  private func number(_ put: (UnsafeBufferPointer<UInt8>) -> Void) throws(Failure) {
    // 0 start, 1 after '-', 2 after a leading zero, 3 digits, 4 after '.', 5 fraction, 6 after 'e',
    // 7 after its sign, 8 exponent
    var state = 0
    var start = unsafe input.at
    while true {
      if unsafe input.at == input.bytes.count {
        unsafe put(UnsafeBufferPointer(rebasing: input.bytes[start...]))
        let isMore = try input.fill()
        start = unsafe input.at
        if !isMore { break }
      }
      let byte = unsafe input.bytes[input.at]
      switch (state, byte) {
      case (0, 0x2D): state = 1
      case (0, 0x30), (1, 0x30): state = 2
      case (0, 0x31...0x39), (1, 0x31...0x39), (3, 0x30...0x39): state = 3
      case (2, 0x2E), (3, 0x2E): state = 4
      case (4, 0x30...0x39), (5, 0x30...0x39): state = 5
      case (2, 0x65), (2, 0x45), (3, 0x65), (3, 0x45), (5, 0x65), (5, 0x45): state = 6
      case (6, 0x2B), (6, 0x2D): state = 7
      case (6, 0x30...0x39), (7, 0x30...0x39), (8, 0x30...0x39): state = 8
      default:
        guard [2, 3, 5, 8].contains(state) else { throw unexpected("a value") }
        if (0x30...0x39).contains(byte) || byte == 0x2E || byte | 0x20 == 0x65 {
          throw unexpected("the end of a number")
        }
        unsafe put(UnsafeBufferPointer(rebasing: input.bytes[start..<input.at]))
        return
      }
      unsafe input.at += 1
    }
    guard [2, 3, 5, 8].contains(state) else { throw unexpected("a value") }
  }

  /// A string, without its quotes and decoded; `put` gets it in parts.
  func string(
    _ put: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    unsafe input.at += 1
    while true {
      let bytes = unsafe input.bytes
      var end = unsafe input.at
      while end < bytes.count, unsafe bytes[end] != 0x22, unsafe bytes[end] != 0x5C,
        unsafe bytes[end] >= 0x20
      {
        end += 1
      }
      if unsafe end > input.at {
        try unsafe put(UnsafeBufferPointer(rebasing: bytes[input.at..<end]))
      }
      unsafe input.at = end
      if end == bytes.count {
        guard try input.fill() else { throw unexpected("the end of a text") }
        continue
      }
      switch unsafe bytes[end] {
      case 0x22:
        unsafe input.at += 1
        return
      case 0x5C: try unsafe escape(put)
      default:
        throw failure("a text has a control character", "It should stand there as \\n or \\u000a.")
      }
    }
  }

  private func escape(
    _ put: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    unsafe input.at += 1
    guard let byte = try input.peek() else { throw unexpected("the end of a text") }
    unsafe input.at += 1
    var scalar: UInt32
    switch byte {
    case 0x22, 0x5C, 0x2F: scalar = UInt32(byte)
    case 0x62: scalar = 0x08
    case 0x66: scalar = 0x0C
    case 0x6E: scalar = 0x0A
    case 0x72: scalar = 0x0D
    case 0x74: scalar = 0x09
    case 0x75:
      scalar = try hex()
      if (0xD800..<0xDC00).contains(scalar) {
        for expected in [0x5C, 0x75] as [UInt8] {
          guard try input.peek() == expected else { throw halfPair }
          unsafe input.at += 1
        }
        let low = try hex()
        guard (0xDC00..<0xE000).contains(low) else { throw halfPair }
        scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
      }
    default:
      unsafe input.at -= 1
      throw unexpected("an escape such as \\n")
    }
    guard let found = Unicode.Scalar(scalar) else { throw halfPair }
    for unit in String(Character(found)).utf8 {
      try unsafe withUnsafeBytes(of: unit) { bytes throws(Failure) in
        try unsafe put(bytes.assumingMemoryBound(to: UInt8.self))
      }
    }
  }

  private var halfPair: Failure {
    failure(
      "a text has half a character: one of a pair of \\u escapes is missing", nil, code: .encoding)
  }

  private func hex() throws(Failure) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = try input.peek() else { throw unexpected("the end of a text") }
      switch byte {
      case 0x30...0x39: number = number << 4 + UInt32(byte - 0x30)
      case 0x41...0x46: number = number << 4 + UInt32(byte - 0x37)
      case 0x61...0x66: number = number << 4 + UInt32(byte - 0x57)
      default: throw unexpected("four hexadecimal digits")
      }
      unsafe input.at += 1
    }
    return number
  }

  /// Passes over a value, which is checked like any other.
  func skip() throws(Failure) {
    switch try input.token() {
    case nil: throw unexpected("a value")
    case 0x7B: try unsafe object { _ throws(Failure) in try skip() }
    case 0x5B: try array { _ throws(Failure) in try skip() }
    case 0x22: try unsafe string { _ in }
    case .some(let first): try unsafe scalar(first) { _ in }
    }
  }

  func unexpected(_ wanted: String) -> Failure {
    if unsafe input.at == input.bytes.count {
      return failure(
        "the file ends where \(wanted) should be", "It is cut off: let the export run again.")
    }
    return failure(
      "here should be \(wanted)",
      "The file is no JSON, or damaged. Open it: a page that asks to log in, or tells of an error, may have "
        + "been saved in place of the export.")
  }

  func failure(
    _ summary: String, _ hint: String?, code: DiagnosticCode = .format, path: String? = nil
  ) -> Failure {
    var place = input.place
    place.path = path
    return Failure(
      code, at: place, summary,
      hint: hint ?? "Let the source system write JSON as RFC 8259 says, or tell its supplier.")
  }
}
