// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// How a dataset that was converted differs from what is published of it.
struct DatasetChanges {
  /// Rows, or why they could not be compared; nil where nothing is published.
  var comparison: ComparisonTask.Result?
  /// How the form differs.
  var schema: [SchemaChange] = []
  /// The log with this release.
  var log: [ReleaseNote]?
  /// Why it is not published.
  var problems: [Diagnostic] = []

  /// How many rows differ; nil where that is not known.
  var rows: RowChanges? {
    guard case .success(let outcome) = comparison else { return nil }
    return outcome.rows
  }

  /// Why rows could not be compared, where the gate does not refuse the dataset for it.
  var warnings: [Diagnostic] {
    guard case .failure(let failure) = comparison, !failure.isOfMachine else { return [] }
    return failure.diagnostics.map(\.asWarning)
  }
}

extension DatasetRun {
  /// The comparison of a dataset that was converted into a folder with what is published of it; nil where nothing is.
  func comparison(
    _ pipeline: PipelineDefinition, _ record: DatasetRecord, in folder: String,
    previous: (record: DatasetRecord, folder: String)?
  ) -> ComparisonTask? {
    previous.map { previous in
      ComparisonTask(
        ReleaseComparison(memory: options.memory, scratch: scratch), previous,
        with: (record, folder),
        asksClasses: pipeline.anonymity != nil && pipeline.aggregate == nil)
    }
  }

  /// How a dataset differs from what is published of it.
  ///
  /// A published table that is damaged costs the numbers, and, where the gate needs them, the dataset. What the machine
  /// could not do it may do next time: the dataset waits for that, so that no change is lost from its log.
  func changes(
    _ pipeline: PipelineDefinition, _ record: DatasetRecord, previous: DatasetRecord?,
    _ comparison: ComparisonTask?
  ) -> DatasetChanges {
    var changes = DatasetChanges()
    changes.comparison = comparison?.outcome
    if let previous {
      changes.schema = SchemaComparison.changes(from: previous, to: record)
      changes.problems = Self.refusal(changes.schema, pipeline, previous)
    }
    if case .failure(let failure) = changes.comparison, failure.isOfMachine {
      changes.problems += failure.diagnostics
    }
    changes.log = record.log(
      after: previous, changes: changes.rows, schema: changes.schema,
      least: pipeline.hasPersons ? pipeline.anonymity?.minimum ?? 5 : 1, date: options.date)
    return changes
  }

  /// What breaks who uses the dataset, unless its version says so.
  private static func refusal(
    _ schema: [SchemaChange], _ pipeline: PipelineDefinition, _ published: DatasetRecord
  ) -> [Diagnostic] {
    let breaking = schema.filter { $0.verdict == .breaking }
    let version = published.majorVersion
    guard !breaking.isEmpty, (pipeline.description.version ?? 1) <= version else { return [] }
    return [
      Diagnostic(
        .schemaBreaking, at: .init(file: pipeline.file),
        "programs that use what is published would break: "
          + breaking.compactMap(\.words.en).joined(separator: "; "),
        hint: "Where this is meant, write metadata: {version: \(version + 1)}; else mend the "
          + "pipeline. 'hergebruik diff \(pipeline.name)' shows all that differs.")
    ]
  }
}

extension Failure {
  /// Whether it is the machine's, and may be gone the next time: a file that is not there will not come back.
  fileprivate var isOfMachine: Bool {
    diagnostics.contains { found in
      found.code == .inputOutput
        && found.location.file.map { FileStatus($0) != nil } != false
    }
  }
}
