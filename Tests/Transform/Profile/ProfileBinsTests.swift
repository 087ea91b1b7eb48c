// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikProfile
@testable import HergebruikTreatment
@testable import HergebruikValues

/// Histograms, periods and places, beside what is counted here.
@Suite("Bins of a profile")
struct ProfileBinsTests {
  typealias Bin = DatasetProfile.Bin

  private static func field(
    _ name: String, _ type: String, _ treatment: PublishedTreatment = .kind(.keep)
  )
    -> PublishedField
  {
    PublishedField(name: name, type: type, privacy: .none, treatment: treatment)
  }

  /// The profile of rows, divided over so many threads.
  private func profile(
    _ fields: [PublishedField], _ rows: [[String]], parts: Int = 1, least: Int = 1
  ) throws -> DatasetProfile {
    var whole = TableProfile(fields)
    for part in 0..<parts {
      var one = TableProfile(fields)
      for half in 0..<2 {
        let mine = rows.enumerated().filter { $0.offset % (2 * parts) == 2 * part + half }
        if !mine.isEmpty { one.add(openBatch(mine.map(\.element))) }
      }
      whole.merge(one)
    }
    return whole.record(rejected: 0, least: least)
  }

  private func bins(
    _ type: String, _ cells: [String], parts: Int = 1, least: Int = 1
  ) throws -> DatasetProfile.Field {
    try profile([Self.field("x", type)], cells.map { [$0] }, parts: parts, least: least).fields[0]
  }

  /// Whether each bin holds what lies between its bounds.
  private func expectExact(_ bins: [Bin], _ values: [Double]) {
    #expect(bins.reduce(0) { $0 + ($1.count ?? 0) } == values.count)
    for bin in bins {
      let from = bin.from.flatMap(Double.init) ?? -.infinity
      let to = bin.to.flatMap(Double.init) ?? .infinity
      #expect(bin.count == values.count { from <= $0 && $0 < to }, "\(from) to \(to)")
    }
    for (one, next) in zip(bins, bins.dropFirst()) { #expect(one.to == next.from) }
  }

  @Test("divide numbers exactly between round bounds", arguments: [1, 2, 5])
  func histograms(parts: Int) throws {
    var dice = SplitMix(state: 7)
    let ranges: [ClosedRange<Int>] = [
      -90_000...250_000, 0...9, -35...35, 100_000...999_999, 0...2_000_000_000,
    ]
    for range in ranges {
      for decimals in [0, 2] {
        let numbers = (0..<3000).map { _ in Int.random(in: range, using: &dice) }
        let scale = decimals == 0 ? 1.0 : 100
        let cells = numbers.map { number in
          decimals == 0
            ? "\(number)"
            : (number < 0 ? "-" : "") + "\(number.magnitude / 100)."
              + (number.magnitude % 100 < 10 ? "0" : "") + "\(number.magnitude % 100)"
        }
        let found = try bins(decimals == 0 ? "integer" : "number", cells + [""], parts: parts)
        let bins = try #require(found.histogram)
        #expect(2...22 ~= bins.count, "\(range): \(bins.count)")
        expectExact(bins, numbers.map { Double($0) / scale })
      }
    }
  }

  @Test("have bounds that belong to the bin above, below zero too")
  func bounds() throws {
    let cells = (-300...300).map { "\($0).0" } + ["-100.5", "-99.95", "99.95", "0.00"]
    let bins = try #require(try bins("number", cells).histogram)
    expectExact(bins, cells.compactMap(Double.init))
    #expect(bins.first?.from == "-300" && bins.first?.to == "-250")
  }

  @Test("say of a few numbers exactly where they are, whatever their digits")
  func fewNumbers() throws {
    let cells = (0..<400).map { "\(2004 + $0 % 20)" }
    let bins = try #require(try bins("integer", cells).histogram)
    #expect(bins.count == 20)
    #expect(bins[3] == Bin(from: "2007", to: "2008", count: 20))
    #expect(try self.bins("integer", Array(repeating: "7", count: 50)).histogram == nil)
    #expect(try self.bins("number", ["NaN", "1", "3"]).histogram?.map(\.count) == [1, 0, 1])
  }

  @Test("are not squeezed together by a number far away")
  func farAway() throws {
    let values = (0..<2000).map { Double($0 % 500) } + [1e9, 2e9, -5e7]
    let found = try #require(
      try bins(
        "integer",
        values.map { JSONValue.text(of: $0) }.map { Double($0) ?? 0 }.map {
          String(Int($0))
        }
      ).histogram)
    expectExact(found, values)
    #expect(found.first == Bin(from: nil, to: "0", count: 1))
    #expect(found.last == Bin(from: "500", to: nil, count: 2))
    #expect(found.count > 10)
  }

