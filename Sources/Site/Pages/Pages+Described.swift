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
    let isPublic = description.accessRights == CodeLists.openAccess
    var content: [String: Any] = [
      "pageTitle": title, "heading": title,
      "summary": Self.summary(description.description.text(in: language)),
      "crumbs": crumbs(root, [(.catalogue(page: 1), texts["nav-datasets"])]),
      "paragraphs": Array(all.dropFirst()), "hasMore": all.count > 1,
      "alternates": metadata(dataset, data), "links": links(dataset, data),
      "facts": facts(dataset, root, hasMap: false),
      "structuredData": structuredData(dataset).scriptText,
      "closedTitle": texts[isPublic ? "closed-licence" : "closed-\(description.accessRights)"],
      "closedSentence": texts["closed-text"], "askSentence": texts["closed-ask-text"],
      "licenceTitle": texts["closed-licence-title"],
      "licenceSentence": texts(
        "closed-licence-text", ["licence": licence(catalogue.license).label]),
    ]
    content["headingLang"] = foreign(description.title)
    content["lead"] = all.first
    if let contact = description.statements?.contactPoint {
      content["contact"] = Self.contact(contact)
    }
    if let rights = description.rights { content["rights"] = paragraphs(rights) }
    return try page(route, "described", section: .catalogue(page: 1), content)
  }
}
