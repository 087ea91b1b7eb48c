// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
internal import HergebruikSystem

/// Reads records from a JSON text, without a tree; used by one thread.
///
/// Source: RFC 8259.
final class JSONScanner {
  /// How deep values may stand in each other.
  static let depthLimit = 200

  private let input: JSONInput
  private let plan: JSONPlan
  private let sink: RecordSink
  /// Where a key that lies across two blocks, or has escapes, is put together.
  @exclusivity(unchecked) private var key = ByteBuffer(capacity: 256)
  /// A value that goes to several columns, or is joined.
  @exclusivity(unchecked) private var value = ByteBuffer(capacity: 1024)
  @exclusivity(unchecked) private var joined: [[UInt8]]
  /// How many values each column has had in the record.
  @exclusivity(unchecked) private var counts: [Int]
  /// For each place the key that came last: they tend to come in one order.
  @exclusivity(unchecked) private var guesses: [Int]
  @exclusivity(unchecked) private var depth = 0
  /// Whether records were found, though there may be none.
  private(set) var hasRecords = false

  init(_ input: JSONInput, _ plan: JSONPlan, _ sink: RecordSink) {
    (self.input, self.plan, self.sink) = (input, plan, sink)
    joined = plan.columns.map { _ in [] }
    counts = Array(repeating: 0, count: plan.columns.count)
    guesses = Array(repeating: 0, count: plan.nodes.count)
  }

  /// Reads the text to its end.
  func read() throws(Failure) {
    try skipMark()
    guard try input.token() != nil else {
      throw fault("the file is empty", "Check whether the export ran.", code: .sourceEmpty)
    }
    if plan.isLines {
      while try input.token() != nil { try record() }
      hasRecords = true
      return
    }
    try find(0)
    guard try input.token() == nil else {
      throw fault("something follows the end of the JSON text", nil)
    }
  }

  /// A byte order mark, which no JSON text should have and some do.
  private func skipMark() throws(Failure) {
    guard let first = try input.peek() else { return }
    guard first == 0xEF else { return }
    for byte in [0xEF, 0xBB, 0xBF] as [UInt8] {
      guard try input.peek() == byte else { throw unexpected("a value") }
      input.at += 1
    }
  }

  // MARK: Where the records are

  private func find(_ step: Int) throws(Failure) {
    let steps = plan.records.steps
    guard let first = try input.token() else { throw unexpected("a value") }
    guard step < steps.count else {
      switch first {
      case 0x5B:
        hasRecords = true
        try array { _ throws(Failure) in try record() }
      case 0x7B:
        hasRecords = true
        try record()
      default:
        hasRecords = try literal(first) || hasRecords
      }
      return
    }
    switch (steps[step], first) {
    case (.key(let wanted), 0x7B):
      let bytes = Array(wanted.utf8)
      try object { name throws(Failure) in
        if name.elementsEqual(bytes) { try find(step + 1) } else { try skip() }
      }
    case (.element(let wanted), 0x5B):
      try array { index throws(Failure) in
        if index == wanted { try find(step + 1) } else { try skip() }
      }
    case (.all, 0x5B): try array { _ throws(Failure) in try find(step + 1) }
    default: try skip()
    }
  }

  /// Reads what is neither object nor array where records should be: only null is as good as none.
  private func literal(_ first: UInt8) throws(Failure) -> Bool {
    guard first == 0x6E else {
      throw fault(
        "the records are neither an array nor an object",
        "Check 'records': it is the path of the array that holds them.")
    }
    try skip()
    return true
  }

  private func record() throws(Failure) {
    let line = input.line
    sink.beginRow()
    for index in counts.indices { counts[index] = 0 }
    try read(0)
    for index in plan.columns.indices where counts[index] > 0 {
      switch plan.columns[index].mode {
      case .join:
        joined[index].withUnsafeBufferPointer { sink.append($0) }
        joined[index].removeAll(keepingCapacity: true)
        sink.endCell(index)
      case .count: break
      default: continue
      }
    }
    for index in plan.columns.indices where plan.columns[index].mode == .count {
      sink.append(String(counts[index]))
      sink.endCell(index)
    }
    try sink.endRow(line: line)
  }

  // MARK: A record's values

  private func read(_ node: Int) throws(Failure) {
    guard let first = try input.token() else { throw unexpected("a value") }
    if !plan.nodes[node].columns.isEmpty { return try take(node, first) }
    switch first {
    case 0x7B:
      guard !plan.nodes[node].keys.isEmpty else { return try skip() }
      try object { name throws(Failure) in
        let child = self.child(node, name)
        if child < 0 { try skip() } else { try read(child) }
      }
    case 0x5B:
      let elements = plan.nodes[node].elements
      guard !elements.isEmpty else { return try skip() }
      try array { index throws(Failure) in
        for element in elements where element.index == index || element.index < 0 {
          return try read(element.node)
        }
        try skip()
      }
    default: try skip()
    }
  }

