// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
package import HergebruikValues

/// A value on the stack of the machine: plain bits, so that moving one costs no counting of references.
package struct ExpressionValue: BitwiseCopyable {
  /// Where a value is.
  package enum Space: UInt8, BitwiseCopyable {
    /// There is none.
    case missing
    /// In `units` itself.
    case plain
    /// A text in the batch, in the machine's scratch, or among the constants.
    case batch, scratch, constant
  }

  /// Of a number its units; of a date days, of a datetime nanoseconds since 1970; of a boolean 0 or 1; of a
  /// text where it begins, or which constant it is.
  package var units: Int128
  /// Of a number its scale, of a text its bytes, of a datetime its zone in minutes east of UTC.
  package var size: Int32
  package var space: Space

  static let missing = ExpressionValue(units: 0, size: 0, space: .missing)
  /// What stands for no zone.
  static let noZone = Int32.min

  var isMissing: Bool { space == .missing }

  /// Whether it is a condition that holds: a missing one does not.
  package var isTrue: Bool { space == .plain && units != 0 }

  var decimal: FixedDecimal { FixedDecimal(units: units, scale: Int(size)) }

  static func plain(_ units: Int128, zone: Int32 = 0) -> ExpressionValue {
    ExpressionValue(units: units, size: zone, space: .plain)
  }

  static func boolean(_ holds: Bool) -> ExpressionValue { plain(holds ? 1 : 0) }

  static func integer(_ number: Int) -> ExpressionValue { plain(Int128(number)) }

  static func number(_ number: FixedDecimal?) -> ExpressionValue {
    guard let number else { return .missing }
    return ExpressionValue(
      units: number.units, size: Int32(truncatingIfNeeded: number.scale), space: .plain)
  }
}

/// One step of a compiled expression, for a machine with a stack.
struct ExpressionInstruction {
  enum Operation: UInt8 {
    // Put one on the stack: a column of the pool, a constant of the pool.
    case column, constant
    // Conditions. Jumps go to instruction `a`.
    case not, truth, jump
    /// Where the top is not true it becomes false and the jump is made; else it is taken off.
    case jumpIfFalse
    case jumpIfTrue
    /// Takes the top off, and jumps where it is not true.
    case branchIfFalse
    /// Jumps where the top is not missing; else takes it off.
    case jumpIfPresent
    // Comparisons: `a` is the relation's number.
    case compareText, compareNumber, comparePlain
    /// Whether a value is one of the `a` above it.
    case amongText, amongNumber, amongPlain
    case isEmpty, isMissing
    /// The pattern `a` of the pool.
    case matches
    // Numbers and days.
    case add, subtract, multiply, divide, negate, addDays, subtractDays, days
    case round, floor, ceiling, abs
    case leastText, leastNumber, leastPlain, greatestText, greatestNumber, greatestPlain
    // Texts.
    case join, lower, upper, trim, length, left, right, mid, replace, contains, starts, ends
    case splitPart
    // From one type to another; `number` and `date` have a layout of the pool.
    case number, date, dayOf, year, month, day, weekday
    case textOfNumber, textOfDate, textOfDatetime, textOfBoolean
  }

  var operation: Operation
  var a: Int32 = 0
}

/// A compiled expression: plain bits, of which the pool owns the memory.
package struct Expression: @unchecked Sendable {
  /// What it gives; never `missing` where something is made of it.
  package let type: ValueType
  let instructions: Kept<ExpressionInstruction>
  /// The most values on the stack.
  package let depth: Int
}

extension FieldType {
  /// What expressions take a cell of the type for.
  package var value: ValueType {
    switch self {
    case .integer, .number, .year: .number
    case .boolean: .boolean
    case .date: .date
    case .datetime: .datetime
    case .string, .time, .yearmonth, .duration, .geopoint, .object, .array, .list, .geojson, .any:
      .text
    }
  }
}

/// A column that expressions read.
package struct ExpressionColumn: BitwiseCopyable {
  /// Which column, for whoever binds it to a position.
  var slot: Int
  package var type: ValueType
  package var cast: Cast
  package var missing: ByteStrings

  /// Creates it from its parts.
  package init(slot: Int, type: ValueType, cast: Cast, missing: ByteStrings) {
    self.slot = slot
    self.type = type
    self.cast = cast
    self.missing = missing
  }
}

/// What compiled expressions share: columns, constants, patterns and layouts.
package final class ExpressionPool: @unchecked Sendable {
  package let arena = ByteArena()
  private(set) var columns: [ExpressionColumn] = []
  private(set) var constants: [ExpressionValue] = []
  private(set) var texts: [Kept<UInt8>] = []
  private(set) var patterns: [CellPattern] = []
  private(set) var dates: [DateLayout] = []
  private(set) var numbers: [NumberLayout] = []

  /// Creates an empty one.
  package init() {}

  func add(_ column: ExpressionColumn) -> Int {
    if let same = columns.firstIndex(where: { $0.slot == column.slot }) { return same }
    columns.append(column)
    return columns.count - 1
  }

  func add(_ constant: ExpressionValue) -> Int {
    constants.append(constant)
    return constants.count - 1
  }

  func add(_ text: String) -> Int {
    let bytes = arena.keep(text: text)
    texts.append(bytes)
    return add(
      ExpressionValue(
        units: Int128(texts.count - 1), size: Int32(bytes.count), space: .constant))
  }

  func add(_ pattern: CellPattern) -> Int {
    patterns.append(pattern)
    return patterns.count - 1
  }

  func add(_ layout: DateLayout) -> Int {
    dates.append(layout)
    return dates.count - 1
  }

  func add(_ layout: NumberLayout) -> Int {
    numbers.append(layout)
    return numbers.count - 1
  }
}
