// SPDX-License-Identifier: EUPL-1.2

/// Finds the last record end of a block by counting quotes, for dialects in which they alone decide.
///
/// An even number of quotes before a line end means that it stands outside quotes. Whoever cuts goes
/// forward over new bytes once to count, which the compiler does many bytes at a time, and then back
/// from the end to the first line end outside quotes. A stray quote turns the count round; the
/// parser finds it in the first batch that it spoils, and nothing after it is used.
package struct FastCutter: RecordCutter {
  private let quote: UInt8?
  /// Bytes of the block that were counted.
  private var scanned = 0
  /// Whether the byte at `scanned` stands within quotes.
  private var isQuoted = false

  /// Makes a cutter for a plain dialect.
  package init(_ dialect: CSVDialect) {
    quote = dialect.quote
  }

  package mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, isAtEnd: Bool) -> Int {
    let before = scanned
    scanned = bytes.count
    if let quote { isQuoted = unsafe isQuoted != Self.isOdd(bytes[before...], quote) }
    if isAtEnd { return bytes.count }
    var quoted = isQuoted
    var at = bytes.count
    // The last byte of the former round may be a CR that could not be judged then.
    while at > max(0, before - 1) {
      at -= 1
      let byte = unsafe bytes[at]
      if byte == quote {
        quoted.toggle()
      } else if !quoted, byte == 0x0A || (byte == 0x0D && at + 1 < bytes.count) {
        if unsafe byte == 0x0A || bytes[at + 1] != 0x0A { return at + 1 }
      }
    }
    return 0
  }

  package mutating func drop(_ count: Int) {
    scanned -= count
  }

  /// Whether a byte occurs an odd number of times; eight bytes at a time.
  private static func isOdd(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ quote: UInt8) -> Bool {
    let raw = unsafe UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes))
    let marks = ByteLanes(quote)
    // Bits that meet an even number of times cancel out, which leaves the sum's parity as it is.
    var parities: UInt64 = 0
    var at = 0
    while at + 8 <= raw.count {
      unsafe parities ^= marks.others(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    // `others` marks the bytes that are not quotes: of each eight, as many as are not marked are.
    var isOdd = parities.nonzeroBitCount & 1 == 1
    for place in at..<raw.count where unsafe raw[place] == quote { isOdd.toggle() }
    return isOdd
  }
}
