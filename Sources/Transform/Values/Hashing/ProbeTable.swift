// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// What a place of a `ProbeTable` holds.
@usableFromInline
package protocol ProbeSlot: BitwiseCopyable, Sendable {
  /// What stands in a place that nothing was put into.
  static var free: Self { get }
  /// Whether it is that.
  var isFree: Bool { get }
}

/// The number of an entry that is kept elsewhere; the largest stands for a free place.
extension UInt32: ProbeSlot {
  @inlinable package static var free: UInt32 { .max }
  @inlinable package var isFree: Bool { self == .max }
}

/// A hash by itself, which is never 0.
extension UInt64: ProbeSlot {
  @inlinable package static var free: UInt64 { 0 }
  @inlinable package var isFree: Bool { self == 0 }
}

/// How full a `ProbeTable` becomes before it grows.
@usableFromInline
package enum ProbeLoad: Sendable {
  /// Half: lookups of what is not there stay short.
  case half
  /// Three quarters: for what must take little memory.
  case threeQuarters

  /// How many of so many places are filled at most.
  @inlinable
  package func limit(of places: Int) -> Int {
    switch self {
    case .half: places / 2
    case .threeQuarters: places / 4 * 3
    }
  }
}

/// The hash table of this program: open addressing with linear probing over a power of two of places.
///
/// It holds slots and knows nothing of keys: the caller says from which hash to begin, of which the lowest bits must be
/// good, and which slot it looks for. So a slot can be a hash, an entry with its counts, or the number of something
/// that is kept elsewhere, as in `KeyTable` and `BytesTable`. It grows only when it is told to, so that the caller can
/// bound its memory. Where slots lie depends on the order in which they were entered: nothing that is published may
/// depend on the order of `filled`.
///
/// It is a value: a copy shares the memory until either is changed.
///
/// Memory safety: `base` is that of `memory`; every place is masked, so that it is one of the table.
@safe
@usableFromInline
package struct ProbeTable<Slot: ProbeSlot>: @unchecked Sendable {
  @usableFromInline var memory: ProbeMemory<Slot>
  @usableFromInline var base: UnsafeMutablePointer<Slot>
  /// The number of places less one.
  @usableFromInline var mask: Int
  @usableFromInline var used = 0
  /// How many may be before the table is crowded.
  @usableFromInline var limit: Int
  @usableFromInline let load: ProbeLoad

  /// Makes an empty table.
  ///
  /// - Parameters:
  ///   - places: How many places it has; rounded up to a power of two.
  ///   - load: How full it becomes before it is crowded.
  @inlinable
  package init(places: Int, load: ProbeLoad = .half) {
    var size = 1
    while size < places { size &<<= 1 }
    self.load = load
    memory = ProbeMemory(count: size)
    unsafe base = unsafe memory.base
    (mask, limit) = (size &- 1, load.limit(of: size))
  }

  /// Makes an empty table that takes so many slots without being crowded.
  @inlinable
  package init(expected: Int) {
    self.init(places: max(16, 2 &* expected &+ 1))
  }

  /// How many places are filled.
  @inlinable package var count: Int { used }

  /// How many places there are.
  @inlinable package var places: Int { mask &+ 1 }

  /// Whether it is as full as it may become: then it is time to `grow`.
  @inlinable package var isCrowded: Bool { used >= limit }

  /// Looks things up through plain pointers; valid until the table is changed, and as long as the table.
  @inlinable package var view: ProbeView<Slot> { unsafe ProbeView(base: base, mask: mask) }

  /// Looks things up for as long as the program runs: the memory is never freed.
  package func viewForEver() -> ProbeView<Slot> {
    _ = unsafe Unmanaged.passRetained(memory)
    return view
  }

  /// The place of the first slot, from the hash's own place on, that matches; else the free place where it would go.
  @inlinable
  @inline(__always)
  package func place(of hash: UInt64, where matches: (Slot) -> Bool) -> Int {
    view.place(of: hash, where: matches)
  }

  /// What stands in a place that `place(of:where:)` gave; one that is filled may be set to another filled slot with the
  /// same hash.
  @inlinable
  package subscript(place: Int) -> Slot {
    @inline(__always) get { unsafe base[place & mask] }
    @inline(__always) set {
      makeUnique()
      unsafe base[place & mask] = newValue
    }
  }

  /// Puts a slot into the free place that `place(of:where:)` gave.
  ///
  /// The caller sees to it that one place stays free: lookups end there.
  @inlinable
  @inline(__always)
  package mutating func fill(_ place: Int, with slot: Slot) {
    precondition(used < mask, "a hash table has no free place left")
    makeUnique()
    unsafe base[place & mask] = slot
    used &+= 1
  }

  /// Doubles the number of places.
  ///
  /// - Parameter hash: The hash of a slot, as it was entered with.
  @inlinable
  package mutating func grow(hash: (Slot) -> UInt64) {
    rebuild(places: 2 &* places, hash: hash)
  }

  /// Enters the slots that are kept into so many new places.
  @inlinable
  package mutating func rebuild(
    places: Int, keeping isKept: (Slot) -> Bool = { _ in true }, hash: (Slot) -> UInt64
  ) {
    var larger = ProbeTable(places: places, load: load)
    for at in 0..<self.places where unsafe !base[at].isFree && isKept(base[at]) {
      unsafe larger.fill(larger.place(of: hash(base[at])) { _ in false }, with: unsafe base[at])
    }
    self = larger
  }

  /// Empties the table and keeps its places.
  @inlinable
  package mutating func removeAll() {
    makeUnique()
    unsafe base.update(repeating: .free, count: places)
    used = 0
  }

  /// The slots that are filled, in no order.
  @inlinable
  package var filled: some Sequence<Slot> {
    (0..<places).lazy.map { unsafe self.base[$0] }.filter { !$0.isFree }
  }

  /// Gives what stands in all places.
  @inlinable
  package func withSlots<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Slot>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(UnsafeBufferPointer(start: base, count: places))
  }

  /// Gives what stands in all places, to be moved about: nothing is found after that until `removeAll`.
  @inlinable
  package mutating func withMutableSlots<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<Slot>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    makeUnique()
    return try unsafe body(UnsafeMutableBufferPointer(start: base, count: places))
  }

  @inlinable
  @inline(__always)
  mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&memory) { copy() }
  }

  @usableFromInline
  @inline(never)
  mutating func copy() {
    memory = ProbeMemory(copying: memory)
    unsafe base = unsafe memory.base
  }
}

