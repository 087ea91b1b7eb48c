// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
import HergebruikSystem

extension CSVReader {
  /// How much further it is looked for a closing quote, in records of the largest size, or a mebibyte: a stream may never end.
  private static let lookAhead = 8

  /// Whether a cell that is open where the buffer ends is closed further on; reads on to find out, and keeps nothing.
  func closesLater() -> Bool {
    guard let quote = dialect.quote else { return false }
    var (isEscaped, isQuote, total) = (false, false, 0)
    var block = ByteBuffer(capacity: 1 << 16)
    while total < max(Self.lookAhead * sizes.record, 1 << 20) {
      block.removeAll()
      // What cannot be read closes nothing; the run stops in any case.
      guard case .bytes? = try? source.read(into: &block, upTo: 1 << 16) else { return isQuote }
      let bytes = unsafe block.bytes
      total += bytes.count
      var at = 0
      while at < bytes.count {
        let byte = unsafe bytes[at]
        at += 1
        if isEscaped {
          isEscaped = false
        } else if isQuote {
          guard byte == quote else { return true }
          isQuote = false
        } else if byte == dialect.escape {
          isEscaped = true
        } else if byte == quote {
          guard dialect.doubleQuote else { return true }
          isQuote = true
        } else if dialect.escape == nil, let base = bytes.baseAddress {
          let next = unsafe Memory.firstIndex(of: quote, in: base + at, count: bytes.count - at)
          at = next.map { at + $0 } ?? bytes.count
        }
      }
    }
    return false
  }
}
