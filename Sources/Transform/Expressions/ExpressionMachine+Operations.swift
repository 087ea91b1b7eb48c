// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikValues

/// What the instructions do that only look at the stack.
extension ExpressionMachine {
  func perform(_ instruction: ExpressionInstruction) {
    let a = Int(instruction.a)
    switch instruction.operation {
    case .not: stack[top - 1] = .boolean(!stack[top - 1].isTrue)
    case .amongText, .amongNumber, .amongPlain: look(instruction.operation, among: a)
    case .isEmpty:
      let value = stack[top - 1]
      let isEmpty = value.isMissing || value.size == 0
      stack[top - 1] = .boolean(isEmpty != (a == 1))
    case .isMissing: stack[top - 1] = .boolean(stack[top - 1].isMissing != (a == 1))
    case .matches:
      let value = stack[top - 1]
      stack[top - 1] = .boolean(!value.isMissing && matches(a, bytes(value)))
    case .join, .lower, .upper, .trim, .length, .left, .right, .mid, .replace, .contains, .starts,
      .ends, .splitPart:
      performText(instruction.operation, a)
    case .number, .date, .textOfNumber, .textOfDate, .textOfDatetime, .textOfBoolean:
      convert(instruction.operation, a)
    default: calculate(instruction.operation)
    }
  }

  // MARK: Comparisons

  enum Kind { case text, number, plain }

  private static func kind(_ operation: ExpressionInstruction.Operation) -> Kind {
    switch operation {
    case .amongText, .leastText, .greatestText: .text
    case .amongNumber, .leastNumber, .greatestNumber: .number
    default: .plain
    }
  }

  /// Below zero, zero or above it; neither value is missing.
  @inline(__always)
  private func order(_ one: ExpressionValue, _ other: ExpressionValue, _ kind: Kind) -> Int {
    switch kind {
    case .text:
      let (first, second) = (bytes(one), bytes(other))
      let common = min(first.count, second.count)
      for i in 0..<common where first[i] != second[i] { return first[i] < second[i] ? -1 : 1 }
      return first.count - second.count
    case .number:
      if one.size == other.size || other.units == 0 {
        return one.units < other.units ? -1 : one.units > other.units ? 1 : 0
      }
      let (first, second) = (one.decimal, other.decimal)
      return first < second ? -1 : second < first ? 1 : 0
    case .plain: return one.units < other.units ? -1 : one.units > other.units ? 1 : 0
    }
  }

  private func isEqual(_ one: ExpressionValue, _ other: ExpressionValue, _ kind: Kind) -> Bool {
    guard !one.isMissing, !other.isMissing else { return false }
    if case .text = kind, one.size != other.size { return false }
    return order(one, other, kind) == 0
  }

  /// Compares the two on top, by the number of a relation.
  @inline(__always)
  func compare(_ kind: Kind, _ relation: Int32) {
    top -= 1
    let (one, other) = (stack[top - 1], stack[top])
    stack[top - 1] = .boolean(
      !one.isMissing && !other.isMissing && Self.holds(relation, order(one, other, kind)))
  }

  @inline(__always)
  private static func holds(_ relation: Int32, _ order: Int) -> Bool {
    switch relation {
    case 0: order == 0
    case 1: order != 0
    case 2: order < 0
    case 3: order <= 0
    case 4: order > 0
    default: order >= 0
    }
  }

  private func look(_ operation: ExpressionInstruction.Operation, among count: Int) {
    let kind = Self.kind(operation)
    top -= count + 1
    let value = stack[top]
    var isThere = false
    for i in 1...count where isEqual(value, stack[top + i], kind) {
      isThere = true
      break
    }
    push(.boolean(isThere))
  }

  // MARK: Numbers and days

  private func calculate(_ operation: ExpressionInstruction.Operation) {
    switch operation {
    case .negate, .floor, .ceiling, .abs, .dayOf, .year, .month, .day, .weekday:
      let value = pop()
      push(value.isMissing ? .missing : Self.single(operation, value))
    case .leastText, .leastNumber, .leastPlain:
      let (other, one) = (pop(), pop())
      push(extreme(one, other, Self.kind(operation), isLeast: true))
    case .greatestText, .greatestNumber, .greatestPlain:
      let (other, one) = (pop(), pop())
      push(extreme(one, other, Self.kind(operation), isLeast: false))
    default:
      let (other, one) = (pop(), pop())
      push(one.isMissing || other.isMissing ? .missing : Self.double(operation, one, other))
    }
  }

  private func extreme(
    _ one: ExpressionValue, _ other: ExpressionValue, _ kind: Kind, isLeast: Bool
  ) -> ExpressionValue {
    if one.isMissing { return other }
    if other.isMissing { return one }
    return (order(one, other, kind) <= 0) == isLeast ? one : other
  }

  private static func single(
    _ operation: ExpressionInstruction.Operation, _ value: ExpressionValue
  ) -> ExpressionValue {
    let day = Int(truncatingIfNeeded: value.units)
    switch operation {
    case .negate: return .number(value.decimal.negated)
    case .abs: return .number(value.decimal.magnitude)
    case .floor: return .number(value.decimal.floor)
    case .ceiling: return .number(value.decimal.negated.floor.negated)
    case .dayOf: return .integer(localDay(value))
    case .year: return .integer(CalendarDay(day).year)
    case .month: return .integer(CalendarDay(day).month)
    case .day: return .integer(CalendarDay(day).day)
    default: return .integer(CalendarDay.weekday(day))
    }
  }