  @Test("divide long and scientific numbers too")
  func longNumbers() throws {
    let cells = [
      "12345678901234567890", "1.5E+19", "-2.5E19", "1E-30", "-0.00012345678901234567", "3e18",
    ]
    let bins = try #require(try bins("number", cells).histogram)
    expectExact(bins, cells.compactMap(Double.init))
  }

  // MARK: Periods

  private static func day(_ number: Int) -> String {
    var out = ByteBuffer()
    CalendarDay(number).append(to: &out)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  @Test(
    "of dates are the shortest of which sixty hold them all", arguments: [1, 2, 5],
    [(40, "day"), (60, "day"), (61, "month"), (1700, "month"), (1900, "year"), (30_000, "decade")])
  func periods(parts: Int, range: (days: Int, unit: String)) throws {
    let cells = (0..<4000).map { Self.day(18_000 + $0 * 7 % range.days) }
    let periods = try #require(try bins("date", cells + [""], parts: parts).periods)
    #expect(periods.unit.rawValue == range.unit)
    #expect(periods.bins.count <= 60)
    #expect(periods.bins.reduce(0) { $0 + ($1.count ?? 0) } == 4000)
    for bin in periods.bins {
      let (from, to) = (try #require(bin.from), try #require(bin.to))
      #expect(bin.count == cells.count { from <= $0 && $0 < to }, "\(from) to \(to)")
    }
    for (one, next) in zip(periods.bins, periods.bins.dropFirst()) { #expect(one.to == next.from) }
  }

  @Test("of months, years and moments are what they are")
  func kinds() throws {
    #expect(
      try bins("yearmonth", ["2024-11", "2025-02", "2025-02"]).periods
        == .init(
          unit: .month,
          bins: [
            .init(from: "2024-11", to: "2024-12", count: 1),
            .init(from: "2024-12", to: "2025-01", count: 0),
            .init(from: "2025-01", to: "2025-02", count: 0),
            .init(from: "2025-02", to: "2025-03", count: 2),
          ]))
    #expect(
      try bins("year", ["0999", "1001"]).periods?.bins.map(\.from) == ["0999", "1000", "1001"])
    #expect(
      try bins("year", ["9999"]).periods?.bins == [.init(from: "9999", to: "10000", count: 1)])
    #expect(
      try bins("datetime", ["2024-02-29T23:59:59+01:00", "2024-03-01T00:00:00Z"]).periods?.bins
        == [
          .init(from: "2024-02-29", to: "2024-03-01", count: 1),
          .init(from: "2024-03-01", to: "2024-03-02", count: 1),
        ])
    #expect(try bins("time", ["12:00:00"]).periods == nil)
    #expect(try bins("date", ["", ""]).periods == nil)
  }

  @Test("of dates with an end that nobody knows are still months", arguments: [1, 5])
  func sentinels(parts: Int) throws {
    let cells =
      (0..<500).map { Self.day(19_000 + $0) } + ["9999-12-31", "2999-01-01"] + ["0001-01-01"]
    let periods = try #require(try bins("date", cells, parts: parts).periods)
    #expect(periods.unit == .month)
    #expect(periods.bins.first == Bin(from: nil, to: "2022-01", count: 1))
    #expect(periods.bins.last == Bin(from: "2023-06", to: nil, count: 2))
    #expect(periods.bins.reduce(0) { $0 + ($1.count ?? 0) } == 503)
    let years = try #require(try bins("year", ["-0044", "2000", "2001", "12024"]).periods)
    #expect(years.unit == .century)
    #expect(years.bins.map(\.count) == [1, 2, 1])
  }

  // MARK: Persons

  /// Whether small counts are gone and do not follow: of what is away nothing but the sum is known.
  private func expectHidden(_ bins: [Bin], rows: Int, least: Int) {
    let told = bins.compactMap(\.count)
    #expect(told.allSatisfy { $0 == 0 || $0 >= least })
    let away = rows - told.reduce(0, +)
    let unknown = bins.count { $0.count == nil }
    #expect(away == 0 && unknown == 0 || away >= least && unknown >= 2)
    if away > 0 { #expect(told.allSatisfy { $0 >= least }) }
  }

  @Test("tell no small count about persons, nor let it follow", arguments: [5, 10])
  func persons(least: Int) throws {
    var dice = SplitMix(state: 11)
    for round in 0..<60 {
      let count = Int.random(in: 1...2000, using: &dice)
      let spread = Int.random(in: 1...3000, using: &dice)
      func draw() -> Int {
        let one = Int.random(in: 0..<spread, using: &dice)
        return min(one, Int.random(in: 0..<spread, using: &dice))
      }
      let rows = (0..<count).map { _ in [Self.day(19_000 + draw()), "\(draw())"] }
      let fields = [Self.field("d", "date"), Self.field("n", "integer")]
      let profile = try profile(fields, rows, parts: 1 + round % 3, least: least)
      for field in profile.fields {
        let bins = field.periods?.bins ?? field.histogram
        if let bins { expectHidden(bins, rows: count, least: least) }
        // What the values tell must not give away what the bins do not.
        if bins != nil, let values = field.categories {
          #expect(values.reduce(0) { $0 + $1.count } == count)
        }
      }
    }
  }

  @Test("withhold a second count where one would follow from the sum")
  func withheld() {
    func withhold(_ counts: [Int]) -> [Int?] {
      var left = counts.map(Optional.some)
      _ = SmallCounts.withhold(&left, least: 5)
      return left
    }
    #expect(withhold([9, 8, 0, 7]) == [9, 8, 0, 7])
    #expect(withhold([9, 3, 7, 20]) == [9, nil, nil, 20])
    #expect(withhold([9, 3, 7, 20, 0]) == [9, nil, nil, 20, nil])
    #expect(withhold([9, 3, 4, 7]) == [9, nil, nil, 7])
    #expect(withhold([3]) == [nil])
  }

  // MARK: Places

  private static let coordinates = [
    field("lon", "number", .coordinates),
    field("lat", "number", .coordinates),
  ]

  private static func degrees(_ steps: Int) -> String {
    var out = ByteBuffer()
    Degrees.append(steps, to: &out)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  private func places(
    _ points: [(lon: Int, lat: Int)], parts: Int = 1, least: Int = 1
  ) throws -> DatasetProfile.Places? {
    try profile(
      Self.coordinates,
      points.map { [Self.degrees($0.lon), Self.degrees($0.lat)] } + [["", ""]], parts: parts,
      least: least
    ).places
  }

  @Test("show each place as long as there are no more than two thousand")
  func points() throws {
    let found = try #require(
      try places([(53_872_035, 521_551_700), (53_872_035, 521_551_700), (-1_234_560, -5)]))
    #expect(found.rows == 3 && found.clusters.isEmpty)
    #expect(
      found.spots == [
        .init(lon: 538_720, lat: 5_215_517, rows: 2), .init(lon: -12_346, lat: 0, rows: 1),
      ])
    #expect(try places([]) == nil)
  }

  @Test("group places beyond that, alike for any number of threads")
  func clusters() throws {
    var dice = SplitMix(state: 5)
    let points = (0..<9000).map { _ in
      (
        lon: 53_000_000 + Int.random(in: 0..<900_000, using: &dice),
        lat: 521_000_000 + Int.random(in: 0..<500_000, using: &dice)
      )
    }
    let one = try #require(try places(points))
    #expect(one.rows == 9000)
    #expect(5...48 ~= one.clusters.count && one.clusters.reduce(0) { $0 + $1.rows } == 9000)
    #expect(100...1000 ~= one.spots.count && one.spots.reduce(0) { $0 + $1.rows } == 9000)
    let mean = one.clusters.reduce(0) { $0 + $1.lon * $1.rows } / 9000
    #expect(abs(mean - points.reduce(0) { $0 + $1.lon } / 900_000) <= 1)
    for parts in [2, 5] { #expect(try places(points, parts: parts) == one) }
    #expect(try places(points.reversed(), parts: 3) == one)
    let read = try JSONDecoder().decode(
      DatasetProfile.Places.self, from: try JSONEncoder().encode(one))
    #expect(read == one)
  }

  @Test("of persons are groups that are large enough")
  func personalPlaces() throws {
    var dice = SplitMix(state: 9)
    var points = (0..<300).map { _ in
      (
        lon: 53_000_000 + Int.random(in: 0..<90_000, using: &dice),
        lat: 521_000_000 + Int.random(in: 0..<50_000, using: &dice)
      )
    }
    points.append((lon: 59_000_000, lat: 529_000_000))
    let found = try #require(try places(points, least: 5))
    #expect(found.spots.isEmpty)
    #expect(found.clusters.allSatisfy { $0.rows >= 5 })
    let away = 301 - found.clusters.reduce(0) { $0 + $1.rows }
    #expect(5...15 ~= away)
    #expect(try places(Array(points.prefix(3)), least: 5) == nil)
  }
}
