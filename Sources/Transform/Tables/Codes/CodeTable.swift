// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
package import HergebruikModel
package import HergebruikValues

/// Values and what they are replaced by, in one arena of bytes.
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
  package var count: Int { slots.count }
  /// What stands for a missing value; empty but for hierarchies.
  package var blank: [UInt8] = []
  private var arena = ByteBuffer(capacity: 1 << 12)
  /// Where entries begin.
  private var slots = ProbeTable<UInt32>(places: 1024)
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
    (self.byteLimit, self.entryLimit) = (byteLimit, entryLimit)
  }

  /// What finds entries; valid until the next one is added, and as long as the table.
  package var index: CodeIndex { unsafe CodeIndex(arena.bytes, values.bytes, slots.view) }

  /// Adds keys as they stand in a list, as many as the table has types, with their value; all are UTF-8.
  package func insert(
    _ keys: [[UInt8]], _ value: [UInt8]
  ) -> Insertion {
    let start = arena.count
    let size = keys.reduce(CodeIndex.header + value.count) { $0 + $1.count + 1 }
    guard count < entryLimit, start + values.count + size <= byteLimit else { return .full }
    for _ in 0..<CodeIndex.header { arena.append(0) }
    for (key, cast) in zip(keys, casts) {
      if arena.count > start + CodeIndex.header { arena.append(CodeIndex.separator) }
      let before = arena.count
      guard cast.append(key.span, to: &arena) else { return discard(start, .unfit) }
      guard arena.count > before else { return discard(start, .empty) }
      cast.normaliseKey(from: before, in: &arena)
    }
    guard let length = UInt16(exactly: arena.count - start - CodeIndex.header) else {
      return discard(start, .unfit)
    }
    let place = values.place(of: value.span)
    arena.store(place, at: start)
    arena.store(length, at: start + 4)
    let index = index
    let slot = index.slot(of: index.key(ofEntryAt: start))
    guard slots[slot].isFree else {
      let isSame = index.place(ofEntryAt: Int(slots[slot])) == place
      return discard(start, isSame ? .repeated : .contradiction)
    }
    slots.fill(slot, with: UInt32(start))
    if slots.isCrowded { slots.grow { CodeIndex.hash(index.key(ofEntryAt: Int($0))) } }
    return .inserted
  }

  private func discard(_ start: Int, _ outcome: Insertion) -> Insertion {
    arena.truncate(to: start)
    return outcome
  }
}

/// Finds entries of a code table: plain pointers, so that the hot path copies it for free.
///
/// Memory safety: the plan has the table beside its index, and adds nothing to it any more; places are checked.
@safe
package struct CodeIndex: @unchecked Sendable {
  /// Entries: the place of the value, 32 bits; the length of the keys, 16 bits; the keys.
  private let bytes: UnsafeBufferPointer<UInt8>
  /// The values, each once.
  private let values: UnsafeBufferPointer<UInt8>
  /// Where entries begin.
  private let slots: ProbeView<UInt32>

  /// Bytes before the keys of an entry.
  static let header = 6
  /// What stands between the keys of an entry: no text has it.
  package static let separator: UInt8 = 0

  package init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ values: UnsafeBufferPointer<UInt8>,
    _ slots: ProbeView<UInt32>
  ) {
    unsafe (self.bytes, self.values, self.slots) = unsafe (bytes, values, slots)
  }

  /// What stands for canonical values; nil where the list does not have them, or has nothing for them.
  @_lifetime(borrow self)
  package func value(of key: Span<UInt8>) -> Span<UInt8>? {
    guard let value = replacement(of: key), !value.isEmpty else { return nil }
    return value
  }

  /// What stands beside a canonical value, which may be nothing; nil where the list does not have it.
  @_lifetime(borrow self)
  package func replacement(of key: Span<UInt8>) -> Span<UInt8>? {
    guard let found = slots.first(of: Self.hash(key), where: { isKey(key, ofEntryAt: $0) }) else {
      return nil
    }
    return unsafe TextPool.text(at: place(ofEntryAt: Int(found)), in: values.span)
  }

  /// The keys of the entry that begins at a byte.
  @_lifetime(borrow self)
  func key(ofEntryAt start: Int) -> Span<UInt8> {
    let (text, first) = unsafe (bytes.span, start + Self.header)
    let length = Int(text[start + 4]) | Int(text[start + 5]) << 8
    return text[first..<first + length]
  }

  /// The place of the value of the entry that begins at a byte.
  func place(ofEntryAt start: Int) -> UInt32 {
    unsafe UInt32(littleEndian: bytes.span.halfWord(at: start))
  }

  /// The place of a key among the slots, or where it would go.
  func slot(of key: Span<UInt8>) -> Int {
    slots.place(of: Self.hash(key)) { isKey(key, ofEntryAt: $0) }
  }

  @inline(__always)
  private func isKey(_ key: Span<UInt8>, ofEntryAt start: UInt32) -> Bool {
    self.key(ofEntryAt: Int(start)).elementsEqual(key)
  }

  @inline(__always)
  static func hash(_ key: Span<UInt8>) -> UInt64 { ByteHash.of(key) >> 8 }
}
