// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
internal import HergebruikSystem
package import HergebruikTreatment
internal import HergebruikValues

/// Counts distinct values in a few kilobytes: exactly up to 512, about beyond.
///
/// What it says depends on the values alone, not on their order nor on how they were divided over counters that
/// are merged. Beyond the limit it is HyperLogLog with 4,096 registers and Ertl's estimator: a standard error of
/// 1.6 %. Source: Flajolet and others, "HyperLogLog", AofA 2007; Ertl, "New cardinality estimation algorithms for
/// HyperLogLog sketches", arXiv:1702.01284, 2017, algorithm 6.
struct DistinctCounter {
  private static let limit = 512
  private static let precision = 12
  /// The hashes that are held.
  private var hashes = ProbeTable<UInt64>(places: 2 * limit)
  /// Empty as long as the hashes are held.
  private var registers: [UInt8] = []

  /// Adds a value that is not missing, by its `ByteHash`.
  @inline(__always)
  mutating func add(hash: UInt64) { take(Self.avalanche(hash) | 1) }

  /// Adds what another counter saw.
  mutating func merge(_ other: DistinctCounter) {
    guard other.registers.isEmpty else {
      if registers.isEmpty { spread() }
      for (index, rank) in other.registers.enumerated() where rank > registers[index] {
        registers[index] = rank
      }
      return
    }
    for hash in other.hashes.filled { take(hash) }
  }

  /// How many there are.
  var count: DistinctCount {
    registers.isEmpty
      ? DistinctCount(count: hashes.count, isEstimate: false)
      : DistinctCount(count: Int(estimate.rounded()), isEstimate: true)
  }

  @inline(__always)
  private mutating func take(_ hash: UInt64) {
    guard registers.isEmpty else { return enter(hash) }
    let place = hashes.place(of: hash >> 32) { $0 == hash }
    guard hashes[place].isFree else { return }
    hashes.fill(place, with: hash)
    if hashes.count > Self.limit { spread() }
  }

  private mutating func spread() {
    registers = Array(repeating: 0, count: 1 << Self.precision)
    for hash in hashes.filled { enter(hash) }
    hashes = ProbeTable(places: 1)
  }

  @inline(__always)
  private mutating func enter(_ hash: UInt64) {
    let index = Int(truncatingIfNeeded: hash >> UInt64(64 - Self.precision))
    // The last bit is always set, so that the rank ends.
    let rank = UInt8(truncatingIfNeeded: (hash << UInt64(Self.precision)).leadingZeroBitCount + 1)
    if rank > registers[index] { registers[index] = rank }
  }

  @inline(__always)
  private static func avalanche(_ hash: UInt64) -> UInt64 {
    var mixed = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    mixed = (mixed ^ mixed >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return mixed ^ mixed >> 33
  }

  // MARK: The estimate

  private var estimate: Double {
    let (size, most) = (Double(registers.count), 64 - Self.precision)
    var counts = [Int](repeating: 0, count: most + 2)
    for rank in registers { counts[min(Int(rank), most + 1)] += 1 }
    var sum = size * Self.tau(1 - Double(counts[most + 1]) / size)
    for rank in stride(from: most, through: 1, by: -1) { sum = 0.5 * (sum + Double(counts[rank])) }
    sum += size * Self.sigma(Double(counts[0]) / size)
    return size * size / (2 * Numbers.logarithm(2) * sum)
  }

  private static func sigma(_ part: Double) -> Double {
    guard part < 1 else { return .infinity }
    var (x, y, sum, before) = (part, 1.0, part, -1.0)
    while sum != before {
      before = sum
      x *= x
      sum += x * y
      y += y
    }
    return sum
  }

  private static func tau(_ part: Double) -> Double {
    guard part > 0, part < 1 else { return 0 }
    var (x, y, sum, before) = (part, 1.0, 1 - part, -1.0)
    while sum != before {
      before = sum
      x = x.squareRoot()
      y *= 0.5
      sum -= (1 - x) * (1 - x) * y
    }
    return sum / 3
  }
}

/// Counts the distinct values of the columns of an export; one thread's.
package struct ExportedValues: Sendable {
  private let columns: [(column: Int, missing: ByteStrings)]
  private var counters: [DistinctCounter]

  /// Makes counters for the fields of a plan, bound to columns.
  package init(_ plan: TransformPlan, binding: ColumnBinding) {
    columns = zip(plan.programs, binding.columns).map { ($1, $0.missing) }
    counters = columns.map { _ in DistinctCounter() }
  }

  /// Adds rows; missing values do not count.
  package mutating func add(_ batch: borrowing RecordBatch) {
    for (field, place) in columns.enumerated() where place.column >= 0 {
      for row in 0..<batch.rowCount {
        let cell = batch.span(row: row, column: place.column)
        if !place.missing.containsTrimmed(cell) { counters[field].add(hash: ByteHash.of(cell)) }
      }
    }
  }

  /// Adds what another thread saw.
  package mutating func merge(_ other: ExportedValues) {
    for index in counters.indices { counters[index].merge(other.counters[index]) }
  }

  /// For each field of the pipeline file its distinct values.
  package var distinct: [DistinctCount] { counters.map(\.count) }
}
