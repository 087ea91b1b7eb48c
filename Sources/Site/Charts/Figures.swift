// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Chooses what of a dataset people would rather look at than read, and draws it.
enum Figures {
  private static let most = 4

  /// At most four pictures: when the rows are from, how they are divided, and where they are.
  ///
  /// A dataset that was published before its profile was kept has none, nor has a table of counts, whose rows are no things.
  static func figures(
    of dataset: DatasetRecord, in outline: Outline? = nil, texts: Texts
  ) -> [Figure] {
    guard let profile = dataset.profile, profile.rows > 0,
      !dataset.fields.contains(where: { $0.treatment == .aggregate })
    else { return [] }
    let columns = zip(dataset.fields, profile.fields).map { FieldData($0, $1, profile.rows, texts) }
    let time = temporal(columns, dataset).flatMap(\.periodFigure)
    let spread = histogram(columns, dataset).flatMap(\.histogramFigure)
    let map = profile.places.flatMap { mapFigure($0, in: outline, texts) }
    let left = most - [time, spread, map].count { $0 != nil }
    let divided = columns.filter { $0.isDivided && $0.usefulness > 1.2 }
      .sorted { $0.usefulness > $1.usefulness }.prefix(left).compactMap(\.categoryFigure)
    let chosen = [time].compactMap(\.self) + divided + [spread].compactMap(\.self)
    return chosen.enumerated().map { $1("chart-\($0 + 1)") } + [map?(mapID)].compactMap(\.self)
  }

  /// The `id` of the map, which other parts of a page lead to.
  static let mapID = "map"

  /// A figure that only lacks its `id`.
  typealias Draft = (_ id: String) -> Figure

  /// The field that says when a row is from: the one that the period of the dataset is of, else the fullest.
  private static func temporal(_ columns: [FieldData], _ dataset: DatasetRecord) -> FieldData? {
    let dated = columns.filter { column in
      column.counts.periods.map { $0.bins.count > 2 && $0.bins.contains { $0.count ?? 0 > 0 } }
        ?? false
    }
    return dated.first { column in
      guard let period = dataset.temporal, let first = column.counts.minimum,
        let last = column.counts.maximum
      else { return false }
      return first.hasPrefix(period.start) && last.hasPrefix(period.end ?? "")
    } ?? dated.min { $0.counts.missing < $1.counts.missing }
  }

  /// A field of numbers that measure something: one with a unit before others.
  private static func histogram(_ columns: [FieldData], _ dataset: DatasetRecord) -> FieldData? {
    // What a map is made from is a coordinate, whatever it is called.
    let middles = columns.filter(\.isCoordinate).compactMap { $0.counts.quantiles?.p50 }
    let measured = columns.filter { column in
      let told = (column.counts.histogram ?? []).compactMap(\.count)
      return told.count > 2 && !dataset.primaryKey.contains(column.field.name)
        && !column.isCoordinate && !column.isNumbering
        && !middles.contains { abs($0 - (column.counts.quantiles?.p50 ?? .infinity)) < 0.001 }
    }
    return measured.first { $0.field.unit != nil } ?? measured.first
  }
}

extension Array where Element == Figure {
  /// What the templates of a page show of the figures.
  var content: [[String: Any]] { map(\.content) }
}
