// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import HergebruikExtract

@Suite struct SerialDateTests {
  /// Dates as Excel itself shows them, in both systems.
  @Test(
    arguments: [
      (1.0, false, "1900-01-01"), (59, false, "1900-02-28"), (60, false, nil),
      (61, false, "1900-03-01"), (0, false, nil), (-1, false, nil), (45_351, false, "2024-02-29"),
      (2_958_465, false, "9999-12-31"), (2_958_466, false, nil), (0, true, "1904-01-01"),
      (43_889, true, "2024-02-29"), (.nan, false, nil), (.infinity, false, nil),
    ] as [(Double, Bool, String?)])
  func days(_ serial: Double, _ is1904: Bool, _ expected: String?) {
    #expect(SerialDate.iso(serial, .date, is1904: is1904) == expected)
  }

  @Test(
    arguments: [
      (44_641.75, NumberKind.dateTime, "2022-03-21T18:00:00"), (0.5, .time, "12:00:00"),
      (0.000_011_574, .time, "00:00:01"), (44_641.999_999_999_9, .date, "2022-03-22"),
      (1.25, .elapsed, "PT30H0M0S"), (44_641, .date, "2022-03-21"), (5, .number, nil),
      (0.000_000_1, .elapsed, "PT0H0M0.009S"),
    ] as [(Double, NumberKind, String?)])
  func times(_ serial: Double, _ kind: NumberKind, _ expected: String?) {
    #expect(SerialDate.iso(serial, kind, is1904: false) == expected)
  }

  @Test(arguments: [
    ("General", NumberKind.number), ("0.00", .number), ("dd-mm-yyyy", .date), ("mmm", .date),
    ("h:mm AM/PM", .time), ("mm:ss", .time), ("d/m/yyyy h:mm", .dateTime), ("[h]:mm:ss", .elapsed),
    ("[$-413]d mmmm yyyy;@", .date), ("\"dag\" 0", .number), ("[Red]0;[Blue]dd", .number),
    ("0\\d", .number), ("_-€ * #,##0.00_-", .number), ("@", .number), ("YYYY-MM-DD", .date),
  ])
  func codes(_ code: String, _ kind: NumberKind) {
    #expect(NumberKind(code: code) == kind)
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
