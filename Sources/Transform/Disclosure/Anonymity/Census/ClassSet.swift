// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Some of the classes of a table: those listed, or all but those listed, whichever are fewer.
package struct ClassSet: Sendable {
  private var slots: ProbeTable<ClassKey>
  /// Whether the key of zeroes, which stands for a free place, is listed.
  private var hasZero = false
  private let isComplement: Bool

  /// No class.
  package static let none = ClassSet(capacity: 0, isComplement: false)

  /// Bytes that a listed class takes at most.
  static let stride = 64

  /// Makes room for so many classes; where they are a complement, all others are in the set.
  init(capacity: Int, isComplement: Bool) {
    slots = ProbeTable(expected: capacity)
    self.isComplement = isComplement
  }

  init(_ listed: Set<ClassKey>) {
    self.init(capacity: listed.count, isComplement: false)
    for key in listed { list(key) }
  }

  /// Lists a class.
  mutating func list(_ key: ClassKey) {
    guard !key.isFree else {
      hasZero = true
      return
    }
    let place = slots.place(of: key.low) { $0 == key }
    if slots[place].isFree { slots.fill(place, with: key) }
  }

  /// Whether it has a class.
  @inline(__always)
  func contains(_ key: ClassKey) -> Bool {
    guard slots.count > 0 || hasZero else { return isComplement }
    let isListed =
      key.isFree ? hasZero : !slots[slots.place(of: key.low) { $0 == key }].isFree
    return isListed != isComplement
  }
}

/// In a hash table a key of zeroes is a free place.
extension ClassKey: ProbeSlot {
  package static var free: ClassKey { ClassKey(high: 0, low: 0) }
  package var isFree: Bool { high | low == 0 }
}

/// The classes that are left out of a release, and how much that is.
package struct Suppression: Sendable {
  /// The classes.
  package var classes: ClassSet = .none
  /// Their rows.
  package var rows = 0
  /// All rows, these included.
  package var total = 0

  /// Nothing is left out.
  package static let none = Suppression()
}
