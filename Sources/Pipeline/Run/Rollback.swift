// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikSystem

/// Goes back to an earlier generation of the catalogue, and holds it there until a person releases it.
///
/// What comes of it is a new generation, so that harvesters hear of it. The decision is written down first: a run that
/// comes after a kill carries it out.
package struct Rollback: Sendable {
  /// What came of it.
  package struct Outcome: Sendable {
    /// The generation that it went back to.
    package var target: String
    /// The new generation; `nil` if what is published did not change.
    package var generation: String?
    /// The datasets whose data went back.
    package var datasets: [String] = []
    /// What a person has to know: an error for each dataset that must not go back.
    package var diagnostics: [Diagnostic]
  }

  private let intervention: Intervention
  private var project: Project { intervention.project }

  package init(_ intervention: Intervention) { self.intervention = intervention }

  /// Goes back, and holds the catalogue.
  ///
  /// - Parameter name: The generation; `nil` for the one before what is published, or before the one that it went back
  ///   to last.
  /// - Throws: `Failure` with `usage-error` for a generation that is not there or has the same data; what keeps every
  ///   dataset from going back; `decisions-invalid`, `locked`, `input-output`.
  package func back(to name: String?, reason: String) throws(Failure) -> Outcome {
    var diagnostics = try Ownership.check(project)
    let lock = try intervention.lock()
    defer { withExtendedLifetime(lock) {} }
    let store = GenerationStore(catalog: project.catalog)
    diagnostics += store.cleanUp()
    // What was to be removed for good goes first: there is no way back to it.
    _ = Purge(intervention).enforce(store, &diagnostics)
    let hold = try CatalogueDecisions.read(project).hold
    let target = try self.target(name, hold, store)
    let plan = try plan(target, store)
    guard !plan.back.isEmpty else {
      let refused = plan.diagnostics.filter { $0.severity == .error }
      guard refused.isEmpty else { throw Failure(refused) }
      throw Failure(
        .usage, "the data of \(target) are what is published already",
        hint: "'hergebruik history' tells what each generation has.")
    }
    try CatalogueDecisions.update(project) {
      $0.hold = .init(
        since: intervention.moment ?? AmsterdamDate.moment(), generation: target, reason: reason)
    }
    var outcome = Outcome(target: target, diagnostics: diagnostics)
    try carryOut(plan, store, &outcome)
    return outcome
  }

  /// Lets runs publish again.
  ///
  /// - Throws: `Failure` with `usage-error` where the catalogue is not held; `decisions-invalid`, `locked`,
  ///   `input-output`.
  package func release() throws(Failure) {
    _ = try Ownership.check(project)
    let lock = try intervention.lock()
    defer { withExtendedLifetime(lock) {} }
    guard try CatalogueDecisions.read(project).hold != nil else {
      throw Failure(
        .usage, "the catalogue is not held, so there is nothing to release",
        hint: "Runs publish as they always do.")
    }
    try CatalogueDecisions.update(project) { $0.hold = nil }
  }

  /// Carries out what was decided and not done yet; the caller holds the lock.
  ///
  /// - Returns: The new generation; `nil` where all is as decided.
  func enforce(
    _ hold: CatalogueDecisions.Hold, _ store: GenerationStore, _ found: inout [Diagnostic]
  ) throws(Failure) -> String? {
    guard !hold.isDone else { return nil }
    var outcome = Outcome(target: hold.generation, diagnostics: [])
    try carryOut(try plan(try target(hold.generation, nil, store), store), store, &outcome)
    found += outcome.diagnostics
    return outcome.generation
  }

  /// The generation that is meant.
  private func target(
    _ name: String?, _ hold: CatalogueDecisions.Hold?, _ store: GenerationStore
  ) throws(Failure) -> String {
    guard let current = try store.publishedName else {
      throw Failure(.usage, "nothing is published, so there is nothing to go back to")
    }
    let names = try store.generationNames
    let last = hold?.isDone == true ? hold?.generation ?? current : current
    guard let target = name ?? names.last(where: { $0 < last }) else {
      throw Failure(
        .usage, "there is no generation before \(last) on disk",
        hint: "'keep' in catalog.yaml says how many stay.")
    }
    guard names.contains(target), target != current else {
      throw Failure(
        .usage,
        target == current
          ? "\(target) is what is published" : "there is no generation '\(target)' on disk",
        hint: "'hergebruik history' lists those that are there.")
    }
    return target
  }

  /// Publishes what was planned, and writes down that it is done.
  private func carryOut(
    _ plan: RollbackPlan, _ store: GenerationStore, _ outcome: inout Outcome
  ) throws(Failure) {
    outcome.diagnostics += plan.diagnostics
    outcome.datasets = plan.back.map(\.name)
    outcome.generation = try intervention.publish(
      plan.catalogue, store, datasets: plan.back, &outcome.diagnostics
    ) { (builder) throws(Failure) in
      (builder.issued, builder.identities) = (plan.decisions.issued, plan.decisions.identities)
      for record in plan.back { try builder.adopt(record, from: plan.folder) }
      for record in plan.stays { _ = builder.carryOver(record.name) }
      for (record, withdrawal) in plan.withdrawn { builder.withdraw(record, withdrawal) }
      return true
    }
    try CatalogueDecisions.update(project) { $0.hold?.isDone = true }
    if let published = try store.current {
      outcome.diagnostics += try DecisionBook(project).record(published, in: project)
    }
  }

  private func plan(_ target: String, _ store: GenerationStore) throws(Failure) -> RollbackPlan {
    try RollbackPlan(project, target, store, date: intervention.date)
  }
}

extension CatalogueDecisions.Hold {
  /// That the catalogue is held: since when, why, and how that ends.
  var told: Diagnostic {
    Diagnostic(
      .catalogueHeld, severity: .warning, at: .init(file: "pipelines/decisions.yaml"),
      "the catalogue is held since \(since), and shows what \(generation) had: \(reason)",
      hint: "Nothing new is published; this run only tried. To let runs publish again:\n"
        + "hergebruik rollback --release")
  }
}
