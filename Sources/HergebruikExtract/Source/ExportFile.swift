// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

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
  init(path: String, size: Int?) {
    self.name = path
    self.size = size
    self.path = size == nil ? nil : path
    open = { counter throws(Failure) in
      try FileSource(path: path, name: path, counter: counter)
    }
  }

  /// Makes a file of any source, for tests.
  package init(name: String, open: @escaping @Sendable () -> any ByteSource) {
    self.name = name
    (size, path) = (nil, nil)
    self.open = { _ in open() }
  }

  /// Opens the file, and unpacks it where it is gzip.
  ///
  /// - Throws: `input-output` or `compression-error`.
  public func bytes(_ counter: ReadCounter) throws(Failure) -> PeekableSource {
    let source = PeekableSource(try open(counter))
    guard try source.peek(2) == [0x1F, 0x8B] else { return source }
    return PeekableSource(try GzipSource(source, name: name))
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
