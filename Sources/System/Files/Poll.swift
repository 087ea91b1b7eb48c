// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// Waits for several files at once.
///
/// Source: poll(2).
package struct Poll {
  /// What is waited for.
  package enum Event: Sendable { case reading, writing }

  private var files: [pollfd] = []

  /// Waits for nothing yet.
  package init() {}

  /// Waits for something to read from some files.
  package init(reading files: [Int32]) {
    for file in files { add(file, for: .reading) }
  }

  /// Waits for one more; it gets the next place, from 0. A descriptor below 0 is never ready.
  package mutating func add(_ file: Int32, for event: Event) {
    let events = event == .reading ? POLLIN : POLLOUT
    files.append(pollfd(fd: file, events: Int16(events), revents: 0))
  }

  /// Waits until one is ready, or went away, but no longer than some milliseconds.
  ///
  /// - Returns: Whether it could wait; `false`, with `SystemError.last`, if not. A signal is no failure: none is ready then.
  package mutating func wait(milliseconds: Int32) -> Bool {
    for place in files.indices { files[place].revents = 0 }
    return unsafe poll(&files, nfds_t(files.count), milliseconds) >= 0 || errno == EINTR
  }

  /// Whether the one at a place is ready, or went away.
  package func isReady(_ place: Int) -> Bool { files[place].revents != 0 }
}
