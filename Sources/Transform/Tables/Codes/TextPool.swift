// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

/// Texts in normal form C, each kept once in one arena of bytes.
///
/// Not a `BytesTable`: a text is named by where it stands, with its length before it, so that plain pointers find it.
final class TextPool {
  /// Entries: a 32-bit length, the text.
  private var arena = ByteBuffer(capacity: 1 << 10)
  /// Where entries begin.
  private var slots = ProbeTable<UInt32>(places: 256)

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
    let added = Self.text(at: UInt32(start), in: bytes)
    let slot = slots.place(of: Self.hash(added)) {
      Self.text(at: $0, in: bytes).hasSameBytes(as: added)
    }
    guard slots[slot].isFree else {
      arena.truncate(to: start)
      return slots[slot]
    }
    slots.fill(slot, with: UInt32(start))
    if slots.isCrowded {
      let bytes = bytes
      slots.grow { Self.hash(Self.text(at: $0, in: bytes)) }
    }
    return UInt32(start)
  }

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 { ByteHash.of(text) >> 8 }
}
