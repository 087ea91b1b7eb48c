// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import HergebruikModel
import HergebruikTesting
import Testing

@Suite struct ConformanceTests {
  @Test func everyExtractorDescribesItself() throws {
    #expect(ExtractorRegistry.builtIn.extractors.map { $0.name } == ["csv"])
    for extractor in ExtractorRegistry.builtIn.extractors {
      try ExtractorConformance.checkDescription(of: extractor)
      #expect(ExtractorRegistry.builtIn[extractor.name] != nil)
    }
  }

  @Test func csvConforms() throws {
    let options = ConfigNode.group(["path": .text("*.csv"), "pick": .text("all")])
    let first = Array("id,naam\r\n1,\"Jan\r\nsen\"\r\n\r\n2\r\n".utf8)
    let second = Array("id,naam\n3,\"é \"\"€\"\"\"".utf8)
    let table = TableContents(
      header: ["id", "naam"], width: 2,
      records: [
        .init(["1", "Jan\r\nsen"], row: 1, line: 2, file: "a.csv"),
        .init(["2"], row: 2, line: 5, file: "a.csv", rejected: .missingCell),
        .init(["3", "é \"€\""], row: 3, line: 2, file: "b.csv"),
      ], blankCount: 1)
    try ExtractorConformance.check(
      CSVExtractor.self,
      ExtractorCase(
        "two files", files: [("a.csv", first), ("b.csv", second)], options: options, .table(table)))
    try ExtractorConformance.check(
      CSVExtractor.self,
      ExtractorCase(
        "a bad byte in the second file",
        files: [("a.csv", first), ("b.csv", Array("id,naam\n3,".utf8) + [0xE9])],
        options: options, .refusal(.encoding, line: 2, column: 3)))
    try ExtractorConformance.check(
      CSVExtractor.self,
      ExtractorCase(
        "no file", files: [], options: options, .refusal(.sourceMissing, line: nil, column: nil)))
  }

  @Test func theKitFindsFaults() throws {
    let options = ConfigNode.group(["path": .text("a.csv")])
    let files = [("a.csv", Array("a\n1\n".utf8))]
    let wrong = TableContents(
      header: ["a"], width: 1, records: [.init(["1"], row: 1, line: 3, file: "a.csv")])
    for outcome in [.table(wrong), .refusal(.encoding, line: 1, column: 1)]
      as [ExtractorCase.Outcome]
    {
      #expect(throws: ConformanceFault.self) {
        try ExtractorConformance.check(
          CSVExtractor.self, ExtractorCase("wrong", files: files, options: options, outcome))
      }
    }
  }
}
