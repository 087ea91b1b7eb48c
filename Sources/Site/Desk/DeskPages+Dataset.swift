// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension DeskPages {
  /// What the template of a dataset's page shows.
  func dataset(_ dataset: DeskDataset, _ place: DeskPath) -> [String: Any] {
    let words = words(place)
    var page = dataset.state.page(words)
    page["pageTitle"] = dataset.title.text(in: place.language)
    page["name"] = dataset.name
    page["hasPages"] = dataset.hasPages
    page["page"] = place.root + DeskPath.page(dataset.name, place.language)
    page["attention"] = attention(dataset, words)
    page["failure"] = dataset.failure.map { problem($0, words) }
    page["hasFailure"] = !dataset.failure.isEmpty
    page["failureMeans"] =
      words[
        dataset.checks != nil
          ? "desk-old-one" : dataset.before != nil ? "desk-failed-kept" : "desk-failed-new"]
    page["refusals"] = dataset.refusals.map { problem($0, words) }
    page["hasRefusals"] = !dataset.refusals.isEmpty
    let warnings = dataset.failure.isEmpty ? dataset.warnings : []
    page["warnings"] = warnings.map { problem($0, words) }
    page["hasWarnings"] = !warnings.isEmpty
    page["publish"] = publish(dataset)
    page["withdrawal"] = withdrawal(dataset, words)
    page["changes"] = changes(dataset, words)
    page["gate"] = gate(dataset, words)
    page["risk"] = dataset.privacy.flatMap { risk($0, words) }
    page["rowFindings"] = findings(dataset.validation, words)
    return page
  }

  private func publish(_ dataset: DeskDataset) -> [String: Any] {
    let commands = record.commands(for: dataset)
    let signs = commands.contains { $0.hasPrefix("hergebruik sign-off") }
    // What the commands themselves settle need not be mended first.
    let open = dataset.refusals.filter {
      !($0.code == .changeGuard) && !(signs && $0.code == .assessmentMissing)
        && !(signs && dataset.mustAllow && $0.code == .kAnonymity)
    }
    return [
      "commands": commands, "hasCommands": !commands.isEmpty, "isSteps": commands.count > 1,
      "asksDay": signs,
      "accepts": dataset.refusals.contains { $0.code == .changeGuard },
      "mustMend": dataset.state == .failed || !open.isEmpty,
    ]
  }

  /// Since when the data are gone, why, and whether a run may publish them again; nil where they are not.
  private func withdrawal(_ dataset: DeskDataset, _ words: Texts) -> [String: Any]? {
    guard let withdrawal = dataset.withdrawal else { return nil }
    var page: [String: Any] = [
      "since": words("desk-withdrawn-since", ["date": words.language.date(withdrawal.date)]),
      "next": words[withdrawal.isLifted == true ? "desk-withdrawn-lifted" : "desk-withdrawn-first"],
    ]
    page["reason"] = withdrawal.reason?.text(in: words.language)
    page["reasonLang"] = withdrawal.reason.flatMap(words.foreign)
    return page
  }

  private func gate(_ dataset: DeskDataset, _ words: Texts) -> [String: Any] {
    let checks = dataset.checks ?? []
    return [
      "checks": checks.map { check in
        [
          "title": check.name.title.text(in: words.language),
          "verdict": words["desk-check-\(check.verdict.rawValue)"],
          "isPassed": check.verdict.isInOrder, "isAllowed": check.verdict != .passed,
          "evidence": check.evidence.text(in: words.language),
        ] as [String: Any]
      }, "hasChecks": !checks.isEmpty,
      "isPassed": checks.allSatisfy(\.verdict.isInOrder),
      "isKept": !dataset.isBuilt,
    ]
  }

  /// The figures of anonymity, and of tables of counts; nil where there are none.
  private func risk(_ report: PrivacyReport, _ words: Texts) -> [String: Any]? {
    let language = words.language
    var facts: [[String: String]] = []
    func fact(_ name: String, _ value: String) { facts.append(["name": name, "value": value]) }
    func count(_ key: String, _ count: Int) { fact(words[key], language.number(count)) }
    if let figures = report.figures {
      count("desk-risk-k", figures.k)
      if let asked = report.asked { fact(words["desk-risk-asked"], asked.requirement) }
      count("desk-risk-classes", figures.classes)
      count("desk-risk-unique", figures.uniqueRows)
      count("desk-risk-suppressed", figures.suppressedRows)
      for field in figures.generalisation?.levels ?? [] {
        fact(
          words("desk-risk-level", ["field": field.field]),
          words(
            "desk-risk-level-of",
            ["level": language.number(field.level), "highest": language.number(field.highest)]))
      }
      for field in figures.sensitive {
        fact(
          words("desk-risk-sensitive", ["field": field.field]),
          words(
            "desk-risk-lt",
            [
              "l": language.number(field.distinct),
              "t": language.decimal(field.tCloseness, places: 3),
            ]))
      }
    }
    if let cells = report.cells {
      count("desk-risk-cells", cells.cells)
      count("desk-risk-cells-hidden", cells.primary + cells.secondary)
      count("desk-risk-cells-smallest", cells.smallest)
    }
    guard !facts.isEmpty else { return nil }
    return [
      "facts": facts, "risks": report.figures.map { risks($0.risk, words) } ?? [],
      "hasRisks": report.figures != nil,
    ]
  }

  private func risks(_ risks: Risks, _ words: Texts) -> [[String: String]] {
    func percent(_ part: Double) -> String {
      words.language.decimal(part * 100, places: 1) + " %"
    }
    func row(_ key: String, _ risk: Risks.Risk) -> [String: String] {
      [
        "name": words[key], "records": percent(risk.recordsAtRisk),
        "highest": percent(risk.highest), "average": percent(risk.average),
      ]
    }
    return [
      row("desk-risk-prosecutor", risks.prosecutor), row("desk-risk-journalist", risks.journalist),
      [
        "name": words["desk-risk-marketer"], "records": "–", "highest": "–",
        "average": percent(risks.marketer),
      ],
    ]
  }
}
