// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// What was signed.
///
/// What people wrote when they signed is in Dutch, and says so in the English article.
extension PrivacyReportPage {
  /// The three questions of the Who guide, with the answers of who signed.
  func questions(_ signOff: PrivacyReport.SignOff?) -> [[String: Any]] {
    let notes = signOff?.notes ?? [:]
    return [
      fact("report-question-singling-out", note: notes["singlingOut"], else: "report-unanswered"),
      fact("report-question-linkability", note: notes["linkability"], else: "report-unanswered"),
      fact("report-question-inference", note: notes["inference"], else: "report-unanswered"),
    ]
  }

  /// Purpose, legal basis and so on, and the decision.
  ///
  /// - Parameter isDamaged: Whether there is a sign-off that cannot be read.
  func facts(_ signOff: PrivacyReport.SignOff?, isDamaged: Bool) -> [[String: Any]] {
    let notes = signOff?.notes ?? [:]
    let empty = "report-not-filled-in"
    let noted = [
      fact("report-note-purpose", note: notes["purpose"], else: empty),
      fact("report-note-legal-basis", note: notes["legalBasis"], else: empty),
      fact("report-note-necessity", note: notes["necessity"], else: empty),
      fact("report-note-recipients", note: notes["recipients"], else: empty),
      fact("report-note-retention", note: notes["retention"], else: empty),
      fact("report-note-contact", note: notes["contact"], else: empty),
      fact("report-note-processing-record", note: notes["processingRecord"], else: empty),
      fact("report-note-dpia", note: notes["dpia"], else: empty),
      fact("report-note-remark", note: notes["remark"], else: empty),
    ]
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
    ] + exceptions(signOff)
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
