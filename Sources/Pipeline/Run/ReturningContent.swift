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
      return [unread("it has no csv.gz")]
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
    let table = try WrittenTable(path)
    let names = table.names
    var scanner = ColumnsScanner(width: names.count)
    var batch = RecordBatch()
    while try table.next(into: &batch) { scanner.see(batch) }
    let found = TableFindings.all(
      scanner.evidence, labels: names, lexicon: lexicon, headerDecides: false)
    let published = TransformPlan.published(pipeline.table)
    return zip(names, found).compactMap { name, findings in
      let field = published.first { $0.name == name }
      let open = findings.first { finding in
        finding.confidence > .possible
          && !pipeline.accepts(.field(name), finding.detector.name)
          && !(field.map {
            finding.isExpected(in: $0.privacy, hasPersons: pipeline.hasPersons)
          } ?? false)
      }
      return open.map { finding in
        Diagnostic(
          .personalData, at: .init(file: pipeline.file, field: name),
          "\(name) seems to be '\(finding.detector.name)', and nobody accepts that today",
          hint:
            "Mend the export and run, or take the data away: hergebruik withdraw \(pipeline.name)")
      }
    }
  }

  private func unread(_ why: String) -> Diagnostic {
    Diagnostic(
      .assessmentOutdated, at: .init(file: pipeline.file),
      "its content cannot be judged by the pipeline file of today: \(why)",
      hint: "Mend the export and run.")
  }
}
