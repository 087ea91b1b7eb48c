// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import HergebruikFormat
import HergebruikTesting
import Testing

@Suite struct ConformanceTests {
  /// One for each registered format, in the order of the registry.
  static let suites: [ExtractorSuite] = [
    .csv, .xml, .xlsx, .ods, .json, .jsonl, .fixed, .dbf, .sqlite, .shapefile,
  ]

  @Test func everyFormatHasASuite() {
    #expect(
      ExtractorRegistry.builtIn.extractors.map { $0.name } == Self.suites.map { $0.extractor.name })
    for extractor in ExtractorRegistry.builtIn.extractors {
      #expect(ExtractorRegistry.builtIn[extractor.name] != nil)
    }
  }

  @Test(arguments: suites.map { $0.extractor.name })
  func conforms(_ name: String) throws {
    let suite = try #require(Self.suites.first { $0.extractor.name == name })
    try ExtractorConformance.check(suite)
  }

  @Test func theKitFindsFaults() throws {
    let options = ConfigNode.group(["path": .text("a.csv")])
    let files = [("a.csv", Array("a\n1\n".utf8))]
    let wrong = TableContents(
      header: ["a"], width: 1, records: [.init(["1"], row: 1, line: 3, file: "a.csv")])
    for outcome in [.table(wrong), .refusal(.encoding, line: 1, column: 1)]
      as [ExtractorCase.Outcome]
    {
      #expect(throws: ConformanceFailure.self) {
        try ExtractorConformance.check(
          CSVExtractor.self, ExtractorCase("wrong", files: files, options: options, outcome))
      }
    }
    var short = ExtractorSuite.csv
    short.large.write = { rows, folder in try ExtractorSuite.csv.large.write(rows - 1, folder) }
    #expect(throws: ConformanceFailure.self) { try ExtractorConformance.check(short) }
  }
}
