// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikSystem

/// Removes data for good: from every generation, kept version, report, quarantine and other state of the project.
///
/// The decision is written down first, so a killed removal is completed by the next command. What went is told by numbers.
package struct Purge: Sendable {
  /// What came of it.
  package struct Outcome: Sendable {
    /// The new generation; `nil` if nothing of it was online.
    package var generation: String?
    /// What went, by numbers.
    package var removed = ""
    /// What a person has to know.
    package var diagnostics: [Diagnostic]
  }

  private let intervention: Intervention
  private var project: Project { intervention.project }

  package init(_ intervention: Intervention) { self.intervention = intervention }

  /// Removes a dataset, an earlier version of one, or a generation.
  ///
  /// - Parameters:
  ///   - what: `bomen`, `bomen/2026-11-01` or the name of a generation.
  ///   - reason: Why, in Dutch, for the page; `nil` to complete what was decided before.
  /// - Throws: `Failure` with `usage-error` and `dataset-unknown` for what is not there, or is online; `locked`, and
  ///   `input-output` where it is decided and not all of it went.
  package func remove(_ what: String, reason: String?) throws(Failure) -> Outcome {
    var outcome = Outcome(diagnostics: try Ownership.check(project))
    let store = GenerationStore(catalog: project.catalog)
    let isOpen = try CatalogueDecisions.read(project).purges.contains {
      $0.what == what && $0.removed == nil
    }
    if !isOpen {
      guard let reason else {
        throw Failure(
          .usage, "nobody said why '\(what)' is removed",
          hint: "Say why: --reason \"…\". The page of the dataset shows it.")
      }
      try PurgeTarget(what, store).check(project, store)
      // First of all: a run that is under way removes it at its end, whatever becomes of this.
      let purge = CatalogueDecisions.Purge(
        moment: intervention.moment ?? AmsterdamDate.moment(), what: what, reason: reason)
      try CatalogueDecisions.update(project) { $0.purges.append(purge) }
    }
    do throws(Failure) {
      let lock = try intervention.lock()
      defer { withExtendedLifetime(lock) {} }
      outcome.diagnostics += store.cleanUp()
      try enforce(store, begun: isOpen, &outcome)
    } catch {
      throw Self.decided(what, error)
    }
    return outcome
  }

  /// What stands in the way of removing what is decided on.
  private static func decided(_ what: String, _ failure: Failure) -> Failure {
    Failure(
      failure.diagnostics.map { found in
        var told = found
        told.summary += "; it is decided that '\(what)' is removed, and not all of it is gone yet"
        if found.code == .locked {
          told.hint =
            "The run that is under way removes it at its end. To do so at once, end it and give this command again."
        }
        return told
      })
  }

  /// Removes what is decided on and still there; the caller holds the lock.
  ///
  /// - Parameter begun: Whether an earlier command may have removed some of it.
  func enforce(
    _ store: GenerationStore, begun: Bool, _ outcome: inout Outcome
  ) throws(Failure) {
    for purge in try CatalogueDecisions.read(project).purges where purge.removed == nil {
      let target = try PurgeTarget(purge.what, store)
      outcome.generation = try takeOffline(target, purge, store, &outcome) ?? outcome.generation
      var counts = PurgeCounts(isRest: begun)
      let condemned = try target.condemned(store)
      for name in try condemned.generations(in: store) {
        try store.removeForGood(name)
        counts.generations += 1
      }
      try PrivateRemains(project).remove(of: condemned.datasets(of: target), &counts)
      if case .generation(let name) = target, try store.generationNames.contains(name) {
        try store.removeForGood(name)
        counts.generations += 1
      }
      outcome.removed = counts.words
      try CatalogueDecisions.update(project) { decisions in
        for index in decisions.purges.indices
        where decisions.purges[index].moment == purge.moment
          && decisions.purges[index].what == purge.what
        {
          decisions.purges[index].removed = counts.words
        }
      }
    }
  }

  /// The same within a run, which goes on whatever comes of it.
  ///
  /// - Returns: The new generation; `nil` if nothing of it was online.
  func enforce(_ store: GenerationStore, _ found: inout [Diagnostic]) -> String? {
    var outcome = Outcome(diagnostics: [])
    do throws(Failure) {
      try enforce(store, begun: true, &outcome)
    } catch {
      outcome.diagnostics += error.diagnostics
    }
    found += outcome.diagnostics
    return outcome.generation
  }

  /// Publishes the catalogue without what is to go.
  ///
  /// - Returns: The new generation; `nil` if nothing of it is online.
  private func takeOffline(
    _ target: PurgeTarget, _ purge: CatalogueDecisions.Purge, _ store: GenerationStore,
    _ outcome: inout Outcome
  ) throws(Failure) -> String? {
    let catalogue = try project.catalogue()
    if case .dataset(let name, let isPublished) = target {
      guard isPublished else { return nil }
      try DecisionBook.update(name, in: project, isAnew: true) { decisions in
        let since = decisions.withdrawal?.date ?? intervention.date
        decisions.withdrawal = .init(date: since, reason: LocalizedText(nl: purge.reason))
        decisions.withdrawal?.isPurged = true
      }
      return try Withdrawal(intervention).enforce(
        catalogue, DecisionBook(project), store, &outcome.diagnostics)
    }
    let condemned = try target.condemned(store)
    return try intervention.publish(catalogue, store, &outcome.diagnostics) { builder in
      for record in builder.previous?.datasets ?? [] {
        _ = builder.carryOver(record.name)
        let gone = (record.versions ?? []).filter {
          condemned.has($0.distributions, of: record.name)
        }
        guard !gone.isEmpty else { continue }
        builder.drop(
          gone.map {
            .init(
              date: $0.date, removed: intervention.date, reason: LocalizedText(nl: purge.reason))
          }, of: record.name)
      }
      return !builder.dropped.isEmpty
    }
  }
}
