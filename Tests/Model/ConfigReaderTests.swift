// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import Testing

@Suite struct ConfigReaderTests {
  private func plain(_ text: String, line: Int = 1) -> ConfigNode {
    ConfigNode(.scalar(text, quoted: false), line: line, column: 1)
  }

  private func group(_ pairs: [(String, ConfigNode)]) -> ConfigNode {
    let entries = pairs.enumerated().map { (key: plain($1.0, line: $0 + 1), value: $1.1) }
    return ConfigNode(.mapping(entries), line: 1, column: 1)
  }

  @Test func reportsUnknownKeysWithASuggestion() throws {
    let problems = ConfigProblems(file: "x.yaml")
    var reader = try #require(
      ConfigReader(group([("delimeter", plain(";"))]), what: "x", problems: problems))
    #expect(reader.string("delimiter") == nil)
    reader.finish()
    let found = try #require(problems.diagnostics.first)
    #expect(found.code == .unknownKey)
    #expect(found.location.file == "x.yaml" && found.location.line == 1)
    #expect(found.hint == "Did you mean 'delimiter'?")
  }

  @Test func reportsWrongTypesAndReturnsNothing() throws {
    let problems = ConfigProblems(file: "x.yaml")
    let node = group([
      ("a", group([])), ("b", plain("x")), ("c", plain("yes")), ("d", plain("Z")),
      ("e", ConfigNode(.scalar("1", quoted: true), line: 5, column: 1)),
    ])
    var reader = try #require(ConfigReader(node, what: "x", problems: problems))
    #expect(reader.string("a") == nil)
    #expect(reader.integer("b", in: 0...9) == nil)
    #expect(reader.boolean("c") == nil)
    #expect(reader.word("d", of: ["A", "B"]) == nil)
    #expect(reader.integer("e", in: 0...9) == nil)
    reader.finish()
    #expect(
      problems.diagnostics.map(\.code)
        == [.wrongType, .wrongType, .wrongType, .invalidValue, .wrongType])
    #expect(throws: Failure.self) { try problems.throwIfAny() }
  }

  @Test func readsWhatIsRight() throws {
    let problems = ConfigProblems(file: "x.yaml")
    let node = group([
      ("a", plain("x")), ("b", plain("7")), ("c", plain("true")), ("d", plain("one")),
      ("e", plain("~")),
    ])
    var reader = try #require(ConfigReader(node, what: "x", problems: problems))
    #expect(reader.string("a") == "x")
    #expect(reader.integer("b", in: 0...9) == 7)
    #expect(reader.boolean("c") == true)
    #expect(reader.strings("d") == ["one"])
    #expect(reader.node("e")?.isNull == true)
    reader.finish()
    try problems.throwIfAny()
  }
}

@Suite struct SuggestionTests {
  @Test func findsTheNearestWordOrNone() {
    let words = ["delimiter", "encoding", "quoteChar"]
    #expect(Suggestion.nearest(to: "delimeter", among: words) == "delimiter")
    #expect(Suggestion.nearest(to: "quotechar", among: words) == "quoteChar")
    #expect(Suggestion.nearest(to: "ecnoding", among: words) == "encoding")
    #expect(Suggestion.nearest(to: "zzzzzz", among: words) == nil)
    #expect(Suggestion.hint(for: "zzz", among: ["b", "a"]) == "Valid are a, b.")
    #expect(Suggestion.hint(for: "zzz", among: ["b", "a", "b", "a"]) == "Valid are a, b.")
  }
}
