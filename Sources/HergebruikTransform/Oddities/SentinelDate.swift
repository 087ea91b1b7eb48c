// SPDX-License-Identifier: EUPL-1.2

/// Dates that stand for "unknown" or "no end", and no day that data are about.
///
/// Of a year alone only the first and the last are: a building may well be of 1900.
enum SentinelDate {
  /// The first day of SQL Server, of OLE and of Excel, and ends that are round.
  private static let days = [
    "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "2099-12-31", "2100-01-01",
    "2100-12-31",
    "2199-12-31", "2999-12-31",
  ].map { Array($0.utf8) }

  /// Whether a published date, month, year or time begins with one; nearly all are told apart by their year.
  @inline(__always)
  static func matches(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard value.count >= 4 else { return false }
    let year = UInt32(
      bigEndian: UnsafeRawBufferPointer(value).loadUnaligned(fromByteOffset: 0, as: UInt32.self))
    switch year {
    // 0001 and 9999, in ASCII.
    case 0x3030_3031, 0x3939_3939: return true
    // 1753, 1899, 1900, 2099, 2100, 2199 and 2999.
    case 0x3137_3533, 0x3138_3939, 0x3139_3030, 0x3230_3939, 0x3231_3030, 0x3231_3939, 0x3239_3939:
      return isDay(value)
    default: return false
    }
  }

  private static func isDay(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    value.count >= 10 && days.contains { value.prefix(10).elementsEqual($0) }
  }
}
