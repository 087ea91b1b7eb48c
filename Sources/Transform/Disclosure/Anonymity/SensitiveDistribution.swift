// SPDX-License-Identifier: EUPL-1.2

/// How the values of a sensitive field are distributed over a whole release, and how far a class is
/// from it.
///
/// What is suppressed does not count: the distribution is that of what is published, as pyCANON measures
/// it too. (ARX takes that of its input.)
package struct SensitiveDistribution {
  /// Rows with each code.
  private let counts: [Int]
  private let rows: Int
  /// Of a numeric field: the place of each code among the values that occur, from 0.
  private let ranks: [UInt32]
  /// Of a numeric field: rows up to and including the value of each rank.
  private var cumulative: [Int] = []
  /// Of a numeric field: the sum of `cumulative` before each rank.
  private var sums: [Double] = [0]

  /// Makes the distribution of a categorical field, or of a numeric one by the number of each code.
  init(counts: [Int], numbers: [Double]?) {
    self.counts = counts
    rows = counts.reduce(0, +)
    guard let numbers else {
      ranks = []
      return
    }
    let present = counts.indices.filter { counts[$0] > 0 }.sorted {
      (numbers[$0], $0) < (numbers[$1], $1)
    }
    var ranks = [UInt32](repeating: 0, count: counts.count)
    for (rank, code) in present.enumerated() {
      ranks[code] = UInt32(rank)
      cumulative.append((cumulative.last ?? 0) + counts[code])
      sums.append((sums.last ?? 0) + Double(cumulative[rank]))
    }
    self.ranks = ranks
  }

  /// How far a class is from the release, from 0 to 1.
  ///
  /// Categorical, every two values being as far apart: ½·Σ|p−q|. Numeric: Σ|cumulative q−p|/(m−1)
  /// over the m values that occur; 0 where there is one only.
  /// Source: Li, Li, Venkatasubramanian, "t-Closeness", ICDE 2007, sections 4.1 and 4.2.
  func distance(of values: Span<ValueCount>, size: Int) -> Double {
    guard rows > 0, size > 0 else { return 0 }
    return cumulative.isEmpty
      ? equalDistance(of: values, size: size) : orderedDistance(of: values, size: size)
  }

  private func equalDistance(of values: Span<ValueCount>, size: Int) -> Double {
    var (difference, seen) = (0.0, 0)
    for place in values.indices {
      let value = values[place]
      let total = counts[Int(value.code)]
      seen += total
      difference += abs(Double(value.count) / Double(size) - Double(total) / Double(rows))
    }
    return (difference + Double(rows - seen) / Double(rows)) / 2
  }

  /// Between two values of the class its cumulative share is the same and the release's rises: the sum of
  /// the differences is that below the crossing and that above it, each by the sums made beforehand.
  private func orderedDistance(of values: Span<ValueCount>, size: Int) -> Double {
    let last = cumulative.count
    guard last > 1 else { return 0 }
    let ordered = values.indices.map { place in
      (rank: Int(ranks[Int(values[place].code)]), count: values[place].count)
    }.sorted { $0.rank < $1.rank }
    var total = 0.0
    var (start, share) = (0, 0)
    for value in ordered {
      total += difference(in: start..<value.rank, share: Double(share) / Double(size))
      (start, share) = (value.rank, share + value.count)
    }
    total += difference(in: start..<last, share: Double(share) / Double(size))
    return total / Double(last - 1)
  }

  /// The sum of |share − release's cumulative share| over some ranks.
  private func difference(in range: Range<Int>, share: Double) -> Double {
    guard !range.isEmpty else { return 0 }
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if Double(cumulative[middle]) / Double(rows) < share {
        low = middle + 1
      } else {
        high = middle
      }
    }
    let below = share * Double(low - range.lowerBound) - part(range.lowerBound..<low)
    let above = part(low..<range.upperBound) - share * Double(range.upperBound - low)
    return max(below, 0) + max(above, 0)
  }

  private func part(_ range: Range<Int>) -> Double {
    (sums[range.upperBound] - sums[range.lowerBound]) / Double(rows)
  }
}
