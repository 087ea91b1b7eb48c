// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What can happen to an export between the source system and us, done to the samples: nothing damaged is
/// published, and what is published keeps its bytes. What no default check sees is in `unseen`.
@Suite("Damage")
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

    var testDescription: String { name }
  }

  static let samples = [
    Sample(name: "bomen", file: "bomen.csv", encoding: "utf-8", delimiter: ";", published: "Wijk"),
    Sample(
      name: "meldingen-openbare-ruimte", file: "meldingen_2026.csv", encoding: "utf-8",
      delimiter: ",", published: "Kanaal", dropped: "Omschrijving"),
    Sample(
      name: "parkeervergunningen", file: "parkeervergunningen_20261101.csv",
      encoding: "windows-1252", delimiter: ";", published: "zone", dropped: "opmerking"),
    Sample(
      name: "subsidieregister", file: "subsidieregister.csv", encoding: "iso-8859-15",
      delimiter: ";", skip: 3, published: "Regeling", dropped: "Naam aanvrager"),
  ]

  /// What is done to an export.
  enum Damage: String, CaseIterable, Sendable {
    case truncated, shifted, recoded, otherDelimiter, repeated, blanked, blankedUnpublished, future,
      swapped

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
  ]

  @Test("is not published, or known not to be seen", arguments: samples, Damage.allCases)
  func refused(sample: Sample, damage: Damage) async throws {
    let work = try SampleTests.work()
    let first = try await work.run("run", sample.name, "--date", "2026-11-01")
    try #require(first.code == 0, "\(first.errors)")
    let (before, generations) = (try work.tree(), try work.generations())
    let path = "pipelines/\(sample.name)/example/\(sample.file)"
    let export = try Export(
      work.read(path), delimiter: sample.delimiter, skip: sample.skip)
    try work.write(path, damage.applied(to: export, sample))
    let second = try await work.run("run", sample.name, "--date", "2026-11-02")
    if let reason = Self.unseen["\(sample.name) \(damage.rawValue)"] {
      #expect(second.code == 0, "it is seen now: \(reason)")
    } else {
      #expect([1, 2, 3].contains(second.code), "\(second.output)\(second.errors)")
      #expect(try differences(before, work.tree()).isEmpty)
      #expect(try work.generations() == generations)
    }
  }
}

extension DamageTests.Export {
  /// Empties a column.
  fileprivate mutating func blank(_ name: String) throws {
    let column = try #require(header.firstIndex { $0.hasSuffix(name) })
    for row in rows.indices { rows[row][column] = "" }
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
