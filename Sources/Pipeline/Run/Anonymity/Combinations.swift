// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDisclosure
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikTreatment

/// The distinct combinations of quasi-identifiers and sensitive values of a table, from a pass over it, and what
/// can be chosen from them.
struct Combinations {
  /// What becomes of a table.
  struct Choice {
    /// The combinations as they are published, without those that are left out.
    var released: CodedTable
    var suppressed: Suppression
    /// The sum of the keys of all rows in the second pass.
    var classSum: UInt64
    /// The level of each field that has a hierarchy.
    var levels: [String: Int] = [:]
    /// The same for people; nil where no levels are chosen.
    var generalisation: Generalisation?
    /// What classes become; nil where they stay as they are.
    var parts: PartTable?
  }

  /// The quasi-identifiers, then the sensitive fields.
  let table: CodedTable
  /// What came of the pass.
  let outcome: CensusPass.Outcome
  private let asked: PipelineDefinition.Anonymity
  private let quasi: [String]
  private let orders: [Mondrian.Order]
  private let sensitive: [SensitiveField]
  private let hierarchies: [String: Hierarchy]

  /// Goes through a table, whose plan must ask for combinations.
  ///
  /// - Throws: `memory-exceeded` where they do not fit in the memory of the job.
  init(
    _ job: Conversion.Job, _ asked: PipelineDefinition.Anonymity,
    _ hierarchies: [String: Hierarchy], progress: (_ rows: Int, _ bytes: Int) -> Void
  ) throws(Failure) {
    (self.asked, self.hierarchies) = (asked, hierarchies)
    (quasi, sensitive) = (job.plan.quasiFields, job.plan.sensitiveFields)
    orders = job.plan.quasiOrders
    let levels = quasi.map { hierarchies[$0]?.levels ?? 1 }.reduce(0, +)
    let census = CombinationCensus(
      quasi: quasi, sensitive: sensitive, memory: job.memory,
      bytesPerRow: 128 + 4 * (3 * (quasi.count + sensitive.count) + levels))
    let pass = try CensusPass(job) { result throws(Failure) in try census.add(result.classes) }
    outcome = try pass.run(progress: progress)
    table = census.table()
  }

  private var sensitiveColumns: [(column: Int, isNumeric: Bool)] {
    sensitive.enumerated().map { (quasi.count + $0.offset, $0.element.isNumeric) }
  }

  /// The best of what satisfies the requirement; nil where nothing does.
  ///
  /// - Parameter kept: The levels of the last release: as long as they satisfy it they stay, so that nobody who has both
  ///   sees in which narrower group a person was.
  /// - Throws: `invalid-value` where there are too many combinations of levels.
  func choose(keeping kept: [String: Int]? = nil) throws(Failure) -> Choice? {
    asked.method == .mondrian ? parts() : try levels(keeping: kept)
  }

  private func parts() -> Choice? {
    let mondrian = Mondrian(
      table, quasi: Array(zip(quasi.indices, orders)), sensitive: sensitiveColumns,
      requirement: asked.requirement(of: sensitive))
    guard let released = mondrian.release() else { return nil }
    return Choice(
      released: released, suppressed: .none, classSum: outcome.classSum,
      parts: PartTable(table, released: released, quasi: quasi.count))
  }

  private func levels(keeping kept: [String: Int]?) throws(Failure) -> Choice? {
    let domain = try FullDomain(
      table, quasi: quasi.enumerated().map { ($0.offset, hierarchies[$0.element]) },
      sensitive: sensitiveColumns, requirement: asked.requirement(of: sensitive),
      limit: asked.limit.most(of: table.total))
    var known: FullDomain.Node?
    if let kept, let levels = placed(kept) { known = try domain.node(levels) }
    if known == nil { known = try domain.search().best }
    guard let best = known else { return nil }
    let (suppressed, classSum) = try domain.suppression(best.levels)
    var levels: [Generalisation.Level] = []
    for (name, level) in zip(quasi, best.levels) {
      guard let hierarchy = hierarchies[name] else { continue }
      levels.append(.init(field: name, level: level, highest: hierarchy.levels - 1))
    }
    return Choice(
      released: try domain.release(best.levels), suppressed: suppressed, classSum: classSum,
      levels: Dictionary(levels.map { ($0.field, $0.level) }) { first, _ in first },
      generalisation: Generalisation(levels: levels, loss: best.loss))
  }

  /// The levels of the last release, one for each quasi-identifier; nil where the hierarchies are other ones now.
  private func placed(_ kept: [String: Int]) -> [Int]? {
    guard Set(kept.keys) == Set(quasi.filter { hierarchies[$0] != nil }) else { return nil }
    let levels = quasi.map { name in hierarchies[name] == nil ? 0 : kept[name] ?? -1 }
    let isInside = zip(quasi, levels).allSatisfy { name, level in
      (0..<(hierarchies[name]?.levels ?? 1)).contains(level)
    }
    return isInside ? levels : nil
  }

  /// The figures of what is published, or where nothing was chosen of the table as it is.
  func figures(
    _ choice: Choice?, _ job: Conversion.Job, population: Population? = nil
  ) throws(Failure) -> AnonymityFigures {
    let census = try (choice?.released ?? table).census(
      quasi: Array(quasi.indices), sensitive: sensitiveColumns, memory: job.memory,
      folder: job.scratch)
    var figures = try census.figures(population: population, safeSize: asked.minimum)
    figures.suppressedRows = choice?.suppressed.rows ?? 0
    figures.generalisation = choice?.generalisation
    return figures
  }

  /// Why nothing may be published, where nothing could be chosen.
  func refusal(_ pipeline: PipelineDefinition) -> Diagnostic {
    guard asked.method == .generalise else {
      return Diagnostic(
        .kAnonymity, at: .init(file: pipeline.file),
        "all \(table.total) rows together do not satisfy \(asked.words); what was published stays as it is",
        hint: "Ask less of k or l: no division of the rows can be better than the whole.")
    }
    return Diagnostic(
      .kAnonymity, at: .init(file: pipeline.file),
      "no levels of \(quasi.filter { hierarchies[$0] != nil }.joined(separator: ", ")) satisfy \(asked.words) with at "
        + "most \(asked.limit.words) of \(table.total) rows left out; what was published stays as it is",
      hint: "Raise 'limit', give the hierarchies a higher level such as *, or drop a field.")
  }
}
