// SPDX-License-Identifier: EUPL-1.2

public import HergebruikFormat
import Synchronization

/// One file of an export, not yet opened.
public struct ExportFile: Sendable {
  /// The path, as a person would type it; "-" is standard input.
  public let name: String
  /// Its size in bytes; nil where it is not known.
  public let size: Int?
  /// The path of a file that can be opened again and read from anywhere; nil for pipes.
  let path: String?
  /// Opens it.
  let open: @Sendable (ReadCounter) throws(Failure) -> any ByteSource

  /// Makes a file of a path.
  ///
  /// - Parameter name: what a person would call it; the path where nothing is said.
  init(path: String, name: String? = nil, size: Int?) {
    let name = name ?? path
    self.name = name
    self.size = size
    self.path = size == nil ? nil : path
    let isOnce = size == nil
    let once = Once()
    open = { counter throws(Failure) in
      if isOnce { try once.take(name) }
      return try FileSource(path: path, name: name, counter: counter)
    }
  }

  /// Makes a file of any source, for tests.
  package init(name: String, open: @escaping @Sendable () -> any ByteSource) {
    self.name = name
    (size, path) = (nil, nil)
    self.open = { _ in open() }
  }

  /// Makes a file of what is opened when it is read, and can be opened once: a member, what a program writes.
  init(
    name: String, once open: @escaping @Sendable (ReadCounter) throws(Failure) -> any ByteSource
  ) {
    self.name = name
    (size, path) = (nil, nil)
    let once = Once()
    self.open = { counter throws(Failure) in
      try once.take(name)
      return try open(counter)
    }
  }

  /// A file that is open: nothing was read of it but what was looked at.
  struct Opened {
    /// Its bytes, unpacked.
    var bytes: PeekableSource
    /// Whether they are packed in the file.
    var isPacked: Bool
  }

  /// Opens the file, and unpacks it where it is gzip, zstd, bzip2 or xz.
  ///
  /// - Throws: `input-output` or `compression-error`.
  func opened(_ counter: ReadCounter) throws(Failure) -> Opened {
    let source = PeekableSource(try open(counter))
    guard let unpacked = try unpack(source) else { return Opened(bytes: source, isPacked: false) }
    return Opened(
      bytes: PeekableSource(LimitedSource(unpacked, counter, name: name)), isPacked: true)
  }

  /// Opens the file, and unpacks it where it is gzip, zstd, bzip2 or xz.
  ///
  /// - Throws: `input-output` or `compression-error`.
  public func bytes(_ counter: ReadCounter) throws(Failure) -> PeekableSource {
    try opened(counter).bytes
  }

  /// Opens a file that this program wrote, which may unpack to any size.
  ///
  /// - Throws: `input-output` or `compression-error`.
  package func ownBytes() throws(Failure) -> any ByteSource {
    let source = PeekableSource(try open(ReadCounter()))
    if try source.peek(PieceSource.header.count) == PieceSource.header {
      return try PieceSource(source, name: name)
    }
    return try unpack(source) ?? source
  }

  /// What unpacks a source, by its first bytes; nil where it is not compressed.
  func unpack(_ source: PeekableSource) throws(Failure) -> (any ByteSource)? {
    let start = try source.peek(6)
    if start.starts(with: [0x1F, 0x8B]) { return try GzipSource(source, name: name) }
    let isPacked =
      start.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) || start == [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
      || start.starts(with: Array("BZh".utf8)) && start.count > 3
        && (0x31...0x39).contains(start[3])
    return isPacked ? try FilterSource(source, name: name) : nil
  }

  /// Opens the file as `bytes` does, and turns UTF-16 into UTF-8.
  ///
  /// - Throws: `input-output`, `compression-error`, or `encoding-error` where the byte order mark says
  ///   something else than the pipeline file, or the file is HTML or XML.
  func text(_ encoding: SourceEncoding, _ counter: ReadCounter) throws(Failure) -> any ByteSource {
    let source = try bytes(counter)
    try refuseOtherFormats(source.peek(256))
    let mark = ByteOrderMark(try source.peek(4))
    if let mark, !mark.agrees(with: encoding) { throw contradiction(mark, encoding) }
    source.skip(mark?.length ?? 0)
    guard encoding.isUTF16 else { return source }
    if encoding == .utf16, mark == nil, try !source.peek(1).isEmpty {
      throw Failure(
        .encoding, at: top, "the file does not begin with a byte order mark",
        hint: "Write 'encoding: utf-16le' (the usual one) or 'encoding: utf-16be'.")
    }
    return UTF16Source(source, bigEndian: encoding == .utf16BE || mark == .utf16BE)
  }

  private var top: Diagnostic.Location {
    Diagnostic.Location(file: name, line: 1, column: 1)
  }

  private func contradiction(_ mark: ByteOrderMark, _ declared: SourceEncoding) -> Failure {
    guard let found = mark.encoding else {
      return Failure(
        .encoding, at: top, "the file begins with the byte order mark of UTF-32",
        hint: "UTF-32 is not read: let the source system export UTF-8.")
    }
    return Failure(
      .encoding, at: top,
      "the file begins with the byte order mark of \(found.rawValue), not \(declared.rawValue)",
      hint: "Write 'encoding: \(found.rawValue)'.")
  }
}

/// Sees to it that what can be opened once is: the second time its first bytes would be missing.
private final class Once: Sendable {
  private let isTaken = Atomic<Bool>(false)

  /// - Throws: `self-check` the second time.
  func take(_ name: String) throws(Failure) {
    guard isTaken.exchange(true, ordering: .relaxed) else { return }
    throw Failure(
      .selfCheck, at: .init(file: name), "an export that can be read once was opened a second time",
      hint: "Please report it. Save the export as a file of its own, and read that.")
  }
}
