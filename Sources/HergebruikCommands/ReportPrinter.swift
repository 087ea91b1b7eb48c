// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import FoundationEssentials
internal import HergebruikModel
internal import HergebruikPipeline

/// Shows what came of a run or a check, and ends the program with its exit code.
struct ReportPrinter {
  /// Whether standard output gets JSON.
  var isJSON: Bool
  /// Whether people get problems only.
  var isQuiet: Bool

  /// Shows a report: problems on standard error, results on standard output.
  ///
  /// - Throws: `ExitCode` where the report has one, `Failure` where the JSON could not be written, or
  ///   what the JSON encoder throws.
  func show(_ report: RunReport) throws {
    if isJSON {
      let json = try Self.json(report)
      do throws(Failure) {
        try Console.writeResult(json)
      } catch {
        // What the report says must not be lost with it.
        throw Failure(error.diagnostics + report.diagnostics)
      }
    } else {
      Console.diagnose(report.diagnostics)
      if !isQuiet { Console.write(Self.summary(report), to: .output) }
    }
    guard report.exitCode == 0 else { throw ExitCode(report.exitCode) }
  }

  /// A line per dataset; one line for all where they were only checked.
  static func summary(_ report: RunReport) -> String {
    let checked = report.datasets.filter { $0.status == .checked }.count
    if checked == report.datasets.count, report.diagnostics.isEmpty {
      return "\(checked) \(checked == 1 ? "dataset" : "datasets"): no problems found\n"
    }
    return report.datasets.map { dataset in
      var line = "\(dataset.name): \(dataset.status.rawValue)"
      if let rows = dataset.rows { line += ", \(rows) \(rows == 1 ? "row" : "rows")" }
      if let size = dataset.byteSize { line += ", \(ByteSize(bytes: size).inWords)" }
      if let k = dataset.k, let suppressed = dataset.suppressed {
        line += ", k = \(k), \(suppressed) suppressed"
      }
      if let filtered = dataset.filtered, let duplicates = dataset.duplicates {
        line += ", \(filtered) filtered out"
        if duplicates > 0 { line += ", \(duplicates) duplicates left out" }
      }
      if let quarantined = dataset.quarantined, quarantined > 0 {
        line += ", \(quarantined) left out (see .hergebruik/quarantine/\(dataset.name).csv)"
      }
      return line + "\n"
    }.joined() + (report.generation.map { "New generation: \($0)\n" } ?? "")
  }

  /// The report as JSON with sorted keys, and a line feed at the end.
  static func json(_ report: RunReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(
      Document(
        version: Version.current, exitCode: report.exitCode, generation: report.generation,
        datasets: report.datasets,
        diagnostics: report.diagnostics.map(Entry.init)))
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private struct Document: Encodable {
    var version: String
    var exitCode: Int32
    var generation: String?
    var datasets: [RunReport.Dataset]
    var diagnostics: [Entry]
  }

  private struct Entry: Encodable {
    var code: DiagnosticCode
    var severity: Diagnostic.Severity
    var dataset: String?
    var file: String?
    var line: Int?
    var column: Int?
    var row: Int?
    var field: String?
    var summary: String
    var hint: String?

    init(_ diagnostic: Diagnostic) {
      code = diagnostic.code
      severity = diagnostic.severity
      dataset = diagnostic.dataset
      file = diagnostic.location.file
      line = diagnostic.location.line
      column = diagnostic.location.column
      row = diagnostic.location.row
      field = diagnostic.location.field
      summary = diagnostic.summary
      hint = diagnostic.hint
    }
  }
}
