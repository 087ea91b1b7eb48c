// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTestBasics
import HergebruikValues
import Testing

@testable import HergebruikExpressions

@Suite("Expressions")
struct ExpressionTests {
  private static func examples() throws -> [(expression: String, result: String)] {
    let page = try String(
      contentsOf: projectRoot.appending(path: "docs/expressions.md"), encoding: .utf8)
    var isExamples = false
    var found: [(String, String)] = []
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "| example | result |" { isExamples = true }
      if line.isEmpty { isExamples = false }
      guard isExamples, line.hasPrefix("| `") else { continue }
      let parts = line.dropFirst(3).components(separatedBy: "` | ")
      found.append((parts[0], String(parts[1].dropLast(2))))
    }
    return found
  }

  @Test("give what their page says, example by example")
  func documentation() throws {
    let examples = try Self.examples()
    #expect(examples.count > 80)
    for (expression, result) in examples {
      #expect(try evaluate(expression) == result, "\(expression)")
    }
  }

  @Test("have an example of every function, operator and word on their page")
  func complete() throws {
    let page = try String(
      contentsOf: projectRoot.appending(path: "docs/expressions.md"), encoding: .utf8)
    let examples = try Self.examples().map(\.expression)
    for name in ExpressionFunction.names {
      #expect(examples.contains { $0.contains("\(name)(") }, "\(name)")
      #expect(page.contains("| `\(name)("), "\(name)")
    }
    for function in ExpressionFunction.table {
      #expect(page.contains("| `\(function.name)("), "\(function.name)")
    }
    let signs =
      ExpressionNode.Relation.allCases.map(\.rawValue)
      + ExpressionNode.Calculation.allCases.map(\.rawValue) + ["&"]
    for word in signs + ExpressionParser.words.sorted() {
      #expect(
        examples.contains { " \($0) ".contains(" \(word) ") || $0.contains("\(word),") }, "\(word)")
    }
  }

  @Test(
    "read columns as their fields say",
    arguments: [
      ("INGANG >= 2020-01-01", "true"), ("year(INGANG)", "2020"), ("INGANG + 30", "2020-02-01"),
      ("BEDRAG * 1.21 > 1000", "true"), ("BEDRAG", "1234.5"), ("AANTAL is empty", "true"),
      ("AANTAL = 1", "false"), ("AANTAL != 1", "false"), ("NAAM & '!'", "Café!"), ("NAAM", "Café"),
      ("ACTIEF", "true"), ("not ACTIEF", "false"), ("BSN", "012345672"),
      ("`SOORT BOOM` matches '[a-z]+'", "true"), ("MOMENT < 2026-01-01T12:00:00", "true"),
      ("date(MOMENT)", "2026-01-01"), ("text(MOMENT)", "2026-01-01T12:30:00+01:00"),
      ("JAAR + 1", "2027"), ("TIJD >= '12:00:00'", "true"),
      ("FOUT = 2020-01-01", "problem: type of 10"),
      ("false and FOUT = 2020-01-01", "false"), ("true or FOUT = 2020-01-01", "true"),
      ("LANG + 1", "problem: calculation of 11"),
    ])
  func columns(_ expression: String, _ expected: String) throws {
    let row = ExpressionRow.of(
      ("INGANG", .date(format: "%d-%m-%Y"), "02-01-2020"),
      ("BEDRAG", .number(NumberFormat(decimalChar: ",", groupChar: ".")), "1.234,50"),
      ("AANTAL", .integer(NumberFormat()), "-"), ("NAAM", .string(.default), "Cafe\u{301}"),
      ("ACTIEF", .boolean(BooleanFormat(trueValues: ["J"], falseValues: ["N"])), "J"),
      ("BSN", .string(.bsn), "12345672"), ("SOORT BOOM", .string(.default), "eik"),
      ("MOMENT", .datetime(format: "default"), "2026-01-01T12:30:00+01:00"),
      ("JAAR", .year, "2026"), ("TIJD", .time(format: "%H:%M"), "12:05"),
      ("FOUT", .date(format: "default"), "2020-13-01"),
      ("LANG", .number(NumberFormat()), String(repeating: "9", count: 40)))
    #expect(try evaluate(expression, row) == expected)
  }

  @Test(
    "say at which character they are wrong, and how to mend it",
    arguments: [
      ("INGNAG = 1", 1, "there is no column 'INGNAG'", "Did you mean 'INGANG'?"),
      ("1 + uper('a')", 5, "there is no function 'uper'", "Did you mean 'upper'?"),
      (
        "INGANG >= '2020-01-01'", 8, "a date cannot be compared with a text",
        "Write date(…) around it, or give the field type: date; a day is 2026-01-31."
      ),
      (
        "NAAM > 3", 6, "a text cannot be compared with a number",
        "Write number(…) around it, or give the field type: number."
      ),
      (
        "NAAM", 1, "it gives a text, and a boolean is asked here",
        "Compare it with something: = != < <= > >=, is empty."
      ),
      ("1 == 1", 3, "'==' is no sign of an expression", "Write = for equal."),
      (
        "NAAM = \"x\"", 8, "'\"' is no sign of an expression",
        "Put a text in single quotes: 'text'."
      ),
      (
        "1 < 2 < 3", 7, "a comparison cannot be compared again",
        "Write 1 < x and x < 5 for 1 < x < 5."
      ),
      ("NAAM = 'x", 8, "a text begins here and has no end", "Write ' behind it."),
      ("NAAM AND 1 = 1", 6, "'AND' is not expected here", "Did you mean 'and'?"),
      (
        "NAAM not in ('a')", 6, "'not' is not expected here",
        "Write not before the whole comparison: not (x in ('a', 'b'))."
      ),
      ("(1 = 1", 7, "')' is expected here to close the parenthesis, not the end", nil),
      ("1 =", 4, "it ends too early", nil),
      (
        "NAAM = missing", 6, "nothing is ever equal to missing",
        "Write is empty, or is not empty."
      ),
      ("2026-02-30 = INGANG", 1, "there is no such day or time", nil),
      (
        "12a = 1", 1, "this is neither a number nor a date",
        "Write numbers as 12.5, dates as 2026-01-31, and a column's name that begins with a digit in backquotes."
      ),
      ("left(NAAM) = 'a'", 1, "left has 1 arguments here", "Write left(text, number)."),
      (
        "year(NAAM) = 1", 6, "year has a text where it needs a date",
        "Write date(…) around it, or give the field type: date; a day is 2026-01-31."
      ),
      ("NAAM + 'x' = ''", 1, "a text cannot be calculated with", "Texts are joined with &."),
      (
        "INGANG - INGANG = 1", 10, "a date cannot be calculated with",
        "Write days(from, to) for the days between two dates."
      ),
      (
        "if(1 = 1, 'a', 2) = 'a'", 16, "if has a text and a number: it needs values of one type",
        "Write text(…) around it."
      ),
      (
        "NAAM matches '('", 6,
        "the regular expression is wrong at its character 2: missing closing parenthesis", nil
      ),
      (
        "NAAM in ('a', 1)", 15, "the list holds a number, and a text is looked for in it",
        "Write text(…) around it."
      ),
      ("upper = 'A'", 1, "there is no column 'upper'", "A function has parentheses: upper(…)."),
      ("", 1, "it ends too early", nil),
    ] as [(String, Int, String, String?)])
  func problems(_ text: String, _ position: Int, _ summary: String, _ hint: String?) {
    let columns = [
      "INGANG": ExpressionColumn(
        slot: 0, type: .date, cast: .text, missing: .none),
      "NAAM": ExpressionColumn(slot: 1, type: .text, cast: .text, missing: .none),
    ]
    let found = #expect(throws: ExpressionProblem.self) {
      try ExpressionCompiler.compile(
        text, wanted: .boolean, .init(columns: columns, today: "2026-11-25"),
        into: ExpressionPool())
    }
    #expect(found == ExpressionProblem(position, summary, hint: hint))
  }

  @Test("have a bound on their length, depth and parts")
  func limits() {
    #expect(
      problem(String(repeating: "(", count: 70) + "1" + String(repeating: ")", count: 70)) != nil)
    #expect(problem(String(repeating: "not ", count: 70) + "true") != nil)
    #expect(problem(String(repeating: "-", count: 70) + "1") != nil)
    #expect(problem("1" + String(repeating: "+1", count: 1100)) != nil)
    #expect(problem("1" + String(repeating: "+1", count: 900)) == nil)
    #expect(problem(String(repeating: " ", count: 4001)) != nil)
  }

  @Test("keep texts within the bound of a row")
  func growth() throws {
    var text = "'aaaaaaaaaa'"
    for _ in 0..<20 { text = "replace(\(text), 'a', 'aaaaaaaaaa')" }
    #expect(try evaluate(text) == "*missing*")
  }

  @Test("never trap, whatever is written")
  func fuzz() {
    var random = SplitMix(state: 23)
    let words = [
      "INGANG", "`a b`", "'x'", "1", "2.5", "2026-01-31", "2026-99-99", "(", ")", ",", "and", "or",
      "not", "is", "empty", "in", "matches", "'['", "=", "!=", "<", "+", "-", "*", "/", "&", "true",
      "missing", "if", "coalesce", "min", "max", "round", "left", "mid", "split_part", "replace",
      "date", "number", "text", "year", "days", "today", "99999999999999999999999999999999999", "é",
      "upper", "trim", "9223372036854775808", "'%d'", "`", "'", "\u{0}", "🙂",
    ]
    let row = ExpressionRow.of(("INGANG", .date(format: "default"), "2026-01-31"))
    var right = 0
    for _ in 0..<30_000 {
      let count = Int(random.next() % 14) + 1
      let parts = (0..<count).map { _ in words[Int(random.next() % UInt64(words.count))] }
      do {
        _ = try evaluate(parts.joined(separator: random.next() % 4 == 0 ? "" : " "), row)
        right += 1
      } catch {
        #expect(error is ExpressionProblem)
      }
    }
    #expect(right > 100)
    for _ in 0..<30_000 {
      let bytes = (0..<Int(random.next() % 30)).map { _ in UInt8(truncatingIfNeeded: random.next())
      }
      _ = problem(String(decoding: bytes, as: UTF8.self), row)
    }
  }

  @Test("calculate exactly, and never round what does not fit")
  func arithmetic() throws {
    let large = String(repeating: "9", count: 36)
    #expect(try evaluate("\(large) + 1") == "*missing*")
    #expect(try evaluate("\(large) * 10") == "*missing*")
    #expect(try evaluate("\(large) / \(large)") == "1")
    #expect(try evaluate("\(large) / 0.001") == "*missing*")
    #expect(try evaluate("1 / \(large)") == "0")
    #expect(try evaluate("100000000000000000000 / 3") == "33333333333333333333.333333333333")
    #expect(try evaluate("0.00000000000000000001 / 0.00000000000000000002") == "0.5")
    #expect(try evaluate("-7 / 2") == "-3.5")
    #expect(try evaluate("floor(-0.0)") == "0")
    #expect(try evaluate("9999-12-31 + 1") == "*missing*")
    #expect(try evaluate("0001-01-01 - 1") == "*missing*")
    #expect(try evaluate("2026-01-01 + 0.5") == "*missing*")
    #expect(try evaluate("2026-01-01 - 9223372036854775808") == "*missing*")
    #expect(try evaluate("left('abc', 9223372036854775807)") == "abc")
    #expect(try evaluate("right('abc', 9223372036854775807)") == "abc")
    #expect(try evaluate("mid('abc', 9223372036854775807, 9223372036854775807)") == "")
    #expect(try evaluate("round(1.5, 9223372036854775807)") == "1.5")
    #expect(try evaluate("trim('\u{A0}\u{202F} a\u{2009}b \u{A0}')") == "a\u{2009}b")
  }
}
