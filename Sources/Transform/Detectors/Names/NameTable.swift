// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// What a word is in the list of names.
struct NameKinds: OptionSet {
  let rawValue: UInt8

  static let first = NameKinds(rawValue: 1)
  static let last = NameKinds(rawValue: 2)
  /// It is a word of the dictionary too, and as a first name not borne by many.
  static let ordinary = NameKinds(rawValue: 4)
  static let place = NameKinds(rawValue: 8)

  static let name: NameKinds = [.first, .last]

  /// Whether it is somebody's name and hardly anything else.
  var isPlainName: Bool {
    !isDisjoint(with: .name) && isDisjoint(with: [.ordinary, .place])
  }
}

/// Finds words of the list of names, without regard to case and marks; unpacked at the first use, never freed.
///
/// It holds no word but 28 bits of a hash of each: one in a million of other words is taken for a name.
///
/// Memory safety: a table of 2^18 places, which is never freed; a place is masked.
@safe
struct NameTable: @unchecked Sendable {
  static let shared = NameTable(NameList.packed)

  /// The hash in the upper 28 bits, the kinds in the lower four; 0 where nothing is.
  private let slots: UnsafePointer<UInt32>

  private static let bits: UInt64 = 18
  private static let mask = 1 << 18 - 1

  /// Unpacks a list; see `NameList`.
  init(_ packed: StaticString) {
    let slots = UnsafeMutablePointer<UInt32>.allocate(capacity: Self.mask + 1)
    unsafe slots.initialize(repeating: 0, count: Self.mask + 1)
    let bytes = unsafe UnsafeBufferPointer(start: packed.utf8Start, count: packed.utf8CodeUnitCount)
    // The state of the hash behind each letter of the word before: the next one begins with some of them.
    unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 64) { states in
      unsafe states.initialize(repeating: Self.seed)
      var (kind, length, i) = (UInt32(0), 0, 0)
      while i < bytes.count {
        let byte = unsafe bytes[i]
        i += 1
        if byte == UInt8(ascii: "!") {
          kind = unsafe UInt32(bytes[i] & 0xF)
          (i, length) = (i + 1, 0)
        } else if 0x41...0x5A ~= byte {
          length = Int(byte - 0x41)
          while i < bytes.count, unsafe bytes[i] >= 0x61, length < 63 {
            unsafe states[length + 1] = unsafe Self.step(states[length], bytes[i])
            (i, length) = (i + 1, length + 1)
          }
          unsafe Self.enter(Self.finish(states[length]), kind, slots)
        }
      }
    }
    unsafe self.slots = unsafe UnsafePointer(slots)
  }

  private static func enter(
    _ hash: UInt64, _ kind: UInt32, _ slots: UnsafeMutablePointer<UInt32>
  ) {
    var place = Int(hash >> (64 - bits))
    while unsafe slots[place] != 0 { place = (place + 1) & mask }
    unsafe slots[place] = UInt32(truncatingIfNeeded: hash) & ~0xF | kind
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// FNV-1a, and a last stir so that the upper bits are good too.
  @inline(__always)
  private static func step(_ state: UInt64, _ byte: UInt8) -> UInt64 {
    (state ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  @inline(__always)
  private static func finish(_ state: UInt64) -> UInt64 {
    let mixed = (state ^ state >> 32) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 29
  }

  /// What a word of a text is; empty where it is not in the list.
  @inline(__always)
  func kinds(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> NameKinds {
    guard 2...40 ~= end - start else { return [] }
    var (state, i) = (Self.seed, start)
    while i < end {
      let byte = unsafe text[i]
      if byte < 0x80 {
        state = Self.step(state, byte | 0x20)
        i += 1
      } else {
        guard i + 1 < end else { return [] }
        switch byte {
        case 0xC3...0xC5:
          state = unsafe Self.step(state, LatinLetter.plain(lead: byte, next: text[i + 1]))
        // Marks that stand by themselves behind their letter.
        case 0xCC, 0xCD: break
        default: return []
        }
        i += 2
      }
    }
    let hash = Self.finish(state)
    var place = Int(hash >> (64 - Self.bits))
    while unsafe slots[place] != 0 {
      if unsafe (slots[place] ^ UInt32(truncatingIfNeeded: hash)) >> 4 == 0 {
        return unsafe NameKinds(rawValue: UInt8(slots[place] & 0xF))
      }
      place = (place + 1) & Self.mask
    }
    return []
  }
}
