// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

extension PrivacyReportPage {
  /// The figures of anonymity, with a chart of the sizes of classes.
  func figures(
    _ figures: AnonymityFigures, _ asked: PrivacyReport.Asked?
  ) -> [String: Any] {
    var page: [String: Any] = [
      "k": language.number(figures.k),
      "asked": asked.map { requirement($0.requirement) } ?? texts["report-asked-none"],
      "method": asked.map(method) ?? texts["report-method-not-asked"],
      "classes": language.number(figures.classes), "unique": language.number(figures.uniqueRows),
      "suppressed": language.number(figures.suppressedRows), "bars": bars(figures),
      "risks": risks(figures.risk), "sensitive": figures.sensitive.map(sensitive),
      "hasSensitive": !figures.sensitive.isEmpty,
    ]
    page["levels"] = figures.generalisation.map(levels)
    return page
  }

  /// The bars in units of a drawing of 560 by 200.
  private func bars(_ figures: AnonymityFigures) -> [[String: Any]] {
    let most = max(figures.classSizes.map(\.rows).max() ?? 0, 1)
    return figures.classSizes.enumerated().map { index, band in
      let height = 140 * band.rows / most
      return [
        "x": 20 + 90 * index, "y": 165 - height, "height": height, "middle": 55 + 90 * index,
        "above": 159 - height, "label": band.label, "rows": language.number(band.rows),
        "classes": language.number(band.classes),
      ]
    }
  }

  private func risks(_ risks: Risks) -> [[String: String]] {
    func risk(_ key: String, _ risk: Risks.Risk) -> [String: String] {
      [
        "name": texts[key], "records": language.percent(risk.recordsAtRisk),
        "highest": language.percent(risk.highest), "average": language.percent(risk.average),
      ]
    }
    return [
      risk("report-risk-prosecutor", risks.prosecutor),
      risk("report-risk-journalist", risks.journalist),
      [
        "name": texts["report-risk-marketer"], "records": "–", "highest": "–",
        "average": language.percent(risks.marketer),
      ],
    ]
  }

  private func sensitive(_ field: SensitiveFigures) -> [String: String] {
    [
      "field": field.field, "distinct": language.number(field.distinct),
      "entropy": language.decimal(field.entropy, places: 3),
      "recursive": texts(
        "report-recursive-text",
        [
          "l": language.number(field.recursive.l),
          "c": language.decimal(field.recursive.c, places: 3),
        ]), "closeness": language.decimal(field.tCloseness, places: 3),
    ]
  }

  private func levels(_ chosen: Generalisation) -> String {
    let levels = chosen.levels.map { level in
      texts(
        "report-level",
        [
          "field": level.field, "level": language.number(level.level),
          "highest": language.number(level.highest),
        ])
    }
    return texts(
      "report-loss",
      [
        "levels": levels.joined(separator: ", "),
        "loss": language.decimal(chosen.loss, places: 3),
      ])
  }

  /// What is asked, as in a formula: `k = 10, t = 0,2 (regeling)`.
  private func requirement(_ formula: String) -> String {
    let named =
      formula
      .replacing(/entropy l = ([0-9.]+)/) { texts("report-l-entropy", ["l": String($0.1)]) }
      .replacing(/recursive l = ([0-9]+) with c = ([0-9.]+)/) {
        texts("report-l-recursive", ["l": String($0.1), "c": String($0.2)])
      }
    return decimals(named)
  }

  /// What happens to groups that do not satisfy what is asked.
  private func method(_ asked: PrivacyReport.Asked) -> String {
    texts("report-method-\(asked.method)", ["limit": decimals(asked.limit)])
  }

  /// A text whose numbers have decimals as programs write them, with those of the language.
  private func decimals(_ text: String) -> String {
    text.replacing(/([0-9])\.([0-9])/) { "\($0.1)\(language.decimalSeparator)\($0.2)" }
  }
}
