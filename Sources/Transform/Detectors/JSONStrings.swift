// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// The strings of a cell that is JSON: keys and values, each of which is looked at as a cell is.
enum JSONStrings {
  /// Whether a cell may be an object or a list.
  @inline(__always)
  static func isJSON(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe cell[0] == UInt8(ascii: "{") || cell[0] == UInt8(ascii: "[")
  }

  /// Adds that a string is somebody's name, whatever the others are.
  static func addNames(
    of cell: UnsafeBufferPointer<UInt8>, _ tables: ByteTables, _ lexicon: Lexicon,
    to hits: inout TextHits
  ) {
    var i = 0
    while let string = unsafe next(cell, &i) {
      guard 3...60 ~= string.count else { continue }
      let counts = unsafe ByteCounts(string, tables.lanes)
      switch unsafe NameForm.likeness(string, counts, tables, lexicon) {
      case .name, .initialName, .knownShape, .part:
        hits.doubtful.insert(.init(.name))
        return
      case .ordinaryPart, .shape, .none: continue
      }
    }
  }

  /// The next string between quotes.
  private static func next(
    _ cell: UnsafeBufferPointer<UInt8>, _ i: inout Int
  ) -> UnsafeBufferPointer<UInt8>? {
    while i < cell.count, unsafe cell[i] != UInt8(ascii: "\"") { i += 1 }
    let start = i + 1
    guard start < cell.count else { return nil }
    i = start
    while i < cell.count, unsafe cell[i] != UInt8(ascii: "\"") {
      unsafe i += cell[i] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard i < cell.count else { return nil }
    defer { i += 1 }
    return unsafe UnsafeBufferPointer(rebasing: cell[start..<i])
  }
}
