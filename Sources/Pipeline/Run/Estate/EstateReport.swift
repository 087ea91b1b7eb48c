// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
package import HergebruikFormat
package import HergebruikModel
internal import HergebruikSystem

/// What came of a run of many projects.
package struct EstateReport: Sendable {
  /// What came of one of them.
  package struct Project: Sendable {
    /// The name of its folder.
    package var name: String
    /// The exit code of its run.
    package var exitCode: Int32
    /// How long it took, in seconds.
    package var seconds: Double
    /// The generation that it published; nil where none was.
    package var generation: String?
    /// Its datasets, with how each ended.
    package var datasets: [Dataset]
    /// What went wrong, once for each code and dataset.
    package var problems: [Problem]
  }

  /// One dataset.
  package struct Dataset: Sendable {
    package var name: String
    package var status: RunReport.Status
    /// Rows that are published; nil where that is not known.
    package var rows: Int?
  }

  /// A problem, without the words that are about data.
  package struct Problem: Sendable, Hashable {
    package var code: DiagnosticCode
    package var severity: Diagnostic.Severity
    /// nil where it is about the project.
    package var dataset: String?
  }

  /// The day of the run, `YYYY-MM-DD`.
  package var date: String
  /// In the order of their names.
  package var projects: [Project]
  /// How long all took, in seconds.
  package var seconds: Double

  /// The exit code of all: that of the worst.
  package var exitCode: Int32 {
    let codes = Set(projects.map(\.exitCode))
    return [5, 3, 4, 2, 1].first(where: codes.contains) ?? (codes == [0] ? 0 : 4)
  }

  /// The file of an estate with the report of its last run; others may not read it.
  static func path(in folder: String) -> String { "\(folder)/estate.json" }

  /// The report as JSON.
  package var json: JSONValue {
    .object([
      "version": .string(Version.current), "date": .string(date),
      "exitCode": .integer(Int(exitCode)), "seconds": Self.number(seconds),
      "projects": .array(projects.map(Self.json)),
    ])
  }

  private static func json(_ project: Project) -> JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(project.name), "exitCode": .integer(Int(project.exitCode)),
      "seconds": number(project.seconds),
      "datasets": .array(
        project.datasets.map { dataset in
          var members: [String: JSONValue] = [
            "name": .string(dataset.name), "status": .string(dataset.status.rawValue),
          ]
          members["rows"] = dataset.rows.map(JSONValue.integer)
          return .object(members)
        }),
      "problems": .array(
        project.problems.map { problem in
          var members: [String: JSONValue] = [
            "code": .string(problem.code.rawValue),
            "severity": .string(problem.severity.rawValue), "title": problem.code.title.json,
          ]
          members["dataset"] = problem.dataset.map(JSONValue.string)
          return .object(members)
        }),
    ]
    members["generation"] = project.generation.map(JSONValue.string)
    return .object(members)
  }

  private static func number(_ seconds: Double) -> JSONValue {
    .number((seconds * 10).rounded() / 10)
  }
}
