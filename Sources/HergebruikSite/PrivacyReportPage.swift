// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel
import Mustache

/// The report for the data protection officer as one page, to read and to print: Dutch, with English beside it.
public struct PrivacyReportPage {
  private let texts: Texts

  /// The page, UTF-8.
  ///
  /// - Throws: `self-check` where a template is missing.
  public static func html(_ report: PrivacyReport) throws(Failure) -> String {
    guard
      let text = try Templates.library().render(
        PrivacyReportPage(texts: Texts(.nl)).page(report), withTemplate: "privacy-report")
    else {
      throw Failure(.selfCheck, "the page template 'privacy-report' is missing from the program")
    }
    return text
  }

  private func page(_ report: PrivacyReport) -> [String: Any] {
    var page: [String: Any] = [
      "title": report.title, "dataset": report.dataset, "publisher": report.publisher,
      "date": Language.nl.date(report.date), "tool": report.toolVersion,
      "isAllowed": report.isAllowed, "rows": texts.count("rows", report.rows),
      "checks": report.checks.map(check), "refusals": report.refusals,
      "hasRefusals": !report.refusals.isEmpty, "columns": report.columns.map(column),
      "findings": report.findings.map(finding), "hasFindings": !report.findings.isEmpty,
      "definition": report.definition, "schema": report.schema,
      "exports": report.exports.sorted { $0.key < $1.key }.map {
        ["name": $0.key, "digest": $0.value]
      },
      "questions": questions(report), "facts": facts(report),
    ]
    page["officer"] = report.officer
    page["figures"] = report.figures.map { figures($0, report.asked) }
    page["cells"] = report.cells.map { cells in
      [
        "minimum": Language.nl.number(cells.minimum), "cells": Language.nl.number(cells.cells),
        "primary": Language.nl.number(cells.primary),
        "secondary": Language.nl.number(cells.secondary),
        "smallest": Language.nl.number(cells.smallest),
      ]
    }
    page["pseudonyms"] = report.pseudonyms.map { pseudonyms in
      [
        "fields": pseudonyms.fields.joined(separator: ", "), "key": pseudonyms.key ?? "onbekend",
        "release": pseudonyms.release, "isStable": pseudonyms.release.isEmpty,
      ] as [String: Any]
    }
    return page
  }

  private func check(_ check: GateCheck) -> [String: Any] {
    let words: [GateCheck.Verdict: String] = [
      .passed: "in orde", .failed: "niet in orde", .couldNotRun: "niet gedaan",
    ]
    return [
      "title": check.name.title.nl, "english": check.name.title.en ?? "",
      "verdict": words[check.verdict] ?? "", "isPassed": check.verdict == .passed,
      "evidence": check.evidence.nl,
    ]
  }

  private func column(_ column: PrivacyReport.Column) -> [String: Any] {
    let classes: [PrivacyClass: String] = [
      .direct: "wijst één persoon aan (direct)", .quasi: "samen met andere velden (quasi)",
      .sensitive: "gevoelig (sensitive)", .none: "niet over personen (none)",
    ]
    return [
      "source": column.source, "name": column.name ?? "weggelaten",
      "privacy": classes[column.privacy] ?? "",
      "treatment": column.name == nil ? "weggelaten" : texts.treatment(column.treatment),
      "before": number(column.before), "after": number(column.after),
    ]
  }

  private func number(_ distinct: DistinctCount?) -> String {
    distinct.map { ($0.isEstimate ? "ongeveer " : "") + Language.nl.number($0.count) } ?? "–"
  }

  private func finding(_ finding: PrivacyReport.Finding) -> [String: Any] {
    let words = ["possible": "mogelijk", "likely": "waarschijnlijk", "certain": "zeker"]
    return [
      "place": finding.place, "what": finding.dutchName,
      "confidence": words[finding.confidence] ?? finding.confidence,
      "count": "\(Language.nl.number(finding.hits)) van \(Language.nl.number(finding.values))",
      "accepted": finding.accepted ?? "", "isAccepted": finding.accepted != nil,
    ]
  }

  /// The three questions of the Who guide, with the answers of who signed.
  private func questions(_ report: PrivacyReport) -> [[String: Any]] {
    let notes = report.signOff?.notes ?? [:]
    return [
      ("Kan iemand worden aangewezen (herleidbaarheid)?", "singlingOut"),
      ("Kan een rij aan andere gegevens worden gekoppeld (koppelbaarheid)?", "linkability"),
      ("Kan iets over een persoon worden afgeleid (deduceerbaarheid)?", "inference"),
    ].map { ["question": $0.0, "answer": notes[$0.1] ?? "Niet ingevuld bij de ondertekening."] }
  }

