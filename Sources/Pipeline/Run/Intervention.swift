// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
package import HergebruikFormat
package import HergebruikModel
internal import HergebruikPublish

/// What a person decides about what is published, between runs or while one is under way: when, and how long it waits.
package struct Intervention: Sendable {
  let project: Project
  /// The day, `YYYY-MM-DD`.
  let date: String
  /// The moment in UTC; `nil` if only the day is to be told.
  let moment: String?
  private let patience: Int
  private let waiting: @Sendable () -> Void

  /// Makes one.
  ///
  /// - Parameters:
  ///   - date: The day, `YYYY-MM-DD`.
  ///   - moment: The moment, in UTC; `nil` if only the day is to be told.
  ///   - patience: How long to wait for a run that is under way, in seconds.
  ///   - waiting: Called once where that is needed.
  package init(
    project: Project, date: String, moment: String?, patience: Int = 60,
    waiting: @escaping @Sendable () -> Void = {}
  ) {
    (self.project, self.date, self.moment) = (project, date, moment)
    (self.patience, self.waiting) = (patience, waiting)
  }

  /// Takes the project's lock.
  ///
  /// - Throws: `locked` where a run goes on for too long, `input-output`.
  func lock() throws(Failure) -> RunLock {
    try RunLock.wait(for: project, patience: patience, waiting)
  }

  /// Publishes a generation; the caller holds the lock.
  ///
  /// - Parameters:
  ///   - datasets: Those that are built anew, as they are to be described.
  ///   - fill: Says what stays and what goes; false where there is nothing to publish.
  /// - Returns: The new generation; `nil` if what is published did not change.
  func publish(
    _ catalogue: CatalogueDefinition, _ store: GenerationStore, datasets: [DatasetRecord] = [],
    _ warnings: inout [Diagnostic],
    _ fill: (inout GenerationBuilder) throws(Failure) -> Bool
  ) throws(Failure) -> String? {
    var builder = try store.begin()
    builder.moment = moment
    do throws(Failure) {
      guard try fill(&builder) else {
        try builder.discard()
        return nil
      }
      let staged = try builder.stage(
        catalogue: catalogue.record, design: SiteFiles.design(project, catalogue),
        datasets: datasets, toolVersion: Version.current, date: date)
      guard case .published(let name) = try staged.publish(keep: catalogue.keep, &warnings) else {
        return nil
      }
      return name
    } catch {
      try builder.discard()
      throw error
    }
  }
}
