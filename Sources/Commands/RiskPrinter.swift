// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikRun

/// The figures of a dataset for people.
struct RiskPrinter {
  private let assessment: RiskAssessment

  init(_ assessment: RiskAssessment) {
    self.assessment = assessment
  }

  /// All of it, a line per figure.
  var text: String {
    let figures = assessment.figures
    let names = assessment.quasi.map(DiagnosticPrinter.visible)
    var lines = [
      "\(assessment.dataset): \(figures.rows) rows, \(figures.suppressedRows) suppressed",
      "  alike in           \(names.isEmpty ? "(no field is quasi)" : names.joined(separator: ", "))",
      "  k                  \(figures.k)",
      "  classes            \(figures.classes)", "  unique rows        \(figures.uniqueRows)",
      "  rows by class size "
        + figures.classSizes.map { "\($0.label): \($0.rows)" }.joined(separator: "  "),
    ]
    if let chosen = figures.generalisation {
      lines.append("  levels (loss \(Self.decimals(chosen.loss)))")
      for field in chosen.levels {
        let name = DiagnosticPrinter.visible(field.field)
        let pad = String(repeating: " ", count: max(17 - name.count, 1))
        lines.append("    \(name)\(pad)\(field.level) of \(field.highest)")
      }
    }
    for field in figures.sensitive {
      lines += [
        "  \(DiagnosticPrinter.visible(field.field)) (sensitive)",
        "    l distinct       \(field.distinct)",
        "    l entropy        \(Self.decimals(field.entropy))",
        "    l recursive      l = \(field.recursive.l), c above \(Self.decimals(field.recursive.c))",
        "    t                \(Self.decimals(field.tCloseness))",
      ]
    }
    let risk = figures.risk
    lines += [
      "  risk (a class of \(risk.safeSize) or more is safe)",
      "    prosecutor       \(Self.words(risk.prosecutor))",
      "    journalist       \(Self.words(risk.journalist))",
      "    marketer         \(Self.percent(risk.marketer)) on average",
    ]
    return lines.map { $0 + "\n" }.joined()
  }

  private static func words(_ risk: Risks.Risk) -> String {
    "\(percent(risk.recordsAtRisk)) of the rows at risk, \(percent(risk.highest)) highest, "
      + "\(percent(risk.average)) on average"
  }

  private static func percent(_ part: Double) -> String { decimals(part * 100) + " %" }

  /// Three significant decimals, no more than needed.
  private static func decimals(_ value: Double) -> String {
    let rounded = (value * 1000).rounded() / 1000
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
