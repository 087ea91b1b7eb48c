// SPDX-License-Identifier: EUPL-1.2

package import Glibc
package import HergebruikModel
internal import HergebruikSystem

/// What the operating system says about its last failed call.
package enum SystemCall {
  /// A failure of input or output with the system's own words.
  package static func failure(_ what: String, path: String, error: Int32 = errno) -> Failure {
    Failure(
      .inputOutput, at: Diagnostic.Location(file: path), "\(what): \(SystemError.words(error))",
      hint: "Look at the rights on this path, and at the space on the disk.")
  }

  /// The kind and rights of what stands at a path; nil where nothing does.
  package static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// Whether a status is of a folder.
  package static func isFolder(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }

  /// The size of a regular file in bytes; nil where a status is of something else.
  package static func fileSize(_ status: stat) -> Int? {
    status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  /// Makes a folder of exactly this mode, whatever the umask; one that is there stays as it is.
  ///
  /// - Throws: `Failure` with `input-output`.
  package static func makeFolder(_ path: String, mode: mode_t) throws(Failure) {
    if mkdir(path, mode) == 0 {
      guard chmod(path, mode) == 0 else {
        throw failure("the folder cannot get its rights", path: path)
      }
    } else if errno != EEXIST {
      throw failure("the folder cannot be made", path: path)
    }
  }

  /// The path with every link followed; nil where it does not exist.
  package static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

/// An open file that is closed at the end.
package struct FileDescriptor: ~Copyable {
  package let number: Int32

  /// Opens what is there; nil, with `errno`, where that fails.
  ///
  /// It never makes a file: that takes a mode.
  package init?(_ path: String, _ flags: Int32) {
    let opened = open(path, (flags & ~O_CREAT) | O_CLOEXEC)
    // Before `number` is set nothing is closed, so that `errno` stays what `open` made it.
    guard opened >= 0 else { return nil }
    number = opened
  }

  /// Opens a file that has exactly this mode then, whatever the umask; nil, with `errno`, where that fails.
  ///
  /// - Parameter flags: with `O_CREAT` where it may be made.
  package init?(_ path: String, _ flags: Int32, mode: mode_t) {
    let opened = open(path, flags | O_CLOEXEC, mode)
    guard opened >= 0 else { return nil }
    guard fchmod(opened, mode) == 0 else {
      let error = errno
      close(opened)
      errno = error
      return nil
    }
    number = opened
  }

  deinit { close(number) }

  /// Reads until the buffer is full or the file ends; nil, with `errno`, where that fails.
  package borrowing func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    var filled = 0
    while filled < buffer.count {
      let count = FileAccess.read(
        number, into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if count == 0 { break }
      if count < 0 { return nil }
      filled += count
    }
    return filled
  }

  /// Writes all bytes; false, with `errno`, where that fails.
  package borrowing func write(_ buffer: UnsafeRawBufferPointer) -> Bool {
    FileAccess.write(buffer, to: number)
  }
}

extension SystemCall {
  /// The names in a folder, sorted, without those that begin with a dot.
  ///
  /// - Throws: `Failure` with `input-output`.
  package static func names(in path: String) throws(Failure) -> [String] {
    guard let folder = opendir(path) else {
      throw failure("the folder cannot be read", path: path)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
