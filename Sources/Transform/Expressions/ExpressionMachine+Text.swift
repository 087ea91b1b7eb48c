// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

/// What the instructions do with texts. A part of a text is a range of its bytes, not a copy.
extension ExpressionMachine {
  func performText(_ operation: ExpressionInstruction.Operation, _ a: Int) {
    switch operation {
    case .join: join(a)
    case .lower, .upper:
      let value = pop()
      push(value.isMissing ? .missing : recased(value, isUpper: operation == .upper))
    case .trim:
      let value = pop()
      push(value.isMissing ? .missing : trimmed(value))
    case .length:
      let value = pop()
      push(value.isMissing ? .missing : .integer(UTF8Text.scalarCount(bytes(value))))
    case .left, .right:
      let (count, value) = (pop(), pop())
      push(part(value, count, fromEnd: operation == .right))
    case .mid:
      let (count, first, value) = (pop(), pop(), pop())
      push(middle(value, first, count))
    case .replace:
      let (new, old, value) = (pop(), pop(), pop())
      push(replaced(value, old, new))
    case .splitPart:
      let (number, separator, value) = (pop(), pop(), pop())
      push(split(value, separator, number))
    default:
      let (part, value) = (pop(), pop())
      guard !value.isMissing, !part.isMissing else { return push(.boolean(false)) }
      push(.boolean(has(value, part, operation)))
    }
  }

  /// A range of a text, told by bytes from its beginning.
  private func slice(_ value: ExpressionValue, _ range: Range<Int>) -> ExpressionValue {
    if value.space == .constant {
      // A constant is told by its number: its parts are copied.
      guard reserve(range.count) else { return .missing }
      let start = scratch.count
      scratch.append(bytes(value).extracting(range))
      return made(from: start)
    }
    return ExpressionValue(
      units: value.units + Int128(range.lowerBound), size: Int32(truncatingIfNeeded: range.count),
      space: value.space)
  }

  /// Missing texts count as empty; where all are missing, so is what comes of it.
  private func join(_ count: Int) {
    top -= count
    var size = 0
    var isMissing = true
    for i in 0..<count where !stack[top + i].isMissing {
      size += Int(stack[top + i].size)
      isMissing = false
    }
    guard !isMissing, reserve(size) else { return push(.missing) }
    let start = scratch.count
    for i in 0..<count where !stack[top + i].isMissing {
      scratch.append(bytes(stack[top + i]))
    }
    push(made(from: start))
  }

  private func part(
    _ value: ExpressionValue, _ count: ExpressionValue, fromEnd: Bool
  ) -> ExpressionValue {
    guard let count = whole(value, count) else { return .missing }
    let text = bytes(value)
    if !fromEnd { return slice(value, 0..<UTF8Text.prefixLength(text, scalars: count)) }
    let before = max(UTF8Text.scalarCount(text) - count, 0)
    return slice(value, UTF8Text.prefixLength(text, scalars: before)..<text.count)
  }

  private func middle(
    _ value: ExpressionValue, _ first: ExpressionValue, _ count: ExpressionValue
  ) -> ExpressionValue {
    guard let first = whole(value, first), first >= 1, let count = whole(value, count) else {
      return .missing
    }
    let text = bytes(value)
    let start = UTF8Text.prefixLength(text, scalars: first - 1)
    let rest = text.extracting(start...)
    return slice(value, start..<(start + UTF8Text.prefixLength(rest, scalars: count)))
  }

  /// A number of characters, where there is a text and the number is 0 or more and whole.
  private func whole(_ value: ExpressionValue, _ number: ExpressionValue) -> Int? {
    guard !value.isMissing, !number.isMissing, let whole = number.decimal.integer, whole >= 0
    else { return nil }
    return whole
  }

  private func has(
    _ value: ExpressionValue, _ part: ExpressionValue,
    _ operation: ExpressionInstruction.Operation
  ) -> Bool {
    let (text, wanted) = (bytes(value), bytes(part))
    guard wanted.count <= text.count else { return false }
    switch operation {
    case .starts: return Self.find(wanted, in: text, from: 0, to: 0) != nil
    case .ends:
      let start = text.count - wanted.count
      return Self.find(wanted, in: text, from: start, to: start) != nil
    default: return Self.find(wanted, in: text, from: 0, to: text.count - wanted.count) != nil
    }
  }

  /// Where a text first begins, among some places.
  package static func find(
    _ wanted: Span<UInt8>, in text: Span<UInt8>, from: Int, to: Int
  ) -> Int? {
    guard let first = wanted.first else { return from }
    var at = from
    while at <= to {
      if text[at] == first {
        var i = 1
        while i < wanted.count, text[at + i] == wanted[i] { i += 1 }
        if i == wanted.count { return at }
      }
      at += 1
    }
    return nil
  }

