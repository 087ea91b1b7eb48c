// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem
internal import HergebruikValues

/// Which rows came before, in the order of the export, for any number of workers.
///
/// Each worker hands in the hashes of its block when all earlier blocks have been: of rows that agree the first of the
/// export stays, whoever is faster. It holds 128 bits of hash a row (SipHash with the process's random seed).
package final class RowHistory: @unchecked Sendable {
  private let turns: Monitor<[Turn]>
  /// For each step the rows so far; only the worker whose turn it is touches them.
  private let seen: [Seen]
  private let memory: Int

  /// Whose turn it is at one step.
  private struct Turn {
    /// The block whose turn it is.
    var next = 0
    /// Later blocks that have nothing to hand in.
    var passed: Set<Int> = []

    mutating func advance() {
      next += 1
      while passed.remove(next) != nil { next += 1 }
    }
  }

  private final class Seen {
    var hashes = HashSet()
  }

  init(steps: Int, memory: Int) {
    turns = Monitor(Array(repeating: Turn(), count: steps))
    seen = (0..<steps).map { _ in Seen() }
    self.memory = memory / steps
  }

  /// Hands in the hashes of a block; `see` is told of each row whether there was one like it.
  ///
  /// - Throws: `memory-exceeded` where there are more different rows than fit.
  func enter(
    _ hashes: [RowHash], block: Int, step: Int, see: (Int, _ isRepeated: Bool) -> Void
  ) throws(Failure) {
    turns.wait { $0[step].next >= block ? () : nil }
    defer { turns.withLock(waking: .all) { $0[step].advance() } }
    for (row, hash) in hashes.enumerated() {
      guard let isNew = seen[step].hashes.insert(hash, memory: memory) else { throw Self.full }
      see(row, !isNew)
    }
  }

  /// Says that a block is done: where it handed nothing in, the next ones do not wait for it.
  package func pass(_ block: Int) {
    turns.withLock(waking: .all) { turns in
      for step in turns.indices where turns[step].next <= block {
        if turns[step].next == block {
          turns[step].advance()
        } else {
          turns[step].passed.insert(block)
        }
      }
    }
  }

  private static var full: Failure {
    Failure(
      .memoryExceeded,
      "the rows that 'deduplicate' has to remember do not fit in the memory that the run may take",
      hint: "Give it more: --memory 2G. Or let the source system remove the duplicates.")
  }
}

/// 128 bits that tell a row from others.
struct RowHash: Equatable, ProbeSlot {
  var high: UInt64
  var low: UInt64

  init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

  /// The hash of some cells.
  init(_ feed: (inout Hasher) -> Void) {
    var (first, second) = (Hasher(), Hasher())
    first.combine(0 as UInt8)
    second.combine(1 as UInt8)
    feed(&first)
    feed(&second)
    high = UInt64(bitPattern: Int64(first.finalize()))
    // Zero is for a free place.
    low = UInt64(bitPattern: Int64(second.finalize())) | 1
  }

  static var free: RowHash { RowHash(high: 0, low: 0) }
  var isFree: Bool { low == 0 }
}

/// A set of hashes, three quarters full at most.
private struct HashSet {
  private var slots = ProbeTable<RowHash>(places: 1 << 10, load: .threeQuarters)

  /// Adds a hash: whether it is new; nil where it does not fit in so many bytes.
  mutating func insert(_ hash: RowHash, memory: Int) -> Bool? {
    if slots.isCrowded {
      // While it grows the old half is there as well.
      guard slots.places * MemoryLayout<RowHash>.stride * 3 <= memory else { return nil }
      slots.grow { $0.high }
    }
    let place = slots.place(of: hash.high) { $0 == hash }
    guard slots[place].isFree else { return false }
    slots.fill(place, with: hash)
    return true
  }
}
