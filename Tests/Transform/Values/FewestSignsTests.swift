// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikSystem
import HergebruikTestBasics
import Testing

@testable import HergebruikValues

@Suite("Fewest signs of an identifier")
struct FewestSignsTests {
  private static func span<Result>(_ text: String, _ body: (Span<UInt8>) -> Result) -> Result {
    Array(text.utf8).withUnsafeBufferPointer { body($0.span) }
  }

  private static func allows(_ fewest: FewestSigns, _ cell: String) -> Bool {
    let digits = cell.utf8.count { 0x30...0x39 ~= $0 }
    let letters = cell.utf8.count { 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 >= 0x80 }
    return fewest.allows(
      digits: digits, letters: letters, others: cell.utf8.count - digits - letters)
  }

  @Test("no cell in which a value is found has fewer", arguments: 1...8)
  func random(seed: UInt64) {
    var dice = SplitMix(state: seed)
    let signs = Array("abcdeABCDÉö0123456789  ..--/,'")
    func text(_ lengths: ClosedRange<Int>) -> String {
      String(
        (0..<Int.random(in: lengths, using: &dice)).map { _ in
          signs.randomElement(using: &dice) ?? "a"
        })
    }
    var (found, skipped) = (0, 0)
    for _ in 0..<60 {
      let table = IdentifierTable(memory: 1 << 20)
      var values = (0..<Int.random(in: 1...4, using: &dice)).map { _ in text(3...14) }
      values.append("\(Int.random(in: 1_000_000...999_999_999_999, using: &dice))")
      if Bool.random(using: &dice) { values.append("van den \(text(3...6)), \(text(1...5))") }
      for value in values { Self.span(value) { table.insert($0) } }
      let fewest = FewestSigns(of: [table])
      for _ in 0..<200 {
        let value = values.randomElement(using: &dice) ?? ""
        var cell = text(0...8)
        switch Int.random(in: 0..<6, using: &dice) {
        case 0: cell += " " + value
        case 1: cell = value.uppercased() + " " + cell
        case 2: cell = value.split(separator: " ").shuffled(using: &dice).joined(separator: ", ")
        case 3: cell = value.filter { $0 != " " && $0 != "." }
        case 4:
          cell = value.map { "\($0)" }.joined(separator: value.allSatisfy(\.isNumber) ? "." : "")
        default: break
        }
        let isFound = Self.span(cell) { table.occurs(in: $0) || table.mayBeLogin($0) }
        let isAllowed = Self.allows(fewest, cell)
        #expect(isAllowed || !isFound, "\(values) \(cell)")
        if isFound { found += 1 }
        if !isAllowed { skipped += 1 }
      }
    }
    #expect(found > 500 && skipped > 500)
  }

  @Test("of nothing but names of nine letters, short codes and days are passed over")
  func passedOver() {
    let table = IdentifierTable(memory: 1 << 20)
    for value in ["123456782", "Kwakkelaar", "A.B.C."] { Self.span(value) { table.insert($0) } }
    let fewest = FewestSigns(of: [table])
    for cell in ["2018-03-23", "87.99", "64-ZZN-6", "PV-20000001", "1234AB"] {
      #expect(!Self.allows(fewest, cell), "\(cell)")
    }
    for cell in ["a.b.c.", "KWAKKELAAR", "12.34.56.782", "dossier 2024-69407"] {
      #expect(Self.allows(fewest, cell), "\(cell)")
    }
  }

  @Test("hashes in base64 are still looked at, and words in small letters are not")
  func digests() {
    for number in 0..<3000 {
      let hash = Data(
        SHA256Hasher.digest(of: Array("waarde \(number)".utf8)).bytes.indices.map {
          SHA256Hasher.digest(of: Array("waarde \(number)".utf8)).bytes[$0]
        })
      let head = hash.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      for text in [hash.base64EncodedString(), String(hash.base64EncodedString().prefix(22))] {
        #expect(Self.span(text) { DigestForm.contains($0) { $0 == head } }, "\(text)")
      }
    }
    for text in [
      "datasets/parkeervergunningen/index", "nl/tooi/id/gemeente/gm9999",
      "aansprakelijkheidsverzekeringen",
    ] {
      #expect(Self.span(text) { !DigestForm.contains($0) { _ in true } }, "\(text)")
    }
  }

  @Test("bytes beyond ASCII are UTF-8 where the standard library says so")
  func encoding() throws {
    var dice = SplitMix(state: 5)
    let parts: [[UInt8]] = [
      Array("abcdefgh".utf8), Array("é".utf8), Array("€".utf8), Array("🚲".utf8), [0x80], [0xC3],
      [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], Array("x".utf8),
    ]
    var good = 0
    for _ in 0..<4000 {
      let count = Int.random(in: 0...12, using: &dice)
      let most = Bool.random(using: &dice) ? 4 : parts.count
      let bytes = (0..<count).flatMap { _ in parts[Int.random(in: 0..<most, using: &dice)] }
      var table = RecordBatch()
      (bytes + [0x0A]).withUnsafeBufferPointer { table.text.append($0) }
      if count == 0 { continue }
      let isGood = String(validating: bytes, as: UTF8.self) != nil
      if isGood {
        try WrittenRecords.cut(&table, width: 1)
        good += 1
      } else {
        #expect(throws: Failure.self) { try WrittenRecords.cut(&table, width: 1) }
      }
    }
    #expect(good > 500)
  }
}
