// SPDX-License-Identifier: EUPL-1.2

import CSQLite
import HergebruikSystem

/// Ends statements that compute for ever: a view is a program of whoever made the database.
///
/// The time is that of the thread that reads, so that a slow reader of rows costs none.
final class SQLiteClock {
  /// Instructions of SQLite's machine between two looks: less than a millisecond.
  private static let interval: Int32 = 1 << 14

  private let timeout: Double
  private var start = now

  /// Gives a number of seconds, from now on.
  init(_ timeout: Double) {
    self.timeout = timeout
  }

  /// Looks at a database; this object must outlive it.
  func watch(_ handle: OpaquePointer) {
    unsafe sqlite3_progress_handler(
      handle, Self.interval,
      { clock in
        guard let clock = unsafe clock else { return 1 }
        return unsafe Unmanaged<SQLiteClock>.fromOpaque(clock).takeUnretainedValue().isOver ? 1 : 0
      }, unsafe Unmanaged.passUnretained(self).toOpaque())
  }

  /// Gives the whole time again.
  func restart() { start = Self.now }

  private var isOver: Bool { Self.now - start > timeout }

  private static var now: Double {
    SystemTime.ofThread
  }
}
