// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// A dataset for programs that read Data Packages: `datapackage.json`.
///
/// Source: Data Package v2, https://datapackage.org/standard/data-package/
enum DataPackage {
  /// The package of a dataset; texts are the Dutch ones, since Data Package knows one language.
  static func json(of dataset: DatasetRecord, in catalogue: CatalogueRecord) -> JSONValue {
    let description = dataset.description
    let names = DCATNames(base: catalogue.baseURL, dataset)
    var members: [String: JSONValue] = [
      "$schema": .string("https://datapackage.org/profiles/2.0/datapackage.json"),
      "name": .string(dataset.name), "id": .string(names.dataset), "homepage": .string(names.page),
      "title": .string(description.title.nl),
      "description": .string(description.description.nl),
      "created": .string(dataset.dataMoment.asMoment),
      "contributors": .array(contributors(of: dataset, in: catalogue)),
      "resources": .array(dataset.distributions.map { resource($0, of: dataset) }),
    ]
    if let sources = description.statements?.sources, !sources.isEmpty {
      members["sources"] = .array(sources.map { source($0, in: catalogue) })
    }
    if let version = description.version { members["version"] = .string("\(version).0.0") }
    if let keywords = description.keywords["nl"], !keywords.isEmpty {
      members["keywords"] = .array(keywords.map(JSONValue.string))
    }
    if let licence = CodeLists.licences[description.license], let address = licence.address {
      members["licenses"] = .array([
        .object([
          "name": .string(description.license), "path": .string(address),
          "title": .string(licence.label.nl),
        ])
      ])
    }
    return .object(members)
  }

  private static func contributors(
    of dataset: DatasetRecord, in catalogue: CatalogueRecord
  ) -> [JSONValue] {
    let said = dataset.description.statements
    var all = [(said?.publisher ?? catalogue.publisher, "publisher")]
    all += (said?.creators ?? []).map { ($0, "creator") }
    all += (said?.attributions ?? []).map { ($0.agent, $0.role) }
    return all.map { agent, role in
      .object([
        "title": .string(agent.name), "path": .string(agent.uri), "roles": .array([.string(role)]),
      ])
    }
  }

  private static func source(
    _ link: DatasetStatements.Link, in catalogue: CatalogueRecord
  ) -> JSONValue {
    let address =
      link.isDataset ? DCATNames(base: catalogue.baseURL, dataset: link.address).page : link.address
    return .object([
      "title": .string(link.title?.nl ?? link.address), "path": .string(address),
    ])
  }

  /// A file; `bytes` and `hash` are of the file as it is downloaded.
  private static func resource(
    _ file: DistributionRecord, of dataset: DatasetRecord
  ) -> JSONValue {
    let ending = file.fileName.dropFirst(dataset.name.count + 1).split(separator: ".")
    let format = ending.first.map(String.init) ?? file.format.lowercased()
    let isTable = file.format != DistributionFormat.geoJSON.code
    let isCSV = file.format == DistributionFormat.csv.code
    var members: [String: JSONValue] = [
      "name": .string(isCSV ? dataset.name : "\(dataset.name)-\(format)"),
      "path": .string(file.fileName), "format": .string(format),
      "mediatype": .string(file.mediaType), "encoding": .string("utf-8"),
      "bytes": .integer(file.byteSize), "hash": .string("sha256:\(file.sha256)"),
    ]
    // The form of Data Package's recipe "Compression of resources".
    if ending.last == "gz" { members["compression"] = .string("gz") }
    if isTable {
      members["type"] = .string("table")
      members["schema"] = .string("schema.json")
    }
    if isCSV {
      members["dialect"] = .object([
        "header": .boolean(true), "delimiter": .string(","), "lineTerminator": .string("\n"),
        "quoteChar": .string("\""), "doubleQuote": .boolean(true),
      ])
    }
    return .object(members)
  }
}
