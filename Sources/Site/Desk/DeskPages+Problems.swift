// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension DeskPages {
  /// A diagnostic: what is wrong, where, and how to mend it. Commands of a hint stand apart, to be copied.
  func problem(_ diagnostic: Diagnostic, _ words: Texts) -> [String: Any] {
    var page = meaning(diagnostic.code, words)
    let place = words.place(diagnostic.location)
    let hint = (diagnostic.hint ?? "").split(separator: "\n").map(String.init)
    page["summary"] = diagnostic.summary
    page["hint"] = hint.first ?? ""
    page["commands"] = Array(hint.dropFirst())
    page["hasCommands"] = hint.count > 1
    page["place"] = place.isEmpty ? nil : place
    return page
  }

  private func meaning(_ code: DiagnosticCode, _ words: Texts) -> [String: Any] {
    [
      "code": code.rawValue, "title": code.title.text(in: words.language),
      "explanation": code.explanation.text(in: words.language),
      "remedy": code.remedy.text(in: words.language),
    ]
  }

  /// What is wrong with rows, and where the first of them are; nil where no export was read.
  func findings(_ report: ValidationReport?, _ words: Texts) -> [String: Any]? {
    guard let report, let export = report.export else { return nil }
    return [
      "read": words(
        "desk-export-read",
        [
          "rows": words.count("rows", export.rows), "files": export.files.joined(separator: ", "),
        ]),
      "findings": report.groups.map { group($0, words) },
      "hasFindings": !report.groups.isEmpty,
    ]
  }

  private func group(_ group: DiagnosticGroup, _ words: Texts) -> [String: Any] {
    var page = meaning(group.code, words)
    let more = group.count - group.shown.count
    page["field"] = group.field ?? words["desk-whole-row"]
    page["count"] = words.language.number(group.count)
    page["places"] =
      (group.shown.map { words.place($0.location) }
      + (more > 0 ? [words("desk-places-more", ["count": words.language.number(more)])] : []))
      .joined(separator: "; ")
    page["isError"] = group.isError
    return page
  }
}
