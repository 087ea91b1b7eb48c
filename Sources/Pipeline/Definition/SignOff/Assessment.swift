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
    /// Fields beside persons that are no quasi-identifiers, and by which most rows can be told apart.
    case uniqueFields = "unique-fields"
    /// Free text in a dataset about persons.
    case freeText = "free-text"
    /// What it tells together with other datasets of the catalogue.
    case together

    /// The flag of `hergebruik sign-off` that allows it.
    package var flag: String { "--allow-\(rawValue)" }
  }

  /// Something of the form of personal data that may be chance, and that the FG saw before signing.
  package struct Seen: Hashable, Sendable {
    /// The published field.
    package var field: String
    /// The name of the detector.
    package var detector: String

    /// Makes one.
    package init(field: String, detector: String) {
      (self.field, self.detector) = (field, detector)
    }

    /// As it stands in the file: `field: detector`.
    package var text: String { "\(field): \(detector)" }

    init?(text: String) {
      guard let colon = text.lastIndex(of: ":"), !text[..<colon].isEmpty else { return nil }
      self.init(
        field: String(text[..<colon]), detector: String(text[colon...].drop { ": ".contains($0) }))
    }
  }

  /// Who signed, as a function: no person's name.
  package var role: String
  /// Who decided, as a function; `nil` if nobody said so.
  package var decidedBy: String?
  package var decision: Decision
  /// `YYYY-MM-DD`.
  package var date: String
  /// The moment, `2026-11-29T13:07:59Z`; `nil` if it was not kept.
  package var signedAt: String?
  /// The last day on which it holds, `YYYY-MM-DD`.
  package var validUntil: String
  /// What else it allows.
  package var exceptions: [Exception] = []
  /// Why it allows each of them; what an earlier program wrote says no reason.
  package var reasons: [Exception: String] = [:]
  /// What was possible only when it was signed: the last report showed it.
  package var seen: [Seen] = []
  /// SHA-256 of the report for the FG that was shown, in hexadecimal digits; `nil` if there was none.
  package var report: String?
  /// The purpose, the legal basis, and so on: what the report for the FG shows, by its key.
  package var notes: [String: String] = [:]
  var signed: SignedDefinition

  /// The keys of notes, in the order of the report.
  static let noteKeys = [
    "purpose", "legalBasis", "necessity", "recipients", "retention", "contact", "processingRecord",
    "dpia", "singlingOut", "linkability", "inference", "residualRisk", "reassessment", "remark",
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
    try checkSeal(of: text, pipeline)
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

  /// Where a dataset's seal lies.
  static func sealPath(of pipeline: PipelineDefinition) -> String { path(of: pipeline) + ".sig" }

  /// Refuses a text that nobody sealed who may, where the catalogue says who may.
  private static func checkSeal(
    of text: String, _ pipeline: PipelineDefinition
  ) throws(Failure) {
    guard !pipeline.signers.isEmpty else { return }
    let path = sealPath(of: pipeline)
    let hint =
      "Who may seal it is listed in catalog.yaml. Have it signed again, and sealed:\n"
      + "ssh-keygen -Y sign -f KEY -n \(Seal.namespace) \(Self.path(of: pipeline))"
    guard FileStatus(path) != nil else {
      throw Failure(
        .assessmentInvalid, at: .init(file: path), "the sign-off has no seal", hint: hint)
    }
    guard
      Seal(try TextFile.read(path, shown: path))?.isValid(
        of: Array(text.utf8), by: pipeline.signers) == true
    else {
      throw Failure(
        .assessmentInvalid, at: .init(file: path),
        "the seal of the sign-off is of another text, or of somebody who may not seal it",
        hint: hint)
    }
  }

  private static func read(_ root: ConfigNode, problems: ConfigProblems) -> Assessment? {
    guard var reader = ConfigReader(root, what: "the file", problems: problems),
      reader.checkVersion(upTo: FileFormat.assessment, problems: problems)
    else { return nil }
    let form = root["version"]?.text.flatMap { Int($0) } ?? FileFormat.assessment
    let role = reader.requiredString("role")
    let decidedBy = reader.string("decidedBy")
    let signedAt = reader.string("signedAt")
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
    let reasons = reasons(&reader, of: exceptions, form: form)
    let seen = reader.strings("possible") ?? []
    for text in seen where Seen(text: text) == nil {
      reader.invalid("possible", "'\(text)' is not a field and what was found there")
    }
    var notes: [String: String] = [:]
    for key in noteKeys { notes[key] = reader.string(key) }
    let report = reader.string("report")
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
      role: role, decidedBy: decidedBy, decision: decision, date: date, signedAt: signedAt,
      validUntil: validUntil, exceptions: exceptions.compactMap(Exception.init), reasons: reasons,
      seen: seen.compactMap(Seen.init), report: report, notes: notes,
      signed: SignedDefinition(
        form: form == 1 ? .whole : .persons, columns: columns, parts: parts, digest: definition,
        schema: schema))
  }

  /// Reads why each exception is allowed, which format 1 did not ask.
  private static func reasons(
    _ reader: inout ConfigReader, of exceptions: [String], form: Int
  ) -> [Exception: String] {
    var reasons: [Exception: String] = [:]
    if var group = reader.mapping("reasons") {
      for exception in Exception.allCases {
        reasons[exception] = group.string(exception.rawValue)
      }
      group.finish()
    }
    for word in exceptions
    where form > 1 && Exception(rawValue: word).flatMap({ reasons[$0] }) == nil {
      reader.invalid("exceptions", "the exception '\(word)' has no reason")
    }
    return reasons
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
        + "the published schema that concerns persons needs a new sign-off.")
    func line(_ key: String, _ value: String) { text += "\(key): \(YAMLWriter.quoted(value))\n" }
    text += "version: \(FileFormat.assessment)\n"
    line("role", role)
    if let decidedBy { line("decidedBy", decidedBy) }
    text += "decision: \(decision.rawValue)\n"
    line("date", date)
    if let signedAt { line("signedAt", signedAt) }
    line("validUntil", validUntil)
    if !exceptions.isEmpty {
      text += "exceptions: [\(exceptions.map(\.rawValue).joined(separator: ", "))]\n"
      text += "reasons:\n"
      for exception in exceptions {
        text += "  \(exception.rawValue): \(YAMLWriter.quoted(reasons[exception] ?? ""))\n"
      }
    }
    if !seen.isEmpty {
      let texts = seen.map { YAMLWriter.quoted($0.text) }
      text += "possible: [\(texts.joined(separator: ", "))]\n"
    }
    for key in Self.noteKeys { if let note = notes[key] { line(key, note) } }
    if let report { line("report", report) }
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
