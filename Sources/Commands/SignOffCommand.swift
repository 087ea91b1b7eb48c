// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikRun

/// `hergebruik sign-off`: the data protection officer's decision, bound to what was decided on.
struct SignOffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign-off",
    abstract: "Sign for the privacy of datasets: the FG's decision.",
    usage:
      """
      hergebruik sign-off <datasets> ... --role <role> --decision <publish|refuse> --valid-until <day>
      hergebruik sign-off --from <file>
      """,
    discussion: """
      Shows what is signed for, with the figures of the last report, and writes
      pipelines/NAME/assessment.yaml. That is bound to what concerns persons in the
      pipeline file, to its code lists and to the published schema: after a change
      of any of them, and after the last day, nothing of the dataset is published
      until somebody signs again. Where the export is, how its text is written,
      checks, limits, keys, other forms of the data, metadata and comments may
      change. Every dataset with a column about persons needs it, also where that
      column is dropped.

      The FG advises and signs (--role); the controller decides (--decided-by). What
      is not filled in stands in the report as not filled in. Each exception needs a
      reason.

      An FG without a shell gets the folder of 'hergebruik preview --export': it has
      for each dataset about persons a report and a form, and --from signs as the
      form says that comes back.

      Examples:
        hergebruik sign-off parkeren --role FG --decision publish \\
          --valid-until 2027-12-31
        hergebruik sign-off --from form.yaml
        hergebruik sign-off parkeren --role FG --decision publish \\
          --valid-until 2027-12-31 --decided-by "Directeur Ruimte" \\
          --purpose "Inzicht in parkeerdruk" --legal-basis "Who, artikel 5"
        hergebruik sign-off parkeren --role FG --decision publish \\
          --valid-until 2027-12-31 --allow-without-k \\
          --reason "without-k=Elke rij is een besluit dat al openbaar is."
        hergebruik sign-off klachten --role FG --decision refuse \\
          --valid-until 2027-12-31 --remark "Vrije tekst eerst schonen."
      """)

  enum Decision: String, CaseIterable, ExpressibleByArgument {
    case publish, refuse
  }

  @Argument(help: "The datasets.")
  var datasets: [String] = []

  @Option(
    help: ArgumentHelp("The form of a preview, filled in by who signs.", valueName: "file"))
  var from: String?

  @Option(help: ArgumentHelp("The folder that holds 'pipelines'.", valueName: "dir"))
  var project = "."

  @Option(help: "Who signs, as a function and not by name: FG.")
  var role: String?

  @Option(
    help: "Who decided, as a function: the controller is answerable, and the FG advises.")
  var decidedBy: String?

  @Option(help: "Whether the datasets may be published: publish or refuse.")
  var decision: Decision?

  @Option(help: ArgumentHelp("The last day on which it holds.", valueName: "YYYY-MM-DD"))
  var validUntil: String?

  @Option(
    help: ArgumentHelp(
      "The day of the signature: only today will do.", valueName: "YYYY-MM-DD"))
  var date: String?

  @Flag var allowed: [Assessment.Exception] = []

  @Option(
    name: .customLong("reason"),
    help: ArgumentHelp(
      "Why an exception is allowed: without-k=TEXT.", valueName: "exception=text"))
  var reasons: [String] = []

  @Option(help: "What the data are published for.")
  var purpose: String?

  @Option(help: "The law that allows or asks for it.")
  var legalBasis: String?

  @Option(help: "Why it cannot be reached with less.")
  var necessity: String?

  @Option(help: "Who gets the data: everybody, and who they are for.")
  var recipients: String?

  @Option(help: "How long the data stay public.")
  var retention: String?

  @Option(help: "Where somebody can object, or ask to be left out.")
  var contact: String?

  @Option(help: "Where it stands in the record of processing (art. 30 AVG).")
  var processingRecord: String?

  @Option(help: "The data protection impact assessment.")
  var dpia: String?

  @Option(help: "Why nobody can be singled out.")
  var singlingOut: String?

  @Option(help: "Why rows cannot be linked to other data.")
  var linkability: String?

  @Option(help: "Why nothing can be inferred about a person.")
  var inference: String?

  @Option(help: "What risk is left, and why it is acceptable.")
  var residualRisk: String?

  @Option(help: "When, or upon what, it is assessed again before the last day.")
  var reassessment: String?

  @Option(help: "Anything else.")
  var remark: String?

  func validate() throws {
    try checkForm()
    for day in [validUntil, date].compactMap(\.self) where !AmsterdamDate.isValid(day) {
      throw ValidationError("'\(day)' must be a day that exists, written as YYYY-MM-DD.")
    }
    let words = Set(allowed.map(\.rawValue))
    for (word, _) in try givenReasons() where !words.contains(word) {
      throw ValidationError("--reason \(word)=... is for an exception that is not allowed here.")
    }
  }

  /// What is allowed besides, with the reason of each; empty where none is given.
  private func exceptions() throws -> [Assessment.Exception: String] {
    let reasons = try givenReasons()
    return Dictionary(allowed.map { ($0, reasons[$0.rawValue] ?? "") }) { first, _ in first }
  }

  private func givenReasons() throws -> [String: String] {
    var given: [String: String] = [:]
    for reason in reasons {
      let parts = reason.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw ValidationError("--reason is written as without-k=TEXT.")
      }
      given[String(parts[0])] = String(parts[1])
    }
    return given
  }

  /// The notes of the report, by their keys, and the option of each.
  var notes: [(key: String, option: String, text: String?)] {
    [
      ("purpose", "--purpose", purpose), ("legalBasis", "--legal-basis", legalBasis),
      ("necessity", "--necessity", necessity), ("recipients", "--recipients", recipients),
      ("retention", "--retention", retention), ("contact", "--contact", contact),
      ("processingRecord", "--processing-record", processingRecord), ("dpia", "--dpia", dpia),
      ("singlingOut", "--singling-out", singlingOut), ("linkability", "--linkability", linkability),
      ("inference", "--inference", inference), ("residualRisk", "--residual-risk", residualRisk),
      ("reassessment", "--reassessment", reassessment), ("remark", "--remark", remark),
    ]
  }

  /// The options of what is not filled in.
  var missingNotes: [String] {
    (decidedBy == nil ? ["--decided-by"] : [])
      + notes.filter { $0.text == nil && $0.key != "remark" }.map(\.option)
  }

  func run() throws {
    let today = AmsterdamDate.today()
    guard date ?? today == today else {
      throw Failure(
        .usage, "a signature has the day on which it is given, which is \(today)",
        hint: "Leave '--date' out.")
    }
    if let from { return try sign(by: from, on: today) }
    guard let role, let decision, let validUntil else { return }
    let opened = try Project(directory: project, formats: Formats.registered)
    let definitions = try ProjectDefinitions(opened, asked: datasets)
    // All or none: one decision is about all that it names.
    guard definitions.diagnostics.isEmpty else { throw Failure(definitions.diagnostics) }
    var request = SignOff.Request(
      role: role, decidedBy: decidedBy, isPublished: decision == .publish, date: today,
      validUntil: validUntil, exceptions: try exceptions(),
      notes: Dictionary(
        uniqueKeysWithValues: notes.compactMap { note in note.text.map { (note.key, $0) } }))
    let neighbours = try Neighbours(opened)
    for pipeline in definitions.pipelines {
      let signOff = SignOff(of: pipeline)
      let report = LastReport.read(project: project, dataset: pipeline.name)
      // What is signed for is seen before the signature.
      show(
        try signOff.subject(), report?.report, request, of: pipeline.name, missing: missingNotes)
      show(neighbours.words(of: pipeline), report?.report)
      request.seen =
        report?.report.possible.map { .init(field: $0.place, detector: $0.detector) } ?? []
      request.report = report?.digest
      show(try signOff.sign(request), request, of: pipeline.name)
    }
  }

  /// Says what was signed.
  func show(_ signed: SignOff.Signed, _ request: SignOff.Request, of name: String) {
    let verdict = request.isPublished ? "may be published" : "is not published"
    let role = request.role
    let who = request.decidedBy.map { "\($0) decided, and \(role) signed," } ?? "\(role) signed"
    Console.write(
      "\(name): \(who) that it \(verdict), until \(request.validUntil).\nWritten: \(signed.path)\n",
      to: .output)
    Console.diagnose(signed.warnings)
  }
}

extension Assessment.Exception: EnumerableFlag {
  static func name(for value: Self) -> NameSpecification {
    .customLong(String(value.flag.dropFirst(2)))
  }

  static func help(for value: Self) -> ArgumentHelp? {
    switch value {
    case .sourceOrder: "Allow that rows about persons keep the order of the export."
    case .withoutK: "Allow that no k is asked of fields that tell of a person together."
    case .uncompared: "Allow what cannot be compared with the release before."
    case .uniqueFields: "Allow fields beside persons by which most rows can be told apart."
    case .freeText: "Allow free text in a dataset about persons."
    case .together: "Allow what datasets of the catalogue tell together."
    }
  }
}
