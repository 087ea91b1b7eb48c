// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTesting

@testable import HergebruikExtract

extension ExtractorSuite {
  /// Fixed width.
  static let fixed = ExtractorSuite(
    FixedExtractor.self,
    cases: [
      ExtractorCase(
        "lines of one kind, of which one is short",
        files: file("00 kop\n02Zoë Kn 0012N+\r\n01totaal\n\n02 b     x 5-\n02c\n\u{1A}"),
        options: .group([
          "path": .text("a.txt"), "skipLines": .plain("1"),
          "only": .group(["start": .plain("1"), "text": .text("02")]),
        ]),
        columns: [
          column("naam", 3, 6), column("links", 3, 6, ["trim": .text("right")]),
          column("bedrag", 10, 5, ["decimals": .plain("2"), "sign": .text("overpunch")]),
        ],
        .table(
          TableContents(
            header: ["naam", "links", "bedrag"], width: 3,
            records: [
              .init(["Zoë Kn", "Zoë Kn", "-1.25"], row: 1, line: 2, file: "a.txt"),
              .init(["b", " b", "x 5-"], row: 2, line: 5, file: "a.txt"),
              .init(["c", "c", ""], row: 3, line: 6, file: "a.txt"),
            ]))),
      ExtractorCase(
        "packed and signed numbers in records without line ends",
        files: [
          (
            "a.txt",
            Array("A12 ".utf8) + [0x01, 0x23, 0x4C, 0x42, 0x82]
              + Array("7-".utf8) + [0x00, 0x00, 0x5D]
          )
        ],
        options: .group([
          "path": .text("a.txt"), "recordLength": .plain("7"), "encoding": .text("cp850"),
        ]),
        columns: [
          column("t", 1, 2), column("n", 2, 3, ["sign": .text("trailing")]),
          column("p", 5, 3, ["sign": .text("packed"), "decimals": .plain("3")]),
        ],
        .table(
          TableContents(
            header: ["t", "n", "p"], width: 3,
            records: [
              .init(["A1", "12", "1.234"], row: 1, line: 1, file: "a.txt"),
              .init(["Bé", "é7-", "-0.005"], row: 2, line: 2, file: "a.txt"),
            ]))),
      ExtractorCase(
        "a packed number that is none", files: [("a.txt", [0x12, 0x3C, 0x12, 0x34])],
        options: .group(["path": .text("a.txt"), "recordLength": .plain("2")]),
        columns: [column("p", 1, 2, ["sign": .text("packed")])],
        .refusal(.format, line: 2, column: nil)),
      ExtractorCase(
        "a last record that is cut off", files: file("abcd"),
        options: .group(["path": .text("a.txt"), "recordLength": .plain("3")]),
        columns: [column("p", 1, 2)], .refusal(.format, line: 2, column: nil)),
      ExtractorCase(
        "a byte without a meaning", files: [("a.txt", [0x61, 0x0A, 0x81])],
        options: .group(["path": .text("a.txt"), "encoding": .text("windows-1252")]),
        columns: [column("p", 1, 2)], .refusal(.encoding, line: 2, column: nil)),
      ExtractorCase(
        "nothing", files: file(""), options: .group(["path": .text("a.txt")]),
        columns: [column("p", 1, 2)], .refusal(.sourceEmpty, line: nil, column: nil)),
    ],
    large: Large(
      options: .group(["path": .text("large.txt")]),
      columns: [column("a", 1, 10), column("b", 11, 12)]
    ) { rows, folder in
      var text = ""
      for row in 0..<rows { text += "\(1_000_000_000 + row)naam \(1_000_000 + row)\n" }
      try folder.write(Array(text.utf8), to: "large.txt")
    })

  private static func file(_ text: String) -> [(String, [UInt8])] { [("a.txt", Array(text.utf8))] }

  private static func column(
    _ label: String, _ start: Int, _ length: Int, _ more: KeyValuePairs<String, ConfigNode> = [:]
  ) -> SourceColumn {
    let places: [(key: ConfigNode, value: ConfigNode)] = [
      (.plain("start"), .plain("\(start)")), (.plain("length"), .plain("\(length)")),
    ]
    return SourceColumn(
      label: label,
      source: ConfigNode(
        .mapping(places + more.map { (.plain($0.key), $0.value) }), line: 1, column: 1))
  }
}
