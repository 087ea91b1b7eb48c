// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDisclosure
package import HergebruikFormat
package import HergebruikModel
internal import HergebruikSystem
internal import HergebruikTreatment

/// How well hidden the persons of a dataset would be, were it published now; nothing is.
///
/// Needs no key: pseudonyms are made with a random one that is thrown away.
package struct RiskAssessment: Sendable {
  /// The dataset.
  package let dataset: String
  /// The published quasi-identifiers, in order.
  package let quasi: [String]
  /// The figures of what would be published.
  package let figures: AnonymityFigures
  /// What a person should know: rows that would be refused, or that the run itself would be.
  package let warnings: [Diagnostic]

  /// The safe size where the pipeline file asks for no k: what Statistics Netherlands publishes at.
  fileprivate static let safeSize = 5

  /// Reads the one dataset of the options, and counts.
  ///
  /// - Parameter population: a CSV file of the population; nil where there is none.
  /// - Throws: `Failure` with everything that would stop a run before its output is looked at.
  package init(_ options: RunOptions, population file: String?) throws(Failure) {
    let project = try Project(directory: options.project, formats: options.formats)
    let definitions = try ProjectDefinitions(project, asked: options.datasets)
    guard let pipeline = definitions.pipelines.first else {
      throw Failure(definitions.diagnostics)
    }
    guard pipeline.aggregate == nil else {
      throw Failure(
        .usage, at: .init(file: pipeline.file),
        "'\(pipeline.name)' is published as a table of counts, so no row of it is about one person",
        hint:
          "'hergebruik run --dry-run \(pipeline.name)' checks its cells; the report for the FG shows them."
      )
    }
    let quasi = pipeline.publishedFields.filter { $0.privacy == .quasi }.map(\.name)
    var population: Population?
    if let file {
      population = try Population(csv: TextFile.read(file, shown: file), fields: quasi, file: file)
    }
    let others = try Ownership.check(project)
    let workspace = try Workspace(project, preview: ThisProcess.number)
    let run = DatasetRun(options: options, project: project, workspace: workspace)
    do throws(Failure) {
      let assessed = try run.assess(pipeline, population)
      (figures, warnings) = (assessed.0, others + assessed.1)
    } catch {
      try workspace.remove()
      throw error
    }
    try workspace.remove()
    (dataset, self.quasi) = (pipeline.name, quasi)
  }
}

extension DatasetRun {
  /// The figures of what would be published, and what a person should know.
  fileprivate func assess(
    _ pipeline: PipelineDefinition, _ population: Population?
  ) throws(Failure) -> (AnonymityFigures, [Diagnostic]) {
    let source = try open(pipeline)
    let progress: (Int, Int) -> Void = { rows, bytes in
      options.progress?(pipeline.name, rows, bytes, source.totalBytes)
    }
    let job = try job(pipeline, source)
    switch pipeline.anonymity {
    case let asked? where asked.method.choosesFromCombinations:
      let found = try Combinations(job, asked, try pipeline.hierarchies(), progress: progress)
      let choice = try found.choose()
      let refusal = choice == nil ? [found.refusal(pipeline).asWarning] : []
      return (
        try found.figures(choice, job, population: population),
        (found.outcome.warnings + refusal).stamped(pipeline.name)
      )
    default:
      let (census, outcome) = try ClassCensus.counted(job, progress: progress)
      let (suppressed, refusal) = try suppression(census, pipeline)
      let figures = try census.figures(
        suppressed: suppressed, population: population,
        safeSize: pipeline.anonymity?.minimum ?? RiskAssessment.safeSize)
      return (figures, (outcome.warnings + [refusal].compactMap(\.self)).stamped(pipeline.name))
    }
  }

  /// A job that counts classes and the values of all sensitive fields, with a key of its own.
  private func job(
    _ pipeline: PipelineDefinition, _ source: any SourceTable
  ) throws(Failure) -> Conversion.Job {
    let binding = try bind(pipeline, source)
    let sensitive = Set(
      pipeline.publishedFields.filter { $0.privacy == .sensitive }.map(\.name)
    ).union(pipeline.anonymity?.sensitive.keys.map(\.self) ?? [])
    let census = TransformPlan.Census(
      of: pipeline.anonymity?.question(about: sensitive) ?? .values(of: sensitive),
      codes: try pipeline.codeTables())
    var random = SystemRandomNumberGenerator()
    let key = (0..<PseudonymKey.size).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
    let plan = try unsafe TransformPlan(
      pipeline.countedTable, for: .census(census), key: key.span.bytes)
    return Conversion.Job(
      table: source, plan: plan, binding: binding, errorLimit: pipeline.expectations.errorLimit,
      allowsEmpty: pipeline.expectations.allowsEmpty, order: pipeline.publication.order,
      outputs: [],
      quarantine: "", scratch: scratch, memory: options.memory, workers: options.jobs)
  }

  /// What a run would leave out, and why it would refuse; nothing where no k is asked for.
  private func suppression(
    _ census: ClassCensus, _ pipeline: PipelineDefinition
  ) throws(Failure) -> (Suppression, Diagnostic?) {
    guard let asked = pipeline.anonymity else { return (.none, nil) }
    let suppressed = try census.suppression(for: asked.requirement(of: census.fields))
    let refusal = refusal(suppressed, asked, pipeline)?.asWarning
    return (asked.method == .suppress ? suppressed : .none, refusal)
  }
}
