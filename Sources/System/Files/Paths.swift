// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// What is done with files by their paths.
///
/// Each answers `false` or `nil` if the system refuses, with the reason in `SystemError.last`.
package enum Paths {
  /// Makes a folder; the umask narrows its mode.
  package static func makeFolder(_ path: String, mode: UInt32) -> Bool {
    unsafe mkdir(path, mode) == 0
  }

  /// Makes a folder, mode 0700, of which the name is not taken: six letters and digits follow `prefix`.
  ///
  /// - Returns: Its path.
  package static func makeFolder(unique prefix: String) -> String? {
    var template = Array("\(prefix)XXXXXX".utf8CString)
    return unsafe mkdtemp(&template) == nil ? nil : text(template)
  }

  /// Makes a file, mode 0600, of which the name is not taken, and opens it for reading and writing: six letters and
  /// digits follow `prefix`.
  ///
  /// - Returns: Its path, and a descriptor that no program inherits.
  package static func makeFile(unique prefix: String) -> (path: String, descriptor: Int32)? {
    var template = Array("\(prefix)XXXXXX".utf8CString)
    let file = unsafe mkstemp(&template)
    guard file >= 0 else { return nil }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return (text(template), file)
  }

  /// How much room the disk of a path has left for this user, in bytes; `nil` if that is not known.
  ///
  /// Source: statvfs(3).
  package static func freeBytes(at path: String) -> Int? {
    var disk = statvfs()
    guard unsafe statvfs(path, &disk) == 0 else { return nil }
    let (bytes, isOverflown) = UInt64(disk.f_bavail).multipliedReportingOverflow(
      by: UInt64(disk.f_frsize))
    return isOverflown ? nil : Int(clamping: bytes)
  }

  /// Takes a name away from a file, or removes a link.
  @discardableResult
  package static func remove(_ path: String) -> Bool { unsafe unlink(path) == 0 }

  /// Removes an empty folder.
  package static func removeFolder(_ path: String) -> Bool { unsafe rmdir(path) == 0 }

  /// Gives another name; what stands there is replaced at once.
  ///
  /// Source: rename(2).
  package static func rename(_ path: String, to target: String) -> Bool {
    unsafe Glibc.rename(path, target) == 0
  }

  /// Gives a file a second name.
  package static func link(_ existing: String, to path: String) -> Bool {
    unsafe Glibc.link(existing, path) == 0
  }

  /// Makes a symbolic link; nothing may stand at its path.
  package static func makeSymbolicLink(_ path: String, to target: String) -> Bool {
    unsafe symlink(target, path) == 0
  }

  /// Where a symbolic link points.
  package static func target(ofLink path: String) -> String? {
    var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink(path, &bytes, bytes.count)
    return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// Gives other rights; a link is followed.
  package static func setMode(_ path: String, _ mode: UInt32) -> Bool {
    unsafe chmod(path, mode) == 0
  }

  /// Makes now the time at which a file changed.
  package static func touch(_ path: String) { unsafe utimes(path, nil) }

  /// The path with every link followed.
  package static func real(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Whether this user may read what is there.
  package static func canRead(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }

  /// Whether this user may run what is there.
  package static func canRun(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }

  /// The names in a folder but for `.` and `..`, in no order.
  package static func names(in folder: String) -> [String]? {
    guard let opened = unsafe opendir(folder) else { return nil }
    defer { unsafe closedir(opened) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(opened) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    return errno == 0 ? names : nil
  }

  /// The paths that a pattern stands for, in the order of their bytes; empty if there is none.
  ///
  /// - Returns: `nil` if a folder cannot be read.
  ///
  /// Source: glob(3), glob(7).
  package static func matches(_ pattern: String) -> [String]? {
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    let status = unsafe glob(pattern, GLOB_ERR, nil, &found)
    if status == GLOB_NOMATCH { return [] }
    guard status == 0 else { return nil }
    return unsafe (0..<Int(found.gl_pathc)).compactMap { index in
      unsafe found.gl_pathv[index].map { unsafe String(cString: $0) }
    }
  }

  /// Whether a path is one of those that a pattern stands for, whatever is on disk.
  ///
  /// - Parameter byParts: Whether `*` and `?` stop at a slash.
  ///
  /// Source: fnmatch(3).
  package static func isMatch(_ path: String, of pattern: String, byParts: Bool) -> Bool {
    unsafe fnmatch(pattern, path, byParts ? FNM_PATHNAME : 0) == 0
  }

  private static func text(_ template: [CChar]) -> String {
    String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
