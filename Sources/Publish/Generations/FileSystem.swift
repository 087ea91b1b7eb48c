// SPDX-License-Identifier: EUPL-1.2

import CLinux
import Glibc
import HergebruikModel
internal import HergebruikSystem

/// The few things that generations do with files; every failure names the path and says why.
///
/// Public files are 0644 and folders 0755, whatever the umask.
struct FileSystem: Sendable {
  /// Called before every change on disk; tests kill the process here.
  var beforeChange: @Sendable (String) -> Void = { _ in }

  /// What `lstat` says of a path.
  struct Status {
    let mode: mode_t
    let size: Int
    let inode: ino_t

    var isFolder: Bool { mode & S_IFMT == S_IFDIR }
    var isFile: Bool { mode & S_IFMT == S_IFREG }
    var isLink: Bool { mode & S_IFMT == S_IFLNK }
  }

  /// The status of a path itself, links not followed; nil where nothing is there.
  func status(_ path: String) throws(Failure) -> Status? {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw Self.failure("cannot look at", path)
    }
    return Status(mode: status.st_mode, size: Int(status.st_size), inode: status.st_ino)
  }

  /// Makes a folder and those above it, where they are missing.
  func makeFolder(_ path: String) throws(Failure) {
    if let status = try status(path), status.isFolder || status.isLink { return }
    let parent = FilePath.parent(path)
    if parent != path { try makeFolder(parent) }
    beforeChange("mkdir \(path)")
    guard mkdir(path, 0o755) == 0 || errno == EEXIST, chmod(path, 0o755) == 0 else {
      throw Self.failure("cannot make the folder", path)
    }
  }

  /// Writes a new file; a file that is there already is a failure. It is not on disk before `flushAll`.
  func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    beforeChange("write \(path)")
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard file >= 0 else { throw Self.failure("cannot write", path) }
    defer { close(file) }
    guard bytes.withUnsafeBytes({ FileAccess.write($0, to: file) }) else {
      throw Self.failure("cannot write", path)
    }
    guard fchmod(file, 0o644) == 0 else {
      throw Self.failure("cannot write", path)
    }
  }

  /// Flushes everything that was written on the disk of a folder, files and names alike.
  ///
  /// One call for thousands of pages: flushing each by itself takes milliseconds.
  /// Source: syncfs(2), which waits until all is written and tells of errors.
  func flushAll(on folder: String) throws(Failure) {
    beforeChange("flush all of \(folder)")
    let file = open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard file >= 0 else { throw Self.failure("cannot open", folder) }
    defer { close(file) }
    guard syncfs(file) == 0 else { throw Self.failure("cannot flush", folder) }
  }

  /// Makes a file that another part wrote readable for all. It is not on disk before `flushAll`.
  func settle(_ path: String) throws(Failure) {
    beforeChange("settle \(path)")
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { throw Self.failure("cannot open", path) }
    defer { close(file) }
    guard fchmod(file, 0o644) == 0 else { throw Self.failure("cannot change", path) }
  }

  /// Flushes the names in a folder.
  func syncFolder(_ path: String) throws(Failure) {
    beforeChange("flush \(path)")
    let file = open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard file >= 0 else { throw Self.failure("cannot open", path) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw Self.failure("cannot flush", path) }
  }

  /// Gives a file a second name; copies where the disk cannot do that.
  func link(_ existing: String, to path: String) throws(Failure) {
    if try !linked(existing, to: path) { try copy(existing, to: path) }
  }

  /// Gives a file a second name.
  ///
  /// - Returns: False where the disk cannot do that: another disk, or no second names at all.
  func linked(_ existing: String, to path: String) throws(Failure) -> Bool {
    beforeChange("link \(path)")
    if Glibc.link(existing, path) == 0 { return true }
    guard [EXDEV, EPERM, EMLINK, EOPNOTSUPP].contains(errno) else {
      throw Self.failure("cannot link to", path)
    }
    return false
  }

  /// Renames; what stands at the new name is replaced at once.
  func move(_ path: String, to target: String) throws(Failure) {
    beforeChange("rename \(path)")
    guard rename(path, target) == 0 else { throw Self.failure("cannot rename to", target) }
  }

  /// Makes a symbolic link; nothing may stand at its path.
  func makeSymbolicLink(_ path: String, to target: String) throws(Failure) {
    beforeChange("symlink \(path)")
    guard symlink(target, path) == 0 else { throw Self.failure("cannot make the link", path) }
  }

  /// Where a symbolic link points; nil where there is none.
  func target(ofLink path: String) throws(Failure) -> String? {
    guard let status = try status(path), status.isLink else { return nil }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count >= 0 else { throw Self.failure("cannot read the link", path) }
    return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Removes one file or link.
  func removeFile(_ path: String) throws(Failure) {
    beforeChange("unlink \(path)")
    guard unlink(path) == 0 || errno == ENOENT else { throw Self.failure("cannot remove", path) }
  }

  static func failure(_ what: String, _ path: String) -> Failure {
    let reason = SystemError.last
    return Failure(
      .inputOutput, at: Diagnostic.Location(file: path), "\(what) \(path): \(reason)",
      hint: "See that the disk has room and that this user may write there; then run again.")
  }
}
