// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikModel
import Synchronization

/// How many bytes were consumed; may be asked on any thread.
public final class ReadCounter: Sendable {
  private let total = Atomic<Int>(0)

  /// Starts at nothing.
  public init() {}

  /// Bytes so far.
  public var count: Int { total.load(ordering: .relaxed) }

  func add(_ bytes: Int) {
    total.wrappingAdd(bytes, ordering: .relaxed)
  }
}

/// The bytes of a file, a pipe or standard input.
final class FileSource: ByteSource {
  private let name: String
  private let descriptor: Int32
  private let counter: ReadCounter
  /// What the file was when it was opened; nil for pipes, which have no state to compare.
  private let opened: FileState?

  /// Opens a file; "-" is standard input.
  ///
  /// - Throws: `input-output` where it cannot be opened.
  init(path: String, name: String, counter: ReadCounter) throws(Failure) {
    self.name = name
    self.counter = counter
    descriptor = path == "-" ? STDIN_FILENO : Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw Self.failure("opened", name) }
    opened = FileState(descriptor)
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
  }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    var count = 0
    buffer.append(upTo: limit) { room in
      repeat {
        count = Glibc.read(descriptor, room.baseAddress, room.count)
      } while count < 0 && errno == EINTR
      return max(count, 0)
    }
    guard count >= 0 else { throw Self.failure("read", name) }
    counter.add(count)
    if count == 0, FileState(descriptor) != opened { throw Self.changed(name) }
    return count == 0 ? .end : .bytes
  }

  /// A file that somebody writes to is not the whole export, or not one export.
  static func changed(_ name: String) -> Failure {
    Failure(
      .sourceChanged, at: Diagnostic.Location(file: name), "the export changed while it was read",
      hint: "Run later, or let the source system write under another name and rename the file "
        + "once it is whole.")
  }

  private static func failure(_ what: String, _ name: String) -> Failure {
    let reason = String(cString: strerror(errno))
    return Failure(
      .inputOutput, at: Diagnostic.Location(file: name), "the file cannot be \(what): \(reason)",
      hint: "Check that the file is there and that this user may read it.")
  }
}

/// Size and time of the last change of a regular file.
struct FileState: Equatable {
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  /// The state of an open file; nil for what is no regular file.
  init?(_ descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The state of a file; nil where there is none.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Whether it has no bytes.
  var isEmpty: Bool { size == 0 }

  private init?(_ status: stat) {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}
