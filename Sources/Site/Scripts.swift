// SPDX-License-Identifier: EUPL-1.2

/// The scripts of the explorer and the search, with their style sheets; they are served as they are in `Templates`.
enum Scripts {
  /// Every file by its path below the web root.
  static let assets: [(path: String, bytes: [UInt8])] = [
    ("explorer.css", PackageResources.explorer_css),
    ("explorer.js", PackageResources.explorer_js),
    ("explorer-chart.js", PackageResources.explorer_chart_js),
    ("explorer-chips.js", PackageResources.explorer_chips_js),
    ("explorer-columns.js", PackageResources.explorer_columns_js),
    ("explorer-controls.js", PackageResources.explorer_controls_js),
    ("explorer-csv.js", PackageResources.explorer_csv_js),
    ("explorer-dom.js", PackageResources.explorer_dom_js),
    ("explorer-excel.js", PackageResources.explorer_excel_js),
    ("explorer-figure.js", PackageResources.explorer_figure_js),
    ("explorer-filters.js", PackageResources.explorer_filters_js),
    ("explorer-input.js", PackageResources.explorer_input_js),
    ("explorer-lines.js", PackageResources.explorer_lines_js),
    ("explorer-numbers.js", PackageResources.explorer_numbers_js),
    ("explorer-order.js", PackageResources.explorer_order_js),
    ("explorer-picker.js", PackageResources.explorer_picker_js),
    ("explorer-query.js", PackageResources.explorer_query_js),
    ("explorer-result.js", PackageResources.explorer_result_js),
    ("explorer-state.js", PackageResources.explorer_state_js),
    ("explorer-values.js", PackageResources.explorer_values_js),
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
