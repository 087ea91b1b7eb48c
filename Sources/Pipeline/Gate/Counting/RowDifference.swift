// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// The rows that one of two written tables has and the other has not, and how few of them are alike.
///
/// Rows and classes are told apart by hashes of 64 bits. What bounds the memory is that only one part of the classes is
/// looked at in each reading of both tables.
struct RowDifference {
  private struct Row {
    var number: Int
    var group: UInt64
  }

  /// Rows that only the newer table has, and the size of their smallest class; 0 if there are none.
  private(set) var added = (rows: 0, k: 0)
  /// Rows that only the older table has, and the size of their smallest class; 0 if there are none.
  private(set) var removed = (rows: 0, k: 0)

  /// Compares two releases.
  ///
  /// - Parameter room: The bytes that it may take.
  /// - Throws: `Failure` if a table cannot be read, or if there is not enough memory.
  init(
    _ older: DatasetRecord, in olderFolder: String, _ newer: DatasetRecord, in newerFolder: String,
    _ fields: ComparableFields, room: Int
  ) throws(Failure) {
    let most = max(room / 64, 1_000)
    var parts = 1
    while parts <= 4_096 {
      if try count(
        (older, olderFolder), (newer, newerFolder), fields, parts: parts, most: most)
      {
        return
      }
      parts *= 2
    }
    throw Failure(
      .memoryExceeded, at: .init(file: newerFolder),
      "there is not enough memory to compare two releases", hint: "Give it more: --memory 2G.")
  }

  /// Compares in so many readings; `false` if a part of the rows does not fit.
  private mutating func count(
    _ older: (record: DatasetRecord, folder: String),
    _ newer: (record: DatasetRecord, folder: String), _ fields: ComparableFields, parts: Int,
    most: Int
  ) throws(Failure) -> Bool {
    (added, removed) = ((0, 0), (0, 0))
    for part in 0..<parts {
      var rows: [UInt64: Row] = [:]
      for (release, sign) in [(newer, 1), (older, -1)] {
        guard
          try Self.read(
            release.record, release.folder, fields, part: (part, parts), sign, most, &rows)
        else { return false }
      }
      add(rows.values)
    }
    return true
  }

  private static func read(
    _ record: DatasetRecord, _ folder: String, _ fields: ComparableFields,
    part: (number: Int, of: Int), _ sign: Int, _ most: Int, _ rows: inout [UInt64: Row]
  ) throws(Failure) -> Bool {
    let table = try WrittenTable(record, in: folder)
    let places = try fields.names.map { name throws(Failure) in
      guard let place = table.names.firstIndex(of: name) else {
        throw Failure(
          .selfCheck, at: .init(file: table.path), "the table has other columns than were meant")
      }
      return (place, fields.quasi.contains(name))
    }
    var batch = RecordBatch()
    while try table.next(into: &batch) {
      for row in 0..<batch.rowCount {
        var (whole, group) = (UInt64(0), UInt64(0))
        for (place, isQuasi) in places {
          let hash = ByteHash.of(batch.span(row: row, column: place))
          whole = ByteHash.mix(whole) ^ hash
          if isQuasi { group = ByteHash.mix(group) ^ hash }
        }
        guard part.of == 1 || Int(ByteHash.mix(group) >> 33) % part.of == part.number else {
          continue
        }
        rows[whole, default: Row(number: 0, group: group)].number += sign
      }
      if rows.count > most { return false }
    }
    return true
  }

  private mutating func add(_ rows: Dictionary<UInt64, Row>.Values) {
    var (added, removed) = ([UInt64: Int](), [UInt64: Int]())
    for row in rows where row.number > 0 { added[row.group, default: 0] += row.number }
    for row in rows where row.number < 0 { removed[row.group, default: 0] -= row.number }
    self.added.rows += added.values.reduce(0, +)
    self.removed.rows += removed.values.reduce(0, +)
    self.added.k = Self.smaller(self.added.k, added.values.min())
    self.removed.k = Self.smaller(self.removed.k, removed.values.min())
  }

  private static func smaller(_ known: Int, _ found: Int?) -> Int {
    guard let found else { return known }
    return known == 0 ? found : min(known, found)
  }
}
