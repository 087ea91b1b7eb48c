// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import HergebruikTreatment
import Testing

@testable import HergebruikValues

/// White space around a cell.
@Suite("Padding")
struct PaddingTests {
  private static let spaces = [
    " ", "   ", "\t", "\u{A0}", "\u{2009}", "\u{202F}", "\u{3000}", "\u{85}", "\u{1680}",
    " \u{A0} ",
    "\u{205F}\u{2028}",
  ]

  @Test("is taken from bytes as Unicode says what white space is")
  func trims() {
    for scalar in (UInt32(0)...0x3100).compactMap({ Unicode.Scalar($0) }) {
      let text = "\(scalar)x\(scalar)"
      let trimmed = String(decoding: UTF8Text.trimmed(text.utf8.span), as: UTF8.self)
      #expect(trimmed == (scalar.properties.isWhitespace ? "x" : text), "\(scalar.value)")
    }
    var random = SplitMix(state: 1)
    for _ in 0..<5000 {
      let bytes = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        [0x20, 0xC2, 0xA0, 0xE2, 0x80, 0x89, 0x41, 0xFF].randomElement(using: &random) ?? UInt8(0)
      }
      let count = bytes.withUnsafeBufferPointer { UTF8Text.trimmed($0.span).count }
      #expect(count <= bytes.count)
    }
  }

  @Test("counts neither around values nor around what stands for none, whatever the type")
  func typed() throws {
    let cases: [(FieldType, String, String)] = [
      (.integer(NumberFormat()), "12", "12"), (.number(NumberFormat()), "-0.100", "-0.100"),
      (.boolean(BooleanFormat()), "true", "true"),
      (.date(format: "default"), "2026-01-31", "2026-01-31"),
      (.date(format: "%d %B %Y"), "31 januari 2026", "2026-01-31"), (.year, "2026", "2026"),
      (.time(format: "%H:%M"), "12:30", "12:30:00"), (.yearmonth, "2026-01", "2026-01"),
      (.datetime(format: "default"), "2026-01-31T12:00:00", "2026-01-31T12:00:00"),
      (.duration, "P1D", "P1D"),
    ]
    for (type, text, value) in cases {
      let field = Field(source: "x", name: "x", type: type, privacy: .none, treatment: .keep)
      for space in Self.spaces {
        let cells = [
          "\(space)\(text)\(space)", "\(space).", ".\(space)", ".", space, "\(space)n.b.\(space)",
        ]
        let treated = try treat([field], cells.map { [$0] }, missingValues: ["", ".", "n.b."])
        #expect(
          treated.rows == [[value], [""], [""], [""], [""], [""]] && treated.problems.isEmpty,
          "\(type) \(space.unicodeScalars.map(\.value))")
      }
    }
  }

  @Test("stays in texts, but not around what stands for no value")
  func texts() throws {
    let field = Field(
      source: "x", name: "x", type: .string(.default), privacy: .none, treatment: .keep)
    let treated = try treat([field], [[" a "], ["       ."], ["  "]], missingValues: ["", "."])
    #expect(treated.rows == [[" a "], [""], [""]])
    #expect(try treat([field], [["  "]], missingValues: ["."]).rows == [["  "]])
  }

  @Test("that is declared is taken as it stands")
  func declared() throws {
    let field = Field(
      source: "x", name: "x", type: .integer(NumberFormat()), privacy: .none, treatment: .keep)
    let treated = try treat(
      [field], [["  ."], ["."], [" "], ["1"]], missingValues: ["    .", " "])
    #expect(treated.rows == [[""], [""], [""], ["1"]])
  }

  @Test("fills nothing in: a required value is still wanting")
  func required() throws {
    let field = Field(
      source: "x", name: "x", type: .string(.default), privacy: .none, treatment: .keep,
      constraints: Constraints(required: true))
    #expect(try treat([field], [["   "]]).problems == [.required])
  }

  @Test("makes no two keys of what looks like one")
  func keys() throws {
    func repeats(_ type: FieldType, _ cells: [String], isText: Bool = true) throws -> Bool {
      let field = Field(source: "x", name: "x", type: type, privacy: .none, treatment: .keep)
      let keys = try treat([field], cells.map { [$0] }, primaryKey: ["x"]).result.keys[0]
      let hashes = stride(from: 0, to: keys.count, by: 3).map { [keys[$0], keys[$0 + 1]] }
      #expect(hashes.count == cells.count)
      return Set(hashes).count < hashes.count
    }
    for space in Self.spaces {
      #expect(try repeats(.string(.default), ["A1", "A1" + space]))
      #expect(try repeats(.integer(NumberFormat()), ["12", space + "012"]))
    }
    #expect(try !repeats(.string(.default), ["A1", "A 1", "A2"]))
  }
}
