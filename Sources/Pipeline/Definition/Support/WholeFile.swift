// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// A small file that is replaced whole or not at all.
///
/// It is written beside its place, as `.NAME.part`, which its writer holds locked; one that is not locked is what a
/// killed writer left.
package enum WholeFile {
  /// Writes a text, on disk once this returns.
  ///
  /// - Parameter mode: of the file, whatever the umask.
  /// - Throws: `Failure` with `input-output`; what was there stays.
  package static func write(_ text: String, to path: String, mode: UInt32) throws(Failure) {
    let part = part(of: path)
    let file = try open(part, for: path, mode: mode)
    guard unsafe file.write(text.utf8.span.bytes), file.flush(),
      Paths.rename(part, to: path)
    else {
      let error = SystemError.last
      Paths.remove(part)
      throw failure(path, error)
    }
    let folder = FilePath.parent(path)
    guard let parent = FileDescriptor(folder, for: .reading, .folder), parent.flush()
    else { throw SystemCall.failure("the folder cannot be flushed", path: folder) }
  }

  /// Writes many texts, on disk before any takes its place; whoever else writes one of them is kept away by the caller.
  ///
  /// One flush for all: a thousand files take no longer than one.
  /// - Throws: `Failure` with `input-output`; those before the one that failed may be replaced.
  static func write(_ files: [(path: String, text: String)], mode: UInt32) throws(Failure) {
    guard let first = files.first else { return }
    for (path, text) in files {
      let file = try open(part(of: path), for: path, mode: mode)
      guard unsafe file.write(text.utf8.span.bytes) else {
        throw failure(path, .last)
      }
    }
    let folder = FilePath.parent(first.path)
    guard let parent = FileDescriptor(folder, for: .reading, .folder), parent.flushDisk()
    else { throw SystemCall.failure("the folder cannot be flushed", path: folder) }
    for (path, _) in files where !Paths.rename(part(of: path), to: path) {
      throw failure(path, .last)
    }
  }

  /// Removes what a killed writer of a file left; nothing where another writes it now.
  ///
  /// - Throws: `Failure` with `input-output`.
  package static func sweep(_ path: String) throws(Failure) {
    let part = part(of: path)
    guard let file = FileDescriptor(part, for: .reading, [.noLink, .noWaiting]) else {
      if SystemError.last.isAbsence { return }
      throw SystemCall.failure("what a killed program left cannot be opened", path: part)
    }
    guard file.lock() else { return }
    guard Paths.remove(part) || SystemError.last == .missing else {
      throw SystemCall.failure("what a killed program left cannot be removed", path: part)
    }
  }

  /// Opens the new file, empty and locked.
  private static func open(
    _ part: String, for path: String, mode: UInt32
  ) throws(Failure) -> FileDescriptor {
    for _ in 0..<100 {
      guard
        let file = FileDescriptor(
          part, for: .readingAndWriting, [.create, .noLink], mode: mode)
      else {
        throw failure(path, .last)
      }
      // Between the two somebody may have swept it away, or renamed it into its place.
      if file.lock(), file.isNamed(part) {
        guard file.truncate(to: 0) else { throw failure(path, .last) }
        return file
      }
      SystemTime.sleep(milliseconds: 20)
    }
    throw Failure(
      .inputOutput, at: Diagnostic.Location(file: path), "another program is writing this file",
      hint: "Wait until it is ready, and try again.")
  }

  private static func failure(_ path: String, _ error: SystemError) -> Failure {
    SystemCall.failure("the file cannot be written", path: path, error: error)
  }

  static func part(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return "\(FilePath.parent(path))/.\(name).part"
  }
}
