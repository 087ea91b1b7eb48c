// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

@testable import HergebruikTreatment
@testable import HergebruikValues

/// Days as people and programs write them, written here by a writer of its own and read back.
@Suite("Forms of dates")
struct DateFormTests {
  private static let dutch = [
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
  ]
  private static let english = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let short = [
    ["jan", "jan"], ["feb", "febr", "feb"], ["mrt", "mar"], ["apr"], ["mei", "may"],
    ["jun", "jun"], ["jul"], ["aug"], ["sep", "sept"], ["okt", "oct"], ["nov"], ["dec"],
  ]
  private static let weekdays = [
    ["maandag", "ma", "Monday", "Mon"], ["dinsdag", "di", "Tuesday", "Tue"],
    ["woensdag", "wo", "Wednesday", "Wed"], ["donderdag", "do", "Thursday", "Thu"],
    ["vrijdag", "vr", "Friday", "Fri"], ["zaterdag", "za", "Saturday", "Sat"],
    ["zondag", "zo", "Sunday", "Sun"],
  ]

  /// The day and its weekday by Foundation's calendar, not by ours.
  private struct Day {
    var (year, month, day, weekday) = (0, 0, 0, 0)

    init(_ random: inout SplitMix, years: ClosedRange<Int> = 1600...2400) {
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = .gmt
      let from = calendar.date(from: DateComponents(year: years.lowerBound, month: 1, day: 1))
      let days = Int.random(
        in: 0..<((years.upperBound - years.lowerBound + 1) * 365), using: &random)
      let date = from.flatMap { calendar.date(byAdding: .day, value: days, to: $0) } ?? .now
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      (year, month, day) = (parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
      weekday = ((parts.weekday ?? 0) + 5) % 7
    }

    var iso: String { String(format: "%04d-%02d-%02d", year, month, day) }
  }

  private static func cased(_ name: String, _ random: inout SplitMix) -> String {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: name.lowercased()
    case 1: name.uppercased()
    default: name.prefix(1).uppercased() + name.dropFirst()
    }
  }

