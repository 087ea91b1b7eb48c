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
  var bytes: UnsafeBufferPointer<UInt8> { unsafe arena.bytes }

  /// How many bytes the entries take.
  var count: Int { arena.count }

  /// The text whose entry begins at a byte.
  @_lifetime(copy bytes)
  static func text(
    at place: UInt32, in bytes: Span<UInt8>
  ) -> Span<UInt8> {
    let start = Int(place) + 4
    return bytes[start..<start + Int(UInt32(littleEndian: bytes.halfWord(at: Int(place))))]
  }

  /// Where the entry of a text begins, which is added where it is not there.
  func place(of text: Span<UInt8>) -> UInt32 {
    let start = arena.count
    for _ in 0..<4 { arena.append(0) }
    UTF8Text.appendNFC(text, to: &arena)
    arena.store(UInt32(arena.count - start - 4), at: start)
    let slot = slot(of: UInt32(start), in: arena.span)
    guard slots[slot].isFree else {
      arena.truncate(to: start)
      return slots[slot]
    }
    slots.fill(slot, with: UInt32(start))
    if slots.isCrowded {
      arena.withSpan { bytes in slots.grow { Self.hash(Self.text(at: $0, in: bytes)) } }
    }
    return UInt32(start)
  }

  /// Where the text is whose entry begins at a byte, or would go.
  private func slot(of start: UInt32, in bytes: Span<UInt8>) -> Int {
    let added = Self.text(at: start, in: bytes)
    return slots.place(of: Self.hash(added)) { Self.text(at: $0, in: bytes).elementsEqual(added) }
  }

  private static func hash(_ text: Span<UInt8>) -> UInt64 { ByteHash.of(text) >> 8 }
}
