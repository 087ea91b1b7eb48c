// SPDX-License-Identifier: EUPL-1.2

/// What kinds of bytes a run has, counted eight lanes of eight bits at a time.
///
/// A lane overflows at 256 bytes of one kind, so runs are counted in parts of at most 255 bytes.
package struct ByteCounts {
  var digits = 0
  var uppers = 0
  var lowers = 0
  /// Bytes of 0x80 and above: letters, nearly always.
  var highs = 0
  /// Spaces, dots, dashes and slashes.
  var joints = 0
  /// `@`.
  var ats = 0
  /// `:`.
  var colons = 0
  /// All else.
  var others = 0

  /// Letters of any kind.
  @inline(__always) var letters: Int { uppers + lowers + highs }

  /// Counts of nothing.
  init() {}

  /// Counts the bytes of a text.
  @inline(__always)
  package init(_ text: UnsafeBufferPointer<UInt8>, _ lanes: UnsafePointer<UInt64>) {
    var start = 0
    while start < text.count {
      let end = min(start + 255, text.count)
      var sum: UInt64 = 0
      for i in start..<end { unsafe sum &+= lanes[Int(text[i])] }
      add(sum)
      start = end
    }
  }

  @inline(__always)
  private mutating func add(_ sum: UInt64) {
    digits += Int(sum & 0xFF)
    uppers += Int(sum >> 8 & 0xFF)
    lowers += Int(sum >> 16 & 0xFF)
    highs += Int(sum >> 24 & 0xFF)
    joints += Int(sum >> 32 & 0xFF)
    ats += Int(sum >> 40 & 0xFF)
    colons += Int(sum >> 48 & 0xFF)
    others += Int(sum >> 56)
  }
}

/// Tables by byte, at addresses that stay for as long as the program runs.
///
/// Memory safety: the tables are made once, of 256 values each, and never freed.
@safe
package struct ByteTables: @unchecked Sendable {
  /// One in the lane of the byte's kind.
  package let lanes: UnsafePointer<UInt64>
  /// 0 for what stands between words, else the kind: 1 digit, 2 upper, 3 lower, 4 high.
  ///
  /// C2 and E2 begin signs such as no-break spaces, dashes, quotes and the euro, so they stand between.
  let kinds: UnsafePointer<UInt8>
  /// The same, but 0 for the bytes that only continue a character: no word begins with one.
  let starts: UnsafePointer<UInt8>

  package static let shared = ByteTables()

  private init() {
    let lanes = UnsafeMutablePointer<UInt64>.allocate(capacity: 256)
    let kinds = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    let starts = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in 0..<256 {
      let kind = Self.kind(UInt8(byte))
      unsafe lanes[byte] = 1 << UInt64(8 * kind.lane)
      unsafe kinds[byte] = kind.word
      unsafe starts[byte] = 0x80...0xBF ~= byte ? 0 : kind.word
    }
    unsafe self.lanes = unsafe UnsafePointer(lanes)
    unsafe self.kinds = unsafe UnsafePointer(kinds)
    unsafe self.starts = unsafe UnsafePointer(starts)
  }

  private static func kind(_ byte: UInt8) -> (lane: Int, word: UInt8) {
    switch byte {
    case 0x30...0x39: (0, 1)
    case 0x41...0x5A: (1, 2)
    case 0x61...0x7A: (2, 3)
    case 0xC2, 0xE2: (3, 0)
    case 0x80...: (3, 4)
    case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"): (4, 0)
    case UInt8(ascii: "@"): (5, 0)
    case UInt8(ascii: ":"): (6, 0)
    default: (7, 0)
    }
  }
}