  private static func monthName(_ month: Int, _ random: inout SplitMix) -> String {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: cased(dutch[month - 1], &random)
    case 1: cased(english[month - 1], &random)
    default:
      cased(short[month - 1].randomElement(using: &random) ?? "", &random)
        + (Bool.random(using: &random) ? "." : "")
    }
  }

  @Test("names of months and of days of the week, whole and short, in both languages and any case")
  func names() throws {
    var random = SplitMix(state: 57)
    for _ in 0..<3000 {
      let day = Day(&random)
      let month = Self.monthName(day.month, &random)
      let letter = ["b", "B"].randomElement(using: &random) ?? "b"
      #expect(
        try cell("\(day.day) \(month) \(day.year)", .date(format: DateFormat("%d %\(letter) %Y")))
          == day.iso, "\(month)")
      let name = Self.cased(
        Self.weekdays[day.weekday].randomElement(using: &random) ?? "", &random)
      let whole = "\(name) \(day.day) \(month) \(day.year)"
      #expect(try cell(whole, .date(format: "%a %d %b %Y")) == day.iso, "\(whole)")
      let other = Self.weekdays[(day.weekday + Int.random(in: 1...6, using: &random)) % 7]
      let wrong = "\(other[0]) \(day.day) \(month) \(day.year)"
      #expect(try cell(wrong, .date(format: "%A %d %B %Y")) == nil, "\(wrong)")
    }
  }

  @Test(
    "names next to what the layout has itself",
    arguments: [
      ("03MRT2026", "%d%b%Y", "2026-03-03"), ("3.mrt.2026", "%d.%b.%Y", "2026-03-03"),
      ("3.mrt..2026", "%d.%b.%Y", "2026-03-03"), ("3 mrt. 2026", "%d %b %Y", "2026-03-03"),
      ("3 mrt.. 2026", "%d %b %Y", nil), ("3 maartje 2026", "%d %B %Y", nil),
      ("3 m 2026", "%d %B %Y", nil), ("31 juni 2026", "%d %B %Y", nil),
      ("1 Sept. 2026", "%d %b %Y", "2026-09-01"), ("do. 1 okt 2026", "%a %d %b %Y", "2026-10-01"),
      ("3 März 2026", "%d %B %Y", nil), ("3 ", "%d %B %Y", nil), ("juni", "%d %B %Y", nil),
    ])
  func besides(text: String, format: String, expected: String?) throws {
    #expect(try cell(text, .date(format: DateFormat(format))) == expected)
  }

  @Test("years of two digits are of the hundred years that the pivot begins")
  func pivots() throws {
    var random = SplitMix(state: 1957)
    for _ in 0..<2000 {
      let pivot = Int.random(in: 1...9900, using: &random)
      let year = pivot + Int.random(in: 0..<100, using: &random)
      let text = String(format: "16-07-%02d", year % 100)
      let type = FieldType.date(format: DateFormat("%d-%m-%y", pivotYear: pivot))
      #expect(try cell(text, type) == String(format: "%04d-07-16", year), "\(pivot)")
    }
    let births = FieldType.date(format: DateFormat("%d-%m-%y", pivotYear: 1957))
    #expect(try cell("16-07-57", births) == "1957-07-16")
    #expect(try cell("16-07-1957", births) == nil)
    let times = FieldType.datetime(format: DateFormat("%d-%m-%y %H:%M", pivotYear: 1957))
    #expect(try cell("16-07-56 10:00", times) == "2056-07-16T10:00:00")
  }

  @Test("a year of two digits without a pivot is no layout")
  func noPivot() throws {
    let arena = ByteArena()
    #expect(DateLayout("%d-%m-%y", kind: .date, arena: arena) == nil)
    let none = DateFormat("%d-%m-%y", pivotYear: 0)
    #expect(DateLayout(none, kind: .date, arena: arena) == nil)
  }

  @Test("24:00 is the beginning of the next day")
  func midnight() throws {
    var random = SplitMix(state: 24)
    for _ in 0..<500 {
      let day = Day(&random)
      let next = try #require(try cell("\(day.iso)T24:00:00", .datetime(format: "default")))
      #expect(next > "\(day.iso)T23:59:59" && next.hasSuffix("T00:00:00"))
      #expect(try cell(next, .datetime(format: "default")) == next)
      #expect(
        try cell("\(day.iso) 24:00", .datetime(format: "%Y-%m-%d %H:%M")) == next, "\(day.iso)")
    }
    let cases: [(String, String?)] = [
      ("2026-12-31T24:00:00", "2027-01-01T00:00:00"),
      ("2024-02-28T24:00:00Z", "2024-02-29T00:00:00Z"),
      ("2026-12-31T24:00:00.0+01:00", "2027-01-01T00:00:00.0+01:00"), ("2026-12-31T24:00:01", nil),
      ("2026-12-31T24:01:00", nil), ("2026-12-31T24:00:00.5", nil), ("2026-12-31T25:00:00", nil),
      ("9999-12-31T24:00:00", nil),
    ]
    for (text, expected) in cases {
      #expect(try cell(text, .datetime(format: "default")) == expected, "\(text)")
    }
    #expect(try cell("24:00", .time(format: "%H:%M")) == "00:00:00")
    #expect(try cell("24:00:00", .time(format: "default")) == "00:00:00")
    #expect(try cell("24:01", .time(format: "%H:%M")) == nil)
  }

  @Test("parts that are unknown stay unknown, and are never made up")
  func unknown() throws {
    var random = SplitMix(state: 1985)
    let forms: [(String, (Int, Int, Int) -> String)] = [
      ("%Y%m%d", { String(format: "%04d%02d%02d", $0, $1, $2) }),
      ("%d-%m-%Y", { String(format: "%02d-%02d-%04d", $2, $1, $0) }),
      ("default", { String(format: "%04d-%02d-%02d", $0, $1, $2) }),
      ("%d/%m/%Y", { "\($2)/\($1)/\(String(format: "%04d", $0))" }),
    ]
    for _ in 0..<1000 {
      let day = Day(&random)
      let form = forms.randomElement(using: &random)
      let (pattern, write) = try #require(form)
      let type = FieldType.date(format: DateFormat(pattern, unknownParts: true))
      let strict = FieldType.date(format: DateFormat(pattern))
      #expect(try cell(write(day.year, day.month, day.day), type) == day.iso)
      #expect(try cell(write(day.year, day.month, 0), type) == String(day.iso.prefix(7)))
      #expect(try cell(write(day.year, 0, 0), type) == String(day.iso.prefix(4)))
      #expect(try cell(write(day.year, 0, day.day), type) == nil)
      #expect(try cell(write(0, 0, 0), type) == nil)
      #expect(try cell(write(day.year, 13, 0), type) == nil)
      #expect(try cell(write(day.year, day.month, 0), strict) == nil)
    }
  }

  @Test("what is published of days with unknown parts is a text of a form that holds")
  func unknownPublished() throws {
    let type = FieldType.date(format: DateFormat("%Y%m%d", unknownParts: true))
    let whole = try #require(
      PublishedField(Field(source: "a", name: "a", type: type, privacy: .none, treatment: .keep)))
    #expect(whole.type == "string")
    let pattern = try Regex(try #require(whole.constraints?.pattern))
    for text in ["19850000", "19850700", "19850713"] {
      let value = try #require(try cell(text, type))
      #expect(value.wholeMatch(of: pattern) != nil, "\(value)")
      // The canonical form is read as what it is.
      #expect(try cell(value, .date(format: DateFormat(unknownParts: true))) == value)
    }
    let year = try #require(
      PublishedField(
        Field(source: "a", name: "a", type: type, privacy: .none, treatment: .dateToYear)))
    #expect(year.type == "year")
    #expect(try cell("19850000", type, .dateToYear) == "1985")
    #expect(try cell("19850713", type, .dateToYear) == "1985")
    #expect(try cell("19850000", type, .dateToMonth) == "1985")
    let band = AgeBand(width: 10, top: 90, date: "2026-01-01")
    #expect(try cell("19850000", type, .ageBand(band)) == nil)
    #expect(try cell("19850713", type, .ageBand(band)) == "40-49")
  }

  @Test(
    "limits hold for all days that it may be",
    arguments: [
      ("19850000", "1985-01-01", true, true), ("19850000", "1985-01-02", true, false),
      ("19850200", "1985-02-01", true, true), ("19850200", "1985-02-28", false, true),
      ("19850200", "1985-02-27", false, false), ("19850000", "1985-12-31", false, true),
      ("19850000", "1985-12-30", false, false), ("19850713", "1985-07-13", false, true),
      ("19850713", "1985-07-12", false, false),
    ])
  func unknownLimits(text: String, limit: String, isMinimum: Bool, isRight: Bool) throws {
    var constraints = Constraints()
    if isMinimum { constraints.minimum = limit } else { constraints.maximum = limit }
    let type = FieldType.date(format: DateFormat("%Y%m%d", unknownParts: true))
    #expect((try cell(text, type, constraints: constraints) != nil) == isRight)
  }

  @Test("whatever stands in a cell, it is a day that there is or none at all")
  func anything() throws {
    var random = SplitMix(state: 9999)
    let alphabet = Array("0123456789-/. :TZ+jfmasondec\u{E9}\u{A0}")
    // A right cell of each type, of which some characters become others.
    let seeds: [(FieldType, String)] = [
      (.date(format: "%d %B %Y"), "3 mrt. 2026"),
      (.date(format: DateFormat("%d-%m-%y", pivotYear: 9900)), "31-12-99"),
      (.date(format: DateFormat("%Y%m%d", unknownParts: true)), "19850700"),
      (.datetime(format: "default"), "9999-12-31T24:00:00"), (.time(format: "%H:%M"), "24:00"),
      (.date(format: "%a %d.%b.%Y"), "di 3.mrt.2026"),
      (.date(format: DateFormat(unknownParts: true)), "1985-00-00"),
      (.date(format: "%Y%j"), "2024366"),
    ]
    let iso = /(\d{4}(-\d\d(-\d\d)?)?)?(T?\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?)?/
    var read = 0
    for _ in 0..<20_000 {
      let chosen = seeds.randomElement(using: &random)
      let (type, seed) = try #require(chosen)
      var characters = Array(seed)
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let place = Int.random(in: 0..<characters.count, using: &random)
        characters[place] = alphabet.randomElement(using: &random) ?? "0"
      }
      let text = String(characters)
      guard let value = try cell(text, type) else { continue }
      read += 1
      #expect(value.wholeMatch(of: iso) != nil, "\(text) \(value)")
    }
    #expect(read > 1000)
  }
}
