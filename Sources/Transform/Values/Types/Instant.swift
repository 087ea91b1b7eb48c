// SPDX-License-Identifier: EUPL-1.2

/// A moment, to compare: seconds from any day, and parts of a second.
///
/// A time without a zone counts as UTC.
package struct Instant: Comparable, BitwiseCopyable {
  var seconds: Int
  var nanoseconds: Int

  package static func < (one: Instant, other: Instant) -> Bool {
    (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
  }
}
