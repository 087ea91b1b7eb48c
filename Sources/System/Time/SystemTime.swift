// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// The clocks of the machine.
package enum SystemTime {
  /// Whole seconds since 1970.
  package static var now: Int { time(nil) }

  /// Seconds that no one can set back, from some moment on.
  package static var monotonic: Double { seconds(CLOCK_MONOTONIC) }

  /// Seconds that this thread had a processor.
  package static var ofThread: Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

  /// Lets this thread sleep.
  package static func sleep(milliseconds: Int) { usleep(UInt32(clamping: milliseconds) &* 1000) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
