// SPDX-License-Identifier: EUPL-1.2

/// Some of the classes of a table: those listed, or all but those listed, whichever are fewer.
///
/// Open addressing by the key's own bits, which are a hash already.
package struct ClassSet: Sendable {
  private var slots: [ClassKey] = []
  /// Whether the key of zeroes, which stands for a free slot, is listed.
  private var hasZero = false
  private var isComplement = false

  private static let free = ClassKey(high: 0, low: 0)

  /// No class.
  package static let none = ClassSet()

  /// Bytes that a listed class takes at most.
  static let stride = 64

  private init() {}

  /// Makes room for so many classes; where they are a complement, all others are in the set.
  init(capacity: Int, isComplement: Bool) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: Self.free, count: size)
    self.isComplement = isComplement
  }

  init(_ listed: Set<ClassKey>) {
    self.init(capacity: listed.count, isComplement: false)
    for key in listed { list(key) }
  }

  /// Lists a class that is not listed yet.
  mutating func list(_ key: ClassKey) {
    guard key != Self.free else {
      hasZero = true
      return
    }
    var at = Int(truncatingIfNeeded: key.low) & (slots.count - 1)
    while slots[at] != Self.free { at = (at + 1) & (slots.count - 1) }
    slots[at] = key
  }

  /// Whether it has a class.
  @inline(__always)
  func contains(_ key: ClassKey) -> Bool {
    guard !slots.isEmpty else { return false }
    var at = Int(truncatingIfNeeded: key.low) & (slots.count - 1)
    while slots[at] != Self.free {
      if slots[at] == key { return !isComplement }
      at = (at + 1) & (slots.count - 1)
    }
    return (key == Self.free && hasZero) != isComplement
  }
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
