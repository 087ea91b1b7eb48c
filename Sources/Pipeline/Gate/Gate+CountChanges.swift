// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel

/// The check of what two releases of a table of counts tell together.
extension Gate {
  /// 10, for a table of counts: no count changed by a few, and no sum where nothing says that many changed it.
  static func changedCounts(
    _ subject: GateSubject, _ previous: (record: DatasetRecord, folder: String),
    _ aggregate: Aggregate
  ) throws(Failure) -> Finding {
    let form = CountForm(previous.record, subject.record, aggregate)
    guard form.problems.isEmpty else { return unlikeCounts(form.problems, subject) }
    let before = try WrittenCounts(form, of: previous.record, in: previous.folder)
    let now = try WrittenCounts(form, of: subject.record, in: subject.folder)
    let regrouped = before.regrouped(to: now)
    let changes = CountChanges(from: before, to: now, aggregate)
    let sums =
      changes.unproven == 0
      ? []
      : [
        GateWords.unprovenSums(changes.unproven)
      ]
    var finding = unlikeCounts(
      regrouped + sums, subject,
      and: GateWords.tellingCells(changes.telling, minimum: aggregate.minimum))
    if changes.telling > 0 {
      finding.problems.append(
        Diagnostic(
          .differencing, at: .init(file: subject.pipeline.file),
          "\(changes.telling) \(changes.telling == 1 ? "count" : "counts") changed by fewer than \(aggregate.minimum) since the last release",
          hint:
            "Who has both releases knows that few persons came or went there. Round the counts "
            + "(aggregate: {round: 5}), or publish less often."))
    }
    return finding
  }

  /// What cannot be compared; of a table that is about nobody only the counts matter.
  private static func unlikeCounts(
    _ reasons: [LocalizedText], _ subject: GateSubject, and compared: LocalizedText? = nil
  ) -> Finding {
    guard subject.isPersonal || reasons.isEmpty else {
      let finding = uncompared([], subject, and: compared)
      return compared == nil
        ? .notDone(GateWords.otherForm) : finding
    }
    return uncompared(reasons, subject, and: compared)
  }
}

/// What changed between two releases of a table of counts.
private struct CountChanges {
  /// Counts that differ by less than the minimum: of cells, and of what the cells of a line that are not shown have together.
  private(set) var telling = 0
  /// Sums and means that differ, where no count shows that at least the minimum of contributors do.
  private(set) var unproven = 0

  private let aggregate: Aggregate
  private let measures: [Aggregate.Measure]

  init(from older: WrittenCounts, to newer: WrittenCounts, _ aggregate: Aggregate) {
    (self.aggregate, measures) = (aggregate, newer.form.measures)
    for (name, now) in newer.cells {
      guard let before = older.cells[name] else { continue }
      compare(before.map(\.number), now.map(\.number), isSame: zip(before, now).map { $0 == $1 })
    }
    for name in Set(older.cells.keys).subtracting(newer.cells.keys) {
      guard let before = older.cells[name] else { continue }
      compareCounts(before.map(\.number), before.map { $0.number == nil ? nil : 0 })
    }
    let lines = LineRemainders(older, newer)
    for (before, now) in lines.remainders {
      compare(before, now, isSame: zip(before, now).map { $0.isAbout($1) })
    }
  }

  private mutating func compare(_ before: [Double?], _ now: [Double?], isSame: [Bool]) {
    compareCounts(before, now)
    let proven = measures.indices.contains { proves(before[$0], now[$0], measures[$0]) }
    for (index, measure) in measures.enumerated() where measure.kind.field != nil {
      guard before[index] != nil, now[index] != nil, !isSame[index], !proven else { continue }
      unproven += 1
    }
  }

  /// Rounded counts change by a whole step or not at all, which says little of how many came.
  private mutating func compareCounts(_ before: [Double?], _ now: [Double?]) {
    guard aggregate.rounding == nil else { return }
    let isTelling = measures.indices.contains { index in
      guard measures[index].kind.field == nil, let one = before[index], let other = now[index]
      else { return false }
      return one != other && abs(one - other) < Double(aggregate.minimum)
    }
    if isTelling { telling += 1 }
  }

  /// Whether a count shows that at least the minimum of contributors came or went.
  private func proves(_ before: Double?, _ now: Double?, _ measure: Aggregate.Measure) -> Bool {
    let isOfContributors =
      switch measure.kind {
      case .contributors: true
      case .rows: aggregate.contributor == nil
      case .sum, .mean: false
      }
    guard isOfContributors, let before, let now else { return false }
    // Two rounded numbers may be further apart than what was rounded.
    let slack =
      switch aggregate.rounding {
      case .nearest(let base): base - 1
      case .farmStatistics: 9
      case nil: 0
      }
    return abs(before - now) - Double(slack) >= Double(aggregate.minimum)
  }
}

extension Double? {
  /// Whether two sums are the same, but for how they were added up.
  fileprivate func isAbout(_ other: Double?) -> Bool {
    guard let self, let other else { return self == nil && other == nil }
    return abs(self - other) <= 1e-9 * Swift.max(1, abs(self), abs(other))
  }
}

/// What the cells of a line that are empty in either release have together: its total less those that both show.
private struct LineRemainders {
  /// For each line and its measures, what is left in the older and in the newer release; `nil` where that is not known.
  private(set) var remainders: [(before: [Double?], now: [Double?])] = []

  init(_ older: WrittenCounts, _ newer: WrittenCounts) {
    for column in newer.totals {
      let (before, now) = (older.lines(over: column), newer.lines(over: column))
      for (line, values) in now {
        guard let earlier = before[line] else { continue }
        let empty = Set(Self.empty(values) + Self.empty(earlier))
        guard !empty.isEmpty else { continue }
        remainders.append(
          (Self.rest(earlier, less: empty, newer.form), Self.rest(values, less: empty, newer.form)))
      }
    }
  }

  private static func empty(_ line: [String: [WrittenCounts.Cell]]) -> [String] {
    line.filter { $0.key != Aggregate.totalLabel && $0.value.contains { $0.number == nil } }
      .map(\.key)
  }

  private static func rest(
    _ line: [String: [WrittenCounts.Cell]], less empty: Set<String>, _ form: CountForm
  ) -> [Double?] {
    let total = line[Aggregate.totalLabel]
    return form.measures.enumerated().map { index, measure in
      // A mean is not added up.
      if case .mean = measure.kind { return nil }
      guard var rest = total?[index].number else { return nil }
      for (name, cells) in line where name != Aggregate.totalLabel && !empty.contains(name) {
        guard let number = cells[index].number else { return nil }
        rest -= number
      }
      return rest
    }
  }
}
