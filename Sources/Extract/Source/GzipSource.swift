// SPDX-License-Identifier: EUPL-1.2

import CZlib
internal import HergebruikFormat

/// The uncompressed bytes of a gzip file of one or more members.
///
/// Every member must be whole: its CRC-32 and length are checked; nothing else may follow the last.
/// Source: RFC 1952, sections 2.2, 2.3.
///
/// Memory safety: it owns the stream, which never moves; zlib gets pointers with their counts, and keeps none between calls.
@safe
final class GzipSource: ByteSource {
  /// Foreign bytes behind the last member are counted up to here.
  private static let countLimit = 1 << 20

  private let inner: any ByteSource
  private let name: String
  /// zlib keeps a pointer back to the stream, so that it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var packed = ByteBuffer(capacity: 1 << 16)
  private var taken = 0
  /// Compressed bytes that were read from `inner`.
  private var received = 0
  private var innerEnded = false
  private var memberEnded = false

  init(_ inner: any ByteSource, name: String) throws(Failure) {
    self.inner = inner
    self.name = name
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 + 16: the largest window, and a gzip wrapper only.
    let status = unsafe inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      throw Failure(
        .inputOutput, at: Diagnostic.Location(file: name), "zlib did not start (code \(status))")
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  func read(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) -> ReadOutcome {
    let before = buffer.count
    while buffer.count == before {
      try refill()
      if memberEnded {
        guard try isAtMember() else { return .end }
        unsafe inflateReset(stream)
        memberEnded = false
      }
      try inflateSome(into: &buffer, upTo: limit)
    }
    return .bytes
  }

  /// Sees to it that compressed bytes are at hand, unless there are none left.
  private func refill() throws(Failure) {
    guard taken == packed.count, !innerEnded else { return }
    packed.removeAll()
    taken = 0
    try receive()
  }

  /// Appends compressed bytes to those at hand.
  private func receive() throws(Failure) {
    let before = packed.count
    if case .end = try inner.read(into: &packed, upTo: 1 << 16) { innerEnded = true }
    received += packed.count - before
  }

  /// Whether another member follows the one that ended; false at the end of the file.
  private func isAtMember() throws(Failure) -> Bool {
    while packed.count - taken < 2, !innerEnded {
      packed.removeFirst(taken)
      taken = 0
      try receive()
    }
    guard taken < packed.count else { return false }
    let isMember = unsafe [0x1F, 0x8B].starts(with: packed.bytes[taken...].prefix(2))
    guard isMember else { throw try foreign() }
    return true
  }

  /// The failure of bytes behind the last member that are no gzip.
  private func foreign() throws(Failure) -> Failure {
    let start = received - (packed.count - taken)
    while received - start < Self.countLimit, !innerEnded {
      taken = packed.count
      try refill()
    }
    let count = received - start
    let amount = count < Self.countLimit ? "\(count)" : "at least \(Self.countLimit)"
    let what = count == 1 ? "byte that is not gzip follows" : "bytes that are not gzip follow"
    return Failure(
      .compression, at: Diagnostic.Location(file: name),
      "\(amount) \(what) the gzip data (from byte \(start) of the compressed file)",
      hint: "Let what makes or copies the file add nothing behind the gzip data, such as padding.")
  }

  private func inflateSome(into buffer: inout ByteBuffer, upTo limit: Int) throws(Failure) {
    let available = packed.count - taken
    var status = Z_OK
    let input = unsafe packed.mutableBytes
    buffer.append(upTo: limit) { room in
      unsafe room.withUnsafeMutableBufferPointer { room in
        unsafe stream.pointee.next_in = unsafe input.baseAddress.map { unsafe $0 + taken }
        unsafe stream.pointee.avail_in = UInt32(available)
        unsafe stream.pointee.next_out = room.baseAddress
        unsafe stream.pointee.avail_out = UInt32(room.count)
        status = unsafe inflate(stream, Z_NO_FLUSH)
        return unsafe room.count - Int(stream.pointee.avail_out)
      }
    }
    unsafe taken += available - Int(stream.pointee.avail_in)
    switch status {
    case Z_STREAM_END: memberEnded = true
    case Z_OK: break
    case Z_BUF_ERROR where available > 0: break
    case Z_BUF_ERROR: throw failure("ends too early: it is truncated")
    default: throw failure("is damaged")
    }
  }

  private func failure(_ what: String) -> Failure {
    let offset = received - (packed.count - taken)
    return Failure(
      .compression, at: Diagnostic.Location(file: name),
      "the gzip file \(what) (at byte \(offset) of the compressed file)",
      hint: "Copy the export again, or let the source system make a new one.")
  }
}
