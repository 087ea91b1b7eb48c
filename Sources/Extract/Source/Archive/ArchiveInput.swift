// SPDX-License-Identifier: EUPL-1.2

import CArchive
internal import HergebruikFormat
internal import HergebruikSystem

/// Where libarchive gets its bytes from.
protocol ArchiveInput: AnyObject {
  /// Why they could not be had.
  var failure: Failure? { get }

  /// What follows, once libarchive wants no more.
  ///
  /// - Parameter taken: How many bytes it took.
  /// - Throws: the source's failure.
  func end(taken: Int) throws(Failure) -> ArchiveEnd
}

/// How an input ended.
struct ArchiveEnd {
  /// Whether nothing was left.
  var isAllTaken: Bool
  /// Whether it ends as a tar archive does: in zeros.
  var hasMark: Bool
}

/// Bytes from front to back.
final class StreamInput: ArchiveInput {
  /// Bytes asked for at a time.
  private static let block = 1 << 17
  /// Zeros at the end of a tar archive, at least: one of its blocks. Two are asked for, and some programs write one.
  private static let mark = 512

  private let source: any ByteSource
  private var buffer = ByteBuffer(capacity: block)
  private var given = 0
  /// Zeros at the end of what was given.
  private var zeros = 0
  private(set) var failure: Failure?

  init(_ source: any ByteSource) {
    self.source = source
  }

  /// The next bytes, valid until the next call; negative where there was a failure.
  func next(_ room: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    do throws(Failure) {
      try fill()
    } catch {
      failure = error
      return -1
    }
    unsafe room.pointee = unsafe UnsafeRawPointer(buffer.bytes.baseAddress)
    return buffer.count
  }

  private func fill() throws(Failure) {
    buffer.removeAll()
    _ = try source.read(into: &buffer, upTo: Self.block)
    given += buffer.count
    let bytes = unsafe buffer.bytes
    let last = unsafe bytes.lastIndex { $0 != 0 }
    zeros = last.map { bytes.count - 1 - $0 } ?? zeros + bytes.count
  }

  func end(taken: Int) throws(Failure) -> ArchiveEnd {
    // Whatever unpacks or fetches must reach its own end, and find it right.
    repeat { try fill() } while !buffer.isEmpty
    return ArchiveEnd(isAllTaken: taken == given, hasMark: zeros >= Self.mark)
  }
}

/// A file that is read anywhere.
///
/// Memory safety: it owns `room`, reads at most `block` bytes into it, and lives longer than the reader that is given it.
@safe
final class FileInput: ArchiveInput {
  private static let block = 1 << 17

  /// The size of the file, in bytes.
  let size: Int
  private let name: String
  private let descriptor: Int32
  private let opened: FileState?
  private let counter: ReadCounter?
  private let room: UnsafeMutableRawPointer
  private var position = 0
  private(set) var failure: Failure?

  /// Opens a zip file, and looks whether it agrees with itself.
  init(path: String, name: String, counter: ReadCounter?) throws(Failure) {
    (self.name, self.counter) = (name, counter)
    descriptor = try FileSource.open(path, name: name)
    opened = FileState(descriptor)
    size = FileStatus(descriptor: descriptor)?.size ?? 0
    unsafe room = .allocate(byteCount: Self.block, alignment: 16)
    try ZipDirectory.check(descriptor, size: size, file: name)
  }

  deinit {
    FileAccess.close(descriptor)
    unsafe room.deallocate()
  }

  func next(_ pointer: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    let block = unsafe UnsafeMutableRawBufferPointer(start: room, count: Self.block)
    guard let count = unsafe FileAccess.read(descriptor, into: block, at: position) else {
      failure = FileSource.failure("read", name)
      return -1
    }
    position += count
    counter?.add(count)
    unsafe pointer.pointee = unsafe UnsafeRawPointer(room)
    return count
  }

  func skip(_ count: Int64) -> Int64 {
    let step = max(0, min(Int(count), size - position))
    position += step
    return Int64(step)
  }

  /// Goes to a place: from the start (0), from here (1) or from the end (2).
  ///
  /// Source: lseek(2).
  func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
    let base = whence == 0 ? 0 : whence == 1 ? position : size
    let (target, overflow) = base.addingReportingOverflow(Int(offset))
    guard !overflow, (0...size).contains(target) else { return Int64(ARCHIVE_FATAL) }
    position = target
    return Int64(target)
  }

  func end(taken: Int) throws(Failure) -> ArchiveEnd {
    guard FileState(descriptor) == opened else { throw FileSource.changed(name) }
    return ArchiveEnd(isAllTaken: true, hasMark: true)
  }
}
