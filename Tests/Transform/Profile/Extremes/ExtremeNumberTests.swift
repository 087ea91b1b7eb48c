// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
@_spi(Transform) import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

@testable import HergebruikProfile
@testable import HergebruikTables
@testable import HergebruikTreatment
@testable import HergebruikValues

/// Arithmetic, order and profiles of numbers at the ends: exact, or not there at all.
@Suite("Extreme numbers")
struct ExtremeNumberTests {
  private static let numeric = PublishedField(
    name: "x", type: "number", privacy: .none, treatment: .kind(.keep))

  @Test("are calculated with exactly, or not at all")
  func arithmetic() {
    var cells = ExtremeCells(seed: 3)
    var sums = 0
    for _ in 0..<PropertyInputs.count {
      guard let one = FixedDecimal(cells.number()), let other = FixedDecimal(cells.number()) else {
        continue
      }
      if let sum = one.adding(other) {
        sums += 1
        #expect(sum.adding(other.negated)?.normalised == one.normalised)
      }
      if let product = one.multiplied(by: other), other.units != 0,
        let quotient = product.divided(by: other)
      {
        let wanted = one.rounded(to: FixedDecimal.quotientDecimals)
        #expect(quotient == wanted, "\(one.text()) * \(other.text()) / \(other.text())")
      }
      #expect((one < other) != (other < one) || one.normalised == other.normalised)
      _ = (one.floor, one.negated.floor.negated, one.magnitude, one.integer, one.double)
      for places in [0, 2, 35] {
        #expect(one.rounded(to: places).scale <= max(places, 0))
        _ = one.divided(by: cells.below(1000), decimals: places)
      }
      #expect(FixedDecimal(one.text())?.normalised == one.normalised)
    }
    #expect(sums > PropertyInputs.count / 20)
  }

  @Test("are sorted as they are compared")
  func order() {
    var cells = ExtremeCells(seed: 5)
    func key(_ text: String) -> [UInt8] {
      var out = ByteBuffer()
      Array(text.utf8).withUnsafeBufferPointer { NumberKey.append($0.span, to: &out) }
      return Array(out.bytes)
    }
    for _ in 0..<PropertyInputs.count {
      let (one, other) = (cells.number(), cells.number())
      let (first, second) = (key(one), key(other))
      guard let a = FixedDecimal(one), let b = FixedDecimal(other), a != b else { continue }
      #expect(first.lexicographicallyPrecedes(second) == (a < b), "\(one) and \(other)")
    }
  }

  /// The profile of a column, divided over some counters in any order.
  private func profile(
    _ column: [String], parts: Int, least: Int, type: String = "number"
  ) throws -> DatasetProfile.Field {
    var field = Self.numeric
    field.type = type
    var whole = TableProfile([field])
    for part in 0..<parts {
      var one = TableProfile([field])
      let mine = column.enumerated().filter { $0.offset % parts == part }.map { [$0.element] }
      if !mine.isEmpty { one.add(openBatch(mine)) }
      whole.merge(one)
    }
    return whole.record(rejected: 0, least: least).fields[0]
  }

  /// Numbers as a cast leaves them.
  private func canonical(_ column: [String]) throws -> [String] {
    try column.map { text in
      text.isEmpty ? "" : try cell(text, .number(NumberFormat())) ?? ""
    }
  }

  @Test("of a column are summed up the same whatever their order, exactly or not at all")
  func columns() throws {
    var cells = ExtremeCells(seed: 7)
    var left = PropertyInputs.count
    var (charts, sums) = (0, 0)
    while left > 0 {
      let size = cells.pick([1, 2, 3, 30, 150, 400])
      let column = try canonical(cells.column(size))
      left -= size
      let field = try profile(column, parts: 1, least: 1)
      let shuffled = column.shuffled(using: &cells.dice)
      #expect(field == (try profile(shuffled, parts: 3, least: 1)), "\(column)")
      _ = try profile(column, parts: 2, least: 10)
      let exact = column.filter { !$0.isEmpty }.map { FixedDecimal($0) }
      check(field, exact, column)
      charts += field.histogram == nil ? 0 : 1
      sums += field.sum == nil ? 0 : 1
    }
    #expect(charts > 10 && sums > 10, "\(charts) \(sums)")
  }

