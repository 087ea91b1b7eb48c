// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

extension FieldData {
  /// How many bars there are before the one for all others.
  private static let mostBars = 12

  /// The rows by value, the most frequent first.
  var categoryFigure: Figures.Draft? {
    guard let values = counts.categories, let first = values.first else { return nil }
    let told = values.reduce(0) { $0 + $1.count }
    let untold = rows - counts.missing - told
    let shown = values.count > Self.mostBars ? values.prefix(Self.mostBars - 1) : values[...]
    let others = told - shown.reduce(0) { $0 + $1.count } + untold
    var bars = inOrder(shown).map { BarChart.Bar(name: words($0.value), count: $0.count) }
    if others > 0 {
      bars.append(.init(name: texts["chart-others"], count: others, isRest: true))
    }
    let title = texts("chart-by", ["field": name])
    let text =
      texts(
        "chart-most",
        [
          "value": words(first.value), "rows": texts.count("rows", first.count),
          "share": texts.share(first.count, of: rows),
        ]) + missingSentence
    let chart = BarChart(bars: bars, texts: texts)
    let table = Figure.Table(head: head, rows: tableRows(values, untold))
    return { id in
      Figure(
        id: id, title: title, description: text,
        svg: chart.svg(id, title: title, description: text), table: table)
    }
  }

  /// The most frequent first, unless the values have an order of their own: age bands, classes of height.
  private func inOrder(
    _ values: ArraySlice<DatasetProfile.Category>
  ) -> [DatasetProfile.Category] {
    let items = field.categories.flatMap { $0.isOrdered == true ? $0.items.map(\.value) : nil }
    let bands = field.constraints?.enum.flatMap { list in
      list.count { $0.contains(where: \.isNumber) } * 2 > list.count ? list : nil
    }
    guard let order = items ?? bands else { return Array(values) }
    return values.sorted {
      (order.firstIndex(of: $0.value) ?? .max) < (order.firstIndex(of: $1.value) ?? .max)
    }
  }

  private func tableRows(_ values: [DatasetProfile.Category], _ untold: Int) -> [[String]] {
    var rows = values.map { [words($0.value), count($0.count), share($0.count)] }
    if untold > 0 { rows.append([texts["chart-rare"], count(untold), share(untold)]) }
    if counts.missing > 0 {
      rows.append([texts["chart-empty"], count(counts.missing), share(counts.missing)])
    }
    return rows
  }

  /// A value as people read it.
  private func words(_ value: String) -> String {
    if field.type == "boolean" { return texts[value == "true" ? "chart-yes" : "chart-no"] }
    return field.categories?.items.first { $0.value == value }?.label ?? value
  }
}
