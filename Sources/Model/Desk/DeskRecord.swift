// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// What a preview knows of a candidate, for its publisher: the pages under `/_preview/` and the bar on the others are
/// made of it.
package struct DeskRecord: Sendable {
  /// What is said about the catalogue in the candidate.
  package var catalogue: CatalogueRecord
  /// What is published of that now; nil where nothing is.
  package var previousCatalogue: CatalogueRecord?
  /// Paths below the web root that are new, changed and gone.
  package var files: (added: Int, changed: Int, removed: Int)
  /// Every dataset, by name.
  package var datasets: [DeskDataset]
  /// What is about no dataset: of the catalogue's file, or why nothing could be built.
  package var problems: [Diagnostic]
  /// Whether nothing could be built from the files as they are: all that is shown is older.
  package var isOld = false
  /// Which build this is, from 1.
  package var revision = 1
  /// The project's folder as it was typed; nil for the current one.
  package var project: String?
  /// The day that the preview was asked for, `YYYY-MM-DD`; nil for today.
  package var date: String?

  /// Makes a record.
  package init(
    catalogue: CatalogueRecord, previousCatalogue: CatalogueRecord?,
    files: (added: Int, changed: Int, removed: Int), datasets: [DeskDataset],
    problems: [Diagnostic], project: String? = nil, date: String? = nil
  ) {
    self.catalogue = catalogue
    self.previousCatalogue = previousCatalogue
    self.files = files
    self.datasets = datasets
    self.problems = problems
    self.project = project
    self.date = date
  }

  /// One dataset.
  package subscript(_ name: String) -> DeskDataset? { datasets.first { $0.name == name } }

  /// How many datasets there are of each state.
  package func count(_ state: DeskDataset.State) -> Int { datasets.count { $0.state == state } }

  /// One plain line per dataset for a terminal. Of what failed or is refused nothing is said to be unchanged.
  package var lines: [String] {
    datasets.compactMap { dataset in
      let shown = dataset.before == nil ? "it was never published" : "what is published stays"
      switch dataset.state {
      case .failed: return "failed     \(dataset.name): \(shown)"
      case .refused: return "refused    \(dataset.name): \(shown)"
      case .added, .changed, .unchanged, .kept, .withdrawn:
        return dataset.change.map(CatalogueChanges.line)
      }
    }
  }

  /// The command that publishes all that a run would not refuse; nil where nothing would change.
  package var command: String? {
    let built = datasets.filter(\.isBuilt)
    guard built.contains(where: { $0.state == .added || $0.state == .changed }) else { return nil }
    // What is withdrawn stays so in a run of all, but where that is lifted.
    let isAll = datasets.allSatisfy { $0.state != .kept && $0.withdrawal?.isLifted != true }
    let names = isAll ? "" : built.map { " \($0.name)" }.joined()
    return "hergebruik run\(names)\(place)\(day)"
  }

  private var place: String { project.map { " --project \(Self.quoted($0))" } ?? "" }

  private var day: String { date.map { " --date \($0)" } ?? "" }

  /// The command after which a run may publish a withdrawn dataset again; nil where it may already, or was not withdrawn.
  package func undo(_ dataset: DeskDataset) -> String? {
    guard let withdrawal = dataset.withdrawal, withdrawal.isLifted != true else { return nil }
    return "hergebruik withdraw \(dataset.name) --undo\(place)"
  }

  /// The commands that publish a dataset, in order; empty where nothing would change.
  ///
  /// A day that only a person can choose stands as `DAY`, which no command takes.
  package func commands(for dataset: DeskDataset) -> [String] {
    guard dataset.state != .unchanged, dataset.state != .kept else { return [] }
    var commands = [undo(dataset)].compactMap(\.self)
    // Why is for a person to write: no command takes a reason without a word.
    let flags = dataset.signOffFlags.map { flag in
      " \(flag) --reason \(flag.replacing("--allow-", with: ""))="
    }.joined()
    let isUnsigned =
      dataset.checks?.contains { $0.name == .signOff && !$0.verdict.isInOrder } == true
    if isUnsigned || dataset.mustAllow {
      commands.append(
        "hergebruik sign-off \(dataset.name) --role FG --decision publish --valid-until DAY\(flags)\(place)"
      )
    }
    let accepts = dataset.refusals.contains { $0.code == .changeGuard } ? " --accept-change" : ""
    commands.append("hergebruik run \(dataset.name)\(accepts)\(place)\(day)")
    return commands
  }

  /// A word as a shell reads it.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }
}
