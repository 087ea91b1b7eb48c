// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
internal import HergebruikSystem

/// What was decided and promised about a dataset: `pipelines/NAME/decisions.yaml`.
///
/// It stands beside the pipeline, in version control, so that a lost or restored catalogue undoes no decision.
package struct DatasetDecisions: Equatable, Sendable {
  /// The day of first publication, `YYYY-MM-DD`; nil where it was not published yet.
  package var issued: String?
  /// Its address in RDF and its identifier, as they were published first.
  package var identity = DatasetIdentity()
  /// The highest major version that was published; nil where none was stated.
  var publishedVersion: Int?
  /// When and why its data were taken away; nil where they may be published.
  package var withdrawal: DatasetRecord.Withdrawal?

  /// The file of a dataset.
  static func path(_ dataset: String, in project: Project) -> String {
    project.path("pipelines/\(dataset)/decisions.yaml")
  }

  /// Reads the decisions of a dataset; nil where there are none.
  ///
  /// - Throws: `decisions-invalid` with the first problem of the file, `input-output`.
  package static func read(_ dataset: String, in project: Project) throws(Failure)
    -> DatasetDecisions?
  {
    try DecisionFile.read(
      path(dataset, in: project), about: "this dataset",
      until: "nothing of the dataset is published anew. To take its data away:\n"
        + "hergebruik withdraw \(dataset)",
      parse)
  }

  /// Reads the text of the file.
  ///
  /// - Throws: `Failure` with every problem.
  static func parse(_ text: String, _ file: String) throws(Failure) -> DatasetDecisions {
    let problems = ConfigProblems(file: file)
    var decisions = DatasetDecisions()
    if let root = YAMLDocument.parse(text, problems: problems),
      var reader = ConfigReader(root, what: "the file", problems: problems),
      reader.checkVersion(upTo: FileFormat.decisions, problems: problems)
    {
      decisions.issued = day("issued", &reader)
      decisions.identity = DatasetIdentity(
        uri: reader.string("uri"), identifier: reader.string("identifier"))
      decisions.publishedVersion = reader.integer("publishedVersion", in: 1...Int.max)
      if reader.names.contains("withdrawn") {
        if var group = reader.mapping("withdrawn") {
          if !group.names.contains("date") { group.missing("date") }
          let date = day("date", &group)
          let reason = group.localized("reason", problems: problems)
          let isPurged = group.boolean("purged")
          group.finish()
          decisions.withdrawal = date.map { .init(date: $0, reason: reason) }
          decisions.withdrawal?.isPurged = isPurged == true ? true : nil
        }
      }
      reader.finish()
    }
    try problems.throwIfAny()
    return decisions
  }

  private static func day(_ key: String, _ reader: inout ConfigReader) -> String? {
    guard let day = reader.string(key) else { return nil }
    guard AmsterdamDate.isValid(day) else {
      reader.invalid(key, "'\(key)' must be a day that exists", hint: "Write it as 2026-11-28.")
      return nil
    }
    return day
  }

  /// The text of the file.
  var yaml: String {
    var text = YAMLWriter.comment(
      "What was decided and promised about this dataset. Written by 'hergebruik run' and 'hergebruik withdraw': keep it "
        + "in version control with pipeline.yaml. Only 'hergebruik withdraw NAME --undo' ends a withdrawal."
    )
    text += "version: \(FileFormat.decisions)\n"
    if let issued {
      text += "# The day of first publication.\nissued: \(YAMLWriter.quoted(issued))\n"
    }
    if let uri = identity.uri {
      text += "# What portals know it by; it stays where the catalogue moves.\n"
      text += "uri: \(YAMLWriter.quoted(uri))\n"
    }
    if let identifier = identity.identifier {
      text += "identifier: \(YAMLWriter.quoted(identifier))\n"
    }
    if let publishedVersion {
      text += "# The highest 'metadata: {version: …}' that was published.\n"
      text += "publishedVersion: \(publishedVersion)\n"
    }
    if let withdrawal {
      text += "withdrawn:\n  date: \(YAMLWriter.quoted(withdrawal.date))\n"
      if let reason = withdrawal.reason {
        text += "  reason:\n"
        for (tag, words) in reason.tagged { text += "    \(tag): \(YAMLWriter.quoted(words))\n" }
      }
      if withdrawal.isPurged == true { text += "  purged: true\n" }
    }
    return text
  }

  /// The same with what a published record knows and these decisions do not: its first day, its version, and that it
  /// was withdrawn.
  ///
  /// - Parameter baseURL: Where the catalogue is served.
  func taking(_ record: DatasetRecord, at baseURL: String) -> DatasetDecisions {
    var taken = self
    taken.identity.uri =
      identity.uri ?? record.uri ?? DatasetIdentity.uri(of: record.name, at: baseURL)
    taken.identity.identifier = record.identifier ?? identity.identifier
    taken.issued = issued ?? record.issued
    if let version = record.description.version {
      taken.publishedVersion = max(version, publishedVersion ?? version)
    }
    if withdrawal == nil, let published = record.withdrawal, published.isLifted != true {
      taken.withdrawal = published
    }
    return taken
  }
}
