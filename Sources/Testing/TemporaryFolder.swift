// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import HergebruikSystem

/// A folder of a test's own, removed with all it holds when the last reference goes.
public final class TemporaryFolder: Sendable {
  /// Its absolute path.
  public let path: String

  /// Makes an empty folder.
  ///
  /// - Throws: `ConformanceFailure` where it cannot be made.
  public init() throws(ConformanceFailure) {
    let base = ThisProcess.variable("TMPDIR") ?? "/tmp"
    guard let made = Paths.makeFolder(unique: "\(base)/hergebruik-test-") else {
      throw ConformanceFailure("no temporary folder: \(SystemError.last)")
    }
    path = made
  }

  deinit {
    // What cannot be removed stays for the system to clear: a test has no one to tell here.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file into the folder; returns its absolute path.
  ///
  /// - Throws: `ConformanceFailure` where it cannot be written whole.
  @discardableResult
  public func write(_ bytes: [UInt8], to name: String) throws(ConformanceFailure) -> String {
    let file = "\(path)/\(name)"
    guard let made = FileAccess.open(file, for: .writing, [.create, .emptied], mode: 0o666) else {
      throw ConformanceFailure("\(name) cannot be made: \(SystemError.last)")
    }
    let isWritten = FileDescriptor(owning: made).write(bytes)
    guard isWritten else { throw ConformanceFailure("\(name) cannot be written") }
    return file
  }
}
