// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// How long the current thread computes within a body, however many others want the processor meanwhile.
///
/// A test that the time of something grows with its size compares this with a bound, never the time of a clock on the
/// wall: that one depends on what else the machine does. It says nothing of work that a body gives to other threads.
public func processorTime(_ body: () throws -> Void) rethrows -> Duration {
  let start = currentThreadTime()
  try body()
  return currentThreadTime() - start
}

private func currentThreadTime() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
