// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Where in a record of fixed width a field is, and how it is written.
struct FixedColumn: Sendable {
  enum Trim: String, CaseIterable, Sendable {
    case both, left, right, none
  }

  /// Where the sign of a number is.
  enum Sign: String, CaseIterable, Sendable {
    /// Before the digits.
    case leading
    /// Behind them, as `+`, `-` or a space.
    case trailing
    /// In the last digit: `{` and A to I are +0 to +9, `}` and J to R are -0 to -9.
    case overpunch
    /// Two digits a byte, and the sign in the last half: C, F, A and E are plus, D and B minus.
    case packed
  }

  let column: SourceColumn
  /// From 0.
  var start = 0
  var length = 1
  var trim = Trim.both
  /// How many of the digits stand behind the decimal point; nil for what is no number.
  var decimals: Int?
  var sign = Sign.leading

  /// Whether it is a number that is rewritten.
  var isNumber: Bool { decimals != nil }

  /// Reads a field's `source`; reports what is wrong.
  init(_ column: SourceColumn, _ problems: ConfigProblems) {
    self.column = column
    guard case .mapping = column.source.value,
      var keys = ConfigReader(column.source, what: "'source'", problems: problems)
    else {
      problems.report(
        .wrongType, at: column.source, "'source' is a group for this format",
        hint: "Write where the field is: source: {start: 1, length: 10}.")
      return
    }
    start = (required("start", &keys) ?? 1) - 1
    length = required("length", &keys) ?? 1
    trim = keys.word("trim", of: Trim.allCases.map(\.rawValue)).flatMap(Trim.init) ?? .both
    decimals = keys.integer("decimals", in: 0...30)
    let word = keys.word("sign", of: Sign.allCases.map(\.rawValue))
    if let word {
      sign = Sign(rawValue: word) ?? .leading
      decimals = decimals ?? 0
    }
    if let decimals, decimals > (sign == .packed ? 2 * length - 1 : length) {
      keys.invalid(
        "decimals", "the field has fewer digits than 'decimals'", hint: "Write a smaller number.")
    }
    keys.finish()
  }

  private func required(_ key: String, _ keys: inout ConfigReader) -> Int? {
    guard keys.names.contains(key) else {
      keys.missing(key, hint: "Count characters from 1: source: {start: 1, length: 10}.")
      return nil
    }
    return keys.integer(key, in: 1...1_000_000)
  }

  /// The text that a record has here, without what `trim` takes off.
  func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (low, high) = (0, bytes.count)
    if trim == .both || trim == .left { while low < high, unsafe bytes[low] == 0x20 { low += 1 } }
    if trim == .both || trim == .right {
      while high > low, unsafe bytes[high - 1] == 0x20 { high -= 1 }
    }
    return unsafe UnsafeBufferPointer(rebasing: bytes[low..<high])
  }

  /// Writes a number to the current cell; false where it is none.
  func append(number bytes: UnsafeBufferPointer<UInt8>, to sink: RecordSink) -> Bool {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * bytes.count) { digits in
      var isNegative = false
      guard let count = unsafe read(bytes, into: digits, &isNegative) else { return false }
      unsafe put(digits[..<count], isNegative, sink)
      return true
    }
  }

  /// Reads a number's digits; how many, 0 where nothing is written, nil where it is no number.
  private func read(
    _ bytes: UnsafeBufferPointer<UInt8>, into digits: UnsafeMutableBufferPointer<UInt8>,
    _ isNegative: inout Bool
  ) -> Int? {
    if sign == .packed { return unsafe Self.unpack(bytes, into: digits, &isNegative) }
    var text = unsafe bytes[...]
    while unsafe text.first == 0x20 { unsafe text = unsafe text.dropFirst() }
    guard unsafe !text.isEmpty else { return 0 }
    if sign != .trailing { while unsafe text.last == 0x20 { unsafe text = unsafe text.dropLast() } }
    var count = 0
    for index in unsafe text.indices {
      let byte = unsafe text[index]
      var digit = byte
      switch sign {
      case .leading where unsafe index == text.startIndex && (byte == 0x2D || byte == 0x2B),
        .trailing where unsafe index == text.endIndex - 1 && [0x2D, 0x2B, 0x20].contains(byte):
        isNegative = byte == 0x2D
        continue
      case .overpunch where unsafe index == text.endIndex - 1:
        guard let last = Self.overpunched(byte, &isNegative) else { return nil }
        digit = last
      default: break
      }
      guard (0x30...0x39).contains(digit) else { return nil }
      unsafe digits[count] = digit
      count += 1
    }
    return count > 0 ? count : nil
  }

  private func put(
    _ digits: Slice<UnsafeMutableBufferPointer<UInt8>>, _ isNegative: Bool, _ sink: RecordSink
  ) {
    guard unsafe !digits.isEmpty else { return }
    let decimals = decimals ?? 0
    if isNegative, unsafe digits.contains(where: { $0 != 0x30 }) { sink.append(0x2D) }
    let whole = unsafe digits.dropLast(decimals).drop { $0 == 0x30 }
    if unsafe whole.isEmpty { sink.append(0x30) }
    for place in unsafe whole.indices { unsafe sink.append(whole[place]) }
    guard decimals > 0 else { return }
    sink.append(0x2E)
    for _ in unsafe 0..<max(0, decimals - digits.count) { sink.append(0x30) }
    for place in unsafe digits.suffix(decimals).indices { unsafe sink.append(digits[place]) }
  }

  private static func unpack(
    _ bytes: UnsafeBufferPointer<UInt8>, into digits: UnsafeMutableBufferPointer<UInt8>,
    _ isNegative: inout Bool
  ) -> Int? {
    var count = 0
    for index in bytes.indices {
      let byte = unsafe bytes[index]
      let (high, low) = (byte >> 4, byte & 0x0F)
      let isLast = index == bytes.count - 1
      guard high < 10, isLast ? low > 9 : low < 10 else { return nil }
      unsafe digits[count] = 0x30 + high
      count += 1
      if isLast {
        isNegative = low == 0x0D || low == 0x0B
      } else {
        unsafe digits[count] = 0x30 + low
        count += 1
      }
    }
    return count > 0 ? count : nil
  }

  private static func overpunched(_ byte: UInt8, _ isNegative: inout Bool) -> UInt8? {
    switch byte {
    case 0x30...0x39: return byte
    case 0x7B: return 0x30
    case 0x41...0x49: return byte - 0x10
    case 0x7D:
      isNegative = true
      return 0x30
    case 0x4A...0x52:
      isNegative = true
      return byte - 0x4A + 0x31
    default: return nil
    }
  }
}
