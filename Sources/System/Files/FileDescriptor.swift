// SPDX-License-Identifier: EUPL-1.2

internal import CLinux
internal import Glibc

/// An open file that is closed at the end.
package struct FileDescriptor: ~Copyable, Sendable {
  /// What the system calls it.
  package let number: Int32

  /// Opens what is there; it never makes a file, since that takes a mode.
  ///
  /// - Returns: `nil`, with `SystemError.last`, if that fails.
  package init?(_ path: String, for use: FileUse, _ how: FileOpening = []) {
    // Before `number` is set nothing is closed, so that the error stays what `open` made it.
    guard let file = FileAccess.open(path, for: use, how.subtracting(.create)) else { return nil }
    number = file
  }

  /// Opens a file that has exactly this mode then, whatever the umask.
  ///
  /// - Parameter how: With `create` if it may be made.
  /// - Returns: `nil`, with `SystemError.last`, if that fails.
  package init?(_ path: String, for use: FileUse, _ how: FileOpening, mode: UInt32) {
    guard let file = FileAccess.open(path, for: use, how, mode: mode) else { return nil }
    guard fchmod(file, mode) == 0 else {
      let error = SystemError.last
      FileAccess.close(file)
      SystemError.leave(error)
      return nil
    }
    number = file
  }

  /// Takes over a descriptor that is open.
  package init(owning number: Int32) { self.number = number }

  deinit { FileAccess.close(number) }

  /// Closes it now.
  ///
  /// - Returns: Whether that went well; `false`, with `SystemError.last`, if the disk says only now that it is full.
  package consuming func close() -> Bool {
    let number = number
    discard self
    return FileAccess.close(number)
  }

  /// Reads until the room is full or the file ends.
  ///
  /// - Returns: How many bytes; `nil`, with `SystemError.last`, if that fails.
  package borrowing func read(into room: inout MutableSpan<UInt8>) -> Int? {
    unsafe room.withUnsafeMutableBytes { room in
      var filled = 0
      while filled < room.count {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: room[filled...])
        let count = unsafe FileAccess.read(number, into: rest)
        if count == 0 { break }
        if count < 0 { return nil }
        filled += count
      }
      return filled
    }
  }

  /// Reads over the bytes of an array until it is full or the file ends.
  ///
  /// - Returns: How many bytes; `nil`, with `SystemError.last`, if that fails.
  package borrowing func read(into bytes: inout [UInt8]) -> Int? {
    var room = bytes.mutableSpan
    return read(into: &room)
  }

  /// The digest of what is read from here to the end, in parts; `nil`, with `SystemError.last`, if that fails.
  package borrowing func digest() -> SHA256Digest? {
    var hash = SHA256Hasher()
    var bytes = [UInt8](repeating: 0, count: min(max(status?.size ?? 1 << 20, 1 << 12), 1 << 20))
    while let count = read(into: &bytes) {
      guard count > 0 else { return hash.finish() }
      unsafe hash.update(bytes.span.extracting(first: count).bytes)
    }
    return nil
  }

  /// Writes all bytes; `false`, with `SystemError.last`, if that fails.
  package borrowing func write(_ bytes: RawSpan) -> Bool {
    FileAccess.write(bytes, to: number)
  }

  /// Writes all bytes; `false`, with `SystemError.last`, if that fails.
  package borrowing func write(_ bytes: [UInt8]) -> Bool {
    unsafe write(bytes.span.bytes)
  }

  /// What the system says of it; `nil`, with `SystemError.last`, if it says nothing.
  package var status: FileStatus? { FileStatus(descriptor: number) }

  /// Whether a path, of which no link is followed, leads to it.
  package borrowing func isNamed(_ path: String) -> Bool {
    guard let own = status, let named = FileStatus(path, followingLinks: false) else {
      return false
    }
    return own.inode == named.inode
  }

  /// Locks it for this process, without waiting.
  ///
  /// - Returns: `false`, with `SystemError.last`, if that fails: `wouldWait` if another has it.
  ///
  /// Source: flock(2).
  package borrowing func lock() -> Bool { flock(number, LOCK_EX | LOCK_NB) == 0 }

  /// Gives the file other rights; `false`, with `SystemError.last`, if that fails.
  package borrowing func setMode(_ mode: UInt32) -> Bool { fchmod(number, mode) == 0 }

  /// Makes it so long; `false`, with `SystemError.last`, if that fails.
  package borrowing func truncate(to size: Int) -> Bool { ftruncate(number, off_t(size)) == 0 }

  /// Waits until it is on disk; of a folder, until the names in it are. `false`, with `SystemError.last`, if that fails.
  ///
  /// Source: fsync(2).
  package borrowing func flush() -> Bool { fsync(number) == 0 }

  /// Waits until all that was written on its disk is there, and tells of errors. `false`, with `SystemError.last`, if
  /// that fails.
  ///
  /// Source: syncfs(2).
  package borrowing func flushDisk() -> Bool { syncfs(number) == 0 }
}
