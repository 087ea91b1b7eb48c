// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel

/// The check of what two releases tell together.
extension Gate {
  /// 10: rows that are new, or gone, since the last release are k-anonymous among themselves; in a table of counts
  /// nothing changed that tells of a few.
  ///
  /// What cannot be compared is refused, unless the sign-off allows it.
  static func changes(_ subject: GateSubject) throws(Failure) -> Finding {
    guard let previous = subject.previous else {
      return .notDone(GateWords.noEarlierRelease)
    }
    guard let digest = subject.record.table?.sha256, previous.record.table?.sha256 != digest else {
      return Finding(GateWords.sameTable)
    }
    if let aggregate = subject.pipeline.aggregate {
      return try changedCounts(subject, previous, aggregate)
    }
    guard subject.isPersonal || previous.record.fields.contains(where: { $0.privacy != .none })
    else { return .notDone(GateWords.noPersons) }
    let quasi = (subject.record.fields + previous.record.fields).filter { $0.privacy == .quasi }
    guard !quasi.isEmpty else {
      return .notDone(GateWords.noQuasiIdentifiers)
    }
    return try changedRows(subject, since: previous) { (_) throws(Failure) in
      try comparedRows(subject, previous.record)
    }
  }

  /// The rows that differ from the last release, as the comparison that ran beside the gate's reading counted them.
  private static func comparedRows(
    _ subject: GateSubject, _ previous: DatasetRecord
  ) throws(Failure) -> ChangedRows {
    guard let figures = try subject.comparison?.changedRows() else {
      throw Failure(
        .selfCheck, at: .init(file: subject.pipeline.file), "the classes were not compared")
    }
    guard figures.added - figures.removed == subject.record.rows - previous.rows else {
      throw Failure(
        .selfCheck, at: .init(file: subject.pipeline.file),
        "the rows that differ do not make up for the difference between the releases")
    }
    return figures
  }

  /// Judges the rows that differ between a release and an earlier one, as they are counted.
  static func changedRows(
    _ subject: GateSubject, since earlier: (record: DatasetRecord, folder: String),
    count: (ComparableFields) throws(Failure) -> ChangedRows
  ) throws(Failure) -> Finding {
    guard let asked = subject.pipeline.anonymity else {
      return uncompared([GateWords.withoutAskedK], subject)
    }
    guard !earlier.record.fields.contains(where: { $0.treatment == .aggregate }) else {
      return uncompared([GateWords.countsBefore], subject)
    }
    let fields = ComparableFields(earlier.record, subject.record)
    let figures = try count(fields)
    var finding = uncompared(
      fields.differences.map(\.words) + (try relabelled(fields, subject, earlier, asked)), subject,
      and: GateWords.changedRows(
        added: (figures.added, figures.addedK), removed: (figures.removed, figures.removedK)))
    if !figures.holds(k: asked.minimum) {
      finding.problems.append(differing(figures, asked.minimum, subject))
    }
    return finding
  }

  private static func differing(
    _ figures: ChangedRows, _ minimum: Int, _ subject: GateSubject
  ) -> Diagnostic {
    let least = [figures.addedK, figures.removedK].filter { $0 > 0 }.min() ?? 0
    return Diagnostic(
      .differencing, at: .init(file: subject.pipeline.file),
      "\(counted(figures.added, "row")) new since the last release and \(figures.removed) gone, of which as few as "
        + "\(least) are alike; \(minimum) is asked",
      hint:
        "Who has both releases can single these persons out. Publish less often, so that more rows change at "
        + "once, or make the fields coarser.")
  }

  /// The fields whose values were grouped anew by a method that groups each release by itself: some groups are gone and
  /// others came, so that a group of one release is part of others in the other.
  static func relabelled(
    _ fields: ComparableFields, _ subject: GateSubject,
    _ previous: (record: DatasetRecord, folder: String), _ asked: PipelineDefinition.Anonymity
  ) throws(Failure) -> [LocalizedText] {
    switch asked.method {
    case .none, .suppress: return []
    case .generalise, .mondrian: break
    }
    let names = fields.names.filter(fields.quasi.contains)
    let before = try ColumnValues(names, of: previous.record, in: previous.folder)
    let now = try ColumnValues(names, of: subject.record, in: subject.folder)
    return names.indices.filter { before.isRegrouped(to: now, column: $0) }.map { index in
      GateWords.regrouped(names[index])
    }
  }

  /// What is found where two releases cannot be compared, for some reasons: a refusal, unless the sign-off allows it.
  ///
  /// - Parameter compared: What was compared all the same; `nil` where nothing was.
  static func uncompared(
    _ reasons: [LocalizedText], _ subject: GateSubject, and compared: LocalizedText? = nil
  ) -> Finding {
    guard !reasons.isEmpty else { return Finding(GateWords.compared(compared)) }
    let isAllowed = subject.exceptions.contains(.uncompared)
    var finding = Finding(
      GateWords.uncompared(reasons, besides: compared, isAllowed: isAllowed))
    guard !isAllowed else {
      finding.state = .allowed
      return finding
    }
    finding.problems = [
      Diagnostic(
        .differencing, at: .init(file: subject.pipeline.file),
        "what changed cannot be compared with the last release: "
          + reasons.map { $0.text(in: .en) }.joined(separator: ", "),
        hint:
          "Who has both releases may learn from the difference who came or went. Keep the fields and groups as they "
          + "were, or look at both releases and have it signed for with --allow-uncompared.")
    ]
    return finding
  }

  /// `1 row is`, `2 rows are`.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? " is" : "s are")"
  }
}

/// The different values of some columns of a written table.
private struct ColumnValues {
  private let tables: [NameTable]

  init(
    _ names: [String], of record: DatasetRecord, in folder: String
  ) throws(Failure) {
    let table = try WrittenTable(record, in: folder)
    tables = names.map { _ in NameTable() }
    let columns = names.map { table.names.firstIndex(of: $0) }
    var batch = RecordBatch()
    while try table.next(into: &batch) {
      for (values, column) in zip(tables, columns) {
        guard let column else { continue }
        for row in 0..<batch.rowCount {
          _ = unsafe values.number(of: UnsafeRawBufferPointer(batch.cell(row: row, column: column)))
        }
      }
    }
  }

  /// Whether values are gone while others came.
  func isRegrouped(to newer: ColumnValues, column: Int) -> Bool {
    let (one, other) = (tables[column], newer.tables[column])
    return one.hasMore(than: other) && other.hasMore(than: one)
  }
}
