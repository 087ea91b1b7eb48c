// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikExtract
internal import HergebruikGeometry
internal import HergebruikModel
internal import HergebruikProfile
internal import HergebruikPublish
internal import HergebruikTables
internal import HergebruikTreatment
internal import HergebruikValues

/// What is counted over the whole table, block by block in the order of the export.
///
/// Only here do rows and lines become absolute, because only here all earlier ones are known.
final class Ledger {
  /// Rows treated and kept so far.
  private(set) var rows = 0
  /// Whether more rows were refused than may be left out.
  private(set) var isRefused = false
  /// The box around the coordinates of those rows.
  private(set) var box: BoundingBox?

  /// Rows refused so far.
  private(set) var rejected = 0
  /// Rows read so far.
  private(set) var records = 0
  /// Keys that occur twice; known once it is closed.
  private var repeated: [RowFinding] = []
  /// The sum of the class keys of all good rows so far.
  private(set) var classSum: UInt64 = 0

  let job: Conversion.Job
  /// What is seldom meant in the rows; nil in a census, which leaves that to the run that follows.
  private(set) var oddities: OddityLedger?
  /// For each field how many of its days stand for no day; empty while none does.
  private(set) var sentinels: [SentinelDays] = []
  /// Where the last record begins, if it has too few cells.
  private(set) var shortEnd: Diagnostic.Location?
  private var suppressed = 0
  private var utf8Sequences = 0
  private var otherHighBytes = 0
  private var nextLine = 1
  private var fileNumber = 0
  private var temporal: ValueRange?
  private var conversions: Set<GeographyRecord.Conversion> = []
  private(set) var places = PlaceTally()
  private var indexes: [UniqueIndex]
  private var references: [ForeignIndex]
  private var pseudonyms: [PseudonymIndex]
  private var unmatched: [Int]
  /// For each step how many values its list lacks.
  private var unmatchedInSteps: [Int] = []
  private var filtered = 0
  private var duplicates = 0
  private var tally = ProblemTally()
  private var quarantine: Quarantine?

  /// Begins; a census sets no rows aside and leaves wrong keys to the run that follows.
  init(_ job: Conversion.Job, isCensus: Bool = false) throws(Failure) {
    self.job = job
    let (checks, foreign) = isCensus ? ([], []) : (job.plan.uniqueChecks, job.plan.foreignChecks)
    // A reference that is in memory leaves nothing to collect but what is wrong.
    let collecting = checks.count + foreign.count { !$0.isLookedUp }
    let memory = job.memory / 2 / max(collecting, 1)
    indexes = checks.map { _ in UniqueIndex(memory: memory, folder: job.scratch) }
    references = foreign.map { ForeignIndex($0.reference, memory: memory, folder: job.scratch) }
    pseudonyms =
      isCensus ? [] : job.plan.pseudonymised.map { _ in PseudonymIndex(folder: job.scratch) }
    unmatched = job.plan.fields.map { _ in 0 }
    if !isCensus {
      oddities = OddityLedger(
        OddityScanner(job.plan, binding: job.binding, header: job.table.header))
    }
    if job.mayLeaveRowsOut, !isCensus {
      quarantine = Quarantine(
        path: job.quarantine,
        header: job.table.header.map { $0 + (job.binding.steps?.madeNames ?? []) },
        fields: job.plan.fields)
    }
  }

