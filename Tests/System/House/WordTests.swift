// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What people read in two languages has one home, `Sources/Model/Words` (ADR 56).
@Suite("The home of the words")
struct WordTests {
  /// A text that may stand elsewhere.
  private struct Exception {
    var file: String
    var text: String
    /// Why.
    var reason: String
  }

  private static let home = "Sources/Model/Words/"

  /// May only shrink: one that is not there any more has to leave the list.
  private static let exceptions = [
    Exception(
      file: "Sources/Commands/WithdrawCommand.swift", text: "Er stond een fout in.",
      reason: "what the municipality would write itself, in an example of the help"),
    Exception(
      file: "Sources/Commands/SignOffCommand.swift",
      text: "without-k=Elke rij is een besluit dat al openbaar is.",
      reason: "what the FG would write itself, in an example of the help"),
  ]

  /// Files of words that are looked for in texts: nobody reads them as sentences.
  private static let vocabularies = ["Sources/Transform/Detectors/TextWords+Names.swift"]

  /// Words that Dutch sentences are made of, and English ones are not.
  private static let dutch: Set = [
    "aan", "bij", "dat", "de", "deze", "dit", "een", "er", "geen", "heeft", "het", "maar",
    "mag", "met", "naar", "niet", "nog", "omdat", "ook", "uit", "van", "voor", "waar",
    "werd", "wordt", "worden", "zijn",
  ]

  @Test("no sentence in two languages, and no Dutch one, stands elsewhere")
  func oneHome() throws {
    for path in try SwiftSource.paths(below: "Sources")
    where !path.hasPrefix(Self.home) && !Self.vocabularies.contains(path) {
      var code = try House.text(path)
      for exception in Self.exceptions where exception.file == path {
        code.replace(exception.text, with: "")
      }
      for (text, sign) in Self.sentences(code) {
        Issue.record("\(path): “\(text)” belongs below \(Self.home): \(sign)")
      }
    }
  }

  @Test("each exception is still there, and needed")
  func shrinks() throws {
    for exception in Self.exceptions {
      let isThere = try House.text(exception.file).contains(exception.text)
      #expect(isThere && !Self.sentences("\"\(exception.text)\"").isEmpty, "\(exception.file)")
    }
    for file in Self.vocabularies {
      #expect(try !Self.sentences(House.text(file)).isEmpty, "\(file)")
    }
  }

  @Test(
    "finds each way to write one",
    arguments: [
      #"LocalizedText(nl: "onbekend", en: "unknown")"#,
      #"LocalizedText(nl: x, en: "unknown of \(name)")"#,
      #"switch language { case .nl: x; case .en: "unknown" }"#,
      #"let a = language == .nl ? "nog onbekend" : x"#,
      #"let a = "het veld \(name)""#,
      "let a = x + \"\"\"\n    is niet goed\n    \"\"\"",
    ])
  func finds(_ code: String) {
    #expect(!Self.sentences(code).isEmpty)
  }

  @Test(
    "lets the rest pass",
    arguments: [
      #"LocalizedText(nl: "\(number)", en: "\(number)")"#, #"LocalizedText(nl: title, en: other)"#,
      #"language == .nl ? "feed.atom" : "en/feed.atom""#, #"let a = "niet_open""#,
      #"let a = "the field '\(name)' is not there""#,
    ])
  func passes(_ code: String) {
    #expect(Self.sentences(code).isEmpty)
  }

  /// The home itself is full of them: else nothing would be found anywhere.
  @Test("finds those that are at home")
  func home() throws {
    let found = try SwiftSource.paths(below: Self.home).flatMap {
      try Self.sentences(House.text($0))
    }
    #expect(found.count > 300)
  }

  /// Texts that are one of two languages by what stands before them, or Dutch by their words.
  private static func sentences(_ code: String) -> [(text: String, sign: String)] {
    let code = SwiftTokens(Data(code.utf8))
    return code.texts.compactMap { text in
      let words = text.text.split { !($0.isLetter || $0.isNumber || "-_./".contains($0)) }
        .filter { $0.contains(where: \.isLetter) }
      let before = code.tokens[..<text.tokens].suffix(2).map(\.text)
      let isOfLanguage = ["nl", "en"].contains(before.first)
      if isOfLanguage, before.last == ":", !words.isEmpty {
        return (text.text, "it has a language")
      }
      guard words.count > 1 else { return nil }
      if isOfLanguage, before.last == "?" { return (text.text, "it depends on the language") }
      let isDutch = words.contains { dutch.contains($0.lowercased().trimmingCharacters(in: ["."])) }
      return isDutch ? (text.text, "it is Dutch") : nil
    }
  }
}
