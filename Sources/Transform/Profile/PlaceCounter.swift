// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikValues

/// Counts the rows of a table by where they are, in fixed memory.
///
/// Places are put together in squares of a grid, which begins at about a metre and whose lines are twice as far apart
/// each time there are more than 2,000 squares. How far apart they end depends on the places alone, not on their
/// order nor on how they were divided over counters that are merged.
struct PlaceCounter: Sendable {
  /// Rows of one square, with the sums of their coordinates in steps of `Degrees`: of 1.8 × 10⁹ at most, so that those
  /// of 5 × 10⁹ rows fit in an `Int`.
  private struct Square: ProbeSlot {
    static var free: Square { Square() }
    var isFree: Bool { key == 0 }

    var key: UInt64 = 0
    var rows = 0
    var lon = 0
    var lat = 0

    /// The middle of the rows.
    var spot: DatasetProfile.Places.Spot {
      .init(lon: Self.mean(lon, rows), lat: Self.mean(lat, rows), rows: rows)
    }

    /// In steps of 0.00001 degree, halves rounded up.
    private static func mean(_ sum: Int, _ count: Int) -> Int {
      let divisor = 100 * count
      let shifted = sum + divisor / 2
      return shifted / divisor - (shifted % divisor < 0 ? 1 : 0)
    }
  }

  /// The most rows of which each has a spot, and the most squares that are counted.
  private static let most = 2000
  private static let mostSpots = 1000
  private static let room = 4096
  private static let mostClusters = 48

  /// The columns of the longitude and the latitude.
  private let lon: Int
  private let lat: Int
  /// The power of two, in steps of `Degrees`, that lines are apart.
  private var shift = 7
  private var squares = ProbeTable<Square>(places: room)
  private var rows = 0

  /// Makes a counter for the coordinates that were added to a table; nil where none were.
  init?(_ fields: [PublishedField]) {
    let columns = fields.indices.filter {
      fields[$0].treatment == .coordinates && fields[$0].type == "number"
    }
    guard columns.count == 2 else { return nil }
    (lon, lat) = (columns[0], columns[1])
  }

  /// Adds the rows of a batch.
  mutating func add(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, width: Int
  ) {
    var row = 0
    while row < ends.count {
      if let lon = Self.steps(bytes, ends, row &+ lon),
        let lat = Self.steps(bytes, ends, row &+ lat)
      {
        rows &+= 1
        enter(lon: lon, lat: lat, of: 1, lon, lat)
      }
      row &+= width
    }
  }

  /// The degrees of a cell, which have seven decimals; nil where it is empty.
  @inline(__always)
  private static func steps(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ cell: Int
  ) -> Int? {
    let start = cell == 0 ? 0 : Int(ends[cell &- 1]) &+ 1
    guard start < Int(ends[cell]) else { return nil }
    let isNegative = bytes[start] == UInt8(ascii: "-")
    var steps = 0
    for at in (isNegative ? start &+ 1 : start)..<Int(ends[cell]) where isDigit(bytes[at]) {
      steps = steps &* 10 &+ Int(bytes[at] &- 0x30)
    }
    return isNegative ? -steps : steps
  }

  /// Adds rows in the square of a place, with the sums of their coordinates.
  @inline(__always)
  private mutating func enter(lon: Int, lat: Int, of count: Int, _ lons: Int, _ lats: Int) {
    let east = UInt64(truncatingIfNeeded: (lon &+ 180 &* Degrees.steps) &>> shift)
    let north = UInt64(truncatingIfNeeded: (lat &+ 90 &* Degrees.steps) &>> shift)
    let key = 1 &<< 63 | east &<< 32 | north
    let place = squares.place(of: (key &* 0x9E37_79B9_7F4A_7C15) &>> 52) { $0.key == key }
    var square = squares[place]
    guard !square.isFree else {
      squares.fill(place, with: Square(key: key, rows: count, lon: lons, lat: lats))
      if squares.count > Self.most { coarsen(to: Self.most) }
      return
    }
    square.rows &+= count
    square.lon &+= lons
    square.lat &+= lats
    squares[place] = square
  }

  /// Sets the lines further apart until there are no more than so many squares.
  private mutating func coarsen(to limit: Int) {
    while squares.count > limit { widen() }
  }

  /// Sets the lines twice as far apart.
  private mutating func widen() {
    let old = squares
    shift += 1
    squares = ProbeTable(places: Self.room)
    for square in old.filled { enter(square) }
  }

  private mutating func enter(_ square: Square) {
    // The middle of rows lies in their square, unless it is rounded out of it.
    let lon = Self.floor(square.lon, square.rows)
    let lat = Self.floor(square.lat, square.rows)
    enter(lon: lon, lat: lat, of: square.rows, square.lon, square.lat)
  }

  private static func floor(_ sum: Int, _ count: Int) -> Int {
    sum / count - (sum % count < 0 ? 1 : 0)
  }

  /// Adds what another one saw.
  mutating func merge(_ other: PlaceCounter) {
    rows += other.rows
    while shift < other.shift { widen() }
    for square in other.squares.filled { enter(square) }
  }

  // MARK: Answers

  /// Where the rows are; nil where that is nowhere.
  ///
  /// - Parameter least: Where it is more than one, no place of a single row is told, nor any group of fewer.
  func places(least: Int) -> DatasetProfile.Places? {
    guard rows > 0 else { return nil }
    guard least > 1 || rows > Self.most else {
      return .init(rows: rows, spots: spots, clusters: [])
    }
    var clusters = self
    clusters.coarsen(to: Self.mostClusters)
    var told = clusters.told(least)
    while !SmallCounts.isTelling(rows - told.reduce(0) { $0 + $1.rows }, of: rows),
      clusters.squares.count > 1
    {
      clusters.coarsen(to: clusters.squares.count - 1)
      told = clusters.told(least)
    }
    guard !told.isEmpty else { return nil }
    var fine = self
    fine.coarsen(to: Self.mostSpots)
    return .init(rows: rows, spots: least > 1 ? [] : fine.spots, clusters: told)
  }

  /// From north to south, then from west to east.
  private var spots: [DatasetProfile.Places.Spot] {
    squares.filled.map(\.spot).sorted { ($1.lat, $0.lon) < ($0.lat, $1.lon) }
  }

  /// The groups that are not too small, the largest first.
  private func told(_ least: Int) -> [DatasetProfile.Places.Spot] {
    let groups = spots
    var counts = groups.map { Optional($0.rows) }
    if least > 1 { _ = SmallCounts.withhold(&counts, least: least) }
    return zip(groups, counts).filter { $1 != nil }.map(\.0)
      .sorted { ($1.rows, $1.lat, $0.lon) < ($0.rows, $0.lat, $1.lon) }
  }
}
