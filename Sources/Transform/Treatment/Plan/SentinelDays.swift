// SPDX-License-Identifier: EUPL-1.2

/// How many right cells of one field have a day that stands for no day.
package struct SentinelDays: Equatable, Sendable, BitwiseCopyable {
  /// Days from the year 2900 on, such as 9999-12-31.
  package var far = 0
  /// Days from which calendars of programs start, such as 0001-01-01 and 1900-01-01.
  package var first = 0

  /// Counts nothing yet, or what is given.
  package init(far: Int = 0, first: Int = 0) { (self.far, self.first) = (far, first) }

  /// Adds what another batch has.
  package mutating func add(_ other: SentinelDays) {
    far += other.far
    first += other.first
  }
}
