// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// The few things that generations do with files; every failure names the path and says why.
///
/// Public files are 0644 and folders 0755, whatever the umask.
struct FileSystem: Sendable {
  /// Called before every change on disk; tests kill the process here.
  var beforeChange: @Sendable (String) -> Void = { _ in }

  /// The status of a path itself, links not followed; nil where nothing is there.
  func status(_ path: String) throws(Failure) -> FileStatus? {
    guard let status = FileStatus(path, followingLinks: false) else {
      if SystemError.last.isAbsence { return nil }
      throw Self.failure("cannot look at", path)
    }
    return status
  }

  /// Makes a folder and those above it, where they are missing.
  func makeFolder(_ path: String) throws(Failure) {
    if let status = try status(path), status.isFolder || status.isLink { return }
    let parent = FilePath.parent(path)
    if parent != path { try makeFolder(parent) }
    beforeChange("mkdir \(path)")
    guard Paths.makeFolder(path, mode: 0o755) || SystemError.last == .exists,
      Paths.setMode(path, 0o755)
    else {
      throw Self.failure("cannot make the folder", path)
    }
  }

  /// Writes a new file; a file that is there already is a failure. It is not on disk before `flushAll`.
  func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    beforeChange("write \(path)")
    guard
      let file = FileDescriptor(
        path, for: .writing, [.create, .exclusive, .noLink], mode: 0o644),
      file.write(bytes)
    else { throw Self.failure("cannot write", path) }
  }

  /// Flushes everything that was written on the disk of a folder, files and names alike.
  ///
  /// One call for thousands of pages: flushing each by itself takes milliseconds.
  func flushAll(on folder: String) throws(Failure) {
    beforeChange("flush all of \(folder)")
    guard let file = FileDescriptor(folder, for: .reading, .folder) else {
      throw Self.failure("cannot open", folder)
    }
    guard file.flushDisk() else { throw Self.failure("cannot flush", folder) }
  }

  /// Makes a file that another part wrote readable for all. It is not on disk before `flushAll`.
  func settle(_ path: String) throws(Failure) {
    beforeChange("settle \(path)")
    guard let file = FileDescriptor(path, for: .reading, .noLink) else {
      throw Self.failure("cannot open", path)
    }
    guard file.setMode(0o644) else { throw Self.failure("cannot change", path) }
  }

  /// Flushes the names in a folder.
  func syncFolder(_ path: String) throws(Failure) {
    beforeChange("flush \(path)")
    guard let file = FileDescriptor(path, for: .reading, .folder) else {
      throw Self.failure("cannot open", path)
    }
    guard file.flush() else { throw Self.failure("cannot flush", path) }
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
    if Paths.link(existing, to: path) { return true }
    guard
      [.otherDisk, .notPermitted, .tooManyLinks, .unsupported].contains(SystemError.last)
    else {
      throw Self.failure("cannot link to", path)
    }
    return false
  }

  /// Renames; what stands at the new name is replaced at once.
  func move(_ path: String, to target: String) throws(Failure) {
    beforeChange("rename \(path)")
    guard Paths.rename(path, to: target) else { throw Self.failure("cannot rename to", target) }
  }

  /// Makes a symbolic link; nothing may stand at its path.
  func makeSymbolicLink(_ path: String, to target: String) throws(Failure) {
    beforeChange("symlink \(path)")
    guard Paths.makeSymbolicLink(path, to: target) else {
      throw Self.failure("cannot make the link", path)
    }
  }

  /// Where a symbolic link points; nil where there is none.
  func target(ofLink path: String) throws(Failure) -> String? {
    guard let status = try status(path), status.isLink else { return nil }
    guard let target = Paths.target(ofLink: path) else {
      throw Self.failure("cannot read the link", path)
    }
    return target
  }

  /// Removes one file or link.
  func removeFile(_ path: String) throws(Failure) {
    beforeChange("unlink \(path)")
    guard Paths.remove(path) || SystemError.last == .missing else {
      throw Self.failure("cannot remove", path)
    }
  }

  static func failure(_ what: String, _ path: String) -> Failure {
    let reason = SystemError.last
    return Failure(
      .inputOutput, at: Diagnostic.Location(file: path), "\(what) \(path): \(reason)",
      hint: "See that the disk has room and that this user may write there; then run again.")
  }
}
