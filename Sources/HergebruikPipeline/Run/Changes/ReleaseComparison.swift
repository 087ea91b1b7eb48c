// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikModel
internal import HergebruikTransform

/// Compares the tables of two releases, row by row, in bounded memory and in one reading of both.
struct ReleaseComparison {
  /// What differs.
  struct Outcome {
    /// Rows, by their key.
    var rows: RowChanges
    /// What the rows that differ tell together; nil where that was not asked.
    var figures: Differencing.Figures?
  }

  let memory: Int
  let scratch: String

  /// What differs between a release and the one before.
  ///
  /// Rows are compared by the fields that both have: a field that is new, or gone, is a change of the schema. The
  /// figures are of whole rows. Rows belong together by the primary key, where both have the same.
  /// - Parameter asksClasses: whether the rows that differ are to be k-anonymous among themselves.
  /// - Throws: `Failure` where one of the tables cannot be read.
  func compare(
    _ older: DatasetRecord, in olderFolder: String, with newer: DatasetRecord,
    in newerFolder: String, asksClasses: Bool
  ) throws(Failure) -> Outcome {
    let key = older.primaryKey == newer.primaryKey ? newer.primaryKey : []
    // A release whose bytes are the same has no difference that could tell anything.
    guard older.table?.sha256 != newer.table?.sha256 else {
      return Outcome(
        rows: RowChanges(changed: key.isEmpty ? nil : 0),
        figures: asksClasses ? Differencing.Figures.none : nil)
    }
    let tables = (
      try Written(older, in: olderFolder, scratch), try Written(newer, in: newerFolder, scratch)
    )
    let shared = tables.1.names.filter { tables.0.names.contains($0) }
    // The quasi-identifiers of either count, by name: what was one then is no less so now.
    let quasi = Set((older.fields + newer.fields).filter { $0.privacy == .quasi }.map(\.name))
    let shapes = (
      tables.0.shape(key: key, shared: shared, classes: asksClasses ? quasi : nil),
      tables.1.shape(key: key, shared: shared, classes: asksClasses ? quasi : nil)
    )
    let differencing = asksClasses ? Differencing(memory: memory / 2, folder: scratch) : nil
    var matcher = RowMatcher(
      shape: shapes.1, memory: asksClasses ? memory / 2 : memory, folder: scratch,
      differencing: differencing)
    try match(
      &matcher, tables.0.stream(shapes.0, .older), tables.1.stream(shapes.1, .newer))
    let rows = try matcher.finish(names: shared)
    return Outcome(rows: rows, figures: try differencing?.figures())
  }

  /// Takes rows of both in turn, so that few have to wait for each other.
  private func match(
    _ matcher: inout RowMatcher, _ older: DigestStream, _ newer: DigestStream
  ) throws(Failure) {
    defer {
      older.stop()
      newer.stop()
    }
    var (done, isOpen) = ((0, 0), (true, true))
    while isOpen.0 || isOpen.1 {
      if isOpen.0, !isOpen.1 || done.0 <= done.1 {
        guard let rows = try older.next() else {
          isOpen.0 = false
          continue
        }
        done.0 += rows.count
        try matcher.add(rows)
      } else {
        guard let rows = try newer.next() else {
          isOpen.1 = false
          continue
        }
        done.1 += rows.count
        try matcher.add(rows)
      }
    }
  }

  /// The table of a release.
  private struct Written {
    let path: String
    let table: any SourceTable
    let names: [String]

    init(_ record: DatasetRecord, in folder: String, _ scratch: String) throws(Failure) {
      guard let file = record.table else {
        throw Failure(.selfCheck, at: .init(file: folder), "a release has no table to compare")
      }
      path = "\(folder)/\(file.fileName)"
      table = try CSVExtractor.own(path, scratch: scratch)
      names = table.header ?? []
    }

    func shape(key: [String], shared: [String], classes: Set<String>?) -> RowShape {
      func columns(_ wanted: [String]) -> [Int] { wanted.compactMap { names.firstIndex(of: $0) } }
      // Releases without a common field have no common row.
      let whole = shared.isEmpty ? names : shared
      return RowShape(
        key: columns(key.isEmpty ? whole : key), cells: key.isEmpty ? [] : columns(shared),
        classes: classes.map { quasi in names.indices.filter { quasi.contains(names[$0]) } },
        width: names.count)
    }

    func stream(_ shape: RowShape, _ release: Differencing.Release) -> DigestStream {
      DigestStream(table, path: path, shape: shape, release: release)
    }
  }
}
