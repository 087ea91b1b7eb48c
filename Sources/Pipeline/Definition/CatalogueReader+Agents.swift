// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

/// Organisations, and how to reach them.
extension CatalogueReader {
  /// Reads a group that names an organisation; nil where it is absent or wrong, which is reported.
  func readAgent(_ key: String, _ reader: inout ConfigReader) -> CatalogueRecord.Agent? {
    guard let group = reader.mapping(key) else { return nil }
    return readAgent(group)
  }

  /// Reads what stands in such a group.
  func readAgent(_ reader: ConfigReader) -> CatalogueRecord.Agent? {
    var group = reader
    let name = group.requiredString("name")
    let uri = group.requiredString(
      "uri", hint: "Usual is https://identifier.overheid.nl/tooi/id/gemeente/gm….")
    if let uri, !WebAddress.isAbsolute(uri, schemes: ["https", "http"]) {
      group.invalid("uri", "'uri' must be a web address", hint: "Begin it with https://.")
    }
    let type = group.word("type", of: CodeLists.publisherTypes)
    group.finish()
    guard let name, let uri else { return nil }
    return CatalogueRecord.Agent(name: name, uri: uri, type: type)
  }

  func readContact(
    _ key: String, _ reader: inout ConfigReader
  ) -> CatalogueRecord.Contact? {
    guard var group = reader.mapping(key) else { return nil }
    let name = group.requiredString("name", hint: "Name a team, not a person.")
    let contact = CatalogueRecord.Contact(
      name: name ?? "", email: group.string("email"), url: group.string("url"),
      telephone: group.string("telephone"))
    if group.node("email") == nil, group.node("url") == nil {
      group.missing("email", hint: "DCAT-AP-NL asks for an e-mail address or a url.")
    }
    if let email = contact.email, !WebAddress.isMail(email) {
      group.invalid(
        "email", "'email' is not an e-mail address", hint: "Write it as name@example.nl.")
    }
    if let url = contact.url, !WebAddress.isAbsolute(url, schemes: ["https", "http"]) {
      group.invalid("url", "'url' must be a web address", hint: "Begin it with https://.")
    }
    if let telephone = contact.telephone, !WebAddress.isTelephone(telephone) {
      group.invalid(
        "telephone", "'telephone' is not a telephone number",
        hint: "Write it in quotes, as \"+31 14 0123\".")
    }
    group.finish()
    return name == nil ? nil : contact
  }
}
