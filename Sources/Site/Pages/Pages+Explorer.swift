// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension Pages {
  /// The page where a reader looks into a dataset's table in the browser; nil where there is no table.
  func explore(_ dataset: DatasetRecord) throws(Failure) -> SiteFile? {
    guard let table = dataset.table else { return nil }
    let root = root(.dataset(dataset.name, .explore))
    let data = "\(root)datasets/\(dataset.name)/"
    let size = language.size(table.byteSize)
    return try datasetPage(
      dataset, .explore, "explorer",
      [
        "explorerData": description(dataset, table, data).scriptText,
        "explorerTexts": script("explorer-"), "tableHref": data + table.fileName,
        "datasetHref": root + Route.dataset(dataset.name, .overview).folder(language),
        "downloadText": texts("explore-download", ["size": size]),
        "offerText": texts("explore-offer", ["size": size]),
      ])
  }

  /// What the script has to know of the table; `data` is the way to the folder of the dataset's files.
  private func description(
    _ dataset: DatasetRecord, _ table: DistributionRecord, _ data: String
  ) -> JSONValue {
    .object([
      "name": .string(dataset.name), "file": .string(data + table.fileName),
      "size": .integer(table.byteSize), "rows": .integer(dataset.rows),
      "fields": .array(dataset.fields.map(explored)),
    ])
  }

  private func explored(_ field: PublishedField) -> JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(field.name), "type": .string(field.type),
      "title": .string(field.title?.text(in: language) ?? field.name),
    ]
    if let unit = field.unit { members["unit"] = .string(unit) }
    let labels = (field.categories?.items ?? []).compactMap { item in
      item.label.map { (item.value, JSONValue.string($0)) }
    }
    if !labels.isEmpty { members["labels"] = .object(Dictionary(labels) { first, _ in first }) }
    return .object(members)
  }

  /// The texts whose keys begin alike, by the rest of their keys, for a script.
  func script(_ prefix: String) -> String {
    var members: [String: JSONValue] = [:]
    for (key, text) in texts.all where key.hasPrefix(prefix) {
      members[String(key.dropFirst(prefix.count))] = .string(text)
    }
    return JSONValue.object(members).scriptText
  }
}
