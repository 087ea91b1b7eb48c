// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

@testable import HergebruikProfile
@testable import HergebruikValues

@Suite("Distinct values")
struct DistinctCounterTests {
  private func counter(_ range: Range<Int>, repeats: Int = 1) -> DistinctCounter {
    var counter = DistinctCounter()
    for _ in 0..<repeats {
      for number in range {
        Array("waarde \(number)".utf8).withUnsafeBufferPointer {
          counter.add(hash: ByteHash.of($0))
        }
      }
    }
    return counter
  }

  @Test("are exact up to 512", arguments: [0, 1, 2, 100, 511, 512])
  func exact(count: Int) {
    #expect(counter(0..<count, repeats: 3).count == DistinctCount(count: count, isEstimate: false))
  }

  @Test("are about right beyond", arguments: [513, 1_000, 5_000, 12_000, 50_000, 400_000])
  func estimate(count: Int) {
    let found = counter(0..<count).count
    #expect(found.isEstimate)
    // Four times the standard error.
    #expect(abs(Double(found.count) / Double(count) - 1) < 0.066, "\(found.count)")
  }

  @Test("do not depend on how the values were divided")
  func merged() {
    for count in [300, 512, 600, 20_000] {
      let whole = counter(0..<count).count
      var parts = counter(0..<(count / 3))
      parts.merge(counter((count / 4)..<count))
      #expect(parts.count == whole)
      var backwards = counter((count / 4)..<count)
      backwards.merge(counter(0..<(count / 3)))
      #expect(backwards.count == whole)
    }
  }
}