  /// Enters the next block.
  ///
  /// - Throws: `Failure` where the block has a fault, located in the file.
  func enter(_ block: Block) throws(Failure) {
    if let line = block.firstLine { nextLine = line }
    if let number = block.file { fileNumber = number }
    let file = job.table.files[fileNumber]
    if let fault = block.fault { throw located(fault, file: file) }
    for record in block.ragged {
      tally.add(.init(code: record.code, field: -1, detail: record.cells.count)) {
        diagnostic(for: record, file: file)
      }
    }
    enter(block.steps, file: file)
    for problem in block.result.problems {
      let detail = Int(problem.problem.rawValue)
      tally.add(.init(code: problem.problem.code, field: problem.field, detail: detail)) {
        diagnostic(for: problem, file: file)
      }
    }
    rejected += block.ragged.count + block.result.badRecords
    if let limit = job.errorLimit.absolute, rejected > limit { isRefused = true }
    if !isRefused {
      try quarantine?.append(block.refused, firstRow: records + 1, firstLine: nextLine)
      for (index, keys) in zip(indexes, block.result.keys) {
        try index.insert(keys, firstRow: records + 1)
      }
      for (index, keys) in zip(references, block.result.foreign) {
        try index.insert(keys, firstRow: records + 1)
      }
      for (index, words) in zip(pseudonyms, block.result.pseudonyms) { try index.insert(words) }
    }
    note(block, file: file)
    if let around = block.result.box { box = around.joined(with: box) }
    conversions.formUnion(block.result.conversions)
    places.add(block.result.places)
    if sentinels.isEmpty { sentinels = block.result.sentinelDays.map { _ in SentinelDays() } }
    for (field, found) in block.result.sentinelDays.enumerated() { sentinels[field].add(found) }
    for (field, count) in block.result.unmatched.enumerated() { unmatched[field] += count }
    if let range = block.result.temporal { temporal = range.joined(with: temporal) }
    rows += block.rows
    suppressed += block.result.classes.suppressed
    classSum &+= block.result.classes.sum
    records += block.records
    utf8Sequences += block.utf8Sequences
    otherHighBytes += block.otherHighBytes
    nextLine += block.lines
  }

  /// Enters what is seldom meant in the next block.
  private func note(_ block: Block, file: String) {
    oddities?.enter(block.oddities, file: file, records: records, line: nextLine)
    guard block.records > 0 else { return }
    shortEnd = nil
    if let last = block.ragged.last, last.number == block.records - 1, last.code == .missingCell {
      shortEnd = .init(file: file, line: nextLine + last.line, row: records + last.number + 1)
    }
  }

  /// Enters what the steps found out about the next block.
  private func enter(_ steps: StepResult, file: String) {
    guard let program = job.binding.steps else { return }
    for problem in steps.problems {
      tally.add(.init(code: problem.code, field: -2, detail: problem.kind)) {
        program.diagnostic(
          for: problem,
          at: .init(file: file, line: nextLine + problem.line, row: records + problem.number + 1))
      }
    }
    filtered += steps.filtered
    duplicates += steps.duplicates
    if unmatchedInSteps.isEmpty { unmatchedInSteps = steps.unmatched.map { _ in 0 } }
    for (step, count) in steps.unmatched.enumerated() { unmatchedInSteps[step] += count }
  }

  /// Asks the whole-table questions.
  ///
  /// - Throws: `Failure` with all refused rows where they are too many, or with wrong keys.
  func close() throws(Failure) {
    try quarantine?.close()
    guard records > 0 || job.allowsEmpty else {
      throw Failure(
        .sourceEmpty, at: .init(file: job.table.files.first),
        "the export has a header but no rows, so nothing is published",
        hint:
          "Look at the job that makes the export; what was published stays as it is. Where the table may "
          + "be empty, write allowEmpty: true.")
    }
    guard utf8Sequences == 0 || otherHighBytes > 0 else { throw Failure([wrongEncoding]) }
    if !job.errorLimit.allows(rejected, of: records) {
      let cause = oddities?.joined.map { [$0] } ?? nearMisses
      throw Failure(tally.diagnostics(severity: .error) + cause + [limitExceeded])
    }
    if let hiding = job.hiding,
      (hiding.classSum, hiding.figures.suppressedRows) != (classSum, suppressed)
    {
      throw Failure([changedBetween])
    }
    guard rows > 0 || job.allowsEmpty && rejected == 0 else {
      throw Failure(tally.diagnostics(severity: .error) + [nothingLeft])
    }
    try checkPseudonyms()
    try checkKeys()
  }

