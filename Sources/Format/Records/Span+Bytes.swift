// SPDX-License-Identifier: EUPL-1.2

// What arrays of bytes can do, and a `Span` of the standard library cannot yet.

extension Span where Element == UInt8 {
  /// The first byte; nil if there is none.
  @inlinable package var first: UInt8? { isEmpty ? nil : self[0] }

  /// The last byte; nil if there is none.
  @inlinable package var last: UInt8? { isEmpty ? nil : self[count - 1] }

  /// Whether it has the same bytes as another.
  @inlinable
  package func elementsEqual(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for place in 0..<count where self[place] != other[place] { return false }
    return true
  }

  /// Whether it has the same bytes as an array.
  @inlinable
  package func elementsEqual(_ other: [UInt8]) -> Bool { elementsEqual(other.span) }

  /// Whether it begins with these bytes.
  @inlinable
  package func starts(with other: Span<UInt8>) -> Bool {
    count >= other.count && extracting(first: other.count).elementsEqual(other)
  }

  /// Where a byte first occurs; nil if it does not.
  @inlinable
  package func firstIndex(of byte: UInt8) -> Int? { indices.first { self[$0] == byte } }

  /// Where a byte first meets a condition; nil if none does.
  @inlinable
  package func firstIndex(where isWanted: (UInt8) -> Bool) -> Int? {
    indices.first { isWanted(self[$0]) }
  }

  /// Where a byte last meets a condition; nil if none does.
  @inlinable
  package func lastIndex(where isWanted: (UInt8) -> Bool) -> Int? {
    indices.last { isWanted(self[$0]) }
  }

  /// Whether a byte occurs.
  @inlinable
  package func contains(_ byte: UInt8) -> Bool { firstIndex(of: byte) != nil }

  /// Whether a byte meets a condition.
  @inlinable
  package func contains(where isWanted: (UInt8) -> Bool) -> Bool {
    firstIndex(where: isWanted) != nil
  }

  /// Whether all bytes meet a condition.
  @inlinable
  package func allSatisfy(_ isWanted: (UInt8) -> Bool) -> Bool {
    indices.allSatisfy { isWanted(self[$0]) }
  }
}

extension String {
  /// A text of UTF-8; U+FFFD where it is none.
  package init(decoding bytes: Span<UInt8>) {
    self = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}

extension Array where Element == UInt8 {
  /// A copy of bytes.
  package init(copying bytes: Span<UInt8>) {
    self = bytes.withUnsafeBufferPointer { Array($0) }
  }

  /// Appends a copy of bytes.
  package mutating func append(copying bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
  }
}

extension Hasher {
  /// Adds bytes.
  package mutating func combine(bytes: Span<UInt8>) {
    bytes.withUnsafeBytes { combine(bytes: $0) }
  }
}
