// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikSystem

/// Reads a small UTF-8 file that a person wrote.
package enum TextFile {
  /// Reads a file whole; `shown` is its path in messages.
  ///
  /// - Parameter limit: the largest file that is read, in bytes.
  /// - Throws: `Failure` with `input-output`, or `encoding-error` where it is not UTF-8.
  package static func read(
    _ path: String, shown: String, limit: Int = 1 << 20
  ) throws(Failure) -> String {
    let bytes = try bytes(path, shown: shown, limit: limit)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(
        .encoding, at: place(bytes, shown), "the file is not UTF-8 text",
        hint: "Save it as UTF-8 in your editor.")
    }
    return text
  }

  /// The bytes of a small file.
  ///
  /// - Parameter hint: what to do where it is larger than `limit`, in bytes.
  /// - Throws: `Failure` with `input-output`, or `invalid-value` where it is larger than `limit`.
  static func bytes(
    _ path: String, shown: String, limit: Int = 1 << 20,
    hint: String = "It cannot be a file of this kind."
  ) throws(Failure) -> [UInt8] {
    // A named pipe that nobody writes to would hold the run for ever.
    guard let file = FileDescriptor(path, for: .reading, .noWaiting) else {
      throw SystemCall.failure("the file cannot be opened", path: shown)
    }
    var bytes: [UInt8] = []
    // As large as it is said to be, and the rest if there is more.
    for most in [min(file.status?.size ?? limit, limit), limit] where bytes.count <= most {
      var part = [UInt8](repeating: 0, count: most + 1 - bytes.count)
      guard let count = file.read(into: &part) else {
        throw SystemCall.failure("the file cannot be read", path: shown)
      }
      bytes += part[..<count]
      if count < part.count { break }
    }
    guard bytes.count <= limit else {
      throw Failure(
        .invalidValue, at: Diagnostic.Location(file: shown),
        "the file is larger than \(limit >> 20) MiB", hint: hint)
    }
    return bytes
  }

  private static func place(_ bytes: [UInt8], _ shown: String) -> Diagnostic.Location {
    // Decoding puts a replacement character where the first wrong byte is.
    let repaired = String(decoding: bytes, as: UTF8.self)
    let low = zip(bytes, repaired.utf8).enumerated().first { $1.0 != $1.1 }?.offset ?? bytes.count
    let before = bytes[..<low]
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return Diagnostic.Location(file: shown, line: line, column: low - start + 1)
  }
}
