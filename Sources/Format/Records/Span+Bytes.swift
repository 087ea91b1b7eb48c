// SPDX-License-Identifier: EUPL-1.2

// What arrays of bytes can do, and a `Span` of the standard library cannot yet.

extension Span where Element == UInt8 {
  /// Some of the bytes.
  @inlinable
  package subscript(bounds: some RangeExpression<Int>) -> Span<UInt8> {
    @_lifetime(copy self)
    get { extracting(bounds) }
  }

  /// The first byte; nil if there is none.
  @inlinable package var first: UInt8? { isEmpty ? nil : self[0] }

  /// The last byte; nil if there is none.
  @inlinable package var last: UInt8? { isEmpty ? nil : self[count - 1] }

  /// The eight bytes from a place on, as they lie in memory.
  @inlinable @inline(__always)
  package func word(at place: Int) -> UInt64 {
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
  }

  /// The four bytes from a place on, as they lie in memory.
  @inlinable @inline(__always)
  package func halfWord(at place: Int) -> UInt32 {
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self)
  }

  /// Whether it has the same bytes as another; looked at eight at a time.
  @inlinable
  package func elementsEqual(_ other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    var at = 0
    while at &+ 8 <= count {
      guard word(at: at) == other.word(at: at) else { return false }
      at &+= 8
    }
    while at < count {
      guard self[at] == other[at] else { return false }
      at &+= 1
    }
    return true
  }

  /// Whether it has the bytes of a text that the program is made with.
  @inlinable
  package func elementsEqual(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && starts(with: text)
  }

  /// Whether it begins with a text that the program is made with.
  @inlinable
  package func starts(with text: StaticString) -> Bool {
    guard count >= text.utf8CodeUnitCount else { return false }
    for place in 0..<text.utf8CodeUnitCount where unsafe self[place] != text.utf8Start[place] {
      return false
    }
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

  /// Whether it comes before another, byte by byte.
  @inlinable
  package func precedes(_ other: Span<UInt8>) -> Bool {
    for place in 0..<Swift.min(count, other.count) where self[place] != other[place] {
      return self[place] < other[place]
    }
    return count < other.count
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

extension MutableSpan where Element: BitwiseCopyable {
  /// Some of the values, to be changed.
  @_lifetime(&self)
  package mutating func part(_ bounds: Range<Int>) -> MutableSpan<Element> {
    #if compiler(>=6.3)
      // The standard library has it under this name only until there is a better one.
      _mutatingExtracting(bounds)
    #else
      extracting(bounds)
    #endif
  }
}

extension MutableSpan where Element == UInt8 {
  /// Writes eight bytes from a place on, as they lie in memory.
  @inlinable @inline(__always)
  package mutating func store(word: UInt64, at place: Int) {
    var bytes = unsafe mutableBytes
    bytes.storeBytes(of: word, toByteOffset: place, as: UInt64.self)
  }

  /// Writes four bytes from a place on, as they lie in memory.
  @inlinable @inline(__always)
  package mutating func store(halfWord: UInt32, at place: Int) {
    var bytes = unsafe mutableBytes
    bytes.storeBytes(of: halfWord, toByteOffset: place, as: UInt32.self)
  }
}

extension String {
  /// A text of UTF-8; U+FFFD where it is none.
  package init(decoding bytes: Span<UInt8>, as _: UTF8.Type) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}

extension Array where Element == UInt8 {
  /// A copy of bytes.
  package init(_ bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// Appends a copy of bytes.
  package mutating func append(contentsOf bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe self += $0 }
  }
}

extension Hasher {
  /// Adds bytes.
  package mutating func combine(bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe combine(bytes: $0) }
  }
}
