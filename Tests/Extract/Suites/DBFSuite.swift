// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTesting

@testable import HergebruikExtract

extension ExtractorSuite {
  /// dBASE.
  static let dbf = ExtractorSuite(
    DBFExtractor.self,
    cases: [
      ExtractorCase(
        "every kind of dBASE III, and a record that is deleted", files: file(plain),
        options: options("cp850"),
        .table(
          table(
            ["NAAM", "AANTAL", "GEKAPT", "DATUM"],
            [
              (1, ["  Zoë", "-12.50", "true", "2026-11-24"]), (3, ["", "", "", ""]),
              (4, ["b", "7", "false", "2026-13-01"]),
            ]))),
      ExtractorCase(
        "the kinds of FoxPro, with and without values", files: file(foxPro),
        options: options(),
        .table(
          table(
            ["NR", "HOOGTE", "BEDRAG", "MOMENT", "STRAAT"],
            [
              (1, ["-5", "2.75", "-12.0050", "2026-11-24T09:05:00", "Café"]),
              (2, ["70000", "0.1", "0.0000", "", ""]),
            ]))),
      ExtractorCase(
        "memos of FoxPro, beside the table", files: memo(0xF5) + [("a.fpt", foxProMemo)],
        options: options("windows-1252"),
        .table(table(["NR", "TEKST"], [(1, ["1", "regel 1\nregel 2 é"]), (2, ["2", ""])]))),
      ExtractorCase(
        "memos of dBASE III, in capitals", files: memo(0x83) + [("a.DBT", dBase3Memo)],
        options: options("windows-1252"),
        .table(
          table(
            ["NR", "TEKST"],
            [(1, ["1", "lang" + String(repeating: "x", count: 600)]), (2, ["2", ""])]))),
      ExtractorCase(
        "memos of dBASE IV", files: memo(0x8B) + [("a.dbt", dBase4Memo)],
        options: options("windows-1252"),
        .table(table(["NR", "TEKST"], [(1, ["1", "tekst"]), (2, ["2", ""])]))),
      refusal("memos of which the file is gone", memo(0xF5), .sourceMissing, line: 1),
      refusal(
        "a memo beyond its file", memo(0x8B) + [("a.dbt", Array(dBase4Memo.prefix(520)))], .format,
        line: 1),
      refusal(
        "letters of an unknown character set", file(plain), .encoding, line: 1, encoding: nil),
      refusal("a table that is cut off", file(Array(plain.dropLast(20))), .format, line: 4),
      refusal("a header that is cut off", file(Array(plain.prefix(40))), .format),
      refusal("damage between records", file(damaged), .format, line: 2),
      refusal("a password", file([0x03] + plain[1..<15] + [1] + plain[16...]), .format),
      refusal("dBASE 7", file([0x04] + plain.dropFirst()), .format),
      refusal("a workbook", file([0x50, 0x4B, 3, 4] + plain), .compression),
      refusal("a field of bytes", file(picture), .format, line: 1),
      refusal("a field of bytes with a number beyond all blocks", file(far), .format, line: 1),
      refusal(
        "a kind that is not read",
        file(TestTable(fields: [.init(name: "V", type: "Q", length: 4)], records: []).bytes),
        .format),
      refusal("nothing", file([]), .sourceEmpty),
    ],
    large: Large(options: .group(["path": .text("large.dbf")])) { rows, folder in
      let records = (0..<rows).map {
        TestTable.record([("\(1_000_000 + $0)", 10), ("naam \($0)", 14)])
      }
      try folder.write(
        TestTable(
          fields: [
            .init(name: "NR", type: "N", length: 10), .init(name: "NAAM", type: "C", length: 14),
          ],
          records: records
        ).bytes, to: "large.dbf")
    })

  private static let plain: [UInt8] = {
    var records = [
      TestTable.record([("  Zo?", 8), ("  -12.50", 8), ("T", 1), ("20261124", 8)]),
      TestTable.record([("weg", 8), ("1", 8), ("T", 1), ("20261124", 8)], mark: "*"),
      TestTable.record([("", 8), ("", 8), ("?", 1), ("", 8)]),
      TestTable.record([("b\0", 8), ("7", 8), ("n", 1), ("20261301", 8)]),
    ]
    // ë of code page 850.
    records[0][5] = 0x89
    return TestTable(
      fields: [
        .init(name: "NAAM", type: "C", length: 8), .init(name: "AANTAL", type: "N", length: 8),
        .init(name: "GEKAPT", type: "L", length: 1), .init(name: "DATUM", type: "D", length: 8),
      ], records: records
    ).bytes
  }()

