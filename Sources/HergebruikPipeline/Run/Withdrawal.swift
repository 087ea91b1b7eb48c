// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel
internal import HergebruikPublish

/// Takes the data of published datasets away at once, or allows them again.
public struct Withdrawal: Sendable {
  private let project: Project
  private let date: String

  /// Makes a withdrawal on a day, `YYYY-MM-DD`.
  public init(project: Project, date: String) {
    (self.project, self.date) = (project, date)
  }

  /// Takes datasets away: their pages say since when and why, and no run publishes them.
  ///
  /// - Returns: The new generation; nil where nothing changed.
  /// - Throws: `Failure` with `dataset-unknown` for what is not published, `locked`, `input-output`.
  public func withdraw(
    _ datasets: [String], reason: LocalizedText?
  ) throws(Failure) -> String? {
    try change { builder throws(Failure) in
      for dataset in datasets {
        try builder.withdraw(dataset, .init(date: date, reason: reason))
      }
      return Set(datasets)
    }
  }

  /// Lets runs publish datasets again; until one does, their pages stay as they are.
  ///
  /// - Returns: The new generation; nil where nothing changed.
  /// - Throws: `Failure` with `dataset-unknown` for what is not withdrawn, `locked`, `input-output`.
  public func undo(_ datasets: [String]) throws(Failure) -> String? {
    try change { builder throws(Failure) in
      for dataset in datasets {
        guard var withdrawal = builder.published(dataset)?.record.withdrawal else {
          throw Failure(
            .datasetUnknown, "'\(dataset)' is not withdrawn, so there is nothing to undo",
            hint: "Withdrawn datasets have the status 'withdrawn' in the report of a run.")
        }
        withdrawal.isLifted = true
        try builder.withdraw(dataset, withdrawal)
      }
      return Set(datasets)
    }
  }

  /// Builds and publishes a generation in which all but the datasets that `edit` returns, which it withdraws, stay
  /// as they are.
  private func change(
    _ edit: (inout GenerationBuilder) throws(Failure) -> Set<String>
  ) throws(Failure) -> String? {
    let catalogue = try project.catalogue()
    let lock = try RunLock(project)
    defer { withExtendedLifetime(lock) {} }
    let store = GenerationStore(catalog: project.catalog)
    try store.cleanUp()
    var builder = try store.begin()
    do throws(Failure) {
      let edited = try edit(&builder)
      for dataset in builder.previous?.datasets ?? [] where !edited.contains(dataset.name) {
        _ = builder.carryOver(dataset.name)
      }
      let staged = try builder.stage(
        catalogue: catalogue.record, design: SiteFiles.design(project, catalogue), datasets: [],
        toolVersion: Version.current, date: date)
      guard case .published(let name) = try staged.publish(keep: catalogue.keep) else { return nil }
      return name
    } catch {
      try builder.discard()
      throw error
    }
  }
}
