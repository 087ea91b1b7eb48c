// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What can happen to an export between the source system and us, done to the samples: nothing damaged is published in
/// silence, and what is refused leaves what is published as it is. What no default check sees is in `unseen`.
@Suite("Damage", .preparedWork)
struct DamageTests {
  /// An export as rows of cells; each byte is a character, whatever the encoding.
  struct Export {
    var preamble: [[String]]
    var header: [String]
    var rows: [[String]]
    let delimiter: Character

    init(_ bytes: [UInt8], delimiter: Character, skip: Int) throws {
      let wide = Array(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })).utf8)
      let records = CSVText.records(of: wide, delimiter: delimiter)
      (preamble, self.delimiter) = (Array(records.prefix(skip)), delimiter)
      header = try #require(records.dropFirst(skip).first)
      rows = Array(records.dropFirst(skip + 1))
    }

    var bytes: [UInt8] {
      let text = (preamble + [header] + rows).map { row in
        row.map { cell in
          cell.contains(where: { $0 == delimiter || $0 == "\"" || $0 == "\n" })
            ? "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : cell
        }.joined(separator: String(delimiter)) + "\n"
      }.joined()
      return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
  }

  /// A sample and how it is written.
  struct Sample: Sendable, CustomTestStringConvertible {
    var name: String
    var file: String
    var encoding: String
    var delimiter: Character
    var skip = 0
    /// A column that is published, and one that is not.
    var published: String
    var dropped: String?
    /// A published column of texts.
    var text: String
    /// Whether it has the pipeline file that the explorer is checked with: more is published, and no k hides what is damaged.
    var isExplorer = false

    var testDescription: String { isExplorer ? "\(name) of the explorer" : name }
  }

  static let samples = [
    Sample(
      name: "bomen", file: "bomen.csv", encoding: "utf-8", delimiter: ";", published: "Wijk",
      text: "Beheerder"),
    Sample(
      name: "meldingen-openbare-ruimte", file: "meldingen_2026.csv", encoding: "utf-8",
      delimiter: ",", published: "Kanaal", dropped: "Omschrijving",
      text: "Subcategorie"),
    Sample(
      name: "parkeervergunningen", file: "parkeervergunningen_20261101.csv",
      encoding: "windows-1252", delimiter: ";", published: "zone", dropped: "opmerking",
      text: "zone"),
    Sample(
      name: "parkeervergunningen", file: "parkeervergunningen_20261101.csv",
      encoding: "windows-1252", delimiter: ";", published: "zone", dropped: "opmerking",
      text: "zone", isExplorer: true),
    Sample(
      name: "subsidieregister", file: "subsidieregister.csv", encoding: "iso-8859-15",
      delimiter: ";", skip: 3, published: "Regeling", dropped: "Naam aanvrager",
      text: "Doel"),
  ]

  /// What is done to an export.
  enum Damage: String, CaseIterable, Sendable {
    case truncated, shifted, recoded, otherDelimiter, repeated, blanked, blankedUnpublished, future,
      swapped
    // Cut, doubled and joined.
    case cutInLastCell, cutInLastRow, cutInFirstRow, everyRowTwice, oneRowTwice, joined,
      joinedWithMark, headerAmongRows,
      totals, totalsWithoutWord
    // Letters that were lost, encoded again, or are none.
    case replaced, encodedTwice, halfRecoded, controls, c1Controls, nulByte, nulls, endMark, formula
    // Columns and rows in another order.
    case swappedColumns, swappedHeader, reversedRows

    /// Whether it must be refused; else a warning will do, where the data are all there.
    var isGrave: Bool {
      switch self {
      case .truncated, .shifted, .recoded, .otherDelimiter, .repeated, .blanked,
        .blankedUnpublished, .future, .swapped,
        .cutInLastCell, .cutInLastRow, .cutInFirstRow, .joined, .joinedWithMark, .headerAmongRows,
        .nulByte:
        true
      case .everyRowTwice, .oneRowTwice, .totals, .totalsWithoutWord, .replaced, .encodedTwice,
        .halfRecoded, .controls,
        .c1Controls, .nulls, .endMark, .formula, .swappedColumns, .swappedHeader, .reversedRows:
        false
      }
    }

    func applied(to export: Export, _ sample: Sample) throws -> [UInt8] {
      var export = export
      switch self {
      case .truncated: return Array(export.bytes.prefix(export.bytes.count * 6 / 10))
      case .shifted: export.rows = export.rows.map { Array($0.dropFirst() + $0.prefix(1)) }
      case .recoded:
        let bytes = export.bytes
        guard sample.encoding == "utf-8" else {
          return Array(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })).utf8)
        }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.map {
          UInt8(truncatingIfNeeded: $0.value)
        }
      case .otherDelimiter:
        let (old, new) = (sample.delimiter.asciiValue, sample.delimiter == ";" ? "," : ";")
        return export.bytes.map { $0 == old ? Character(new).asciiValue ?? 0 : $0 }
      case .repeated: export.rows += export.rows
      case .blanked:
        try export.blank(sample.published)
      case .blankedUnpublished:
        if let dropped = sample.dropped { try export.blank(dropped) }
      case .future: export.dates { "\($0)-\($1)-\($2 + 20)" }
      case .swapped: export.dates { "\($1)-\($0)-\($2)" }
      case .cutInLastCell, .cutInLastRow, .cutInFirstRow, .everyRowTwice, .oneRowTwice, .joined,
        .joinedWithMark,
        .headerAmongRows, .totals, .totalsWithoutWord, .nulByte, .endMark:
        return applied(toRowsOf: export, sample)
      case .replaced, .encodedTwice, .halfRecoded, .controls, .c1Controls, .nulls, .formula:
        try export.mistype(try column(sample.text, of: export), self, sample)
      case .swappedColumns:
        for row in export.rows.indices { export.rows[row].swapAt(0, export.header.count - 1) }
      case .swappedHeader:
        export.header.swapAt(0, export.header.count - 1)
      case .reversedRows: export.rows.reverse()
      }
      return export.bytes
    }

    private func column(_ name: String, of export: Export) throws -> Int {
      try #require(export.header.firstIndex { $0.hasSuffix(name) })
    }

    private func applied(toRowsOf export: Export, _ sample: Sample) -> [UInt8] {
      var export = export
      let bytes = export.bytes
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      switch self {
      case .cutInLastCell: return bytes.dropLast(2)
      case .cutInLastRow:
        let last = export.rows.removeLast()
        return export.bytes + Array((last.first ?? "").utf8.prefix(3))
      case .cutInFirstRow:
        export.rows = [Array(export.rows[0].prefix(2))]
        return export.bytes.dropLast(1)
      case .everyRowTwice: export.rows = export.rows.flatMap { [$0, $0] }
      case .oneRowTwice: export.rows.append(export.rows[0])
      case .joined: return bytes + bytes
      case .joinedWithMark: return bytes + mark + bytes
      case .headerAmongRows: export.rows.insert(export.header, at: export.rows.count / 2)
      case .totals, .totalsWithoutWord:
        export.rows.append(export.totals(word: self == .totals ? "Totaal" : ""))
      case .nulByte: return bytes.dropLast(3) + [0] + bytes.suffix(3)
      case .endMark: return bytes.dropLast(3) + [0x1A] + bytes.suffix(3)
      default: break
      }
      return export.bytes
    }
  }

  /// What is published all the same, and why nobody can tell.
  static let unseen: [String: String] = [
    "bomen future": "it has no dates",
    "bomen swapped": "it has no dates",
    "bomen blankedUnpublished": "every column is published",
    "meldingen-openbare-ruimte blankedUnpublished": "nothing is known of columns that are dropped",
    "parkeervergunningen blankedUnpublished": "nothing is known of columns that are dropped",
    "subsidieregister blankedUnpublished": "nothing is known of columns that are dropped",
    "parkeervergunningen endMark": "nothing is known of columns that are dropped",
    "subsidieregister nulByte": "the last line is no row, and is left out",
    "subsidieregister endMark": "the last line is no row, and is left out",
    "bomen reversedRows": "the order of rows says nothing",
    "meldingen-openbare-ruimte reversedRows": "the order of rows says nothing",
    "parkeervergunningen reversedRows": "the order of rows says nothing",
  ]

  /// Trees, and persons behind lines that are no rows; the other samples are among the proofs.
  @Test(
    "is not published, or known not to be seen",
    arguments: samples.filter { quick.contains($0.name) }, Damage.allCases)
  func refused(sample: Sample, damage: Damage) async throws {
    try await Self.expectSeen(damage, sample)
  }

  static let quick: Set<String> = ["bomen", "subsidieregister"]

  /// Checks that an export that is damaged so is not published, or with one warning more, or known not to be seen.
  static func expectSeen(_ damage: Damage, _ sample: Sample) async throws {
    let (work, first) = try await PreparedWork.copy(sample.testDescription) {
      let work = try SampleTests.work(isExplorer: sample.isExplorer)
      return (work, try await work.run("run", sample.name, "--date", "2026-11-01"))
    }
    try #require(first.code == 0, "\(first.errors)")
    let (before, generations) = (try work.tree(), try work.generations())
    let path = "pipelines/\(sample.name)/example/\(sample.file)"
    let export = try Export(
      work.read(path), delimiter: sample.delimiter, skip: sample.skip)
    try work.write(path, damage.applied(to: export, sample))
    let second = try await work.run("run", sample.name, "--date", "2026-11-02")
    if let reason = Self.unseen["\(sample.name) \(damage.rawValue)"] {
      #expect(second.code == 0, "it is seen now: \(reason)")
      #expect(Self.warnings(second) == Self.warnings(first), "it is told now: \(reason)")
    } else if second.code == 0, !damage.isGrave {
      let told = Self.warnings(second) - Self.warnings(first)
      #expect(told > 0, "published in silence: \(second.output)\(second.errors)")
    } else {
      #expect([1, 2, 3].contains(second.code), "\(second.output)\(second.errors)")
      #expect(try differences(before, work.tree()).isEmpty)
      #expect(try work.generations() == generations)
    }
  }

  private static func warnings(_ run: Outcome) -> Int {
    run.errors.split(separator: "\n").count { $0.hasPrefix("warning: ") }
  }
}

