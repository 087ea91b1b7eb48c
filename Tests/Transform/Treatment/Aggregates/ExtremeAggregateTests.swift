// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
@_spi(Transform) import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

/// Tables of counts, sums and means of numbers at the ends.
@Suite("Extreme aggregates")
struct ExtremeAggregateTests {
  private static let measures: [Aggregate.Measure.Kind] = [
    .rows, .contributors, .sum("bedrag"), .mean("bedrag", decimals: 0),
    .mean("bedrag", decimals: 12),
  ]

  private static let roundings: [Aggregate.Rounding?] = [
    nil, .nearest(2), .nearest(1_000_000), .farmStatistics,
  ]

  private static let rules: [[Aggregate.Dominance]] = [
    [], [.share(largest: 1, percent: 1)], [.share(largest: 3, percent: 99)],
    [.estimate(percent: 1), .estimate(percent: 99)],
  ]

  /// No default: a new rule needs an example above.
  private static func isListed(_ rule: Aggregate.Dominance) -> Bool {
    switch rule {
    case .share, .estimate: true
    }
  }

  @Test("are right, or refused because a sum has too many digits")
  func aggregates() throws {
    #expect(Self.rules.joined().allSatisfy(Self.isListed))
    var cells = ExtremeCells(seed: 13)
    var left = PropertyInputs.count
    var (made, refused) = (0, 0)
    while left > 0 {
      let size = cells.pick([1, 2, 7, 60])
      left -= size
      let numbers = try cells.column(size).map { text in
        text.isEmpty ? "" : try cell(text, .number(NumberFormat())) ?? ""
      }
      let rows = numbers.map {
        ["\(cells.below(3))", cells.pick(["a", "b", ""]), "\(cells.below(4))", $0]
      }
      let aggregate = Aggregate(
        by: ["wijk", "soort"],
        measures: Self.measures.enumerated().map { .init(name: "m\($0)", kind: $1) },
        contributor: cells.below(2) == 0 ? "wie" : nil, minimum: cells.pick([1, 3, 1000]),
        rounding: cells.pick(Self.roundings), dominance: cells.pick(Self.rules),
        totals: cells.pick([[], ["wijk"], ["wijk", "soort"]]))
      do {
        let counted = try count(
          ["wijk", "soort", "wie", "bedrag"], rows, aggregate, parts: 1 + cells.below(2))
        #expect(counted.rows.allSatisfy { $0.count == 7 })
        made += 1
      } catch let failure as Failure {
        #expect(failure.diagnostics.map(\.code) == [.constraintError], "\(failure)")
        refused += 1
      }
    }
    #expect(made > 5 && refused > 0, "\(made) \(refused)")
  }
}
