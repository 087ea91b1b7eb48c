// SPDX-License-Identifier: EUPL-1.2

import CZlib
import Foundation
import HergebruikFormat
@_spi(Transform) import HergebruikModel
import Testing

@testable import HergebruikPublish

@Suite struct GzipMemberTests {
  /// Data with a length and a texture: nothing, letters, noise, and both by turns.
  private static func data(_ length: Int, seed: UInt64) -> [UInt8] {
    var state = seed | 1
    return (0..<length).map { index in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      let noisy = (index >> 12) % 3 == Int(seed % 3)
      return noisy ? UInt8(truncatingIfNeeded: state >> 33) : UInt8(0x61 + (state >> 40) % 7)
    }
  }

  private func write(_ data: [UInt8], to path: String) throws -> GzipMemberWriter.Summary {
    let writer = try GzipMemberWriter(path: path)
    let compressor = try PieceCompressor()
    var packed = ByteBuffer()
    for start in stride(from: 0, to: data.count, by: PieceCompressor.pieceSize) {
      let piece = ByteBuffer(
        copying: Array(data[start..<min(start + PieceCompressor.pieceSize, data.count)]))
      let crc = try compressor.compress(piece.span, into: &packed)
      try writer.append(packed.span, crc: crc, length: piece.count)
    }
    return try writer.finish()
  }

  /// Unpacks exactly one member; nil where it is damaged or something follows it.
  private func unpackOneMember(_ path: String) throws -> [UInt8]? {
    var input = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    try #require(
      inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
    defer { inflateEnd(stream) }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    return input.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(input.count)
      while true {
        let (status, made) = chunk.withUnsafeMutableBufferPointer { chunk in
          stream.pointee.next_out = chunk.baseAddress
          stream.pointee.avail_out = UInt32(chunk.count)
          let status = inflate(stream, Z_NO_FLUSH)
          return (status, chunk.count - Int(stream.pointee.avail_out))
        }
        output += chunk[..<made]
        if status == Z_STREAM_END { return stream.pointee.avail_in == 0 ? output : nil }
        guard status == Z_OK else { return nil }
      }
    }
  }

  @Test(arguments: [0, 1, 2, 100, 65_535, 1 << 20, (1 << 20) + 1, 3_500_000], [1, 2, 3, 77])
  func isOneWholeMember(length: Int, seed: UInt64) throws {
    let path = NSTemporaryDirectory() + "gzip-\(UUID().uuidString).gz"
    defer { unlink(path) }
    let data = Self.data(length, seed: seed)
    let summary = try write(data, to: path)
    #expect(try unpackOneMember(path) == data)
    #expect(summary.uncompressedSize == length)
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    #expect(summary.byteSize == size)
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    #expect(summary.sha256 == FileSystem.digest(bytes).sha256)
  }

  @Test func hasNoTimeAndNoName() throws {
    let path = NSTemporaryDirectory() + "gzip-\(UUID().uuidString).gz"
    defer { unlink(path) }
    _ = try write(Array("a,b\n".utf8), to: path)
    let head = Array(try Data(contentsOf: URL(filePath: path)).prefix(10))
    #expect(head == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
  }

  @Test func neverWritesOverAFile() throws {
    let path = NSTemporaryDirectory() + "gzip-\(UUID().uuidString).gz"
    defer { unlink(path) }
    _ = try write([], to: path)
    let failure = try #require(throws: Failure.self) { try GzipMemberWriter(path: path) }
    #expect(failure.diagnostics.first?.code == .inputOutput)
  }
}

@Suite struct CSVEncoderTests {
  private func encode(_ rows: [[String]], names: [String]) -> String {
    let fields = names.map {
      PublishedField(name: $0, type: "string", privacy: .none, treatment: .kind(.keep))
    }
    var batch = OpenBatch(width: names.count)
    for cell in rows.joined() {
      batch.text.append(cell)
      batch.ends.append(UInt32(batch.text.count))
      batch.text.append(0)
    }
    let encoder = CSVEncoder(OpenTable(fields: fields, primaryKey: []))
    var out = ByteBuffer()
    encoder.appendHeader(to: &out)
    encoder.append(batch, rows: 0..<batch.rowCount, to: &out)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  @Test func quotesOnlyWhatNeedsIt() {
    let rows = [["1", "é x"], ["a,b", ""], ["\"", "c\nd"], ["e\rf", " g "]]
    #expect(
      encode(rows, names: ["a", "b,c"])
        == "a,\"b,c\"\n1,é x\n\"a,b\",\n\"\"\"\",\"c\nd\"\n\"e\rf\", g \n")
  }

  @Test func neverWritesABlankRow() {
    #expect(encode([["1"], [""], ["2"]], names: ["a"]) == "a\n1\n\"\"\n2\n")
  }
}
