// SPDX-License-Identifier: EUPL-1.2

internal import CLinux
internal import Glibc
package import HergebruikModel

/// A small file that is replaced whole or not at all.
///
/// It is written beside its place, as `.NAME.part`, which its writer holds locked; one that is not locked is what a
/// killed writer left.
package enum WholeFile {
  /// Writes a text, on disk once this returns.
  ///
  /// - Parameter mode: of the file, whatever the umask.
  /// - Throws: `Failure` with `input-output`; what was there stays.
  static func write(_ text: String, to path: String, mode: mode_t) throws(Failure) {
    let part = part(of: path)
    let file = try open(part, for: path, mode: mode)
    var text = text
    guard text.withUTF8({ file.write(UnsafeRawBufferPointer($0)) }), fsync(file.number) == 0,
      rename(part, path) == 0
    else {
      let error = errno
      unlink(part)
      throw failure(path, error)
    }
    let folder = FilePath.parent(path)
    guard let parent = FileDescriptor(folder, O_RDONLY | O_DIRECTORY), fsync(parent.number) == 0
    else { throw SystemCall.failure("the folder cannot be flushed", path: folder) }
  }

  /// Writes many texts, on disk before any takes its place; whoever else writes one of them is kept away by the caller.
  ///
  /// One flush for all: a thousand files take no longer than one.
  /// - Throws: `Failure` with `input-output`; those before the one that failed may be replaced.
  static func write(_ files: [(path: String, text: String)], mode: mode_t) throws(Failure) {
    guard let first = files.first else { return }
    for (path, text) in files {
      let file = try open(part(of: path), for: path, mode: mode)
      var text = text
      guard text.withUTF8({ file.write(UnsafeRawBufferPointer($0)) }) else {
        throw failure(path, errno)
      }
    }
    let folder = FilePath.parent(first.path)
    guard let parent = FileDescriptor(folder, O_RDONLY | O_DIRECTORY), syncfs(parent.number) == 0
    else { throw SystemCall.failure("the folder cannot be flushed", path: folder) }
    for (path, _) in files where rename(part(of: path), path) != 0 { throw failure(path, errno) }
  }

  /// Removes what a killed writer of a file left; nothing where another writes it now.
  ///
  /// - Throws: `Failure` with `input-output`.
  package static func sweep(_ path: String) throws(Failure) {
    let part = part(of: path)
    guard let file = FileDescriptor(part, O_RDONLY | O_NOFOLLOW | O_NONBLOCK) else {
      if errno == ENOENT || errno == ENOTDIR { return }
      throw SystemCall.failure("what a killed program left cannot be opened", path: part)
    }
    guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else { return }
    guard unlink(part) == 0 || errno == ENOENT else {
      throw SystemCall.failure("what a killed program left cannot be removed", path: part)
    }
  }

  /// Opens the new file, empty and locked.
  private static func open(
    _ part: String, for path: String, mode: mode_t
  ) throws(Failure) -> FileDescriptor {
    for _ in 0..<100 {
      guard let file = FileDescriptor(part, O_RDWR | O_CREAT | O_NOFOLLOW, mode: mode) else {
        throw failure(path, errno)
      }
      var (own, named) = (stat(), stat())
      // Between the two somebody may have swept it away, or renamed it into its place.
      if flock(file.number, LOCK_EX | LOCK_NB) == 0, fstat(file.number, &own) == 0,
        lstat(part, &named) == 0, own.st_ino == named.st_ino
      {
        guard ftruncate(file.number, 0) == 0 else { throw failure(path, errno) }
        return file
      }
      usleep(20_000)
    }
    throw Failure(
      .inputOutput, at: Diagnostic.Location(file: path), "another program is writing this file",
      hint: "Wait until it is ready, and try again.")
  }

  private static func failure(_ path: String, _ error: Int32) -> Failure {
    SystemCall.failure("the file cannot be written", path: path, error: error)
  }

  static func part(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return "\(FilePath.parent(path))/.\(name).part"
  }
}
