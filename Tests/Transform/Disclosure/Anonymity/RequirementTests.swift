// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

@testable import HergebruikDisclosure

/// What is asked of the values of a class, at its bounds.
@Suite("Anonymity requirement")
struct RequirementTests {
  /// Whether a class whose values occur so often satisfies what is asked; the release holds as many rows of each
  /// value of `release`.
  private func holds(
    _ counts: [Int], _ asked: SensitiveRequirement, in release: [Int]? = nil
  ) -> Bool {
    let values = counts.enumerated().map { ValueCount(code: UInt32($0), count: $1) }
    let distribution = SensitiveDistribution(counts: release ?? counts, numbers: nil)
    return asked.holds(for: values.span, size: counts.reduce(0, +), in: distribution)
  }

  @Test("takes l values for l, and one less for none")
  func distinct() {
    #expect(holds([1, 1, 1], SensitiveRequirement(distinct: 3)))
    #expect(!holds([1, 1], SensitiveRequirement(distinct: 3)))
  }

  @Test("takes r1 < c·(r_l + … + r_m) as it is written: at c itself it does not hold")
  func recursive() {
    // 4 / (2 + 2) is 1, and 4 / 2 is 2.
    #expect(!holds([2, 4, 2], SensitiveRequirement(recursive: .init(c: 1, l: 2))))
    #expect(holds([2, 4, 2], SensitiveRequirement(recursive: .init(c: 1.01, l: 2))))
    #expect(!holds([2, 4, 2], SensitiveRequirement(recursive: .init(c: 2, l: 3))))
    #expect(holds([2, 4, 2], SensitiveRequirement(recursive: .init(c: 2.01, l: 3))))
    #expect(!holds([2, 4, 2], SensitiveRequirement(recursive: .init(c: 100, l: 4))))
  }

  @Test("takes an entropy and a distance of exactly what is asked")
  func bounds() {
    #expect(holds([3, 3], SensitiveRequirement(entropy: 2)))
    #expect(!holds([3, 2], SensitiveRequirement(entropy: 2)))
    // All of the class has the first value, of which half of the release is.
    #expect(holds([4], SensitiveRequirement(t: 0.5), in: [5, 5]))
    #expect(!holds([4], SensitiveRequirement(t: 0.49), in: [5, 5]))
  }
}
