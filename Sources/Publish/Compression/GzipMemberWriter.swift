// SPDX-License-Identifier: EUPL-1.2

internal import CZlib
package import HergebruikFormat
internal import HergebruikSystem

/// Writes compressed pieces, in order, as one gzip member, with its SHA-256.
///
/// The header has no time and no name, so that the bytes depend on nothing but the data.
/// Source: RFC 1952, section 2.3.
package final class GzipMemberWriter {
  /// What was written.
  package struct Summary: Sendable {
    /// Bytes of the file.
    package let byteSize: Int
    /// Bytes of the data.
    package let uncompressedSize: Int
    /// SHA-256 of the file, 64 lower-case hexadecimal digits.
    package let sha256: String
  }

  private let path: String
  private var file: FileDescriptor?
  private var hash = SHA256Hasher()
  private var size = 0
  private var uncompressedSize = 0
  private var crc: UInt = 0

  /// Creates the file, which must not exist, and writes the header.
  package init(path: String) throws(Failure) {
    self.path = path
    file = FileDescriptor(path, for: .writing, [.create, .exclusive], mode: 0o644)
    guard file != nil else { throw Self.failure("create", path, .last) }
    try write([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
  }

  /// Appends a piece made by `PieceCompressor`.
  package func append(
    _ piece: Span<UInt8>, crc pieceCRC: UInt32, length: Int
  ) throws(Failure) {
    crc = crc32_combine(crc, UInt(pieceCRC), length)
    uncompressedSize += length
    try write(piece)
  }

  /// Writes the end of the member and closes the file.
  package func finish() throws(Failure) -> Summary {
    var end: [UInt8] = [0x03, 0x00]  // an empty last block
    for word in [UInt32(truncatingIfNeeded: crc), UInt32(truncatingIfNeeded: uncompressedSize)] {
      for shift in stride(from: 0, to: 32, by: 8) {
        end.append(UInt8(truncatingIfNeeded: word >> UInt32(shift)))
      }
    }
    try write(end)
    guard file.take()?.close() != false else { throw Self.failure("close", path, .last) }
    return Summary(
      byteSize: size, uncompressedSize: uncompressedSize,
      sha256: hash.finish().hexadecimal)
  }

  private func write(_ bytes: [UInt8]) throws(Failure) {
    try write(bytes.span)
  }

  private func write(_ bytes: Span<UInt8>) throws(Failure) {
    unsafe hash.update(bytes.bytes)
    size += bytes.count
    guard unsafe file?.write(bytes.bytes) == true else {
      throw Self.failure("write", path, .last)
    }
  }

  private static func failure(_ verb: String, _ path: String, _ error: SystemError) -> Failure {
    Failure(
      .inputOutput, at: .init(file: path),
      "could not \(verb) the file: \(error)",
      hint: "Check the free space, and that you own the catalogue's folder.")
  }
}
