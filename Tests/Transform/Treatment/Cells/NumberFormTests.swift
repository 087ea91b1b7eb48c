// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

/// Numbers as programs write them, written here by a writer of its own and read back.
@Suite("Forms of numbers")
struct NumberFormTests {
  private static let spaces = [" ", "\u{A0}", "\u{2009}", "\u{202F}", "\u{2007}", "\u{2003}"]
  private static let apostrophes = ["'", "\u{2019}"]

  /// How a column may be written.
  private struct Style {
    var format: NumberFormat
    /// What stands between groups in this cell.
    var group: String

    init(_ random: inout SplitMix) {
      let decimal = [".", ","].randomElement(using: &random) ?? "."
      let groups =
        [[], [decimal == "," ? "." : ","], spaces, apostrophes].randomElement(using: &random) ?? []
      group = groups.randomElement(using: &random) ?? ""
      format = NumberFormat(
        decimalChar: decimal, groupChar: groups.randomElement(using: &random),
        bareNumber: Bool.random(using: &random),
        negative: Set(NumberFormat.Negative.allCases.filter { _ in Bool.random(using: &random) }))
    }
  }

  /// Digits with the group mark between every three, counted from the right.
  private static func grouped(_ digits: String, _ mark: String) -> String {
    var text = ""
    for (position, digit) in digits.reversed().enumerated() {
      if position > 0, position % 3 == 0 { text = mark + text }
      text = String(digit) + text
    }
    return text
  }

  private static func digits(_ count: Int, _ random: inout SplitMix) -> String {
    (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
  }

  @Test("are read back as they were written, whatever the sign, the groups and the padding")
  func writtenAndRead() throws {
    var random = SplitMix(state: 2212)
    for _ in 0..<5000 {
      let style = Style(&random)
      let whole = Self.digits(Int.random(in: 1...19, using: &random), &random)
      let decimals = Self.digits(Int.random(in: 0...4, using: &random), &random)
      let body =
        Self.grouped(whole, style.group)
        + (decimals.isEmpty ? "" : style.format.decimalChar + decimals)
      let plain = whole + (decimals.isEmpty ? "" : "." + decimals)
      var ways: [(text: String, value: String?)] = [(body, plain), ("-" + body, "-" + plain)]
      func way(_ form: NumberFormat.Negative, _ text: String, also isKnown: Bool = false) {
        let isRight = style.format.negative.contains(form) || isKnown
        ways.append((text, isRight ? "-" + plain : nil))
      }
      way(.minusSign, "\u{2212}" + body, also: !style.format.bareNumber)
      way(.trailing, body + "-")
      way(.parentheses, "(" + body + ")")
      for wrong in [
        "-\(body)-", "(-\(body))", "(\(body)", "\(body))", ")\(body)(", "-(\(body))", "--\(body)",
        "\(body)--",
      ] {
        ways.append((wrong, nil))
      }
      for (text, value) in ways {
        let padding = ["", "   ", "\u{A0}", "\t", "\u{202F} "].randomElement(using: &random) ?? ""
        #expect(
          try cell(padding + text + padding, .number(style.format)) == value,
          "\(text) \(style.format)")
        if !style.format.bareNumber, let value {
          #expect(try cell("€ \(text)", .number(style.format)) == value, "€ \(text)")
        }
      }
    }
  }

  @Test("whole numbers have the same signs and groups")
  func integers() throws {
    let sap = FieldType.integer(NumberFormat(groupChar: ".", negative: [.trailing]))
    #expect(try cell("1.250-", sap) == "-1250")
    #expect(try cell("12.50-", sap) == nil)
    let swiss = FieldType.integer(NumberFormat(groupChar: "'"))
    #expect(try cell("1\u{2019}234'567", swiss) == "1234567")
    let accounts = FieldType.integer(
      NumberFormat(groupChar: " ", bareNumber: false, negative: [.parentheses]))
    #expect(try cell("€ (1\u{202F}250)", accounts) == "-1250")
    #expect(try cell("(€ 1 250)", accounts) == "-1250")
  }

  @Test(
    "a mark that is not declared is never passed over",
    arguments: [
      ("1 234", "."), ("1\u{A0}234", "'"), ("1'234", " "), ("1\u{2019}234", nil), ("1\t234", " "),
      ("1\u{2028}234", " "), ("1  234", " "), ("12 34", " "), (" 1 23", " "),
    ] as [(String, String?)])
  func undeclared(text: String, group: String?) throws {
    let format = NumberFormat(decimalChar: ",", groupChar: group)
    #expect(try cell(text, .number(format)) == nil)
  }

  @Test(
    "whole euros stay whole, also where a minus may stand behind",
    arguments: [("€ 12,-", "12"), ("€ 12,--", "12"), ("€ 12,50-", "-12.50"), ("€ 12-", "-12")])
  func wholeEuros(text: String, expected: String) throws {
    let format = NumberFormat(decimalChar: ",", bareNumber: false, negative: [.trailing])
    #expect(try cell(text, .number(format)) == expected)
    #expect(
      try cell("12,-", .number(NumberFormat(decimalChar: ",", negative: [.trailing]))) == nil)
  }

  @Test("whatever stands in a cell, it is a number or none at all")
  func anything() throws {
    var random = SplitMix(state: 12)
    let alphabet = Array("0123456789.,-+() '\u{2019}\u{A0}\u{2212}\u{202F}€%eENaINFeur")
    let number = /-?\d+(\.\d+)?(E-?\d+)?|NaN|-?INF/
    var read = 0
    for _ in 0..<6_000 {
      let count = Int.random(in: 0...9, using: &random)
      let text = String((0..<count).compactMap { _ in alphabet.randomElement(using: &random) })
      let format = Style(&random).format
      guard let value = try cell(text, .number(format)) else { continue }
      read += 1
      #expect(value.wholeMatch(of: number) != nil, "\(text) \(value)")
    }
    #expect(read > 150)
  }
}
