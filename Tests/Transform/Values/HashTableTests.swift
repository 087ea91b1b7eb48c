// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTestBasics
import Testing

@testable import HergebruikValues

/// A slot with a key and a count, as counters have them.
private struct Tally: ProbeSlot, Equatable {
  static var free: Tally { Tally(key: 0, count: 0) }
  var isFree: Bool { key == 0 }

  var key: UInt64
  var count: Int
}

/// How much of a key its hash tells: a table is right whatever the hash, and slow where it tells little.
enum HashMixing: UInt64, CaseIterable {
  case nothing = 0
  case fourValues = 3
  case whole = 0xFFFF_FFFF_FFFF_FFFF

  func hash(_ key: UInt64) -> UInt64 { key &* 0x9E37_79B9_7F4A_7C15 & rawValue }
}

@Suite("Hash tables")
struct HashTableTests {
  @Test(
    "count as a dictionary does", arguments: HashMixing.allCases, [ProbeLoad.half, .threeQuarters])
  func counts(mixing: HashMixing, load: ProbeLoad) {
    var dice = SplitMix(state: mixing.rawValue &+ 1)
    for most in [1, 7, 600] as [UInt64] {
      var table = ProbeTable<Tally>(places: 4, load: load)
      var expected: [UInt64: Int] = [:]
      for _ in 0..<1500 {
        let key = UInt64.random(in: 1...most, using: &dice)
        expected[key, default: 0] += 1
        let place = table.place(of: mixing.hash(key)) { $0.key == key }
        if table[place].isFree {
          table.fill(place, with: Tally(key: key, count: 1))
          if table.isCrowded { table.grow { mixing.hash($0.key) } }
        } else {
          table[place].count += 1
        }
        #expect(table.count <= load.limit(of: table.places))
      }
      #expect(table.count == expected.count)
      #expect(
        Dictionary(uniqueKeysWithValues: table.filled.map { ($0.key, $0.count) }) == expected)
      for key in 1...most + 5 {
        let found = table.view.first(of: mixing.hash(key)) { $0.key == key }
        #expect(found?.count == expected[key])
      }
    }
  }

  @Test("number keys in the order of first sight", arguments: HashMixing.allCases)
  func keys(mixing: HashMixing) {
    var dice = SplitMix(state: 5)
    for expected in [0, 1, 300] {
      var table = KeyTable<UInt64>(expected: expected)
      var (numbers, order): ([UInt64: Int], [UInt64]) = ([:], [])
      for _ in 0..<2000 {
        // 0 and the largest number are keys like others.
        let key = UInt64.random(in: 0...400, using: &dice) &- 1
        if numbers[key] == nil {
          numbers[key] = order.count
          order.append(key)
        }
        #expect(table.number(of: key, hash: mixing.hash) == numbers[key])
      }
      #expect(table.keys == order)
      #expect(table.number(at: table.place(of: 1000, hash: mixing.hash(1000))) == nil)
    }
  }

  @Test("number strings of bytes in the order of first sight", arguments: HashMixing.allCases)
  func bytes(mixing: HashMixing) {
    var dice = SplitMix(state: 9)
    var table = BytesTable(expected: 3)
    var (numbers, order): ([[UInt8]: Int], [[UInt8]]) = ([:], [])
    for _ in 0..<3000 {
      // Few letters, so that many are the same, or begin or end alike; an empty one is one too.
      let text = (0..<Int.random(in: 0...19, using: &dice)).map { _ in
        UInt8.random(in: 97...98, using: &dice)
      }
      let isNew = numbers[text] == nil
      if isNew {
        numbers[text] = order.count
        order.append(text)
      }
      let hash = ByteHash.of(text.span) & mixing.rawValue
      let place = table.place(of: text.span, hash: hash)
      #expect((table.number(at: place) == nil) == isNew)
      let number = table.number(at: place) ?? table.add(text.span, hash: hash, at: place)
      #expect(number == numbers[text])
      #expect(table.hash(of: number) == hash)
    }
    #expect(table.count == order.count)
    #expect(table.byteCount == order.reduce(0) { $0 + $1.count })
    for (number, text) in order.enumerated() { #expect(Array(table[number]) == text) }
  }

  @Test("are values: a change shows in no copy")
  func copies() {
    var table = ProbeTable<UInt64>(places: 8)
    table.fill(table.place(of: 1) { $0 == 1 }, with: 1)
    let one = table
    table.fill(table.place(of: 2) { $0 == 2 }, with: 2)
    var empty = table
    empty.removeAll()
    var sorted = table
    sorted.withMutableSlots { $0.update(repeating: 9) }
    #expect(Array(one.filled) == [1])
    #expect(Set(table.filled) == [1, 2])
    #expect(empty.count == 0 && Array(empty.filled).isEmpty)
    #expect(empty.places == table.places)
    #expect(sorted.withSlots { $0.allSatisfy { $0 == 9 } })
  }

  @Test("keep slots that are the same where they are told to, and leave some out")
  func rebuilding() {
    var table = ProbeTable<UInt64>(places: 64)
    for value in [3, 3, 4, 5, 5, 5] as [UInt64] {
      table.fill(table.place(of: value) { _ in false }, with: value)
    }
    #expect(table.filled.sorted() == [3, 3, 4, 5, 5, 5])
    table.rebuild(places: 16, keeping: { $0 != 4 }, hash: { $0 })
    #expect(table.places == 16)
    #expect(table.filled.sorted() == [3, 3, 5, 5, 5])
  }

  @Test("compare bytes whole")
  func sameBytes() {
    for count in 0...40 {
      let bytes = (0..<count).map { UInt8($0) }
      func isSame(_ other: [UInt8]) -> Bool { bytes.span.elementsEqual(other.span) }
      #expect(isSame(Array(bytes)))
      #expect(!isSame(bytes + [0]))
      for place in bytes.indices {
        var other = bytes
        other[place] ^= 0x80
        #expect(!isSame(other))
      }
    }
  }
}
