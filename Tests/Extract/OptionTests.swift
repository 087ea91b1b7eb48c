// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import HergebruikFormat
import HergebruikTesting
import Testing

@Suite struct OptionTests {
  private func problems(_ options: ConfigNode) throws -> [Diagnostic] {
    let problems = ConfigProblems(file: "pipeline.yaml")
    var reader = try #require(ConfigReader(options, what: "'csv'", problems: problems))
    let made = CSVExtractor(&reader, columns: [], problems: problems)
    #expect((made == nil) == !problems.diagnostics.isEmpty)
    reader.finish()
    return problems.diagnostics
  }

  private func dialect(
    _ keys: KeyValuePairs<String, ConfigNode>, encoding: String = "utf-8"
  ) throws -> [DiagnosticCode] {
    try problems(
      .group(["path": .text("x"), "encoding": .text(encoding), "dialect": .group(keys)])
    )
    .map(\.code)
  }

  @Test func acceptsEveryDocumentedKey() throws {
    let values: [String: ConfigNode] = [
      "path": .text("x.csv"), "pick": .text("all"), "maxAge": .text("P1D"),
      "member": .text("*.csv"), "url": .text("https://x.example/x.csv"),
      "command": .group(["run": .text("true")]),
      "encoding": .text("cp437"), "dialect.delimiter": .text("tab"),
      "dialect.quoteChar": .plain("null"),
      "dialect.doubleQuote": .plain("false"), "dialect.escapeChar": .text("\\"),
      "dialect.skipLines": .plain("3"), "dialect.headerRows": .plain("2"),
      "dialect.headerJoin": .text("_"), "dialect.commentChar": .text("#"),
      "dialect.footerLines": .plain("1"), "dialect.footer": .text("EOF {rows}"),
      "dialect.blankRows": .text("error"),
      "dialect.trailingDelimiter": .plain("true"), "dialect.surplusEmptyCells": .plain("true"),
      "dialect.skipInitialSpace": .plain("true"), "dialect.unwrapFormulas": .plain("true"),
    ]
    #expect(Set(CSVExtractor.options.map(\.key)) == Set(values.keys))
    for option in CSVExtractor.options where option.key != "path" {
      let value = try #require(values[option.key])
      let parts = option.key.split(separator: ".").map(String.init)
      let node = parts.count == 1 ? value : .group([parts[1]: value])
      let isPlace = ["url", "command"].contains(option.key)
      let found = try problems(
        isPlace ? .group([parts[0]: node]) : .group(["path": .text("x.csv"), parts[0]: node]))
      #expect(found.isEmpty, "\(option.key): \(found)")
    }
  }

  @Test func reportsWhatIsWrong() throws {
    #expect(try problems(.group(["pick": .text("newest")])).map(\.code) == [.missingKey])
    #expect(try problems(.group(["path": .text("")])).map(\.code) == [.invalidValue])
    let several = try problems(
      .group(["path": .text("x"), "pick": .text("newst"), "encoding": .text("latin1")]))
    #expect(several.map(\.code) == [.invalidValue, .invalidValue])
    #expect(several.first?.hint == "Did you mean 'newest'?")
    for age in ["36h", "P", "PT", "P1Y", "P1M", "PT1H2H", "P1DT", "P-1D", "PT1.5H", "P99999999D"] {
      let found = try problems(.group(["path": .text("x"), "maxAge": .text(age)]))
      #expect(found.map(\.code) == [.invalidValue], "\(age)")
    }
    let pipe = try problems(.group(["path": .text("-"), "maxAge": .text("P1D")]))
    #expect(pipe.map(\.code) == [.invalidValue])
    #expect(try dialect(["delimeter": .text(";")]) == [.unknownKey])
    #expect(try dialect(["footer": .text("TOTAAL;{rows")]) == [.invalidValue])
    #expect(
      try dialect(["footer": .text("EOF"), "footerLines": .plain("1")]) == [.invalidValue])
    #expect(try dialect(["footer": .text("EOF\t{rows}"), "delimiter": .text("tab")]) == [])
  }

  @Test func takesCharactersOfOneByteOnly() throws {
    #expect(try dialect(["delimiter": .text("§")]) == [.invalidValue])
    #expect(try dialect(["delimiter": .text("§")], encoding: "windows-1252") == [])
    #expect(try dialect(["delimiter": .text("§")], encoding: "cp437") == [.invalidValue])
    for bad in ["", ";;", "\n", "\r\n", "\u{0}"] {
      #expect(try dialect(["delimiter": .text(bad)]) == [.invalidValue], "\(Array(bad.utf8))")
    }
    for good in ["\t", "\\t", "tab", "|", " "] {
      #expect(try dialect(["delimiter": .text(good)]) == [], "\(good)")
    }
    #expect(try dialect(["quoteChar": .text("")]) == [])
    #expect(try dialect(["quoteChar": .text("xx")]) == [.invalidValue])
    #expect(try dialect(["delimiter": .text("\"")]) == [.invalidValue])
    #expect(try dialect(["escapeChar": .text(",")]) == [.invalidValue])
    #expect(try dialect(["escapeChar": .text("\"")]) == [])
    #expect(try dialect(["commentChar": .text("№")], encoding: "cp850") == [.invalidValue])
    #expect(try dialect(["headerRows": .plain("-1")]) == [.wrongType])
  }

  @Test func readsAByteAboveASCIIAsDelimiter() throws {
    let folder = try TemporaryFolder()
    try folder.write([0x61, 0xA7, 0x62, 0x0A, 0xE9, 0xA7, 0x32, 0x0A], to: "x.csv")
    let options = ConfigNode.group([
      "path": .text("x.csv"), "encoding": .text("windows-1252"),
      "dialect": .group(["delimiter": .text("§")]),
    ])
    let table = try ExtractorConformance.open(CSVExtractor.self, options, folder: folder.path)
    #expect(table.header == ["a", "b"])
    #expect(try rows(of: table) == [["é", "2"]])
  }
}
