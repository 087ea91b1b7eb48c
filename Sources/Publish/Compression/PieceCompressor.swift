// SPDX-License-Identifier: EUPL-1.2

internal import CDeflate
internal import CZlib
package import HergebruikFormat

/// Compresses pieces of one gzip member, each by itself, and checks each by unpacking it.
///
/// A piece is a raw deflate stream without a last block, padded to a byte, so that pieces can stand
/// one after another. libdeflate compresses; zlib's inflate then walks the blocks, which both proves
/// that the bytes come back and finds the final-block bit to clear. One thread owns a compressor.
/// Source: RFC 1951, sections 3.2.3 and 3.2.4; zlib's own example `gzjoin.c` describes the walk.
///
/// Memory safety: it owns the compressor, the stream and `unpacked`, and frees each once; both libraries get pointers with
/// their counts, and keep none between calls.
@safe
package final class PieceCompressor {
  /// Uncompressed bytes in every piece but the last: what makes output independent of the workers.
  package static let pieceSize = 1 << 20

  private let compressor: OpaquePointer
  private let stream: UnsafeMutablePointer<z_stream>
  private let unpacked: UnsafeMutableBufferPointer<UInt8>

  /// Makes a compressor of level 6.
  ///
  /// - Throws: `self-check` where there is no memory.
  package init() throws(Failure) {
    guard let compressor = unsafe libdeflate_alloc_compressor(6) else {
      throw Failure(.selfCheck, "there is no memory for compressing")
    }
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    guard unsafe inflateInit2_(stream, -15, ZLIB_VERSION, size) == Z_OK else {
      unsafe libdeflate_free_compressor(compressor)
      unsafe stream.deallocate()
      throw Failure(.selfCheck, "there is no memory for checking what is compressed")
    }
    unsafe self.compressor = unsafe compressor
    unsafe self.stream = unsafe stream
    unsafe unpacked = .allocate(capacity: 1 << 16)
  }

  deinit {
    unsafe libdeflate_free_compressor(compressor)
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
    unsafe unpacked.deallocate()
  }

  /// Replaces what `out` holds by the compressed piece.
  ///
  /// - Returns: the CRC-32 of the uncompressed bytes.
  /// - Throws: `self-check` where the compressed bytes do not give back what went in.
  package func compress(
    _ piece: Span<UInt8>, into out: inout ByteBuffer
  ) throws(Failure) -> UInt32 {
    out.removeAll()
    let bound = unsafe libdeflate_deflate_compress_bound(compressor, piece.count)
    out.append(upTo: bound) { room in
      unsafe piece.withUnsafeBytes { piece in
        unsafe room.withUnsafeMutableBytes { room in
          unsafe libdeflate_deflate_compress(
            compressor, piece.baseAddress, piece.count, room.baseAddress, room.count)
        }
      }
    }
    let crc = unsafe piece.withUnsafeBytes { unsafe libdeflate_crc32(0, $0.baseAddress, $0.count) }
    let walk = walk(&out)
    guard !out.isEmpty, let walk, walk.length == piece.count, walk.crc == crc else {
      throw Failure(
        .selfCheck, "compressed data did not unpack to what it was made from",
        hint:
          "Nothing was published. Run again; if it happens twice, test the memory of the machine.")
    }
    var bytes = out.mutableSpan
    bytes[walk.lastHeader.byte] &= ~(1 << walk.lastHeader.bit)
    if walk.unusedBits < 3 { out.append(0) }
    for byte: UInt8 in [0x00, 0x00, 0xFF, 0xFF] { out.append(byte) }
    return crc
  }

  private struct Walk {
    var length = 0
    var crc: UInt32 = 0
    /// Where the last block begins: its first bit says that it is the last.
    var lastHeader = (byte: 0, bit: UInt8(0))
    /// Bits of the last byte that belong to no block.
    var unusedBits = 0
  }

  /// Unpacks the stream block by block; nil where it is not one whole stream.
  private func walk(_ out: inout ByteBuffer) -> Walk? {
    guard unsafe inflateReset(stream) == Z_OK else { return nil }
    let bytes = unsafe out.mutableBytes
    unsafe stream.pointee.next_in = bytes.baseAddress
    unsafe stream.pointee.avail_in = UInt32(bytes.count)
    var walk = Walk()
    while true {
      unsafe stream.pointee.next_out = unsafe unpacked.baseAddress
      unsafe stream.pointee.avail_out = unsafe UInt32(unpacked.count)
      guard unsafe inflate(stream, Z_BLOCK) == Z_OK else { return nil }
      let produced = unsafe unpacked.count - Int(stream.pointee.avail_out)
      walk.length += produced
      walk.crc = unsafe UInt32(
        truncatingIfNeeded: libdeflate_crc32(walk.crc, unpacked.baseAddress, produced))
      let state = unsafe Int(stream.pointee.data_type)
      guard state & 128 != 0 else { continue }
      let consumed = unsafe bytes.count - Int(stream.pointee.avail_in)
      walk.unusedBits = state & 7
      if state & 64 != 0 { return consumed == bytes.count ? walk : nil }
      walk.lastHeader =
        walk.unusedBits == 0
        ? (consumed, 0) : (consumed - 1, UInt8(8 - walk.unusedBits))
    }
  }
}
