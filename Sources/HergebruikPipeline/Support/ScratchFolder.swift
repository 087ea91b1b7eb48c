// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import Glibc
internal import HergebruikModel

/// A private folder outside the project, for what must be on disk while an export is read; it goes with
/// its owner.
final class ScratchFolder {
  /// Its path.
  let path: String

  /// Makes the folder, mode 0700.
  ///
  /// - Throws: `input-output` where none can be made.
  init() throws(Failure) {
    var template = Array("/tmp/hergebruik-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw SystemCall.failure("no folder can be made for what is unpacked", path: "/tmp")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    // What cannot be removed stays for the system to clear: a deinit has no one to tell.
    try? FileManager.default.removeItem(atPath: path)
  }
}
