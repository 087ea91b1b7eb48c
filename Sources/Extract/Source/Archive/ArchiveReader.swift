// SPDX-License-Identifier: EUPL-1.2

import CArchive
internal import HergebruikFormat
import HergebruikSystem

/// An archive, or compressed data, that libarchive reads: a zip file by the list at its end, anything else from
/// front to back.
///
/// Memory safety: it owns the archive, and frees it once; libarchive calls back only within a call, while `input` is there.
@safe
final class ArchiveReader {
  /// What is read from front to back.
  enum Stream {
    /// A tar archive.
    case tar
    /// Compressed data alone: zstd, bzip2, xz.
    case compressed
  }

  /// A member.
  struct Entry {
    /// What a member is.
    enum Kind {
      case file, folder, link, other
    }

    /// As it stands in the archive; never a path on disk.
    var name: String
    var kind: Kind
    var isEncrypted: Bool
  }

  /// The file, for messages.
  let name: String
  private let archive: OpaquePointer
  private let input: any ArchiveInput
  private let stream: Stream?

  /// Opens what is read from front to back.
  ///
  /// - Throws: `compression-error` where it is none, or the source's failure.
  init(_ source: any ByteSource, name: String, _ stream: Stream) throws(Failure) {
    let input = StreamInput(source)
    (self.name, self.input, self.stream) = (name, input, stream)
    unsafe archive = try unsafe Self.make(name)
    switch stream {
    case .compressed:
      unsafe archive_read_support_filter_zstd(archive)
      unsafe archive_read_support_filter_bzip2(archive)
      unsafe archive_read_support_filter_xz(archive)
      unsafe archive_read_support_format_raw(archive)
    case .tar: unsafe archive_read_support_format_tar(archive)
    }
    let status = unsafe archive_read_open(
      archive, Unmanaged.passUnretained(input).toOpaque(), nil,
      { _, user, room in
        guard let user = unsafe user, let room = unsafe room else { return -1 }
        return unsafe Unmanaged<StreamInput>.fromOpaque(user).takeUnretainedValue().next(room)
      }, nil)
    guard status == ARCHIVE_OK else { throw failure() }
  }

  /// Opens a zip archive that can be read from anywhere, by the list at its end.
  ///
  /// - Parameters:
  ///   - path: Where it is; it need not be there any more once this returns.
  ///   - counter: Counts what is read of it.
  /// - Throws: `compression-error` where it is none, is damaged or contradicts itself, or `input-output`.
  init(path: String, name: String, counter: ReadCounter? = nil) throws(Failure) {
    let input = try FileInput(path: path, name: name, counter: counter)
    (self.name, self.input, stream) = (name, input, nil)
    unsafe archive = try unsafe Self.make(name)
    unsafe archive_read_support_format_zip_seekable(archive)
    let user = unsafe Unmanaged.passUnretained(input).toOpaque()
    unsafe archive_read_set_callback_data(archive, user)
    unsafe archive_read_set_read_callback(archive) { _, user, room in
      guard let user = unsafe user, let room = unsafe room else { return -1 }
      return unsafe Unmanaged<FileInput>.fromOpaque(user).takeUnretainedValue().next(room)
    }
    unsafe archive_read_set_skip_callback(archive) { _, user, count in
      guard let user = unsafe user else { return -1 }
      return unsafe Unmanaged<FileInput>.fromOpaque(user).takeUnretainedValue().skip(count)
    }
    unsafe archive_read_set_seek_callback(archive) { _, user, offset, whence in
      guard let user = unsafe user else { return Int64(ARCHIVE_FATAL) }
      return unsafe Unmanaged<FileInput>.fromOpaque(user).takeUnretainedValue().seek(offset, whence)
    }
    guard unsafe archive_read_open1(archive) == ARCHIVE_OK else { throw failure() }
  }

  private static func make(_ name: String) throws(Failure) -> OpaquePointer {
    guard let archive = unsafe archive_read_new() else {
      throw Failure(.inputOutput, at: .init(file: name), "libarchive did not start")
    }
    return unsafe archive
  }

  deinit {
    unsafe archive_read_free(archive)
  }

  /// The next member; nil behind the last.
  ///
  /// - Throws: `compression-error` where the archive is damaged or cut off, `source-changed`.
  func next() throws(Failure) -> Entry? {
    var entry: OpaquePointer?
    let status = unsafe archive_read_next_header(archive, &entry)
    if status == ARCHIVE_EOF {
      try checkEnd()
      return nil
    }
    // A warning is about a name that this locale cannot write.
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry = unsafe entry else {
      throw failure()
    }
    let text = unsafe archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
    return unsafe Entry(
      name: text.map { unsafe String(cString: $0) } ?? "?", kind: unsafe Self.kind(entry),
      isEncrypted: unsafe archive_entry_is_encrypted(entry) != 0)
  }

  private static func kind(_ entry: OpaquePointer) -> Entry.Kind {
    if unsafe archive_entry_hardlink(entry) != nil { return .link }
    return switch unsafe FileStatus.Kind(mode: archive_entry_filetype(entry)) {
    case .file: .file
    case .folder: .folder
    case .link: .link
    case .other: .other
    }
  }

  /// Appends bytes of the current member.
  ///
  /// - Throws: `compression-error` where they are damaged, or something follows what is compressed.
  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    var count = 0
    buffer.append(upTo: limit) { room in
      count = unsafe room.withUnsafeMutableBytes {
        unsafe archive_read_data(archive, $0.baseAddress, $0.count)
      }
      return max(count, 0)
    }
    guard count >= 0 else { throw failure() }
    guard count == 0 else { return .bytes }
    if stream == .compressed { try checkEnd() }
    return .end
  }

  /// Looks whether the end is one: of the whole input, and such as the kind of archive has.
  private func checkEnd() throws(Failure) {
    // How much the outermost filter took.
    let taken = unsafe Int(archive_filter_bytes(archive, -1))
    let end = try input.end(taken: taken)
    if stream == .compressed, !end.isAllTaken {
      throw Failure(
        .compression, at: .init(file: name),
        "bytes that are not compressed follow the compressed data",
        hint: "Let what makes or copies the file add nothing behind the data, such as padding.")
    }
    if stream == .tar, !end.hasMark {
      throw Failure(
        .compression, at: .init(file: name),
        "the tar archive has no end mark: it is cut off, or something was added",
        hint: "Copy the export again, or let the source system make a new one.")
    }
  }

  /// What libarchive stopped at; its own words may hold names of members, which say enough elsewhere.
  private func failure() -> Failure {
    if let failure = input.failure { return failure }
    return Failure(
      .compression, at: .init(file: name),
      unsafe "the archive is damaged, truncated or of a kind that is not read (code \(archive_errno(archive)))",
      hint:
        "Copy the export again. Zip, tar, gzip, zstd, bzip2 and xz are read; for 7z and rar, let the source "
        + "system make a zip file.")
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
  /// Whether all of it was read, and so its checksum compared.
  private(set) var isEnded = false

  init(_ reader: ArchiveReader) {
    self.reader = reader
  }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    guard !isEnded else { return .end }
    let outcome = try reader.read(into: &buffer, upTo: limit)
    if case .end = outcome { isEnded = true }
    return outcome
  }
}
