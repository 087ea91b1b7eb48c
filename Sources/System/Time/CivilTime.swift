// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// A moment as a calendar and a clock have it.
package struct CivilTime: Sendable {
  package let year: Int
  /// From 1.
  package let month: Int
  /// From 1.
  package let day: Int
  package let hour: Int
  package let minute: Int
  package let second: Int
  /// From Sunday, which is 0.
  package let weekday: Int

  /// In UTC, at so many seconds since 1970.
  package init(utc seconds: Int) {
    var (seconds, parts) = unsafe (time_t(seconds), tm())
    unsafe gmtime_r(&seconds, &parts)
    unsafe self.init(parts)
  }

  /// In the time zone of the machine, at so many seconds since 1970.
  package init(local seconds: Int) {
    var (seconds, parts) = unsafe (time_t(seconds), tm())
    unsafe localtime_r(&seconds, &parts)
    unsafe self.init(parts)
  }

  private init(_ parts: tm) {
    (year, month, day) = unsafe (
      Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)
    )
    (hour, minute, second) = unsafe (Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec))
    weekday = unsafe Int(parts.tm_wday)
  }

  /// The seconds since 1970 of a moment in UTC, also of one that is written with too many days or seconds.
  package static func seconds(
    utc date: (year: Int, month: Int, day: Int), hour: Int, minute: Int, second: Int
  ) -> Int {
    var parts = unsafe tm()
    unsafe (parts.tm_year, parts.tm_mon) = (Int32(date.year - 1900), Int32(date.month - 1))
    unsafe (parts.tm_mday, parts.tm_hour) = (Int32(date.day), Int32(hour))
    unsafe (parts.tm_min, parts.tm_sec) = (Int32(minute), Int32(second))
    return unsafe timegm(&parts)
  }

  /// `12:03:04`.
  package var clock: String { "\(two(hour)):\(two(minute)):\(two(second))" }

  /// `2026-11-28`.
  package var date: String { "\(year)-\(two(month))-\(two(day))" }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