  private func facts(_ report: PrivacyReport) -> [[String: Any]] {
    let notes = report.signOff?.notes ?? [:]
    var facts: [(String, String?)] = [
      ("Doel", notes["purpose"]), ("Grondslag", notes["legalBasis"]),
      ("Register van verwerkingen (art. 30 AVG)", notes["processingRecord"]),
      ("DPIA", notes["dpia"]), ("Opmerking", notes["remark"]),
    ].map { ($0.0, $0.1 ?? "niet ingevuld") }
    if let signed = report.signOff {
      let decision = signed.decision == "publish" ? "publiceren" : "niet publiceren"
      facts += [
        ("Besluit", "\(decision), door \(signed.role) op \(Language.nl.date(signed.date))"),
        ("Geldig tot en met", Language.nl.date(signed.validUntil)),
        (
          "Staat ook toe",
          signed.exceptions.isEmpty ? "niets" : signed.exceptions.joined(separator: ", ")
        ),
      ]
    } else {
      facts.append(("Besluit", "er is niet ondertekend"))
    }
    return facts.map { ["name": $0.0, "value": $0.1 ?? ""] }
  }

  /// The figures of anonymity, with a chart of the sizes of classes.
  private func figures(
    _ figures: AnonymityFigures, _ asked: PrivacyReport.Asked?
  ) -> [String: Any] {
    let most = max(figures.classSizes.map(\.rows).max() ?? 0, 1)
    let bars = figures.classSizes.enumerated().map { index, band in
      let height = 140 * band.rows / most
      return [
        "x": 20 + 90 * index, "y": 160 - height, "height": height, "label": band.label,
        "rows": Language.nl.number(band.rows), "classes": Language.nl.number(band.classes),
        "middle": 55 + 90 * index, "above": 154 - height,
      ] as [String: Any]
    }
    func percent(_ part: Double) -> String {
      "\(Language.nl.number(Int((part * 1000).rounded()) / 10)),\(Int((part * 1000).rounded()) % 10) %"
    }
    func risk(_ name: String, _ risk: Risks.Risk) -> [String: Any] {
      [
        "name": name, "records": percent(risk.recordsAtRisk), "highest": percent(risk.highest),
        "average": percent(risk.average),
      ]
    }
    return [
      "k": Language.nl.number(figures.k), "asked": asked.map { comma($0.requirement) } ?? "niets",
      "method": asked.map(method) ?? "geen",
      "classes": Language.nl.number(figures.classes),
      "unique": Language.nl.number(figures.uniqueRows),
      "suppressed": Language.nl.number(figures.suppressedRows), "bars": bars,
      "risks": [
        risk("Kent de persoon en weet dat die erin staat (prosecutor)", figures.risk.prosecutor),
        risk("Zoekt een willekeurig persoon (journalist)", figures.risk.journalist),
      ], "marketer": percent(figures.risk.marketer),
      "sensitive": figures.sensitive.map { field in
        [
          "field": field.field, "distinct": Language.nl.number(field.distinct),
          "entropy": decimals(field.entropy),
          "recursive": "l = \(field.recursive.l), c groter dan \(decimals(field.recursive.c))",
          "t": decimals(field.tCloseness),
        ] as [String: Any]
      }, "hasSensitive": !figures.sensitive.isEmpty,
      "levels": figures.generalisation.map { chosen in
        let levels = chosen.levels.map { "\($0.field): \($0.level) van \($0.highest)" }
        return
          "\(levels.joined(separator: ", ")); verlies \(decimals(chosen.loss)) op een schaal van 0 tot 1"
      } ?? "",
    ]
  }

  /// What happens to groups that do not satisfy what is asked.
  private func method(_ asked: PrivacyReport.Asked) -> String {
    let limit = "ten hoogste \(comma(asked.limit)) van de rijen"
    return switch asked.method {
    case "suppress": "rijen worden weggelaten, \(limit)"
    case "generalise": "velden worden grover gemaakt en rijen weggelaten, \(limit)"
    case "mondrian": "rijen worden samengevoegd tot groepen die wel voldoen (Mondrian)"
    default: "er wordt dan niets gepubliceerd"
    }
  }

  private func decimals(_ value: Double) -> String {
    comma("\((value * 1000).rounded() / 1000)")
  }

  private func comma(_ text: String) -> String {
    text.replacing(/([0-9])\.([0-9])/) { "\($0.1),\($0.2)" }
  }
}
