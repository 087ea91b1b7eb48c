// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// What was signed.
///
/// What people wrote when they signed is in Dutch, and says so in the English article.
extension PrivacyReportPage {
  /// The three questions of the Who guide, with the answers of who signed.
  func questions(_ signOff: PrivacyReport.SignOff?) -> [[String: Any]] {
    let notes = signOff?.notes ?? [:]
    return Self.questions.map { fact($0.text, note: notes[$0.key], else: "report-unanswered") }
  }

  /// The keys of the three questions, and what they are called.
  static let questions: [(key: String, text: String)] = [
    ("singlingOut", "report-question-singling-out"),
    ("linkability", "report-question-linkability"), ("inference", "report-question-inference"),
  ]

  /// The keys of the notes, and what they are called.
  static let notes: [(key: String, text: String)] = [
    ("purpose", "report-note-purpose"), ("legalBasis", "report-note-legal-basis"),
    ("necessity", "report-note-necessity"), ("recipients", "report-note-recipients"),
    ("retention", "report-note-retention"), ("contact", "report-note-contact"),
    ("processingRecord", "report-note-processing-record"), ("dpia", "report-note-dpia"),
    ("residualRisk", "report-note-residual-risk"), ("reassessment", "report-note-reassessment"),
    ("remark", "report-note-remark"),
  ]

  /// Purpose, legal basis and so on, and the decision.
  ///
  /// - Parameter isDamaged: Whether there is a sign-off that cannot be read.
  func facts(_ signOff: PrivacyReport.SignOff?, isDamaged: Bool) -> [[String: Any]] {
    let notes = signOff?.notes ?? [:]
    let empty = "report-not-filled-in"
    let noted = Self.notes.map { fact($0.text, note: notes[$0.key], else: empty) }
    guard let signOff else {
      return noted + [
        fact(
          "report-decision",
          texts[isDamaged ? "report-decision-damaged" : "report-decision-none"])
      ]
    }
    let decision = "report-decision-\(signOff.decision)"
    return noted + [
      fact("report-decision", texts(decision, ["date": language.date(signOff.date)])),
      fact("report-signed-by", note: signOff.role, else: empty),
      fact("report-decided-by", note: signOff.decidedBy, else: empty),
      fact("report-signed-at", signOff.signedAt.map(moment) ?? texts[empty]),
      fact("report-valid-until", language.date(signOff.validUntil)),
    ] + exceptions(signOff) + seen(signOff)
  }

  /// What it allows besides, each with its reason.
  private func exceptions(_ signOff: PrivacyReport.SignOff) -> [[String: Any]] {
    guard !signOff.exceptions.isEmpty else {
      return [fact("report-exceptions", texts["report-exceptions-none"])]
    }
    return signOff.exceptions.flatMap { word in
      [
        fact("report-exceptions", texts["report-exception-\(word)"]),
        fact("report-exception-reason", note: signOff.reasons?[word], else: "report-not-filled-in"),
      ]
    }
  }

  /// What who signed saw as possible, and which report it was.
  private func seen(_ signOff: PrivacyReport.SignOff) -> [[String: Any]] {
    var facts: [[String: Any]] = []
    if let seen = signOff.possible {
      facts.append(fact("report-seen", seen.joined(separator: ", ")))
    }
    if let report = signOff.report { facts.append(fact("report-seen-report", report)) }
    return facts
  }

  /// `2026-11-29T13:07:59Z` as a day and a time.
  private func moment(_ text: String) -> String {
    let parts = text.split(separator: "T")
    guard parts.count == 2 else { return text }
    return texts(
      "report-moment",
      ["date": language.date(String(parts[0])), "time": String(parts[1].prefix(5))])
  }

  private func fact(_ key: String, _ value: String) -> [String: Any] {
    ["name": texts[key], "value": value]
  }

  /// What somebody wrote, or what is said where nobody did.
  private func fact(_ key: String, note: String?, else empty: String) -> [String: Any] {
    var page = fact(key, note ?? texts[empty])
    page["valueLang"] = note.flatMap { texts.foreign(LocalizedText(nl: $0)) }
    return page
  }
}
