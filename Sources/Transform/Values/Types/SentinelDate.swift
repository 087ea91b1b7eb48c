// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Dates that programs write where they know none, and no day that data are about.
package enum SentinelDate {
  case far
  case first

  /// The days from which calendars start: of .NET and Java, SQL Server, OLE, spreadsheets and old registers.
  private static let firstDays: [StaticString] = [
    "0001-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01",
  ]

  /// What a canonical date, month, year or moment is; nil if it is a day like any other.
  ///
  /// Of a month or a year alone only those of the years 0001 and from 2900 on: a building may well be of 1900.
  @inline(__always)
  package static func kind(_ value: Span<UInt8>) -> SentinelDate? {
    guard value.count >= 4 else { return nil }
    // Most days are of this century.
    if value[0] == UInt8(ascii: "2"), value[1] == UInt8(ascii: "0") { return nil }
    return ofYear(value)
  }

  @inline(never)
  private static func ofYear(_ value: Span<UInt8>) -> SentinelDate? {
    // A year before our era begins with a sign.
    guard value[0] >= UInt8(ascii: "0"), value[0] <= UInt8(ascii: "9") else { return nil }
    if value[0] > UInt8(ascii: "2")
      || value[0] == UInt8(ascii: "2") && value[1] == UInt8(ascii: "9")
    {
      return .far
    }
    if value.starts(with: "0001") { return .first }
    guard value.count >= 10 else { return nil }
    let day = value.extracting(..<10)
    return firstDays.contains { GeoJSONCell.equals(day, $0) } ? .first : nil
  }
}