  /// Looks for values that cannot be told apart any more.
  private func checkPseudonyms() throws(Failure) {
    for (index, field) in zip(pseudonyms, job.plan.pseudonymised) {
      guard try index.collisions() > 0 else { continue }
      throw Failure(
        .pseudonymCollision, at: .init(file: job.table.files.first, field: field.label),
        "different values of \(field.label) got the same pseudonym, so nothing is published",
        hint: "This is chance, once in billions of tables: take another 'release' or another key. "
          + "All pseudonyms change with it.")
    }
  }

  /// Looks for keys that occur twice, and for foreign keys that stand nowhere.
  private func checkKeys() throws(Failure) {
    for (index, check) in zip(indexes, job.plan.uniqueChecks) {
      let found = try index.duplicates(limit: 5, threads: job.workers)
      guard found.count > 0 else { continue }
      let rest = Diagnostic(
        check.code, at: .init(file: job.table.files.first, field: check.label),
        "\(found.count - 5) more rows repeat an earlier \(check.label)")
      repeated.append(
        RowFinding(
          check.code, field: check.label, count: found.count,
          shown: found.first.map { duplicate($0, of: check) }, rest: found.count > 5 ? rest : nil))
    }
    for (index, check) in zip(references, job.plan.foreignChecks) {
      let found = try index.unfound(limit: 5)
      guard found.count > 0 else { continue }
      var shown = unfound(found, of: check)
      let rest = found.count > found.first.count ? shown.popLast() : nil
      repeated.append(
        RowFinding(
          .foreignKey, field: check.label, count: found.count, shown: shown, rest: rest))
    }
    guard repeated.isEmpty else {
      throw Failure(repeated.flatMap { $0.diagnostics(severity: .error) })
    }
  }

  /// What came of it, once closed.
  func outcome(files: [Conversion.File], cells: CellFigures?) -> Conversion.Outcome {
    Conversion.Outcome(
      rows: cells?.cells ?? rows, records: records, exportRows: records, rejected: rejected,
      leftOut: job.binding.steps?.leavesRowsOut == true ? (filtered, duplicates) : nil,
      figures: job.hiding?.figures, cells: cells,
      temporal: period, geography: geography, files: files,
      warnings: warnings
        + job.plan.warnings(unmatched: unmatched, file: job.table.files.first)
        + (job.binding.steps?.warnings(
          unmatched: unmatchedInSteps, file: job.table.files.first) ?? []))
  }

  /// What is wrong with rows, in full numbers.
  var findings: [RowFinding] { tally.findings + repeated }

  /// What a person should know of rows that were left out.
  var warnings: [Diagnostic] { tally.diagnostics(severity: .warning) }

  /// Where the rows are; nil where the table has no geometry.
  private var geography: GeographyRecord? {
    guard job.plan.table.geometryFields != nil else { return nil }
    return GeographyRecord(
      box: box.map(GeographyRecord.Box.init),
      conversions: conversions.sorted { ($0.crs, $0.name) < ($1.crs, $1.name) })
  }

  /// The days, months or years that the data are about: of a time its day; none before our era.
  private var period: DatasetRecord.Period? {
    guard let temporal, temporal.least.first != UInt8(ascii: "-") else { return nil }
    return DatasetRecord.Period(
      start: String(decoding: temporal.least.prefix(10), as: UTF8.self),
      end: String(decoding: temporal.most.prefix(10), as: UTF8.self))
  }
}

// MARK: - Words

extension Ledger {
  private func located(_ fault: Block.Fault, file: String) -> Failure {
    switch fault {
    case .failure(let failure): return failure
    case .located(let fault):
      return Failure(
        fault.code,
        at: .init(
          file: file, line: nextLine + fault.line, column: fault.column,
          row: fault.number.map { records + $0 + 1 }), fault.summary, hint: fault.hint)
    }
  }

