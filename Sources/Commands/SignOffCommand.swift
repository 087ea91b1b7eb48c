// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition
internal import HergebruikFormat

/// `hergebruik sign-off`: the data protection officer's decision, bound to what was decided on.
struct SignOffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign-off",
    abstract: "Sign for the privacy of datasets: the FG's decision.",
    usage:
      "hergebruik sign-off <datasets> ... --role <role> --decision <publish|refuse> --valid-until <day>",
    discussion: """
      Writes pipelines/NAME/assessment.yaml, which is bound to the pipeline file, its
      code lists and the published schema: after a change of any of them, and after
      the last day, nothing of the dataset is published until somebody signs again.
      Metadata and comments may change. Every dataset with a column about persons
      needs it, also where that column is dropped.

      Examples:
        hergebruik sign-off parkeren --role FG --decision publish \\
          --valid-until 2027-12-31
        hergebruik sign-off parkeren --role FG --decision publish \\
          --valid-until 2027-12-31 --purpose "Inzicht in parkeerdruk" \\
          --legal-basis "Who, artikel 5" --dpia "DPIA 2026-14"
        hergebruik sign-off klachten --role FG --decision refuse \\
          --valid-until 2027-12-31 --remark "Vrije tekst eerst schonen."
      """)

  enum Decision: String, CaseIterable, ExpressibleByArgument {
    case publish, refuse
  }

  @Argument(help: "The datasets.")
  var datasets: [String]

  @Option(help: ArgumentHelp("The folder that holds 'pipelines'.", valueName: "dir"))
  var project = "."

  @Option(help: "Who decides, as a function and not by name: FG.")
  var role: String

  @Option(help: "Whether the datasets may be published: publish or refuse.")
  var decision: Decision

  @Option(help: ArgumentHelp("The last day on which it holds.", valueName: "YYYY-MM-DD"))
  var validUntil: String

  @Option(help: ArgumentHelp("The day of the decision (default: today).", valueName: "YYYY-MM-DD"))
  var date: String?

  @Flag(help: "Allow that rows about persons keep the order of the export.")
  var allowSourceOrder = false

  @Flag(help: "Allow that no k is asked of fields that tell of a person together.")
  var allowWithoutK = false

  @Flag(help: "Allow what cannot be compared with the release before.")
  var allowUncompared = false

  @Option(help: "What the data are published for.")
  var purpose: String?

  @Option(help: "The law that allows or asks for it.")
  var legalBasis: String?

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

  @Option(help: "Anything else.")
  var remark: String?

  func validate() throws {
    guard !datasets.isEmpty else { throw ValidationError("Name the datasets that are signed for.") }
    for day in [validUntil, date].compactMap(\.self) where !AmsterdamDate.isValid(day) {
      throw ValidationError("'\(day)' must be a day that exists, written as YYYY-MM-DD.")
    }
  }

  func run() throws {
    let opened = try Project(directory: project, formats: Formats.registered)
    let definitions = try ProjectDefinitions(opened, asked: datasets)
    // All or none: one decision is about all that it names.
    guard definitions.diagnostics.isEmpty else { throw Failure(definitions.diagnostics) }
    var notes: [String: String] = [:]
    notes["purpose"] = purpose
    notes["legalBasis"] = legalBasis
    notes["processingRecord"] = processingRecord
    notes["dpia"] = dpia
    notes["singlingOut"] = singlingOut
    notes["linkability"] = linkability
    notes["inference"] = inference
    notes["remark"] = remark
    let request = SignOff.Request(
      role: role, isPublished: decision == .publish, date: date ?? AmsterdamDate.today(),
      validUntil: validUntil, allowsSourceOrder: allowSourceOrder,
      allowsWithoutK: allowWithoutK, allowsUncompared: allowUncompared, notes: notes)
    for pipeline in definitions.pipelines {
      show(try SignOff(of: pipeline).sign(request), of: pipeline.name)
    }
  }

  private func show(_ signed: SignOff.Signed, of name: String) {
    let verdict = decision == .publish ? "may be published" : "is not published"
    var text = "\(name): \(role) decided that it \(verdict), until \(validUntil).\n"
    let width = signed.columns.map(\.name.count).max() ?? 0
    for column in signed.columns {
      let name = column.name.padding(to: width + 2)
      text += "  \(name)\(column.privacy.padding(to: 11))\(column.treatment)\n"
    }
    for change in signed.changes { text += "  since the last sign-off: \(change)\n" }
    Console.write(text + "Written: \(signed.path)\n", to: .output)
    Console.diagnose(signed.warnings)
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
