// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikValues

/// Counts how often each value of a column occurs, as long as there are no more than a hundred short ones.
///
/// What it says depends on the values alone, not on how they were divided over counters that are merged.
struct CategoryCounter {
  private static let most = 100
  private static let longest = 100
  private var values = BytesTable(expected: most)
  private var counts: [Int] = []
  /// Whether there were too many values, or too long ones.
  private(set) var isFull = false

  /// Adds a value; `hash` is `ByteHash`'s of it.
  @inline(__always)
  mutating func add(_ value: Span<UInt8>, hash: UInt64, times: Int = 1) {
    guard !isFull else { return }
    let place = values.place(of: value, hash: hash)
    if let number = values.number(at: place) {
      counts[number] += times
    } else {
      insert(value, hash, times, at: place)
    }
  }

  private mutating func insert(
    _ value: Span<UInt8>, _ hash: UInt64, _ times: Int, at place: Int
  ) {
    guard counts.count < Self.most, value.count <= Self.longest else {
      isFull = true
      (values, counts) = (BytesTable(), [])
      return
    }
    _ = values.add(value, hash: hash, at: place)
    counts.append(times)
  }

  /// Adds what another counter saw.
  mutating func merge(_ other: CategoryCounter) {
    guard !other.isFull else {
      isFull = true
      return
    }
    for index in other.counts.indices {
      add(
        other.values[index].span, hash: other.values.hash(of: index), times: other.counts[index])
    }
  }

  /// The values that occur at least so often, the most frequent first; nil where they were not all counted.
  func categories(from least: Int) -> [DatasetProfile.Category]? {
    guard !isFull else { return nil }
    return counts.indices.filter { counts[$0] >= least }
      .map { .init(value: String(decoding: values[$0], as: UTF8.self), count: counts[$0]) }
      .sorted {
        $0.count != $1.count
          ? $0.count > $1.count : $0.value.utf8.lexicographicallyPrecedes($1.value.utf8)
      }
  }
}
