// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel

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
  /// figures are of the fields whose cells can be compared. Rows belong together by the primary key, where both have the same.
  /// - Parameters:
  ///   - stream: the newer table, where somebody reads it already.
  ///   - asksClasses: whether the rows that differ are to be k-anonymous among themselves.
  /// - Throws: `Failure` where one of the tables cannot be read.
  func compare(
    _ older: DatasetRecord, in olderFolder: String, with newer: DatasetRecord,
    in newerFolder: String, reading stream: TableStream?, asksClasses: Bool
  ) throws(Failure) -> Outcome {
    let key = older.primaryKey == newer.primaryKey ? newer.primaryKey : []
    guard !Self.isSame(older, newer) else {
      return Outcome(
        rows: RowChanges(changed: key.isEmpty ? nil : 0),
        figures: asksClasses ? Differencing.Figures.none : nil)
    }
    let now = if let stream { stream } else { try TableStream(newer, in: newerFolder) }
    let tables = (try TableStream(older, in: olderFolder), now)
    let shared = tables.1.names.filter { tables.0.names.contains($0) }
    let fields = asksClasses ? ComparableFields(older, newer) : nil
    let shapes = (
      tables.0.shape(key: key, shared: shared, fields),
      tables.1.shape(key: key, shared: shared, fields)
    )
    let differencing = asksClasses ? Differencing(memory: memory / 2, folder: scratch) : nil
    var matcher = RowMatcher(
      shape: shapes.1, memory: asksClasses ? memory / 2 : memory, folder: scratch,
      differencing: differencing)
    try match(&matcher, tables.0, tables.1, shapes)
    let rows = try matcher.finish(names: shared)
    return Outcome(rows: rows, figures: try differencing?.figures())
  }

  /// Whether both have the same bytes: then there is no difference that could tell anything.
  static func isSame(_ older: DatasetRecord, _ newer: DatasetRecord) -> Bool {
    older.table?.sha256 == newer.table?.sha256
  }

  /// Gives the matcher what the tables have not in common, of both in turn, so that few have to wait for each other.
  private func match(
    _ matcher: inout RowMatcher, _ older: TableStream, _ newer: TableStream,
    _ shapes: (older: RowShape, newer: RowShape)
  ) throws(Failure) {
    older.start()
    newer.start()
    defer {
      older.stop()
      newer.stop()
    }
    var aligner = RecordAligner(
      widths: (older.names.count, newer.names.count), isAlike: older.names == newer.names)
    try aligner.run { release, buffer throws(Failure) in
      try (release == .older ? older : newer).next(into: &buffer)
    } _: { batch, release throws(Failure) in
      var digests = RowDigests()
      digests.append(batch, release == .older ? shapes.older : shapes.newer, release)
      try matcher.add(digests)
    }
  }
}

extension TableStream {
  /// Which cells say what a row is.
  ///
  /// - Parameter fields: What can be compared for the classes; `nil` where none are asked for.
  fileprivate func shape(
    key: [String], shared: [String], _ fields: ComparableFields?
  ) -> RowShape {
    func columns(_ wanted: [String]) -> [Int] { wanted.compactMap { names.firstIndex(of: $0) } }
    // Releases without a common field have no common row.
    let whole = shared.isEmpty ? names : shared
    return RowShape(
      key: columns(key.isEmpty ? whole : key), cells: key.isEmpty ? [] : columns(shared),
      classes: fields.map { fields in columns(shared.filter(fields.quasi.contains)) },
      whole: fields.map { fields in columns(shared.filter { !fields.excluded.contains($0) }) }
        ?? [])
  }
}
