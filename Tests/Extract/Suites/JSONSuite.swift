// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTesting

@testable import HergebruikExtract

extension ExtractorSuite {
  /// JSON.
  static let json = ExtractorSuite(
    JSONExtractor.self,
    cases: jsonTables + jsonRefusals,
    large: Large(
      options: .group(["path": .text("large.json"), "records": .text("l")]),
      columns: paths("n", "id")
    ) { rows, folder in
      var text = "{\"l\": [\n"
      for row in 0..<rows {
        text += "{\"id\": \(row), \"n\": \"naam \(row)\"}\(row + 1 == rows ? "" : ",")\n"
      }
      try folder.write(Array((text + "]}").utf8), to: "large.json")
    })

  /// JSON lines.
  static let jsonl = ExtractorSuite(
    JSONLinesExtractor.self,
    cases: [
      ExtractorCase(
        "a record a line, and a blank one",
        files: [("a.jsonl", Array("{\"a\":1}\n\n{\"a\":\"x\"}".utf8))],
        options: .group(["path": .text("a.jsonl")]), columns: paths("a"),
        .table(
          TableContents(
            header: ["a"], width: 1,
            records: [
              .init(["1"], row: 1, line: 1, file: "a.jsonl"),
              .init(["x"], row: 2, line: 3, file: "a.jsonl"),
            ]))),
      ExtractorCase(
        "a line that is cut off", files: [("a.jsonl", Array("{\"a\":1}\n{\"a\":".utf8))],
        options: .group(["path": .text("a.jsonl")]), columns: paths("a"),
        .refusal(.format, line: 2, column: 6)),
    ],
    large: Large(options: .group(["path": .text("large.jsonl")]), columns: paths("n", "id")) {
      rows, folder in
      var text = ""
      for row in 0..<rows { text += "{\"id\": \(row), \"n\": \"naam \(row)\"}\n" }
      try folder.write(Array(text.utf8), to: "large.jsonl")
    })

  private static func file(_ text: String) -> [(String, [UInt8])] { [("a.json", Array(text.utf8))] }

  private static func options(_ records: String = ".") -> ConfigNode {
    .group(["path": .text("*.json"), "records": .text(records), "pick": .text("all")])
  }

  private static let jsonTables = [
    ExtractorCase(
      "nested values of every kind, in two files",
      files: [
        (
          "a.json",
          Array(
            "\u{FEFF}{\"kop\": [1, {\"x\": null}], \"a\": {\"lijst\": [\n{\"naam\": \"Jan\\n\\u00e9\\ud83d\\ude00\\/\", \"adres\": {\"huis.nr\": -1.50e2, \"x\": [true]}, \"extra\": {\"naam\": \"nee\"}},\n{\"adres\": null, \"naam\": null}]}}"
              .utf8)
        ), ("b.json", Array("{\"a\": {\"lijst\": {\"adres\": {\"x\": [false, 2]}}}}".utf8)),
      ], options: options("a.lijst"),
      columns: paths("naam", "adres[\"huis.nr\"]", "adres.x[0]", "adres.x[1]"),
      .table(
        TableContents(
          header: ["naam", "adres[\"huis.nr\"]", "adres.x[0]", "adres.x[1]"], width: 4,
          records: [
            .init(["Jan\né😀/", "-1.50e2", "true", ""], row: 1, line: 2, file: "a.json"),
            .init(["", "", "", ""], row: 2, line: 3, file: "a.json"),
            .init(["", "", "false", "2"], row: 3, line: 1, file: "b.json"),
          ]))),
    ExtractorCase(
      "several values, counts, and values as JSON",
      files: file(
        "[{\"t\": [\"a\", {\"u\": 1}], \"n\": [{\"v\": \"x\"}, {\"v\": 2}, {}]},\n {\"t\": [], \"n\": [{\"v\": null}]}]"
      ), options: options(),
      columns: [
        path("n[*].v", ["join": .text("; ")]), path("n[*].v", ["count": .plain("true")]),
        path("t", ["as": .text("json")]),
      ],
      .table(
        TableContents(
          header: ["n[*].v", "n[*].v", "t"], width: 3,
          records: [
            .init(["x; 2", "2", "[\"a\",{\"u\":1}]"], row: 1, line: 1, file: "a.json"),
            .init(["", "0", "[]"], row: 2, line: 2, file: "a.json"),
          ]))),
    ExtractorCase(
      "arrays as records", files: file("[[1, \"a\"],\n[2, \"b\"]]"), options: options("[*]"),
      columns: paths("."),
      .table(
        TableContents(
          header: ["."], width: 1,
          records: [
            .init(["1"], row: 1, line: 1, file: "a.json"),
            .init(["a"], row: 2, line: 1, file: "a.json"),
            .init(["2"], row: 3, line: 2, file: "a.json"),
            .init(["b"], row: 4, line: 2, file: "a.json"),
          ]))),
  ]

  private static let jsonRefusals = [
    ExtractorCase(
      "truncated behind a good record", files: file("[{\"n\": 1},\n{\"n\": \"2"),
      options: options(),
      columns: paths("n"), .refusal(.format, line: 2, column: 9)),
    ExtractorCase(
      "an object where a value is wanted", files: file("[{\"n\": 1},\n{\"n\": {\"a\": 2}}]"),
      options: options(), columns: paths("n"), .refusal(.format, line: 2, column: 7)),
    ExtractorCase(
      "a key twice", files: file("[{\"n\": 1, \"n\": 2}]"), options: options(), columns: paths("n"),
      .refusal(.format, line: 1, column: 16)),
    ExtractorCase(
      "a number that is none, in what is passed over", files: file("[{\"n\": 1, \"m\": 01}]"),
      options: options(), columns: paths("n"), .refusal(.format, line: 1, column: 17)),
    ExtractorCase(
      "half a pair", files: file("[{\"n\": \"\\ud83d\"}]"), options: options(), columns: paths("n"),
      .refusal(.encoding, line: 1, column: 15)),
    ExtractorCase(
      "a control character", files: file("[{\"n\": \"a\tb\"}]"), options: options(),
      columns: paths("n"), .refusal(.format, line: 1, column: 10)),
    ExtractorCase(
      "too deep", files: file(String(repeating: "[", count: 300)), options: options(),
      columns: paths("n"), .refusal(.format, line: 1, column: 202)),
    ExtractorCase(
      "more behind the end", files: file("[{\"n\": 1}] x"), options: options(), columns: paths("n"),
      .refusal(.format, line: 1, column: 12)),
    ExtractorCase(
      "nothing at the path", files: file("{\"a\": []}"), options: options("b"), columns: paths("n"),
      .refusal(.sourceEmpty, line: nil, column: nil)),
    ExtractorCase(
      "a text at the path", files: file("{\"a\": \"\"}"), options: options("a"),
      columns: paths("n"),
      .refusal(.format, line: 1, column: 7)),
    ExtractorCase(
      "a path that nothing has", files: file("[{\"n\": 1}]"), options: options(),
      columns: paths("n", "m"), .refusal(.missingLabel, line: nil, column: nil)),
    ExtractorCase(
      "UTF-16", files: [("a.json", [0x5B, 0, 0x5D, 0])], options: options(), columns: paths("n"),
      .refusal(.encoding, line: 1, column: 1)),
  ]
}
