// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// A form that an FG fills in without a shell, beside the report of a preview, and the answers that come back.
///
/// It is a text file of `key: "answer"` lines. It is bound to what was looked at: the dataset, the definition, the report
/// and what that calls possible. Source: docs/privacy.md, "The sign-off".
package struct SignOffForm: Sendable {
  /// The dataset that is decided about.
  package let dataset: String
  /// SHA-256 of the definition that was looked at.
  package let definition: String
  /// What is decided; its date is that of the reading.
  package let request: SignOff.Request

  /// The most that a form may hold, in bytes.
  private static let largest = 1 << 18

  // MARK: Writing

  /// An empty form about a dataset.
  ///
  /// - Parameters:
  ///   - report: SHA-256 of the report that goes with it.
  ///   - seen: What that report calls possible.
  /// - Throws: `Failure` where the definition cannot be read.
  package static func text(
    of pipeline: PipelineDefinition, report: String, seen: [Assessment.Seen]
  ) throws(Failure) -> String {
    let signed = try SignedDefinition(pipeline)
    func line(_ key: String, _ value: String) -> String { "\(key): \(YAMLWriter.quoted(value))\n" }
    func part(_ words: LocalizedText) -> String {
      YAMLWriter.comment(words.nl) + YAMLWriter.comment(words.text(in: .en))
    }
    var text = part(FormWords.start) + "\n" + part(FormWords.fixed)
    text += "version: 1\n" + line("dataset", pipeline.name) + line("definition", signed.digest)
    text += line("report", report)
    if !seen.isEmpty {
      text += "possible: [\(seen.map { YAMLWriter.quoted($0.text) }.joined(separator: ", "))]\n"
    }
    text += "\n" + part(FormWords.decision)
    for key in ["role", "decidedBy", "decision", "validUntil"] { text += line(key, "") }
    text += "\n"
    for key in Assessment.noteKeys {
      let words = FormWords.note(key)
      text += YAMLWriter.comment("\(words.nl) / \(words.text(in: .en))") + line(key, "")
    }
    text += "\n" + part(FormWords.exceptions) + "exceptions:\n"
    for exception in Assessment.Exception.allCases {
      let words = FormWords.exception(exception.rawValue)
      text += YAMLWriter.comment("\(words.nl) / \(words.text(in: .en))", indent: "  ")
      text += "  \(exception.rawValue): \"\"\n"
    }
    return text
  }

  // MARK: Reading

  /// Reads the answers.
  ///
  /// - Parameter date: The day of the signature, `YYYY-MM-DD`.
  /// - Throws: `Failure` with every problem of the file.
  package init(file path: String, date: String) throws(Failure) {
    let text = try TextFile.read(path, shown: path, limit: Self.largest)
    let problems = ConfigProblems(file: path)
    let root = YAMLDocument.parse(text, problems: problems)
    if let newer = FileFormat.newerProblem(in: root, than: 1) {
      throw Failure(
        .invalidValue, at: problems.location(newer.node),
        "the form cannot be read: \(newer.summary)", hint: FileFormat.upgrade)
    }
    let found = root.flatMap { Self.read($0, on: date, problems) }
    try problems.throwIfAny()
    guard let found else {
      throw Failure(.invalidValue, at: .init(file: path), "the form holds no answers")
    }
    self = found
  }

  private init(dataset: String, definition: String, request: SignOff.Request) {
    (self.dataset, self.definition, self.request) = (dataset, definition, request)
  }

  private static func read(
    _ root: ConfigNode, on date: String, _ problems: ConfigProblems
  ) -> SignOffForm? {
    guard var reader = ConfigReader(root, what: "the form", problems: problems),
      reader.checkVersion(upTo: 1, problems: problems)
    else { return nil }
    let again = "Take the form of 'hergebruik preview --export' as it was, and fill it in again."
    let dataset = reader.requiredString("dataset", hint: again)
    let definition = reader.requiredString("definition", hint: again)
    let report = reader.requiredString("report", hint: again)
    let seen = (reader.strings("possible") ?? []).compactMap { text in
      let seen = Assessment.Seen(text: text)
      if seen == nil {
        reader.invalid("possible", "'\(text)' is not a field and what was found there", hint: again)
      }
      return seen
    }
    let role = reader.answer("role", hint: "Write who signs, as a function: role: \"FG\".")
    let decision = reader.decision()
    let validUntil = reader.answer(
      "validUntil", hint: "Write the last day on which it holds: validUntil: \"2027-12-31\".")
    if let validUntil, !AmsterdamDate.isValid(validUntil) {
      reader.invalid(
        "validUntil", "'\(validUntil)' is not a day that exists, written as YYYY-MM-DD")
    }
    let decidedBy = reader.optionalAnswer("decidedBy")
    var notes: [String: String] = [:]
    for key in Assessment.noteKeys { notes[key] = reader.optionalAnswer(key) }
    var exceptions: [Assessment.Exception: String] = [:]
    if var group = reader.mapping("exceptions") {
      for exception in Assessment.Exception.allCases {
        exceptions[exception] = group.optionalAnswer(exception.rawValue)
      }
      group.finish()
    }
    reader.finish()
    guard let dataset, let definition, let report, let role, let decision, let validUntil else {
      return nil
    }
    var request = SignOff.Request(
      role: role, decidedBy: decidedBy, isPublished: decision == .publish, date: date,
      validUntil: validUntil, exceptions: exceptions, seen: seen, notes: notes)
    request.report = report
    return SignOffForm(dataset: dataset, definition: definition, request: request)
  }

  /// Makes sure that what was looked at is what would be signed for.
  ///
  /// - Throws: `Failure` with `assessment-outdated` where the definition changed since.
  package func check(_ pipeline: PipelineDefinition, file: String) throws(Failure) {
    guard try SignedDefinition(pipeline).digest != definition else { return }
    throw Failure(
      .assessmentOutdated, at: .init(file: file),
      "the definition of '\(dataset)' changed since this form was made",
      hint:
        "Make a new report and form with 'hergebruik preview \(dataset) --export DIR', and have that filled in."
    )
  }
}

extension ConfigReader {
  /// An answer that must be filled in.
  fileprivate mutating func answer(_ key: String, hint: String) -> String? {
    guard let text = requiredString(key, hint: hint) else { return nil }
    guard text.contains(where: { !$0.isWhitespace }) else {
      invalid(key, "'\(key)' is not filled in", hint: hint)
      return nil
    }
    return text
  }

  /// An answer, or nil where it is left empty.
  fileprivate mutating func optionalAnswer(_ key: String) -> String? {
    string(key).flatMap { text in text.contains { !$0.isWhitespace } ? text : nil }
  }

  fileprivate mutating func decision() -> Assessment.Decision? {
    let words = Assessment.Decision.allCases.map(\.rawValue)
    let hint = "Write decision: \"publish\" or decision: \"refuse\"."
    guard let text = answer("decision", hint: hint) else { return nil }
    guard let decision = Assessment.Decision(rawValue: text) else {
      invalid(
        "decision", "'\(text)' is neither \(words.joined(separator: " nor "))", hint: hint)
      return nil
    }
    return decision
  }
}
