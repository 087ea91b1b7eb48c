// SPDX-License-Identifier: EUPL-1.2

/// A short, fixed list of byte strings that cells are compared with, without allocating.
///
/// It is a plain pointer so that the hot path copies it for free; the plan that made it owns it.
@usableFromInline
package struct ByteStrings: BitwiseCopyable, @unchecked Sendable {
  fileprivate let base: UnsafePointer<UnsafeBufferPointer<UInt8>>?
  fileprivate let count: Int
  /// Bit `min(length, 63)` is set for each length that occurs: most cells are told apart by it.
  @usableFromInline let lengths: UInt64

  package static let none = ByteStrings(base: nil, count: 0, lengths: 0)

  package var isEmpty: Bool { count == 0 }

  @inlinable @inline(__always)
  package func contains(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    lengths & (1 << UInt64(min(cell.count, 63))) != 0 && search(cell)
  }

  /// Whether one of them is a cell, or is what stands in it between white space.
  ///
  /// A cell that begins and ends with a printable character of ASCII costs two looks more than `contains`.
  @inlinable @inline(__always)
  package func containsTrimmed(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    contains(cell) || UTF8Text.mayBePadded(cell) && contains(UTF8Text.trimmed(cell))
  }

  @usableFromInline func search(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base else { return false }
    for i in 0..<count where base[i].count == cell.count {
      if base[i].elementsEqual(cell) { return true }
    }
    return false
  }
}

/// Owns the memory behind `ByteStrings` and other plain pointers of a plan.
package final class ByteArena {
  private var blocks: [UnsafeMutableRawPointer] = []

  /// Makes an empty one.
  package init() {}

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// Copies a list of plain values to an address that stays until the arena goes.
  package func keep<Element: BitwiseCopyable>(_ list: [Element]) -> UnsafeBufferPointer<Element> {
    let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(list.count, 1))
    blocks.append(UnsafeMutableRawPointer(copy.baseAddress.unsafelyUnwrapped))
    _ = copy.initialize(from: list)
    return UnsafeBufferPointer(rebasing: copy[..<list.count])
  }

  /// Copies a plain value to an address that stays until the arena goes.
  package func keep<Value: BitwiseCopyable>(_ value: Value) -> UnsafePointer<Value> {
    keep(list: [value]).baseAddress.unsafelyUnwrapped
  }

  /// Copies plain values, in order.
  package func keep<Value: BitwiseCopyable>(list values: [Value]) -> UnsafeBufferPointer<Value> {
    let copy = UnsafeMutableBufferPointer<Value>.allocate(capacity: max(values.count, 1))
    blocks.append(UnsafeMutableRawPointer(copy.baseAddress.unsafelyUnwrapped))
    _ = copy.initialize(from: values)
    return UnsafeBufferPointer(rebasing: copy[..<values.count])
  }

  /// Copies a list of texts, in order.
  package func keepList(_ texts: [String]) -> UnsafeBufferPointer<UnsafeBufferPointer<UInt8>> {
    let list = UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>.allocate(capacity: texts.count)
    blocks.append(UnsafeMutableRawPointer(list))
    for (i, text) in texts.enumerated() { (list + i).initialize(to: keep(Array(text.utf8))) }
    return UnsafeBufferPointer(start: list, count: texts.count)
  }

  /// Copies what stands for no value, for `containsTrimmed`: each also without the white space around it.
  package func keep(missing texts: [String]) -> ByteStrings {
    let trimmed = texts.map { text in
      Array(text.utf8).withUnsafeBufferPointer {
        String(decoding: UTF8Text.trimmed($0), as: UTF8.self)
      }
    }
    // A declared " " says nothing about a cell with nothing in it.
    return keep(texts + zip(texts, trimmed).compactMap { $0 == $1 || $1.isEmpty ? nil : $1 })
  }

  /// Copies a list of texts that cells are compared with.
  package func keep(_ texts: [String]) -> ByteStrings {
    guard !texts.isEmpty else { return .none }
    let list = keepList(texts)
    let lengths = list.reduce(UInt64(0)) { $0 | 1 << UInt64(min($1.count, 63)) }
    return ByteStrings(base: list.baseAddress, count: texts.count, lengths: lengths)
  }
}
