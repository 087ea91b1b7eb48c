// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// A private folder that its process holds locked for as long as it lives, so that others know what was left behind.
///
/// The kernel drops the lock when the process ends, however it ends. Source: flock(2).
package final class HeldFolder: Sendable {
  /// Its path.
  package let path: String
  private let descriptor: FileDescriptor

  /// What comes of a try to lock a folder.
  private enum Lock: ~Copyable {
    /// Locked, through this descriptor.
    case held(FileDescriptor)
    /// Another has it, or it is gone.
    case taken
    /// It is open, but its disk knows no locks of folders: nobody will ever say that it was left behind.
    case unknown(FileDescriptor)
  }

  /// Makes a folder, mode 0700, with a name of its own.
  ///
  /// - Parameter prefix: what its path begins with; six letters and digits follow.
  /// - Throws: `Failure` with `input-output`.
  package init(unique prefix: String) throws(Failure) {
    for _ in 0..<100 {
      guard let path = Paths.makeFolder(unique: prefix) else {
        throw SystemCall.failure("no folder can be made for what is unpacked", path: prefix)
      }
      // Before it is locked, another program may take it for left behind and remove it.
      guard Paths.setMode(path, 0o700) else {
        if SystemError.last == .missing { continue }
        throw SystemCall.failure("others cannot be shut out of this folder", path: path)
      }
      switch Self.lock(path) {
      case .held(let descriptor):
        self.path = path
        self.descriptor = descriptor
        return
      case .unknown(let descriptor):
        self.path = path
        self.descriptor = descriptor
        return
      case .taken: continue
      }
    }
    throw SystemCall.failure("no folder can be held", path: prefix, error: .wouldWait)
  }

  /// Makes a folder, mode 0700, or takes the one that is there.
  ///
  /// - Throws: `Failure` with `input-output`.
  package init(_ path: String) throws(Failure) {
    for _ in 0..<100 {
      try PrivateFolder.prepare(path)
      switch Self.lock(path) {
      case .held(let descriptor):
        self.path = path
        self.descriptor = descriptor
        return
      case .unknown(let descriptor):
        self.path = path
        self.descriptor = descriptor
        return
      case .taken: SystemTime.sleep(milliseconds: 20)
      }
    }
    throw Failure(
      .inputOutput, at: .init(file: path), "another program holds this folder",
      hint: "Wait until it ends, and try again.")
  }

  /// Removes folders that nobody holds any more.
  ///
  /// - Parameter prefix: What their names begin with.
  /// - Throws: `Failure` where the folder cannot be read, or something of this user's cannot be removed.
  package static func sweep(_ folder: String, prefix: String) throws(Failure) {
    for name in try SystemCall.names(in: folder) where name.hasPrefix(prefix) {
      let path = "\(folder)/\(name)"
      guard let status = FileStatus(path, followingLinks: false), status.isFolder,
        status.owner == SystemUser.current
      else { continue }
      switch lock(path) {
      case .held(let descriptor):
        try remove(path)
        _ = consume descriptor
      case .unknown: break
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
      guard FileStatus(path) != nil else { return }
      throw Failure(
        .inputOutput, at: .init(file: path), "a private folder cannot be removed: \(error)",
        hint: "Remove it by hand; nothing that is published is in it.")
    }
  }

  /// Locks a folder without waiting.
  private static func lock(_ path: String) -> Lock {
    guard let descriptor = FileDescriptor(path, for: .reading, [.folder, .noLink]) else {
      return .taken
    }
    guard descriptor.lock() else {
      return SystemError.last == .wouldWait ? .taken : .unknown(descriptor)
    }
    return descriptor.isNamed(path) ? .held(descriptor) : .taken
  }
}