  private func diagnostic(for problem: RowProblem, file: String) -> Diagnostic {
    job.plan.diagnostic(
      for: problem.problem, field: problem.field,
      at: .init(
        file: file, line: nextLine + problem.line, row: records + problem.number + 1))
  }

  private func diagnostic(for record: RejectedRecord, file: String) -> Diagnostic {
    let place = Diagnostic.Location(
      file: file, line: nextLine + record.line, column: record.column,
      row: records + record.number + 1)
    let (found, wanted) = (record.cells.count, job.table.width)
    switch record.code {
    case .blankRow:
      return Diagnostic(
        .blankRow, at: place, "the row is blank",
        hint: "Remove it, or write 'blankRows: skip' in the dialect.")
    case .strayQuote:
      return Diagnostic(
        .strayQuote, at: place, "a quote stands in the middle of a cell, so the row cannot be read",
        hint:
          "A cell with quotes in it must be quoted itself, and its quotes doubled: mend it in the source system."
      )
    case .encoding:
      return Diagnostic(
        .encoding, at: place, "a byte of the row does not decode, so the row cannot be read",
        hint:
          "Look whether 'encoding' is right for the whole export, or mend the text in the source system."
      )
    default:
      return Diagnostic(
        record.code, at: place, "the row has \(found) cells, not \(wanted)",
        hint: "Look for a missing quote or a delimiter within a text on this line.")
    }
  }

  private func duplicate(
    _ found: (row: Int, repeats: Int), of check: TransformPlan.UniqueCheck
  ) -> Diagnostic {
    Diagnostic(
      check.code,
      at: .init(file: job.table.files.first, row: found.row, field: check.label),
      "\(check.label) of row \(found.row) is the same as that of row \(found.repeats)",
      hint: "Remove the duplicate in the source system; which of the two is right cannot be told. "
        + "White space around a text does not count.")
  }

  /// A diagnostic for each of the first rows whose key stands nowhere, and one for the rest.
  private func unfound(
    _ found: (count: Int, first: [Int]), of check: TransformPlan.ForeignCheck
  ) -> [Diagnostic] {
    let file = job.table.files.first
    let place = "\(check.key.referenced.joined(separator: " + ")) of \(check.key.target)"
    var diagnostics = found.first.map { row in
      Diagnostic(
        .foreignKey, at: .init(file: file, row: row, field: check.label),
        "\(check.label) of row \(row) does not stand in \(place)",
        hint: "Correct it in the source system, or add what is missing there.")
    }
    if found.count > found.first.count {
      diagnostics.append(
        Diagnostic(
          .foreignKey, at: .init(file: file, field: check.label),
          "\(check.label) of \(found.count - found.first.count) more rows does not stand in \(place)"
        ))
    }
    return diagnostics
  }

  /// Every accent would come out as two signs: `CafÃ©`.
  private var wrongEncoding: Diagnostic {
    Diagnostic(
      .encoding, at: .init(file: job.table.files.first),
      "the export is in UTF-8, not in the encoding that the pipeline file says",
      hint: "Everything in it that is not ASCII is UTF-8: write 'encoding: utf-8'.")
  }

  /// What was counted is not what would be published.
  private var changedBetween: Diagnostic {
    Diagnostic(
      .sourceChanged, at: .init(file: job.table.files.first),
      "the export changed between counting its rows and publishing them",
      hint: "Run again; let the source system write under another name and rename it when whole.")
  }

  private var nothingLeft: Diagnostic {
    guard rejected > 0 || filtered == 0 else {
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
    let part = "\(rejected) of \(records) row\(records == 1 ? "" : "s")"
    return Diagnostic(
      .errorLimit, at: .init(file: job.table.files.first),
      "\(part) cannot be published, more than 'errors: {limit: …}' allows; "
        + "what was published stays as it is",
      hint: "Mend the export. Only where rows may be left out for good, raise the limit.")
  }
}
