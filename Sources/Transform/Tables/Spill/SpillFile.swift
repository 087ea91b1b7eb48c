// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
package import HergebruikModel

/// A private file without a name for what does not fit in memory, such as sorted runs.
///
/// It is unlinked as soon as it is open: a killed run leaves nothing behind.
package final class SpillFile {
  private let descriptor: Int32
  private let path: String
  package private(set) var size = 0
  private(set) var runs: [Range<Int>] = []

  package init(folder: String) throws(Failure) {
    path = "\(folder)/spill-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure("make", path, errno) }
    unlink(path)
  }

  deinit { close(descriptor) }

  /// Appends entries that are sorted.
  func appendRun(_ entries: UnsafeBufferPointer<SortedEntry>) throws(Failure) {
    let start = size
    try append(UnsafeRawBufferPointer(entries))
    runs.append(start..<size)
  }

  /// Appends bytes.
  package func append(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let written = pwrite(descriptor, rest.baseAddress, rest.count, off_t(size + done))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw Self.failure("write", path, errno) }
      done += written
    }
    size += bytes.count
  }

  /// Reads what stands at a place, as many bytes as there is room for.
  package func read(_ room: UnsafeMutableRawBufferPointer, at start: Int) throws(Failure) {
    var done = 0
    while done < room.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: room[done...])
      let got = pread(descriptor, rest.baseAddress, rest.count, off_t(start + done))
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { throw Self.failure("read", path, got == 0 ? EIO : errno) }
      done += got
    }
  }

  private static func failure(_ verb: String, _ path: String, _ code: Int32) -> Failure {
    Failure(
      .inputOutput, at: .init(file: path),
      "could not \(verb) a temporary file: \(String(cString: strerror(code)))",
      hint: "Check the free space and the owner of the folder, or raise --memory.")
  }

  /// One run of entries, read in blocks of 64 KiB.
  struct Run: SortedRun {
    private let file: SpillFile
    private var rest: Range<Int>
    private var words: [UInt64] = []
    private var at = 0

    package init(file: SpillFile, range: Range<Int>) throws(Failure) {
      self.file = file
      rest = range
    }

    package mutating func next() throws(Failure) -> SortedEntry? {
      if at == words.count { try refill() }
      guard at + 2 < words.count else { return nil }
      defer { at += 3 }
      return SortedEntry(high: words[at], low: words[at + 1], word: words[at + 2])
    }

    private mutating func refill() throws(Failure) {
      let (file, start) = (file, rest.lowerBound)
      let length = min(rest.count, 24 * 2730)
      if words.count != length / 8 { words = Array(repeating: 0, count: length / 8) }
      try words.withUnsafeMutableBufferPointer { words throws(Failure) in
        try file.read(UnsafeMutableRawBufferPointer(words), at: start)
      }
      (at, rest) = (0, (start + length)..<rest.upperBound)
    }
  }
}