  @inline(__always)
  private func child(_ node: Int, _ name: UnsafeBufferPointer<UInt8>) -> Int {
    let keys = plan.nodes[node].keys
    let guess = guesses[node]
    for step in keys.indices {
      var index = guess + step
      if index >= keys.count { index -= keys.count }
      if keys[index].name.count == name.count, keys[index].name.elementsEqual(name) {
        guesses[node] = index + 1 == keys.count ? 0 : index + 1
        return keys[index].node
      }
    }
    return -1
  }

  /// Takes a value for the columns that want it.
  private func take(_ node: Int, _ first: UInt8) throws(Failure) {
    let columns = plan.nodes[node].columns
    let isNull = first == 0x6E
    let wantsText = columns.contains {
      switch plan.columns[$0].mode {
      case .single, .join: true
      default: false
      }
    }
    if isNull {
      try skip()
      for column in columns { sink.see(column) }
      return
    }
    if wantsText, first == 0x7B || first == 0x5B {
      throw fault(
        "'\(label(columns[0]))' is \(first == 0x7B ? "an object" : "an array"), which is no value",
        "Name what is in it, such as \(first == 0x7B ? "\(label(columns[0])).naam" : "\(label(columns[0]))[*] with 'join'"), or read it "
          + "as JSON: source: {path: …, as: json}.", path: label(columns[0]))
    }
    if columns.count == 1, plan.columns[columns[0]].mode == .single {
      try claim(columns[0])
      try scalar(first) { part in sink.append(part) }
      return sink.endCell(columns[0])
    }
    value.removeAll()
    if columns.allSatisfy({ plan.columns[$0].mode == .count }) {
      try skip()
    } else if wantsText {
      try scalar(first) { part in value.append(part) }
    } else {
      try copy()
    }
    for column in columns { try put(column) }
  }

  private func put(_ column: Int) throws(Failure) {
    switch plan.columns[column].mode {
    case .single, .json:
      try claim(column)
      sink.append(value.bytes)
      sink.endCell(column)
    case .join(let separator):
      if counts[column] > 0 { joined[column] += separator }
      counts[column] += 1
      joined[column].append(contentsOf: value.bytes)
      guard joined[column].count <= sink.recordLimit else { throw tooLarge }
    case .count: counts[column] += 1
    }
  }

  private func claim(_ column: Int) throws(Failure) {
    counts[column] += 1
    guard counts[column] > 1 else { return }
    throw fault(
      "'\(label(column))' has several values in one record",
      "Say what becomes of them: source: {path: …, join: \"; \"}, or count: true.",
      path: label(column))
  }

  private func label(_ column: Int) -> String { plan.columns[column].column.label }

  private var tooLarge: Failure {
    Failure(
      .recordTooLarge, at: input.place, "a record is larger than \(sink.recordLimit) bytes",
      hint: "Check 'records', and whether the file is what it should be.")
  }
}

// MARK: - The grammar

extension JSONScanner {
  /// Reads an object; `each` reads the value of a key, whose bytes are valid until it reads on.
  private func object(
    _ each: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    try enter()
    if try input.token() == 0x7D { return leave() }
    while true {
      guard try input.token() == 0x22 else { throw unexpected("a key in quotes") }
      let name = try readKey()
      guard try input.token() == 0x3A else { throw unexpected("':'") }
      input.at += 1
      try each(name)
      switch try input.token() {
      case 0x2C: input.at += 1
      case 0x7D: return leave()
      default: throw unexpected("',' or '}'")
      }
    }
  }

  private func array(_ each: (Int) throws(Failure) -> Void) throws(Failure) {
    try enter()
    if try input.token() == 0x5D { return leave() }
    var index = 0
    while true {
      guard try input.token() != nil else { throw unexpected("a value") }
      try each(index)
      index += 1
      switch try input.token() {
      case 0x2C: input.at += 1
      case 0x5D: return leave()
      default: throw unexpected("',' or ']'")
      }
    }
  }

  private func enter() throws(Failure) {
    input.at += 1
    depth += 1
    guard depth <= Self.depthLimit else {
      throw fault("values stand more than \(Self.depthLimit) deep in each other", nil)
    }
  }

  private func leave() {
    input.at += 1
    depth -= 1
  }

