// SPDX-License-Identifier: EUPL-1.2

import CZlib
import Testing

/// A reader of plain CSV (RFC 4180) that shares nothing with the program's.
enum CSVText {
  /// The records of a text; a line end after the last is optional.
  static func records(of bytes: [UInt8], delimiter: Character = ",") -> [[String]] {
    let mark = delimiter.asciiValue ?? UInt8(ascii: ",")
    var (records, record, cell): ([[String]], [String], [UInt8]) = ([], [], [])
    var isQuoted = false
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func end() {
      record.append(String(decoding: cell, as: UTF8.self))
      cell = []
    }
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""):
        if isQuoted, at < bytes.count, bytes[at] == byte {
          cell.append(byte)
          at += 1
        } else {
          isQuoted.toggle()
        }
      case mark where !isQuoted: end()
      case 0x0D where !isQuoted: continue
      case 0x0A where !isQuoted:
        end()
        records.append(record)
        record = []
      default: cell.append(byte)
      }
    }
    if !record.isEmpty || !cell.isEmpty {
      end()
      records.append(record)
    }
    return records
  }
}

/// Decompression of what must be exactly one gzip member.
enum Gunzip {
  /// The content of a gzip file of one member.
  static func bytes(_ packed: [UInt8]) throws -> [UInt8] {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    let size = Int32(MemoryLayout<z_stream>.size)
    try #require(inflateInit2_(stream, MAX_WBITS + 16, ZLIB_VERSION, size) == Z_OK)
    defer { inflateEnd(stream) }
    var (packed, result) = (packed, [UInt8]())
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    try packed.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(input.count)
      var code = Z_OK
      while code == Z_OK {
        try buffer.withUnsafeMutableBufferPointer { room in
          stream.pointee.next_out = room.baseAddress
          stream.pointee.avail_out = UInt32(room.count)
          code = inflate(stream, Z_NO_FLUSH)
          try #require(code == Z_OK || code == Z_STREAM_END)
          result += room.prefix(room.count - Int(stream.pointee.avail_out))
        }
      }
      try #require(stream.pointee.avail_in == 0, "there is something after the gzip member")
    }
    return result
  }
}
