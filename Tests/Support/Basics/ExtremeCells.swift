// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikValues

/// How many inputs the property tests try, each divided over its cases: few in an ordinary run, and as many as
/// `HERGEBRUIK_PROPERTY_INPUTS` says in another.
package enum PropertyInputs {
  package static let count =
    ProcessInfo.processInfo.environment["HERGEBRUIK_PROPERTY_INPUTS"].flatMap { Int($0) } ?? 5_000

  /// The inputs of one of some cases, one at least.
  package static func share(of cases: Int) -> Int { max(1, count / max(cases, 1)) }
}

/// Cells that lie at the ends of what may stand in an export, the same in every run.
package struct ExtremeCells {
  package var dice: SplitMix

  package init(seed: UInt64) { dice = SplitMix(state: seed) }

  /// Numbers at which arithmetic has its ends.
  package static let numbers = [
    "0", "-0", "0.00", "-0.00", "1", "-1", "0.01", "1000000000000000.01", "-1000000000000000.01",
    "10000000.00", "9300000.50", "9400000.25", "9223372.04", "1.5E9", "9223372036854775807",
    "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615",
    "1234567890123456789012345", "-1234567890123456789012345", "0.1234567890123456789012345",
    "999999999999999", "9999999999999999", "599100000000001", "8712345678906",
    "999999999999999999999999999999999999", "-999999999999999999999999999999999999",
    "1000000000000000000000000000000000000", "170141183460469231731687303715884105727",
    "170141183460469231731687303715884105728", "0.00000000000000000000000000000000001",
    "0.000000000000000000000000000000000001", "1E308", "-1E308", "1E-308", "-1E-308", "1E309",
    "5E-324", "1E-400", "1E35", "1E36", "1E-35", "1E-36", "1E9999", "1E-9999",
    "1E99999999999999999999", "NaN", "INF", "-INF", "00000000000000000000000001", "1.", ".5",
  ]

  /// Days, moments and durations at which calendars have theirs.
  package static let times = [
    "0001-01-01", "9999-12-31", "0000-01-01", "-0001-01-01", "10000-01-01", "1600-02-29",
    "1900-02-29", "2000-02-29", "1970-01-01", "0001-01-01T00:00:00", "9999-12-31T23:59:59",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00.000000001Z",
    "9999-12-31T23:59:59.999999999Z", "9999-12-31T24:00:00", "2026-06-31", "0001", "9999", "-9999",
    "-0044", "0000", "0001-01", "9999-12", "9999-13", "00:00:00", "23:59:59.999999999", "23:59:60",
    "P9999999999Y", "-P9999999999Y9999999999M9999999999DT9999999999H9999999999M9999999999S",
    "P10000000000Y", "PT0.0000000001S", "-PT0S", "P0D", "31-12-9999", "01-01-0001", "99991231",
    "366-2000", "366-1900", "99-12-31",
  ]

  /// Coordinates and geometries.
  package static let places = [
    "180, 90", "-180, -90", "180,-90", "0,0", "180.0000001, 0", "[180, 90]", "[-180,-90]",
    "{\"lon\": 180, \"lat\": -90}", "{\"lon\": 1e308, \"lat\": -1e308}", "POINT (180 90)",
    "POINT (-180 -90)", "POINT (1e308 -1e308)", "POINT (0 0)", "LINESTRING (-180 -90, 180 90)",
    "POLYGON ((-180 -90, 180 -90, 180 90, -180 90, -180 -90))", "POLYGON ((0 0, 0 0, 0 0, 0 0))",
    "MULTIPOINT ((180 90), (-180 -90))", "SRID=4326;POINT (180 -90)", "SRID=9999999;POINT (1 1)",
    "GEOMETRYCOLLECTION (POINT EMPTY, POLYGON EMPTY)",
    "{\"type\":\"Point\",\"coordinates\":[180,-90]}",
    "{\"type\":\"Point\",\"coordinates\":[1e308,0]}",
  ]

  /// Texts of every other kind.
  package static let texts = [
    "", " ", "-", "+", ".", ",", "%", "true", "false", "J", "N", "\"", "a", "é", "ﬃ", "ß", "İ",
    "\u{1}",
    "\u{7F}", "\u{FEFF}", "\u{FFFD}", "\u{10FFFF}", "👩‍👩‍👧‍👧", "a\u{301}\u{301}\u{301}", "[]", "{}",
    "[1,2,3]",
    "{\"a\":{\"b\":[null]}}", String(repeating: "[", count: 300), "1,2,3", ",,,,", "123456782",
    "1234 AB", "NL91ABNA0417164300", "GV-12-XY", "a@b.nl", "http://x",
    "jan@voorbeeld.nl 06-12345678",
    "00000000-0000-0000-0000-000000000000", "QUJD", "J. de Vries", "1.2.3.4", "::1",
    String(repeating: "9", count: 300), String(repeating: "0", count: 300) + ".1",
  ]

  private static let long = [
    String(repeating: "x", count: 65_536), String(repeating: "9", count: 65_536),
    "0." + String(repeating: "0", count: 65_534) + "1", String(repeating: "é", count: 32_768),
    String(repeating: "1,", count: 32_768), String(repeating: " ", count: 65_536),
    "[" + String(repeating: "1,", count: 32_000) + "1]",
  ]

  package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &dice) }

  package mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  /// A number that is written plainly or with an exponent.
  package mutating func number() -> String {
    switch below(8) {
    case 0, 1: return pick(Self.numbers)
    case 2: return power()
    case 3: return digits(1 + below(45))
    case 4: return "\(digits(1 + below(20))).\(plain(1 + below(3)))"
    case 5: return "\(digits(1 + below(40))).\(plain(1 + below(40)))"
    case 6: return "\(digits(1 + below(18)))E\(below(2) == 0 ? "-" : "")\(below(400))"
    default: return "\(below(2) == 0 ? "-" : "")\(below(1000))"
    }
  }

  /// A power of two, or one beside it.
  private mutating func power() -> String {
    let power = UInt128(1) << UInt128(below(128))
    let near = below(3)
    return (below(2) == 0 ? "-" : "") + "\(near == 0 ? power : near == 1 ? power - 1 : power | 1)"
  }

  private mutating func digits(_ count: Int) -> String {
    (below(2) == 0 ? "-" : "") + plain(count)
  }

  private mutating func plain(_ count: Int) -> String {
    switch below(4) {
    case 0: return String(repeating: "9", count: count)
    case 1: return "1" + String(repeating: "0", count: count - 1)
    default: return (0..<count).map { _ in "\(below(10))" }.joined()
    }
  }

  /// A day or a moment, in one of some forms.
  package mutating func time() -> String {
    if below(3) == 0 { return pick(Self.times) }
    let year = pick([
      1, 2, 99, 1582, 1700, 1799, 1800, 1899, 1900, 1969, 1970, 2000, 2024, 2199, 9998, 9999,
    ])
    func padded(_ number: Int, _ width: Int = 2) -> String {
      String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)"
    }
    let (month, day) = (padded(1 + below(12)), padded(1 + below(31)))
    switch below(6) {
    case 0: return "\(day)-\(month)-\(padded(year, 4))"
    case 1: return "\(padded(year, 4))-\(month)"
    case 2: return padded(year, 4)
    case 3:
      let zone = pick(["", "Z", "+14:00", "-14:00", "+00:59"])
      return
        "\(padded(year, 4))-\(month)-\(day)T\(padded(below(24))):\(padded(below(60))):59\(zone)"
    default: return "\(padded(year, 4))-\(month)-\(day)"
    }
  }

  /// Any cell.
  package mutating func cell() -> String {
    let cell: String
    switch below(100) {
    case 0..<40: cell = number()
    case 40..<65: cell = time()
    case 65..<75: cell = pick(Self.places)
    case 75..<99: cell = pick(Self.texts)
    default: return below(5) == 0 ? pick(Self.long) : ""
    }
    return below(8) == 0 ? changed(cell) : cell
  }

  /// A text with a piece left out, said twice or put in.
  package mutating func changed(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    let spare = Array("0123456789-+.,eETZ:/ []{}()\"é%".unicodeScalars)
    let at = below(scalars.count + 1)
    let end = min(scalars.count, at + 1 + below(6))
    switch below(3) {
    case 0: scalars.removeSubrange(at..<end)
    case 1: scalars.insert(contentsOf: scalars[at..<end], at: at)
    default: scalars.insert(pick(spare), at: at)
    }
    var changed = ""
    changed.unicodeScalars.append(contentsOf: scalars)
    return changed
  }

  /// The numbers of a column, such as one that a registration may have: all alike, one beside others far away, a row
  /// of neighbours, or anything.
  package mutating func column(_ count: Int) -> [String] {
    switch below(8) {
    case 0:
      let number = number()
      return Array(repeating: number, count: count)
    case 1:
      let (one, other) = (number(), number())
      return (0..<count).map { $0 == 0 ? one : other }
    case 2:
      return neighbours(count, from: pick(Self.numbers), step: pick(["1", "0.01", "0.5", "1000"]))
    case 3: return neighbours(count, from: number(), step: number())
    case 4:
      let decimals = below(4)
      return (0..<count).map { _ in
        let whole = plain(1 + below(15))
        return decimals == 0 ? whole : "\(whole).\(plain(decimals))"
      }
    case 5: return (0..<count).map { $0 % 7 == 0 ? "" : "\(below(50) - 25)" }
    default: return (0..<count).map { _ in number() }
    }
  }

  private mutating func neighbours(_ count: Int, from text: String, step: String) -> [String] {
    guard var number = FixedDecimal(text), let step = FixedDecimal(step) else {
      return (0..<count).map { _ in text }
    }
    return (0..<count).map { _ in
      defer { number = number.adding(step) ?? number }
      return number.text()
    }
  }
}
