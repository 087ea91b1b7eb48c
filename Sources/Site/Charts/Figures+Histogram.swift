// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

extension FieldData {
  /// How numbers are divided.
  var histogramFigure: Figures.Draft? {
    guard let bins = counts.histogram else { return nil }
    let title = texts("chart-spread", ["field": name])
    let text = histogramSentences(bins)
    let chart = ColumnChart(
      columns: bins.map { bin in
        .init(
          words: "\(range(bin)): \(count(bin.count))", count: bin.count,
          isRest: bin.from == nil || bin.to == nil)
      }, labels: edges(bins), isDense: true, texts: texts)
    let table = Figure.Table(
      head: head, rows: bins.map { [range($0), count($0.count), share($0.count)] } + emptyRow)
    return { id in
      Figure(
        id: id, title: title, description: text,
        svg: chart.svg(id, title: title, description: text), table: table)
    }
  }

  /// Rows without a value, as the last row of a table.
  var emptyRow: [[String]] {
    counts.missing > 0
      ? [[texts["chart-empty"], count(counts.missing), share(counts.missing)]] : []
  }

  private func histogramSentences(_ bins: [DatasetProfile.Bin]) -> String {
    var text = ""
    if let quantiles = counts.quantiles {
      text = texts(
        "chart-half",
        [
          "low": number(quantiles.p25), "high": number(quantiles.p75),
          "middle": number(quantiles.p50),
        ])
    }
    if bins.contains(where: { $0.count == nil }) { text += " " + texts["chart-untold-why"] }
    return text + missingSentence
  }

  private func number(_ value: Double) -> String {
    value.magnitude < 1e15 ? texts.language.decimal(value, places: 2) : texts.short(value)
  }

  private func number(_ text: String?) -> String { (text.flatMap(Double.init)).map(number) ?? "" }

  /// `10 tot 20`, or only the number where no other is in it.
  private func range(_ bin: DatasetProfile.Bin) -> String {
    guard let from = bin.from else { return texts("chart-below", ["to": number(bin.to)]) }
    guard let to = bin.to else { return texts("chart-above", ["from": number(from)]) }
    if field.type == "integer", let low = Int(from), let high = Int(to), high == low + 1 {
      return number(from)
    }
    return texts("chart-range", ["from": number(from), "to": number(to)])
  }

  /// The bounds that are written below: round ones, about five.
  private func edges(_ bins: [DatasetProfile.Bin]) -> [ColumnChart.Label] {
    let inner = bins.enumerated().filter { $0.element.from != nil && $0.element.to != nil }
    guard let first = inner.first, let from = first.element.from.flatMap(Double.init),
      let to = first.element.to.flatMap(Double.init)
    else { return [] }
    let width = to - from
    // Of numbers so large that a Double does not tell bounds apart any bound is as round as another.
    let start = width > 0 ? Int(exactly: (from / width).rounded()) ?? 0 : 0
    let step = [1, 2, 4, 5, 10].first { inner.count / $0 <= 5 } ?? 10
    var labels: [ColumnChart.Label] = []
    for offset in 0...inner.count where (start % step + offset) % step == 0 {
      let edge = offset < inner.count ? inner[offset].element.from : inner.last?.element.to
      labels.append(
        .init(
          place: Double(first.offset + offset),
          text: edge.flatMap(Double.init).map(texts.short) ?? ""))
    }
    return ColumnChart.fitting(tails(bins) + labels, columns: bins.count)
  }

  /// What stands below the bins of all that lies far away.
  private func tails(_ bins: [DatasetProfile.Bin]) -> [ColumnChart.Label] {
    bins.enumerated().compactMap { index, bin in
      guard bin.from == nil || bin.to == nil else { return nil }
      return .init(
        place: Double(index) + 0.5, text: texts[bin.from == nil ? "chart-less" : "chart-more"])
    }
  }
}

extension ColumnChart {
  /// Leaves labels out that would touch another, which stands before them in the list: all where there is room for
  /// none of them, and some only on a telephone.
  static func fitting(_ labels: [Label], columns: Int) -> [Label] {
    let wide = apart(labels, columns, width: 420)
    let narrow = Set(apart(wide, columns, width: 236).map(\.place))
    return wide.map { label in
      var label = label
      label.isMinor = !narrow.contains(label.place)
      return label
    }.sorted { $0.place < $1.place }
  }

  /// Those of some labels that do not touch in a picture of so many pixels; evenly, every second or third of them, where
  /// not all fit.
  private static func apart(_ labels: [Label], _ columns: Int, width: Double) -> [Label] {
    for step in 1...max(labels.count, 1) {
      let left = labels.enumerated().filter { $0.offset % step == 0 }.map(\.element)
      let ends = left.sorted { $0.place < $1.place }.map { $0.ends(columns, width) }
      if zip(ends, ends.dropFirst()).allSatisfy({ $0.upperBound + 8 <= $1.lowerBound }) {
        return left
      }
    }
    return []
  }
}

extension ColumnChart.Label {
  /// From where to where it reaches, in pixels.
  fileprivate func ends(_ columns: Int, _ width: Double) -> ClosedRange<Double> {
    let (part, length) = (place / Double(max(columns, 1)), Double(text.count) * 7.5)
    switch ColumnChart.anchor(part, text) {
    case "start": return part * width...part * width + length
    case "end": return part * width - length...part * width
    default: return part * width - length / 2...part * width + length / 2
    }
  }
}