  private func replaced(
    _ value: ExpressionValue, _ old: ExpressionValue, _ new: ExpressionValue
  ) -> ExpressionValue {
    guard !value.isMissing, !old.isMissing, !new.isMissing else { return .missing }
    guard old.size > 0 else { return value }
    let start = scratch.count
    var at = 0
    let last = Int(value.size - old.size)
    while at <= last, let found = Self.find(bytes(old), in: bytes(value), from: at, to: last) {
      guard append(value, at..<found), append(new, 0..<Int(new.size)) else { return .missing }
      at = found + Int(old.size)
    }
    if at == 0 { return value }
    return append(value, at..<Int(value.size)) ? made(from: start) : .missing
  }

  private func append(_ value: ExpressionValue, _ range: Range<Int>) -> Bool {
    guard reserve(range.count) else { return false }
    scratch.append(bytes(value).extracting(range))
    return true
  }

  private func split(
    _ value: ExpressionValue, _ separator: ExpressionValue, _ number: ExpressionValue
  ) -> ExpressionValue {
    guard let number = whole(value, number), number >= 1, !separator.isMissing,
      separator.size > 0
    else { return .missing }
    let (text, wanted) = (bytes(value), bytes(separator))
    var (start, left) = (0, number)
    while let end = Self.find(wanted, in: text, from: start, to: text.count - wanted.count) {
      left -= 1
      if left == 0 { return slice(value, start..<end) }
      start = end + wanted.count
    }
    return left == 1 ? slice(value, start..<text.count) : .missing
  }

  // MARK: Letters

  /// Without white space around it: ASCII's, and the no-break spaces.
  private func trimmed(_ value: ExpressionValue) -> ExpressionValue {
    let text = bytes(value)
    var (start, end) = (0, text.count)
    while start < end, case let length = Self.space(text, start, end), length > 0 {
      start += length
    }
    while end > start {
      if Self.space(text, end - 1, end) == 1 {
        end -= 1
      } else if end - 2 >= start, Self.space(text, end - 2, end) == 2 {
        end -= 2
      } else if end - 3 >= start, Self.space(text, end - 3, end) == 3 {
        end -= 3
      } else {
        break
      }
    }
    return slice(value, start..<end)
  }

  /// The length of the white space at a place; 0 where none begins.
  private static func space(_ text: Span<UInt8>, _ at: Int, _ end: Int) -> Int {
    let byte = text[at]
    if byte == 0x20 || 0x09...0x0D ~= byte { return 1 }
    if byte == 0xC2, at + 1 < end, text[at + 1] == 0xA0 { return 2 }
    guard byte == 0xE2, at + 2 < end, text[at + 1] == 0x80 else { return 0 }
    return text[at + 2] == 0xAF || 0x80...0x8A ~= text[at + 2] ? 3 : 0
  }

  private func recased(_ value: ExpressionValue, isUpper: Bool) -> ExpressionValue {
    // No letter grows to more than three times its bytes.
    guard reserve(3 * Int(value.size)) else { return .missing }
    let text = bytes(value)
    let start = scratch.count
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte < 0x80 {
        scratch.append(Self.recased(byte, isUpper: isUpper))
        at += 1
      } else {
        at += appendRecased(text, at, isUpper: isUpper)
      }
    }
    return made(from: start)
  }

  private static func recased(_ byte: UInt8, isUpper: Bool) -> UInt8 {
    guard isLetter(byte) else { return byte }
    return isUpper ? byte & 0xDF : byte | 0x20
  }

  /// Appends the scalar at a place in the other case; the length of what was read.
  private func appendRecased(
    _ text: Span<UInt8>, _ at: Int, isUpper: Bool
  ) -> Int {
    let length = min(text[at] < 0xE0 ? 2 : text[at] < 0xF0 ? 3 : 4, text.count - at)
    let part = text.extracting(at..<(at + length))
    var value = UInt32(text[at]) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    for place in 1..<max(length, 1) { value = value << 6 | UInt32(part[place] & 0x3F) }
    guard let scalar = Unicode.Scalar(value) else {
      scratch.append(part)
      return length
    }
    // At most 12 bytes: such a string is held without allocating.
    let mapped = isUpper ? scalar.properties.uppercaseMapping : scalar.properties.lowercaseMapping
    for byte in mapped.utf8 { scratch.append(byte) }
    return length
  }
}
