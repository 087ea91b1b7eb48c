// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// The page where a reader looks into a dataset's table in the browser; scripts of our own do the work.
enum Explorer {
  /// What the template `explorer` shows besides what every page of a dataset does; nil where there is no table.
  ///
  /// - Parameter data: the folder of the dataset's files, seen from the page, with a slash at its end.
  static func content(
    _ dataset: DatasetRecord, data: String, texts: Texts
  ) -> [String: Any]? {
    guard let table = dataset.table else { return nil }
    let size = texts.language.size(table.byteSize)
    let description: JSONValue = .object([
      "name": .string(dataset.name), "file": .string(data + table.fileName),
      "size": .integer(table.byteSize), "rows": .integer(dataset.rows),
      "fields": .array(dataset.fields.map { field($0, texts.language) }),
    ])
    return [
      "explorerData": description.scriptText, "explorerTexts": script(texts, "explorer-"),
      "tableHref": data + table.fileName,
      "downloadText": texts("explorer-download", ["size": size]),
      "offerText": texts("explorer-offer", ["size": size]),
    ]
  }

  private static func field(_ field: PublishedField, _ language: Language) -> JSONValue {
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
  static func script(_ texts: Texts, _ prefix: String) -> String {
    var members: [String: JSONValue] = [:]
    for (key, text) in texts.all where key.hasPrefix(prefix) {
      members[String(key.dropFirst(prefix.count))] = .string(text)
    }
    return JSONValue.object(members).scriptText
  }

  /// The scripts and style sheets of the explorer and the search, by their path below the web root.
  static let assets: [(path: String, bytes: [UInt8])] = [
    ("explorer.css", PackageResources.explorer_css),
    ("explorer.js", PackageResources.explorer_js),
    ("explorer-chart.js", PackageResources.explorer_chart_js),
    ("explorer-columns.js", PackageResources.explorer_columns_js),
    ("explorer-controls.js", PackageResources.explorer_controls_js),
    ("explorer-csv.js", PackageResources.explorer_csv_js),
    ("explorer-dom.js", PackageResources.explorer_dom_js),
    ("explorer-excel.js", PackageResources.explorer_excel_js),
    ("explorer-figure.js", PackageResources.explorer_figure_js),
    ("explorer-filters.js", PackageResources.explorer_filters_js),
    ("explorer-numbers.js", PackageResources.explorer_numbers_js),
    ("explorer-query.js", PackageResources.explorer_query_js),
    ("explorer-result.js", PackageResources.explorer_result_js),
    ("explorer-state.js", PackageResources.explorer_state_js),
    ("explorer-words.js", PackageResources.explorer_words_js),
    ("explorer-worker.js", PackageResources.explorer_worker_js),
    ("link.js", PackageResources.link_js),
    ("search.css", PackageResources.search_css),
    ("search.js", PackageResources.search_js),
    ("search-index.js", PackageResources.search_index_js),
    ("search-stem.js", PackageResources.search_stem_js),
    ("search-worker.js", PackageResources.search_worker_js),
  ].map { ("assets/\($0.0)", $0.1) }
}
