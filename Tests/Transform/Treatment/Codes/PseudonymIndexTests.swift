// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import HergebruikTreatment
import Testing

@testable import HergebruikTables

@Suite struct PseudonymIndexTests {
  private func words(_ treated: Treated) throws -> [UInt64] {
    try #require(treated.result.pseudonyms.first).flatMap {
      [$0.words.high, $0.words.low, $0.words.word]
    }
  }

  private func collisions(_ batches: [[UInt64]]) throws -> Int {
    let folder = NSTemporaryDirectory()
    let index = PseudonymIndex(folder: folder)
    for batch in batches {
      try index.insert(
        stride(from: 0, to: batch.count, by: 3).map {
          PseudonymEntry(words: .init(high: batch[$0], low: batch[$0 + 1], word: batch[$0 + 2]))
        })
    }
    return try index.collisions()
  }

  @Test func tellsTheSameValueFromAnotherOne() throws {
    let low: UInt64 = 0xABCD_0000_0000_0001
    #expect(try collisions([[1, low, 2], [1, low, 2]]) == 0)
    // The first 80 bits are the pseudonym; whatever is behind them belongs to the value.
    #expect(try collisions([[1, low, 2], [1, low + 1, 2]]) == 1)
    #expect(try collisions([[1, low, 2, 1, low, 3]]) == 1)
    #expect(try collisions([[1, low, 2], [1, low ^ 1 << 48, 2]]) == 0)
    #expect(try collisions([[1, low, 2], [2, low, 3]]) == 0)
  }

  /// 400,000 values in 512 buckets of 256: most of them go through the file.
  @Test func findsOneCollisionAmongManyOnDisk() throws {
    var words = SplitMix(state: 1)
    var batches: [[UInt64]] = []
    for _ in 0..<40 { batches.append((0..<30_000).map { _ in words.next() }) }
    #expect(try collisions(batches + batches) == 0)
    let first = Array(batches[3][300..<303])
    #expect(try collisions(batches + [[first[0], first[1], first[2] ^ 1]]) == 1)
  }

  @Test func getsWhatThePseudonymIsMadeOf() throws {
    let field = Field(source: "a", name: "a", privacy: .direct, treatment: .pseudonymise)
    let treated = try treat([field], [["x"], ["y"], ["  "], [" x"]])
    let words = try words(treated)
    #expect(words.count == 9)
    #expect(words[0..<3] == words[6..<9])
    #expect(words[0..<3] != words[3..<6])
    let digits = Array("abcdefghijklmnopqrstuvwxyz234567")
    let shown = (0..<12).map { digits[Int(words[0] >> (59 - 5 * UInt64($0))) & 31] }
    #expect(treated.rows[0][0].hasPrefix(String(shown)))
  }

  /// With pseudonyms of 16 bits, a thousand values do collide: about 7 are expected.
  @Test func findsCollisionsOfRealValuesWherePseudonymsAreShort() throws {
    let field = Field(source: "a", name: "a", privacy: .direct, treatment: .pseudonymise)
    let treated = try treat([field], (0..<1000).map { ["value \($0)"] })
    var words = try words(treated)
    for i in stride(from: 0, to: words.count, by: 3) {
      // The bits behind the first 16 move to where the value's are looked for.
      words[i + 1] = words[i] & 0xFFFF_FFFF_FFFF
      words[i] &= 0xFFFF << 48
    }
    let found = try collisions([words])
    let distinct = Set(stride(from: 0, to: words.count, by: 3).map { words[$0] }).count
    #expect(found == 1000 - distinct)
    #expect(found > 0)
  }
}
