// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension Pages {
  /// A dataset of which only the description is published: it says that the data are not here, and why.
  func described(_ dataset: DatasetRecord) throws(Failure) -> SiteFile {
    let route = Route.dataset(dataset.name, .overview)
    let root = root(route)
    let description = dataset.description
    let title = description.title.text(in: language)
    let all = paragraphs(description.description)
    let data = "\(root)datasets/\(dataset.name)/"
    var content: [String: Any] = [
      "pageTitle": title, "heading": title,
      "summary": Self.summary(description.description.text(in: language)),
      "crumbs": crumbs(root, [(.catalogue(page: 1), texts["nav-datasets"])]),
      "paragraphs": Array(all.dropFirst()), "hasMore": all.count > 1,
      "alternates": metadata(dataset, data), "links": links(dataset, data),
      "facts": facts(dataset, root, hasMap: false),
      "structuredData": structuredData(dataset).scriptText,
      "closedTitle": texts[closedKey(description)],
      "closedSentence": closedSentence(description), "elsewhere": elsewhere(description),
      "hasElsewhere": !elsewhere(description).isEmpty, "askSentence": texts["closed-ask-text"],
      "licenceTitle": texts["closed-licence-title"],
      "licenceSentence": texts(
        "closed-licence-text", ["licence": licence(catalogue.license).label]),
    ]
    if description.isOpen {
      content["licenceTitle"] = texts["footer-licence"]
      content["licenceSentence"] = texts(
        "footer-licence-text", ["licence": licence(catalogue.license).label])
    }
    content["headingLang"] = foreign(description.title)
    content["lead"] = all.first
    if let contact = description.statements?.contactPoint {
      content["contact"] = Self.contact(contact)
    }
    if let rights = description.rights { content["rights"] = paragraphs(rights) }
    return try page(route, "described", section: .catalogue(page: 1), content)
  }

  /// What is said first: that nobody may have the data, that they are to come, or that they are elsewhere.
  private func closedKey(_ description: DatasetDescription) -> String {
    if description.accessRights != CodeLists.openAccess {
      return description.accessRights == "RESTRICTED" ? "closed-restricted" : "closed-non-public"
    }
    if !description.isOpen { return "closed-licence" }
    return description.external?.planned == nil ? "elsewhere-title" : "planned-title"
  }

  private func closedSentence(_ description: DatasetDescription) -> String {
    guard description.isOpen else { return texts["closed-text"] }
    if let planned = description.external?.planned {
      return texts("planned-text", ["date": language.date(planned)])
    }
    return texts["elsewhere-text"]
  }

  /// Where the data are, with what stands there.
  private func elsewhere(_ description: DatasetDescription) -> [[String: String]] {
    guard let external = description.external else { return [] }
    let title = description.title.text(in: language)
    let files = external.files.map { file -> [String: String] in
      let format = file.format.map { CodeLists.fileTypes[$0]?.text(in: language) ?? $0 }
      return [
        "href": file.downloadURL ?? file.accessURL,
        "title": file.title?.text(in: language) ?? title, "kind": format ?? texts["elsewhere-page"],
      ]
    }
    let services = external.services.map { service -> [String: String] in
      [
        "href": service.endpointURL, "title": service.title?.text(in: language) ?? title,
        "kind": texts["elsewhere-service"],
      ]
    }
    return files + services
  }
}
