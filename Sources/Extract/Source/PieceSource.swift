// SPDX-License-Identifier: EUPL-1.2

internal import CDeflate
internal import HergebruikFormat
internal import HergebruikSystem

/// The uncompressed bytes of a table that this program wrote: one gzip member of pieces that stand alone.
///
/// libdeflate unpacks each by itself, in half of zlib's time. A piece is a megabyte, the last one less, and ends with
/// an empty stored block, by which it is found; an empty last block in the place of what follows makes a whole
/// stream of it. That the right places were found is what the CRC-32 and the length of the member prove.
/// Source: docs/adr/0003; RFC 1951, section 3.2.4; RFC 1952, section 2.3.
///
/// Memory safety: it owns the decompressor, and frees it once; libdeflate gets pointers with their counts, and keeps none.
@safe
final class PieceSource: ByteSource {
  /// The header of such a file.
  static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  private static let pieceSize = 1 << 20
  /// An empty last block, CRC-32 and length.
  private static let endSize = 10
  /// No piece is longer when packed, and so much of the file is looked at.
  private static let ahead = pieceSize + (1 << 16)

  private let inner: any ByteSource
  private let name: String
  private let decompressor: OpaquePointer
  private var packed = ByteBuffer(capacity: ahead + (1 << 20))
  private var taken = 0
  private var innerEnded = false
  private var isEnded = false
  private var unpacked = ByteBuffer(capacity: pieceSize)
  private var given = 0
  private var crc: UInt32 = 0
  private var length: UInt32 = 0

  /// Takes over a source that begins with the header.
  init(_ inner: any ByteSource, name: String) throws(Failure) {
    (self.inner, self.name) = (inner, name)
    guard let decompressor = unsafe libdeflate_alloc_decompressor() else {
      throw Failure(.selfCheck, at: .init(file: name), "there is no memory for unpacking")
    }
    unsafe self.decompressor = unsafe decompressor
    try refill()
    taken = Self.header.count
  }

  deinit { unsafe libdeflate_free_decompressor(decompressor) }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    if given == unpacked.count {
      guard !isEnded else { return .end }
      unpacked.removeAll()
      given = 0
      try refill()
      guard try !endsHere() else { return .end }
      if limit >= Self.pieceSize {
        try unpack(into: &buffer)
        return .bytes
      }
      try unpack(into: &unpacked)
    }
    let part = unsafe unpacked.bytes[given..<min(given + limit, unpacked.count)]
    unsafe buffer.append(UnsafeBufferPointer(rebasing: part))
    unsafe given += part.count
    return .bytes
  }

  /// Sees to it that the whole next piece is at hand, and the end where that follows.
  private func refill() throws(Failure) {
    guard !innerEnded, packed.count - taken < Self.ahead else { return }
    packed.removeFirst(taken)
    taken = 0
    while !innerEnded, packed.count < Self.ahead + (1 << 19) {
      if case .end = try inner.read(into: &packed, upTo: 1 << 18) { innerEnded = true }
    }
  }

  /// Whether only the end of the member is left, which must be right.
  private func endsHere() throws(Failure) -> Bool {
    guard innerEnded, packed.count - taken <= Self.endSize else { return false }
    var end: [UInt8] = [0x03, 0x00]
    for word in [crc, length] {
      for shift: UInt32 in [0, 8, 16, 24] { end.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
    guard unsafe packed.bytes[taken...].elementsEqual(end) else { throw failure() }
    isEnded = true
    return true
  }

  /// Appends the next piece.
  private func unpack(into buffer: inout ByteBuffer) throws(Failure) {
    var start = taken
    while let end = pieceEnd(from: start) {
      let left = packed.count - end
      guard left >= Self.endSize else { break }
      let before = buffer.count
      let isWhole = unpack(taken..<end, into: &buffer)
      let count = buffer.count - before
      if isWhole, count == Self.pieceSize || count > 0 && innerEnded && left == Self.endSize {
        crc = unsafe libdeflate_crc32(
          crc, buffer.bytes.baseAddress.map { unsafe $0 + before }, count)
        length &+= UInt32(truncatingIfNeeded: count)
        taken = end
        return
      }
      // Four bytes of the data that look like the end of a piece.
      buffer.truncate(to: before)
      start = end - 3
    }
    throw failure()
  }

  /// Where an empty stored block ends, which is written 00 00 FF FF; nil where there is none.
  private func pieceEnd(from start: Int) -> Int? {
    let bytes = unsafe packed.bytes
    guard let base = bytes.baseAddress else { return nil }
    var i = start + 2
    while i < bytes.count - 1,
      let found = unsafe Memory.firstIndex(of: 0xFF, in: base + i, count: bytes.count - 1 - i)
    {
      i += found
      if unsafe bytes[i + 1] == 0xFF, unsafe bytes[i - 1] == 0, unsafe bytes[i - 2] == 0 {
        return i + 2
      }
      i += 1
    }
    return nil
  }

  /// Unpacks some bytes as a stream of their own; false where they are none.
  private func unpack(_ range: Range<Int>, into buffer: inout ByteBuffer) -> Bool {
    let bytes = unsafe packed.mutableBytes
    let end = range.upperBound
    let lastBlock: [UInt8] = [0x01, 0x00, 0x00, 0xFF, 0xFF]
    let kept = (0..<5).map { unsafe bytes[end + $0] }
    for (i, byte) in lastBlock.enumerated() { unsafe bytes[end + i] = byte }
    defer { for (i, byte) in kept.enumerated() { unsafe bytes[end + i] = byte } }
    var (used, made, isRight) = (0, 0, false)
    buffer.append(upTo: Self.pieceSize) { room in
      let result = unsafe room.withUnsafeMutableBytes { room in
        unsafe libdeflate_deflate_decompress_ex(
          decompressor, bytes.baseAddress.map { unsafe $0 + range.lowerBound }, range.count + 5,
          room.baseAddress, room.count, &used, &made)
      }
      isRight = result == LIBDEFLATE_SUCCESS && used == range.count + 5
      return isRight ? made : 0
    }
    return isRight
  }

  private func failure() -> Failure {
    Failure(
      .compression, at: .init(file: name),
      "the table is not what was written: it is damaged, or not whole",
      hint: "What is published was changed by another program, or by a fault of the disk.")
  }
}
