// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikTreatment
internal import HergebruikValues

/// The time and the area that the rows are about.
struct Coverage {
  /// The box around the coordinates of the rows.
  private(set) var box: BoundingBox?
  private var conversions: Set<GeographyRecord.Conversion> = []
  private var temporal: ValueRange?

  /// Takes in the rows of the next block.
  mutating func enter(_ result: TransformResult) {
    if let around = result.box { box = around.joined(with: box) }
    conversions.formUnion(result.conversions)
    if let range = result.temporal { temporal = range.joined(with: temporal) }
  }

  /// Where the rows are; `nil` if the table has no geometry.
  func geography(of table: OpenTable) -> GeographyRecord? {
    guard table.geometryFields != nil else { return nil }
    return GeographyRecord(
      box: box.map(GeographyRecord.Box.init),
      conversions: conversions.sorted { ($0.crs, $0.name) < ($1.crs, $1.name) })
  }

  /// The days, months or years that the data are about: of a time its day; none before our era.
  var period: DatasetRecord.Period? {
    guard let temporal, temporal.least.first != UInt8(ascii: "-") else { return nil }
    return DatasetRecord.Period(
      start: String(decoding: temporal.least.prefix(10), as: UTF8.self),
      end: String(decoding: temporal.most.prefix(10), as: UTF8.self))
  }
}
