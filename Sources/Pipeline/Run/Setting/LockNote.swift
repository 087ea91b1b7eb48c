// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem
internal import Synchronization

/// What stands in the lock's file: who has it, since when, and what is done now; for people and for nothing else.
///
/// Used only as long as the lock is held.
final class LockNote: Sendable {
  private static let room = 4096

  private let file: Int32
  private let since: String
  private let last = Mutex("")

  init(_ file: Int32) {
    self.file = file
    since = Self.now()
  }

  /// Says what is done now.
  func tell(_ stage: String) {
    let isNew = last.withLock { last in
      defer { last = stage }
      return last != stage
    }
    guard isNew else { return }
    let shown = stage.utf8.count > 1000 ? "\(stage.prefix(1000))…" : stage
    let text = "process \(ThisProcess.number)\nuser \(Self.user)\nsince \(since)\nstage \(shown)\n"
    // Of no account to the run: the lock is the kernel's, and holds without a word.
    let bytes = Array(text.utf8)
    if unsafe FileAccess.write(bytes.span.bytes, to: file, at: 0) {
      FileAccess.truncate(file, to: bytes.count)
    }
  }

  /// Who has the lock, for a message: `: process 12 of jan, since …, at bomen (convert)`; empty where that is not
  /// known.
  static func holder(_ file: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: room)
    let count = FileAccess.read(file, into: &bytes, at: 0)
    guard let count, count > 0 else { return "" }
    var said: [Substring: Substring] = [:]
    for line in String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { said[parts[0]] = parts[1] }
    }
    guard let process = said["process"], let user = said["user"], let since = said["since"],
      let stage = said["stage"]
    else { return "" }
    return ": process \(process) of \(user), since \(since), at \(stage)"
  }

  private static var user: String {
    let number = ThisProcess.starter
    return ThisProcess.name(ofUser: number) ?? "\(number)"
  }

  /// `2026-11-28 02:30:00 UTC`.
  private static func now() -> String {
    let now = CivilTime(utc: SystemTime.now)
    return "\(now.date) \(now.clock) UTC"
  }
}
