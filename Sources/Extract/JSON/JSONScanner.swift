// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Reads records from a JSON text, without a tree; used by one thread.
///
/// Source: RFC 8259.
final class JSONScanner {
  /// How deep values may stand in each other.
  static let depthLimit = 200

  let input: JSONInput
  private let plan: JSONPlan
  let sink: RecordSink
  /// Where a key that lies across two blocks, or has escapes, is put together.
  @exclusivity(unchecked) var key = ByteBuffer(capacity: 256)
  /// A value that goes to several columns, or is joined.
  @exclusivity(unchecked) var value = ByteBuffer(capacity: 1024)
  @exclusivity(unchecked) private var joined: [[UInt8]]
  /// How many values each column has had in the record.
  @exclusivity(unchecked) private var counts: [Int]
  /// For each place the key that came last: they tend to come in one order.
  @exclusivity(unchecked) private var guesses: [Int]
  @exclusivity(unchecked) var depth = 0
  /// Whether records were found, though there may be none.
  private(set) var hasRecords = false

  init(_ input: JSONInput, _ plan: JSONPlan, _ sink: RecordSink) {
    (self.input, self.plan, self.sink) = (input, plan, sink)
    unsafe joined = plan.columns.map { _ in [] }
    unsafe counts = Array(repeating: 0, count: plan.columns.count)
    unsafe guesses = Array(repeating: 0, count: plan.nodes.count)
  }

  /// Reads the text to its end.
  func read() throws(Failure) {
    try skipMark()
    guard try input.token() != nil else {
      throw failure("the file is empty", "Check whether the export ran.", code: .sourceEmpty)
    }
    if plan.isLines {
      while try input.token() != nil { try record() }
      hasRecords = true
      return
    }
    try find(0)
    guard try input.token() == nil else {
      throw failure("something follows the end of the JSON text", nil)
    }
  }

  /// A byte order mark, which no JSON text should have and some do.
  func skipMark() throws(Failure) {
    guard let first = try input.peek() else { return }
    guard first == 0xEF else { return }
    for byte in [0xEF, 0xBB, 0xBF] as [UInt8] {
      guard try input.peek() == byte else { throw unexpected("a value") }
      unsafe input.at += 1
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
      try unsafe object { name throws(Failure) in
        if unsafe name.elementsEqual(bytes) { try find(step + 1) } else { try skip() }
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
      throw failure(
        "the records are neither an array nor an object",
        "Check 'records': it is the path of the array that holds them.")
    }
    try skip()
    return true
  }

  private func record() throws(Failure) {
    let line = input.line
    sink.beginRow()
    for index in unsafe counts.indices { unsafe counts[index] = 0 }
    try read(0)
    for index in plan.columns.indices where unsafe counts[index] > 0 {
      switch plan.columns[index].mode {
      case .join:
        unsafe joined[index].withUnsafeBufferPointer { unsafe sink.append($0) }
        unsafe joined[index].removeAll(keepingCapacity: true)
        sink.endCell(index)
      case .count: break
      default: continue
      }
    }
    for index in plan.columns.indices where plan.columns[index].mode == .count {
      unsafe sink.append(String(counts[index]))
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
      try unsafe object { name throws(Failure) in
        let child = unsafe self.child(node, name)
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
    let guess = unsafe guesses[node]
    for step in keys.indices {
      var index = guess + step
      if index >= keys.count { index -= keys.count }
      if keys[index].name.count == name.count, unsafe keys[index].name.elementsEqual(name) {
        unsafe guesses[node] = index + 1 == keys.count ? 0 : index + 1
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
      throw failure(
        "'\(label(columns[0]))' is \(first == 0x7B ? "an object" : "an array"), which is no value",
        "Name what is in it, such as \(first == 0x7B ? "\(label(columns[0])).naam" : "\(label(columns[0]))[*] with 'join'"), or read it "
          + "as JSON: source: {path: …, as: json}.", path: label(columns[0]))
    }
    if columns.count == 1, plan.columns[columns[0]].mode == .single {
      try claim(columns[0])
      try unsafe scalar(first) { part in unsafe sink.append(part) }
      return sink.endCell(columns[0])
    }
    unsafe value.removeAll()
    if columns.allSatisfy({ plan.columns[$0].mode == .count }) {
      try skip()
    } else if wantsText {
      try unsafe scalar(first) { part in unsafe value.append(part) }
    } else {
      try copy()
    }
    for column in columns { try put(column) }
  }

  private func put(_ column: Int) throws(Failure) {
    switch plan.columns[column].mode {
    case .single, .json:
      try claim(column)
      unsafe sink.append(value.bytes)
      sink.endCell(column)
    case .join(let separator):
      if unsafe counts[column] > 0 { unsafe joined[column] += separator }
      unsafe counts[column] += 1
      unsafe joined[column].append(contentsOf: value.bytes)
      guard unsafe joined[column].count <= sink.recordLimit else { throw tooLarge }
    case .count: unsafe counts[column] += 1
    }
  }

  private func claim(_ column: Int) throws(Failure) {
    unsafe counts[column] += 1
    guard unsafe counts[column] > 1 else { return }
    throw failure(
      "'\(label(column))' has several values in one record",
      "Say what becomes of them: source: {path: …, join: \"; \"}, or count: true.",
      path: label(column))
  }

  private func label(_ column: Int) -> String { plan.columns[column].column.label }

  var tooLarge: Failure {
    Failure(
      .recordTooLarge, at: input.place, "a record is larger than \(sink.recordLimit) bytes",
      hint: "Check 'records', and whether the file is what it should be.")
  }
}
