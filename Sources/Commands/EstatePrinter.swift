// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikRun

/// Shows what came of the projects of an estate: a line each, as soon as it is there, and all together at the end.
struct EstatePrinter {
  /// Whether programs read it: the report as JSON, and nothing else.
  var isJSON: Bool
  /// Whether people get to see only projects with problems.
  var isQuiet: Bool

  /// Shows one that is done.
  func show(_ project: EstateReport.Project) {
    guard !isJSON, !isQuiet || project.exitCode != 0 else { return }
    Console.write(Self.line(project) + "\n", to: .output)
  }

  /// Shows the sums, and ends the program with the exit code of the worst.
  ///
  /// - Throws: `ExitCode` if it is not 0, `Failure` where the result could not be written.
  func show(_ report: EstateReport) throws {
    if isJSON {
      try Console.writeResult(report.json.document)
    } else if !isQuiet || report.exitCode != 0 {
      Console.write(Self.table(report), to: .output)
    }
    guard report.exitCode == 0 else { throw ExitCode(report.exitCode) }
  }

  /// `utrecht  49 published, 1 failed  (constraint-error)`.
  static func line(_ project: EstateReport.Project) -> String {
    let counts = counts(project.datasets)
    let codes = codes(project)
    return "\(project.name): \(counts.isEmpty ? "nothing was done" : counts)"
      + (codes.isEmpty ? "" : " [\(codes.joined(separator: ", "))]")
  }

  /// The sums, and a row for each project that did not end well.
  static func table(_ report: EstateReport) -> String {
    let failed = report.projects.filter { $0.exitCode != 0 }
    var text = ""
    if !failed.isEmpty {
      let head = ["project", "exit", "failed", "of", "problems"]
      let rows = failed.map { project in
        [
          project.name, "\(project.exitCode)",
          "\(project.datasets.filter { $0.status == .failed }.count)",
          "\(project.datasets.count)", codes(project).joined(separator: ", "),
        ]
      }
      let widths = head.indices.map { column in
        ([head] + rows).map { $0[column].count }.max() ?? 0
      }
      text += "\n"
      for row in [head] + rows {
        let cells = row.indices.map { column in
          column == row.count - 1
            ? row[column]
            : row[column] + String(repeating: " ", count: widths[column] - row[column].count)
        }
        text += cells.joined(separator: "  ") + "\n"
      }
    }
    let all = counts(report.projects.flatMap(\.datasets))
    text +=
      "\n\(report.projects.count) projects, \(failed.count) with problems; datasets: \(all.isEmpty ? "none" : all); "
      + "\(Int(report.seconds.rounded())) seconds\n"
    return text
  }

  private static func counts(_ datasets: [EstateReport.Dataset]) -> String {
    let order: [RunReport.Status] = [
      .published, .described, .ready, .unchanged, .withdrawn, .failed,
    ]
    return order.compactMap { status in
      let count = datasets.filter { $0.status == status }.count
      return count == 0 ? nil : "\(count) \(status.rawValue)"
    }.joined(separator: ", ")
  }

  private static func codes(_ project: EstateReport.Project) -> [String] {
    Set(project.problems.filter { $0.severity == .error }.map(\.code.rawValue)).sorted()
  }
}
