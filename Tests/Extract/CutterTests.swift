// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import Testing

/// A repeatable stream of numbers (SplitMix64).
struct Sequence64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct CutterTests {
  /// Records of RFC 4180 with every line end, some quoted.
  private func randomText(_ random: inout Sequence64) -> [UInt8] {
    var text = ""
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let cells = (0..<Int.random(in: 1...4, using: &random)).map { _ in randomCell(&random) }
      text += cells.joined(separator: ",") + pick(["\n", "\r\n", "\r", "\n\n"], &random)
    }
    return Array(text.utf8) + Array(Bool.random(using: &random) ? "x,y".utf8 : "".utf8)
  }

  private func pick(_ items: [String], _ random: inout Sequence64) -> String {
    items[Int.random(in: items.indices, using: &random)]
  }

  private func randomCell(_ random: inout Sequence64) -> String {
    guard Bool.random(using: &random) else { return pick(["", "x", "yy"], &random) }
    let parts = ["\n", "\r", "\r\n", "\"\"", ",", "z", String(repeating: "w", count: 70)]
    let inside = (0..<Int.random(in: 0...4, using: &random)).map { _ in pick(parts, &random) }
    return "\"\(inside.joined())\""
  }

  /// The places where a cutter cuts when bytes come `step` at a time.
  static func cuts(_ text: [UInt8], step: Int, _ cutter: any RecordCutter) -> [Int] {
    var (cutter, given, known, found) = (cutter, 0, 0, [Int]())
    while known < text.count {
      known = min(known + step, text.count)
      let end = text[given..<known].withUnsafeBufferPointer {
        cutter.cut($0, isAtEnd: known == text.count)
      }
      guard end > 0 else { continue }
      given += end
      cutter.drop(end)
      found.append(given)
    }
    return found
  }

  @Test func bothCuttersAgree() {
    var random = Sequence64(state: 4180)
    var compared = 0
    for _ in 0..<2000 {
      let text = randomText(&random)
      for step in [1, 3, 7, 64, 4096] {
        let exact = Self.cuts(text, step: step, ExactCutter(CSVDialect()))
        #expect(Self.cuts(text, step: step, FastCutter(CSVDialect())) == exact)
        compared += exact.count
      }
    }
    #expect(compared > 10_000)
  }

  @Test func neverCutsWithinCRLF() {
    let text = Array("a\r\nb\r\n".utf8)
    for cutter in [FastCutter(CSVDialect()), ExactCutter(CSVDialect())] as [any RecordCutter] {
      #expect(Self.cuts(text, step: 1, cutter) == [3, 6])
      #expect(Self.cuts(Array("a\rb\r".utf8), step: 1, cutter) == [2, 4])
    }
  }
}
