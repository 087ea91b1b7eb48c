// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import Glibc

/// A folder of a test's own, removed with all it holds when the last reference goes.
public final class TemporaryFolder: Sendable {
  /// Its absolute path.
  public let path: String

  /// Makes an empty folder.
  ///
  /// - Throws: `ConformanceFault` where it cannot be made.
  public init() throws(ConformanceFault) {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/hergebruik-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw ConformanceFault("no temporary folder: \(String(cString: strerror(errno)))")
    }
    path = String(cString: made)
  }

  deinit {
    // What cannot be removed stays for the system to clear: a test has no one to tell here.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file into the folder; returns its absolute path.
  ///
  /// - Throws: `ConformanceFault` where it cannot be written whole.
  @discardableResult
  public func write(_ bytes: [UInt8], to name: String) throws(ConformanceFault) -> String {
    let file = "\(path)/\(name)"
    guard let stream = fopen(file, "wb") else {
      throw ConformanceFault("\(name) cannot be made: \(String(cString: strerror(errno)))")
    }
    let written = fwrite(bytes, 1, bytes.count, stream)
    guard fclose(stream) == 0, written == bytes.count else {
      throw ConformanceFault("\(name) cannot be written")
    }
    return file
  }
}
