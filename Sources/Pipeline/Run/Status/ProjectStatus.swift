// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
package import HergebruikFormat
package import HergebruikModel
internal import HergebruikPublish
internal import HergebruikSystem

/// How it stands with a project: read from its files and from what runs left. Nothing is run, and nothing is written.
///
/// What is not known is never good.
package struct ProjectStatus: Sendable {
  /// How it stands with something, the worst first.
  package typealias Mark = StatusWords.Mark

  /// Something that is told.
  package struct Note: Hashable, Sendable {
    /// How bad it is.
    package var mark: Mark
    /// The sentence.
    package var text: LocalizedText
  }

  /// One dataset.
  package struct Dataset: Sendable {
    /// Its name.
    package var name: String
    /// Its title; `nil` if it is not known.
    package var title: LocalizedText?
    /// Days since the export was last read and found right, or since the data changed where that is later; `nil` if it
    /// was never published.
    package var age: Int?
    /// The code of its frequency; `nil` if it states none.
    package var frequency: String?
    /// The days within which it is to be renewed; `nil` if the frequency promises nothing.
    package var period: Int?
    /// The last good night: a moment or a day; `nil` if none is known.
    package var lastGood: String?
    /// The last refusal; `nil` if none is known.
    package var refusal: NightBook.Event?
    /// Whether that was the last night.
    package var isRefused = false
    /// Days that its signature still holds; below 0 where it ended, `nil` if none is asked or there.
    package var signatureDays: Int?
    /// Questions without an answer.
    package var questions = 0
    /// What a person has to know, the worst first.
    package var notes: [Note] = []

    /// How it stands with it.
    package var mark: Mark { notes.map(\.mark).min(by: ProjectStatus.isWorse) ?? .good }
  }

  /// The day that it is of, `YYYY-MM-DD`.
  package let day: String
  /// The datasets, the worst first, and by name.
  package private(set) var datasets: [Dataset] = []
  /// What is told of the project as a whole, the worst first.
  package private(set) var notes: [Note] = []
  /// The last run; `nil` if none is known.
  package private(set) var lastRun: NightBook.Night?
  /// The published generation; `nil` if there is none, or if it cannot be read.
  package private(set) var generation: String?
  /// Room on the disk in bytes; `nil` if it is not known.
  package private(set) var freeBytes: Int?

  /// Whether anything is wrong or not known.
  package var isWrong: Bool {
    (datasets.map(\.mark) + notes.map(\.mark)).contains { $0 == .wrong || $0 == .unknown }
  }

  /// 0 where nothing is wrong, else 1.
  package var exitCode: Int32 { isWrong ? 1 : 0 }

  /// Days since the last run; `nil` if none is known.
  package var lastRunAge: Int? { lastRun.flatMap { daysAgo($0.moment) } }

  /// Reads how it stands.
  ///
  /// - Parameter day: Today, `YYYY-MM-DD`.
  /// - Throws: `Failure` with `dataset-unknown` where a project has no dataset at all, `input-output`.
  package init(_ project: Project, on day: String) throws(Failure) {
    self.day = day
    let nights = NightBook.read(project)
    lastRun = nights.last
    let store = GenerationStore(catalog: project.catalog)
    var published: GenerationManifest?
    do throws(Failure) {
      published = try store.current
      generation = try published == nil ? nil : store.publishedName
    } catch {
      notes += error.diagnostics.map { Note(mark: .wrong, text: StatusWords.problem($0.code)) }
    }
    tellOfDecisions(project)
    let definitions = try ProjectDefinitions(project)
    for code in Set(definitions.diagnostics.filter { $0.dataset == nil }.map(\.code)) {
      notes.append(Note(mark: .wrong, text: StatusWords.problem(code)))
    }
    tellOfRuns()
    tellOfDisk(project, needed: published?.files.reduce(0) { $0 + $1.size } ?? 0)
    let pipelines = Dictionary(definitions.pipelines.map { ($0.name, $0) }) { $1 }
    let names = Set(definitions.names).union(published?.datasets.map(\.name) ?? [])
    datasets = names.sorted().map { name in
      dataset(
        name, pipelines[name], published?.dataset(name), nights.datasets[name], definitions)
    }
    datasets.sort { one, other in
      one.mark == other.mark ? one.name < other.name : Self.isWorse(one.mark, other.mark)
    }
    notes.sort { Self.isWorse($0.mark, $1.mark) }
  }

  private static func isWorse(_ one: Mark, _ other: Mark) -> Bool {
    let order = Mark.allCases
    return (order.firstIndex(of: one) ?? 0) < (order.firstIndex(of: other) ?? 0)
  }

  /// How many days ago a moment was; `nil` if that is no moment.
  package func daysAgo(_ moment: String) -> Int? {
    let then = String(moment.prefix(10))
    guard AmsterdamDate.isValid(then) else { return nil }
    return max(0, AmsterdamDate.days(from: then, to: day))
  }

  private mutating func tellOfDecisions(_ project: Project) {
    do throws(Failure) {
      let decisions = try CatalogueDecisions.read(project)
      for purge in decisions.purges where purge.removed == nil {
        notes.append(
          Note(
            mark: .wrong, text: HistoryWords.purged(purge.what, purge.reason, removed: nil)))
      }
      if let hold = decisions.hold {
        notes.append(Note(mark: .attention, text: StatusWords.held(since: hold.since)))
      }
    } catch {
      notes += error.diagnostics.map { Note(mark: .wrong, text: StatusWords.problem($0.code)) }
    }
  }

  private mutating func tellOfRuns() {
    guard let lastRun, let age = lastRunAge else {
      notes.append(Note(mark: .unknown, text: StatusWords.neverRun))
      return
    }
    // A run may be late once; twice is a timer that stands still.
    if age > 2 { notes.append(Note(mark: .attention, text: StatusWords.noRun(days: age))) }
    if let problem = lastRun.problem {
      notes.append(Note(mark: .wrong, text: StatusWords.nothing(problem.words)))
    }
  }

  private mutating func tellOfDisk(_ project: Project, needed: Int) {
    let place = FileStatus(project.catalog) == nil ? project.pipelines : project.catalog
    freeBytes = Paths.freeBytes(at: place)
    guard let free = freeBytes else {
      notes.append(Note(mark: .unknown, text: StatusWords.diskUnknown))
      return
    }
    // What is published may come a second time, and a run needs some room for itself.
    let least = max(needed, 100 << 20)
    let mark: Mark = free < least ? .wrong : free / 3 < least ? .attention : .good
    notes.append(Note(mark: mark, text: StatusWords.disk(free, mark)))
  }
}
