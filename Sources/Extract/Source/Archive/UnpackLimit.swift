// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

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

/// How much came out of packed bytes, of one source or of all members of an archive.
final class UnpackMeter {
  private let counter: ReadCounter?
  /// What was read before, to look at the first bytes, is small; or all that is packed.
  private let packed: Int
  private var unpacked = 0

  /// Measures against what is read from now on.
  init(_ counter: ReadCounter) {
    self.counter = counter
    packed = (1 << 18) - counter.count
  }

  /// Measures against a size that is known.
  init(packed: Int) {
    (counter, self.packed) = (nil, packed)
  }

  /// - Throws: `compression-error` where it is too much.
  func add(_ count: Int, name: String) throws(Failure) {
    unpacked += count
    try UnpackLimit.check(unpacked: unpacked, packed: packed + (counter?.count ?? 0), name: name)
  }
}

/// A source that unpacks, with its limit.
final class LimitedSource: ByteSource {
  private let inner: any ByteSource
  private let meter: UnpackMeter
  private let name: String

  init(_ inner: any ByteSource, _ meter: UnpackMeter, name: String) {
    (self.inner, self.meter, self.name) = (inner, meter, name)
  }

  /// Measures against what is read from now on.
  convenience init(_ inner: any ByteSource, _ counter: ReadCounter, name: String) {
    self.init(inner, UnpackMeter(counter), name: name)
  }

  /// Makes a source for a part of an archive of a known size.
  convenience init(_ inner: any ByteSource, packed: Int, name: String) {
    self.init(inner, UnpackMeter(packed: packed), name: name)
  }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    let before = buffer.count
    let outcome = try inner.read(into: &buffer, upTo: limit)
    try meter.add(buffer.count - before, name: name)
    return outcome
  }
}
