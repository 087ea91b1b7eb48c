// SPDX-License-Identifier: EUPL-1.2

/// How far a task is: what is said of one that did not come back.
enum TaskStage: String, Codable, Sendable {
  /// Reads the definition.
  case definition
  /// Finds, fetches and opens the export.
  case open
  /// Counts who is like whom, in a first pass.
  case count
  /// Reads, treats and writes the rows.
  case convert
  /// Judges the table as a whole.
  case judge
  /// Reads back what was written: the privacy gate.
  case gate
  /// Compares with what is published.
  case compare
  /// Writes the reports.
  case report

  /// What it does, behind 'while it': for messages.
  var words: String {
    switch self {
    case .definition: "read the definition"
    case .open: "opened the export"
    case .count: "counted how many rows are alike"
    case .convert: "read and treated the rows"
    case .judge: "judged the table as a whole"
    case .gate: "read back what it had written (the privacy gate)"
    case .compare: "compared the table with what is published"
    case .report: "wrote the reports"
    }
  }
}