  private func check(
    _ field: DatasetProfile.Field, _ exact: [FixedDecimal?], _ column: [String]
  ) {
    let known = exact.compactMap(\.self)
    guard !exact.isEmpty else { return }
    if known.count == exact.count, let least = known.min(), let most = known.max() {
      // In a column of numbers of 36 digits at most the bounds are exact.
      for (text, bound) in [(field.minimum, least), (field.maximum, most)] {
        #expect(text.flatMap(Self.plain) == bound.normalised, "\(text ?? "none") of \(column)")
      }
      var sum: FixedDecimal? = FixedDecimal(units: 0, scale: 0)
      for number in known { sum = sum?.adding(number) }
      if let found = field.sum, let sum { #expect(FixedDecimal(found) == sum.normalised) }
    } else {
      #expect(field.sum == nil && field.mean == nil)
      #expect(field.lacksSum(type: "number"))
    }
    guard let bins = field.histogram else { return }
    // Numbers that differ behind the twelfth decimal only are in one bin.
    #expect(1...22 ~= bins.count)
    let finite = column.count { Double($0)?.isFinite ?? false }
    #expect(bins.reduce(0) { $0 + ($1.count ?? 0) } == finite, "\(column)")
    for bin in bins {
      guard let from = bin.from.flatMap(Self.plain), let to = bin.to.flatMap(Self.plain) else {
        continue
      }
      #expect(from < to)
      // What is nearer to zero than 10^-12 may count as zero.
      let least = FixedDecimal(units: 1, scale: 12)
      let isPlain = known.allSatisfy { $0.units == 0 || !($0.magnitude < least) }
      if known.count == exact.count, isPlain, Set(column).count <= 100 {
        #expect(bin.count == known.count { !($0 < from) && $0 < to }, "\(bin) of \(column)")
      }
    }
    for (one, next) in zip(bins, bins.dropFirst()) { #expect(one.to == next.from) }
  }

  /// A number that is written as a `Double` may be.
  private static func plain(_ text: String) -> FixedDecimal? {
    FixedDecimal(text.uppercased().replacing("E+", with: "E"))?.normalised
  }

  @Test(
    "that ended the program once are told",
    arguments: [
      ["0.00", "10000000.00"], ["9300000.50", "9400000.25", "93000000.50"],
      ["599100000000001", "1599100000000002"], ["8712345678906", "8712345678907", "8712345678908"],
      ["1.5E9", "1", "2"], ["9223372036854775807", "-9223372036854775808", "0"],
      ["0", "1000000000000000.01"],
    ])
  func crashes(column: [String]) throws {
    let field = try profile(column, parts: 1, least: 1)
    let bins = try #require(field.histogram)
    #expect(bins.reduce(0) { $0 + ($1.count ?? 0) } == column.count)
    check(field, column.map { FixedDecimal($0) }, column)
  }

  @Test("of 16 digits and more have an exact least, most and sum")
  func long() throws {
    let field = try profile(
      ["9223372036854775807", "9223372036854775806", "1", ""], parts: 2, least: 1, type: "integer")
    #expect(field.minimum == "1" && field.maximum == "9223372036854775807")
    #expect(field.sum == "18446744073709551614")
    let far = try profile(["1E300", "2E300", "1"] + (0..<200).map { "\($0)" }, parts: 2, least: 1)
    #expect(far.minimum == "0" && far.maximum == "2e+300")
    #expect(far.quantiles == nil && far.histogram == nil && far.sum == nil)
    #expect(try profile(["-0", "0", "0.0"], parts: 1, least: 1).minimum == "0")
  }

  @Test("of the last days that there are have periods that end beyond them")
  func lastDay() throws {
    let field = try profile(
      ["9999-12-31", "9999-12-30"], parts: 1, least: 1, type: "date")
    #expect(field.periods?.bins.last?.to == "10000")
  }
}
