// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikDisclosure

@Suite("Rules for cells") struct CellRuleTests {
  @Test("finds the dominated cells of the vectors")
  func dominance() throws {
    let cases = try vectors("dominance", as: [String: [String: Bool]].self)
    #expect(cases.count >= 10)
    for (list, verdicts) in cases {
      let values = list.dropFirst().dropLast().split(separator: ",").compactMap {
        Int128($0.filter { $0 != " " })
      }
      let sum = Contributions(total: values.reduce(0, +), largest: values.sorted(by: >))
      for (name, expected) in verdicts {
        let rule: Aggregate.Dominance =
          switch name {
          case "(1,50)": .share(largest: 1, percent: 50)
          case "(2,85)": .share(largest: 2, percent: 85)
          default: .estimate(percent: 10)
          }
        #expect((rule.shortage(of: sum) > 0) == expected, "\(list) \(name)")
        // With so much more from many others, the rule holds no longer; with one less, it does.
        let shortage = rule.shortage(of: sum)
        var more = sum
        more.total += shortage
        #expect(rule.shortage(of: more) == 0)
        more.total -= 1
        #expect(shortage == 0 || rule.shortage(of: more) > 0)
      }
    }
  }

  @Test("rounds as the vectors do")
  func rounding() throws {
    for (rule, name) in [
      (Aggregate.Rounding.nearest(5), "nearestFive"), (.farmStatistics, "farmStatistics"),
    ] {
      let cases = try vectors(name, as: [String: Int].self)
      #expect(cases.count >= 7)
      for (count, expected) in cases {
        #expect(rule.rounded(try #require(Int(count))) == expected, "\(name) \(count)")
      }
    }
  }
}
