// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikFormat
internal import HergebruikModel

/// What the gate's own counting says of the classes of a written table, one after another.
struct ClassFigures {
  /// What figures of fractions may differ by, as part of them: the order in which they are added up is not the run's.
  static let tolerance = 1e-9

  /// The figures; those of risk are not made.
  private(set) var figures = AnonymityFigures()
  /// Rows in classes that do not satisfy what is asked.
  private(set) var failing = 0

  private let columns: ClassColumns
  /// For each sensitive field the largest r1 / (r_l + … + r_m) of the classes so far, by l - 1.
  private var ratios: [[Double]]

  init(_ columns: ClassColumns) {
    self.columns = columns
    figures.sensitive = columns.sensitive.map { SensitiveFigures(field: $0.name) }
    ratios = columns.sensitive.map { _ in [] }
  }

  /// Adds the classes of a tally; other tallies of the same table have other classes.
  ///
  /// - Throws: `self-check` if a cell of a number field is no number.
  mutating func add(_ tally: ClassTally) throws(Failure) {
    var isFailing = tally.sizes.map { $0 < columns.minimum }
    for index in columns.sensitive.indices {
      try add(tally, field: index, &isFailing)
    }
    for size in tally.sizes {
      figures.rows += size
      figures.classes += 1
      figures.k = figures.classes == 1 ? size : min(figures.k, size)
      if size == 1 { figures.uniqueRows += 1 }
      for band in figures.classSizes.indices where figures.classSizes[band].contains(size) {
        figures.classSizes[band].classes += 1
        figures.classSizes[band].rows += size
      }
    }
    for (size, fails) in zip(tally.sizes, isFailing) where fails { failing += size }
  }

  /// Adds the figures of one sensitive field, and marks the classes that fail what is asked of it.
  private mutating func add(
    _ tally: ClassTally, field index: Int, _ isFailing: inout [Bool]
  ) throws(Failure) {
    let field = columns.sensitive[index]
    let release = try ReleaseValues(
      tally.values[index], totals: tally.totals[index], isNumeric: field.isNumeric)
    let pairs = tally.pairs[index].map { pair, count in
      (number: Int(pair >> 32), place: release.places[Int(pair & 0xFFFF_FFFF)], count: count)
    }.sorted { ($0.number, $0.place) < ($1.number, $1.place) }
    var start = 0
    while start < pairs.count {
      let number = pairs[start].number
      var values: [(place: Int, count: Int)] = []
      while start < pairs.count, pairs[start].number == number {
        let (place, count) = (pairs[start].place, pairs[start].count)
        if values.last?.place == place {
          values[values.count - 1].count += count
        } else {
          values.append((place, count))
        }
        start += 1
      }
      let found = ClassValues(values, size: tally.sizes[number], in: release)
      if !found.satisfies(field.asked) { isFailing[number] = true }
      enter(found, field: index)
    }
  }

  private mutating func enter(_ found: ClassValues, field index: Int) {
    var worst = figures.sensitive[index]
    let isFirst = worst.distinct == 0
    worst.distinct = isFirst ? found.distinct : min(worst.distinct, found.distinct)
    worst.entropy = isFirst ? found.entropy : min(worst.entropy, found.entropy)
    worst.tCloseness = max(worst.tCloseness, found.distance)
    let ratios = found.ratios.prefix(worst.distinct).enumerated().map { l, ratio in
      isFirst ? ratio : max(ratio, self.ratios[index][l])
    }
    self.ratios[index] = ratios
    worst.recursive = .init(c: ratios.last ?? 0, l: worst.distinct)
    figures.sensitive[index] = worst
  }
}

/// The values of a sensitive field within one class.
struct ClassValues {
  /// How many there are.
  let distinct: Int
  /// exp of the Shannon entropy.
  let entropy: Double
  /// r1 / (r_l + … + r_m), the counts from large to small, by l - 1.
  let ratios: [Double]
  /// How far they are from those of the whole table.
  let distance: Double

  /// Makes the figures of values with their counts, in the order of their places.
  init(_ values: [(place: Int, count: Int)], size: Int, in release: ReleaseValues) {
    distinct = values.count
    let shares = values.map { Double($0.count) / Double(size) }
    entropy = exp(-shares.reduce(0) { $0 + $1 * log($1) })
    let counts = values.map(\.count).sorted(by: >)
    var rest = size
    var ratios: [Double] = []
    for count in counts {
      ratios.append(Double(counts[0]) / Double(rest))
      rest -= count
    }
    self.ratios = ratios
    distance = release.distance(of: values, size: size)
  }