extension DamageTests.Export {
  /// Empties a column.
  fileprivate mutating func blank(_ name: String) throws {
    let column = try #require(header.firstIndex { $0.hasSuffix(name) })
    for row in rows.indices { rows[row][column] = "" }
  }

  /// Spoils the texts of a column, in three rows or in all.
  fileprivate mutating func mistype(
    _ column: Int, _ damage: DamageTests.Damage, _ sample: DamageTests.Sample
  ) throws {
    let isUTF8 = sample.encoding == "utf-8"
    for row in rows.indices {
      let text = rows[row][column]
      let isOne = row % max(rows.count / 3, 1) == 1
      switch damage {
      case .nulls: rows[row][column] = isOne ? "NULL" : text
      case .formula: rows[row][column] = isOne ? "=1+1" : text
      case .controls: rows[row][column] = isOne ? text + "\u{2}" : text
      // A character of `text` is a byte.
      case .replaced:
        rows[row][column] = isOne ? text + (isUTF8 ? "\u{EF}\u{BF}\u{BD}" : "\u{81}") : text
      case .encodedTwice:
        rows[row][column] =
          isOne ? text + (isUTF8 ? "\u{C3}\u{83}\u{C2}\u{A9}" : "\u{C3}\u{A9}") : text
      case .c1Controls:
        rows[row][column] = isOne ? text + (isUTF8 ? "\u{C2}\u{92}" : "\u{92}") : text
      case .halfRecoded:
        rows[row][column] = isOne ? text + (isUTF8 ? "\u{E9}" : "\u{C3}\u{A9}") : text
      default: break
      }
    }
  }

