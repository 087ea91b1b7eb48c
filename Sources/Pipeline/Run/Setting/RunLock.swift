// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
package import HergebruikFormat
internal import HergebruikSystem

/// Keeps a second run of the same project away for as long as it lives.
///
/// The kernel drops the lock when the process ends, however it ends. Source: flock(2).
package struct RunLock: ~Copyable, Sendable {
  private let file: FileDescriptor
  /// What is told to who finds the lock taken.
  let note: LockNote

  /// Takes the lock of a project, and waits for a run that has it.
  ///
  /// - Parameters:
  ///   - patience: How long to wait, in seconds.
  ///   - waiting: Called once where that is needed.
  /// - Throws: `Failure` with `locked` where the other goes on for too long, `input-output`.
  static func wait(
    for project: Project, patience: Int, _ waiting: () -> Void
  ) throws(Failure) -> RunLock {
    var hasTold = false
    let end = SystemTime.now + patience
    while true {
      do throws(Failure) {
        return try RunLock(project)
      } catch {
        guard error.diagnostics.contains(where: { $0.code == .locked }), SystemTime.now < end else {
          throw error
        }
        if !hasTold { waiting() }
        hasTold = true
        SystemTime.sleep(milliseconds: 200)
      }
    }
  }

  /// Takes the lock of a project without waiting; makes `.hergebruik/lock` where needed.
  ///
  /// - Throws: `Failure` with `locked` where another run has it, `input-output` otherwise.
  package init(_ project: Project) throws(Failure) {
    try project.preparePrivateFolder()
    let path = project.privateFolder + "/lock"
    guard
      let file = FileDescriptor(
        path, for: .readingAndWriting, [.create, .noLink], mode: 0o600)
    else {
      if SystemError.last == .isLink {
        throw Failure(
          .inputOutput, at: Diagnostic.Location(file: path), "the lock is a symbolic link",
          hint: "Remove the link; the program makes the file itself.")
      }
      throw SystemCall.failure("the lock cannot be opened", path: path)
    }
    guard file.lock() else {
      if SystemError.last == .wouldWait {
        throw Failure(
          .locked, at: Diagnostic.Location(file: path),
          "another run of this project is under way\(LockNote.holder(file.number))",
          hint: "Wait until it ends; its lock goes with it.")
      }
      throw SystemCall.failure("the lock cannot be taken", path: path)
    }
    note = LockNote(file.number)
    note.tell("reading the definitions")
    self.file = file
  }
}
