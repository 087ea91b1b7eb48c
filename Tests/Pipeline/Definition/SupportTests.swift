// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikModel
import HergebruikSystem
import HergebruikTestBasics
import Testing

@testable import HergebruikDefinition

@Suite("Small parts")
struct SupportTests {
  @Test(
    "give the day in Amsterdam",
    arguments: [
      // Expected values: TZ=Europe/Amsterdam date -d @N +%F
      (0, "1970-01-01"),
      // 2026-03-29 01:00 UTC: winter becomes summer time.
      (1_774_738_800, "2026-03-29"), (1_774_742_399, "2026-03-29"), (1_774_745_999, "2026-03-29"),
      // 22:30 UTC is the next day in summer, 23:30 in winter.
      (1_774_823_400, "2026-03-30"), (1_774_821_599, "2026-03-29"), (1_774_821_600, "2026-03-30"),
      (1_774_737_000, "2026-03-28"),
      // 2026-10-25: back to winter time.
      (1_792_879_199, "2026-10-24"), (1_792_879_200, "2026-10-25"), (1_792_965_600, "2026-10-25"),
      (1_792_969_199, "2026-10-25"), (1_792_969_200, "2026-10-26"),
      // New year, and leap days.
      (1_798_757_999, "2026-12-31"), (1_798_758_000, "2027-01-01"), (1_709_164_800, "2024-02-29"),
      (951_782_400, "2000-02-29"), (4_107_538_800, "2100-03-01"),
    ])
  func amsterdam(seconds: Int, day: String) {
    #expect(AmsterdamDate.day(at: seconds) == day)
  }

  @Test("know which days exist")
  func days() {
    for day in ["2026-11-23", "2024-02-29", "2000-02-29", "1900-01-01", "9999-12-31"] {
      #expect(AmsterdamDate.isValid(day), "\(day)")
    }
    for day in [
      "2026-02-29", "1900-02-29", "2026-00-01", "2026-13-01", "2026-01-00", "2026-04-31",
      "26-01-01",
      "2026-1-1", "2026-01-01 ", "20260101", "2026-01-01T", "٢٠٢٦-01-01", "", "+026-01-01",
      "1899-12-31", "2026--1-01",
    ] {
      #expect(!AmsterdamDate.isValid(day), "\(day)")
    }
    #expect(AmsterdamDate.isValid(AmsterdamDate.today()))
  }

  @Test(
    "read sizes",
    arguments: [
      ("512M", 536_870_912), ("2G", 2_147_483_648), ("1048576", 1_048_576), ("64k", 65_536),
      ("1T", 1_099_511_627_776), ("", nil), ("M", nil), ("1.5G", nil), ("-1", nil), ("1MB", nil),
      ("99999999999999T", nil), (" 1", nil),
    ] as [(String, Int?)])
  func sizes(text: String, bytes: Int?) {
    #expect(ByteSize(text)?.bytes == bytes)
  }

  @Test(
    "read error limits",
    arguments: [
      ("0", .rows(0)), ("12", .rows(12)), ("2%", .partsPerMillion(20_000)),
      ("0.5%", .partsPerMillion(5_000)), ("100%", .partsPerMillion(1_000_000)),
      ("0.0001%", .partsPerMillion(1)), ("100.1%", nil), ("%", nil), ("1.%", nil), (".5%", nil),
      ("-1", nil), ("2 %", nil), ("0.00001%", nil), ("1e3", nil), ("", nil),
    ] as [(String, ErrorLimit?)])
  func errorLimits(text: String, limit: ErrorLimit?) {
    #expect(ErrorLimit(text) == limit)
  }

  @Test("apply error limits")
  func allowance() {
    #expect(ErrorLimit.rows(2).allows(2, of: 2))
    #expect(!ErrorLimit.rows(2).allows(3, of: 1_000))
    #expect(ErrorLimit.partsPerMillion(20_000).allows(2, of: 100))
    #expect(!ErrorLimit.partsPerMillion(20_000).allows(2, of: 99))
    #expect(ErrorLimit.partsPerMillion(1_000_000).allows(.max, of: .max))
    #expect(ErrorLimit.rows(3).absolute == 3)
    #expect(ErrorLimit.partsPerMillion(5).absolute == nil)
  }

  @Test("keep the reason for which a file cannot be opened")
  func reasons() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", "x")
    try #require(symlink("a", folder.path + "/b") == 0)
    for (name, reason) in [("none", ENOENT), ("a/b", ENOTDIR), ("b", ELOOP)] {
      errno = 0
      let file = FileDescriptor("\(folder.path)/\(name)", for: .reading, .noLink)
      let error = errno
      let isOpen = file != nil
      #expect(!isOpen && error == reason, "\(name)")
    }
  }

  @Test(
    "suggest names for published fields",
    arguments: [
      ("GEB_DATUM", "geb_datum"), ("Prijs per m²", "prijs_per_m"), ("Één café", "een_cafe"),
      ("2e naam", "veld_2e_naam"), ("---", "veld"), ("a--b", "a_b"), ("Straße", "strasse"),
      ("日本", "veld"),
    ])
  func names(source: String, name: String) {
    #expect(Names.fieldName(for: source) == name)
    #expect(Names.isField(Names.fieldName(for: source)))
  }
}
