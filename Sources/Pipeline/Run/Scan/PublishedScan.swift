// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikFormat
internal import HergebruikGate
internal import HergebruikModel
internal import HergebruikSystem

/// Scans the files of a dataset in `catalog/current`, and its English pages: tables cell by cell, the others line by
/// line.
struct PublishedScan {
  let project: Project
  let catalogue: CatalogueDefinition
  let pipeline: PipelineDefinition

  /// Adds what was found; nothing where the dataset is not published.
  func add(to report: inout ScanReport) throws(Failure) {
    let root = project.path("catalog/current")
    for folder in ["datasets/\(pipeline.name)", "en/datasets/\(pipeline.name)"] {
      try add("\(root)/\(folder)", to: &report)
    }
  }

  private func add(_ folder: String, to report: inout ScanReport) throws(Failure) {
    guard FileStatus(folder)?.isFolder == true else { return }
    let files = try Self.files(in: folder)
    var texts = OutputScanner(fields: [], lexicon: catalogue.lexicon)
    for file in files {
      texts.scan(text: file, place: file)
      if file.hasSuffix(".csv.gz") {
        try addTable("\(folder)/\(file)", to: &report)
      } else if !file.hasSuffix(".gz") {
        // The other forms of the table hold the same cells.
        let text = try TextFile.read("\(folder)/\(file)", shown: "\(folder)/\(file)")
        texts.scan(text: text, place: file, allowed: contactDetails)
      }
    }
    report.publishedFiles = (report.publishedFiles ?? 0) + files.count
    for found in texts.findings() where found.finding.confidence > .possible {
      guard case .text(let file) = found.place else { continue }
      add(
        ScanReport.Column(
          file, nil, cells: found.finding.values, values: found.finding.values, [found.finding],
          open: found.finding, rows: found.rows),
        at: "\(folder)/\(file)", to: &report)
    }
  }

  /// What the catalogue says of its own publisher is meant to be read.
  private var contactDetails: [String] {
    let contacts = [catalogue.record.contactPoint, catalogue.record.dataProtectionOfficer]
    return contacts.compactMap { $0 }.flatMap { [$0.email, $0.telephone].compactMap { $0 } }
  }

  /// Scans the table by the names in its own header.
  private func addTable(_ path: String, to report: inout ScanReport) throws(Failure) {
    let table = try ScannedRelease(path, pipeline, catalogue.lexicon)
    // What was seen before a problem counts all the same.
    report.diagnostics += table.problem?.diagnostics ?? []
    for column in table.columns {
      guard let open = column.open(hasPersons: pipeline.hasPersons) else { continue }
      add(
        ScanReport.Column(
          column.name, column.field.map { .init(privacy: $0.privacy, treatment: .keep) },
          cells: column.evidence.cells, values: column.evidence.values, column.findings,
          open: open),
        at: path, to: &report)
    }
  }

  private func add(_ column: ScanReport.Column, at file: String, to report: inout ScanReport) {
    report.published.append(column)
    guard let open = column.open else { return }
    report.diagnostics.append(
      Diagnostic(
        .personalData,
        at: .init(file: file, line: column.rows.first, field: column.said.map { _ in column.name }),
        "what is published seems to be '\(open.detector)' (\(open.confidence), "
          + "\(open.hits) of \(open.values) \(column.said == nil ? "lines" : "cells"))",
        hint:
          "Look at it. Where it is about persons, change the pipeline, run it, and remove what was "
          + "published before with 'hergebruik purge NAME/DAY' ('hergebruik history NAME' tells the days)."
      ))
  }

  private static func files(in folder: String) throws(Failure) -> [String] {
    do {
      return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { path in
        FileStatus("\(folder)/\(path)")?.isFolder != true
      }.sorted()
    } catch {
      throw Failure(
        .inputOutput, at: .init(file: folder), "what is published cannot be read: \(error)")
    }
  }
}
