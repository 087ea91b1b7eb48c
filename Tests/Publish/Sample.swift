// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel

@testable import HergebruikPublish

/// Records of a municipality that does not exist.
enum Sample {
  static let catalogue = CatalogueRecord(
    baseURL: "https://data.voorbeeldstad.nl",
    title: LocalizedText(nl: "Open data van Voorbeeldstad", en: "Open data of Voorbeeldstad"),
    description: LocalizedText(
      nl: "Alle gegevens die Voorbeeldstad deelt.", en: "All that Voorbeeldstad shares."),
    publisher: CatalogueRecord.Agent(
      name: "Gemeente Voorbeeldstad",
      uri: "https://identifier.overheid.nl/tooi/id/gemeente/gm9999", type: "LocalAuthority"),
    contactPoint: CatalogueRecord.Contact(
      name: "Team Open Data", email: "opendata@voorbeeldstad.nl",
      url: "https://www.voorbeeldstad.nl/contact", telephone: "+31 99 999 99 99"),
    dataProtectionOfficer: CatalogueRecord.Contact(
      name: "Functionaris gegevensbescherming", email: "fg@voorbeeldstad.nl"),
    license: "CC0-1.0", spatial: "gm9999", accent: "#154273")

  /// Every kind of character that a serialisation might trip over.
  static let awkward =
    "\"Aan'halings\u{301}\"\u{301} \\ \\u0041 </script><!-- --> ]]> &amp; <b>\r\n\ttab\r einde\u{85}"
    + "\u{2028}\u{7F}\u{9F} 🌳 \u{202E}om\u{202C} e\u{301}/é \u{E000}\u{10FFFD}\u{1FFFE} ${x} {{y}} %"

  static func content(_ rows: Int, of name: String) -> [UInt8] {
    Array((0..<rows).map { "\(name),\($0)\n" }.joined().utf8)
  }

  /// A record of `name,n` rows; the bytes stand for a compressed file.
  static func dataset(
    _ name: String, rows: Int = 3, title: LocalizedText? = nil, fields: [PublishedField]? = nil
  ) -> DatasetRecord {
    let bytes = content(rows, of: name)
    return DatasetRecord(
      name: name,
      description: DatasetDescription(
        title: title ?? LocalizedText(nl: "Gegevens over \(name)", en: "Data about \(name)"),
        description: LocalizedText(
          nl: "Een beschrijving.\nOp twee regels.\n\nEn een tweede alinea.", en: "A description."),
        themes: ["TRAN", "REGI"], keywords: ["nl": ["straat", "stad"], "en": ["street"]],
        accrualPeriodicity: "DAILY", license: "CC-BY-4.0"),
      fields: fields ?? personalFields, primaryKey: ["nummer"], rows: rows,
      distributions: [
        DistributionRecord(
          fileName: "\(name).csv.gz", format: "CSV", mediaType: "text/csv", byteSize: bytes.count,
          uncompressedSize: bytes.count * 3, sha256: FileSystem.digest(bytes).sha256)
      ], issued: "", modified: "",
      temporal: DatasetRecord.Period(start: "2020-01", end: "2026-11"))
  }

  static let personalFields = [
    PublishedField(
      name: "nummer", type: "string", title: LocalizedText(nl: "Nummer"),
      constraints: Constraints(required: true, unique: true, pattern: "[a-z2-7]{16}"),
      privacy: .direct, treatment: .kind(.pseudonymise)),
    PublishedField(
      name: "geboortejaar", type: "year", privacy: .quasi, treatment: .kind(.dateToYear)),
    PublishedField(
      name: "tarief", type: "number", title: LocalizedText(nl: "Tarief"),
      description: LocalizedText(nl: "Per maand."), unit: "EUR",
      constraints: Constraints(minimum: "0", maximum: "99.50"), privacy: .none,
      treatment: .kind(.keep)),
  ]

  static let plainFields = [
    PublishedField(name: "nummer", type: "integer", privacy: .none, treatment: .kind(.keep))
  ]
}

/// A folder that is removed at the end of a test.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "hergebruik-publish-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // A test that fails earlier must not fail here again.
    try? FileManager.default.removeItem(atPath: path)
  }
}

extension GenerationStore {
  /// Publishes datasets as a run would: writes their files, then finishes.
  @discardableResult
  func publish(
    _ rebuilt: [DatasetRecord], carrying carried: [String] = [],
    catalogue: CatalogueRecord = Sample.catalogue, date: String = "2026-11-23",
    version: String = "1.0.0", keep: Int = 30
  ) throws -> GenerationBuilder.Outcome {
    var builder = try begin()
    for name in carried where !builder.carryOver(name) {
      throw Failure(.selfCheck, "no \(name) to carry over")
    }
    try builder.writeFiles(of: rebuilt)
    var warnings: [Diagnostic] = []
    let outcome = try builder.finish(
      catalogue: catalogue, datasets: rebuilt, toolVersion: version, date: date, keep: keep,
      &warnings)
    if !warnings.isEmpty { throw Failure(warnings) }
    return outcome
  }
}

extension GenerationBuilder {
  func writeFiles(of datasets: [DatasetRecord]) throws {
    for dataset in datasets {
      let folder = try folder(of: dataset.name)
      for distribution in dataset.distributions {
        try Data(Sample.content(dataset.rows, of: dataset.name))
          .write(to: URL(fileURLWithPath: "\(folder)/\(distribution.fileName)"))
      }
    }
  }
}
