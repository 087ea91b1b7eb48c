// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import Synchronization
import Testing

@testable import HergebruikTreatment

@Suite("Rows that came before")
struct RowHistoryTests {
  private static func hash(_ number: Int) -> RowHash { RowHash { $0.combine(number) } }

  @Test("are those of earlier blocks, in whatever order the threads come")
  func order() {
    let history = RowHistory(steps: 1, memory: 1 << 20)
    let repeated = Mutex<[Int: [Bool]]>([:])
    let blocks = 40
    // Block 7 hands nothing in; each of the others has its own number, and one that all have.
    DispatchQueue.concurrentPerform(iterations: blocks) { index in
      let block = index
      guard block != 7 else { return history.pass(block) }
      var found: [Bool] = []
      do throws(Failure) {
        try history.enter([Self.hash(block + 100), Self.hash(1)], block: block, step: 0) {
          found.append($1)
        }
      } catch { found = [] }
      history.pass(block)
      repeated.withLock { [found] in $0[block] = found }
    }
    let all = repeated.withLock { $0 }
    #expect(all.count == blocks - 1)
    for (block, found) in all { #expect(found == [false, block != 0], "\(block)") }
  }

  @Test("are refused where there are more than fit, and let the next block go on")
  func memory() throws {
    let history = RowHistory(steps: 1, memory: 1 << 17)
    let many = (0..<20_000).map(Self.hash)
    let failure = #expect(throws: Failure.self) {
      try history.enter(many, block: 0, step: 0) { _, _ in }
    }
    #expect(failure?.diagnostics.first?.code == .memoryExceeded)
    history.pass(0)
    try history.enter([], block: 1, step: 0) { _, _ in }
  }

  @Test("are many")
  func many() throws {
    let history = RowHistory(steps: 2, memory: 64 << 20)
    var counts = [0, 0]
    for step in 0..<2 {
      try history.enter((0..<200_000).map { Self.hash($0 % 70_000) }, block: 0, step: step) {
        if !$1 { counts[step] += 1 }
      }
    }
    #expect(counts == [70_000, 70_000])
  }
}
