// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikSystem

/// Calls of the operating system of which a person is told why they failed.
package enum SystemCall {
  /// A failure of input or output with the system's own words.
  package static func failure(
    _ what: String, path: String, error: SystemError = .last
  ) -> Failure {
    Failure(
      .inputOutput, at: Diagnostic.Location(file: path), "\(what): \(error)",
      hint: "Look at the rights on this path, and at the space on the disk.")
  }

  /// Makes a folder of exactly this mode, whatever the umask; one that is there stays as it is.
  ///
  /// - Throws: `Failure` with `input-output`.
  package static func makeFolder(_ path: String, mode: UInt32) throws(Failure) {
    if Paths.makeFolder(path, mode: mode) {
      guard Paths.setMode(path, mode) else {
        throw failure("the folder cannot get its rights", path: path)
      }
    } else if SystemError.last != .exists {
      throw failure("the folder cannot be made", path: path)
    }
  }

  /// The names in a folder, sorted, without those that begin with a dot.
  ///
  /// - Throws: `Failure` with `input-output`.
  package static func names(in path: String) throws(Failure) -> [String] {
    guard let names = Paths.names(in: path) else {
      throw failure("the folder cannot be read", path: path)
    }
    return names.filter { !$0.hasPrefix(".") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
