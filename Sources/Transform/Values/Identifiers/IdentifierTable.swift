// SPDX-License-Identifier: EUPL-1.2

/// The values of direct identifiers that one thread saw, to look for in what is published.
///
/// It holds hashes of 64 bits and no value: of the whole value, and for its first five bytes which lengths
/// there are. ASCII letters count as small ones. A value that is not there is taken for one that is with a
/// chance of about 10^-11 for each ten million values.
/// Source: ../shared/standards/privacy/privacy.md, "Gate", 6.
package final class IdentifierTable: @unchecked Sendable {
  /// Values that are shorter are in too many texts.
  static let minimumLength = 5
  /// Of longer values only the beginning counts.
  private static let maximumLength = minimumLength + 63

  /// Whether there were more values than fit.
  @exclusivity(unchecked) package private(set) var isFull = false
  /// Different values.
  @exclusivity(unchecked) package private(set) var count = 0

  // Plain memory, since these are looked at for every word that is published.
  @exclusivity(unchecked) private var values: UnsafeMutableBufferPointer<UInt64>
  @exclusivity(unchecked) private var heads: UnsafeMutableBufferPointer<Head>
  private var headCount = 0
  /// A bit for each hash of a head, 256 KiB of them: most places are passed over by it.
  private let filter: UnsafeMutableBufferPointer<UInt64>
  private let limit: Int

  /// The first five bytes of values, and for each length less five whether there is such a value.
  private struct Head {
    var bytes: UInt64 = 0
    var lengths: UInt64 = 0
  }

  /// Makes an empty table.
  ///
  /// - Parameter memory: The most bytes that it may take.
  package init(memory: Int) {
    limit = memory
    values = Self.allocate(1 << 10, 0)
    heads = Self.allocate(1 << 8, Head())
    filter = Self.allocate(1 << 15, 0)
  }

  deinit {
    values.deallocate()
    heads.deallocate()
    filter.deallocate()
  }

  private static func allocate<T>(_ count: Int, _ value: T) -> UnsafeMutableBufferPointer<T> {
    let memory = UnsafeMutableBufferPointer<T>.allocate(capacity: count)
    memory.initialize(repeating: value)
    return memory
  }

  /// Enters a value, without white space around it; short ones are passed over.
  package func insert(_ cell: UnsafeBufferPointer<UInt8>) {
    let cell = UTF8Text.trimmedASCII(cell)
    guard cell.count >= Self.minimumLength, !isFull else { return }
    let length = min(cell.count, Self.maximumLength)
    let hash = Self.hash(cell, from: 0, length)
    guard addValue(hash) else { return }
    addHead(Self.head(cell, at: 0), length)
    if count * 4 > values.count * 3 { growValues() }
    if headCount * 2 > heads.count { growHeads() }
  }

  /// Whether any value stands in a cell, between borders of words.
  package func occurs(in cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count > 0, cell.count >= Self.minimumLength else { return false }
    var before: UInt8 = 0
    for i in 0...(cell.count - Self.minimumLength) {
      let kind = Self.kind(cell[i])
      if kind != before || kind == 0, begins(in: cell, at: i) { return true }
      before = kind
    }
    return false
  }

  @inline(__always)
  private func begins(in cell: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    let head = Self.head(cell, at: start)
    let bit = Self.mix(head)
    guard filter[Int(bit >> 49)] >> (bit >> 43 & 63) & 1 == 1 else { return false }
    return find(head, bit, in: cell, at: start)
  }

  private func find(
    _ head: UInt64, _ hash: UInt64, in cell: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> Bool {
    // Of a head that is not there no length is known.
    var lengths = heads[slot(of: head, hash)].lengths
    while lengths != 0 {
      let length = Self.minimumLength + lengths.trailingZeroBitCount
      lengths &= lengths - 1
      let end = start + length
      guard end <= cell.count else { return false }
      let isLongest = length == Self.maximumLength
      guard isLongest || Self.isBorder(cell, at: end) else { continue }
      if holds(Self.hash(cell, from: start, length)) { return true }
    }
    return false
  }

  // MARK: The tables

  private func holds(_ hash: UInt64) -> Bool { values[slot(of: hash)] == hash }

  /// Where a hash of a value is, or would go.
  @inline(__always)
  private func slot(of hash: UInt64) -> Int {
    var at = Int(truncatingIfNeeded: hash) & (values.count - 1)
    while values[at] != 0, values[at] != hash { at = (at + 1) & (values.count - 1) }
    return at
  }

  /// Where a head is, or would go.
  @inline(__always)
  private func slot(of head: UInt64, _ hash: UInt64) -> Int {
    var at = Int(truncatingIfNeeded: hash) & (heads.count - 1)
    while heads[at].bytes != 0, heads[at].bytes != head { at = (at + 1) & (heads.count - 1) }
    return at
  }

  /// Adds a hash; false where it is there.
  private func addValue(_ hash: UInt64) -> Bool {
    let at = slot(of: hash)
    guard values[at] == 0 else { return false }
    values[at] = hash
    count += 1
    return true
  }

  private func addHead(_ head: UInt64, _ length: Int) {
    let hash = Self.mix(head)
    filter[Int(hash >> 49)] |= 1 << (hash >> 43 & 63)
    let at = slot(of: head, hash)
    if heads[at].bytes == 0 { headCount += 1 }
    heads[at].bytes = head
    heads[at].lengths |= 1 << UInt64(length - Self.minimumLength)
  }

  private func growValues() {
    let old = values
    guard fits(values: 2 * old.count, heads: heads.count) else { return isFull = true }
    defer { old.deallocate() }
    values = Self.allocate(2 * old.count, 0)
    count = 0
    for hash in old where hash != 0 { _ = addValue(hash) }
  }

  private func growHeads() {
    let old = heads
    guard fits(values: values.count, heads: 2 * old.count) else { return isFull = true }
    defer { old.deallocate() }
    heads = Self.allocate(2 * old.count, Head())
    headCount = 0
    for head in old where head.bytes != 0 {
      var lengths = head.lengths
      while lengths != 0 {
        addHead(head.bytes, Self.minimumLength + lengths.trailingZeroBitCount)
        lengths &= lengths - 1
      }
    }
  }

  private func fits(values: Int, heads: Int) -> Bool { 8 * values + 16 * heads <= limit }

  // MARK: Bytes

  /// Letters and digits; others have a border at each side.
  @inline(__always)
  private static func kind(_ byte: UInt8) -> UInt8 {
    if byte &- 0x30 < 10 { return 1 }
    return (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 ? 2 : 0
  }

  @inline(__always)
  private static func isBorder(_ cell: UnsafeBufferPointer<UInt8>, at i: Int) -> Bool {
    guard i < cell.count else { return true }
    let (one, other) = (kind(cell[i - 1]), kind(cell[i]))
    return one != other || one == 0
  }

  /// The first five bytes of a word in which letters count as small ones, and a few signs as others: it is
  /// only where one begins to look.
  @inline(__always)
  private static func head(_ cell: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt64 {
    var head: UInt64 = 0
    if start + 8 <= cell.count {
      head = UnsafeRawBufferPointer(cell).loadUnaligned(fromByteOffset: start, as: UInt64.self)
      head = UInt64(littleEndian: head) & 0xFF_FFFF_FFFF
    } else {
      for i in 0..<minimumLength { head |= UInt64(cell[start + i]) << UInt64(8 * i) }
    }
    // No value is without a head, not even one of NUL bytes.
    return head | 1 << 63 | 0x20_2020_2020
  }

  @inline(__always)
  private static func lower(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  private static func hash(
    _ cell: UnsafeBufferPointer<UInt8>, from start: Int, _ length: Int
  ) -> UInt64 {
    var (hash, word, filled): (UInt64, UInt64, Int) = (
      UInt64(length) &* 0x9E37_79B9_7F4A_7C15, 0, 0
    )
    for i in start..<start + length {
      word = word << 8 | UInt64(lower(cell[i]))
      filled += 1
      if filled == 8 {
        hash = mix(hash ^ word)
        (word, filled) = (0, 0)
      }
    }
    return mix(hash ^ word) | 1
  }

  /// The finaliser of SplitMix64. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
  /// generators", 2014.
  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
