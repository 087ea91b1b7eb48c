// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import HergebruikExtract

@Suite struct SerialDateTests {
  /// Dates as Excel itself shows them, in both systems.
  @Test(
    arguments: [
      (1.0, .from1900, "1900-01-01"), (59, .from1900, "1900-02-28"), (60, .from1900, nil),
      (61, .from1900, "1900-03-01"), (0, .from1900, nil), (-1, .from1900, nil),
      (45_351, .from1900, "2024-02-29"), (2_958_465, .from1900, "9999-12-31"),
      (2_958_466, .from1900, nil), (2_958_465.999_999_999_9, .from1900, nil),
      (0, .from1904, "1904-01-01"), (43_889, .from1904, "2024-02-29"),
      (2_957_003, .from1904, "9999-12-31"), (2_957_004, .from1904, nil), (-1, .from1904, nil),
      (0, .from1899, "1899-12-30"), (60, .from1899, "1900-02-28"), (61, .from1899, "1900-03-01"),
      (.nan, .from1900, nil), (.infinity, .from1900, nil), (-1e308, .from1900, nil),
    ] as [(Double, DateSystem, String?)])
  func days(_ serial: Double, _ system: DateSystem, _ expected: String?) {
    #expect(SerialDate.iso(serial, .date, system) == expected)
  }

  /// Every day from year 1 on is itself again, and none is made up.
  @Test func daysAndBack() {
    for day in stride(from: 306, through: SerialDate.lastDay, by: 37) {
      let parts = SerialDate.date(day: day).split(separator: "-").compactMap { Int($0) }
      #expect(SerialDate.day(year: parts[0], month: parts[1], day: parts[2]) == day)
    }
    #expect(SerialDate.day(year: 2023, month: 2, day: 29) == nil)
    #expect(SerialDate.day(year: 1900, month: 2, day: 29) == nil)
    #expect(SerialDate.day(year: 2024, month: 13, day: 1) == nil)
    #expect(SerialDate.day(year: 0, month: 1, day: 1) == nil)
  }

  @Test(
    arguments: [
      (44_641.75, NumberKind.dateTime, "2022-03-21T18:00:00"), (0.5, .time, "12:00:00"),
      (0.000_011_574, .time, "00:00:01"), (44_641.999_999_999_9, .date, "2022-03-22"),
      (1.25, .elapsed, "PT30H0M0S"), (44_641, .date, "2022-03-21"), (5, .number, nil),
      (0.000_000_1, .elapsed, "PT0H0M0.009S"), (1, .time, "24:00:00"),
      (0.999_999_999_9, .time, "24:00:00"), (1.5, .time, "1900-01-01T12:00:00"),
      (-0.0625, .elapsed, "-PT1H30M0S"), (-1.5, .elapsed, "-PT36H0M0S"), (-0.5, .time, nil),
      (0, .elapsed, "PT0H0M0S"), (-2_958_465.5, .elapsed, "-PT71003172H0M0S"),
    ] as [(Double, NumberKind, String?)])
  func times(_ serial: Double, _ kind: NumberKind, _ expected: String?) {
    #expect(SerialDate.iso(serial, kind, .from1900) == expected)
  }

  @Test(arguments: [
    ("General", NumberKind.number), ("0.00", .number), ("dd-mm-yyyy", .date), ("mmm", .date),
    ("h:mm AM/PM", .time), ("mm:ss", .time), ("d/m/yyyy h:mm", .dateTime), ("[h]:mm:ss", .elapsed),
    ("[$-413]d mmmm yyyy;@", .date), ("\"dag\" 0", .number), ("[Red]0;[Blue]dd", .number),
    ("0\\d", .number), ("_-€ * #,##0.00_-", .number), ("@", .number), ("YYYY-MM-DD", .date),
    ("0\" d\"", .number), ("General \"m\"", .number), ("[Red]", .number), ("0\";d\"", .number),
    ("0\\;\"dagen\"", .number), ("\"a;b\"dd", .date), ("[$-F800]dddd\\, mmmm dd\\, yyyy", .date),
    ("[Magenta]#,##0;[Cyan]-#,##0", .number), ("[$€-413] #,##0.00", .number), ("0\"", .number),
    ("[>=1]0\" d\";0", .number), ("", .number), (";;;", .number), ("[h", .elapsed), ("\\", .number),
  ])
  func codes(_ code: String, _ kind: NumberKind) {
    #expect(NumberFormat(code: code).kind(of: 5) == kind)
  }

  /// Which section counts depends on the number.
  @Test(
    arguments: [
      ("[<1]h:mm;0.0", 0.5, .time), ("[<1]h:mm;0.0", 1.5, .number), ("dd-mm-yyyy;@", -1, .number),
      ("dd-mm-yyyy;@", 0, .date), ("0;h:mm;dd", -1, .time), ("0;h:mm;dd", 0, .date),
      ("0;h:mm;dd", 1, .number), ("[=0]0;[<=1]h:mm;dd", 0.5, .time),
      ("[=0]0;[<=1]h:mm;dd", 9, .date), ("[>9]dd", 1, .number), ("[<>0]dd;0", 1, .date),
    ] as [(String, Double, NumberKind)])
  func sections(_ code: String, _ value: Double, _ kind: NumberKind) {
    #expect(NumberFormat(code: code).kind(of: value) == kind)
  }

