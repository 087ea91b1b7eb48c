// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import HergebruikModel

/// A private file without a name that holds sorted runs of three 64-bit words.
///
/// It is unlinked as soon as it is open: a killed run leaves nothing behind.
final class SpillFile {
  private let descriptor: Int32
  private let path: String
  private var size = 0
  private(set) var runs: [Range<Int>] = []

  init(folder: String) throws(Failure) {
    path = "\(folder)/unique-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure("make", path, errno) }
    unlink(path)
  }

  deinit { close(descriptor) }

  func appendRun(_ entries: UnsafeBufferPointer<UniqueIndex.Entry>) throws(Failure) {
    if let failed = write(UnsafeRawBufferPointer(entries)) {
      throw Self.failure("write", path, failed)
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer) -> Int32? {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let written = pwrite(descriptor, rest.baseAddress, rest.count, off_t(size + done))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return errno }
      done += written
    }
    runs.append(size..<(size + bytes.count))
    size += bytes.count
    return nil
  }

  private static func failure(_ verb: String, _ path: String, _ code: Int32) -> Failure {
    Failure(
      .inputOutput, at: .init(file: path),
      "could not \(verb) a temporary file: \(String(cString: strerror(code)))",
      hint: "Check the free space and the owner of the folder, or raise --memory.")
  }

  /// One run, read in blocks of 64 KiB.
  struct Run {
    private let file: SpillFile
    private var rest: Range<Int>
    private var words: [UInt64] = []
    private var at = 0

    init(file: SpillFile, range: Range<Int>) throws(Failure) {
      self.file = file
      rest = range
    }

    mutating func next() throws(Failure) -> (UInt64, UInt64, UInt64)? {
      if at == words.count { try refill() }
      guard at + 2 < words.count else { return nil }
      defer { at += 3 }
      return (words[at], words[at + 1], words[at + 2])
    }

    private mutating func refill() throws(Failure) {
      let length = min(rest.count, 24 * 2730)
      let (descriptor, start) = (file.descriptor, rest.lowerBound)
      var code: Int32 = 0
      words = [UInt64](unsafeUninitializedCapacity: length / 8) { buffer, count in
        var done = 0
        while done < length {
          let target = UnsafeMutableRawPointer(buffer.baseAddress.unsafelyUnwrapped) + done
          let got = pread(descriptor, target, length - done, off_t(start + done))
          if got < 0, errno == EINTR { continue }
          guard got > 0 else {
            code = got == 0 ? EIO : errno
            break
          }
          done += got
        }
        count = done / 8
      }
      guard code == 0 else { throw SpillFile.failure("read", file.path, code) }
      (at, rest) = (0, (start + length)..<rest.upperBound)
    }
  }
}
