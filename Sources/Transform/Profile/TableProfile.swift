// SPDX-License-Identifier: EUPL-1.2

package import HergebruikModel
package import HergebruikTreatment
internal import HergebruikValues

/// What is known of the cells of a table, from one pass in bounded memory; one thread's.
///
/// Whatever the order of rows and the number of threads, it says the same.
package struct TableProfile: Sendable {
  private var fields: [FieldProfile]
  private let names: [String]
  private var rows = 0
  /// Where the rows are; nil where they have no coordinates.
  private var places: PlaceCounter?

  /// Makes a profile of the rows that a plan gives.
  package init(rowsOf plan: TransformPlan) { self.init(plan.rowFields) }

  /// Makes a profile of a published table.
  package init(_ fields: [PublishedField]) {
    self.fields = fields.map { FieldProfile(type: $0.type) }
    names = fields.map(\.name)
    places = PlaceCounter(fields)
  }

  /// Adds rows; empty cells are missing.
  package mutating func add(_ batch: borrowing OpenBatch) {
    let (bytes, width) = (batch.bytes, batch.width)
    rows += batch.rowCount
    let ends = batch.cellEnds.span
    for column in fields.indices {
      var at = column
      while at < ends.count {
        let start = at == 0 ? 0 : Int(ends[at &- 1]) &+ 1
        fields[column].add(bytes.extracting(start..<Int(ends[at])))
        at &+= width
      }
    }
    places?.add(bytes, ends, width: width)
  }

  /// Adds what another thread saw.
  package mutating func merge(_ other: TableProfile) {
    rows += other.rows
    for index in fields.indices { fields[index].merge(other.fields[index]) }
    if let more = other.places { places?.merge(more) }
  }

  /// The exact sum of each column of numbers that has one, by its name.
  package var sums: [String: String] {
    Dictionary(
      zip(names, fields).compactMap { name, field in field.sum.map { (name, $0) } },
      uniquingKeysWith: { $1 })
  }

  /// For each column its distinct values.
  package var distinct: [DistinctCount] { fields.map(\.distinct.count) }

  /// The profile; of no value, number, period or place it tells that fewer rows have it than `least`.
  ///
  /// - Parameter rejected: rows of the export that were left out.
  package func record(rejected: Int, least: Int) -> DatasetProfile {
    var profile = DatasetProfile(
      rows: rows, rejected: rejected,
      fields: zip(names, fields).map { $1.record(name: $0, least: least) })
    profile.places = places?.places(least: least)
    return profile
  }
}

/// What is known of the cells of one column.
private struct FieldProfile: Sendable {
  private var missing = 0
  private(set) var distinct = DistinctCounter()
  private var categories = CategoryCounter()
  private var numbers: NumberProfile?
  private var periods: PeriodCounter?
  private let isOrdered: Bool
  private var range: ValueRange?

  init(type: String) {
    if ["integer", "number"].contains(type) { numbers = NumberProfile() }
    periods = PeriodCounter(type: type)
    isOrdered = ["date", "datetime", "time", "year", "yearmonth"].contains(type)
  }

  @inline(__always)
  mutating func add(_ cell: Span<UInt8>) {
    guard !cell.isEmpty else {
      missing &+= 1
      return
    }
    let hash = ByteHash.of(cell)
    distinct.add(hash: hash)
    if !categories.isFull { categories.add(cell, hash: hash) }
    if numbers != nil {
      numbers?.add(cell)
    } else if isOrdered {
      if range == nil { range = ValueRange(cell) } else { range?.widen(cell) }
      periods?.add(cell)
    }
  }

  mutating func merge(_ other: FieldProfile) {
    missing += other.missing
    distinct.merge(other.distinct)
    categories.merge(other.categories)
    if let more = other.numbers { numbers?.merge(more) }
    if let more = other.periods { periods?.merge(more) }
    if let more = other.range { range = more.joined(with: range) }
  }

  var sum: String? { numbers?.sum?.text() }

  func record(name: String, least: Int) -> DatasetProfile.Field {
    var field = DatasetProfile.Field(name: name, missing: missing, distinct: distinct.count)
    if let range {
      field.minimum = String(decoding: range.least, as: UTF8.self)
      field.maximum = String(decoding: range.most, as: UTF8.self)
    }
    if let numbers, numbers.hasNumbers {
      (field.minimum, field.maximum) = (numbers.minimum, numbers.maximum)
      (field.mean, field.quantiles) = (numbers.mean, numbers.quantiles)
      field.sum = sum
    }
    field.categories = categories.categories(from: least)
    addBins(to: &field, least: least)
    return field
  }

  /// Adds how numbers and dates are divided; where values are too rare to be told, in the place of all values, from
  /// which and from the bins what is not told would follow.
  private func addBins(to field: inout DatasetProfile.Field, least: Int) {
    let values = categories.categories(from: 1)
    field.histogram = numbers?.histogram(of: values, least: least)
    field.periods = periods?.periods(least: least)
    let hasBins = field.histogram != nil || field.periods != nil
    if hasBins, field.categories?.count != values?.count { field.categories = nil }
  }
}
