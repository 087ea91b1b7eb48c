// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import HergebruikFormat

/// Content lines: physical lines put together where one begins with a blank.
///
/// Source: RFC 5545, section 3.1. Line ends may be LF alone, as many calendars have them.
struct ContentLines: ~Copyable {
  /// The content line without its folds.
  private(set) var line = ByteBuffer(capacity: 256)
  /// The physical line, from 1, on which it begins.
  private(set) var number = 0

  private let file: String
  private let source: PeekableSource
  private let limit: Int
  private var ahead = ByteBuffer(capacity: 1 << 16)
  private var taken = 0
  private var nextNumber = 1
  private var isAtEnd = false

  init(file: String, source: PeekableSource, limit: Int) {
    self.file = file
    self.source = source
    self.limit = limit
  }

  /// Reads the next content line that is not blank; false at the end.
  ///
  /// - Throws: `input-output`, `compression-error` or `record-too-large`.
  mutating func next() throws(Failure) -> Bool {
    repeat {
      line.removeAll()
      guard try byte() != nil else { return false }
      number = nextNumber
      try appendPhysicalLine()
      while let first = try byte(), first == 0x20 || first == 0x09 {
        taken += 1
        try appendPhysicalLine()
      }
    } while line.isEmpty
    return true
  }

  private mutating func appendPhysicalLine() throws(Failure) {
    nextNumber += 1
    while let byte = try byte() {
      taken += 1
      if byte == 0x0A { break }
      line.append(byte)
      guard line.count <= limit else {
        throw Failure(
          .recordTooLarge, at: .init(file: file, line: number),
          "a line is larger than \(limit) bytes", hint: "Check that this is an iCalendar file.")
      }
    }
    if line.bytes.last == 0x0D { line.truncate(to: line.count - 1) }
  }

  /// The next byte, which stays where it is; nil at the end.
  private mutating func byte() throws(Failure) -> UInt8? {
    if taken == ahead.count {
      guard !isAtEnd else { return nil }
      ahead.removeAll()
      taken = 0
      guard case .bytes = try source.read(into: &ahead, upTo: 1 << 16) else {
        isAtEnd = true
        return nil
      }
    }
    return ahead.bytes[taken]
  }
}
