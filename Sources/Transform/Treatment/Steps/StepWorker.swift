// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExpressions
package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// One thread's means of running the steps over batches, one step after another.
///
/// The hot path. Cells stay where they are: a new one is a range of the batch's text, or text added behind it.
/// Nothing is allocated for a row. A row that a step leaves out or refuses is marked, not moved.
package final class StepWorker {
  let program: StepProgram
  let machine: ExpressionMachine
  private let history: RowHistory?
  /// The text of the batch that is worked on.
  var text = ByteBuffer()
  var marks: [RowMark] = []
  var result = StepResult()
  /// Canonical keys of code lists.
  var key = ByteBuffer(capacity: 256)
  /// Whether the batch's text has more bytes than offsets of 32 bits reach.
  var isTooLarge = false
  private var spare: [UInt32] = []
  /// Cells per row, new ones included.
  package let width: Int

  /// Makes a worker.
  ///
  /// - Parameter history: what all workers of this pass share; nil leaves duplicates in.
  /// - Throws: `self-check` where there is no memory for the patterns.
  package init(_ program: StepProgram, history: RowHistory?) throws(Failure) {
    (self.program, self.history) = (program, history)
    width = program.width + program.madeNames.count
    machine = try ExpressionMachine(program.plan.pool, depth: program.plan.depth) {
      program.positions[$0]
    }
  }

  /// Runs the steps over a batch, and says what came of them.
  ///
  /// - Parameter block: the batch's number in the order of the export.
  /// - Throws: `memory-exceeded` where duplicates cannot be remembered any more.
  package func apply(_ batch: inout RecordBatch, block: Int) throws(Failure) -> StepResult {
    result = StepResult()
    isTooLarge = false
    if program.plan.request.steps.contains(where: { $0.codeList != nil }) {
      result.unmatched = Array(repeating: 0, count: program.plan.request.steps.count)
    }
    marks.removeAll(keepingCapacity: true)
    marks.append(contentsOf: repeatElement(.kept, count: batch.rowCount))
    widen(&batch)
    swap(&batch.text, &text)
    defer {
      swap(&batch.text, &text)
      swap(&batch.marks, &marks)
    }
    let operations = program.plan.operations
    var next = 0
    while next < operations.count {
      let first = next
      next += 1
      switch operations[first] {
      case .unpivot(let slots, let names, let name, let value):
        unpivot(&batch, slots, names, name, value)
      case .deduplicate(let slots, let number):
        try deduplicate(&batch, slots, number, block)
      case .filter, .check, .derive, .split, .combine, .lookup, .replace:
        while next < operations.count, operations[next].isOfOneRow { next += 1 }
        run(operations[first..<next], &batch)
      }
      if isTooLarge { throw TransformResult.tooLarge }
    }
    return result
  }

  /// Makes room behind the cells of each row for the new ones, which are empty at first.
  private func widen(_ batch: inout RecordBatch) {
    let more = program.madeNames.count
    guard more > 0 else { return }
    let (old, new, rows) = (2 * batch.width, 2 * width, batch.rowCount)
    spare.removeAll(keepingCapacity: true)
    spare.append(contentsOf: repeatElement(0, count: new * rows))
    for row in 0..<rows {
      for cell in 0..<old { spare[row * new + cell] = batch.offsets[row * old + cell] }
    }
    swap(&batch.offsets, &spare)
    batch.width = width
  }

  /// Does what looks at one row only, row by row, so that a cell that several expressions read is read once.
  private func run(_ operations: ArraySlice<StepPlan.Operation>, _ batch: inout RecordBatch) {
    let (numbers, lines) = (batch.numbers, batch.lines)
    var offsets = batch.offsets.mutableSpan
    for row in 0..<numbers.count where goesOn(row) && !isTooLarge {
      let place = (row: row, number: Int(numbers[row]), line: Int(lines[row]))
      machine.beginRow()
      var cells = offsets.part(2 * row * width..<2 * (row + 1) * width)
      for operation in operations where goesOn(row) { run(operation, &cells, place) }
    }
  }

  /// Whether the steps still look at a row.
  @inline(__always)
  private func goesOn(_ row: Int) -> Bool { marks[row] == .kept || marks[row] == .refused }

  /// A row of a batch, and the record that it comes of.
  typealias Place = (row: Int, number: Int, line: Int)

  /// Whether the machine could read the row; where it could not, the row is refused.
  func isRead(_ place: Place) -> Bool {
    guard let problem = machine.problem else { return true }
    refuse(place, .cell(problem.slot, problem.problem), as: .unreadable)
    return false
  }

  func refuse(_ place: Place, _ cause: StepProblem.Cause, as mark: RowMark) {
    marks[place.row] = mark
    result.problems.append(
      StepProblem(number: place.number, line: place.line, cause: cause))
  }

  // MARK: Duplicates

  private func deduplicate(
    _ batch: inout RecordBatch, _ slots: StepPlan.Slots, _ number: Int, _ block: Int
  ) throws(Failure) {
    guard let history else { return }
    var rows: [Int] = []
    var hashes: [RowHash] = []
    for row in 0..<marks.count where goesOn(row) {
      rows.append(row)
      hashes.append(hash(row, slots, batch.offsets))
    }
    try history.enter(hashes, block: block, step: number) { index, isRepeated in
      guard isRepeated else { return }
      marks[rows[index]] = .filtered
      result.duplicates += 1
    }
  }

  private func hash(_ row: Int, _ slots: StepPlan.Slots, _ offsets: [UInt32]) -> RowHash {
    RowHash { hasher in
      for index in 0..<slots.count {
        let position = program.positions[slots[index]]
        guard position >= 0 else { continue }
        let at = 2 * (row * width + position)
        let cell = Int(offsets[at])..<Int(offsets[at + 1])
        hasher.combine(cell.count)
        text.withSpan { hasher.combine(bytes: $0[cell]) }
      }
    }
  }

  // MARK: Columns to rows

  /// Makes a row of each of some cells of a row; a row that is left out or refused stays one.
  private func unpivot(
    _ batch: inout RecordBatch, _ slots: StepPlan.Slots,
    _ names: Kept<Kept<UInt8>>, _ name: Int, _ value: Int
  ) {
    let labels = (0..<names.count).map { name in
      let start = text.count
      text.append(names[name].span)
      isTooLarge = isTooLarge || text.count > Int(UInt32.max)
      return (UInt32(truncatingIfNeeded: start), UInt32(truncatingIfNeeded: text.count))
    }
    var unpivoted = Unpivoted()
    let cells = 2 * width
    for row in 0..<batch.rowCount {
      for index in 0..<slots.count {
        let slot = slots[index]
        let start = unpivoted.offsets.count
        unpivoted.offsets.append(contentsOf: batch.offsets[(row * cells)..<((row + 1) * cells)])
        unpivoted.numbers.append(batch.numbers[row])
        unpivoted.lines.append(batch.lines[row])
        unpivoted.marks.append(marks[row])
        guard goesOn(row) else { break }
        let (from, to) = (program.positions[slot], program.positions[value])
        let label = program.positions[name]
        unpivoted.offsets[start + 2 * label] = labels[index].0
        unpivoted.offsets[start + 2 * label + 1] = labels[index].1
        guard from >= 0 else { continue }
        unpivoted.offsets[start + 2 * to] = batch.offsets[row * cells + 2 * from]
        unpivoted.offsets[start + 2 * to + 1] = batch.offsets[row * cells + 2 * from + 1]
      }
    }
    (batch.offsets, batch.numbers) = (unpivoted.offsets, unpivoted.numbers)
    (batch.lines, marks) = (unpivoted.lines, unpivoted.marks)
  }

  private struct Unpivoted {
    var offsets: [UInt32] = []
    var numbers: [UInt32] = []
    var lines: [UInt32] = []
    var marks: [RowMark] = []
  }
}
