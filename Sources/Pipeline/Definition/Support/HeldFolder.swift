// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import Glibc
package import HergebruikModel

/// A private folder that its process holds locked for as long as it lives, so that others know what was left behind.
///
/// The kernel drops the lock when the process ends, however it ends. Source: flock(2).
package final class HeldFolder: Sendable {
  /// Its path.
  package let path: String
  private let descriptor: Int32

  /// What comes of a try to lock a folder.
  private enum Lock {
    /// Locked, through this descriptor.
    case held(Int32)
    /// Another has it, or it is gone.
    case taken
    /// It is open, but its disk knows no locks of folders: nobody will ever say that it was left behind.
    case unknown(Int32)
  }

  /// Makes a folder, mode 0700, with a name of its own.
  ///
  /// - Parameter prefix: what its path begins with; six letters and digits follow.
  /// - Throws: `Failure` with `input-output`.
  package init(unique prefix: String) throws(Failure) {
    for _ in 0..<100 {
      var template = Array("\(prefix)XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else {
        throw SystemCall.failure("no folder can be made for what is unpacked", path: prefix)
      }
      let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      // Before it is locked, another program may take it for left behind and remove it.
      guard chmod(path, 0o700) == 0 else {
        if errno == ENOENT { continue }
        throw SystemCall.failure("others cannot be shut out of this folder", path: path)
      }
      switch Self.lock(path) {
      case .held(let descriptor), .unknown(let descriptor):
        (self.path, self.descriptor) = (path, descriptor)
        return
      case .taken: continue
      }
    }
    throw SystemCall.failure("no folder can be held", path: prefix, error: EAGAIN)
  }

  /// Makes a folder, mode 0700, or takes the one that is there.
  ///
  /// - Throws: `Failure` with `input-output`.
  package init(_ path: String) throws(Failure) {
    for _ in 0..<100 {
      try PrivateFolder.prepare(path)
      switch Self.lock(path) {
      case .held(let descriptor), .unknown(let descriptor):
        (self.path, self.descriptor) = (path, descriptor)
        return
      case .taken: usleep(20_000)
      }
    }
    throw Failure(
      .inputOutput, at: .init(file: path), "another program holds this folder",
      hint: "Wait until it ends, and try again.")
  }

  deinit {
    close(descriptor)
  }

  /// Removes folders that nobody holds any more.
  ///
  /// - Parameter prefix: What their names begin with.
  /// - Throws: `Failure` where the folder cannot be read, or something of this user's cannot be removed.
  package static func sweep(_ folder: String, prefix: String) throws(Failure) {
    for name in try SystemCall.names(in: folder) where name.hasPrefix(prefix) {
      let path = "\(folder)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0, SystemCall.isFolder(status),
        status.st_uid == SystemUser.current
      else { continue }
      switch lock(path) {
      case .held(let descriptor):
        defer { close(descriptor) }
        try remove(path)
      case .unknown(let descriptor): close(descriptor)
      case .taken: break
      }
    }
  }

  /// Removes a folder with what is in it; one that is gone already is right too.
  ///
  /// - Throws: `Failure` with `input-output`.
  package static func remove(_ path: String) throws(Failure) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      guard SystemCall.status(path) != nil else { return }
      throw Failure(
        .inputOutput, at: .init(file: path), "a private folder cannot be removed: \(error)",
        hint: "Remove it by hand; nothing that is published is in it.")
    }
  }

  /// Locks a folder without waiting.
  private static func lock(_ path: String) -> Lock {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return .taken }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      if errno != EWOULDBLOCK { return .unknown(descriptor) }
      close(descriptor)
      return .taken
    }
    var (own, named) = (stat(), stat())
    guard fstat(descriptor, &own) == 0, lstat(path, &named) == 0, own.st_ino == named.st_ino else {
      close(descriptor)
      return .taken
    }
    return .held(descriptor)
  }
}