/// Looks up in a `ProbeTable` without owning it: plain pointers, so that the hot path copies it for free.
///
/// Memory safety: the table is there while the view is, and does not change; a place is masked.
@safe
@usableFromInline
package struct ProbeView<Slot: ProbeSlot>: @unchecked Sendable {
  @usableFromInline let base: UnsafeMutablePointer<Slot>
  @usableFromInline let mask: Int

  @inlinable
  init(base: UnsafeMutablePointer<Slot>, mask: Int) {
    unsafe (self.base, self.mask) = unsafe (base, mask)
  }

  /// The place of the first slot, from the hash's own place on, that matches; else the free place where it would go.
  @inlinable
  @inline(__always)
  package func place(of hash: UInt64, where matches: (Slot) -> Bool) -> Int {
    // Masked, a place is always one of the table.
    var at = Int(truncatingIfNeeded: hash) & mask
    while unsafe !base[at].isFree, unsafe !matches(base[at]) { at = (at &+ 1) & mask }
    return at
  }

  /// The first slot that matches; nil if there is none.
  @inlinable
  @inline(__always)
  package func first(of hash: UInt64, where matches: (Slot) -> Bool) -> Slot? {
    let found = unsafe base[place(of: hash, where: matches)]
    return found.isFree ? nil : found
  }
}

/// The places of a table, which go with the last copy that has them.
///
/// Memory safety: it owns its places, and frees them once.
@safe
@usableFromInline
final class ProbeMemory<Slot: ProbeSlot> {
  @usableFromInline let base: UnsafeMutablePointer<Slot>
  @usableFromInline let count: Int

  @usableFromInline
  init(count: Int) {
    self.count = count
    unsafe base = .allocate(capacity: count)
    unsafe base.initialize(repeating: .free, count: count)
  }

  @usableFromInline
  init(copying other: ProbeMemory) {
    count = other.count
    unsafe base = .allocate(capacity: count)
    unsafe base.initialize(from: other.base, count: count)
  }

  deinit { unsafe base.deallocate() }
}
