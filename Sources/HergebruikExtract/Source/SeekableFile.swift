// SPDX-License-Identifier: EUPL-1.2

import Glibc
public import HergebruikModel

/// An export on disk that can be read from anywhere, for formats that are no stream: workbooks, databases.
///
/// A plain file is read where it is. What is compressed or comes through a pipe is written to a nameless
/// file in the scratch folder first, which is gone with this object.
public final class SeekableFile {
  /// A path that can be opened, as long as this object lives.
  public let path: String
  private let descriptor: Int32?

  /// Sees to it that a file is on disk.
  ///
  /// - Parameter limit: The most bytes that may be written to the scratch folder.
  /// - Throws: `input-output`, `compression-error`, the latter also beyond the limit.
  public init(
    _ file: ExportFile, _ context: ExtractContext, _ counter: ReadCounter, limit: Int = 8 << 30
  ) throws(Failure) {
    let source = PeekableSource(try file.open(counter))
    let unpacked = try file.unpack(source)
    if let path = file.path, unpacked == nil {
      self.path = path
      descriptor = nil
      return
    }
    var template = Array("\(context.scratch)/export-XXXXXX".utf8CString)
    let scratch = mkstemp(&template)
    guard scratch >= 0, unlink(template) == 0 else { throw Self.failure("made", context.scratch) }
    _ = fcntl(scratch, F_SETFD, FD_CLOEXEC)
    descriptor = scratch
    path = "/proc/self/fd/\(scratch)"
    let limited = unpacked.map { LimitedSource($0, counter, name: file.name) }
    try Self.copy(
      limited ?? source, to: scratch, limit: limit, name: file.name, folder: context.scratch)
  }

  deinit {
    if let descriptor { close(descriptor) }
  }

  private static func copy(
    _ source: any ByteSource, to descriptor: Int32, limit: Int, name: String, folder: String
  ) throws(Failure) {
    var buffer = ByteBuffer(capacity: 1 << 18)
    var total = 0
    while case .bytes = try source.read(into: &buffer, upTo: 1 << 18) {
      total += buffer.count
      guard total <= limit else {
        throw Failure(
          .compression, at: Diagnostic.Location(file: name),
          "the export is larger than \(limit >> 20) MiB once unpacked",
          hint: "Check that it is what it should be.")
      }
      var rest = buffer.bytes[...]
      while !rest.isEmpty {
        let piece = UnsafeBufferPointer(rebasing: rest)
        let count = write(descriptor, piece.baseAddress, piece.count)
        guard count > 0 || errno == EINTR else { throw failure("written", folder) }
        rest = rest.dropFirst(max(count, 0))
      }
      buffer.removeAll()
    }
  }

  private static func failure(_ what: String, _ folder: String) -> Failure {
    Failure(
      .inputOutput, at: Diagnostic.Location(file: folder),
      "a file for the unpacked export cannot be \(what): \(String(cString: strerror(errno)))",
      hint: "Check the free space there, and that you own the folder.")
  }
}
