// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition

/// A catalogue, as a `catalog.yaml` has it.
package let exampleCatalogue = """
  version: 1
  baseURL: https://data.voorbeeldstad.nl/
  title: {nl: Open data van Voorbeeldstad, en: Open data of Voorbeeldstad}
  description: {nl: "Alles", en: "All"}
  publisher: {name: Gemeente Voorbeeldstad, uri: "https://identifier.overheid.nl/tooi/id/gemeente/gm9999", type: LocalAuthority}
  contactPoint: {name: Team Open Data, email: opendata@voorbeeldstad.nl, url: "https://voorbeeldstad.nl/data", telephone: "+31 14 0999"}
  dataProtectionOfficer: {name: Functionaris gegevensbescherming, email: fg@voorbeeldstad.nl}
  license: CC0-1.0                # default of the datasets
  language: [NLD]
  spatial: gm9999
  site: {accent: "#154273"}
  keep: 7
  """

/// Reads a pipeline file with a catalogue that has a licence.
package func pipeline(
  _ text: String, name: String = "bomen", license: String? = "CC0-1.0"
) throws -> PipelineDefinition {
  try PipelineDefinition(
    text: text, name: name, folder: "pipelines/\(name)", file: "pipeline.yaml",
    defaultLicense: license)
}

/// A pipeline file of some fields, which are right where the fields are.
package func fields(
  _ items: String..., extract: String = "csv: {path: a.csv}",
  publish: String = ""
) -> String {
  """
  version: 1
  extract: {\(extract)}
  metadata: {title: T, description: D, theme: [ENVI]}
  \(publish)
  fields:
  \(items.map { "  - {\($0)}" }.joined(separator: "\n"))
  """
}
