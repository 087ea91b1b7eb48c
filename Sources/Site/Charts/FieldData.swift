// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikModel

/// A field with what was counted of it, and words for that.
struct FieldData {
  let field: PublishedField
  let counts: DatasetProfile.Field
  let rows: Int
  let texts: Texts

  init(
    _ field: PublishedField, _ counts: DatasetProfile.Field, _ rows: Int, _ texts: Texts
  ) {
    (self.field, self.counts, self.rows, self.texts) = (field, counts, rows, texts)
  }

  /// What people call it, with its unit.
  var name: String {
    let title = field.title?.text(in: texts.language) ?? field.name
    return field.unit.map { "\(title) (\($0))" } ?? title
  }

  /// Whether it is part of a coordinate, which a map shows better: by its treatment, or by what it is called.
  var isCoordinate: Bool {
    let words = field.name.lowercased().split { !$0.isLetter }
    let known: Set<Substring> = [
      "x", "y", "lon", "lat", "longitude", "latitude", "lengtegraad", "breedtegraad", "rd",
    ]
    return field.treatment == .coordinates || words.contains(where: known.contains)
  }

  /// Whether its numbers tell rows apart, and measure nothing.
  var isNumbering: Bool {
    field.type == "integer" && rows > 20 && field.unit == nil
      && counts.distinct.count >= (rows - counts.missing) * 95 / 100
  }

  /// Whether rows are divided over a few values.
  var isDivided: Bool {
    guard ["string", "boolean", "any"].contains(field.type), let values = counts.categories else {
      return false
    }
    return 2...30 ~= values.count && values.count * 4 <= rows
      && values.reduce(0) { $0 + $1.count } * 2 > rows
  }

  /// More for rows that are spread over some eight values, less for more, and for empty cells.
  var usefulness: Double {
    let values = counts.categories ?? []
    let all = Double(max(values.reduce(0) { $0 + $1.count }, 1))
    let entropy = values.reduce(0.0) { sum, value in
      let part = Double(value.count) / all
      return sum - part * log(part)
    }
    return min(exp(entropy), 8) - max(Double(values.count) - 8, 0) / 4
      - 5 * Double(counts.missing) / Double(max(rows, 1))
  }

  /// A sentence on rows without a value; empty where all have one.
  var missingSentence: String {
    guard counts.missing > 0 else { return "" }
    return " " + texts.count("chart-missing", counts.missing)
  }

  /// A count, or that it is not told.
  func count(_ count: Int?) -> String {
    count.map { texts.language.number($0) } ?? texts["chart-untold"]
  }

  func share(_ count: Int?) -> String {
    count.map { texts.share($0, of: rows) } ?? ""
  }

  /// What heads a table of counts.
  var head: [String] { [name, texts["chart-rows"], texts["chart-part"]] }
}
