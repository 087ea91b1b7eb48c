// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Files and functions stay small enough to be read in one go.
@Suite("Sizes of files and functions")
struct SizeTests {
  @Test(
    "no file over 400 lines (tests: 500), no function over 60",
    arguments: ["Sources", "Tests", "bench"])
  func sizes(_ folder: String) throws {
    let sources =
      try folder == "Sources" ? SwiftSource.ofProgram.get() : SwiftSource.all(below: folder)
    #expect(!sources.isEmpty && sources.contains { !$0.functions.isEmpty })
    for source in sources {
      if source.lines > (folder == "Tests" ? 500 : 400) {
        Issue.record("\(source.path) has \(source.lines) lines")
      }
      for function in source.functions where function.length > 60 {
        Issue.record(
          "\(source.path):\(function.line): \(function.name) has \(function.length) lines")
      }
    }
  }

  @Test("counts what it should: texts and comments hold no code, interpolations do")
  func tokens() throws {
    let code = SwiftTokens(Data(#"let a = "Text { \(Name("}")) }" // Other"#.utf8))
    #expect(code.tokens.map(\.text) == ["let", "a", "=", "Name", "(", ")"])
    #expect(code.texts.map(\.text) == ["Text {   }", "}"] && code.texts.map(\.tokens) == [3, 5])
  }
}
