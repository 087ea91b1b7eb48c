// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import HergebruikExtract
import HergebruikFormat
import HergebruikTesting
import Testing

/// What an independent reader counts in one real export.
private struct ExpectedFile: Decodable {
  struct Part: Decodable {
    var columns: Int
    var rows: Int
    var sum_geldige_stemmen: Int
    var first: [String]
    var last: [String]
  }

  var kind: String
  var encoding: String?
  var delimiter: String?
  var header: [String]?
  var columns: Int?
  var data_rows: Int?
  var integer_column_sums: [String: Int]?
  var first_data_row: [String]?
  var last_data_row: [String]?
  var municipality_table: Part?
}

/// Real exports; those of our own are in `CSVVectorTests`.
@Suite(.enabled(if: SharedData.isPresent, SharedData.absent))
struct RealDataTests {
  private static let names = [
    "duo_afstand_bo_decimalkomma", "duo_geslaagden_komma_verminkt", "duo_vestigingen_vo_latin1",
    "ispiegel_databron_sql", "kiesraad_tk2010_gemeenten", "mijnoverheid_contact",
    "osv_telling_gr2022", "overheidsdiensten_inspire_latin1", "rivm_covid_gemeente_cumulatief",
    "rivm_klik_corona_20200310", "rivm_rioolwater_bom", "rvig_tabel33_utf16",
    "vng_orca_dubbele_koppen",
  ]

  private func expectations() throws -> [String: ExpectedFile] {
    try JSONDecoder().decode(
      [String: ExpectedFile].self, from: Data(SharedData.bytes("real/expected.json")))
  }

  private func contents(_ name: String, _ expected: ExpectedFile) throws -> TableContents {
    let encoding = ["cp1252": "windows-1252", "utf-8-sig": "utf-8"]
    let declared = expected.encoding ?? "utf-8"
    var keys: [(String, ConfigNode)] = [("delimiter", .text(expected.delimiter ?? ","))]
    switch name {
    case "kiesraad_tk2010_gemeenten":
      keys += [("skipLines", .plain("30")), ("footerLines", .plain("4"))]
    case "osv_telling_gr2022": keys.append(("skipLines", .plain("5")))
    case "rvig_tabel33_utf16": keys.append(("trailingDelimiter", .plain("true")))
    default: break
    }
    let dialect = ConfigNode(
      .mapping(keys.map { (.plain($0.0), $0.1) }), line: 1, column: 1)
    let options = ConfigNode.group([
      "path": .text("real/\(name).csv"), "encoding": .text(encoding[declared] ?? declared),
      "dialect": dialect,
    ])
    let folder = try #require(SharedData.folder)
    return try TableContents(
      of: ExtractorConformance.open(CSVExtractor.self, options, folder: folder))
  }

  @Test func coversEveryFile() throws {
    let files = try expectations().filter { $0.value.kind == "csv" }.keys
    #expect(Set(files) == Set(Self.names.map { $0 + ".csv" }))
  }

  @Test(arguments: names)
  func readsWhatPythonReads(_ name: String) throws {
    let expected = try #require(expectations()[name + ".csv"])
    let found = try contents(name, expected)
    #expect(found.records.allSatisfy { $0.malformed == nil })
    if let part = expected.municipality_table { return try compare(found, part) }
    #expect(found.header == expected.header)
    #expect(found.width == expected.columns)
    #expect(found.rows.count == expected.data_rows)
    let firstRow = try #require(expected.first_data_row)
    let lastRow = try #require(expected.last_data_row)
    // RvIG's rows have an empty cell too many, which we drop.
    #expect(try #require(found.rows.first).prefix(10) == firstRow.prefix(min(10, found.width)))
    #expect(try #require(found.rows.last).prefix(10) == lastRow.prefix(min(10, found.width)))
    for (label, sum) in try #require(expected.integer_column_sums) where !label.isEmpty {
      #expect(self.sum(found, label) == sum, "\(label)")
    }
  }

  private func compare(_ found: TableContents, _ part: ExpectedFile.Part) throws {
    #expect(found.width == part.columns)
    #expect(found.rows.count == part.rows)
    #expect(try #require(found.rows.first).prefix(4) == part.first[...])
    #expect(try #require(found.rows.last).prefix(4) == part.last[...])
    #expect(sum(found, "# geldige stemmen") == part.sum_geldige_stemmen)
  }

  /// The sum of the first column with a label; cells that are no whole numbers count as nothing.
  private func sum(_ found: TableContents, _ label: String) -> Int? {
    guard let column = found.header?.firstIndex(of: label) else { return nil }
    return found.rows.reduce(0) { $0 + (Int($1[column]) ?? 0) }
  }
}
