// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import HergebruikTestTreatments
import Testing

@Suite struct CastTests {
  private static let dutch = FieldType.number(
    NumberFormat(decimalChar: ",", groupChar: ".", bareNumber: false))

  @Test(arguments: [
    ("12", "12"), ("-12", "-12"), ("+12", "12"), (" 7 ", "7"), ("0363", "0363"), ("1.5", nil),
    ("", nil), ("-", nil), ("twaalf", nil), ("1e3", nil), ("12-", nil), ("NaN", nil),
  ])
  func readsIntegers(text: String, expected: String?) throws {
    #expect(try cell(text, .integer(NumberFormat())) == expected)
  }

  @Test(arguments: [
    ("1.5", "1.5"), ("-0.50", "-0.50"), (".5", "0.5"), ("-.5", "-0.5"), ("5.", "5"), ("NaN", "NaN"),
    ("INF", "INF"), ("-INF", "-INF"), ("-NaN", nil), ("1e3", "1E3"), ("1E-3", "1E-3"),
    ("1,5", nil), ("1.2.3", nil), (".", nil), ("1e", nil), ("--1", nil), ("€ 5", nil),
    ("12345678901234567890.123456789", "12345678901234567890.123456789"),
  ])
  func readsNumbersAsTableSchemaWritesThem(text: String, expected: String?) throws {
    #expect(try cell(text, .number(NumberFormat())) == expected)
  }

  @Test(arguments: [
    ("1.234,56", "1234.56"), ("1234,56", "1234.56"), ("€ 12.500,00", "12500.00"),
    ("€ -12,50", "-12.50"), ("-€ 12,50", "-12.50"), ("12,50 EUR", "12.50"), ("75,40%", "75.40"),
    ("€\u{A0}3,00", "3.00"), ("€ ,50", "0.50"), ("€ 12,-", "12"), ("€ 12,--", "12"),
    ("12.50", nil), ("1.23.456,00", nil), ("1.2345", nil), ("12,50-", nil), ("€", nil),
    ("10/12", nil), ("€ 1,2,3", nil), ("\u{2212}12,50", "-12.50"), ("€ \u{2212}3,00", "-3.00"),
    ("1,5 mln", nil), ("10½", nil), ("\u{663}5", nil), ("12 euro", "12"), ("USD 5", "5"),
    ("x5", nil), ("5\u{202F}%", "5"),
  ])
  func readsDutchAmounts(text: String, expected: String?) throws {
    #expect(try cell(text, Self.dutch) == expected)
  }

  @Test func readsGroupedIntegersWithoutADecimalCharacter() throws {
    let type = FieldType.integer(NumberFormat(groupChar: "."))
    #expect(try cell("1.234", type) == "1234")
    #expect(try cell("12.50", type) == nil)
    #expect(try cell("€ 1.234,-", .integer(NumberFormat(groupChar: ".", bareNumber: false))) == nil)
  }

  @Test func readsGroupsOfAHardSpace() throws {
    let type = FieldType.number(NumberFormat(decimalChar: ",", groupChar: "\u{202F}"))
    #expect(try cell("1\u{202F}234\u{202F}567,8", type) == "1234567.8")
    #expect(try cell("1_234", type) == nil)
  }

  @Test(arguments: [
    ("2026-11-23", "default", "2026-11-23"), ("23-11-2026", "%d-%m-%Y", "2026-11-23"),
    ("3-1-2026", "%d-%m-%Y", "2026-01-03"), ("20261123", "%Y%m%d", "2026-11-23"),
    ("29-02-2024", "%d-%m-%Y", "2024-02-29"), ("29-02-2023", "%d-%m-%Y", nil),
    ("29-02-1900", "%d-%m-%Y", nil), ("29-02-2000", "%d-%m-%Y", "2000-02-29"),
    ("31-04-2026", "%d-%m-%Y", nil), ("11-23-2026", "%d-%m-%Y", nil),
    ("00-01-2026", "%d-%m-%Y", nil), ("15-00-1980", "%d-%m-%Y", nil),
    ("45-00-1980", "%d-%m-%Y", nil), ("1980-00-15", "default", nil), ("19800015", "%Y%m%d", nil),
    ("2024366", "%Y%j", "2024-12-31"), ("2023366", "%Y%j", nil), ("2023060", "%Y%j", "2023-03-01"),
    ("2026-11-23 ", "default", "2026-11-23"), ("2026-11-23x", "default", nil),
    ("0000-01-01", "default", nil), ("11111111", "%Y%m%d", "1111-11-11"), ("", "default", nil),
  ])
  func readsDates(text: String, format: String, expected: String?) throws {
    #expect(try cell(text, .date(format: DateFormat(format))) == expected)
  }

