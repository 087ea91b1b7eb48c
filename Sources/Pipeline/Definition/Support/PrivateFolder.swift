// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
package import HergebruikModel

/// A folder that only the user who runs the program may enter.
package enum PrivateFolder {
  /// Makes it, or narrows the mode of the one that is there to 0700; a link is not followed.
  ///
  /// Another program that sweeps may remove it before anyone holds it: it is then made again.
  ///
  /// - Throws: `Failure` with `input-output`.
  package static func prepare(_ path: String) throws(Failure) {
    for _ in 0..<100 {
      if try isPrepared(path) { return }
    }
    throw SystemCall.failure("the private folder does not stay", path: path, error: EAGAIN)
  }

  /// `false` if the folder was gone again.
  private static func isPrepared(_ path: String) throws(Failure) -> Bool {
    if mkdir(path, 0o700) != 0, errno != EEXIST {
      throw SystemCall.failure("the private folder cannot be made", path: path)
    }
    var status = stat()
    if lstat(path, &status) != 0, errno == ENOENT { return false }
    guard SystemCall.isFolder(status) else {
      throw Failure(
        .inputOutput, at: Diagnostic.Location(file: path),
        "something that is not a folder stands here",
        hint: "Move it away: the program keeps what is private in this folder.")
    }
    guard status.st_mode & 0o777 != 0o700, chmod(path, 0o700) != 0 else { return true }
    if errno == ENOENT { return false }
    throw SystemCall.failure("others cannot be shut out of this folder", path: path)
  }
}
