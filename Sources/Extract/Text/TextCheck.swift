// SPDX-License-Identifier: EUPL-1.2

/// What a block of raw bytes is, before it is cut into cells.
struct TextCheck {
  /// Whether no byte is above 0x7F, as far as was looked.
  var isASCII = true
  /// The first byte that is NUL or does not decode.
  var firstBad: Int?
  /// Of an encoding of one byte a character: well-formed sequences of UTF-8 of two bytes and more.
  var utf8Sequences = 0
  /// Of such an encoding: bytes above 0x7F outside those sequences.
  var otherHighBytes = 0
  /// Bytes that do not decode and were passed over, one of each line at most.
  private(set) var passedOver: [Int] = []
  /// Whether a cell may hold what is seldom meant: a control character, a replacement character, a byte order mark, or
  /// UTF-8 that was encoded twice. False means that none does.
  var mayBeOdd = false
  /// Where the last of the sequences ends.
  private var sequenceEnd = 0

  /// Looks at every byte, eight at a time where they are ASCII.
  ///
  /// - Parameters:
  ///   - charset: The encoding of one byte a character; nil for UTF-8.
  ///   - passesOver: Whether bytes that do not decode are remembered and passed over; a NUL never is.
  init(_ bytes: UnsafeBufferPointer<UInt8>, charset: Charset?, passesOver: Bool = false) {
    var at = 0
    while at < bytes.count {
      at = unsafe skipASCII(bytes, from: at)
      let stop = min(at + 16, bytes.count)
      while at < stop {
        let length = unsafe Self.length(bytes, at: at, charset: charset)
        guard length > 0 else {
          if passesOver, unsafe bytes[at] != 0 {
            unsafe remember(at, bytes)
            at += 1
            continue
          }
          firstBad = at
          return
        }
        if unsafe bytes[at] >= 0x80 {
          isASCII = false
          if let charset {
            unsafe count(bytes, at: at)
            mayBeOdd = unsafe mayBeOdd || charset.isControl(bytes[at])
          } else if unsafe Self.oddLeads & (1 << UInt64(bytes[at] & 0x3F)) != 0 {
            mayBeOdd = unsafe mayBeOdd || Self.mayBeOdd(bytes, at: at)
          }
        } else if unsafe Self.isControl(bytes[at]) {
          mayBeOdd = true
        }
        at += length
      }
    }
  }

  @inline(never)
  private mutating func remember(_ place: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    isASCII = false
    let isOnLine = passedOver.last.map { last in
      unsafe !bytes[last..<place].contains { $0 == 0x0A || $0 == 0x0D }
    }
    if isOnLine != true { passedOver.append(place) }
  }

