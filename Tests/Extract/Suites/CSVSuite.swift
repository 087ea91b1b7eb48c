// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import HergebruikFormat
import HergebruikTesting

extension ExtractorSuite {
  /// Comma-separated values.
  static let csv = ExtractorSuite(
    CSVExtractor.self,
    cases: [
      ExtractorCase(
        "two files",
        files: [("a.csv", csvFirst), ("b.csv", Array("id,naam\n3,\"é \"\"€\"\"\"".utf8))],
        options: csvOptions,
        .table(
          TableContents(
            header: ["id", "naam"], width: 2,
            records: [
              .init(["1", "Jan\r\nsen"], row: 1, line: 2, file: "a.csv"),
              .init(["2"], row: 2, line: 5, file: "a.csv", malformed: .missingCell),
              .init(["3", "é \"€\""], row: 3, line: 2, file: "b.csv"),
            ], blankCount: 1))),
      ExtractorCase(
        "a bad byte in the second file",
        files: [("a.csv", csvFirst), ("b.csv", Array("id,naam\n3,".utf8) + [0xE9])],
        options: csvOptions, .refusal(.encoding, line: 2, column: 3)),
      ExtractorCase(
        "no file", files: [], options: csvOptions, .refusal(.sourceMissing, line: nil, column: nil)),
    ],
    large: Large(options: .group(["path": .text("large.csv")])) { rows, folder in
      var text = "id,naam\n"
      for row in 0..<rows { text += "\(row),\"een naam van enige lengte \(row)\"\n" }
      try folder.write(Array(text.utf8), to: "large.csv")
    })

  private static let csvOptions = ConfigNode.group(["path": .text("*.csv"), "pick": .text("all")])
  private static let csvFirst = Array("id,naam\r\n1,\"Jan\r\nsen\"\r\n\r\n2\r\n".utf8)
}
