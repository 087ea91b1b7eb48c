// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikFormat
internal import HergebruikGate
internal import HergebruikModel
internal import HergebruikTreatment

/// What stands in a table that was written (`csv.gz`), by the names in its own header, and what a pipeline says of it today.
struct ScannedRelease {
  /// A column.
  struct Column {
    var name: String
    /// The field of that name that is published today; `nil` if there is none.
    var field: PublishedField?
    var evidence: ColumnEvidence
    /// The surest first.
    var findings: [Finding]

    /// The first finding that is more than possible and that its class does not account for.
    ///
    /// - Parameter isAccepted: Whether somebody accepted a finding.
    func open(
      hasPersons: Bool, besides isAccepted: (Finding) -> Bool = { _ in false }
    ) -> Finding? {
      findings.first { finding in
        finding.confidence > .possible && !isAccepted(finding)
          && !(field.map { finding.isExpected(in: $0.privacy, hasPersons: hasPersons) } ?? false)
      }
    }
  }

  let columns: [Column]
  /// Why it was not read to its end; `nil` if it was.
  let problem: Failure?

  /// Reads a table.
  ///
  /// - Throws: `Failure` where it cannot be opened.
  init(
    _ path: String, _ pipeline: PipelineDefinition, _ lexicon: HeaderLexicon
  ) throws(Failure) {
    let table = try WrittenTable(path)
    let names = table.names
    var scanner = ColumnsScanner(width: names.count)
    var problem: Failure?
    do throws(Failure) {
      var batch = RecordBatch()
      while try table.next(into: &batch) { scanner.see(batch) }
    } catch {
      problem = error
    }
    self.problem = problem
    let evidence = scanner.evidence
    let findings = TableFindings.all(
      evidence, labels: names, lexicon: lexicon, headerDecides: false)
    let published = TransformPlan.published(pipeline.table)
    columns = names.enumerated().map { index, name in
      Column(
        name: name, field: published.first { $0.name == name }, evidence: evidence[index],
        findings: findings[index])
    }
  }
}