  @Test(arguments: [
    ("2020-03-13 10:00:00", "%Y-%m-%d %H:%M:%S", "2020-03-13T10:00:00"),
    ("13-03-2020 9:05", "%d-%m-%Y %H:%M", "2020-03-13T09:05:00"),
    ("2020-03-13T10:00:00", "default", "2020-03-13T10:00:00"),
    ("2020-03-13T10:00:00Z", "default", "2020-03-13T10:00:00Z"),
    ("2020-03-13T10:00:00.25+01:00", "default", "2020-03-13T10:00:00.25+01:00"),
    ("2020-03-13T10:00:00-0030", "default", "2020-03-13T10:00:00-00:30"),
    ("20110404103000", "%Y%m%d%H%M%S", "2011-04-04T10:30:00"),
    ("2020-03-13T24:00:00", "default", "2020-03-14T00:00:00"), ("2020-03-13", "default", nil),
    ("2020-03-13T10:60:00", "default", nil), ("2020-03-13T10:00:00+25:00", "default", nil),
    ("2020-03-13T10:00:00+14:59", "default", "2020-03-13T10:00:00+14:59"),
    ("2020-03-13T10:00:00+15:00", "default", nil), ("2020-03-13T10:00:00+01:60", "default", nil),
  ])
  func readsDatetimes(text: String, format: String, expected: String?) throws {
    #expect(try cell(text, .datetime(format: DateFormat(format))) == expected)
  }

  @Test func readsTheOtherTypes() throws {
    #expect(try cell("9:30", .time(format: "%H:%M")) == "09:30:00")
    #expect(try cell("25:00", .time(format: "%H:%M")) == nil)
    let janee = FieldType.boolean(BooleanFormat(trueValues: ["J", "ja"], falseValues: ["N"]))
    #expect(try cell("ja", janee) == "true")
    #expect(try cell("N", janee) == "false")
    #expect(try cell("true", janee) == nil)
    #expect(try cell("2026", .year) == "2026")
    #expect(try cell("26", .year) == nil)
    #expect(try cell("2026-12", .yearmonth) == "2026-12")
    #expect(try cell("2026-13", .yearmonth) == nil)
    #expect(try cell("P1Y2M3DT4H5M6.7S", .duration) == "P1Y2M3DT4H5M6.7S")
    for bad in ["P", "PT", "1D", "P1H", "P1D2Y", "P1.5D", "P1DT"] {
      #expect(try cell(bad, .duration) == nil, "\(bad)")
    }
    #expect(try cell("5.1, 52.1", .geopoint(.default)) == "5.1, 52.1")
    #expect(try cell("[5.1,52.1]", .geopoint(.array)) == "[5.1,52.1]")
    #expect(try cell("52.1, 500", .geopoint(.default)) == nil)
    #expect(try cell("nan, 5", .geopoint(.default)) == nil)
    #expect(try cell("anything", .any) == "anything")
  }

  @Test(arguments: [
    ("Cafe\u{301}", "Café"), ("Café", "Café"), ("€ – “x” 😀", "€ – “x” 😀"),
    ("\u{212B}", "Å"), ("\u{1100}\u{1161}", "가"), ("\u{2000}", "\u{2002}"),
  ])
  func writesTextInNormalFormC(text: String, expected: String) throws {
    let found = try #require(try cell(text, .string(.default)))
    #expect(Array(found.utf8) == Array(expected.utf8))
  }

  @Test func checksStringFormats() throws {
    for good in ["a@b.nl", "jan.de-boer+x@post.gemeente.nl"] {
      #expect(try cell(good, .string(.email)) == good)
    }
    for bad in ["a@b", "a b@c.nl", "@b.nl", "a@", "a@@b.nl", "a@b..nl", "a@-b.nl", "a@1.2"] {
      #expect(try cell(bad, .string(.email)) == nil, "\(bad)")
    }
    for good in ["https://a.nl/x?y=%20", "urn:isbn:1", "mailto:a@b.nl"] {
      #expect(try cell(good, .string(.uri)) == good)
    }
    for bad in ["a.nl", "https://a.nl/x y", "://a", "1x:y", "https://a.nl/%2", "http:"] {
      #expect(try cell(bad, .string(.uri)) == nil, "\(bad)")
    }
    let uuid = "123e4567-e89b-12d3-a456-426614174000"
    #expect(try cell(uuid, .string(.uuid)) == uuid)
    #expect(try cell(String(uuid.dropLast()), .string(.uuid)) == nil)
  }
}
