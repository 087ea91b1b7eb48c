// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish

/// All that a worker must know to convert and judge one dataset, and where its files go.
///
/// It is complete in itself: a worker that was started a moment ago on another machine, with the same folders, makes
/// the same of it. It holds no secret and no cell; keys are found as the process that does it finds them.
/// docs/workers.md describes it.
struct DatasetTask: Codable, Sendable {
  /// What is asked.
  enum Kind: String, Codable, Sendable {
    /// All that stands before publishing.
    case run
    /// The same, where what a run would refuse is told and kept.
    case preview
    /// Only what is wrong with the export; no file is made.
    case validate
  }

  /// A text that a person wrote, and where it stands.
  struct Text: Codable, Sendable {
    /// The path, as a person would type it.
    var file: String
    /// The text itself: what was checked is what is done.
    var text: String
  }

  /// Where files are, and go.
  struct Places: Codable, Sendable {
    /// The folder that relative paths start at, absolute.
    var directory: String
    /// The project's folder, as it was typed.
    var project: String
    /// The folder of the dataset's definition.
    var definition: String
    /// An empty folder for the files of the dataset; empty where none are made.
    var target: String
    /// The private folders.
    var workspace: Workspace
    /// A private folder for what does not fit in memory: this task's alone.
    var scratch: String
  }

  /// What it may use of the machine.
  struct Share: Codable, Sendable, Equatable {
    /// Threads.
    var jobs: Int
    /// Bytes for whole-table questions and for sorting.
    var memory: Int
  }

  /// What is published of the dataset now.
  struct Published: Codable, Sendable {
    var record: DatasetRecord
    /// The folder with its files.
    var folder: String
  }

  /// The version of the messages.
  static let version = 1

  /// The version of this message.
  var version = Self.version
  var kind: Kind
  /// The dataset's name.
  var dataset: String
  /// Its pipeline file.
  var definition: Text
  /// The file of the catalogue; nil where it cannot be read, and nothing is to be published.
  var catalogue: Text?
  var places: Places
  var share: Share
  /// nil where nothing is.
  var published: Published?
  /// What else is online that it is compared with: earlier versions, and datasets that are no longer in the project; nil
  /// where nothing is.
  var kept: [Published]?
  /// The day of the run, `YYYY-MM-DD`.
  var date: String
  /// Whether a table may differ from the published one by more than its pipeline allows, this once.
  var acceptsChange: Bool
}

/// What came of a task: records and files, nothing else.
struct DatasetResult: Codable, Sendable {
  /// The version of this message.
  var version = DatasetTask.version
  /// The dataset's name.
  var dataset: String
  /// What is ready to be published, with its files in the task's folder; nil where it failed or nothing was asked.
  var built: BuiltDataset?
  /// Its line of the report.
  var entry: RunReport.Dataset
  /// What a person has to know, in order.
  var diagnostics: [Diagnostic]
  /// What was found in the export; nil where it was not asked to be kept.
  var validation: ValidationReport?

  /// Of a dataset that was not begun.
  static func failed(_ dataset: String, _ diagnostics: [Diagnostic]) -> DatasetResult {
    DatasetResult(
      dataset: dataset, built: nil, entry: .init(name: dataset, status: .failed),
      diagnostics: diagnostics.stamped(dataset))
  }
}

/// A line from a worker.
enum WorkerMessage: Codable, Sendable {
  /// It began something else.
  case stage(TaskStage)
  /// How far it is: rows, bytes of the export, and all its bytes where that is known.
  case progress(rows: Int, bytes: Int, total: Int?)
  /// It is done.
  case result(DatasetResult)
}