  private static let foxPro: [UInt8] = {
    func double(_ value: Double) -> [UInt8] {
      TestTable.word(Int(bitPattern: UInt(value.bitPattern)), 8)
    }
    let day = 2_461_369
    let clock = (9 * 60 + 5) * 60_000
    let first: [UInt8] =
      [0x20] + TestTable.word(-5, 4) + double(2.75) + TestTable.word(-120_050, 8)
      + TestTable.word(day, 4) + TestTable.word(clock, 4)
      + Array("Caf\u{E9} ".unicodeScalars.map { UInt8($0.value) })
      + [0]
    let second: [UInt8] =
      [0x20] + TestTable.word(70_000, 4) + double(0.1) + TestTable.word(0, 8)
      + Array(repeating: 0, count: 8) + Array("niets".utf8) + [1]
    return TestTable(
      version: 0x30, language: 0x03,
      fields: [
        .init(name: "NR", type: "I", length: 4), .init(name: "HOOGTE", type: "B", length: 8),
        .init(name: "BEDRAG", type: "Y", length: 8), .init(name: "MOMENT", type: "T", length: 8),
        .init(name: "STRAAT", type: "C", length: 5, flags: 2),
        .init(name: "_NullFlags", type: "0", length: 1, flags: 5),
      ], records: [first, second]
    ).bytes
  }()

  private static let damaged: [UInt8] = {
    var bytes = plain
    bytes[32 + 4 * 32 + 1 + 26] = 0x41
    return bytes
  }()

  private static let picture = TestTable(
    version: 0xF5, fields: [.init(name: "FOTO", type: "G", length: 10)],
    records: [TestTable.record([("         1", 10)])]
  ).bytes

  private static let far = TestTable(
    version: 0xF5, fields: [.init(name: "FOTO", type: "G", length: 30)],
    records: [TestTable.record([(String(repeating: "9", count: 30), 30)])]
  ).bytes

  private static func memo(_ version: UInt8) -> [(name: String, bytes: [UInt8])] {
    let table = TestTable(
      version: version,
      fields: [
        .init(name: "NR", type: "N", length: 1), .init(name: "TEKST", type: "M", length: 10),
      ],
      records: [
        TestTable.record([("1", 1), ("         1", 10)]), TestTable.record([("2", 1), ("", 10)]),
      ])
    return file(table.bytes)
  }

  private static let foxProMemo: [UInt8] =
    [0, 0, 0, 2, 0, 0, 0, 64] + Array(repeating: 0, count: 56)
    + [0, 0, 0, 1, 0, 0, 0, 17] + Array("regel 1\nregel 2 ".utf8) + [0xE9]
    + Array(repeating: 0, count: 39)

  private static let dBase3Memo: [UInt8] =
    Array(repeating: 0, count: 512) + Array(("lang" + String(repeating: "x", count: 600)).utf8) + [
      0x1A, 0x1A,
    ]

  private static let dBase4Memo: [UInt8] =
    Array(repeating: 0, count: 20) + [0, 2] + Array(repeating: 0, count: 490)
    + [0xFF, 0xFF, 8, 0, 13, 0, 0, 0] + Array("tekst".utf8) + Array(repeating: 0, count: 20)

  private static func file(_ bytes: [UInt8]) -> [(name: String, bytes: [UInt8])] {
    [("a.dbf", bytes)]
  }

  private static func options(_ encoding: String? = nil) -> ConfigNode {
    guard let encoding else { return .group(["path": .text("a.dbf")]) }
    return .group(["path": .text("a.dbf"), "encoding": .text(encoding)])
  }

  private static func refusal(
    _ name: String, _ files: [(name: String, bytes: [UInt8])], _ code: DiagnosticCode,
    line: Int? = nil, encoding: String? = "cp850"
  ) -> ExtractorCase {
    ExtractorCase(
      name, files: files, options: options(encoding), .refusal(code, line: line, column: nil))
  }

  private static func table(_ header: [String], _ rows: [(line: Int, cells: [String])])
    -> TableContents
  {
    TableContents(
      header: header, width: header.count,
      records: rows.enumerated().map { index, row in
        .init(row.cells, row: index + 1, line: row.line, file: "a.dbf")
      })
  }
}
