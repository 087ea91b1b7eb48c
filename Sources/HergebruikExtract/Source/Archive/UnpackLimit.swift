// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// How much may come out of packed bytes: a small file that never ends is an attack, not an export.
struct UnpackLimit: Sendable {
  /// Unpacked bytes for each packed one. Municipal exports stay below 60; deflate's own most is 1,032.
  static let ratio = 200
  /// Below this many bytes the ratio does not matter.
  static let floor = 64 << 20
  /// All unpacked bytes of one export: 512 GiB.
  static let size = 512 << 30

  /// - Throws: `compression-error` where it is too much.
  static func check(unpacked: Int, packed: Int, name: String) throws(Failure) {
    guard unpacked > floor else { return }
    guard unpacked <= size, unpacked / max(packed, 1) <= ratio else {
      throw Failure(
        .compression, at: .init(file: name),
        "the file unpacks to more than \(ratio) times its size (\(unpacked >> 20) MiB so far), as a zip bomb does",
        hint:
          "Look at where it comes from. A genuine export can be unpacked by hand and read as a plain file."
      )
    }
  }
}

/// A source that unpacks, with its limit.
final class LimitedSource: ByteSource {
  private let inner: any ByteSource
  private let counter: ReadCounter?
  private let name: String
  /// What was read before, to look at the first bytes, is small; or all that is packed.
  private let packed: Int
  private var unpacked = 0

  init(_ inner: any ByteSource, _ counter: ReadCounter, name: String) {
    (self.inner, self.counter, self.name) = (inner, counter, name)
    packed = (1 << 18) - counter.count
  }

  /// Makes a source for a part of an archive of a known size.
  init(_ inner: any ByteSource, packed: Int, name: String) {
    (self.inner, self.packed, self.name) = (inner, packed, name)
    counter = nil
  }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    let before = buffer.count
    let outcome = try inner.read(into: &buffer, upTo: limit)
    unpacked += buffer.count - before
    try UnpackLimit.check(unpacked: unpacked, packed: packed + (counter?.count ?? 0), name: name)
    return outcome
  }
}
