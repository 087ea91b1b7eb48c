// SPDX-License-Identifier: EUPL-1.2

import CArchive
import Glibc
import HergebruikModel

/// An archive, or compressed data, that libarchive reads from front to back.
final class ArchiveReader {
  /// What is read.
  enum Kind {
    /// Archives of any kind that needs no seeking: zip and tar, compressed or not.
    case archive
    /// Compressed data alone: zstd, bzip2, xz.
    case compressed
  }

  /// A member.
  struct Entry {
    /// As it stands in the archive; never a path on disk.
    var name: String
    var isFile: Bool
    var isEncrypted: Bool
  }

  /// The file, for messages.
  let name: String
  private let archive: OpaquePointer
  private let input: Input?

  /// Opens an archive.
  ///
  /// - Throws: `compression-error` where it is none, or the source's failure.
  init(_ source: any ByteSource, name: String, _ kind: Kind) throws(Failure) {
    self.name = name
    let input = Input(source)
    self.input = input
    guard let archive = archive_read_new() else {
      throw Failure(.inputOutput, at: .init(file: name), "libarchive did not start")
    }
    self.archive = archive
    archive_read_support_filter_all(archive)
    switch kind {
    case .compressed: archive_read_support_format_raw(archive)
    case .archive:
      archive_read_support_format_zip_streamable(archive)
      archive_read_support_format_tar(archive)
    }
    let status = archive_read_open(
      archive, Unmanaged.passUnretained(input).toOpaque(), nil,
      { _, user, room in
        guard let user, let room else { return -1 }
        return Unmanaged<Input>.fromOpaque(user).takeUnretainedValue().next(room)
      }, nil)
    guard status == ARCHIVE_OK else { throw failure() }
  }

  /// Opens a zip archive that can be read from anywhere, by the list at its end.
  ///
  /// - Throws: `compression-error` where it is none, or `input-output`.
  init(path: String, name: String) throws(Failure) {
    self.name = name
    input = nil
    guard let archive = archive_read_new() else {
      throw Failure(.inputOutput, at: .init(file: name), "libarchive did not start")
    }
    self.archive = archive
    archive_read_support_format_zip_seekable(archive)
    guard archive_read_open_filename(archive, path, 1 << 17) == ARCHIVE_OK else { throw failure() }
  }

  deinit {
    archive_read_free(archive)
  }

  /// The next member; nil behind the last.
  ///
  /// - Throws: `compression-error` where the archive is damaged.
  func next() throws(Failure) -> Entry? {
    var entry: OpaquePointer?
    let status = archive_read_next_header(archive, &entry)
    if status == ARCHIVE_EOF { return nil }
    // A warning is about a name that this locale cannot write.
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw failure() }
    let text = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
    return Entry(
      name: text.map { String(cString: $0) } ?? "?",
      isFile: archive_entry_filetype(entry) == S_IFREG && archive_entry_hardlink(entry) == nil,
      isEncrypted: archive_entry_is_encrypted(entry) != 0)
  }

  /// Appends bytes of the current member.
  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    var count = 0
    buffer.append(upTo: limit) { room in
      count = archive_read_data(archive, room.baseAddress, room.count)
      return max(count, 0)
    }
    guard count >= 0 else { throw failure() }
    return count == 0 ? .end : .bytes
  }

  /// What libarchive stopped at; its own words may hold names of members, which say enough elsewhere.
  private func failure() -> Failure {
    if let failure = input?.failure { return failure }
    return Failure(
      .compression, at: .init(file: name),
      "the archive is damaged, truncated or of a kind that is not read (code \(archive_errno(archive)))",
      hint:
        "Copy the export again. Zip, tar, gzip, zstd, bzip2 and xz are read; for 7z and rar, let the source "
        + "system make a zip file.")
  }

  /// The packed bytes as libarchive asks for them.
  private final class Input {
    private let source: any ByteSource
    private var buffer = ByteBuffer(capacity: 1 << 17)
    private(set) var failure: Failure?

    init(_ source: any ByteSource) {
      self.source = source
    }

    func next(
      _ room: UnsafeMutablePointer<UnsafeRawPointer?>
    ) -> Int {
      buffer.removeAll()
      do throws(Failure) {
        _ = try source.read(into: &buffer, upTo: 1 << 17)
      } catch {
        failure = error
        return -1
      }
      room.pointee = UnsafeRawPointer(buffer.bytes.baseAddress)
      return buffer.count
    }
  }
}

/// What a filter makes of compressed data.
final class FilterSource: ByteSource {
  private let reader: ArchiveReader

  init(_ source: any ByteSource, name: String) throws(Failure) {
    reader = try ArchiveReader(source, name: name, .compressed)
    _ = try reader.next()
  }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    try reader.read(into: &buffer, upTo: limit)
  }
}

/// The bytes of the member at which an archive is.
final class MemberSource: ByteSource {
  private let reader: ArchiveReader

  init(_ reader: ArchiveReader) {
    self.reader = reader
  }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    try reader.read(into: &buffer, upTo: limit)
  }
}
