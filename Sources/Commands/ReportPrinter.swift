// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikRun

/// The forms of a report for programs.
enum ReportForm: String, EnumerableFlag {
  case json, sarif

  static func help(for form: ReportForm) -> ArgumentHelp? {
    switch form {
    case .json: "Print the report as JSON on standard output."
    case .sarif: "Print the problems as SARIF 2.1.0, for editors and code hosts."
    }
  }
}

/// Shows what came of a run or a check, and ends the program with its exit code.
struct ReportPrinter {
  /// What programs get on standard output; nil where people get the report.
  var form: ReportForm?
  /// Whether people get problems only.
  var isQuiet: Bool
  /// The project's folder as it was typed, which paths in SARIF start from.
  var project = "."
  /// Whether it is of a run, whose problems go by mail.
  var isNight = false

  /// Shows a report: problems on standard error, results on standard output.
  ///
  /// - Throws: `ExitCode` where the report has one, `Failure` where the result could not be written.
  func show(_ report: RunReport) throws {
    if let form {
      let text =
        switch form {
        case .json: Self.json(report)
        case .sarif: SARIFLog(report, project: project).text
        }
      do throws(Failure) {
        try Console.writeResult(text)
      } catch {
        // What the report says must not be lost with it.
        throw Failure(error.diagnostics + report.diagnostics)
      }
    } else {
      // What was accepted is no news to cron.
      let told = report.diagnostics.filter { !isQuiet || $0.severity != .note }
      if isQuiet, isNight, let headline = Self.headline(report) {
        Console.write(headline.text(in: Console.language) + "\n\n", to: .error)
      }
      Console.diagnose(told)
      if !isQuiet { Console.write(Self.summary(report), to: .output) }
    }
    guard report.exitCode == 0 else { throw ExitCode(report.exitCode) }
  }

  /// What the mail of a bad night begins with; `nil` if no dataset was refused.
  private static func headline(_ report: RunReport) -> LocalizedText? {
    let failed = report.datasets.filter { $0.status == .failed }.map(\.name)
    guard !failed.isEmpty, CommandLog.current?.form != .json else { return nil }
    let others = report.datasets.count - failed.count
    return StatusWords.badNight(failed, others: others, isNothing: others == 0)
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
  static func json(_ report: RunReport) -> String {
    var members: [String: JSONValue] = [
      "version": .string(Version.current), "exitCode": .integer(Int(report.exitCode)),
      "datasets": .array(report.datasets.map(dataset)),
      "diagnostics": .array(report.diagnostics.map(\.json)),
    ]
    members["generation"] = report.generation.map(JSONValue.string)
    return JSONValue.object(members).document
  }

  private static func dataset(_ dataset: RunReport.Dataset) -> JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(dataset.name), "status": .string(dataset.status.rawValue),
    ]
    members["rows"] = dataset.rows.map(JSONValue.integer)
    members["quarantined"] = dataset.quarantined.map(JSONValue.integer)
    members["filtered"] = dataset.filtered.map(JSONValue.integer)
    members["duplicates"] = dataset.duplicates.map(JSONValue.integer)
    members["suppressed"] = dataset.suppressed.map(JSONValue.integer)
    members["k"] = dataset.k.map(JSONValue.integer)
    members["byteSize"] = dataset.byteSize.map(JSONValue.integer)
    members["validation"] = dataset.validation?.json
    members["gate"] = dataset.gate.map { checks in
      .array(
        checks.map { check in
          .object([
            "name": .string(check.name.rawValue), "verdict": .string(check.verdict.rawValue),
            "evidence": check.evidence.json,
          ])
        })
    }
    return .object(members)
  }
}
