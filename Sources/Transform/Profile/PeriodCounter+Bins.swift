// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

extension PeriodCounter {
  /// The dates by the shortest periods of which 60 hold them all, but for one in a hundred at either end that lie far
  /// away; nil where there are none.
  ///
  /// - Parameter least: Fewer rows are not told; longer periods are taken where that is much.
  func periods(least: Int) -> DatasetProfile.Periods? {
    for unit in DatasetProfile.Periods.Unit.allCases {
      guard var bins = bins(by: unit) else { continue }
      if least > 1 {
        let withheld = SmallCounts.withhold(&bins, least: least)
        guard SmallCounts.isTelling(withheld, of: count) else { continue }
      }
      return DatasetProfile.Periods(unit: unit, bins: bins)
    }
    return nil
  }

  /// Periods of one length; nil where they are too many, or the dates are not known so exactly.
  private func bins(by unit: DatasetProfile.Periods.Unit) -> [DatasetProfile.Bin]? {
    guard let counts = counts(by: unit), !counts.isEmpty else { return nil }
    let far = unit == .day || unit == .month ? farFromMonths : (before: before, behind: behind)
    let few = max(count / 100, count >= 20 ? 1 : 0)
    guard unit == .century || far.before <= few && far.behind <= few,
      let shown = Self.window(counts, few - far.before, few - far.behind)
        ?? (unit == .century ? counts[...] : nil),
      let first = shown.first?.period, let last = shown.last?.period
    else { return nil }
    var rows = [Int](repeating: 0, count: last - first + 1)
    for (period, count) in shown { rows[period - first] = count }
    var bins = rows.enumerated().map { index, count in
      let period = first + index
      return DatasetProfile.Bin(
        from: Self.text(period, unit), to: Self.text(period + 1, unit), count: count)
    }
    let earlier = far.before + counts[..<shown.startIndex].reduce(0) { $0 + $1.count }
    let later = far.behind + counts[shown.endIndex...].reduce(0) { $0 + $1.count }
    if earlier > 0 {
      bins.insert(.init(from: nil, to: Self.text(first, unit), count: earlier), at: 0)
    }
    if later > 0 { bins.append(.init(from: Self.text(last + 1, unit), to: nil, count: later)) }
    return bins
  }

  /// The counts that lie within 60 periods, when a few rows are left out where they must be: late ones first, for an
  /// end that nobody knows is often a date far away.
  private static func window(
    _ counts: [(period: Int, count: Int)], _ early: Int, _ late: Int
  ) -> ArraySlice<(period: Int, count: Int)>? {
    for (before, behind) in [(0, 0), (0, late), (early, 0), (early, late)] {
      var (first, last) = (0, counts.count - 1)
      var (rows, more) = (counts[first].count, counts[last].count)
      while rows <= before, first < last {
        first += 1
        rows += counts[first].count
      }
      while more <= behind, first < last {
        last -= 1
        more += counts[last].count
      }
      if counts[last].period - counts[first].period < longest { return counts[first...last] }
    }
    return nil
  }

  /// `2026-11-25`, `2026-11` or `2026`.
  private static func text(_ period: Int, _ unit: DatasetProfile.Periods.Unit) -> String {
    var out = ByteBuffer()
    func append(_ number: Int) {
      CalendarDay.append(number, digits: number > 9999 ? 5 : 4, to: &out)
    }
    switch unit {
    case .day: CalendarDay(period).append(to: &out)
    case .month:
      append(period / 12)
      out.append(UInt8(ascii: "-"))
      CalendarDay.append(period % 12 + 1, digits: 2, to: &out)
    case .year: append(period)
    case .decade: append(10 * period)
    case .century: append(100 * period)
    }
    return unsafe String(decoding: out.bytes, as: UTF8.self)
  }
}
