// SPDX-License-Identifier: EUPL-1.2

package import Glibc

/// A folder that is gone when the test is.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() throws {
    var template = Array("/tmp/hergebruik-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Unprepared("no folder in /tmp") }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { Self.remove(path) }

  /// Writes a file, with its folders, and gives its path.
  @discardableResult
  package func write(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o644) throws -> String {
    try folder(name.split(separator: "/").dropLast().joined(separator: "/"))
    let file = "\(path)/\(name)"
    let handle = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard handle >= 0 else { throw Unprepared("\(file) cannot be made") }
    defer { close(handle) }
    guard Glibc.write(handle, bytes, bytes.count) == bytes.count, fchmod(handle, mode) == 0 else {
      throw Unprepared("\(file) cannot be written")
    }
    return file
  }

  @discardableResult
  package func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  package func folder(_ name: String) throws {
    var folder = path
    for part in name.split(separator: "/") {
      folder += "/\(part)"
      guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
        throw Unprepared("\(folder) cannot be made")
      }
    }
  }

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR, let folder = opendir(path) else {
      unlink(path)
      return
    }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { remove("\(path)/\(name)") }
    }
    closedir(folder)
    rmdir(path)
  }
}
