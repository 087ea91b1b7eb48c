// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikTables

/// Rows of one release that have not met their like in the other, found by their key.
///
/// Of a key there are rows of one release only, since two of either meet at once. Rows of the same key hang
/// below the first, so that many of them cost no search.
struct WaitingRows {
  private let stride: Int
  private let memory: Int
  private let most: Int
  private(set) var count = 0
  /// The first row of each chain, from 1; 0 where there is none.
  private var heads: [UInt32] = []
  private var rows: [UInt64] = []
  private var next: [UInt32] = []
  private var twin: [UInt32] = []
  private var free: [UInt32] = []

  /// Makes room for at most `memory` bytes of rows of `stride` words.
  init(stride: Int, memory: Int) {
    (self.stride, self.memory) = (stride, memory)
    // Beside its words a row has its places in the chains, and one in the list by which rows are sorted.
    most = min(max(memory / (stride * 8 + 64), 256), Int(UInt32.max) - 1)
    heads = Array(repeating: 0, count: 1024)
  }

  var isFull: Bool { count == most }

  /// The words of a row.
  @_lifetime(borrow self)
  private func row(_ index: Int) -> Span<UInt64> {
    rows.span.extracting(index * stride..<(index + 1) * stride)
  }

  /// Takes the row of the other release with the same key out, and gives its words to `body`; else keeps this one.
  ///
  /// - Returns: whether there was one.
  mutating func meet(
    _ words: Span<UInt64>, _ body: (Span<UInt64>) throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    if count >= heads.count { grow() }
    let bucket = Int(words[1] & UInt64(heads.count - 1))
    var (at, before) = (Int(heads[bucket]), 0)
    while at > 0 {
      let here = (at - 1) * stride
      if rows[here] == words[0], rows[here + 1] == words[1] { break }
      (before, at) = (at, Int(next[at - 1]))
    }
    guard at > 0, rows[(at - 1) * stride + 2] & 1 != words[2] & 1 else {
      keep(words, bucket: bucket, below: at)
      return false
    }
    let taken = takeOut(at, before: before, bucket: bucket)
    let start = (taken - 1) * stride
    try body(rows.span.extracting(start..<start + stride))
    return true
  }

  private mutating func keep(_ words: Span<UInt64>, bucket: Int, below first: Int) {
    let at: Int
    if let index = free.popLast() {
      at = Int(index)
      for word in 0..<stride { rows[(at - 1) * stride + word] = words[word] }
    } else {
      for word in words.indices { rows.append(words[word]) }
      next.append(0)
      twin.append(0)
      at = next.count
    }
    count += 1
    if first > 0 {
      (twin[at - 1], next[at - 1]) = (twin[first - 1], 0)
      twin[first - 1] = UInt32(at)
    } else {
      (twin[at - 1], next[at - 1]) = (0, heads[bucket])
      heads[bucket] = UInt32(at)
    }
  }

  /// Takes the row, or one that hangs below it, out of its chain.
  private mutating func takeOut(_ at: Int, before: Int, bucket: Int) -> Int {
    var taken = at
    if twin[at - 1] > 0 {
      taken = Int(twin[at - 1])
      twin[at - 1] = twin[taken - 1]
    } else if before > 0 {
      next[before - 1] = next[at - 1]
    } else {
      heads[bucket] = next[at - 1]
    }
    free.append(UInt32(taken))
    count -= 1
    return taken
  }

  private mutating func grow() {
    var larger = [UInt32](repeating: 0, count: heads.count * 2)
    for head in heads {
      var at = Int(head)
      while at > 0 {
        let after = Int(next[at - 1])
        let bucket = Int(rows[(at - 1) * stride + 1] & UInt64(larger.count - 1))
        next[at - 1] = larger[bucket]
        larger[bucket] = UInt32(at)
        at = after
      }
    }
    heads = larger
  }

  /// Empties it; gives the words of its rows in the order of their keys.
  mutating func drain(_ body: (Span<UInt64>) throws(Failure) -> Void) throws(Failure) {
    var entries: [SortedEntry] = []
    entries.reserveCapacity(count)
    let gone = Set(free)
    for at in next.indices where !gone.contains(UInt32(at + 1)) {
      let start = at * stride
      entries.append(SortedEntry(high: rows[start], low: rows[start + 1], word: UInt64(at)))
    }
    SortedEntry.sort(&entries)
    for entry in entries { try body(row(Int(entry.word))) }
    self = WaitingRows(stride: stride, memory: memory)
  }
}
