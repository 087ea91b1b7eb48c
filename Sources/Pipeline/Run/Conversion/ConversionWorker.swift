// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikProfile
internal import HergebruikPublish
internal import HergebruikTables
internal import HergebruikTreatment
internal import HergebruikValues

/// One thread's tools to treat the rows of an export and to encode them.
final class ConversionWorker: BlockWorker, @unchecked Sendable {
  private let table: any SourceTable
  private let steps: StepWorker?
  private let history: RowHistory?
  private let transform: TransformWorker
  private let scanner: OddityScanner
  private let encoders: [RowEncoder]
  private let quarantines: Bool
  /// Where the rows go that get another order than the export's.
  private let tray: SortingTray?
  /// The values of direct identifiers that it saw.
  let identifiers: IdentifierTable
  /// The cells that rows are counted in; nil where rows themselves are published.
  let cells: CellTable?
  /// The values of the export that it saw; nil where nobody is told of them.
  private(set) var exported: ExportedValues?
  /// What it knows of the treated rows.
  private(set) var treated: TableProfile
  private var batch = RecordBatch(capacity: 1 << 20)
  private var open: OpenBatch

  init(
    _ job: Conversion.Job, _ tray: SortingTray?, _ history: RowHistory?
  ) throws(Failure) {
    (self.tray, self.history) = (tray, history)
    steps = try job.binding.stepWorker(history)
    table = job.table
    identifiers = IdentifierTable(memory: job.memory / 2 / job.workers)
    transform = try TransformWorker(
      job.plan, binding: job.binding, suppressed: job.hiding?.suppressed.classes ?? .none,
      parts: job.hiding?.parts,
      identifiers: job.isWritten && job.plan.fields.contains { $0.privacy == .direct }
        ? identifiers : nil)
    if job.isWritten, job.plan.fields.contains(where: { $0.privacy != .none }) {
      exported = ExportedValues(job.plan, binding: job.binding)
    }
    treated = TableProfile(rowsOf: job.plan)
    scanner = OddityScanner(job.plan, binding: job.binding, header: job.table.header)
    cells = job.plan.makeCellTable(memory: job.memory / 4 / job.workers)
    encoders = job.outputs.map { RowEncoder($0.format, job.plan.table) }
    quarantines = job.mayLeaveRowsOut
    open = job.plan.makeBatch()
  }

  func read(into block: Block) -> Bool {
    batch.removeAll()
    return block.read(&batch, from: table)
  }

  func treat(_ block: Block, number: Int, onlyCounts: Bool) {
    // Whatever comes of it, the blocks behind it must not wait for this one.
    defer { history?.pass(number) }
    guard block.failure == nil else { return }
    do throws(Failure) {
      try convert(into: block, number: number, onlyCounts)
    } catch {
      block.failure = .placed(error)
    }
  }

  private func convert(
    into block: Block, number: Int, _ onlyCounts: Bool
  ) throws(Failure) {
    block.parse(&batch, of: table)
    guard block.failure == nil else { return }
    if let steps { block.steps = try steps.apply(&batch, block: number) }
    transform.process(batch, into: &open, result: &block.result)
    guard !block.result.isTooLarge else { throw TransformResult.tooLarge }
    block.describe(batch, rows: open.rowCount)
    block.oddities = scanner.scan(batch, refused: block.result.badRows)
    guard !onlyCounts else { return }
    exported?.add(batch)
    treated.add(open)
    if quarantines { block.refused = QuarantinedRow.collect(batch, block.result, block.steps) }
    if let cells { return try cells.add(open) }
    if let tray { return try tray.add(open, encoders) }
    for (encoder, rows) in zip(encoders, block.encoded) { encoder.append(open, to: &rows.data) }
  }
}
