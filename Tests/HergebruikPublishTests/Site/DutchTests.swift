// SPDX-License-Identifier: EUPL-1.2

import HergebruikSite
import Testing

struct DutchTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1.000"), (1_234_567, "1.234.567"), (-1234, "-1.234"),
    (Int.min, "-9.223.372.036.854.775.808"),
  ])
  func groupsDigits(number: Int, text: String) { #expect(Dutch.number(number) == text) }

  @Test(arguments: [
    (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1,0 kB"), (1049, "1,0 kB"),
    (1050, "1,1 kB"), (999_949, "999,9 kB"), (999_950, "1,0 MB"), (358_200_000, "358,2 MB"),
    (1_013_000_000, "1,0 GB"),
  ])
  func writesSizes(bytes: Int, text: String) { #expect(Dutch.size(bytes) == text) }

  @Test(arguments: [
    ("2026-11-23", "23 november 2026"), ("2026-01-05", "5 januari 2026"),
    ("2026-11", "november 2026"), ("2026", "2026"), ("2026-13-01", "2026-13-01"), ("", ""),
  ])
  func writesDates(iso: String, text: String) { #expect(Dutch.date(iso) == text) }

  @Test func countsOneAndMore() {
    #expect(Dutch.count(1, "rij", "rijen") == "1 rij")
    #expect(Dutch.count(0, "rij", "rijen") == "0 rijen")
  }
}