  /// Counts a byte above 0x7F, unless it continues the sequence before it.
  @inline(__always)
  private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) {
    guard at >= sequenceEnd else { return }
    let length = unsafe Self.utf8Length(bytes, at: at)
    sequenceEnd = at + length
    if length > 0 { utf8Sequences += 1 } else { otherHighBytes += 1 }
  }

  /// The first place from which sixteen bytes do not lie that are all ASCII and none NUL.
  @inline(__always)
  private mutating func skipASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    var at = start
    while at &+ 16 <= raw.count {
      let first = unsafe raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let second = unsafe raw.loadUnaligned(fromByteOffset: at &+ 8, as: UInt64.self)
      if (Self.marks(first) | Self.marks(second)) & 0x8080_8080_8080_8080 != 0 {
        guard takeMarked(first), takeMarked(second) else { break }
      }
      at &+= 16
    }
    return at
  }

  /// The highest bit of each byte that is below 0x20, or 0x7F and above; some others have it too, behind such a one.
  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 {
    word | (word &+ 0x0101_0101_0101_0101) | ((word &- 0x2020_2020_2020_2020) & ~word)
  }

  /// Looks at the marked bytes of a word, most of which end lines; false where one is above 0x7F or NUL.
  @inline(__always)
  private mutating func takeMarked(_ word: UInt64) -> Bool {
    guard word & 0x8080_8080_8080_8080 == 0 else { return false }
    let word = word.littleEndian
    var left = Self.marks(word) & 0x8080_8080_8080_8080
    while left != 0 {
      let byte = UInt8(truncatingIfNeeded: word &>> UInt64(left.trailingZeroBitCount &- 7))
      left &= left &- 1
      if byte == 0 { return false }
      if Self.isControl(byte) { mayBeOdd = true }
    }
    return true
  }

  /// Whether a byte of ASCII is a control character other than a tab, LF and CR.
  @inline(__always)
  private static func isControl(_ byte: UInt8) -> Bool {
    byte == 0x7F || byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09
  }

  /// A bit for each first byte of UTF-8, less 0xC0, with which something odd may begin: C2, C3 and EF.
  private static let oddLeads: UInt64 = 1 << 0x02 | 1 << 0x03 | 1 << 0x2F

  /// Whether well-formed UTF-8 may begin what is odd: a C1 control, U+FFFD, U+FEFF, or a letter by which the first
  /// byte of a sequence of UTF-8 was taken, with another sign behind it.
  private static func mayBeOdd(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> Bool {
    let (first, second) = unsafe (bytes[at], bytes[at + 1])
    switch first {
    case 0xC2: return second < 0xA0
    case 0xC3: return unsafe at + 2 < bytes.count && bytes[at + 2] >= 0xC2
    default:
      return unsafe second == 0xBF && bytes[at + 2] == 0xBD
        || second == 0xBB && bytes[at + 2] == 0xBF
    }
  }

  /// How many bytes the character takes that begins here; 0 where none does.
  @inline(__always)
  private static func length(
    _ bytes: UnsafeBufferPointer<UInt8>, at: Int, charset: Charset?
  ) -> Int {
    let byte = unsafe bytes[at]
    if byte < 0x80 { return byte == 0 ? 0 : 1 }
    if let charset { return charset.table[Int(byte)] == 0 ? 0 : 1 }
    return unsafe utf8Length(bytes, at: at)
  }

  /// How many bytes a well-formed sequence takes; 0 where it is ill-formed.
  ///
  /// Source: The Unicode Standard, section 3.9, table 3-7.
  private static func utf8Length(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> Int {
    let first = unsafe bytes[at]
    let second = unsafe at + 1 < bytes.count ? bytes[at + 1] : 0
    let length: Int
    let allowed: ClosedRange<UInt8>
    switch first {
    case 0xC2...0xDF: (length, allowed) = (2, 0x80...0xBF)
    case 0xE0: (length, allowed) = (3, 0xA0...0xBF)
    case 0xED: (length, allowed) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, allowed) = (3, 0x80...0xBF)
    case 0xF0: (length, allowed) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, allowed) = (4, 0x80...0xBF)
    case 0xF4: (length, allowed) = (4, 0x80...0x8F)
    default: return 0
    }
    guard allowed.contains(second), at + length <= bytes.count else { return 0 }
    for index in 2..<max(length, 2) where unsafe bytes[at + index] & 0xC0 != 0x80 { return 0 }
    return length
  }
}

/// A line and a byte column within a block.
struct TextPlace: Equatable {
  /// The line, from 0: LF, CR and CRLF each end one.
  var line = 0
  /// The byte within the line, from 1.
  var column = 1

  /// The place of the byte at `position`, counted from the block's start.
  init(of position: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    var lineStart = 0
    for at in 0..<min(position, bytes.count) where unsafe TextPlace.endsLine(bytes, at: at) {
      line += 1
      lineStart = at + 1
    }
    column = position - lineStart + 1
  }

  /// Whether the byte at `at` is the last one of a line end.
  @inline(__always)
  static func endsLine(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> Bool {
    unsafe bytes[at] == 0x0A
      || (bytes[at] == 0x0D && (at + 1 == bytes.count || bytes[at + 1] != 0x0A))
  }
}
