// SPDX-License-Identifier: EUPL-1.2

public import HergebruikFormat

/// Distinct strings of bytes in one arena, numbered from 0 in the order of first sight.
///
/// What is known of each string stands in arrays of the caller, by its number. The caller hashes, with `ByteHash`.
@usableFromInline
package struct BytesTable: Sendable {
  @usableFromInline var arena: [UInt8] = []
  /// Where each string ends in the arena.
  @usableFromInline var ends: [Int] = []
  @usableFromInline var hashes: [UInt64] = []
  @usableFromInline var slots: ProbeTable<UInt32>

  /// Makes an empty table.
  ///
  /// - Parameter expected: How many strings it takes before it grows.
  @inlinable
  package init(expected: Int = 0) {
    slots = ProbeTable(expected: expected)
  }

  /// How many strings there are.
  @inlinable package var count: Int { ends.count }

  /// How many bytes they have together.
  @inlinable package var byteCount: Int { arena.count }

  /// The bytes of a string.
  @inlinable
  package subscript(number: Int) -> ArraySlice<UInt8> {
    arena[(number == 0 ? 0 : ends[number &- 1])..<ends[number]]
  }

  /// The hash of a string, as it was added with.
  @inlinable
  package func hash(of number: Int) -> UInt64 { hashes[number] }

  /// Where a string is, or would go; valid until the next one is added.
  @inlinable
  @inline(__always)
  package func place(of bytes: Span<UInt8>, hash: UInt64) -> Int {
    slots.place(of: Self.home(hash)) { slot in
      let number = Int(slot)
      return hashes[number] == hash && self.holds(bytes, number)
    }
  }

  /// The number of the string in a place; nil if the place is free.
  @inlinable
  @inline(__always)
  package func number(at place: Int) -> Int? {
    slots[place].isFree ? nil : Int(slots[place])
  }

  /// Adds a string that is not there, and gives its number.
  ///
  /// - Parameter place: Where it goes.
  package mutating func add(
    _ bytes: Span<UInt8>, hash: UInt64, at place: Int
  ) -> Int {
    let number = ends.count
    slots.fill(place, with: UInt32(number))
    arena.append(contentsOf: bytes)
    ends.append(arena.count)
    hashes.append(hash)
    if slots.isCrowded {
      let hashes = hashes
      slots.grow { Self.home(hashes[Int($0)]) }
    }
    return number
  }

  /// The middle bits of a `ByteHash`: those at its ends are mixed least.
  @inlinable
  @inline(__always)
  static func home(_ hash: UInt64) -> UInt64 { hash &>> 20 }

  @inlinable
  @inline(__always)
  func holds(_ bytes: Span<UInt8>, _ number: Int) -> Bool {
    let start = number == 0 ? 0 : ends[number &- 1]
    return arena.span[start..<ends[number]].elementsEqual(bytes)
  }
}
