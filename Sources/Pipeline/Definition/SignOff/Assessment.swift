// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikSystem

/// The sign-off of a dataset's privacy assessment: `assessment.yaml` beside its pipeline file.
package struct Assessment: Equatable {
  package enum Decision: String, CaseIterable {
    case publish, refuse
  }

  /// What may only be published where the sign-off says so in a line of its own.
  package enum Exception: String, CaseIterable {
    /// Rows about persons in the order of the export.
    case sourceOrder = "source-order"
    /// Fields that tell of a person together, without a k.
    case withoutK = "without-k"
    /// What cannot be compared with the release before.
    case uncompared
  }

  /// Who decided, as a function: no person's name.
  package var role: String
  package var decision: Decision
  /// `YYYY-MM-DD`.
  package var date: String
  /// The last day on which it holds, `YYYY-MM-DD`.
  package var validUntil: String
  /// What else it allows.
  package var exceptions: [Exception] = []
  /// The purpose, the legal basis, and so on: what the report for the FG shows, by its key.
  package var notes: [String: String] = [:]
  var signed: SignedDefinition

  /// The keys of notes, in the order of the report.
  static let noteKeys = [
    "purpose", "legalBasis", "processingRecord", "dpia", "singlingOut", "linkability", "inference",
    "remark",
  ]

  /// The file of a dataset.
  static func path(of pipeline: PipelineDefinition) -> String {
    "\(pipeline.folder)/assessment.yaml"
  }

  /// Reads a dataset's assessment; nil where there is none.
  ///
  /// - Throws: `assessment-invalid` with every problem of the file.
  package static func read(of pipeline: PipelineDefinition) throws(Failure) -> Assessment? {
    let path = path(of: pipeline)
    guard FileStatus(path) != nil else { return nil }
    let problems = ConfigProblems(file: path)
    let text = try TextFile.read(path, shown: path)
    let root = YAMLDocument.parse(text, problems: problems)
    if let newer = FileFormat.newerProblem(in: root, than: FileFormat.assessment) {
      throw Failure(
        .assessmentInvalid, at: problems.location(newer.node),
        "the sign-off cannot be read: \(newer.summary)", hint: FileFormat.upgrade)
    }
    let found = root.flatMap { read($0, problems: problems) }
    guard let found, problems.diagnostics.isEmpty else {
      let first = problems.diagnostics.first
      throw Failure(
        .assessmentInvalid, at: first?.location ?? .init(file: path),
        "the sign-off was edited or is damaged: \(first?.summary ?? "it cannot be read")",
        hint:
          "Make it again with 'hergebruik sign-off \(pipeline.name)': the file is not for editing.")
    }
    return found
  }

  private static func read(_ root: ConfigNode, problems: ConfigProblems) -> Assessment? {
    guard var reader = ConfigReader(root, what: "the file", problems: problems),
      reader.checkVersion(upTo: FileFormat.assessment, problems: problems)
    else { return nil }
    let role = reader.requiredString("role")
    let decision = reader.word("decision", of: Decision.allCases.map(\.rawValue))
    let date = reader.requiredString("date")
    let validUntil = reader.requiredString("validUntil")
    for (key, day) in [("date", date), ("validUntil", validUntil)] {
      if let day, !AmsterdamDate.isValid(day) { reader.invalid(key, "'\(key)' is not a day") }
    }
    let exceptions = reader.strings("exceptions") ?? []
    for word in exceptions where Exception(rawValue: word) == nil {
      reader.invalid("exceptions", "'\(word)' is not an exception")
    }
    var notes: [String: String] = [:]
    for key in noteKeys { notes[key] = reader.string(key) }
    let definition = reader.requiredString("definition")
    let schema = reader.requiredString("schema")
    let columns = (reader.sequence("columns") ?? []).compactMap { column($0, problems) }
    var parts: [String: String] = [:]
    if var group = reader.mapping("parts") {
      for name in group.names { parts[name] = group.string(name) }
    }
    if decision == nil, !reader.names.contains("decision") { reader.missing("decision") }
    reader.finish()
    guard let role, let decision = decision.flatMap(Decision.init), let date, let validUntil,
      let definition, let schema
    else { return nil }
    return Assessment(
      role: role, decision: decision, date: date, validUntil: validUntil,
      exceptions: exceptions.compactMap(Exception.init), notes: notes,
      signed: SignedDefinition(
        columns: columns, parts: parts, digest: definition, schema: schema))
  }

  private static func column(
    _ node: ConfigNode, _ problems: ConfigProblems
  ) -> SignedDefinition.Column? {
    guard var reader = ConfigReader(node, what: "a column", problems: problems) else { return nil }
    defer { reader.finish() }
    guard let name = reader.requiredString("name"), let privacy = reader.requiredString("privacy"),
      let treatment = reader.requiredString("treat"), let digest = reader.requiredString("digest")
    else { return nil }
    return .init(name: name, privacy: privacy, treatment: treatment, digest: digest)
  }

  /// The text of the file.
  var yaml: String {
    var text = YAMLWriter.comment(
      "Written by 'hergebruik sign-off', and not for editing: a change of the pipeline file, its code lists or "
        + "the published schema needs a new sign-off. Metadata and comments may change.")
    func line(_ key: String, _ value: String) { text += "\(key): \(YAMLWriter.quoted(value))\n" }
    text += "version: \(FileFormat.assessment)\n"
    line("role", role)
    text += "decision: \(decision.rawValue)\n"
    line("date", date)
    line("validUntil", validUntil)
    if !exceptions.isEmpty {
      text += "exceptions: [\(exceptions.map(\.rawValue).joined(separator: ", "))]\n"
    }
    for key in Self.noteKeys { if let note = notes[key] { line(key, note) } }
    line("definition", signed.digest)
    line("schema", signed.schema)
    text += "columns:\n"
    for column in signed.columns {
      text += "  - {name: \(YAMLWriter.quoted(column.name)), privacy: \(column.privacy), "
      text += "treat: \(YAMLWriter.quoted(column.treatment)), digest: \"\(column.digest)\"}\n"
    }
    text += "parts:\n"
    for (key, digest) in signed.parts.sorted(by: { $0.key < $1.key }) {
      text += "  \(YAMLWriter.quoted(key)): \"\(digest)\"\n"
    }
    return text
  }
}
