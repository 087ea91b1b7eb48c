// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// What the operating system says of a call that failed.
package enum SystemError {
  /// Its words for an error number.
  package static func words(_ number: Int32) -> String { String(cString: strerror(number)) }

  /// Its words for the last call that failed on this thread.
  package static var last: String { words(errno) }
}
