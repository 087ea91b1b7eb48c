// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikFormat
internal import HergebruikGate
internal import HergebruikModel
internal import HergebruikTreatment

/// Whether the content of an earlier release may be published by what the pipeline says today: the gate judged it by what was
/// said then.
struct ReturningContent {
  let pipeline: PipelineDefinition
  let lexicon: HeaderLexicon

  /// What stands in the way.
  ///
  /// - Parameter folder: That of the generation.
  func problems(of record: DatasetRecord, in folder: String) -> [Diagnostic] {
    let today = TransformPlan.published(pipeline.table)
    let other = record.fields.filter { field in
      !today.contains { $0.name == field.name && $0.privacy == field.privacy }
    }
    if let field = other.first {
      return [
        Diagnostic(
          .assessmentOutdated, at: .init(file: pipeline.file, field: field.name),
          "\(field.name) is not published today, or is of another class",
          hint: "Mend the export and run: what is published follows the pipeline file of today.")
      ]
    }
    guard let table = record.distributions.first(where: { $0.fileName.hasSuffix(".csv.gz") }) else {
      return [
        Diagnostic(
          .assessmentOutdated, at: .init(file: pipeline.file),
          "its content cannot be judged by the pipeline file of today: it has no csv.gz",
          hint: "Mend the export and run.")
      ]
    }
    do throws(Failure) {
      return try findings("\(folder)/datasets/\(record.name)/\(table.fileName)")
    } catch {
      // Whatever is wrong with it, it is a file of the catalogue that cannot be read.
      return error.diagnostics.map {
        Diagnostic(.inputOutput, at: $0.location, $0.summary, hint: $0.hint)
      }
    }
  }

  private func findings(_ path: String) throws(Failure) -> [Diagnostic] {
    let table = try ScannedRelease(path, pipeline, lexicon)
    if let problem = table.problem { throw problem }
    return table.columns.compactMap { column in
      let open = column.open(hasPersons: pipeline.hasPersons) { finding in
        pipeline.accepts(.field(column.name), finding.detector.name)
      }
      return open.map { finding in
        Diagnostic(
          .personalData, at: .init(file: pipeline.file, field: column.name),
          "\(column.name) seems to be '\(finding.detector.name)', and nobody accepts that today",
          hint:
            "Mend the export and run, or take the data away: hergebruik withdraw \(pipeline.name)")
      }
    }
  }
}
