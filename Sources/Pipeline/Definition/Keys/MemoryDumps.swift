// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem

/// Keeps the memory of a process that holds a key out of files and away from debuggers.
enum MemoryDumps {
  /// Forbids core dumps for the rest of the process.
  ///
  /// - Throws: `Failure` with `key-invalid`: a key is not loaded where this fails.
  static func forbid() throws(Failure) {
    guard ThisProcess.forbidCoreFiles(), ThisProcess.forbidDumps() else {
      throw Failure(
        .keyInvalid, "core dumps cannot be forbidden: \(SystemError.last)",
        hint: "A key is only loaded where the memory cannot land in a file.")
    }
  }
}
