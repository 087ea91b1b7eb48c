// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
package import HergebruikFormat
package import HergebruikModel
internal import HergebruikPublish

/// Takes the data of published datasets away at once, or allows them again.
///
/// The decision is written beside the pipeline first: whatever happens then, no run publishes the data.
package struct Withdrawal: Sendable {
  /// What came of it.
  package struct Outcome: Sendable {
    /// The new generation; nil where what is published did not change.
    package var generation: String?
    /// What else a person should know.
    package var warnings: [Diagnostic]
  }

  private let intervention: Intervention
  private var project: Project { intervention.project }

  package init(_ intervention: Intervention) { self.intervention = intervention }

  /// Takes datasets away: their pages say since when and why, and no run publishes them.
  ///
  /// - Throws: `Failure` with `dataset-unknown` for what was never published; `locked` where another run goes on for
  ///   too long, which withdraws them at its end; `input-output`.
  package func withdraw(_ datasets: [String], reason: LocalizedText?) throws(Failure) -> Outcome {
    var outcome = Outcome(generation: nil, warnings: try Ownership.check(project))
    try checkPublished(datasets)
    for dataset in datasets {
      try DecisionBook.update(dataset, in: project, isAnew: true) {
        $0.withdrawal = .init(date: intervention.date, reason: reason)
      }
    }
    do throws(Failure) {
      try carryOut(&outcome)
    } catch {
      throw Self.decided(datasets, error)
    }
    return outcome
  }

  /// Takes away what is decided on.
  private func carryOut(_ outcome: inout Outcome) throws(Failure) {
    let lock = try intervention.lock()
    defer { withExtendedLifetime(lock) {} }
    let store = GenerationStore(catalog: project.catalog)
    outcome.warnings += store.cleanUp()
    outcome.generation = try enforce(
      try project.catalogue(), DecisionBook(project), store, &outcome.warnings)
    if let published = try store.current {
      outcome.warnings += try DecisionBook(project).record(published, in: project)
    }
  }

  /// What stands in the way of taking data away that are withdrawn already.
  private static func decided(_ datasets: [String], _ failure: Failure) -> Failure {
    let names = datasets.joined(separator: ", ")
    return Failure(
      failure.diagnostics.map { found in
        var told = found
        if found.code == .locked {
          told.hint =
            "It is decided, and no run publishes \(names) from now on: the one under way takes the data away at its end. "
            + "To do so at once, end it and give this command again."
        } else {
          told.summary +=
            "; it is decided that \(names) is withdrawn, and the data are not taken away yet"
        }
        return told
      })
  }

  /// Lets runs publish datasets again; until one does, their pages stay as they are.
  ///
  /// - Throws: `Failure` with `dataset-unknown` for what is not withdrawn, `decisions-invalid`, `locked`,
  ///   `input-output`.
  package func undo(_ datasets: [String]) throws(Failure) -> Outcome {
    var outcome = Outcome(generation: nil, warnings: try Ownership.check(project))
    let catalogue = try project.catalogue()
    let lock = try intervention.lock()
    defer { withExtendedLifetime(lock) {} }
    let store = GenerationStore(catalog: project.catalog)
    outcome.warnings += store.cleanUp()
    let book = try DecisionBook(project)
    let published = try store.current
    var lifted: [String: DatasetRecord.Withdrawal] = [:]
    for dataset in datasets {
      if let problems = book.problems[dataset] { throw Failure(problems) }
      let record = published?.dataset(dataset)
      guard let withdrawal = book.withdrawal(of: dataset, published: record) else {
        throw Failure(
          .datasetUnknown, "'\(dataset)' is not withdrawn, so there is nothing to undo",
          hint: "Withdrawn datasets have the status 'withdrawn' in the report of a run.")
      }
      if record?.withdrawal != nil {
        lifted[dataset] = withdrawal
        lifted[dataset]?.isLifted = true
      }
    }
    // What is published first: killed in between, all is withdrawn still.
    if !lifted.isEmpty {
      outcome.generation = try publish(lifted, catalogue, store, &outcome.warnings)
    }
    for dataset in datasets {
      try DecisionBook.update(dataset, in: project) { $0.withdrawal = nil }
    }
    return outcome
  }

  /// Takes away what is decided on and still published; the caller holds the lock.
  ///
  /// - Returns: The new generation; nil where all is as decided.
  func enforce(
    _ catalogue: CatalogueDefinition, _ book: DecisionBook, _ store: GenerationStore,
    _ warnings: inout [Diagnostic]
  ) throws(Failure) -> String? {
    guard let published = try store.current else { return nil }
    var open: [String: DatasetRecord.Withdrawal] = [:]
    for record in published.datasets {
      guard let decided = book.datasets[record.name]?.withdrawal, decided != record.withdrawal
      else { continue }
      open[record.name] = decided
    }
    guard !open.isEmpty else { return nil }
    return try publish(open, catalogue, store, &warnings)
  }

  /// Publishes a generation with these withdrawals, in which all else stays as it is.
  private func publish(
    _ withdrawals: [String: DatasetRecord.Withdrawal], _ catalogue: CatalogueDefinition,
    _ store: GenerationStore, _ warnings: inout [Diagnostic]
  ) throws(Failure) -> String? {
    try intervention.publish(catalogue, store, &warnings) { builder in
      for record in builder.previous?.datasets ?? [] {
        if let withdrawal = withdrawals[record.name] {
          builder.withdraw(record, withdrawal)
        } else {
          _ = builder.carryOver(record.name)
        }
      }
      return true
    }
  }

  private func checkPublished(_ datasets: [String]) throws(Failure) {
    var known: Set<String> = []
    do throws(Failure) {
      known = Set(try GenerationStore(catalog: project.catalog).current?.datasets.map(\.name) ?? [])
    } catch {
      // What is published cannot be read: then it may be anything of the project. The same is told again later.
      known = Set(try project.datasetNames())
    }
    for dataset in datasets where !known.contains(dataset) {
      if Names.isSlug(dataset), try DatasetDecisions.read(dataset, in: project)?.issued != nil {
        continue
      }
      throw Failure(
        .datasetUnknown, "'\(dataset)' is not published, so there is nothing to withdraw",
        hint: Suggestion.hint(for: dataset, among: known.sorted()))
    }
  }
}
