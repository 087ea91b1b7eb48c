// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikDefinition
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikGate
internal import HergebruikModel
internal import HergebruikProfile
internal import HergebruikSite
internal import HergebruikSystem

extension PrivacyReport {
  /// Tells of a dataset that came before the gate.
  ///
  /// - Throws: `Failure` where its definition cannot be read again.
  init(
    _ subject: GateSubject, _ outcome: Conversion.Outcome, _ verdict: Gate.Verdict,
    exports: [String]
  ) throws(Failure) {
    let (pipeline, record) = (subject.pipeline, subject.record)
    let signed = try SignedDefinition(pipeline)
    self.init(
      toolVersion: Version.current, dataset: pipeline.name, title: record.description.title.nl,
      publisher: subject.catalogue.publisher.name,
      officer: subject.catalogue.dataProtectionOfficer.map { contact in
        [contact.name, contact.email, contact.url].compactMap(\.self).joined(separator: ", ")
      }, date: subject.date, isAllowed: verdict.isPassed, rows: record.rows,
      columns: Self.columns(pipeline, outcome), checks: verdict.checks,
      refusals: verdict.problems.map(\.summary),
      definition: signed.digest, schema: signed.schema)
    englishTitle = record.description.title.en
    refusalCodes = verdict.problems.map(\.code)
    minimumK = pipeline.anonymity?.minimum
    asked = pipeline.anonymity.map { asked in
      Asked(
        requirement: asked.words, method: asked.method.rawValue, limit: asked.limit.words)
    }
    steps = Self.steps(pipeline)
    leftOut = outcome.rows.leftOut.map {
      LeftOut(filter: $0.filtered, deduplicate: $0.duplicates)
    }
    figures = outcome.rows.figures ?? verdict.figures
    cells = outcome.cells?.figures
    findings = verdict.findings
    let told = outcome.source.remarks.map { remark in
      Remark(
        code: remark.code, column: remark.location.field, message: remark.summary,
        accepted: pipeline.acceptance(of: remark)?.reason)
    }
    remarks = told.isEmpty ? nil : told
    pseudonyms = pipeline.pseudonym.map { pseudonym in
      Pseudonyms(
        fields: pipeline.fields.filter { $0.treatment == .pseudonymise }.map(\.name),
        key: verdict.key, release: pseudonym.release)
    }
    if let key = pipeline.pseudonym?.key { pseudonyms?.made = subject.keys.day(of: key) }
    published = Dictionary(record.distributions.map { ($0.fileName, $0.sha256) }) { $1 }
    for export in exports { self.exports[export] = Self.digest(export) }
    do throws(Failure) {
      signOff = try Assessment.read(of: pipeline).map(SignOff.init)
    } catch {
      signOffProblem = error.diagnostics.first?.summary ?? "the sign-off cannot be read"
    }
  }

  private static func columns(
    _ pipeline: PipelineDefinition, _ outcome: Conversion.Outcome
  ) -> [Column] {
    let (before, after) = (
      outcome.observations.exported?.distinct ?? [], outcome.observations.treated?.distinct ?? []
    )
    var treated = after.makeIterator()
    return pipeline.fields.enumerated().map { index, field in
      Column(
        source: field.label, name: pipeline.publishedNames(of: field), privacy: field.privacy,
        treatment: field.shownTreatment, treatmentInWords: field.treatment.words,
        before: index < before.count ? before[index] : nil,
        after: field.treatment == .drop ? nil : treated.next())
    }
  }

  /// The steps, and the table of counts as the last; nil where there are none.
  private static func steps(_ pipeline: PipelineDefinition) -> [Step]? {
    var steps = pipeline.steps.map { step in
      Step(kind: step.name, columns: step.read, made: step.made, line: step.location.line)
    }
    // It comes first. What it makes is called as cells are, and is among the columns.
    if let pivot = pipeline.pivot {
      let read = pivot.keys + [pivot.name, pivot.value]
      steps.insert(
        Step(kind: "pivot", columns: read, made: [], line: pivot.location.line), at: 0)
    }
    if let aggregate = pipeline.aggregate {
      let made = aggregate.measures.map(\.name)
      steps.append(Step(kind: "aggregate", columns: aggregate.by, made: made, line: nil))
    }
    return steps.isEmpty ? nil : steps
  }

  /// SHA-256 of a file in hexadecimal digits; nil for what cannot be read again, such as a pipe.
  private static func digest(_ path: String) -> String? {
    guard let status = FileStatus(path), status.kind == .file,
      let file = FileDescriptor(path, for: .reading)
    else { return nil }
    return file.digest()?.hexadecimal
  }

  /// Writes it as HTML and as JSON to a folder, which is made.
  ///
  /// - Parameter again: Whether it takes the place of the last one of the day.
  /// - Throws: `input-output`.
  func write(to folder: String, again: Bool = false) throws(Failure) {
    try PrivateFolder.prepare(folder)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let json: Data
    do {
      json = try encoder.encode(self)
    } catch {
      throw Failure(.selfCheck, "the report for the FG cannot be written: \(error)")
    }
    let page = try PrivacyReportPage.html(self)
    let forms = [("json", Array(json) + [0x0A]), ("html", Array(page.utf8))]
    if again {
      try ReportFile.rewrite(forms, to: folder, as: dataset)
    } else {
      try ReportFile.write(forms, to: folder, as: dataset)
    }
  }
}

extension PrivacyReport.SignOff {
  fileprivate init(_ assessment: Assessment) {
    self.init(
      role: assessment.role, decision: assessment.decision.rawValue, date: assessment.date,
      validUntil: assessment.validUntil, exceptions: assessment.exceptions.map(\.rawValue),
      notes: assessment.notes)
    (decidedBy, signedAt) = (assessment.decidedBy, assessment.signedAt)
    possible = assessment.seen.isEmpty ? nil : assessment.seen.map(\.text)
    report = assessment.report
    let given = assessment.reasons.map { ($0.key.rawValue, $0.value) }
    reasons = given.isEmpty ? nil : Dictionary(given) { first, _ in first }
  }
}

extension PipelineDefinition {
  /// The published columns in which a field has a part; nil where it has none.
  fileprivate func publishedNames(of field: Field) -> String? {
    guard field.treatment != .drop else { return nil }
    guard let aggregate, !aggregate.by.contains(field.name) else { return field.name }
    let isContributor = field.name == aggregate.contributor
    let names = aggregate.measures.filter {
      $0.kind.field == field.name || isContributor && $0.kind == .contributors
    }.map(\.name)
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }
}
