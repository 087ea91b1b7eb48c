// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikTransform

/// How a dataset that was converted differs from what is published of it.
struct DatasetChanges {
  /// Rows, or why they could not be compared; nil where nothing is published.
  var comparison: Result<ReleaseComparison.Outcome, Failure>?
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
    guard case .failure(let failure) = comparison else { return [] }
    return failure.diagnostics.map(\.asWarning)
  }
}

extension DatasetRun {
  /// Compares a dataset that was converted into a folder with what is published of it.
  ///
  /// A published table that cannot be read costs the numbers, and, where the gate needs them, the dataset.
  func changes(
    _ pipeline: PipelineDefinition, _ record: DatasetRecord, in folder: String,
    previous: (record: DatasetRecord, folder: String)?
  ) -> DatasetChanges {
    var changes = DatasetChanges()
    if let previous {
      let comparison = ReleaseComparison(memory: options.memory, scratch: workspace.scratch)
      do throws(Failure) {
        changes.comparison = .success(
          try comparison.compare(
            previous.record, in: previous.folder, with: record, in: folder,
            asksClasses: pipeline.anonymity != nil && pipeline.aggregate == nil))
      } catch {
        changes.comparison = .failure(error)
      }
      changes.schema = SchemaComparison.changes(from: previous.record, to: record)
      changes.problems = Self.refusal(changes.schema, pipeline, previous.record)
    }
    changes.log = record.log(
      after: previous?.record, changes: changes.rows, schema: changes.schema,
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
