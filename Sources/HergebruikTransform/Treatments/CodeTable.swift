// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// Values and what they are replaced by: an open-addressing hash table over one arena of bytes.
///
/// One thread fills it; then any number of threads read it through its index. Keys are in the canonical
/// form of the field that is looked up. An entry takes its bytes and 16 to 24 more.
public final class CodeTable: @unchecked Sendable {
  /// What became of an entry.
  public enum Insertion: Equatable, Sendable {
    case inserted
    /// The same key with the same value is there already.
    case repeated
    /// The key is there already, with another value.
    case contradiction
    /// The key is not of the field's type.
    case unfit
    /// The key is empty.
    case empty
    /// The list has too many bytes or entries.
    case full
  }

  /// The most bytes that keys and values may take together.
  public static let byteLimit = 200 << 20
  /// The most entries.
  public static let entryLimit = 5_000_000

  /// How many keys there are.
  public private(set) var count = 0
  private var arena = ByteBuffer(capacity: 1 << 12)
  private var slots: UnsafeMutableBufferPointer<UInt32>
  private let cast: Cast
  private let byteLimit: Int
  private let entryLimit: Int
  /// Layouts of the cast live in it.
  private let layouts = ByteArena()

  /// Makes an empty table for the values of a type, which stand in the list in canonical form: dates as
  /// ISO 8601, numbers with a decimal point.
  public convenience init(keys type: FieldType) {
    self.init(keys: type, byteLimit: Self.byteLimit, entryLimit: Self.entryLimit)
  }

  init(keys type: FieldType, byteLimit: Int, entryLimit: Int) {
    cast = Cast(canonical: type, layouts)
    slots = .allocate(capacity: 1024)
    slots.initialize(repeating: 0)
    (self.byteLimit, self.entryLimit) = (byteLimit, entryLimit)
  }

  deinit { slots.deallocate() }

  /// What finds entries; valid until the next one is added, and as long as the table.
  var index: CodeIndex { CodeIndex(arena.bytes, UnsafeBufferPointer(slots)) }

  /// Adds a key as it stands in a list, with its value; both are UTF-8.
  public func insert(
    _ key: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
  ) -> Insertion {
    let start = arena.count
    let size = CodeIndex.header + key.count + value.count
    guard count < entryLimit, start + size <= byteLimit else { return .full }
    for _ in 0..<CodeIndex.header { arena.append(0) }
    guard cast.append(key, to: &arena) else { return discard(start, .unfit) }
    let split = arena.count
    guard split > start + CodeIndex.header else { return discard(start, .empty) }
    UTF8Text.appendNFC(value, to: &arena)
    let raw = UnsafeMutableRawBufferPointer(arena.mutableBytes)
    raw.storeBytes(
      of: UInt32(split - start - CodeIndex.header), toByteOffset: start, as: UInt32.self)
    raw.storeBytes(of: UInt32(raw.count - split), toByteOffset: start + 4, as: UInt32.self)
    let added = index.entry(at: start)
    let slot = index.slot(of: added.key)
    if slots[slot] != 0 {
      let found = index.entry(at: Int(slots[slot]) - 1)
      let isSame = found.value.elementsEqual(added.value)
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
struct CodeIndex: @unchecked Sendable {
  /// Entries: two 32-bit lengths, the key, the value.
  private let bytes: UnsafeBufferPointer<UInt8>
  /// For each slot where its entry begins, plus 1; 0 where none is. Their number is a power of two.
  private let slots: UnsafeBufferPointer<UInt32>

  /// Bytes before the key of an entry.
  static let header = 8

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ slots: UnsafeBufferPointer<UInt32>) {
    (self.bytes, self.slots) = (bytes, slots)
  }

  /// What stands for a canonical value; nil where the list does not have it, or has nothing for it.
  func value(of key: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard let value = replacement(of: key), !value.isEmpty else { return nil }
    return value
  }

  /// What stands beside a canonical value, which may be nothing; nil where the list does not have it.
  func replacement(of key: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    let found = slots[slot(of: key)]
    return found == 0 ? nil : entry(at: Int(found) - 1).value
  }

  /// The key and the value of the entry that begins at a byte.
  func entry(
    at start: Int
  ) -> (key: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(bytes)
    let first = start + Self.header
    let split = first + Int(raw.loadUnaligned(fromByteOffset: start, as: UInt32.self))
    let end = split + Int(raw.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self))
    return (
      UnsafeBufferPointer(rebasing: bytes[first..<split]),
      UnsafeBufferPointer(rebasing: bytes[split..<end])
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
