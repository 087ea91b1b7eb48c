// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem
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
    descriptor = path == "-" ? 0 : try Self.open(path, name: name)
    opened = FileState(descriptor)
  }

  /// Opens a file, and waits for nobody: a pipe or device has an end only where somebody ends it.
  ///
  /// - Throws: `input-output` where it cannot be opened, or is no file on a disk.
  static func open(_ path: String, name: String) throws(Failure) -> Int32 {
    guard let descriptor = FileAccess.open(path, for: .reading, [.noTerminal, .noWaiting]) else {
      throw failure("opened", name)
    }
    guard isOnDisk(descriptor) else {
      FileAccess.close(descriptor)
      throw noFile(name)
    }
    return descriptor
  }

  /// Whether an open file is a regular one, and not one that the kernel makes up while it is read.
  private static func isOnDisk(_ descriptor: Int32) -> Bool {
    FileStatus(descriptor: descriptor)?.isFile == true && !FileStatus.isMadeUp(descriptor)
  }

  /// What is said of what is no file on a disk.
  static func noFile(_ name: String) -> Failure {
    Failure(
      .inputOutput, at: Diagnostic.Location(file: name),
      "the export is no file on a disk, but a pipe, a device or what the system makes up; it may never end",
      hint:
        "Write the export to a file. What a program writes is read by 'command', what comes through "
        + "a pipe by path: \"-\".")
  }

  deinit {
    if descriptor > 2 { FileAccess.close(descriptor) }
  }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    var count = 0
    buffer.append(upTo: limit) { room in
      count = FileAccess.read(descriptor, into: &room)
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

  /// What is said of a system call that failed just now.
  static func failure(_ what: String, _ name: String) -> Failure {
    let reason = SystemError.last
    return Failure(
      .inputOutput, at: Diagnostic.Location(file: name), "the file cannot be \(what): \(reason)",
      hint: "Check that the file is there and that this user may read it.")
  }
}

/// Size and time of the last change of a regular file.
struct FileState: Equatable {
  private let size: Int
  private let modified: FileStatus.Moment

  /// The state of an open file; nil for what is no regular file.
  init?(_ descriptor: Int32) { self.init(FileStatus(descriptor: descriptor)) }

  /// The state of a file; nil where there is none.
  init?(path: String) { self.init(FileStatus(path)) }

  /// Whether it has no bytes.
  var isEmpty: Bool { size == 0 }

  private init?(_ status: FileStatus?) {
    guard let status, status.isFile else { return nil }
    (size, modified) = (status.size, status.modified)
  }
}
