// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikTables
internal import HergebruikTreatment

/// The keys of the whole table: whether they are unique, and whether what they refer to exists.
final class KeyLedger {
  /// How many wrong keys are shown of each kind.
  private static let shown = 5

  private let unique: [(check: TransformPlan.UniqueCheck, index: UniqueIndex)]
  private let foreign: [(check: TransformPlan.ForeignCheck, index: ForeignIndex)]
  private let threads: Int
  private let file: String?

  init(_ job: Conversion.Job) {
    let (checks, references) = (job.plan.uniqueChecks, job.plan.foreignChecks)
    // A reference that is in memory leaves nothing to collect but what is wrong.
    let collecting = checks.count + references.count { !$0.isLookedUp }
    let memory = job.memory / 2 / max(collecting, 1)
    unique = checks.map { ($0, UniqueIndex(memory: memory, folder: job.scratch)) }
    foreign = references.map {
      ($0, ForeignIndex($0.reference, memory: memory, folder: job.scratch))
    }
    (threads, file) = (job.workers, job.table.files.first)
  }

  /// Enters the keys of the next block; `firstRow` is the row of its first record, from 1.
  ///
  /// - Throws: `Failure` where they cannot be written.
  func enter(_ result: TransformResult, firstRow: Int) throws(Failure) {
    for ((_, index), keys) in zip(unique, result.keys) {
      try index.insert(keys, firstRow: firstRow)
    }
    for ((_, index), keys) in zip(foreign, result.foreign) {
      try index.insert(keys, firstRow: firstRow)
    }
  }

  /// Keys that occur twice, and foreign keys that stand nowhere; once all rows are in.
  func groups() throws(Failure) -> [DiagnosticGroup] {
    var groups: [DiagnosticGroup] = []
    for (check, index) in unique {
      let found = try index.duplicates(limit: Self.shown, threads: threads)
      guard found.count > 0 else { continue }
      groups.append(
        DiagnosticGroup(
          check.code, field: check.label, count: found.count,
          shown: found.first.map { duplicate($0, of: check) },
          rest: rest(found.count, of: check)))
    }
    for (check, index) in foreign {
      let found = try index.unfound(limit: Self.shown)
      guard found.count > 0 else { continue }
      groups.append(
        DiagnosticGroup(
          .foreignKey, field: check.label, count: found.count,
          shown: found.first.map { unfound(row: $0, of: check) },
          rest: rest(found.count - found.first.count, of: check)))
    }
    return groups
  }
}

// MARK: - Words

extension KeyLedger {
  private func duplicate(
    _ found: (row: Int, repeats: Int), of check: TransformPlan.UniqueCheck
  ) -> Diagnostic {
    Diagnostic(
      check.code, at: .init(file: file, row: found.row, field: check.label),
      "\(check.label) of row \(found.row) is the same as that of row \(found.repeats)",
      hint: "Remove the duplicate in the source system; which of the two is right cannot be told. "
        + "White space around a text does not count.")
  }

  private func rest(_ count: Int, of check: TransformPlan.UniqueCheck) -> Diagnostic? {
    guard count > Self.shown else { return nil }
    return Diagnostic(
      check.code, at: .init(file: file, field: check.label),
      "\(count - Self.shown) more rows repeat an earlier \(check.label)")
  }

  private func unfound(row: Int, of check: TransformPlan.ForeignCheck) -> Diagnostic {
    Diagnostic(
      .foreignKey, at: .init(file: file, row: row, field: check.label),
      "\(check.label) of row \(row) does not stand in \(place(check))",
      hint: "Correct it in the source system, or add what is missing there.")
  }

  private func rest(_ count: Int, of check: TransformPlan.ForeignCheck) -> Diagnostic? {
    guard count > 0 else { return nil }
    return Diagnostic(
      .foreignKey, at: .init(file: file, field: check.label),
      "\(check.label) of \(count) more rows does not stand in \(place(check))")
  }

  private func place(_ check: TransformPlan.ForeignCheck) -> String {
    "\(check.key.referenced.joined(separator: " + ")) of \(check.key.target)"
  }
}
