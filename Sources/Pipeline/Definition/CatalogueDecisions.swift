// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// What was decided about the catalogue as a whole: `pipelines/decisions.yaml`.
///
/// It stands in version control beside the pipelines, so that no lost catalogue undoes it.
package struct CatalogueDecisions: Equatable, Sendable {
  /// That runs publish nothing until a person says so.
  package struct Hold: Equatable, Sendable {
    /// Since when, in UTC: `2026-11-29T07:05:00Z`.
    package var since: String
    /// The generation that the catalogue goes back to.
    package var generation: String
    /// Why.
    package var reason: String
    /// Whether the catalogue went back already.
    package var isDone: Bool

    /// Makes one that is to be carried out.
    package init(since: String, generation: String, reason: String) {
      (self.since, self.generation, self.reason) = (since, generation, reason)
      isDone = false
    }
  }

  /// That something is removed for good.
  package struct Purge: Equatable, Sendable {
    /// When it was decided, in UTC.
    package var moment: String
    /// What: `bomen`, `bomen/2026-11-01` or the name of a generation.
    package var what: String
    /// Why.
    package var reason: String
    /// What went, by numbers alone; `nil` if it still has to go.
    package var removed: String?

    /// Makes one that is to be carried out.
    package init(moment: String, what: String, reason: String) {
      (self.moment, self.what, self.reason) = (moment, what, reason)
    }
  }

  /// That the catalogue is held; `nil` where runs publish.
  package var hold: Hold?
  /// What was removed, and is to be removed, in the order of the decisions.
  package var purges: [Purge] = []

  /// The file.
  package static func path(_ project: Project) -> String {
    project.path("pipelines/decisions.yaml")
  }

  /// Reads the decisions; none where there is no file.
  ///
  /// - Throws: `decisions-invalid` with the first problem of the file, `input-output`.
  package static func read(_ project: Project) throws(Failure) -> CatalogueDecisions {
    try DecisionFile.read(
      path(project), about: "the catalogue", until: "nothing is published.", parse) ?? .init()
  }

  /// Changes the decisions on disk; nothing is written where nothing changes.
  ///
  /// - Throws: `decisions-invalid`, `usage-error` for a text that cannot be written down, `input-output`.
  package static func update(
    _ project: Project, _ edit: (inout CatalogueDecisions) -> Void
  ) throws(Failure) {
    let lock = try DecisionBook.lock(project)
    defer { withExtendedLifetime(lock) {} }
    let known = try read(project)
    var next = known
    edit(&next)
    guard next != known else { return }
    let path = path(project)
    try DecisionFile.check(next, as: next.yaml, path, parse)
    try WholeFile.write(next.yaml, to: path, mode: 0o644)
  }

  /// Reads the text of the file.
  ///
  /// - Throws: `Failure` with every problem.
  static func parse(_ text: String, _ file: String) throws(Failure) -> CatalogueDecisions {
    let problems = ConfigProblems(file: file)
    var decisions = CatalogueDecisions()
    if let root = YAMLDocument.parse(text, problems: problems),
      var reader = ConfigReader(root, what: "the file", problems: problems),
      reader.checkVersion(upTo: FileFormat.decisions, problems: problems)
    {
      if var group = reader.mapping("held") {
        let since = moment("since", &group)
        let generation = group.requiredString("generation")
        let reason = group.requiredString("reason")
        let isDone = group.boolean("done")
        group.finish()
        if let since, let generation, let reason {
          var hold = Hold(since: since, generation: generation, reason: reason)
          hold.isDone = isDone ?? false
          decisions.hold = hold
        }
      }
      decisions.purges = (reader.sequence("purged") ?? []).compactMap { purge($0, problems) }
      reader.finish()
    }
    try problems.throwIfAny()
    return decisions
  }

  private static func purge(_ node: ConfigNode, _ problems: ConfigProblems) -> Purge? {
    guard var group = ConfigReader(node, what: "a removal", problems: problems) else { return nil }
    defer { group.finish() }
    let removed = group.string("removed")
    guard let moment = moment("moment", &group), let what = group.requiredString("what"),
      let reason = group.requiredString("reason")
    else { return nil }
    var purge = Purge(moment: moment, what: what, reason: reason)
    purge.removed = removed
    return purge
  }

  private static func moment(_ key: String, _ reader: inout ConfigReader) -> String? {
    guard let moment = reader.requiredString(key) else { return nil }
    guard AmsterdamDate.isValidMoment(moment) else {
      reader.invalid(
        key, "'\(key)' must be a moment in UTC", hint: "Write it as 2026-11-29T07:05:00Z.")
      return nil
    }
    return moment
  }

  /// The text of the file.
  var yaml: String {
    var text = YAMLWriter.comment(
      "What was decided about the catalogue as a whole. Written by 'hergebruik rollback' and 'hergebruik purge': keep "
        + "it in version control. Only 'hergebruik rollback --release' ends a hold.")
    text += "version: \(FileFormat.decisions)\n"
    if let hold {
      text += "# No run publishes anything.\nheld:\n"
      text += "  since: \(YAMLWriter.quoted(hold.since))\n"
      text += "  generation: \(YAMLWriter.quoted(hold.generation))\n"
      text += "  reason: \(YAMLWriter.quoted(hold.reason))\n"
      text += "  done: \(hold.isDone)\n"
    }
    if !purges.isEmpty {
      text += "# Removed for good; what has no 'removed' is to be removed yet.\npurged:\n"
    }
    for purge in purges {
      text += "  - moment: \(YAMLWriter.quoted(purge.moment))\n"
      text += "    what: \(YAMLWriter.quoted(purge.what))\n"
      text += "    reason: \(YAMLWriter.quoted(purge.reason))\n"
      if let removed = purge.removed { text += "    removed: \(YAMLWriter.quoted(removed))\n" }
    }
    return text
  }
}
