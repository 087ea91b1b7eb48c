// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Counts how often each value of a column occurs, as long as there are no more than a hundred short ones.
///
/// What it says depends on the values alone, not on how they were divided over counters that are merged.
struct CategoryCounter {
  private static let most = 100
  private static let longest = 100
  private var slots = [UInt16](repeating: 0, count: 256)
  private var hashes: [UInt64] = []
  private var text: [UInt8] = []
  private var ends: [Int] = []
  private var counts: [Int] = []
  /// Whether there were too many values, or too long ones.
  private(set) var isFull = false

  /// Adds a value; `hash` is `ByteHash`'s of it.
  @inline(__always)
  mutating func add(_ value: UnsafeBufferPointer<UInt8>, hash: UInt64, times: Int = 1) {
    guard !isFull else { return }
    var at = Int(truncatingIfNeeded: hash >> 40) & 255
    while slots[at] != 0 {
      let index = Int(slots[at]) - 1
      if hashes[index] == hash, bytes(index).elementsEqual(value) {
        counts[index] += times
        return
      }
      at = (at + 1) & 255
    }
    insert(value, hash, times, at)
  }

  private mutating func insert(
    _ value: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ times: Int, _ at: Int
  ) {
    guard counts.count < Self.most, value.count <= Self.longest else {
      isFull = true
      (hashes, text, ends, counts) = ([], [], [], [])
      return
    }
    counts.append(times)
    hashes.append(hash)
    text.append(contentsOf: value)
    ends.append(text.count)
    slots[at] = UInt16(counts.count)
  }

  /// Adds what another counter saw.
  mutating func merge(_ other: CategoryCounter) {
    guard !other.isFull else {
      isFull = true
      return
    }
    for index in other.counts.indices {
      other.bytes(index).withUnsafeBufferPointer {
        add($0, hash: other.hashes[index], times: other.counts[index])
      }
    }
  }

  @inline(__always)
  private func bytes(_ index: Int) -> ArraySlice<UInt8> {
    text[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// The values that occur at least so often, the most frequent first; nil where they were not all counted.
  func categories(from least: Int) -> [DatasetProfile.Category]? {
    guard !isFull else { return nil }
    return counts.indices.filter { counts[$0] >= least }
      .map { .init(value: String(decoding: bytes($0), as: UTF8.self), count: counts[$0]) }
      .sorted {
        $0.count != $1.count
          ? $0.count > $1.count : $0.value.utf8.lexicographicallyPrecedes($1.value.utf8)
      }
  }
}
