// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

struct LanguageTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1.000"), (1_234_567, "1.234.567"), (-1234, "-1.234"),
    (Int.min, "-9.223.372.036.854.775.808"),
  ])
  func groupsDigits(number: Int, text: String) { #expect(Language.nl.number(number) == text) }

  @Test(arguments: [
    (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1,0 kB"), (1049, "1,0 kB"),
    (1050, "1,1 kB"), (999_949, "999,9 kB"), (999_950, "1,0 MB"), (358_200_000, "358,2 MB"),
    (1_013_000_000, "1,0 GB"),
  ])
  func writesSizes(bytes: Int, text: String) { #expect(Language.nl.size(bytes) == text) }

  @Test(arguments: [
    ("2026-11-23", "23 november 2026"), ("2026-01-05", "5 januari 2026"),
    ("2026-11", "november 2026"), ("2026", "2026"), ("2026-13-01", "2026-13-01"), ("", ""),
  ])
  func writesDates(iso: String, text: String) { #expect(Language.nl.date(iso) == text) }

  @Test func speaksEnglish() {
    #expect(Language.en.number(-1_234_567) == "-1,234,567")
    #expect(Language.en.size(1050) == "1.1 kB")
    #expect(Language.en.date("2026-03-01") == "1 March 2026")
    #expect(Language.en.percent(0.125) == "12.5%")
  }

  @Test(arguments: [
    (0.0, "0"), (0.004, "0"), (-0.004, "0"), (0.125, "0,13"), (1234.5, "1.234,5"),
    (-1_000_000, "-1.000.000"), (2.05, "2,05"), (1e300, "1e+300"), (.infinity, "inf"),
  ])
  func writesDecimals(value: Double, text: String) { #expect(Language.nl.decimal(value) == text) }

  @Test(arguments: [(0.0, "0"), (0.125, "12,5"), (0.9994, "99,9"), (0.9996, "100"), (1, "100")])
  func writesPercentages(part: Double, text: String) {
    #expect(Language.nl.percent(part) == text + "\u{A0}%")
  }
}
