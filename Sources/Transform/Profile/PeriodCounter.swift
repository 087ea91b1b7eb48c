// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// Counts the dates of a column by day, month and year, in fixed memory.
///
/// Days are counted as long as all of them lie within two months, months from 1800 to 2199, and all else by its year.
/// Whatever the order of dates and of merging, the same is counted.
struct PeriodCounter: Sendable {
  /// The most periods that are shown.
  static let longest = 60
  private static let monthYears = 1800..<2200
  private static let allYears = 0..<10_000

  /// How exact the values are: a day, a month or a year.
  let finest: DatasetProfile.Periods.Unit
  /// Counts of days, each at its number modulo the size; empty where they lie too far apart, or are no days.
  private var days: [Int] = []
  private var dayRange: ClosedRange<Int>?
  private var months: [Int] = []
  private var years: [Int] = []
  private(set) var before = 0
  private(set) var behind = 0

  /// Makes a counter for a Table Schema type; nil where its values are no dates.
  init?(type: String) {
    switch type {
    case "date", "datetime":
      finest = .day
      days = Array(repeating: 0, count: 64)
    case "yearmonth": finest = .month
    case "year": finest = .year
    default: return nil
    }
  }

  /// Adds a canonical date, a time behind it or not, a month or a year.
  @inline(__always)
  mutating func add(_ cell: Span<UInt8>) {
    let year = Self.number(cell, 0..<4)
    guard year >= 0, cell.count == 4 || cell[4] == UInt8(ascii: "-") else { return addFar(cell) }
    let month = finest == .year ? -1 : Self.number(cell, 5..<7) &- 1
    enter(year: year, month: month)
    guard !days.isEmpty, cell.count >= 10 else { return }
    enter(day: CalendarDay.number(year: year, month: month + 1, day: Self.number(cell, 8..<10)))
  }

  /// A year before 0 or behind 9999.
  private mutating func addFar(_ cell: Span<UInt8>) {
    if cell.first == UInt8(ascii: "-") { before &+= 1 } else { behind &+= 1 }
    days = []
  }

  @inline(__always)
  private mutating func enter(year: Int, month: Int) {
    if month >= 0, Self.monthYears.contains(year) {
      if months.isEmpty { months = Array(repeating: 0, count: 12 * Self.monthYears.count) }
      months[(year &- Self.monthYears.lowerBound) &* 12 &+ month] &+= 1
    } else {
      if years.isEmpty { years = Array(repeating: 0, count: Self.allYears.count) }
      years[year] &+= 1
    }
  }

  private mutating func enter(day: Int, times: Int = 1) {
    let range = dayRange.map { min($0.lowerBound, day)...max($0.upperBound, day) } ?? day...day
    guard range.count <= Self.longest else {
      days = []
      return
    }
    dayRange = range
    days[day & 63] += times
  }

  /// The number in some bytes; -1 where there is none.
  @inline(__always)
  private static func number(_ cell: Span<UInt8>, _ range: Range<Int>) -> Int {
    guard range.upperBound <= cell.count else { return -1 }
    var number = 0
    for i in range {
      guard isDigit(cell[i]) else { return -1 }
      number = number &* 10 &+ Int(cell[i] &- 0x30)
    }
    return number
  }

  /// Adds what another one saw.
  mutating func merge(_ other: PeriodCounter) {
    (before, behind) = (before + other.before, behind + other.behind)
    Self.merge(other.months, into: &months)
    Self.merge(other.years, into: &years)
    guard !other.days.isEmpty, let range = other.dayRange else {
      if other.days.isEmpty { days = [] }
      return
    }
    for day in range where !days.isEmpty && other.days[day & 63] > 0 {
      enter(day: day, times: other.days[day & 63])
    }
  }

  private static func merge(_ other: [Int], into counts: inout [Int]) {
    guard !other.isEmpty else { return }
    if counts.isEmpty { counts = Array(repeating: 0, count: other.count) }
    for index in counts.indices { counts[index] += other[index] }
  }

  // MARK: Answers

  /// How many there are.
  var count: Int { before + behind + months.reduce(0, +) + years.reduce(0, +) }

  /// The counts by period, in order, none of them empty; nil where that is not known of every date.
  func counts(by unit: DatasetProfile.Periods.Unit) -> [(period: Int, count: Int)]? {
    switch unit {
    case .day:
      guard !days.isEmpty, let dayRange else { return nil }
      return dayRange.map { ($0, days[$0 & 63]) }.filter { $0.count > 0 }
    case .month:
      guard finest != .year else { return nil }
      return months.indices.filter { months[$0] > 0 }
        .map { ($0 + 12 * Self.monthYears.lowerBound, months[$0]) }
    case .year: return grouped(by: 1)
    case .decade: return grouped(by: 10)
    case .century: return grouped(by: 100)
    }
  }

  private func grouped(by size: Int) -> [(period: Int, count: Int)] {
    var counts = [Int](repeating: 0, count: Self.allYears.count / size)
    for (year, count) in years.enumerated() where count > 0 { counts[year / size] += count }
    for (month, count) in months.enumerated() where count > 0 {
      counts[(month / 12 + Self.monthYears.lowerBound) / size] += count
    }
    return counts.indices.filter { counts[$0] > 0 }.map { ($0, counts[$0]) }
  }

  /// Rows of years outside those that months are counted of.
  var farFromMonths: (before: Int, behind: Int) {
    guard !years.isEmpty else { return (before, behind) }
    return (
      before + years[..<Self.monthYears.lowerBound].reduce(0, +),
      behind + years[Self.monthYears.upperBound...].reduce(0, +)
    )
  }
}
