// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// The numbers of one length that stand in the cells of a column, by themselves or glued to other signs, and those of
/// them that pass a test.
///
/// What is in front of a number or behind it does not count: `Z-2026-112345670`, `BSN112345670` and
/// `/persoon/112345670` hold one and the same.
struct NumberTally: Sendable {
  private(set) var total = 0
  private(set) var passing = 0
  private var all = DistinctSketch()
  private var good = DistinctSketch()

  /// Adds a number.
  @inline(__always)
  mutating func add(_ number: Int, passes: Bool) {
    total += 1
    let hash = UInt64(truncatingIfNeeded: number) &* 0x9E37_79B9_7F4A_7C15
    let mixed = (hash ^ hash >> 32) &* 0xBF58_476D_1CE4_E5B9
    all.add(mixed)
    guard passes else { return }
    passing += 1
    good.add(mixed)
  }

  /// Adds what another thread counted.
  mutating func merge(_ other: NumberTally) {
    total += other.total
    passing += other.passing
    all.merge(other.all)
    good.merge(other.good)
  }

  /// Of a test that one in eleven numbers passes: whether more pass than chance allows.
  ///
  /// Five different ones that all pass do so in 6 of a million columns. Of more, of which some do not, ten must pass, a
  /// seventh of all, and more than n/11 + 6·√(10n/121): 19 of 60 do so in one of a million columns.
  var isMoreThanEleventh: Bool {
    let (numbers, hits) = different
    if passing == total { return hits >= 5 }
    guard hits >= 10, 7 * hits >= numbers else { return false }
    let n = Double(numbers)
    return Double(hits) > n / 11 + 6 * (10 * n / 121).squareRoot()
  }

  /// Of a test that one in a hundred numbers passes at most: whether half of them do, of which five differ.
  var isHalf: Bool { 2 * passing >= total && different.passing >= 5 }

  /// Different numbers, and different ones that pass; all of them where they are too many to tell apart.
  private var different: (all: Int, passing: Int) {
    let (numbers, hits) = (min(all.estimate, total), min(good.estimate, passing))
    return numbers < 2_000 ? (numbers, hits) : (total, passing)
  }
}

/// What numbers stand in the cells of a column.
struct NumberTallies: Sendable {
  /// Of eight or nine digits.
  private(set) var service = NumberTally()
  private(set) var school = NumberTally()
  /// Of ten digits.
  private(set) var administration = NumberTally()

  mutating func merge(_ other: NumberTallies) {
    service.merge(other.service)
    school.merge(other.school)
    administration.merge(other.administration)
  }

  /// Adds the numbers of a cell; returns what those are that pass a test.
  mutating func add(_ cell: UnsafeBufferPointer<UInt8>) -> DetectorSet {
    var (found, i) = (DetectorSet(), 0)
    while i < cell.count {
      guard unsafe isDigit(cell[i]) else {
        i += 1
        continue
      }
      let start = i
      var number = 0
      repeat {
        if i - start < 11 { number = unsafe number * 10 + Int(cell[i] &- 0x30) }
        i += 1
      } while unsafe i < cell.count && isDigit(cell[i])
      if 8...10 ~= i - start, unsafe !Self.isFraction(cell, start) {
        found.formUnion(add(number, digits: i - start))
      }
    }
    return found
  }

  /// Adds a number of so many digits.
  mutating func add(_ number: Int, digits: Int) -> DetectorSet {
    let found = Self.kinds(number, digits: digits)
    if digits == 10 {
      administration.add(number, passes: found.contains(.aNummer))
    } else if digits == 9 || !NumberRules.isDay(number) {
      service.add(number, passes: found.contains(.bsn))
      if digits == 9 { school.add(number, passes: found.contains(.onderwijsnummer)) }
    }
    return found
  }

  /// What a number of eight to ten digits passes the test of; a day is none.
  static func kinds(_ number: Int, digits: Int) -> DetectorSet {
    var found = DetectorSet()
    if digits == 10 {
      return NumberRules.isANummer(number) ? .init(.aNummer) : found
    }
    if digits == 8, NumberRules.isDay(number) { return found }
    if IdentifierCell.passesElevenTest(number) { found.insert(.init(.bsn)) }
    if digits == 9, NumberRules.isOnderwijsnummer(number) { found.insert(.init(.onderwijsnummer)) }
    return found
  }

  /// Whether digits stand behind the decimal sign of a number: not where as many digits stand before it as in a list.
  static func isFraction(_ cell: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    guard start > 1, unsafe isDigit(cell[start - 2]),
      unsafe cell[start - 1] == UInt8(ascii: ".") || cell[start - 1] == UInt8(ascii: ",")
    else { return false }
    var first = start - 1
    while first > 0, unsafe isDigit(cell[first - 1]), start - first < 9 { first -= 1 }
    return start - 1 - first < 8
  }
}
