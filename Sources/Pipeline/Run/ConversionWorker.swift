// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikModel
internal import HergebruikProfile
internal import HergebruikPublish
internal import HergebruikTables
internal import HergebruikTreatment
internal import HergebruikValues

/// One thread's tools, and its loop.
final class ConversionWorker: @unchecked Sendable {
  private let belt: Belt
  private let table: any SourceTable
  private let steps: StepWorker?
  private let history: RowHistory?
  private let transform: TransformWorker
  private let scanner: OddityScanner
  private let encoders: [RowEncoder]
  private let compressor: PieceCompressor
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
    _ job: Conversion.Job, _ belt: Belt, _ tray: SortingTray?, _ history: RowHistory?
  ) throws(Failure) {
    (self.belt, self.tray, self.history) = (belt, tray, history)
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
    compressor = try PieceCompressor()
    quarantines = job.mayLeaveRowsOut
    open = job.plan.makeBatch()
  }

  func run() {
    while let task = belt.next() {
      switch task {
      case .read(let number): handle(number)
      case .compress(let piece): compress(piece)
      case .sort(let tray, let spilling): sort(tray, spilling)
      case .merge(let ordering): merge(ordering)
      }
    }
    belt.leave()
  }

  private func handle(_ number: Int) {
    let block = belt.block()
    batch.removeAll()
    guard block.read(&batch, from: table) else {
      belt.endInput()
      return
    }
    belt.endRead(failed: block.fault != nil)
    do {
      // Whatever comes of it, the blocks behind it must not wait for this one.
      defer { history?.pass(number) }
      if block.fault == nil { try convert(into: block, number: number) }
      belt.deliver(block, number: number)
    } catch {
      belt.fail(error)
    }
  }

  private func convert(into block: Block, number: Int) throws(Failure) {
    block.parse(&batch, of: table)
    guard block.fault == nil else { return }
    if let steps { block.steps = try steps.apply(&batch, block: number) }
    transform.process(batch, into: &open, result: &block.result)
    guard !block.result.isTooLarge else { throw TransformResult.tooLarge }
    block.describe(batch, rows: open.rowCount)
    guard !belt.isRefused else { return }
    block.oddities = scanner.scan(batch, refused: block.result.badRows)
    exported?.add(batch)
    treated.add(open)
    if quarantines { block.refused = RefusedRow.collect(batch, block.result, block.steps) }
    if let cells { return try cells.add(open) }
    if let tray { return try tray.add(open, encoders) }
    for (encoder, rows) in zip(encoders, block.encoded) { encoder.append(open, to: &rows.data) }
  }

  private func sort(_ tray: SortingTray, _ spilling: Bool) {
    do {
      try tray.sorter.finish(spilling: spilling)
      belt.endSort()
    } catch {
      belt.fail(error)
    }
  }

  private func merge(_ ordering: RowOrdering) {
    let block = belt.block()
    do {
      let isLast = try ordering.fill(block)
      belt.deliver(merged: block, isLast: isLast)
    } catch {
      belt.fail(error)
    }
  }

  private func compress(_ piece: Piece) {
    do {
      piece.crc = try compressor.compress(piece.data.bytes, into: &piece.packed)
      belt.deliver(piece)
    } catch {
      belt.fail(error)
    }
  }
}
