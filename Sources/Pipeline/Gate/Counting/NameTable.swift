// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem
internal import HergebruikValues

/// Numbers byte strings in the order of their first appearance, from 0; they are told apart by all of their bytes.
///
/// The gate's own, with the dictionary of the standard library: it is slower than the tables of the run and shares
/// nothing with them.
///
/// Memory safety: it owns its chunks, which do not move, and frees each once; a name that is kept is in one of them.
@safe
final class NameTable {
  /// Bytes that are compared as a whole; they belong to the table, or to who asks for their number.
  @safe
  private struct Name: Hashable {
    let bytes: UnsafeRawBufferPointer
    /// Worked out once: the dictionary asks for it again whenever it grows.
    let mixed: UInt64

    init(_ bytes: UnsafeRawBufferPointer) {
      unsafe self.bytes = unsafe bytes
      mixed = unsafe ByteHash.of(Span(_unsafeBytes: bytes))
    }

    init(_ bytes: UnsafeRawBufferPointer, _ mixed: UInt64) {
      unsafe (self.bytes, self.mixed) = unsafe (bytes, mixed)
    }

    static func == (one: Name, other: Name) -> Bool {
      guard unsafe one.mixed == other.mixed && one.bytes.count == other.bytes.count else {
        return false
      }
      guard let first = unsafe one.bytes.baseAddress, let second = unsafe other.bytes.baseAddress
      else {
        return true
      }
      return unsafe Memory.compare(first, second, count: one.bytes.count) == 0
    }

    // The hash only says where to look: Hasher reads one word in place of a hundred bytes.
    func hash(into hasher: inout Hasher) { hasher.combine(mixed) }
  }

  private static let chunkSize = 1 << 16

  private var numbers: [Name: Int] = [:]
  private var chunks: [UnsafeMutableRawBufferPointer] = unsafe []
  /// Bytes used of the last chunk.
  private var used = 0
  private var allocated = 0

  deinit { for place in unsafe chunks.indices { unsafe chunks[place].deallocate() } }

  /// How many names there are.
  var count: Int { numbers.count }

  /// About how many bytes it takes.
  var byteCount: Int {
    // 24 for the name, 8 for its number, and free places.
    allocated + numbers.capacity * 43
  }

  /// The number of a name, which is entered if it is new.
  func number(of bytes: UnsafeRawBufferPointer) -> Int {
    let name = unsafe Name(bytes)
    if let number = numbers[name] { return number }
    let number = numbers.count
    unsafe numbers[Name(kept(bytes), name.mixed)] = number
    return number
  }

  /// Whether it has a name that another table has not.
  func hasMore(than other: NameTable) -> Bool {
    numbers.keys.contains { other.numbers[$0] == nil }
  }

  /// Visits all names with their numbers, in any order.
  func forEach(_ body: (UnsafeRawBufferPointer, Int) -> Void) {
    for (name, number) in numbers { unsafe body(name.bytes, number) }
  }

  /// Which of so many parts a name is in, from 0: the same for all tables of this process.
  static func part(of bytes: UnsafeRawBufferPointer, among parts: Int) -> Int {
    unsafe Int(UInt(bitPattern: Name(bytes).hashValue) >> 32) % parts
  }

  /// A copy that stays where it is.
  private func kept(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    if unsafe chunks.isEmpty || chunks[chunks.count - 1].count - used < bytes.count {
      let size = max(Self.chunkSize, bytes.count)
      unsafe chunks.append(.allocate(byteCount: size, alignment: 1))
      (used, allocated) = (0, allocated + size)
    }
    let place = unsafe UnsafeMutableRawBufferPointer(
      rebasing: chunks[chunks.count - 1][used..<(used + bytes.count)])
    unsafe place.copyMemory(from: bytes)
    used += bytes.count
    return UnsafeRawBufferPointer(place)
  }
}
