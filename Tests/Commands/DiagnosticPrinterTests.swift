// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import Testing

@testable import HergebruikCommands

@Suite("Diagnostics as text")
struct DiagnosticPrinterTests {
  private let plain = DiagnosticPrinter(width: 80, isColoured: false)

  @Test("shows the place, the problem, its name, and the remedy below")
  func text() {
    let diagnostic = Diagnostic(
      .unknownKey,
      at: .init(file: "pipelines/bomen/pipeline.yaml", line: 12, column: 5),
      "'primarykey' is not a key that belongs here", hint: "Did you mean 'primaryKey'?")
    #expect(
      plain.text(diagnostic) == """
        error: pipelines/bomen/pipeline.yaml:12:5: 'primarykey' is not a key that
          belongs here [unknown-key]
            Did you mean 'primaryKey'?

        """)
  }

  @Test("shows row and field of an export, and the dataset where there is no file")
  func places() {
    var diagnostic = Diagnostic(
      .typeError, at: .init(file: "a.csv", line: 4, column: 7, row: 3, field: "DATUM"), "no date")
    #expect(
      plain.text(diagnostic) == "error: a.csv:4:7 (row 3, field DATUM): no date [type-error]\n")
    diagnostic = Diagnostic(.errorLimit, severity: .warning, "too many")
    diagnostic.dataset = "bomen"
    #expect(plain.text(diagnostic) == "warning: bomen: too many [error-limit]\n")
    diagnostic = Diagnostic(.locked, severity: .note, "busy")
    #expect(plain.text(diagnostic) == "note: busy [locked]\n")
  }

  @Test("colours the severity alone, after wrapping")
  func colour() {
    let printer = DiagnosticPrinter(width: 80, isColoured: true)
    #expect(
      printer.text(Diagnostic(.locked, "busy", hint: "Wait."))
        == "\u{1B}[1;31merror\u{1B}[0m: busy [locked]\n    Wait.\n")
  }

  @Test("keeps long words whole, so that they can be copied", arguments: [1, 20, 40, 200])
  func wrapping(width: Int) {
    let path = "/" + String(repeating: "long/", count: 20)
    let text = DiagnosticPrinter(width: width, isColoured: false).text(
      Diagnostic(.keyExposed, "a b c", hint: "chmod 600 '\(path)'"))
    #expect(text.contains("'\(path)'"))
    let words = text.split { $0 == " " || $0 == "\n" }
    #expect(words == ["error:", "a", "b", "c", "[key-exposed]", "chmod", "600", "'\(path)'"])
  }

  @Test("keeps commands on lines of their own")
  func commands() {
    let command = String(repeating: "mv a b && ", count: 12) + "true"
    let text = plain.text(Diagnostic(.keyExposed, "x", hint: "Do this:\n\(command)\nls"))
    #expect(text == "error: x [key-exposed]\n    Do this:\n    \(command)\n    ls\n")
  }

  @Test("lets no name from an export steer the terminal")
  func control() {
    let text = plain.text(
      Diagnostic(.extraLabel, at: .init(field: "a\u{1B}[2Jb\u{9B}\r\n"), "an extra column"))
    #expect(
      text == "error: (field a\\u{1b}[2Jb\\u{9b}\\u{d}\\u{a}): an extra column [extra-label]\n")
  }
}
