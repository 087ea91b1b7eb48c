// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
package import HergebruikDefinition
package import HergebruikFormat
package import HergebruikModel
internal import HergebruikSystem

/// What came of the runs of a project, for whoever asks in the morning: `.hergebruik/nights.json`.
///
/// It holds names, moments, numbers and codes, and no words of a message, which may quote the data. It can be removed:
/// then nothing is known until the next run.
package struct NightBook: Hashable, Sendable, Codable {
  /// Why a dataset, or all of a run, was not published.
  package struct Problem: Hashable, Sendable, Codable {
    /// The name of its kind; one of a newer program stays as it is.
    package var code: String

    /// Its kind; `nil` if this program does not know it.
    package var kind: DiagnosticCode? { DiagnosticCode(rawValue: code) }

    /// What it is and how to mend it.
    package var words: LocalizedText {
      kind.map(StatusWords.problem) ?? StatusWords.problem(named: code)
    }

    init(_ diagnostic: Diagnostic) {
      code = diagnostic.code.rawValue
    }
  }

  /// Nights of one dataset, one after the other, that ended alike.
  package struct Event: Hashable, Sendable, Codable {
    /// The first of them: a moment in UTC, or a day where only that was told.
    package var since: String
    /// The last of them, likewise.
    package var last: String
    /// How many.
    package var nights: Int
    /// How the dataset ended.
    package var status: RunReport.Status
    /// Rows that were published.
    package var rows: Int?
    /// What was wrong first; `nil` if nothing was.
    package var problem: Problem?

    /// Whether what is published is as the export has it.
    package var isGood: Bool {
      switch status {
      case .published, .unchanged, .described: true
      case .checked, .ready, .valid, .failed, .withdrawn: false
      }
    }
  }

  /// The nights of one dataset.
  package struct Dataset: Hashable, Sendable, Codable {
    /// The last night on which it was published, or found unchanged; `nil` if there was none.
    package var good: String?
    /// Oldest first; a few hundred at most.
    package var events: [Event] = []
  }

  /// The last run of the project.
  package struct Night: Hashable, Sendable, Codable {
    /// When: a moment in UTC, or a day.
    package var moment: String
    /// Its exit code.
    package var exitCode: Int
    /// The generation that it published; `nil` if there was none.
    package var generation: String?
    /// Why nothing was published at all; `nil` if that is not so.
    package var problem: Problem?
  }

  /// The number of this format.
  static let format = 1
  /// The events of a dataset that are kept.
  static let most = 200

  /// The number of its format.
  package var version = Self.format
  /// The last run; `nil` if none is known.
  package var last: Night?
  /// By the name of the dataset.
  package var datasets: [String: Dataset] = [:]
  /// What the last run told of the state of the world; `nil` if none did.
  var told: [StateNews]?

  static func path(_ project: Project) -> String { project.privateFolder + "/nights.json" }

  /// What is known of a project; nothing where the file is missing, damaged or of another program.
  package static func read(_ project: Project) -> NightBook {
    let path = path(project)
    guard FileStatus(path, followingLinks: false)?.isFile == true,
      let text = try? TextFile.read(path, shown: path, limit: 1 << 28),
      let book = try? JSONDecoder().decode(NightBook.self, from: Data(text.utf8)),
      book.version == format
    else { return NightBook() }
    return book
  }

  /// Writes it, mode 0600.
  ///
  /// - Throws: `input-output`.
  package func write(_ project: Project) throws(Failure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    guard let data = try? encoder.encode(self) else {
      throw Failure(.selfCheck, "what came of this run cannot be written down")
    }
    try WholeFile.write(
      String(decoding: data, as: UTF8.self) + "\n", to: Self.path(project), mode: 0o600)
  }

  /// Enters what came of a run.
  mutating func enter(_ report: RunReport, at moment: String) {
    let errors = report.diagnostics.filter { $0.severity == .error }
    let general = errors.first { $0.dataset == nil }.map(Problem.init)
    let isNothing = report.datasets.allSatisfy { $0.status == .failed }
    last = Night(
      moment: moment, exitCode: Int(report.exitCode), generation: report.generation,
      problem: isNothing ? general : nil)
    for entry in report.datasets {
      let problem =
        entry.status != .failed
        ? nil : errors.first { $0.dataset == entry.name }.map(Problem.init) ?? general
      var dataset = datasets[entry.name] ?? Dataset()
      let event = Event(
        since: moment, last: moment, nights: 1, status: entry.status, rows: entry.rows,
        problem: problem)
      if let before = dataset.events.last, before.status == event.status,
        before.problem == problem, before.rows == event.rows, entry.status != .published
      {
        dataset.events[dataset.events.count - 1].last = moment
        dataset.events[dataset.events.count - 1].nights += 1
      } else {
        dataset.events = dataset.events.suffix(Self.most - 1) + [event]
      }
      if event.isGood { dataset.good = moment }
      datasets[entry.name] = dataset
    }
  }

  /// Writes down what came of a run; the caller holds the lock.
  ///
  /// - Returns: Why it could not be, as a warning: nothing that is published depends on it.
  static func enter(
    _ report: inout RunReport, _ options: RunOptions, _ project: Project
  ) -> [Diagnostic] {
    var book = read(project)
    book.told = StateNews.tell(&report, after: book.told ?? [])
    book.enter(report, at: options.moment ?? options.date)
    // Of what is in the project no longer nothing is asked.
    if let known = try? project.datasetNames() {
      let published = Set(report.datasets.map(\.name)).union(known)
      book.datasets = book.datasets.filter { published.contains($0.key) }
    }
    do throws(Failure) {
      try book.write(project)
      return []
    } catch {
      return error.diagnostics.map { found in
        var told = found.asWarning
        told.summary =
          "what came of this run cannot be written down for 'hergebruik status': \(found.summary)"
        return told
      }
    }
  }
}
