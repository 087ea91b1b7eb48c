// SPDX-License-Identifier: EUPL-1.2

internal import CLinux
internal import Glibc

/// What the system says of a file: no contents.
///
/// Source: stat(2), inode(7).
package struct FileStatus: Equatable, Sendable {
  /// What a path can lead to.
  package enum Kind: Sendable {
    case file, folder, link
    /// A pipe, a socket or a device.
    case other

    /// The kind in the bits of a mode.
    package init(mode: UInt32) {
      switch mode & S_IFMT {
      case S_IFREG: self = .file
      case S_IFDIR: self = .folder
      case S_IFLNK: self = .link
      default: self = .other
      }
    }
  }

  /// A moment on the disk's clock, since 1970.
  package struct Moment: Hashable, Sendable {
    package let seconds: Int
    package let nanoseconds: Int
  }

  /// What it is.
  package let kind: Kind
  /// Its rights, such as 0o644, with the three bits above them.
  package let mode: UInt32
  /// Its size in bytes.
  package let size: Int
  /// Its number on the disk: that of a file that replaces it is another.
  package let inode: UInt
  /// The user that it belongs to.
  package let owner: UInt32
  /// When its contents changed last.
  package let modified: Moment
  /// When its contents or its rights changed last.
  package let changed: Moment

  /// That of what a path leads to.
  ///
  /// - Parameter followingLinks: Whether a symbolic link at its end is followed.
  /// - Returns: `nil`, with `SystemError.last`, if nothing is there or it cannot be looked at.
  package init?(_ path: String, followingLinks: Bool = true) {
    var status = stat()
    guard unsafe (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else {
      return nil
    }
    self.init(status)
  }

  /// That of an open file; `nil`, with `SystemError.last`, if it is none.
  package init?(descriptor: Int32) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    kind = Kind(mode: status.st_mode)
    mode = status.st_mode & 0o7777
    (size, inode, owner) = (Int(status.st_size), UInt(status.st_ino), status.st_uid)
    modified = Moment(
      seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    changed = Moment(seconds: status.st_ctim.tv_sec, nanoseconds: status.st_ctim.tv_nsec)
  }

  /// Whether it is a folder.
  package var isFolder: Bool { kind == .folder }
  /// Whether it is a regular file.
  package var isFile: Bool { kind == .file }
  /// Whether it is a symbolic link.
  package var isLink: Bool { kind == .link }

  /// Whether the kernel makes an open file up while it is read, as those in /proc: reading one may wait for ever.
  package static func isMadeUp(_ descriptor: Int32) -> Bool {
    hergebruik_is_made_up(descriptor) != 0
  }
}
