// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// How many persons are alike in the quasi-identifiers of two datasets together, where their rows can be joined by a
/// column of each.
///
/// Told by hashes of 64 bits, of one part of the joined values after another where there is not room for all.
enum JointClasses {
  /// The fewest that are alike among those that stand in both; `nil` if none do, or if neither has a quasi-identifier.
  ///
  /// - Parameter room: The bytes that it may take.
  /// - Throws: `Failure` if a table cannot be read, or if there is not enough memory.
  static func k(
    _ one: CatalogueMember, by column: String, _ other: CatalogueMember, by otherColumn: String,
    room: Int
  ) throws(Failure) -> Int? {
    let hasQuasi = [one, other].contains { member in
      member.record.fields.contains { $0.privacy == .quasi }
    }
    guard hasQuasi else { return nil }
    // Two words for each value of each table and for each class, and free places.
    let most = max(room / 160, 1_000)
    let parts = max(1, (one.record.rows + other.record.rows) / most + 1)
    guard parts <= 1_024 else { throw memory(one) }
    var classes: [UInt64: Int] = [:]
    for part in 0..<parts {
      let before = try values(one, column, part: part, of: parts)
      let now = try values(other, otherColumn, part: part, of: parts)
      for (value, class1) in before {
        guard let class2 = now[value] else { continue }
        classes[ByteHash.mix(class1) ^ class2, default: 0] += 1
      }
      guard classes.count <= most else { throw memory(one) }
    }
    return classes.values.min()
  }

  /// For each value of a column what rows with it have in the quasi-identifiers, all rows of it together.
  private static func values(
    _ member: CatalogueMember, _ column: String, part: Int, of parts: Int
  ) throws(Failure) -> [UInt64: UInt64] {
    let table = try WrittenTable(member.record, in: member.folder)
    let quasi = member.record.fields.filter { $0.privacy == .quasi && $0.name != column }
      .compactMap { field in table.names.firstIndex(of: field.name) }
    guard let place = table.names.firstIndex(of: column) else {
      throw Failure(
        .selfCheck, at: .init(file: table.path), "the table has other columns than were meant")
    }
    var found: [UInt64: UInt64] = [:]
    var batch = RecordBatch()
    while try table.next(into: &batch) {
      for row in 0..<batch.rowCount {
        let cell = batch.span(row: row, column: place)
        guard !cell.isEmpty else { continue }
        let value = ByteHash.of(cell)
        guard parts == 1 || Int(value >> 33) % parts == part else { continue }
        var hash: UInt64 = 1
        for index in quasi {
          hash = ByteHash.mix(hash) ^ ByteHash.of(batch.span(row: row, column: index))
        }
        // The order of a person's rows tells nothing.
        found[value, default: 0] &+= ByteHash.mix(hash)
      }
    }
    return found
  }

  private static func memory(_ member: CatalogueMember) -> Failure {
    Failure(
      .memoryExceeded, at: .init(file: member.folder),
      "there is not enough memory to count how many are alike in two datasets together",
      hint: "Give it more: --memory 2G.")
  }
}