  /// A row with the sums of the columns of numbers, and a word in the first of the others.
  fileprivate func totals(word: String) -> [String] {
    var row = header.indices.map { column -> String in
      let numbers = rows.map { Int($0[column]) }
      guard numbers.allSatisfy({ $0 != nil }) else { return "" }
      return "\(numbers.compactMap(\.self).reduce(0, +))"
    }
    if let first = row.firstIndex(of: ""), !word.isEmpty { row[first] = word }
    return row
  }

  /// Writes every date of the form 31-12-2026 otherwise.
  fileprivate mutating func dates(_ other: (String, String, Int) -> String) {
    let form = /([0-9]{2})-([0-9]{2})-([0-9]{4})/
    for row in rows.indices {
      for column in rows[row].indices {
        rows[row][column] = rows[row][column].replacing(form) { match in
          other(String(match.1), String(match.2), Int(match.3) ?? 0)
        }
      }
    }
  }
}

/// The samples that `DamageTests` leaves out.
@Suite("Damage to the other samples", .preparedWork)
struct DamageProofs {
  @Test(
    "is not published, or known not to be seen",
    arguments: DamageTests.samples.filter { !DamageTests.quick.contains($0.name) },
    DamageTests.Damage.allCases)
  func refused(sample: DamageTests.Sample, damage: DamageTests.Damage) async throws {
    try await DamageTests.expectSeen(damage, sample)
  }
}
