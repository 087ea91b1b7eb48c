// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikRun

/// Signing by a form that somebody filled in without a shell.
extension SignOffCommand {
  /// Makes sure that a form stands alone, and that without one the decision is there.
  func checkForm() throws {
    guard from != nil else {
      for (option, isMissing) in [
        ("--role <role>", role == nil), ("--decision <decision>", decision == nil),
        ("--valid-until <YYYY-MM-DD>", validUntil == nil),
      ] where isMissing { throw ValidationError("Missing expected argument '\(option)'") }
      guard !datasets.isEmpty else {
        throw ValidationError("Name the datasets that are signed for.")
      }
      return
    }
    let isAlone =
      role == nil && decision == nil && validUntil == nil && decidedBy == nil && allowed.isEmpty
      && reasons.isEmpty && notes.allSatisfy { $0.text == nil }
    guard isAlone else {
      throw ValidationError(
        "--from takes the whole decision from the form: leave the other options out.")
    }
  }

  /// Signs as a form says.
  ///
  /// - Throws: `Failure` where it is not filled in as it should be, or is about something else than there is now.
  func sign(by file: String, on day: String) throws {
    let form = try SignOffForm(file: file, date: day)
    guard datasets.isEmpty || datasets == [form.dataset] else {
      throw Failure(
        .usage, at: .init(file: file), "this form is about the dataset '\(form.dataset)'",
        hint: "Leave the name of the dataset out, or take the form of the one that is meant.")
    }
    let opened = try Project(directory: project, formats: Formats.registered)
    let definitions = try ProjectDefinitions(opened, asked: [form.dataset])
    guard definitions.diagnostics.isEmpty else { throw Failure(definitions.diagnostics) }
    for pipeline in definitions.pipelines {
      try form.check(pipeline, file: file)
      let signOff = SignOff(of: pipeline)
      let report = LastReport.read(project: project, dataset: pipeline.name)?.report
      show(
        try signOff.subject(), report, form.request, of: pipeline.name,
        missing: missing(in: form.request))
      show(try Neighbours(opened).words(of: pipeline), report)
      show(try signOff.sign(form.request), form.request, of: pipeline.name)
    }
  }

  /// What a form leaves open, by the options of the same.
  private func missing(in request: SignOff.Request) -> [String] {
    (request.decidedBy == nil ? ["--decided-by"] : [])
      + notes.filter { request.notes[$0.key] == nil && $0.key != "remark" }.map(\.option)
  }
}