  private static func double(
    _ operation: ExpressionInstruction.Operation, _ one: ExpressionValue, _ other: ExpressionValue
  ) -> ExpressionValue {
    switch operation {
    case .add: return .number(one.decimal.adding(other.decimal)?.normalised)
    case .subtract: return .number(one.decimal.adding(other.decimal.negated)?.normalised)
    case .multiply: return .number(one.decimal.multiplied(by: other.decimal))
    case .divide: return .number(one.decimal.divided(by: other.decimal))
    case .addDays: return moved(one, other.decimal.integer)
    case .subtractDays: return moved(one, other.decimal.negated.integer)
    case .days: return .number(FixedDecimal(units: other.units - one.units, scale: 0))
    default:
      guard let decimals = other.decimal.integer, decimals >= 0 else { return .missing }
      return .number(one.decimal.rounded(to: decimals))
    }
  }

  /// A day so many days later; missing where that cannot be written with four digits of a year.
  private static func moved(_ day: ExpressionValue, _ days: Int?) -> ExpressionValue {
    guard let days, days.magnitude <= UInt(CalendarDay.range.count) else { return .missing }
    let moved = Int(truncatingIfNeeded: day.units) + days
    return CalendarDay.range.contains(moved) ? .integer(moved) : .missing
  }

  // MARK: From one type to another

  private static let dayLength = Int128(86_400_000_000_000)

  /// The moment as clocks in its zone show it, in nanoseconds.
  static func localTime(_ value: ExpressionValue) -> Int128 {
    value.size == ExpressionValue.noZone
      ? value.units : value.units + Int128(value.size) * 60_000_000_000
  }

  private static func localDay(_ value: ExpressionValue) -> Int {
    let time = localTime(value)
    let (day, rest) = time.quotientAndRemainder(dividingBy: dayLength)
    return Int(day) - (rest < 0 ? 1 : 0)
  }

  private func convert(_ operation: ExpressionInstruction.Operation, _ a: Int) {
    let value = pop()
    guard !value.isMissing else { return push(.missing) }
    switch operation {
    case .number: push(number(bytes(value), numbers[a]))
    case .date: push(dates[a].day(bytes(value)).map { .integer($0.number) } ?? .missing)
    default:
      guard reserve(100) else { return push(.missing) }
      let start = scratch.count
      switch operation {
      case .textOfNumber: Self.append(value, .number, to: &scratch)
      case .textOfDate: Self.append(value, .date, to: &scratch)
      case .textOfDatetime: Self.append(value, .datetime, to: &scratch)
      default: Self.append(value, .boolean, to: &scratch)
      }
      push(made(from: start))
    }
  }

  private func number(
    _ text: Span<UInt8>, _ layout: NumberLayout
  ) -> ExpressionValue {
    guard text.count <= 100, reserve(text.count + 8) else { return .missing }
    let start = scratch.count
    defer { scratch.truncate(to: start) }
    guard layout.append(text, integer: false, to: &scratch) else { return .missing }
    return .number(FixedDecimal(scratch.span[start...]))
  }

  /// Appends a value that is no text in its canonical form.
  package static func append(_ value: ExpressionValue, _ type: ValueType, to out: inout ByteBuffer)
  {
    switch type {
    case .number: value.decimal.append(to: &out)
    case .date: CalendarDay(Int(truncatingIfNeeded: value.units)).append(to: &out)
    case .boolean: out.append(value.isTrue ? "true" : "false")
    case .datetime: appendMoment(value, to: &out)
    case .text, .missing: break
    }
  }

  private static func appendMoment(_ value: ExpressionValue, to out: inout ByteBuffer) {
    let day = localDay(value)
    CalendarDay(day).append(to: &out)
    let rest = localTime(value) - Int128(day) * dayLength
    let (seconds, nanoseconds) = rest.quotientAndRemainder(dividingBy: 1_000_000_000)
    let second = Int(seconds)
    for (sign, part) in [("T", second / 3600), (":", second / 60 % 60), (":", second % 60)] {
      out.append(sign)
      CalendarDay.append(part, digits: 2, to: &out)
    }
    if nanoseconds > 0 {
      out.append(UInt8(ascii: "."))
      CalendarDay.append(Int(nanoseconds), digits: 9, to: &out)
      while unsafe out.bytes.last == 0x30 { out.truncate(to: out.count - 1) }
    }
    guard value.size != ExpressionValue.noZone else { return }
    if value.size == 0 { return out.append(UInt8(ascii: "Z")) }
    out.append(UInt8(ascii: value.size < 0 ? "-" : "+"))
    CalendarDay.append(Int(abs(value.size)) / 60, digits: 2, to: &out)
    out.append(UInt8(ascii: ":"))
    CalendarDay.append(Int(abs(value.size)) % 60, digits: 2, to: &out)
  }
}
