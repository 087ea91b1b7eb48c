// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikValues

/// One thread's means of running expressions over rows; nothing is allocated for a row.
///
/// What cannot be calculated is missing: a division by zero, a number of more than 36 digits, a day after
/// the year 9999, a text beyond the bound of a row.
///
/// Memory safety: see `run` and `bytes`.
@safe
package final class ExpressionMachine {
  /// Why a cell cannot be read as what its column holds.
  package struct Problem {
    /// The column, as a slot.
    package var slot: Int
    package var problem: CellProblem
  }

  /// The most bytes of text that are made in a row.
  static let scratchLimit = 4 << 20

  private let pool: ExpressionPool
  private let matchers: [CellPattern.Matcher]
  private let columns: FixedArray<ExpressionColumn>
  /// Where each column of the pool is in a row; negative where the export lacks it.
  private let positions: FixedArray<Int>
  /// The value of each column in the row where it was last read, and which row that was.
  private let cache: FixedArray<(value: ExpressionValue, row: Int)>
  private var row = 0
  private let constants: FixedArray<ExpressionValue>
  let texts: FixedArray<Kept<UInt8>>
  let dates: FixedArray<DateLayout>
  let numbers: FixedArray<NumberLayout>
  /// The values, of which `top` are in use.
  let stack: FixedArray<ExpressionValue>
  var top = 0
  /// Texts and canonical cells of one row.
  var scratch = ByteBuffer(capacity: 1 << 12)
  /// The text of the batch whose row is looked at.
  private var batch = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// What is wrong with a cell of the row; nil where nothing is.
  package private(set) var problem: Problem?

  /// Makes a machine for expressions of a pool.
  ///
  /// - Parameters:
  ///   - depth: the most values on the stack of any of them.
  ///   - position: where the column of a slot is in a row.
  /// - Throws: `self-check` where there is no memory for the patterns.
  package init(
    _ pool: ExpressionPool, depth: Int, position: (_ slot: Int) -> Int
  ) throws(Failure) {
    self.pool = pool
    var matchers: [CellPattern.Matcher] = []
    for pattern in pool.patterns {
      guard let matcher = CellPattern.Matcher(pattern) else {
        throw Failure(.selfCheck, "there is no memory for a pattern")
      }
      matchers.append(matcher)
    }
    self.matchers = matchers
    columns = FixedArray(pool.columns)
    positions = FixedArray(pool.columns.map { position($0.slot) })
    cache = FixedArray(pool.columns.map { _ in (.missing, -1) })
    constants = FixedArray(pool.constants)
    texts = FixedArray(pool.texts)
    dates = FixedArray(pool.dates)
    numbers = FixedArray(pool.numbers)
    stack = FixedArray(repeating: .missing, count: max(depth, 1))
  }

  /// Begins another row: the values of the one before are gone.
  package func beginRow() {
    scratch.removeAll()
    row += 1
  }

  /// Says that cells of the row changed.
  package func forget() { row += 1 }

  /// Runs an expression over the row that was begun.
  ///
  /// - Parameters:
  ///   - text: the text of the batch.
  ///   - cells: the row's starts and ends.
  /// - Returns: its value, which lasts until the next row; missing where `problem` says why there is none.
  package func run(
    _ expression: Expression, _ text: Span<UInt8>, _ cells: Span<UInt32>
  ) -> ExpressionValue {
    (top, problem) = (0, nil)
    // Memory safety: the values of the row are used while the caller still has the text of its batch.
    unsafe batch = unsafe text.withUnsafeBufferPointer { unsafe $0 }
    let instructions = expression.instructions
    var at = 0
    while at < instructions.count {
      let instruction = instructions[at]
      at += 1
      switch instruction.operation {
      case .column:
        let column = Int(instruction.a)
        if cache[column].row != row { cache[column] = (load(column, cells), row) }
        push(cache[column].value)
        if problem != nil { return .missing }
      case .constant: push(constants[Int(instruction.a)])
      case .jump: at = Int(instruction.a)
      case .jumpIfFalse:
        if stack[top - 1].isTrue {
          top -= 1
        } else {
          stack[top - 1] = .boolean(false)
          at = Int(instruction.a)
        }
      case .jumpIfTrue:
        if stack[top - 1].isTrue { at = Int(instruction.a) } else { top -= 1 }
      case .branchIfFalse:
        top -= 1
        if !stack[top].isTrue { at = Int(instruction.a) }
      case .jumpIfPresent:
        if stack[top - 1].isMissing { top -= 1 } else { at = Int(instruction.a) }
      case .compareText: compare(.text, instruction.a)
      case .compareNumber: compare(.number, instruction.a)
      case .comparePlain: compare(.plain, instruction.a)
      case .truth: stack[top - 1] = .boolean(stack[top - 1].isTrue)
      default: perform(instruction)
      }
    }
    return stack[0]
  }

  // MARK: Values

  @inline(__always)
  func push(_ value: ExpressionValue) {
    stack[top] = value
    top += 1
  }

  @inline(__always)
  func pop() -> ExpressionValue {
    top -= 1
    return stack[top]
  }

  /// The bytes of a text.
  ///
  /// Memory safety: they last until a text is made for which `reserve` moved the scratch, so that whoever makes one
  /// reserves first. Within the text every place is checked.
  @inline(__always)
  @_lifetime(borrow self)
  package func bytes(_ value: ExpressionValue) -> Span<UInt8> {
    let start = Int(truncatingIfNeeded: value.units)
    let end = start + Int(value.size)
    let bytes: UnsafeBufferPointer<UInt8>
    switch value.space {
    case .batch: unsafe bytes = unsafe UnsafeBufferPointer(rebasing: batch[start..<end])
    case .scratch: unsafe bytes = unsafe UnsafeBufferPointer(rebasing: scratch.bytes[start..<end])
    case .constant: unsafe bytes = unsafe texts[start].span.withUnsafeBufferPointer { unsafe $0 }
    case .missing, .plain: unsafe bytes = unsafe UnsafeBufferPointer(start: nil, count: 0)
    }
    return unsafe _overrideLifetime(bytes.span, borrowing: self)
  }

  /// Appends the bytes of a text.
  package func append(_ value: ExpressionValue, to out: inout ByteBuffer) {
    out.append(bytes(value))
  }

  /// Makes room in the scratch for so many bytes, so that what is borrowed of it stays; false beyond the bound.
  func reserve(_ count: Int) -> Bool {
    guard count <= Self.scratchLimit, scratch.count + count <= Self.scratchLimit else {
      return false
    }
    scratch.reserve(count)
    return true
  }

  /// The text at the end of the scratch.
  func made(from start: Int) -> ExpressionValue {
    ExpressionValue(
      units: Int128(start), size: Int32(truncatingIfNeeded: scratch.count - start),
      space: .scratch)
  }

  /// Whether the pattern matches the whole text.
  func matches(_ pattern: Int, _ text: Span<UInt8>) -> Bool {
    matchers[pattern].matches(text)
  }

  // MARK: Columns

  /// The value of a cell; missing, with a problem, where it is not what the column holds.
  private func load(_ index: Int, _ cells: Span<UInt32>) -> ExpressionValue {
    let position = positions[index]
    guard position >= 0 else { return .missing }
    let (start, end) = (Int(cells[2 * position]), Int(cells[2 * position + 1]))
    let cell = unsafe UnsafeBufferPointer(rebasing: batch[start..<end]).span
    let column = columns[index]
    if column.missing.containsTrimmed(cell) { return .missing }
    if case .text = column.cast, UTF8Text.isQuicklyNFC(cell) {
      return ExpressionValue(
        units: Int128(start), size: Int32(truncatingIfNeeded: end - start), space: .batch)
    }
    guard let value = read(cell, column) else {
      problem = problem ?? Problem(slot: column.slot, problem: .type)
      return .missing
    }
    return value
  }

  private func read(
    _ cell: Span<UInt8>, _ column: ExpressionColumn
  ) -> ExpressionValue? {
    switch column.cast {
    case .date(let layout):
      if let day = layout.day(cell) { return .integer(day.number) }
      // Nothing can be calculated with a day of which only the year is known.
      return layout.shortened(cell) == nil ? nil : .missing
    case .datetime(let layout):
      return layout.parse(cell).map { parts in
        .plain(parts.nanoseconds, zone: parts.zone.map(Int32.init) ?? ExpressionValue.noZone)
      }
    default: break
    }
    let start = scratch.count
    guard column.cast.append(cell, to: &scratch) else { return nil }
    guard column.type != .text else { return made(from: start) }
    defer { scratch.truncate(to: start) }
    if column.type == .boolean {
      return .boolean(scratch.span[start...].first == UInt8(ascii: "t"))
    }
    guard let number = FixedDecimal(scratch.span[start...]) else {
      problem = Problem(slot: column.slot, problem: .calculation)
      return .missing
    }
    return .number(number)
  }
}
