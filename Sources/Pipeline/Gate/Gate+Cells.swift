// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDetectors
internal import HergebruikDisclosure
internal import HergebruikModel

/// The checks of a table of counts.
extension Gate {
  /// 5: no cell that is shown has too few contributors, and none that is not shown can be calculated.
  static func cells(_ subject: GateSubject) throws(Failure) -> Finding {
    guard let aggregate = subject.pipeline.aggregate else {
      return Finding(
        "Er worden rijen gepubliceerd, geen tabel van aantallen.",
        "Rows are published, not a table of counts.")
    }
    guard let figures = subject.conversion.cells?.figures else {
      throw Failure(
        .selfCheck, at: .init(file: subject.pipeline.file), "the cells were not counted")
    }
    let rows = try WrittenCells(
      subject.record, in: subject.folder, aggregate, scratch: subject.scratch
    ).rows
    let small = rows.count { row in
      row.counts(of: aggregate).contains { $0 < aggregate.leastShown }
    }
    let totals = aggregate.by.indices.filter { aggregate.totals.contains(aggregate.by[$0]) }
    let derivable = TableAttack.derivable(
      rows.map { ($0.categories, $0.isEmpty) }, totalsOver: totals)
    let shown = rows.count { !$0.isEmpty }
    let isRight =
      small == 0 && derivable == 0 && rows.count == figures.cells
      && shown <= figures.cells - figures.primary - figures.secondary
      && (shown == 0 || figures.smallest >= aggregate.minimum)
    return Finding(
      "\(figures.cells.inDutch) cellen, waarvan \(figures.primary.inDutch) leeg om te kleine of te scheve aantallen en \(figures.secondary.inDutch) om die te beschermen; gevraagd is \(aggregate.minimum.inDutch) per cel.",
      "\(figures.cells.inEnglish) cells, of which \(figures.primary.inEnglish) are empty for too few or too dominant contributors and \(figures.secondary.inEnglish) to protect those; \(aggregate.minimum.inEnglish) a cell are asked.",
      problems: isRight
        ? []
        : [
          Diagnostic(
            .smallCell, at: .init(file: subject.pipeline.file),
            "\(small) cells of what was written are too small, and \(derivable) empty cells follow from the totals",
            hint: "This is a fault of the program; nothing is published.")
        ])
  }

  /// 10, for a table of counts: no count changed by a few, which tells of those few.
  static func changedCounts(
    _ subject: GateSubject, _ aggregate: Aggregate
  ) throws(Failure) -> Finding {
    guard aggregate.rounding == nil else {
      return Finding(
        "Aantallen zijn afgerond: kleine verschillen zijn niet te zien.",
        "Counts are rounded: small differences do not show.")
    }
    guard let previous = subject.previous else {
      return Finding("Er is geen eerdere versie.", "There is no earlier release.")
    }
    guard previous.record.fields.map(\.name) == subject.record.fields.map(\.name) else {
      return Finding(
        "De vorige versie had andere velden en is niet te vergelijken.",
        "The earlier release had other fields, and cannot be compared.")
    }
    func counts(
      _ record: DatasetRecord, _ folder: String
    ) throws(Failure) -> [[String]: [Int]] {
      let cells = try WrittenCells(record, in: folder, aggregate, scratch: subject.scratch)
      return Dictionary(
        cells.rows.map { ($0.categories, $0.counts(of: aggregate)) }, uniquingKeysWith: { $1 })
    }
    let before = try counts(previous.record, previous.folder)
    let now = try counts(subject.record, subject.folder)
    let telling = now.count { categories, counts in
      zip(counts, before[categories] ?? []).contains { one, other in
        one != other && abs(one - other) < aggregate.minimum
      }
    }
    return Finding(
      "\(telling.inDutch) cellen verschillen minder dan \(aggregate.minimum.inDutch) van de vorige versie.",
      "\(telling.inEnglish) cells differ by fewer than \(aggregate.minimum.inEnglish) from the earlier release.",
      problems: telling == 0
        ? []
        : [
          Diagnostic(
            .differencing, at: .init(file: subject.pipeline.file),
            "the counts of \(telling) cells changed by fewer than \(aggregate.minimum) since the last release",
            hint:
              "Who has both releases knows that few people came or went there. Round the counts "
              + "(aggregate: {round: 5}), or publish less often.")
        ])
  }
}

extension WrittenCells.Row {
  /// The counts that are shown.
  fileprivate func counts(of aggregate: Aggregate) -> [Int] {
    zip(aggregate.measures, numbers).compactMap { measure, number in
      measure.kind.field == nil ? Int(number) : nil
    }
  }
}

extension Aggregate {
  /// The least count that a cell may show.
  fileprivate var leastShown: Int {
    switch rounding {
    case .nearest(let base): (minimum + base / 2) / base * base
    case .farmStatistics: min(minimum, 5)
    case nil: minimum
    }
  }
}
