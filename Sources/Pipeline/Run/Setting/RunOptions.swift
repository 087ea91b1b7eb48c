// SPDX-License-Identifier: EUPL-1.2

package import HergebruikExtract

/// What a run was asked to do.
package struct RunOptions: Sendable {
  /// How far a dataset is, for whoever watches; called on any thread, often.
  ///
  /// The dataset, rows done, bytes of the export done, and all its bytes where that is known.
  package typealias Progress = @Sendable (String, Int, Int, Int?) -> Void

  /// The project's folder.
  package var project: String
  /// The datasets; all where empty.
  package var datasets: [String]
  /// Whether everything is done but publishing.
  package var isDryRun: Bool
  /// Whether a table may differ from the published one by more than its pipeline allows, this once.
  package var acceptsChange: Bool
  /// The day that the catalogue is of, `YYYY-MM-DD`.
  package var date: String
  /// The moment of the run in UTC, `YYYY-MM-DDThh:mm:ssZ`; nil where only the day is to be told.
  package var moment: String?
  /// Whether a person chose that day.
  package var isDateAsked = false
  /// How many threads work on one dataset.
  package var jobs: Int
  /// How many bytes the questions about whole tables may hold before they go to disk.
  package var memory: Int
  /// What looks for keys: the environment of the process.
  package var environment: [String: String]
  /// The formats that exports may have.
  package var formats: ExtractorRegistry
  /// Told how far the run is; nil where nobody watches.
  package var progress: Progress?
  /// The program that datasets are converted and judged by, each task in a process: this program's own path. In this
  /// process where nil.
  package var worker: String?
  /// What has datasets converted elsewhere; nil where this run's own workers do it.
  package var engine: Engine?
  /// Turns among other runs of an estate; nil where the machine is this run's alone.
  package var turns: WorkTurns?
  /// Asked ten times a second whether to stop: workers are ended then, and nothing more is begun; nil where nobody
  /// stops a run so.
  package var isStopped: (@Sendable () -> Bool)?
  /// Told what is done, and how long it takes; nil where nobody reads it.
  package var log: RunLog?
  /// Told what is begun; nil where nobody asks.
  var stage: (@Sendable (TaskStage) -> Void)?

  /// Makes options.
  package init(
    project: String, datasets: [String] = [], isDryRun: Bool = false, acceptsChange: Bool = false,
    date: String, jobs: Int,
    memory: Int, environment: [String: String] = [:], formats: ExtractorRegistry = .builtIn,
    progress: Progress? = nil
  ) {
    self.project = project
    self.datasets = datasets
    self.isDryRun = isDryRun
    self.acceptsChange = acceptsChange
    self.date = date
    self.jobs = jobs
    self.memory = memory
    self.environment = environment
    self.formats = formats
    self.progress = progress
  }
}
