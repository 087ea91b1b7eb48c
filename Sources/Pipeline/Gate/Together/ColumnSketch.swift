// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// The different values of a column, to tell whether rows of two tables can be joined by them: those of which the hash
/// ends in enough zeros, at most so many.
///
/// Source: Flajolet, *On adaptive sampling*, 1990 (Wegman's algorithm).
struct ColumnSketch {
  /// The most values that are kept.
  static let limit = 8192
  /// Fewer common values than this say nothing.
  static let fewestCommon = 10

  private var counts: [UInt64: Int] = [:]
  private var level = 0
  private var cells = 0

  mutating func see(_ hash: UInt64) {
    cells &+= 1
    guard hash.trailingZeroBitCount >= level else { return }
    counts[hash, default: 0] &+= 1
    while counts.count > Self.limit {
      level += 1
      counts = counts.filter { $0.key.trailingZeroBitCount >= level }
    }
  }

  /// Whether four of five filled cells have a value that no other has.
  private var tellsRowsApart: Bool {
    cells >= ColumnWatch.fewestCells
      && 5 * (counts.values.count { $0 == 1 } << level) >= 4 * cells
  }

  /// Whether rows can be joined by both columns: one of them tells rows apart, and half of the values of the one that has
  /// fewest stand in the other, ten at least.
  func joins(_ other: ColumnSketch) -> Bool {
    guard tellsRowsApart || other.tellsRowsApart else { return false }
    let level = max(level, other.level)
    let own = counts.keys.filter { $0.trailingZeroBitCount >= level }
    let others = other.counts.keys.filter { $0.trailingZeroBitCount >= level }
    let common = own.count { other.counts[$0] != nil }
    return common << level >= Self.fewestCommon && 2 * common >= min(own.count, others.count)
  }
}

/// The columns of tables by which rows may be joined, each table read once.
final class SketchStore {
  private struct Key: Hashable {
    var name: String
    var isBuilt: Bool
  }

  private var known: [Key: [String: ColumnSketch]] = [:]

  /// The columns of a dataset by which rows may be joined to those of another, by their names.
  ///
  /// - Throws: `Failure` if its table cannot be read.
  func sketches(of member: CatalogueMember) throws(Failure) -> [String: ColumnSketch] {
    let key = Key(name: member.name, isBuilt: member.isBuilt)
    if let known = known[key] { return known }
    let sketches = try Self.read(member.joinable.map(\.name), of: member)
    known[key] = sketches
    return sketches
  }

  private static func read(
    _ names: [String], of member: CatalogueMember
  ) throws(Failure) -> [String: ColumnSketch] {
    let table = try WrittenTable(member.record, in: member.folder)
    let columns = names.compactMap { name in
      table.names.firstIndex(of: name).map { (name, $0) }
    }
    var sketches = columns.map { _ in ColumnSketch() }
    var batch = RecordBatch()
    while try table.next(into: &batch) {
      for (index, column) in columns.enumerated() {
        for row in 0..<batch.rowCount {
          let cell = batch.span(row: row, column: column.1)
          if !cell.isEmpty { sketches[index].see(ByteHash.of(cell)) }
        }
      }
    }
    return Dictionary(zip(columns.map(\.0), sketches)) { first, _ in first }
  }
}
