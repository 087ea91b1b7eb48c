// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import HergebruikGate

/// The arithmetic of what two tables tell together.
@Suite("Cells of two tables")
struct TogetherTests {
  @Test("find a cell that is left alone in one equation or in a combination of some")
  func follows() {
    var one = CellEquations()
    one.add([4], equals: 3)
    #expect(one.telling(below: 5) == 1)
    // x + y = 9 and y + z = 8 and x + z = 7: x = 4, y = 5, z = 3.
    var ring = CellEquations()
    for (cells, sum) in [([1, 2], 9.0), ([2, 3], 8.0), ([1, 3], 7.0)] {
      ring.add(cells, equals: sum)
    }
    #expect(ring.telling(below: 5) == 2)
    var open = CellEquations()
    open.add([1, 2], equals: 9)
    open.add([2, 3], equals: 8)
    #expect(open.telling(below: 5) == 0)
  }

  @Test("find cells that are a few together, and none that are many or none")
  func few() {
    for (sum, telling) in [(0.0, 0), (1.0, 2), (4.0, 2), (5.0, 0), (-3.0, 0)] {
      var equations = CellEquations()
      equations.add([1, 2], equals: sum)
      #expect(equations.telling(below: 5) == telling, "\(sum)")
      var turned = CellEquations()
      turned.add([], less: [1, 2], equals: -sum)
      #expect(turned.telling(below: 5) == telling, "\(sum)")
    }
  }

  @Test("find each cell of a sum that follows, whatever its number")
  func sums() {
    var equations = CellEquations()
    equations.add([1, 2], equals: 0)
    equations.add([2], equals: 0)
    equations.add([3, 4], equals: 0)
    #expect(equations.telling(below: nil) == 2)
  }

  @Test("take cells of both tables apart, and are not misled by what contradicts itself")
  func both() {
    var equations = CellEquations()
    equations.add([1], less: [2], equals: 1)
    #expect(equations.telling(below: 5) == 0)
    equations = CellEquations()
    equations.add([1], less: [2], equals: 1)
    equations.add([2], equals: 2)
    #expect(equations.telling(below: 5) == 2)
    equations = CellEquations()
    equations.add([1], equals: 9)
    equations.add([1], equals: 8)
    #expect(equations.telling(below: 5) == 0)
  }

  @Test("ends where there are too many")
  func bound() {
    for (steps, isUnsolved) in [(1_000, true), (CellEquations.mostSteps, false)] {
      var equations = CellEquations(steps: steps)
      for row in 0..<40 {
        equations.add((0..<40).filter { ($0 * 7_919 + row * 104_729) % 13 < 6 }, equals: 100)
      }
      _ = equations.telling(below: 5)
      #expect(equations.isUnsolved == isUnsolved)
    }
  }

  @Test("know a coarser column by what values begin with")
  func coarser() {
    let months: Set = ["2020-01", "2020-02", "2021-01"]
    #expect(CoarserValues(of: months, in: ["2020", "2021"])?.coarser["2020-02"] == "2020")
    #expect(CoarserValues(of: months, in: ["2020"]) == nil)
    #expect(CoarserValues(of: ["2020"], in: months) == nil)
    #expect(CoarserValues(of: ["noord 1", "noord"], in: ["noord", "noord 1"]) == nil)
    #expect(CoarserValues(of: ["a", ""], in: ["a", ""])?.coarser == ["a": "a", "": ""])
    #expect(CoarserValues(of: [""], in: ["a"]) == nil)
    #expect(CoarserValues(of: ["é1"], in: ["é"])?.coarser == ["é1": "é"])
  }
}
