// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDisclosure
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikProfile
internal import HergebruikTreatment

/// What is found out about the whole table, block by block in the order of the export. It keeps no figures of its own:
/// each question has a ledger that counts for it, and this one gives them their turn.
///
/// One thread at a time enters blocks; what it writes, to the quarantine and for keys, it writes itself.
final class Ledger {
  let job: Conversion.Job
  /// How many records are in which state.
  private(set) var counts = RowCounts()
  /// Whether more rows were refused than may be left out.
  private(set) var isRefused = false

  private var position = ExportPosition()
  private var problems = ProblemTally()
  private var encoding = EncodingCheck()
  private var coverage = Coverage()
  private var unmatched = UnmatchedTally()
  // The rest is `nil` in a census, which leaves it to the run that follows.
  private var remarks: RemarkLedger?
  private let keys: KeyLedger?
  private let pseudonyms: PseudonymLedger?
  private let quarantine: Quarantine?
  /// Keys that are wrong; known once it is closed.
  private var wrongKeys: [DiagnosticGroup] = []

  /// Begins; a census sets no rows aside and leaves wrong keys to the run that follows.
  init(_ job: Conversion.Job, isCensus: Bool = false) throws(Failure) {
    self.job = job
    remarks = isCensus ? nil : RemarkLedger(job)
    keys = isCensus ? nil : KeyLedger(job)
    pseudonyms = isCensus ? nil : PseudonymLedger(job)
    quarantine = isCensus || !job.mayLeaveRowsOut ? nil : Quarantine(job)
  }

  /// Rows treated and kept so far.
  var rows: Int { counts.rows }

  /// The box around the coordinates of those rows.
  var box: BoundingBox? { coverage.box }

  /// Enters the next block.
  ///
  /// - Throws: `Failure` where the block has one, located in the file, or where something cannot be written.
  func enter(_ block: Block) throws(Failure) {
    let start = position.begin(block, of: job.table.files)
    if let failure = block.failure { throw failure.located(from: start) }
    problems.enter(block, at: start, of: job)
    counts.enter(block)
    if let limit = job.errorLimit.absolute, counts.refused > limit { isRefused = true }
    if !isRefused {
      try quarantine?.append(block.refused, from: start)
      try keys?.enter(block.result, firstRow: start.row)
      try pseudonyms?.enter(block.result)
    }
    remarks?.enter(block, at: start)
    encoding.enter(block)
    coverage.enter(block.result)
    unmatched.enter(block)
    position.end(block)
  }

  /// Asks the whole-table questions.
  ///
  /// - Throws: `Failure` with all refused rows where they are too many, or with wrong keys.
  func close() throws(Failure) {
    try quarantine?.close()
    guard counts.records > 0 || job.allowsEmpty else { throw Failure([noRows]) }
    try encoding.close(file: job.table.files.first)
    if !job.errorLimit.allows(counts.refused, of: counts.records) {
      let cause = remarks?.joined.map { [$0] } ?? nearMisses
      throw Failure(problems.diagnostics(severity: .error) + cause + [limitExceeded])
    }
    if let hiding = job.hiding,
      (hiding.classSum, hiding.figures.suppressedRows) != (counts.classSum, counts[.suppressed])
    {
      throw Failure([changedBetween])
    }
    guard rows > 0 || job.allowsEmpty && counts.refused == 0 else {
      throw Failure(problems.diagnostics(severity: .error) + [nothingLeft])
    }
    try pseudonyms?.close()
    wrongKeys = try keys?.groups() ?? []
    guard wrongKeys.isEmpty else {
      throw Failure(wrongKeys.flatMap { $0.diagnostics(severity: .error) })
    }
  }

  /// What came of it, once closed.
  var outcome: Conversion.Rows {
    let leavesRowsOut = job.binding.steps?.leavesRowsOut == true
    return Conversion.Rows(
      count: rows, records: counts.records, refused: counts.refused,
      leftOut: leavesRowsOut ? (counts[.filtered], counts[.duplicate]) : nil,
      figures: job.hiding?.figures, temporal: coverage.period,
      geography: coverage.geography(of: job.plan.table),
      warnings: warnings + unmatched.warnings(job))
  }

  /// What is wrong with rows, in full numbers.
  var groups: [DiagnosticGroup] { problems.groups + wrongKeys }

  /// What a person should know of rows that were left out.
  var warnings: [Diagnostic] { problems.diagnostics(severity: .warning) }

  /// What the export holds that is seldom meant, once every block is entered.
  ///
  /// - Parameter sums: The exact sum of each field of numbers, by its published name.
  func remarks(sums: [String: String]) -> [Diagnostic] {
    remarks?.remarks(sums: sums, nearMisses: nearMisses) ?? []
  }
}

// MARK: - Words

extension Ledger {
  private var noRows: Diagnostic {
    Diagnostic(
      .sourceEmpty, at: .init(file: job.table.files.first),
      "the export has a header but no rows, so nothing is published",
      hint:
        "Look at the job that makes the export; what was published stays as it is. Where the table may "
        + "be empty, write allowEmpty: true.")
  }

  /// What was counted is not what would be published.
  private var changedBetween: Diagnostic {
    Diagnostic(
      .sourceChanged, at: .init(file: job.table.files.first),
      "the export changed between counting its rows and publishing them",
      hint: "Run again; let the source system write under another name and rename it when whole.")
  }

  private var nothingLeft: Diagnostic {
    guard counts.refused > 0 || counts[.filtered] == 0 else {
      return Diagnostic(
        .sourceEmpty, at: .init(file: job.table.files.first),
        "the steps leave no row to publish; what was published stays as it is",
        hint: "Look at the filters, and at what the export has in their columns.")
    }
    return Diagnostic(
      .sourceEmpty, at: .init(file: job.table.files.first),
      "every row is wrong, so nothing is left to publish; what was published stays as it is",
      hint: "Mend the export; 'errors: {limit: …}' is meant for a few rows.")
  }

  private var limitExceeded: Diagnostic {
    let (refused, records) = (counts.refused, counts.records)
    let part = "\(refused) of \(records) row\(records == 1 ? "" : "s")"
    return Diagnostic(
      .errorLimit, at: .init(file: job.table.files.first),
      "\(part) cannot be published, more than 'errors: {limit: …}' allows; "
        + "what was published stays as it is",
      hint: "Mend the export. Only where rows may be left out for good, raise the limit.")
  }
}
