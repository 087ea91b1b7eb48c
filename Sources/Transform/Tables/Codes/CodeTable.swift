// SPDX-License-Identifier: EUPL-1.2

package import HergebruikModel
internal import HergebruikValues
/// Values and what they are replaced by: an open-addressing hash table over one arena of bytes.
///
/// One thread fills it; then any number of threads read it through its index. Keys are in the canonical
/// form of the fields that are looked up. An entry takes the bytes of its keys and 14 to 22 more; a value is kept once,
/// whatever the number of its keys.
package final class CodeTable: @unchecked Sendable {
  /// What became of an entry.
  package enum Insertion: Equatable, Sendable {
    case inserted
    /// The same key with the same value is there already.
    case repeated
    /// The key is there already, with another value.
    case contradiction
    /// A key is not of its field's type, or all of them have more than 64 KiB.
    case unfit
    /// A key is empty.
    case empty
    /// The list has too many bytes or entries.
    case full
  }

  /// The most bytes that keys and values may take together.
  package static let byteLimit = 200 << 20
  /// The most entries: there are about eight million addresses with a postcode.
  package static let entryLimit = 10_000_000

  /// How many keys there are.
  package private(set) var count = 0
  /// What stands for a missing value; empty but for hierarchies.
  package var blank: [UInt8] = []
  private var arena = ByteBuffer(capacity: 1 << 12)
  private var slots: UnsafeMutableBufferPointer<UInt32>
  private let values = TextPool()
  private let casts: [Cast]
  private let byteLimit: Int
  private let entryLimit: Int
  /// Layouts of the casts live in it.
  private let layouts = ByteArena()

  /// Makes an empty table for the values of one or more types, which stand in the list in canonical form:
  /// dates as ISO 8601, numbers with a decimal point.
  package convenience init(keys types: [FieldType]) {
    self.init(keys: types, byteLimit: Self.byteLimit, entryLimit: Self.entryLimit)
  }

  package init(keys types: [FieldType], byteLimit: Int, entryLimit: Int) {
    casts = types.map { [layouts] in Cast(canonical: $0, layouts) }
    slots = .allocate(capacity: 1024)
    slots.initialize(repeating: 0)
    (self.byteLimit, self.entryLimit) = (byteLimit, entryLimit)
  }

  deinit { slots.deallocate() }

  /// What finds entries; valid until the next one is added, and as long as the table.
  package var index: CodeIndex { CodeIndex(arena.bytes, values.bytes, UnsafeBufferPointer(slots)) }

  /// Adds keys as they stand in a list, as many as the table has types, with their value; all are UTF-8.
  package func insert(
    _ keys: [UnsafeBufferPointer<UInt8>], _ value: UnsafeBufferPointer<UInt8>
  ) -> Insertion {
    let start = arena.count
    let size = keys.reduce(CodeIndex.header + value.count) { $0 + $1.count + 1 }
    guard count < entryLimit, start + values.count + size <= byteLimit else { return .full }
    for _ in 0..<CodeIndex.header { arena.append(0) }
    for (key, cast) in zip(keys, casts) {
      if arena.count > start + CodeIndex.header { arena.append(CodeIndex.separator) }
      let before = arena.count
      guard cast.append(key, to: &arena) else { return discard(start, .unfit) }
      guard arena.count > before else { return discard(start, .empty) }
      cast.normaliseKey(from: before, in: &arena)
    }
    guard let length = UInt16(exactly: arena.count - start - CodeIndex.header) else {
      return discard(start, .unfit)
    }
    let place = values.place(of: value)
    let raw = UnsafeMutableRawBufferPointer(arena.mutableBytes)
    raw.storeBytes(of: place, toByteOffset: start, as: UInt32.self)
    raw.storeBytes(of: length, toByteOffset: start + 4, as: UInt16.self)
    let slot = index.slot(of: index.entry(at: start).key)
    if slots[slot] != 0 {
      let isSame = index.entry(at: Int(slots[slot]) - 1).place == place
      return discard(start, isSame ? .repeated : .contradiction)
    }
    slots[slot] = UInt32(start + 1)
    count += 1
    if count > slots.count / 2 { grow() }
    return .inserted
  }

  private func discard(_ start: Int, _ outcome: Insertion) -> Insertion {
    arena.truncate(to: start)
    return outcome
  }

  private func grow() {
    let old = slots
    slots = .allocate(capacity: old.count * 2)
    slots.initialize(repeating: 0)
    for start in old where start != 0 {
      slots[index.slot(of: index.entry(at: Int(start) - 1).key)] = start
    }
    old.deallocate()
  }
}

/// Finds entries of a code table: plain pointers, so that the hot path copies it for free.
package struct CodeIndex: @unchecked Sendable {
  /// Entries: the place of the value, 32 bits; the length of the keys, 16 bits; the keys.
  private let bytes: UnsafeBufferPointer<UInt8>
  /// The values, each once.
  private let values: UnsafeBufferPointer<UInt8>
  /// For each slot where its entry begins, plus 1; 0 where none is. Their number is a power of two.
  private let slots: UnsafeBufferPointer<UInt32>

  /// Bytes before the keys of an entry.
  static let header = 6
  /// What stands between the keys of an entry: no text has it.
  package static let separator: UInt8 = 0

  package init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ values: UnsafeBufferPointer<UInt8>,
    _ slots: UnsafeBufferPointer<UInt32>
  ) {
    (self.bytes, self.values, self.slots) = (bytes, values, slots)
  }

  /// What stands for canonical values; nil where the list does not have them, or has nothing for them.
  package func value(of key: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard let value = replacement(of: key), !value.isEmpty else { return nil }
    return value
  }

  /// What stands beside a canonical value, which may be nothing; nil where the list does not have it.
  package func replacement(of key: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    let found = slots[slot(of: key)]
    return found == 0 ? nil : TextPool.text(at: entry(at: Int(found) - 1).place, in: values)
  }

  /// The keys of the entry that begins at a byte, and the place of its value.
  func entry(at start: Int) -> (key: UnsafeBufferPointer<UInt8>, place: UInt32) {
    let raw = UnsafeRawBufferPointer(bytes)
    let first = start + Self.header
    let length = Int(raw.loadUnaligned(fromByteOffset: start + 4, as: UInt16.self))
    return (
      UnsafeBufferPointer(rebasing: bytes[first..<first + length]),
      raw.loadUnaligned(fromByteOffset: start, as: UInt32.self)
    )
  }

  /// The slot where a key is, or where it would go: from its hash on, the first that is its or free.
  func slot(of key: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: ByteHash.of(key) >> 8) & mask
    while slots[slot] != 0, !entry(at: Int(slots[slot]) - 1).key.elementsEqual(key) {
      slot = (slot + 1) & mask
    }
    return slot
  }
}
