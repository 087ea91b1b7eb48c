// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// A written table as counts and sums by some of its columns: a table of counts as it is, rows about persons counted.
struct JointTable {
  /// What is counted or added up, and of which columns of the export.
  enum Measure: Hashable {
    case rows
    case contributors(Set<String>)
    case sum(Set<String>)

    /// Whether it is a count.
    var isCount: Bool {
      switch self {
      case .rows, .contributors: true
      case .sum: false
      }
    }
  }

  /// A cell, or a total over some of its columns.
  struct Cell {
    /// Its values, in the order of the columns.
    var key: [String]
    /// What is shown of each measure; `nil` if nothing is.
    var numbers: [Double?]
  }

  /// The most cells that are compared; what has more cannot be.
  static let mostCells = 200_000

  /// The names of the columns that it is counted by.
  let columns: [String]
  /// What its cells hold.
  let measures: [Measure]
  /// The cells.
  private(set) var cells: [Cell] = []
  /// The totals; a column over which they go has `Aggregate.totalLabel`.
  private(set) var totals: [Cell] = []
  /// Whether the counts are exact: a rounded one proves nothing.
  let isExact: Bool

  /// Reads a table of counts.
  ///
  /// - Throws: `Failure` if it cannot be read, lacks a column, or has a number that is none.
  init(counts member: CatalogueMember, _ aggregate: Aggregate) throws(Failure) {
    isExact = aggregate.rounding == nil
    columns = aggregate.by
    var (names, measures) = ([String](), [Measure]())
    for measure in aggregate.measures {
      guard let found = Self.measure(measure.kind, aggregate, member) else { continue }
      names.append(measure.name)
      measures.append(found)
    }
    self.measures = measures
    let table = try WrittenTable(member.record, in: member.folder)
    let places = (columns + names).compactMap { table.names.firstIndex(of: $0) }
    guard places.count == columns.count + names.count else {
      throw Failure(
        .selfCheck, at: .init(file: table.path), "the table has other columns than were meant")
    }
    var batch = RecordBatch()
    while try table.next(into: &batch) {
      for row in 0..<batch.rowCount {
        let texts = places.map { String(decoding: batch.span(row: row, column: $0), as: UTF8.self) }
        let cell = Cell(
          key: Array(texts.prefix(columns.count)),
          numbers: texts.dropFirst(columns.count).map { $0.isEmpty ? nil : Double($0) })
        let isTotal = zip(aggregate.by, cell.key).contains { name, value in
          value == Aggregate.totalLabel && aggregate.totals.contains(name)
        }
        if isTotal { totals.append(cell) } else { cells.append(cell) }
        guard cells.count <= Self.mostCells else { throw Self.tooLarge(table.path) }
      }
    }
  }

  private static func measure(
    _ kind: Aggregate.Measure.Kind, _ aggregate: Aggregate, _ member: CatalogueMember
  ) -> Measure? {
    switch kind {
    case .rows: .rows
    case .contributors: .contributors(aggregate.contributor.map { member.origins(of: $0) } ?? [])
    case .sum(let field): .sum(member.origins(of: field))
    // A mean is no sum of means, and its count is compared where there is one.
    case .mean: nil
    }
  }

  /// Counts the rows of a table by some of its columns.
  ///
  /// - Throws: `Failure` if it cannot be read, or has too many combinations.
  init(rows member: CatalogueMember, by columns: [String]) throws(Failure) {
    (self.columns, measures, isExact) = (columns, [.rows], true)
    let table = try WrittenTable(member.record, in: member.folder)
    let places = columns.compactMap { table.names.firstIndex(of: $0) }
    guard places.count == columns.count else {
      throw Failure(
        .selfCheck, at: .init(file: table.path), "the table has other columns than were meant")
    }
    var found: [UInt64: Int] = [:]
    var batch = RecordBatch()
    while try table.next(into: &batch) {
      for row in 0..<batch.rowCount {
        var hash: UInt64 = 0
        for place in places {
          hash = ByteHash.mix(hash) ^ ByteHash.of(batch.span(row: row, column: place))
        }
        if let index = found[hash] {
          cells[index].numbers[0] = (cells[index].numbers[0] ?? 0) + 1
          continue
        }
        guard cells.count < Self.mostCells else { throw Self.tooLarge(table.path) }
        found[hash] = cells.count
        let key = places.map { String(decoding: batch.span(row: row, column: $0), as: UTF8.self) }
        cells.append(Cell(key: key, numbers: [1]))
      }
    }
  }

  private static func tooLarge(_ path: String) -> Failure {
    Failure(
      .memoryExceeded, at: .init(file: path),
      "there are more than \(mostCells) cells to compare with those of another dataset",
      hint: "Count by fewer or coarser fields.")
  }

  /// Writes the values of a column as those of a coarser one.
  mutating func coarsen(_ column: Int, _ values: CoarserValues) {
    for index in cells.indices {
      let value = cells[index].key[column]
      cells[index].key[column] = values.coarser[value] ?? value
    }
  }

  /// The values of a column.
  func values(of column: Int) -> Set<String> { Set(cells.lazy.map { $0.key[column] }) }
}
