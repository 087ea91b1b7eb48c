// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// The classes of a table, wherever they are: with a name each, and their values field by field.
protocol ClassSource {
  associatedtype Key: Hashable

  /// How many sensitive fields there are.
  var fieldCount: Int { get }

  /// How many distinct values a sensitive field has.
  func valueCount(of field: Int) -> Int

  /// The number of each value of a numeric field; nil for a categorical one.
  func numbers(of field: Int) -> [Double]?

  /// Visits every class with its rows and its values of a field, in an order that stays the same.
  func forEachClass(
    of field: Int,
    _ body: (Key, _ size: Int, Span<ValueCount>) throws(Failure) -> Void
  ) throws(Failure)
}

extension ClassSource {
  /// The distribution of a field over the classes that stay.
  func distribution(
    of field: Int, without isDropped: (Key) -> Bool
  ) throws(Failure) -> SensitiveDistribution {
    var counts = [Int](repeating: 0, count: valueCount(of: field))
    try forEachClass(of: field) { key, _, values throws(Failure) in
      guard !isDropped(key) else { return }
      for place in values.indices { counts[Int(values[place].code)] += values[place].count }
    }
    return SensitiveDistribution(counts: counts, numbers: numbers(of: field))
  }

  /// The classes to leave out, so that every class that stays satisfies a requirement, and their rows.
  ///
  /// k and l are asked class by class, and first: what they leave out is no part of what is published. t compares a
  /// class with that, which changes with every class that is left out; so it is asked again until no class fails.
  /// (ARX compares with its input, once.) Source: docs/privacy-specification.md, section 6.
  /// - Parameter checkRoom: told how many classes fail so far.
  func failing(
    _ requirement: AnonymityRequirement, checkRoom: (Int) throws(Failure) -> Void
  ) throws(Failure) -> (classes: Set<Key>, rows: Int) {
    var (dropped, rows): (Set<Key>, Int) = ([], 0)
    var (asksCloseness, isStable) = (false, false)
    while !isStable {
      isStable = asksCloseness || !requirement.hasCloseness
      for field in 0..<fieldCount {
        var rule = requirement.sensitive[field] ?? SensitiveRequirement()
        if !asksCloseness { rule.t = nil }
        let release = try distribution(of: field, without: dropped.contains)
        // All classes of a round are compared with the same release, whatever their order.
        var failing: [Key] = []
        try forEachClass(of: field) { key, size, values throws(Failure) in
          guard !dropped.contains(key) else { return }
          guard size < requirement.k || !rule.holds(for: values, size: size, in: release) else {
            return
          }
          failing.append(key)
          rows += size
          try checkRoom(dropped.count + failing.count)
        }
        dropped.formUnion(failing)
        if !failing.isEmpty, asksCloseness { isStable = false }
      }
      asksCloseness = true
    }
    return (dropped, rows)
  }
}
