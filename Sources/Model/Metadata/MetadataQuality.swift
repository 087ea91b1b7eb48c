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
    let hasFiles = !dataset.distributions.isEmpty
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
    ask("accessibility", "downloadURL", 20, hasFiles)
    ask("accessibility", "downloadURL answers", 30, hasFiles)
    ask("interoperability", "format", 20, hasFiles)
    ask("interoperability", "media type", 10, hasFiles)
    ask("interoperability", "format and media type from the lists", 10, hasFiles)
    ask("interoperability", "not proprietary", 20, hasFiles)
    ask("interoperability", "machine readable", 20, hasFiles)
    ask("interoperability", "conforms to DCAT-AP", 30, true)
    ask("reusability", "licence", 20, !description.license.isEmpty)
    ask("reusability", "licence from the list", 10, CodeLists.licences[description.license] != nil)
    ask("reusability", "access rights", 10, !description.accessRights.isEmpty)
    ask("reusability", "access rights from the list", 5, !description.accessRights.isEmpty)
    ask(
      "reusability", "contact point", 20,
      catalogue.contactPoint.email != nil || catalogue.contactPoint.url != nil)
    ask("reusability", "publisher", 10, !catalogue.publisher.name.isEmpty)
    ask("contextuality", "rights", 5, hasFiles && description.rights != nil)
    ask("contextuality", "file size", 5, hasFiles)
    ask("contextuality", "date of issue", 5, !dataset.issued.isEmpty)
    ask("contextuality", "date of modification", 5, !dataset.modified.isEmpty)
    indicators = all
  }
}
