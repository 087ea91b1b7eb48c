// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikModel

/// What `hergebruik sign-off` shows before anything is signed.
extension SignOffCommand {
  func show(
    _ subject: SignOff.Subject, _ report: PrivacyReport?, _ request: SignOff.Request,
    of name: String, missing: [String]
  ) {
    var text = "\(name): what is signed for\n"
    let width = subject.columns.map(\.name.count).max() ?? 0
    for isPublished in [true, false] {
      let columns = subject.columns.filter { $0.isPublished == isPublished }
      if !columns.isEmpty { text += isPublished ? "  published:\n" : "  left out:\n" }
      for column in columns {
        text += "    \(column.name.padding(to: width + 2))"
        text += "\(column.privacy.padding(to: 11))\(column.treatment)\n"
      }
    }
    if request.exceptions.isEmpty { text += "  exceptions: none\n" }
    for exception in Assessment.Exception.allCases {
      guard let reason = request.exceptions[exception] else { continue }
      text += "  exception \(exception.rawValue): \(reason.isEmpty ? "no reason" : reason)\n"
    }
    text += figures(subject, report, of: name)
    for change in subject.changes { text += "  since the last sign-off: \(change)\n" }
    if !missing.isEmpty {
      text += "  not filled in, and said so in the report: \(missing.joined(separator: ", "))\n"
    }
    Console.write(text, to: .output)
  }

  /// How the dataset hangs together with others: as their definitions say, and as the last run found.
  func show(_ neighbours: [LocalizedText], _ report: PrivacyReport?) {
    var text = neighbours.map { "  together with \($0.text(in: .en))\n" }.joined()
    if let check = report?.checks.first(where: { $0.name == .together }) {
      text += "  together with others, at the last run: \(check.evidence.text(in: .en))\n"
    }
    Console.write(text, to: .output)
  }

  /// The figures of the last report and what may stand in the table, one line each.
  private func figures(
    _ subject: SignOff.Subject, _ report: PrivacyReport?, of name: String
  ) -> String {
    guard let report else {
      return "  figures: no run has made a report yet; see 'hergebruik risk \(name)'\n"
    }
    var text = "  figures of the report of \(report.date): \(report.rows) rows"
    if let figures = report.figures {
      text +=
        ", k = \(figures.k), \(figures.uniqueRows) of \(figures.rows) rows alone in their class"
    } else if let cells = report.cells {
      text += ", the fewest in a shown cell \(cells.smallest) of \(cells.minimum) asked"
    } else {
      text += ", k not counted; see 'hergebruik risk \(name)'"
    }
    text += report.isAllowed ? "\n" : "; the gate refused it\n"
    for found in report.possible {
      text +=
        "  possible in \(found.place): \(found.detector), \(found.hits) of \(found.values) cells\n"
    }
    if report.definition != subject.definition {
      text += "  the definition changed since that report: look again before you sign\n"
    }
    return text
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
