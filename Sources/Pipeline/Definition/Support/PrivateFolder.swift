// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikSystem

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
    throw SystemCall.failure("the private folder does not stay", path: path, error: .wouldWait)
  }

  /// `false` if the folder was gone again.
  private static func isPrepared(_ path: String) throws(Failure) -> Bool {
    if !Paths.makeFolder(path, mode: 0o700), SystemError.last != .exists {
      throw SystemCall.failure("the private folder cannot be made", path: path)
    }
    let status = FileStatus(path, followingLinks: false)
    if status == nil, SystemError.last == .missing { return false }
    guard let status, status.isFolder else {
      throw Failure(
        .inputOutput, at: Diagnostic.Location(file: path),
        "something that is not a folder stands here",
        hint: "Move it away: the program keeps what is private in this folder.")
    }
    guard status.mode & 0o777 != 0o700, !Paths.setMode(path, 0o700) else { return true }
    if SystemError.last == .missing { return false }
    throw SystemCall.failure("others cannot be shut out of this folder", path: path)
  }
}
