// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Plain values at an address that stays as long as the arena that keeps them, to be copied for free.
///
/// Memory safety: a plan has the arena beside whatever it made with it, and hands out none of these; a place is checked.
@safe
@usableFromInline
package struct Kept<Element: BitwiseCopyable>: BitwiseCopyable, @unchecked Sendable {
  @usableFromInline let values: UnsafeBufferPointer<Element>

  fileprivate init(_ values: UnsafeBufferPointer<Element>) { unsafe self.values = unsafe values }

  /// No values.
  package static var none: Kept { unsafe Kept(UnsafeBufferPointer(start: nil, count: 0)) }

  /// How many there are.
  @inlinable package var count: Int { unsafe values.count }

  /// Whether there are none.
  @inlinable package var isEmpty: Bool { count == 0 }

  /// The values.
  @inlinable package var span: Span<Element> {
    @_lifetime(borrow self)
    get { unsafe Span(_unsafeElements: values) }
  }

  /// A value.
  @inlinable
  package subscript(place: Int) -> Element {
    precondition(UInt(bitPattern: place) < UInt(bitPattern: count), "there is no such value")
    return unsafe values[place]
  }
}

/// A short, fixed list of byte strings that cells are compared with, without allocating.
@usableFromInline
package struct ByteStrings: BitwiseCopyable, Sendable {
  fileprivate let list: Kept<Kept<UInt8>>?
  /// Bit `min(length, 63)` is set for each length that occurs: most cells are told apart by it.
  @usableFromInline let lengths: UInt64

  package static let none = ByteStrings(list: nil, lengths: 0)

  package var isEmpty: Bool { list == nil }

  @inlinable @inline(__always)
  package func contains(_ cell: Span<UInt8>) -> Bool {
    lengths & (1 << UInt64(min(cell.count, 63))) != 0 && search(cell)
  }

  /// Whether one of them is a cell, or is what stands in it between white space.
  ///
  /// A cell that begins and ends with a printable character of ASCII costs two looks more than `contains`.
  @inlinable @inline(__always)
  package func containsTrimmed(_ cell: Span<UInt8>) -> Bool {
    contains(cell) || UTF8Text.mayBePadded(cell) && contains(UTF8Text.trimmed(cell))
  }

  @usableFromInline func search(_ cell: Span<UInt8>) -> Bool {
    guard let list else { return false }
    for i in 0..<list.count where list[i].span.elementsEqual(cell) { return true }
    return false
  }
}

/// Owns the memory behind what a plan keeps.
///
/// Memory safety: it owns its blocks, and frees each once.
@safe
package final class ByteArena {
  private var blocks: [UnsafeMutableRawPointer] = unsafe []

  /// Creates an empty one.
  package init() {}

  deinit {
    for place in unsafe blocks.indices { unsafe blocks[place].deallocate() }
  }

  /// Copies plain values, in order, to an address that stays until the arena goes.
  package func keep<Value: BitwiseCopyable>(list values: [Value]) -> Kept<Value> {
    let copy = UnsafeMutablePointer<Value>.allocate(capacity: max(values.count, 1))
    unsafe blocks.append(UnsafeMutableRawPointer(copy))
    for (place, value) in values.enumerated() { unsafe (copy + place).initialize(to: value) }
    return unsafe Kept(UnsafeBufferPointer(start: copy, count: values.count))
  }

  /// Copies a text.
  package func keep(text: String) -> Kept<UInt8> { keep(list: Array(text.utf8)) }

  /// Copies a list of texts, in order.
  package func keepList(_ texts: [String]) -> Kept<Kept<UInt8>> {
    keep(list: texts.map { keep(text: $0) })
  }

  /// Copies what stands for no value, for `containsTrimmed`: each also without the white space around it.
  package func keep(missing texts: [String]) -> ByteStrings {
    let trimmed = texts.map { String(decoding: UTF8Text.trimmed($0.utf8.span), as: UTF8.self) }
    // A declared " " says nothing about a cell with nothing in it.
    return keep(texts + zip(texts, trimmed).compactMap { $0 == $1 || $1.isEmpty ? nil : $1 })
  }

  /// Copies a list of texts that cells are compared with.
  package func keep(_ texts: [String]) -> ByteStrings {
    guard !texts.isEmpty else { return .none }
    let lengths = texts.reduce(UInt64(0)) { $0 | 1 << UInt64(min($1.utf8.count, 63)) }
    return ByteStrings(list: keepList(texts), lengths: lengths)
  }
}
