// SPDX-License-Identifier: EUPL-1.2

/// A growing run of bytes with one owner: the hot path's only container of text.
///
/// Its memory is allocated once and reused: `removeAll()` keeps the capacity.
///
/// Memory safety: it cannot be copied, frees its memory once, and grows before it writes; the pointers of `bytes` and `mutableBytes` are for C
/// libraries, and whoever takes one says so.
@safe
public struct ByteBuffer: ~Copyable, @unchecked Sendable {
  @usableFromInline var base: UnsafeMutablePointer<UInt8>
  @usableFromInline var length = 0
  /// How many bytes fit without allocating.
  public private(set) var capacity: Int

  /// Makes an empty buffer with room for `capacity` bytes.
  public init(capacity: Int = 0) {
    self.capacity = max(capacity, 64)
    unsafe base = .allocate(capacity: self.capacity)
  }

  /// Makes a buffer with a copy of some bytes; not for cells.
  public init(copying bytes: [UInt8]) {
    self.init(capacity: bytes.count)
    append(bytes.span)
  }

  deinit { unsafe base.deallocate() }

  /// How many bytes are in use.
  @inlinable public var count: Int { length }

  /// Whether no byte is in use.
  @inlinable public var isEmpty: Bool { length == 0 }

  /// The bytes in use; the compiler sees to it that they are not kept beyond the next change.
  @inlinable public var span: Span<UInt8> { unsafe Span(_unsafeStart: base, count: length) }

  /// The bytes in use, writable in place.
  @inlinable public var mutableSpan: MutableSpan<UInt8> {
    mutating get { unsafe MutableSpan(_unsafeStart: base, count: length) }
  }

  /// The bytes in use; valid until the next mutation, which nothing checks.
  @inlinable public var bytes: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: base, count: length)
  }

  /// The bytes in use, writable in place; valid until the next mutation.
  @inlinable public var mutableBytes: UnsafeMutableBufferPointer<UInt8> {
    mutating get { unsafe UnsafeMutableBufferPointer(start: base, count: length) }
  }

  /// Lends the bytes in use, of a buffer that is a property of an object.
  @inlinable
  package func withSpan<Result, E: Error>(
    _ body: (Span<UInt8>) throws(E) -> Result
  ) throws(E) -> Result {
    try body(span)
  }

  /// Makes room for `extra` more bytes.
  @inlinable
  public mutating func reserve(_ extra: Int) {
    if length + extra > capacity { grow(to: length + extra) }
  }

  @usableFromInline @inline(never)
  mutating func grow(to needed: Int) {
    let larger = max(needed, capacity + capacity / 2)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe moved.update(from: base, count: length)
    unsafe base.deallocate()
    unsafe base = unsafe moved
    capacity = larger
  }

  /// Appends one byte.
  @inlinable
  public mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe base[length] = byte
    length += 1
  }

  /// Appends bytes.
  @inlinable
  public mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append($0) }
  }

  /// Appends the bytes of anything.
  @inlinable
  package mutating func append(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { unsafe append($0.assumingMemoryBound(to: UInt8.self)) }
  }

  /// Appends bytes; they must not be this buffer's own.
  @inlinable
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
    reserve(bytes.count)
    unsafe (base + length).update(from: source, count: bytes.count)
    length += bytes.count
  }

  /// Appends the UTF-8 of a string; not for cells.
  public mutating func append(_ text: String) {
    append(text.utf8.span)
  }

  /// Appends what `body` writes into up to `limit` bytes, which may have any value before; it returns how many it wrote.
  @inlinable
  public mutating func append<E: Error>(
    upTo limit: Int, _ body: (inout MutableSpan<UInt8>) throws(E) -> Int
  ) throws(E) {
    reserve(limit)
    var room = unsafe MutableSpan(_unsafeStart: base + length, count: limit)
    let written = try body(&room)
    precondition(written >= 0 && written <= limit, "wrote outside the reserved bytes")
    length += written
  }

  /// Appends all bytes of another buffer.
  package mutating func append(_ other: borrowing ByteBuffer) { append(other.span) }

  /// Appends some bytes of another buffer.
  package mutating func append(_ bytes: Range<Int>, of other: borrowing ByteBuffer) {
    append(other.span.extracting(bytes))
  }

  /// Appends a copy of some of its own bytes.
  package mutating func append(copyOf own: Range<Int>) {
    precondition(own.lowerBound >= 0 && own.upperBound <= length, "outside the bytes")
    reserve(own.count)
    unsafe (base + length).update(from: base + own.lowerBound, count: own.count)
    length += own.count
  }

  /// Appends a number, its lowest byte first.
  @inlinable
  package mutating func append(number: UInt32) {
    reserve(4)
    unsafe UnsafeMutableRawPointer(base + length).storeBytes(
      of: number.littleEndian, as: UInt32.self)
    length += 4
  }

  /// Writes a number over bytes that are in use, the lowest byte first.
  @inlinable
  package mutating func store<Number: FixedWidthInteger>(_ number: Number, at place: Int) {
    var span = mutableSpan
    for byte in 0..<MemoryLayout<Number>.size {
      span[place + byte] = UInt8(truncatingIfNeeded: number >> Number(8 * byte))
    }
  }

  /// Shortens to `newLength` bytes.
  @inlinable
  public mutating func truncate(to newLength: Int) {
    precondition(newLength >= 0 && newLength <= length, "truncate can only shorten")
    length = newLength
  }

  /// Removes the first `removed` bytes and moves the rest to the front.
  public mutating func removeFirst(_ removed: Int) {
    precondition(removed >= 0 && removed <= length, "cannot remove more than there is")
    guard removed > 0 else { return }
    unsafe base.update(from: base + removed, count: length - removed)
    length -= removed
  }

  /// Empties the buffer and keeps its memory.
  @inlinable
  public mutating func removeAll() {
    length = 0
  }
}
