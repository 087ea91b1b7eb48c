// SPDX-License-Identifier: EUPL-1.2

import CZlib
import Foundation
import HergebruikFormat
import HergebruikTesting
import Testing

@testable import HergebruikExtract

/// Tables as `GzipMemberWriter` writes them, read piece by piece.
@Suite("Piece source")
struct PieceSourceTests {
  /// Pieces of zlib, each ended by an empty stored block, in one member.
  private static func member(_ data: [UInt8], pieceSize: Int = 1 << 20) -> [UInt8] {
    var file = PieceSource.header
    for start in stride(from: 0, to: data.count, by: pieceSize) {
      file += flushed(Array(data[start..<min(start + pieceSize, data.count)]))
    }
    file += [0x03, 0x00]
    let crc = data.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
    for word in [UInt32(truncatingIfNeeded: crc), UInt32(data.count)] {
      for shift: UInt32 in [0, 8, 16, 24] { file.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
    return file
  }

  /// One piece: `Z_FULL_FLUSH` ends with an empty stored block.
  private static func flushed(_ piece: [UInt8]) -> [UInt8] {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    deflateInit2_(
      stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(stream) }
    var (piece, out) = (piece, [UInt8](repeating: 0, count: piece.count * 2 + 1000))
    let count = piece.withUnsafeMutableBufferPointer { input in
      out.withUnsafeMutableBufferPointer { output in
        stream.pointee.next_in = input.baseAddress
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        deflate(stream, Z_FULL_FLUSH)
        return output.count - Int(stream.pointee.avail_out)
      }
    }
    return Array(out[..<count])
  }

  private static func read(_ file: [UInt8], limit: Int) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try Data(file).write(to: URL(fileURLWithPath: folder.path + "/t.gz"))
    let source = try ExportFile(path: folder.path + "/t.gz", size: file.count).ownBytes()
    var all = ByteBuffer()
    while case .bytes = try source.read(into: &all, upTo: limit) {}
    return Array(all.bytes)
  }

  /// Data with the mark of a piece's end in it, which a stored block has as it is.
  private static func data(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    var data: [UInt8] = []
    while data.count < count {
      data += Array("rij \(data.count);".utf8)
      if data.count % 7 == 0 { data += [0, 0, 255, 255] }
      if data.count % 100_000 < 50_000 { data.append(.random(in: 0...255, using: &generator)) }
    }
    return Array(data[..<count])
  }

  @Test(
    "reads what was written, in any steps",
    arguments: [0, 1, 5000, 1 << 20, (1 << 20) + 1, 3_500_000], [777, 1 << 16, 1 << 20, 1 << 22])
  func reads(count: Int, limit: Int) throws {
    let data = Self.data(count)
    #expect(try Self.read(Self.member(data), limit: limit) == data)
  }

  @Test("finds the ends of pieces among data that look like them")
  func incompressible() throws {
    var generator = SystemRandomNumberGenerator()
    var data = (0..<2_500_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for at in stride(from: 1000, to: data.count - 4, by: 10_007) {
      data.replaceSubrange(at..<(at + 4), with: [0, 0, 255, 255])
    }
    #expect(try Self.read(Self.member(data), limit: 1 << 20) == data)
  }

  @Test("refuses what was damaged, cut off, added to, or cut into other pieces")
  func damaged() {
    let data = Self.data(2_200_000)
    let file = Self.member(data)
    var files = [Array(file.dropLast()), Array(file[..<(file.count / 2)]), file + [0], file + file]
    for at in [20, file.count / 2, file.count - 9, file.count - 1] {
      var damaged = file
      damaged[at] ^= 0x10
      files.append(damaged)
    }
    files.append(Self.member(data, pieceSize: 300_000))
    for file in files {
      #expect(throws: Failure.self) { try Self.read(file, limit: 1 << 20) }
    }
  }
}
