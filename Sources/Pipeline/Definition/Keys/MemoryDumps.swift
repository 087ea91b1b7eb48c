// SPDX-License-Identifier: EUPL-1.2

internal import CLinux
internal import Glibc
internal import HergebruikModel
internal import HergebruikSystem

/// Keeps the memory of a process that holds a key out of files and away from debuggers.
enum MemoryDumps {
  /// Forbids core dumps for the rest of the process.
  ///
  /// Source: getrlimit(2), RLIMIT_CORE; prctl(2), PR_SET_DUMPABLE.
  /// - Throws: `Failure` with `key-invalid`: a key is not loaded where this fails.
  static func forbid() throws(Failure) {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    guard setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0,
      hergebruik_forbid_dumps() == 0
    else {
      throw Failure(
        .keyInvalid, "core dumps cannot be forbidden: \(SystemError.last)",
        hint: "A key is only loaded where the memory cannot land in a file.")
    }
  }
}