  /// A key, valid until bytes behind its colon are read. One that is at hand whole is not copied.
  private func readKey() throws(Failure) -> UnsafeBufferPointer<UInt8> {
    let bytes = input.bytes
    let start = input.at + 1
    var end = start
    while end < bytes.count, bytes[end] != 0x22, bytes[end] != 0x5C, bytes[end] >= 0x20 { end += 1 }
    if end + 1 < bytes.count, bytes[end] == 0x22, bytes[end + 1] == 0x3A {
      input.at = end + 1
      return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }
    key.removeAll()
    try string { part throws(Failure) in
      key.append(part)
      guard key.count <= 1 << 16 else { throw fault("a key is longer than 64 KiB", nil) }
    }
    return key.bytes
  }

  /// Reads a value that is neither object nor array; `put` gets its text, in parts.
  private func scalar(
    _ first: UInt8, _ put: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(Failure) {
    switch first {
    case 0x22:
      var count = 0
      try string { part throws(Failure) in
        count += part.count
        guard count <= sink.recordLimit else { throw tooLarge }
        put(part)
      }
    case 0x74: try word("true", put)
    case 0x66: try word("false", put)
    case 0x6E: try word("null", put)
    default: try number(put)
    }
  }

  private func word(
    _ word: StaticString, _ put: (UnsafeBufferPointer<UInt8>) -> Void
  ) throws(Failure) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard try input.peek() == word.utf8Start[offset] else { throw unexpected("a value") }
      input.at += 1
    }
    put(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// A number, as it is written: `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`.
  private func number(_ put: (UnsafeBufferPointer<UInt8>) -> Void) throws(Failure) {
    // 0 start, 1 after '-', 2 after a leading zero, 3 digits, 4 after '.', 5 fraction, 6 after 'e',
    // 7 after its sign, 8 exponent
    var state = 0
    var start = input.at
    while true {
      if input.at == input.bytes.count {
        put(UnsafeBufferPointer(rebasing: input.bytes[start...]))
        let isMore = try input.fill()
        start = input.at
        if !isMore { break }
      }
      let byte = input.bytes[input.at]
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
        put(UnsafeBufferPointer(rebasing: input.bytes[start..<input.at]))
        return
      }
      input.at += 1
    }
    guard [2, 3, 5, 8].contains(state) else { throw unexpected("a value") }
  }

  /// A string, without its quotes and decoded; `put` gets it in parts.
  private func string(
    _ put: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    input.at += 1
    while true {
      let bytes = input.bytes
      var end = input.at
      while end < bytes.count, bytes[end] != 0x22, bytes[end] != 0x5C, bytes[end] >= 0x20 {
        end += 1
      }
      if end > input.at { try put(UnsafeBufferPointer(rebasing: bytes[input.at..<end])) }
      input.at = end
      if end == bytes.count {
        guard try input.fill() else { throw unexpected("the end of a text") }
        continue
      }
      switch bytes[end] {
      case 0x22:
        input.at += 1
        return
      case 0x5C: try escape(put)
      default:
        throw fault("a text has a control character", "It should stand there as \\n or \\u000a.")
      }
    }
  }

  private func escape(
    _ put: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    input.at += 1
    guard let byte = try input.peek() else { throw unexpected("the end of a text") }
    input.at += 1
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
          input.at += 1
        }
        let low = try hex()
        guard (0xDC00..<0xE000).contains(low) else { throw halfPair }
        scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
      }
    default:
      input.at -= 1
      throw unexpected("an escape such as \\n")
    }
    guard let found = Unicode.Scalar(scalar) else { throw halfPair }
    for unit in String(Character(found)).utf8 {
      try withUnsafeBytes(of: unit) { bytes throws(Failure) in
        try put(bytes.assumingMemoryBound(to: UInt8.self))
      }
    }
  }

  private var halfPair: Failure {
    fault(
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
      input.at += 1
    }
    return number
  }

  /// Passes over a value, which is checked like any other.
  private func skip() throws(Failure) {
    switch try input.token() {
    case nil: throw unexpected("a value")
    case 0x7B: try object { _ throws(Failure) in try skip() }
    case 0x5B: try array { _ throws(Failure) in try skip() }
    case 0x22: try string { _ in }
    case .some(let first): try scalar(first) { _ in }
    }
  }

  /// Copies a value to `value` as JSON without white space.
  private func copy() throws(Failure) {
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

  private func unexpected(_ wanted: String) -> Failure {
    if input.at == input.bytes.count {
      return fault(
        "the file ends where \(wanted) should be", "It is cut off: let the export run again.")
    }
    return fault(
      "here should be \(wanted)",
      "The file is no JSON, or damaged. Open it: a page that asks to log in, or tells of an error, may have "
        + "been saved in place of the export.")
  }

  private func fault(
    _ summary: String, _ hint: String?, code: DiagnosticCode = .format, path: String? = nil
  ) -> Failure {
    var place = input.place
    place.path = path
    return Failure(
      code, at: place, summary,
      hint: hint ?? "Let the source system write JSON as RFC 8259 says, or tell its supplier.")
  }
}
