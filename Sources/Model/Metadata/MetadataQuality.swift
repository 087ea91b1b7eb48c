// SPDX-License-Identifier: EUPL-1.2

/// How complete the metadata of a dataset are, by the method of data.europa.eu: 405 points at most.
///
/// Whether addresses answer cannot be known before the catalogue is served: those points are given because every
/// file that is named lies in the generation. Source: https://data.europa.eu/mqa/methodology
package struct MetadataQuality: Sendable {
  /// One question, and the points for it.
  package struct Indicator: Sendable {
    /// Findability and so on.
    package var dimension: String
    /// What is asked.
    package var name: String
    /// The points where it is met.
    package var maximum: Int
    /// Whether it is.
    package var isMet: Bool

    /// The points that are given.
    package var points: Int { isMet ? maximum : 0 }
  }

  /// The questions, in the order of the method.
  package let indicators: [Indicator]

  /// The points that the method gives at most.
  package static let maximum = 405

  /// All points.
  package var points: Int { indicators.reduce(0) { $0 + $1.points } }

  /// Asks the questions about a dataset.
  package init(_ dataset: DatasetRecord, _ catalogue: CatalogueRecord) {
    let description = dataset.description
    let external = description.external?.files ?? []
    let hasFiles = !dataset.distributions.isEmpty || !external.isEmpty
    let isLoaded = hasFiles && external.allSatisfy { $0.downloadURL != nil }
    let hasFormats = hasFiles && external.allSatisfy { $0.format != nil }
    let hasTypes = hasFiles && external.allSatisfy { $0.mediaType != nil }
    let isMeasured = hasFiles && external.isEmpty
    let contact = description.statements?.contactPoint ?? catalogue.contactPoint
    var all: [Indicator] = []
    func ask(_ dimension: String, _ name: String, _ maximum: Int, _ isMet: Bool) {
      all.append(Indicator(dimension: dimension, name: name, maximum: maximum, isMet: isMet))
    }
    ask("findability", "keywords", 30, description.keywords.values.contains { !$0.isEmpty })
    ask("findability", "categories", 30, !description.themes.isEmpty)
    ask(
      "findability", "spatial", 20,
      dataset.geography?.box != nil || catalogue.spatial != nil
        || description.statements?.spatial != nil)
    ask("findability", "temporal", 20, dataset.period != nil)
    ask("accessibility", "accessURL", 50, hasFiles)
    ask("accessibility", "downloadURL", 20, isLoaded)
    ask("accessibility", "downloadURL answers", 30, isLoaded)
    ask("interoperability", "format", 20, hasFormats)
    ask("interoperability", "media type", 10, hasTypes)
    ask("interoperability", "format and media type from the lists", 10, hasFormats && hasTypes)
    ask("interoperability", "not proprietary", 20, hasFormats)
    ask("interoperability", "machine readable", 20, hasFormats)
    ask("interoperability", "conforms to DCAT-AP", 30, true)
    ask("reusability", "licence", 20, hasFiles && !description.license.isEmpty)
    ask(
      "reusability", "licence from the list", 10,
      hasFiles && Self.isListed(description.license, catalogue))
    ask("reusability", "access rights", 10, !description.accessRights.isEmpty)
    ask("reusability", "access rights from the list", 5, !description.accessRights.isEmpty)
    ask(
      "reusability", "contact point", 20,
      contact.email != nil || contact.url != nil)
    ask("reusability", "publisher", 10, !catalogue.publisher.name.isEmpty)
    ask("contextuality", "rights", 5, hasFiles && description.rights != nil)
    ask("contextuality", "file size", 5, isMeasured)
    ask("contextuality", "date of issue", 5, !dataset.issued.isEmpty)
    ask("contextuality", "date of modification", 5, !dataset.modified.isEmpty)
    indicators = all
  }

  /// Whether the list of data.europa.eu has the address that stands in the metadata: those of the EU, and Creative
  /// Commons' own but for CC0, which it has with `http` only.
  private static func isListed(_ code: String, _ catalogue: CatalogueRecord) -> Bool {
    guard let licence = CodeLists.licences[code] else { return false }
    let address = (catalogue.licenceList ?? .creativeCommons).address(of: licence)
    return address == licence.european
      || address.hasPrefix("https://creativecommons.org/licenses/")
  }
}
