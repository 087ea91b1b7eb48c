// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikModel
internal import HergebruikRun

/// Shows what a scan found: a table of at most 80 characters for people, JSON for programs.
enum ScanPrinter {
  /// The table, and a line that sums it up.
  static func text(_ report: ScanReport) -> String {
    var text = ""
    let found = report.columns.filter { !$0.evidence.isEmpty }
    if !found.isEmpty { text += table(found, isDataset: report.isDataset) }
    text += "\n\(count(report.rows, "row")), \(count(report.columns.count, "column")): "
    text += found.isEmpty ? "nothing found" : "something found in \(count(found.count, "column"))"
    let open = report.columns.filter { $0.open != nil }.count
    if open > 0 {
      text += ", \(open) not \(report.isDataset ? "accounted for" : "classified yet")"
    }
    text += "\n"
    if let files = report.publishedFiles {
      let places = report.published.count
      text += "Published now: \(count(files, "file")), "
      text += places == 0 ? "nothing found\n" : "something found in \(count(places, "place"))\n"
    }
    return text
  }

  private static func table(_ columns: [ScanReport.Column], isDataset: Bool) -> String {
    var rows = [["column", "seems to be", "how sure", "cells", isDataset ? "pipeline" : ""]]
    for column in columns {
      for (index, finding) in column.evidence.enumerated() {
        rows.append([
          index == 0 ? DiagnosticPrinter.visible(column.name) : "", finding.detector,
          finding.confidence, cells(finding), index == 0 ? column.said?.text ?? "" : "",
        ])
      }
    }
    var widths = (0..<5).map { place in rows.map { $0[place].count }.max() ?? 0 }
    // The names of columns get what the others leave of a line of 80 characters.
    widths[0] = min(widths[0], max(80 - 4 - widths[1...].reduce(0, +), 10))
    return rows.map { row in
      let line = zip(row, widths).map { pad($0, to: $1) }.joined(separator: " ")
      return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }

  /// `1.240 of 1.300`, or that the name alone says so.
  private static func cells(_ finding: ScanReport.Evidence) -> String {
    if finding.reason == "header", finding.hits == 0 { return "by its name" }
    return "\(grouped(finding.hits)) of \(grouped(finding.values))"
  }

  private static func pad(_ text: String, to width: Int) -> String {
    if text.count > width {
      // What a path ends in says most.
      return text.contains("/")
        ? "…" + text.suffix(width - 1) : text.prefix(width - 1) + "…"
    }
    return text + String(repeating: " ", count: width - text.count)
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(grouped(number)) \(word)\(number == 1 ? "" : "s")"
  }

  /// A number with dots between groups of three, as in Dutch.
  private static func grouped(_ number: Int) -> String {
    var digits = ""
    for (position, digit) in String(number).reversed().enumerated() {
      if position > 0, position % 3 == 0 { digits.append(".") }
      digits.append(digit)
    }
    return String(digits.reversed())
  }
}

// MARK: - JSON

extension ScanPrinter {
  /// The report as JSON with sorted keys.
  static func json(_ report: ScanReport) -> String {
    var members: [String: JSONValue] = [
      "version": .string(Version.current), "exitCode": .integer(Int(report.exitCode)),
      "target": .string(report.name), "isDataset": .boolean(report.isDataset),
      "rows": .integer(report.rows), "columns": .array(report.columns.map(column)),
      "published": .array(report.published.map(column)),
      "diagnostics": .array(report.diagnostics.map(\.json)),
    ]
    members["publishedFiles"] = report.publishedFiles.map { .integer($0) }
    return JSONValue.object(members).document
  }

  private static func column(_ column: ScanReport.Column) -> JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(column.name), "cells": .integer(column.cells),
      "values": .integer(column.values), "findings": .array(column.evidence.map(finding)),
      "isOpen": .boolean(column.open != nil),
    ]
    members["privacy"] = column.said.map { .string($0.privacy.rawValue) }
    members["treat"] = column.said.map { .string($0.treatment.name) }
    if !column.rows.isEmpty { members["rows"] = .array(column.rows.map { .integer($0) }) }
    return .object(members)
  }

  private static func finding(_ finding: ScanReport.Evidence) -> JSONValue {
    .object([
      "detector": .string(finding.detector), "dutchName": .string(finding.dutchName),
      "suggests": .string(finding.suggests.rawValue),
      "confidence": .string(finding.confidence), "reason": .string(finding.reason),
      "hits": .integer(finding.hits), "values": .integer(finding.values),
    ])
  }
}
