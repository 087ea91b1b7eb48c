// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// What the public may know of the quality of a dataset: `quality.json`.
///
/// It is described by docs/quality.schema.json.
enum QualityReport {
  /// The number of this format; files without one have format 1 as well.
  static let format = 1

  /// The report of a dataset.
  static func json(of dataset: DatasetRecord, in catalogue: CatalogueRecord) -> JSONValue {
    let metadata = MetadataQuality(dataset, catalogue)
    var members: [String: JSONValue] = [
      "version": .integer(format), "dataset": .string(dataset.name),
      "metadata": .object([
        "method": .string("https://data.europa.eu/mqa/methodology"),
        "points": .integer(metadata.points), "maximum": .integer(MetadataQuality.maximum),
        "indicators": .array(
          metadata.indicators.map { indicator in
            .object([
              "dimension": .string(indicator.dimension), "name": .string(indicator.name),
              "points": .integer(indicator.points), "maximum": .integer(indicator.maximum),
            ])
          }),
      ]),
    ]
    guard let profile = dataset.profile else { return .object(members) }
    members["rows"] = .integer(profile.rows)
    members["dimensions"] = .object(dimensions(profile, dataset))
    members["fields"] = .array(zip(profile.fields, dataset.fields).map { field($0, type: $1.type) })
    return .object(members)
  }

  /// The mean of all datasets, for the catalogue.
  static func json(of datasets: [DatasetRecord], in catalogue: CatalogueRecord) -> JSONValue {
    let points = datasets.map { MetadataQuality($0, catalogue).points }
    return .object([
      "version": .integer(format), "method": .string("https://data.europa.eu/mqa/methodology"),
      "points": .integer(points.reduce(0, +) / max(points.count, 1)),
      "maximum": .integer(MetadataQuality.maximum),
      "datasets": .array(
        zip(datasets, points).map { dataset, points in
          .object(["name": .string(dataset.name), "points": .integer(points)])
        }),
    ])
  }

  /// Parts from 0 to 1, with four decimals.
  private static func dimensions(
    _ profile: DatasetProfile, _ dataset: DatasetRecord
  ) -> [String: JSONValue] {
    let cells = profile.rows * profile.fields.count
    let missing = profile.fields.reduce(0) { $0 + $1.missing }
    let records = profile.rows + profile.rejected
    return [
      "completeness": part(cells - missing, of: cells),
      "validity": part(profile.rows, of: records),
      // Rows with a repeated key stop a run; without a key nothing is known.
      "uniqueness": dataset.primaryKey.isEmpty ? .string("unknown") : .decimal("1"),
      "timeliness": .object([
        "modified": .string(dataset.dataDay),
        "accrualPeriodicity": .string(dataset.description.accrualPeriodicity ?? "unknown"),
      ]),
    ]
  }

  /// A part of a whole from 0 to 1, with at most four decimals, as text.
  static func decimal(_ count: Int, of all: Int) -> String {
    guard all > 0, count < all else { return "1.0" }
    let part = String(max(count, 0) * 10_000 / all)
    return "0." + String(repeating: "0", count: 4 - part.utf8.count) + part
  }

  private static func part(_ count: Int, of all: Int) -> JSONValue {
    guard all > 0 else { return .decimal("1") }
    return .number(Double(count * 10_000 / all) / 10_000)
  }

  private static func field(_ field: DatasetProfile.Field, type: String) -> JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(field.name), "missing": .integer(field.missing),
      "distinct": .integer(field.distinct.count),
      "distinctIsEstimate": .boolean(field.distinct.isEstimate),
    ]
    let isNumber = ["integer", "number"].contains(type)
    func value(_ text: String) -> JSONValue {
      guard isNumber, let number = Double(text) else { return .string(text) }
      // A Double tells fifteen digits exactly; more of them stand as they are.
      let isLong = text.utf8.count { 0x30...0x39 ~= $0 } > 15
      return (isLong ? JSONValue.number(text) : nil) ?? .number(number)
    }
    for (key, text) in [("minimum", field.minimum), ("maximum", field.maximum)] {
      members[key] = text.map(value)
    }
    if let sum = field.sum.flatMap({ JSONValue.number($0) }) { members["sum"] = sum }
    if let mean = field.mean { members["mean"] = .number(mean) }
    if field.lacksSum(type: type) { members["sumIsKnown"] = .boolean(false) }
    if field.lacksQuantiles(type: type) { members["quantilesAreKnown"] = .boolean(false) }
    if let quantiles = field.quantiles {
      members["quantiles"] = .object([
        "0.05": .number(quantiles.p05), "0.25": .number(quantiles.p25),
        "0.5": .number(quantiles.p50), "0.75": .number(quantiles.p75),
        "0.95": .number(quantiles.p95),
      ])
    }
    if let categories = field.categories {
      members["categories"] = .array(
        categories.map {
          .object(["value": .string($0.value), "count": .integer($0.count)])
        })
    }
    if let bins = field.histogram { members["histogram"] = .array(bins.map { bin($0, value) }) }
    if let periods = field.periods {
      members["periods"] = .object([
        "unit": .string(periods.unit.rawValue),
        "bins": .array(periods.bins.map { bin($0) { .string($0) } }),
      ])
    }
    return .object(members)
  }

  private static func bin(
    _ bin: DatasetProfile.Bin, _ value: (String) -> JSONValue
  ) -> JSONValue {
    var members: [String: JSONValue] = [:]
    members["from"] = bin.from.map(value)
    members["to"] = bin.to.map(value)
    members["count"] = bin.count.map { .integer($0) }
    return .object(members)
  }
}
