// SPDX-License-Identifier: EUPL-1.2

/// What was found in one cell, by how it is counted.
package struct CellHits: Hashable, Sendable {
  /// What it is as a whole.
  package var whole = DetectorSet()
  /// What stands somewhere in it.
  package var text = DetectorSet()
  /// What may stand somewhere in it.
  package var doubtful = DetectorSet()
  /// What the numbers in it are that pass a test, glued to other signs or not.
  package var numbers = DetectorSet()

  /// Makes hits of nothing.
  package init() {}

  /// Everything that could be it.
  package var all: DetectorSet { whole.union(text).union(doubtful).union(numbers) }

  /// Those that are counted in one way.
  subscript(basis: Finding.Basis) -> DetectorSet {
    switch basis {
    case .whole: whole
    case .text: text
    case .doubtful: doubtful
    case .number: numbers
    }
  }

  /// What is in it, and not in others.
  func subtracting(_ other: CellHits) -> CellHits {
    var left = CellHits()
    left.whole = whole.subtracting(other.whole)
    left.text = text.subtracting(other.text)
    left.doubtful = doubtful.subtracting(other.doubtful)
    left.numbers = numbers.subtracting(other.numbers)
    return left
  }

  /// Adds a detector to those that are counted in one way.
  mutating func insert(_ detector: DetectorSet, _ basis: Finding.Basis) {
    switch basis {
    case .whole: whole.formUnion(detector)
    case .text: text.formUnion(detector)
    case .doubtful: doubtful.formUnion(detector)
    case .number: numbers.formUnion(detector)
    }
  }
}

/// The first rows in which something was found, by detector and by how it is counted.
struct RowsFound: Sendable {
  private var rows = [FirstRows](
    repeating: FirstRows(), count: Finding.Basis.allCases.count * Detector.count)

  /// The first rows in which a detector found something.
  struct FirstRows: Sendable {
    private(set) var rows: [Int] = []

    /// Whether a later row changes nothing.
    var isFull: Bool { rows.count == 5 }

    mutating func add(_ row: Int) {
      guard rows.count < 5 || row < rows[4], !rows.contains(row) else { return }
      rows = Array((rows + [row]).sorted().prefix(5))
    }
  }

  private static func place(_ basis: Finding.Basis, _ index: Int) -> Int {
    basis.rawValue * Detector.count + index
  }

  /// Adds what was found in a row; returns what is settled by it, where rows come in order.
  mutating func add(_ found: CellHits, row: Int) -> CellHits {
    var settled = CellHits()
    for basis in Finding.Basis.allCases {
      var bits = found[basis].rawValue
      while bits != 0 {
        let index = bits.trailingZeroBitCount
        let place = Self.place(basis, index)
        rows[place].add(row)
        if rows[place].isFull { settled.insert(DetectorSet(rawValue: 1 << UInt32(index)), basis) }
        bits &= bits &- 1
      }
    }
    return settled
  }

  mutating func merge(_ other: RowsFound) {
    for place in rows.indices { for row in other.rows[place].rows { rows[place].add(row) } }
  }

  /// The first rows that a finding counts, five at most; none where it counts all.
  func of(_ finding: Finding) -> [Int] {
    finding.basis.map { rows[Self.place($0, finding.detector.index)].rows } ?? []
  }
}

/// Cells of a field that may be names by which the persons of direct identifiers log in, or ordinary words.
struct LoginCells: Sendable {
  private(set) var hits = 0
  private(set) var rows = RowsFound.FirstRows()
  private var different = DistinctSketch()

  mutating func add(_ hash: UInt64, row: Int) {
    hits += 1
    rows.add(row)
    different.add(hash)
  }

  mutating func merge(_ other: LoginCells) {
    hits += other.hits
    for row in other.rows.rows { rows.add(row) }
    different.merge(other.different)
  }

  /// Whether five differ and they are a tenth of the cells: more than words that happen to be written so.
  func isMany(of values: Int) -> Bool {
    hits >= 5 && 10 * hits >= values && different.estimate >= 5
  }
}
