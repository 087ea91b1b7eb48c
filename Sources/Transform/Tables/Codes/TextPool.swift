// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikValues

/// Texts in normal form C, each kept once: an open-addressing hash table over one arena of bytes.
final class TextPool {
  /// Entries: a 32-bit length, the text.
  private var arena = ByteBuffer(capacity: 1 << 10)
  /// For each slot where its entry begins, plus 1; 0 where none is. Their number is a power of two.
  private var slots = [UInt32](repeating: 0, count: 256)
  private var texts = 0

  /// The bytes of all entries; valid until the next one is added.
  var bytes: UnsafeBufferPointer<UInt8> { arena.bytes }

  /// How many bytes the entries take.
  var count: Int { arena.count }

  /// The text whose entry begins at a byte.
  static func text(
    at place: UInt32, in bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    let start = Int(place) + 4
    let length = UnsafeRawBufferPointer(bytes).loadUnaligned(
      fromByteOffset: Int(place), as: UInt32.self)
    return UnsafeBufferPointer(rebasing: bytes[start..<start + Int(length)])
  }

  /// Where the entry of a text begins, which is added where it is not there.
  func place(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let start = arena.count
    for _ in 0..<4 { arena.append(0) }
    UTF8Text.appendNFC(text, to: &arena)
    UnsafeMutableRawBufferPointer(arena.mutableBytes).storeBytes(
      of: UInt32(arena.count - start - 4), toByteOffset: start, as: UInt32.self)
    let slot = slot(of: Self.text(at: UInt32(start), in: bytes))
    if slots[slot] != 0 {
      arena.truncate(to: start)
      return slots[slot] - 1
    }
    slots[slot] = UInt32(start + 1)
    texts += 1
    if texts > slots.count / 2 { grow() }
    return UInt32(start)
  }

  private func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    for start in old where start != 0 {
      slots[slot(of: Self.text(at: start - 1, in: bytes))] = start
    }
  }

  private func slot(of text: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: ByteHash.of(text) >> 8) & mask
    while slots[slot] != 0, !Self.text(at: slots[slot] - 1, in: bytes).elementsEqual(text) {
      slot = (slot + 1) & mask
    }
    return slot
  }
}