  /// Whether a class with these values satisfies what is asked.
  func satisfies(_ asked: SensitiveRequirement) -> Bool {
    if let least = asked.distinct, distinct < least { return false }
    if let least = asked.entropy, entropy < least * (1 - ClassFigures.tolerance) { return false }
    if let (c, l) = asked.recursive.map({ ($0.c, $0.l) }) {
      guard l >= 1, l <= distinct, ratios[l - 1] < c else { return false }
    }
    if let most = asked.t, distance > most + ClassFigures.tolerance { return false }
    return true
  }
}

/// The values of a sensitive field in the whole of a table.
struct ReleaseValues {
  /// For each number of a value its place: among the numbers in their order, or any of its own.
  let places: [Int]
  /// For each place the rows with it.
  private var counts: [Int] = []
  /// Of numbers: for each place the share of rows with it or one before.
  private var cumulative: [Double] = []
  /// Of numbers: the sum of `cumulative` before each place.
  private var sums: [Double] = [0]
  private let rows: Int

  /// - Throws: `self-check` if a cell of a number field is no number.
  init(_ values: NameTable, totals: [Int], isNumeric: Bool) throws(Failure) {
    rows = totals.reduce(0, +)
    guard isNumeric else {
      places = Array(totals.indices)
      counts = totals
      return
    }
    var numbers = [Double?](repeating: nil, count: totals.count)
    var isWrong = false
    unsafe values.forEach { bytes, value in
      guard unsafe !bytes.isEmpty else { return }
      guard let number = unsafe Double(String(decoding: bytes, as: UTF8.self)) else {
        return isWrong = true
      }
      numbers[value] = number == 0 ? 0 : number.isNaN ? -.infinity : number
    }
    guard !isWrong else {
      throw Failure(.selfCheck, "a cell of a number field that was written is no number")
    }
    // Nothing comes before all numbers; `1.0` is `1`.
    let order = totals.indices.sorted { Self.precedes(numbers[$0], numbers[$1]) }
    var places = [Int](repeating: 0, count: totals.count)
    for (index, value) in order.enumerated() {
      if index == 0 || numbers[order[index - 1]] != numbers[value] { counts.append(0) }
      places[value] = counts.count - 1
      counts[counts.count - 1] += totals[value]
    }
    self.places = places
    var seen = 0
    for (place, count) in counts.enumerated() {
      seen += count
      cumulative.append(Double(seen) / Double(rows))
      sums.append(sums[place] + cumulative[place])
    }
  }

  private static func precedes(_ one: Double?, _ other: Double?) -> Bool {
    guard let other else { return false }
    return one.map { $0 < other } ?? true
  }

  /// How far a class is from the whole, from 0 to 1: ½·Σ|p−q|, or of ordered values Σ|cumulative q−p| / (m−1).
  ///
  /// Source: Li, Li, Venkatasubramanian, "t-Closeness", ICDE 2007, sections 4.1 and 4.2.
  func distance(of values: [(place: Int, count: Int)], size: Int) -> Double {
    guard cumulative.isEmpty else { return orderedDistance(of: values, size: size) }
    var (difference, seen) = (0.0, 0.0)
    for value in values {
      let whole = Double(counts[value.place]) / Double(rows)
      difference += abs(Double(value.count) / Double(size) - whole)
      seen += whole
    }
    return (difference + max(0, 1 - seen)) / 2
  }

  private func orderedDistance(of values: [(place: Int, count: Int)], size: Int) -> Double {
    guard counts.count > 1 else { return 0 }
    var (total, seen, from) = (0.0, 0, 0)
    for value in values + [(place: counts.count, count: 0)] {
      // From one value of the class to the next its own share stays the same.
      total += difference(of: Double(seen) / Double(size), in: from..<value.place)
      (seen, from) = (seen + value.count, value.place)
    }
    return total / Double(counts.count - 1)
  }

  /// The sum of |share − cumulative| over some places.
  private func difference(of share: Double, in range: Range<Int>) -> Double {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] < share { low = middle + 1 } else { high = middle }
    }
    let below = share * Double(low - range.lowerBound) - (sums[low] - sums[range.lowerBound])
    let above = sums[range.upperBound] - sums[low] - share * Double(range.upperBound - low)
    return max(0, below) + max(0, above)
  }
}
