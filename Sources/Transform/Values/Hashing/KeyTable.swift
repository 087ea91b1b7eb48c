// SPDX-License-Identifier: EUPL-1.2

/// Distinct keys of a fixed size, numbered from 0 in the order of first sight.
///
/// What is known of each key stands in arrays of the caller, by its number.
@usableFromInline
package struct KeyTable<Key: Equatable & BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var list: [Key] = []
  @usableFromInline var slots: ProbeTable<UInt32>

  /// Makes an empty table.
  ///
  /// - Parameter expected: How many keys it takes before it grows.
  @inlinable
  package init(expected: Int = 0) {
    slots = ProbeTable(expected: expected)
    list.reserveCapacity(expected)
  }

  /// How many keys there are.
  @inlinable package var count: Int { list.count }

  /// The keys, by number.
  @inlinable package var keys: [Key] { list }

  /// Where a key is, or would go; valid until the next one is added.
  ///
  /// - Parameter hash: The key's hash, of which the lowest bits must be good.
  @inlinable
  @inline(__always)
  package func place(of key: Key, hash: UInt64) -> Int {
    slots.place(of: hash) { list[Int($0)] == key }
  }

  /// The number of the key in a place; nil if the place is free.
  @inlinable
  @inline(__always)
  package func number(at place: Int) -> Int? {
    slots[place].isFree ? nil : Int(slots[place])
  }

  /// Adds a key that is not there, and gives its number.
  ///
  /// - Parameters:
  ///   - place: Where it goes.
  ///   - hash: Gives the hash of a key, for when the table grows.
  @inlinable
  package mutating func add(_ key: Key, at place: Int, hash: (Key) -> UInt64) -> Int {
    let number = list.count
    slots.fill(place, with: UInt32(number))
    list.append(key)
    if slots.isCrowded {
      let list = list
      slots.grow { hash(list[Int($0)]) }
    }
    return number
  }

  /// The number of a key, which is added if it is not there.
  @inlinable
  @inline(__always)
  package mutating func number(of key: Key, hash: (Key) -> UInt64) -> Int {
    let place = place(of: key, hash: hash(key))
    return number(at: place) ?? add(key, at: place, hash: hash)
  }
}
