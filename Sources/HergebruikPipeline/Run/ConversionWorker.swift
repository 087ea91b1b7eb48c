// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikPublish
internal import HergebruikTransform

/// One thread's tools, and its loop.
final class ConversionWorker: @unchecked Sendable {
  private let belt: Belt
  private let table: any SourceTable
  private let transform: TransformWorker
  private let encoders: [RowEncoder]
  private let compressor: PieceCompressor
  private let quarantines: Bool
  /// The values of direct identifiers that it saw.
  let identifiers: IdentifierTable
  private var batch = RecordBatch(capacity: 1 << 20)
  private var open: OpenBatch

  init(_ job: Conversion.Job, _ belt: Belt) throws(Failure) {
    self.belt = belt
    table = job.table
    identifiers = IdentifierTable(memory: job.memory / 2 / job.workers)
    transform = try TransformWorker(
      job.plan, binding: job.binding, suppressed: job.hiding?.suppressed.classes ?? .none,
      parts: job.hiding?.parts,
      identifiers: job.plan.fields.contains { $0.privacy == .direct } ? identifiers : nil)
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
    if block.fault == nil { convert(into: block) }
    belt.deliver(block, number: number)
  }

  private func convert(into block: Block) {
    block.parse(&batch, of: table)
    guard block.fault == nil else { return }
    transform.process(batch, into: &open, result: &block.result)
    block.describe(batch, rows: open.rowCount)
    guard !belt.isRefused else { return }
    if quarantines { block.refused = RefusedRow.collect(batch, block.result) }
    for (encoder, rows) in zip(encoders, block.encoded) { encoder.append(open, to: &rows.data) }
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