  @Test(
    arguments: [
      (14, .date), (22, .dateTime), (20, .time), (46, .elapsed), (47, .time), (49, .number),
      (30, .date), (71, .date), (79, .elapsed), (164, .number), (-1, .number),
    ] as [(Int, NumberKind)])
  func builtIn(_ id: Int, _ kind: NumberKind) {
    #expect(NumberFormat(builtIn: id).kind == kind)
  }

  @Test(
    arguments: [
      ("2026-03-01", .date, "2026-03-01"), ("2026-03-01T00:00:00", .date, "2026-03-01"),
      ("2026-03-01T00:00:00.000Z", .number, "2026-03-01"),
      ("2026-03-01T18:30", .date, "2026-03-01T18:30:00"),
      ("2026-03-01", .dateTime, "2026-03-01T00:00:00"), ("1899-12-30T18:00:00", .time, "18:00:00"),
      ("1899-12-31T00:00:00", .time, "24:00:00"), ("1899-12-31T12:00:00", .elapsed, "PT36H0M0S"),
      ("T09:05:00.5", .time, "09:05:00.500"), ("09:05", .number, "09:05:00"),
      ("24:00:00", .time, "24:00:00"), ("24:00:01", .time, nil), ("2026-02-29", .date, nil),
      ("2026-3-1", .date, nil), ("", .date, nil), ("T", .date, nil), ("2026-03-01T", .date, nil),
      ("46082", .date, nil), ("2026-03-01T18:30+01:00", .date, nil), ("18:60", .time, nil),
      ("18:00:00.", .time, nil), ("0000-01-01", .date, nil), ("2026-03-01T1:00", .date, nil),
    ] as [(String, NumberKind, String?)])
  func moments(_ text: String, _ kind: NumberKind, _ expected: String?) {
    let found = Array(text.utf8).withUnsafeBufferPointer { ISOMoment($0)?.text(kind, .from1900) }
    #expect(found == expected)
  }

  @Test(arguments: [
    ("PT09H05M00S", "09:05:00"), ("PT09H05M00.000000000S", "09:05:00"), ("PT9H5M", "09:05:00"),
    ("PT5M", "00:05:00"), ("PT08H29M59.999999965S", "08:30:00"), ("PT1.5S", "00:00:01.500"),
    ("PT24H00M00S", nil), ("PT30H", nil), ("-PT1H", nil), ("PT", nil), ("P1D", nil), ("PT60M", nil),
    ("PT5M1H", nil), ("PT1H ", nil), ("PT99999999999999999999H", nil),
  ])
  func clocks(_ text: String, _ expected: String?) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { ODSTime.clock($0) } == expected)
  }

  /// ECMA-376 part 1, 22.9.2.19, and what is no escape.
  @Test(arguments: [
    ("a_x000D_b", "a\rb"), ("_x0008_", "\u{8}"), ("_x005F_x0008_", "_x0008_"), ("_x000d_", "\r"),
    ("_xD83D__xDE00_", "😀"), ("_x20AC_", "€"), ("_x00_", "_x00_"), ("_x000D", "_x000D"),
    ("_X000D_", "_X000D_"), ("_x000G_", "_x000G_"), ("snake_case_x", "snake_case_x"),
    ("__x0041__", "_A_"),
    ("_xD83D_", nil), ("_xDE00_a", nil), ("_xD83D__x0041_", nil), ("", ""),
  ])
  func escapes(_ text: String, _ expected: String?) {
    var bytes = Array(text.utf8)
    let count = bytes.withUnsafeMutableBufferPointer { XString.decode($0) }
    #expect(count.map { String(decoding: bytes[..<$0], as: UTF8.self) } == expected)
  }

  @Test(arguments: [
    (1000.0, "1000"), (0.1, "0.1"), (1e-7, "0.0000001"), (1.5e20, "150000000000000000000"),
    (-2.5e-5, "-0.000025"), (1.25e16, "12500000000000000"), (0, "0"), (-3, "-3"),
  ])
  func plain(_ value: Double, _ expected: String) {
    #expect(PlainNumber.text(value) == expected)
  }

  @Test(arguments: [
    ("B3:F200", 2...6, 3...200), ("AB1:XFD", 28...16_384, 1...1_048_576), ("a1:A1", 1...1, 1...1),
  ])
  func ranges(_ text: String, _ columns: ClosedRange<Int>, _ rows: ClosedRange<Int>) throws {
    let range = try #require(SheetRange(text))
    #expect(range.columns == columns)
    #expect(range.rows == rows)
  }

  @Test(arguments: [
    "", "A1", "A:B", "B1:A2", "A2:A1", "A1:XFE9", "A0:B1", "A1:B2:C3", "1:2", "A1:5",
  ])
  func noRange(_ text: String) { #expect(SheetRange(text) == nil) }
}
