// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel

/// Whether the values of a field lie elsewhere than in the published table.
///
/// Of values that are counted it is half the sum of what their shares differ: the part of the rows that would
/// need another value to have them occur as often as before. Of numbers it is the least that the two
/// distributions can differ at any number, as far as their quantiles tell.
/// Source: total variation distance, and the statistic of Kolmogorov and Smirnov.
extension ChangeGuard {
  func shift(_ field: DatasetProfile.Field, _ old: DatasetProfile.Field) -> Diagnostic? {
    if let new = field.quantiles, let known = old.quantiles {
      return numbers(field.name, new, known)
    }
    return shares(field, old)
  }

  // MARK: Values that are counted

  /// Values that are too rare to be listed count as one.
  private func shares(
    _ field: DatasetProfile.Field, _ old: DatasetProfile.Field
  ) -> Diagnostic? {
    guard let new = field.categories, let known = old.categories, !known.isEmpty,
      known.count <= Self.fewValues,
      // Of fewer rows for each value chance alone makes shares differ.
      min(now.rows, before.rows) >= 20 * known.count,
      let fresh = Self.parts(new, of: now.rows - field.missing),
      let stale = Self.parts(known, of: before.rows - old.missing)
    else { return nil }
    let names = Set(fresh.keys).union(stale.keys)
    let moved = names.reduce(0.0) { $0 + abs((fresh[$1] ?? 0) - (stale[$1] ?? 0)) } / 2
    guard Int(moved * 1_000_000) > limits.shift,
      Int(moved * Double(now.rows)) > ChangeLimits.leeway
    else { return nil }
    return report(
      field.name,
      "in \(Self.percent(moved)) of the rows '\(field.name)' has another value than to be expected after the "
        + "published table" + largest(field.name, known.map(\.value), fresh, stale))
  }

  /// The share of each value; the empty text is for those that are not listed, since no cell is empty here.
  private static func parts(
    _ categories: [DatasetProfile.Category], of rows: Int
  ) -> [String: Double]? {
    guard rows > 0 else { return nil }
    var parts = Dictionary(
      categories.map { ($0.value, Double($0.count) / Double(rows)) }, uniquingKeysWith: +)
    parts["", default: 0] += Double(rows - categories.reduce(0) { $0 + $1.count }) / Double(rows)
    return parts
  }

  /// Which value moved most, of those that are public already; nothing where the field is about persons.
  private func largest(
    _ name: String, _ values: [String], _ fresh: [String: Double], _ stale: [String: Double]
  ) -> String {
    func change(_ value: String) -> Double { abs((fresh[value] ?? 0) - (stale[value] ?? 0)) }
    guard pipeline.publishedFields.first(where: { $0.name == name })?.privacy == PrivacyClass.none,
      let value = values.max(by: { (change($0), $1) < (change($1), $0) })
    else { return "" }
    return
      ": '\(value)' went from \(Self.percent(stale[value] ?? 0)) to \(Self.percent(fresh[value] ?? 0))"
  }

  private static func percent(_ part: Double) -> String { "\(Int((part * 100).rounded())) %" }

  // MARK: Numbers

  private func numbers(
    _ name: String, _ new: DatasetProfile.Quantiles, _ known: DatasetProfile.Quantiles
  ) -> Diagnostic? {
    let field = pipeline.publishedFields.first { $0.name == name }
    // New rows have new numbers where a number stands for the row.
    guard field?.constraints.unique != true, !pipeline.primaryKey.contains(name),
      min(now.rows, before.rows) >= 20
    else { return nil }
    let moved = Self.distance(new, known)
    guard Int(moved * 1_000_000) > limits.shift else { return nil }
    return report(
      name,
      "at least \(Self.percent(moved)) of the numbers of '\(name)' lie elsewhere than in the published table"
    )
  }

  /// The least that two distributions can differ at any number.
  static func distance(
    _ one: DatasetProfile.Quantiles, _ other: DatasetProfile.Quantiles
  ) -> Double {
    (one.levels + other.levels).reduce(0) { most, level in
      let (a, b) = (one.bounds(at: level.number), other.bounds(at: level.number))
      return max(most, a.least - b.most, b.least - a.most)
    }
  }
}

extension DatasetProfile.Quantiles {
  fileprivate var levels: [(part: Double, number: Double)] {
    [(0.05, p05), (0.25, p25), (0.5, p50), (0.75, p75), (0.95, p95)]
  }

  /// Between which bounds the part of the numbers up to a number is.
  fileprivate func bounds(at number: Double) -> (least: Double, most: Double) {
    (
      levels.last { $0.number <= number }?.part ?? 0, levels.first { $0.number > number }?.part ?? 1
    )
  }
}
