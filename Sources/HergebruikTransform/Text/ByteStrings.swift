// SPDX-License-Identifier: EUPL-1.2

/// A short, fixed list of byte strings that cells are compared with, without allocating.
///
/// It is a plain pointer so that the hot path copies it for free; the plan that made it owns it.
struct ByteStrings: @unchecked Sendable {
  private let base: UnsafePointer<UnsafeBufferPointer<UInt8>>?
  private let count: Int
  /// Bit `min(length, 63)` is set for each length that occurs: most cells are told apart by it.
  private let lengths: UInt64

  static let none = ByteStrings(base: nil, count: 0, lengths: 0)

  var isEmpty: Bool { count == 0 }

  @inline(__always)
  func contains(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    lengths & (1 << UInt64(min(cell.count, 63))) != 0 && search(cell)
  }

  private func search(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base else { return false }
    for i in 0..<count where base[i].count == cell.count {
      if base[i].elementsEqual(cell) { return true }
    }
    return false
  }
}

/// Owns the memory behind `ByteStrings` and other plain pointers of a plan.
final class ByteArena {
  private var blocks: [UnsafeMutableRawPointer] = []

  deinit {
    for block in blocks { block.deallocate() }
  }

  /// Copies bytes to an address that stays until the arena goes.
  func keep(_ bytes: [UInt8]) -> UnsafeBufferPointer<UInt8> {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
    blocks.append(UnsafeMutableRawPointer(copy.baseAddress.unsafelyUnwrapped))
    _ = copy.initialize(from: bytes)
    return UnsafeBufferPointer(rebasing: copy[..<bytes.count])
  }

  /// Copies a list of texts.
  func keep(_ texts: [String]) -> ByteStrings {
    guard !texts.isEmpty else { return .none }
    let list = UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>.allocate(capacity: texts.count)
    blocks.append(UnsafeMutableRawPointer(list))
    var lengths: UInt64 = 0
    for (i, text) in texts.enumerated() {
      let bytes = Array(text.utf8)
      (list + i).initialize(to: keep(bytes))
      lengths |= 1 << UInt64(min(bytes.count, 63))
    }
    return ByteStrings(base: list, count: texts.count, lengths: lengths)
  }
}

extension ByteStrings {
  fileprivate init(
    base: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>, count: Int, lengths: UInt64
  ) {
    self.init(base: UnsafePointer(base), count: count, lengths: lengths)
  }
}
