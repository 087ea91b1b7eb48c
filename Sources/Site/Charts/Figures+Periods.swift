// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

extension FieldData {
  /// The rows by day, month or year.
  var periodFigure: Figures.Draft? {
    guard let periods = counts.periods else { return nil }
    let inner = periods.bins.filter { $0.from != nil && $0.to != nil }
    let title = texts("chart-per-\(periods.unit.rawValue)", ["field": name])
    let text = sentences(periods, inner)
    let chart = ColumnChart(
      columns: inner.map {
        .init(words: "\(words($0, periods.unit)): \(count($0.count))", count: $0.count)
      },
      labels: PeriodLabels(unit: periods.unit, texts: texts).labels(inner.compactMap(\.from)),
      isDense: false, texts: texts)
    let table = Figure.Table(
      head: head,
      rows: periods.bins.map { [words($0, periods.unit), count($0.count), share($0.count)] }
        + emptyRow)
    return { id in
      Figure(
        id: id, title: title, description: text,
        svg: chart.svg(id, title: title, description: text), table: table,
        isWide: chart.columns.count > 8)
    }
  }

  private func sentences(
    _ periods: DatasetProfile.Periods, _ inner: [DatasetProfile.Bin]
  ) -> String {
    var parts: [String] = []
    let most = inner.compactMap(\.count).max() ?? 0
    if let bin = inner.first(where: { $0.count == most }) {
      parts.append(
        texts(
          "chart-period-most",
          ["period": words(bin, periods.unit), "rows": texts.count("rows", most)]))
    }
    for bin in periods.bins where bin.from == nil || bin.to == nil {
      guard let count = bin.count else { continue }
      let key = bin.from == nil ? "chart-earlier" : "chart-later"
      parts.append(
        texts(
          key,
          [
            "rows": texts.count("rows", count),
            "period": PeriodLabels.words(bin.from ?? bin.to ?? "", periods.unit, texts),
          ]))
    }
    if periods.bins.contains(where: { $0.count == nil }) { parts.append(texts["chart-untold-why"]) }
    return parts.joined(separator: " ") + missingSentence
  }

  private func words(_ bin: DatasetProfile.Bin, _ unit: DatasetProfile.Periods.Unit) -> String {
    func words(_ period: String) -> String { PeriodLabels.words(period, unit, texts) }
    guard let from = bin.from else { return texts("chart-before", ["period": words(bin.to ?? "")]) }
    guard bin.to != nil else { return texts("chart-since", ["period": words(from)]) }
    guard unit == .decade || unit == .century, let year = Int(from) else { return words(from) }
    return "\(year)–\(year + (unit == .decade ? 9 : 99))"
  }
}

/// What stands below columns of periods.
struct PeriodLabels {
  let unit: DatasetProfile.Periods.Unit
  let texts: Texts

  /// A period to read: `november 2026`.
  static func words(
    _ period: String, _ unit: DatasetProfile.Periods.Unit, _ texts: Texts
  ) -> String {
    unit == .day || unit == .month
      ? texts.language.date(period) : Int(period).map(String.init) ?? period
  }

  /// About eight of the periods, half of them where there is little room.
  func labels(_ periods: [String]) -> [ColumnChart.Label] {
    switch unit {
    case .day: days(periods)
    case .month: months(periods)
    case .year: years(periods, 1)
    case .decade: years(periods, 10)
    case .century: years(periods, 100)
    }
  }

  private func label(_ index: Int, _ text: String) -> ColumnChart.Label {
    .init(place: Double(index) + 0.5, text: text)
  }

  private func years(_ periods: [String], _ size: Int) -> [ColumnChart.Label] {
    let step = [1, 2, 5, 10, 20, 50].first { periods.count / $0 <= 9 } ?? 10
    let found = periods.enumerated().compactMap { index, period -> ColumnChart.Label? in
      guard let year = Int(period), year / size % step == 0 else { return nil }
      return label(index, String(year))
    }
    return ColumnChart.fitting(found, columns: periods.count)
  }

  /// Each January with its year, or where there are few months their names.
  private func months(_ periods: [String]) -> [ColumnChart.Label] {
    if periods.count > 14 {
      let januaries = periods.enumerated().filter { $0.element.hasSuffix("-01") }
      return ColumnChart.fitting(
        januaries.map { label($0.offset, String($0.element.prefix(4))) }, columns: periods.count)
    }
    let names = periods.enumerated().map { index, period in
      let isNewYear = index == 0 || period.hasSuffix("-01")
      return label(index, isNewYear ? "\(month(period)) \(period.prefix(4))" : month(period))
    }
    return ColumnChart.fitting(names, columns: periods.count)
  }

  private func days(_ periods: [String]) -> [ColumnChart.Label] {
    let step = [1, 2, 7, 14].first { periods.count / $0 <= 8 } ?? 14
    let names = periods.enumerated().filter { $0.offset % step == 0 }.map { index, period in
      label(index, "\(Int(period.suffix(2)) ?? 0) \(month(period))")
    }
    return ColumnChart.fitting(names, columns: periods.count)
  }

  /// `nov`.
  private func month(_ period: String) -> String {
    texts["chart-month-\(period.dropFirst(5).prefix(2))"]
  }
}
