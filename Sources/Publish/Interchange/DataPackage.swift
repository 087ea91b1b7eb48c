// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// A dataset for programs that read Data Packages: `datapackage.json`.
///
/// Source: Data Package v2, https://datapackage.org/standard/data-package/
enum DataPackage {
  /// The package of a dataset; texts are the Dutch ones, since Data Package knows one language.
  static func json(of dataset: DatasetRecord, in catalogue: CatalogueRecord) -> JSONValue {
    let description = dataset.description
    let names = DCATNames(base: catalogue.baseURL, dataset: dataset.name)
    var members: [String: JSONValue] = [
      "$schema": .string("https://datapackage.org/profiles/2.0/datapackage.json"),
      "name": .string(dataset.name), "id": .string(names.dataset), "homepage": .string(names.page),
      "title": .string(description.title.nl),
      "description": .string(description.description.nl),
      // The hour is not kept: only what is published tells when it last changed.
      "created": .string("\(dataset.modified)T00:00:00Z"),
      "contributors": .array([
        .object([
          "title": .string(catalogue.publisher.name), "path": .string(catalogue.publisher.uri),
          "roles": .array([.string("publisher")]),
        ])
      ]),
      "resources": .array(dataset.distributions.map { resource($0, of: dataset) }),
    ]
    if let keywords = description.keywords["nl"], !keywords.isEmpty {
      members["keywords"] = .array(keywords.map(JSONValue.string))
    }
    if let licence = CodeLists.licences[description.license], let page = licence.page {
      members["licenses"] = .array([
        .object([
          "name": .string(description.license), "path": .string(page),
          "title": .string(licence.label.nl),
        ])
      ])
    }
    return .object(members)
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
