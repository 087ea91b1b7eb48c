// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikValues

/// One thread's means of running expressions over rows; nothing is allocated for a row.
///
/// What cannot be calculated is missing: a division by zero, a number of more than 36 digits, a day after
/// the year 9999, a text beyond the bound of a row.
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
  private let columns: UnsafeMutableBufferPointer<ExpressionColumn>
  /// Where each column of the pool is in a row; negative where the export lacks it.
  private let positions: UnsafeMutableBufferPointer<Int>
  /// The value of each column in the row where it was last read, and which row that was.
  private let cache: UnsafeMutableBufferPointer<(value: ExpressionValue, row: Int)>
  @exclusivity(unchecked) private var row = 0
  private let constants: UnsafeMutableBufferPointer<ExpressionValue>
  let texts: UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>
  let dates: UnsafeMutableBufferPointer<DateLayout>
  let numbers: UnsafeMutableBufferPointer<NumberLayout>
  /// The values, of which `top` are in use.
  let stack: UnsafeMutablePointer<ExpressionValue>
  @exclusivity(unchecked) var top = 0
  /// Texts and canonical cells of one row.
  @exclusivity(unchecked) var scratch = ByteBuffer(capacity: 1 << 12)
  /// The text of the batch whose row is looked at.
  @exclusivity(unchecked) var batch = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// What is wrong with a cell of the row; nil where nothing is.
  @exclusivity(unchecked) package private(set) var problem: Problem?

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
    columns = .kept(pool.columns)
    positions = .kept(pool.columns.map { position($0.slot) })
    cache = .kept(pool.columns.map { _ in (.missing, -1) })
    constants = .kept(pool.constants)
    texts = .kept(pool.texts)
    dates = .kept(pool.dates)
    numbers = .kept(pool.numbers)
    stack = .allocate(capacity: max(depth, 1))
  }

  deinit {
    columns.deallocate()
    positions.deallocate()
    cache.deallocate()
    constants.deallocate()
    texts.deallocate()
    dates.deallocate()
    numbers.deallocate()
    stack.deallocate()
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
    _ expression: Expression, _ text: UnsafeBufferPointer<UInt8>, _ cells: UnsafePointer<UInt32>
  ) -> ExpressionValue {
    (top, batch, problem) = (0, text, nil)
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

  /// The bytes of a text; they last until a text is made.
  @inline(__always)
  package func bytes(_ value: ExpressionValue) -> UnsafeBufferPointer<UInt8> {
    let start = Int(truncatingIfNeeded: value.units)
    let end = start + Int(value.size)
    switch value.space {
    case .batch: return UnsafeBufferPointer(rebasing: batch[start..<end])
    case .scratch: return UnsafeBufferPointer(rebasing: scratch.bytes[start..<end])
    case .constant: return texts[start]
    case .missing, .plain: return UnsafeBufferPointer(start: nil, count: 0)
    }
  }

  /// Makes room in the scratch for so many bytes, so that pointers into it stay; false beyond the bound.
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
  func matches(_ pattern: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    matchers[pattern].matches(text)
  }

  // MARK: Columns

  /// The value of a cell; missing, with a problem, where it is not what the column holds.
  private func load(_ index: Int, _ cells: UnsafePointer<UInt32>) -> ExpressionValue {
    let position = positions[index]
    guard position >= 0 else { return .missing }
    let (start, end) = (Int(cells[2 * position]), Int(cells[2 * position + 1]))
    let cell = UnsafeBufferPointer(rebasing: batch[start..<end])
    guard let column = columns.baseAddress.map({ $0 + index }) else { return .missing }
    if column.pointee.missing.containsTrimmed(cell) { return .missing }
    if case .text = column.pointee.cast, UTF8Text.isQuicklyNFC(cell) {
      return ExpressionValue(
        units: Int128(start), size: Int32(truncatingIfNeeded: end - start), space: .batch)
    }
    guard let value = read(cell, column) else {
      problem = problem ?? Problem(slot: column.pointee.slot, problem: .type)
      return .missing
    }
    return value
  }

  private func read(
    _ cell: UnsafeBufferPointer<UInt8>, _ column: UnsafePointer<ExpressionColumn>
  ) -> ExpressionValue? {
    switch column.pointee.cast {
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
    guard column.pointee.cast.append(cell, to: &scratch) else { return nil }
    guard column.pointee.type != .text else { return made(from: start) }
    defer { scratch.truncate(to: start) }
    let canonical = UnsafeBufferPointer(rebasing: scratch.bytes[start...])
    if column.pointee.type == .boolean { return .boolean(canonical.first == UInt8(ascii: "t")) }
    guard let number = FixedDecimal(canonical) else {
      problem = Problem(slot: column.pointee.slot, problem: .calculation)
      return .missing
    }
    return .number(number)
  }
}

extension UnsafeMutableBufferPointer {
  /// A copy of a list, for whoever made it to deallocate; only for plain values.
  fileprivate static func kept(_ list: [Element]) -> UnsafeMutableBufferPointer {
    let copy = allocate(capacity: list.count)
    _ = copy.initialize(from: list)
    return copy
  }
}
