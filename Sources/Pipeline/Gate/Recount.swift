// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikExtract
internal import HergebruikModel
internal import HergebruikTreatment

/// The classes of a table as it was written, counted again in the file itself: so a fault of what made
/// it cannot slip through.
struct Recount {
  /// The figures of the written table.
  let figures: AnonymityFigures
  /// Rows in classes that do not satisfy what is asked.
  let failing: Int

  /// Reads the table back.
  ///
  /// - Throws: `Failure` where it cannot be read, or cannot be counted in the memory of the run.
  init(_ subject: GateSubject, _ asked: PipelineDefinition.Anonymity) throws(Failure) {
    guard let file = subject.record.table else {
      throw Failure(.selfCheck, at: .init(file: subject.folder), "there is no table to count")
    }
    let path = "\(subject.folder)/\(file.fileName)"
    let table = try CSVExtractor.own(path, scratch: subject.scratch)
    var request = TransformPlan.Request(
      fields: subject.record.fields.map(Self.field), domain: "", classes: asked.gateQuestion)
    request.isCensus = true
    let binding = try ColumnBinding(
      fields: request.fields, header: table.header, width: table.width, match: .exact, file: path)
    let job = Conversion.Job(
      table: table, plan: try TransformPlan(request, key: nil), binding: binding,
      errorLimit: .rows(0), order: .source, outputs: [], quarantine: "", scratch: subject.scratch,
      memory: subject.memory, workers: subject.workers)
    let (census, _) = try ClassCensus.counted(job) { _, _ in }
    failing = try census.suppression(for: asked.requirement(of: census.fields)).rows
    figures = try census.figures(safeSize: asked.minimum)
  }

  /// A published field, read as it is; of sensitive ones it matters whether they hold numbers.
  private static func field(_ published: PublishedField) -> Field {
    let isNumeric =
      published.privacy == .sensitive && ["integer", "number"].contains(published.type)
    return Field(
      source: published.name, name: published.name,
      type: isNumeric ? .number(NumberFormat()) : .any, privacy: published.privacy,
      treatment: .keep)
  }
}
