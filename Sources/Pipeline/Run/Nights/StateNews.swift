// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Something in the state of the world that a run warns of: it stays so until a person does something, and is news once.
struct StateNews: Hashable, Sendable, Codable {
  private var code: String
  private var dataset: String?
  /// What was said, of which no word is of the data.
  private var summary: String

  /// What a diagnostic tells of the state of the world; `nil` if it tells of an export, or is an error.
  private init?(_ diagnostic: Diagnostic) {
    switch diagnostic.code {
    case .datasetWithdrawn, .datasetOrphaned, .catalogueHeld, .assessmentExpired: break
    default: return nil
    }
    guard diagnostic.severity == .warning else { return nil }
    (code, dataset) = (diagnostic.code.rawValue, diagnostic.dataset)
    summary = diagnostic.summary
  }

  /// Makes notes of warnings that an earlier run gave, so that what mails warnings is silent about them.
  ///
  /// - Parameter known: What earlier runs told.
  /// - Returns: What is known now; of datasets that this run did not look at, what was.
  static func tell(_ report: inout RunReport, after known: [StateNews]) -> [StateNews] {
    let asked = Set(report.datasets.map(\.name))
    // Every run looks for datasets without a folder.
    var now = known.filter { old in
      guard let dataset = old.dataset else { return false }
      return !asked.contains(dataset) && old.code != DiagnosticCode.datasetOrphaned.rawValue
    }
    for index in report.diagnostics.indices {
      guard let news = StateNews(report.diagnostics[index]) else { continue }
      if known.contains(news) { report.diagnostics[index].severity = .note }
      now.append(news)
    }
    return now
  }
}
