// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension CatalogueReader {
  /// Reads `accessibility`: what the municipality stated about its site. Nothing of it is filled in here.
  func accessibility(_ reader: inout ConfigReader) -> AccessibilityStatement? {
    guard var group = reader.mapping("accessibility") else { return nil }
    let status = status(&group)
    let date = day("date", &group)
    if group.node("date") == nil {
      group.missing("date", hint: "Write the day on which the statement was last changed.")
    }
    let url = group.requiredString(
      "statement",
      hint:
        "Give its address in the register, https://www.toegankelijkheidsverklaring.nl/register/….")
    if let url, !WebAddress.isAbsolute(url, schemes: ["https"]) {
      group.invalid("statement", "'statement' must be an https address")
    }
    let reports = group.strings("reports") ?? []
    if reports.contains(where: { !WebAddress.isAbsolute($0, schemes: ["https", "http"]) }) {
      group.invalid("reports", "'reports' must be web addresses", hint: "Begin each with https://.")
    }
    let deviations = (group.sequence("deviations") ?? []).compactMap(deviation)
    let signer = signer(&group)
    let contact = readContact("contact", &group)
    group.finish()
    guard let status, let date, let url, let signer else { return nil }
    return AccessibilityStatement(
      status: status, date: date, url: url, reports: reports, deviations: deviations,
      signedBy: signer, contact: contact)
  }

  private func status(_ group: inout ConfigReader) -> AccessibilityStatement.Status? {
    guard
      let text = group.requiredString(
        "status", hint: "Write the status that the statement has: A, B, C or D.")
    else { return nil }
    guard let status = AccessibilityStatement.Status(rawValue: text) else {
      group.invalid(
        "status", "'status' must be A, B, C or D",
        hint: "E is what a site without a statement has: leave 'accessibility' out then.")
      return nil
    }
    return status
  }

  private func deviation(_ node: ConfigNode) -> AccessibilityStatement.Deviation? {
    guard var item = ConfigReader(node, what: "a deviation", problems: problems) else { return nil }
    let criterion = item.requiredString(
      "criterion", hint: "Write its number in WCAG in quotes: \"1.4.3\".")
    let description = item.localized("description", required: true, problems: problems)
    let reason = item.localized("reason", problems: problems)
    let measure = item.localized("measure", problems: problems)
    let planned = day("planned", &item)
    item.finish()
    if let criterion, criterion.wholeMatch(of: #/[1-4]\.[1-9]\.[1-9][0-9]?/#) == nil {
      item.invalid(
        "criterion", "'criterion' must be the number of a success criterion",
        hint: "Write it in quotes: \"1.4.3\".")
    }
    guard let criterion, let description else { return nil }
    return .init(
      criterion: criterion, description: description, reason: reason, measure: measure,
      planned: planned)
  }

  private func signer(_ group: inout ConfigReader) -> (name: String?, role: String)? {
    guard var signer = group.mapping("signedBy") else {
      if group.node("signedBy") == nil {
        group.missing("signedBy", hint: "Write who signed: {name: …, role: gemeentesecretaris}.")
      }
      return nil
    }
    let role = signer.requiredString("role", hint: "Write the function of who signed.")
    let name = signer.string("name")
    signer.finish()
    return role.map { (name, $0) }
  }

  private func day(_ key: String, _ reader: inout ConfigReader) -> String? {
    guard let day = reader.string(key) else { return nil }
    guard AmsterdamDate.isValid(day) else {
      reader.invalid(key, "'\(key)' is not a day", hint: "Write it as YYYY-MM-DD.")
      return nil
    }
    return day
  }
}
