// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDisclosure
package import HergebruikFormat
@_spi(Transform) package import HergebruikModel
internal import HergebruikTables
package import HergebruikValues

/// One thread's treatment of batches: validates every cell and writes what may be published.
///
/// The hot path. Per cell there is no `String`, no object and no allocation, but for text that is
/// not known to be in NFC. A row with a refused cell is left out whole.
///
/// Memory safety: see `row`.
@safe
package final class TransformWorker {
  let plan: TransformPlan
  let programs: [FieldProgram]
  private let checker: CellChecker
  private let keys: RowKeys
  /// Which cell of a published row says the day that the row is about; nil where none does.
  private let temporal: Int?
  private let geometry: GeometryWorker?
  /// The classes whose rows are left out.
  private let suppressed: ClassSet
  var classifier: RowClassifier
  /// Writes the names of parts in place of quasi-identifiers; nil where those stay as they are.
  private let partWriter: PartWriter?
  /// Scrubs texts; nil where no field is treated so.
  let scrubber: Scrubber?
  /// Collects the values of direct identifiers; nil where nobody looks for them.
  private let identifiers: IdentifierCollector?
  /// The row that is treated, and the places of its cells.
  ///
  /// Memory safety: they are in the batch that `process` borrows, and are looked at only while it does.
  private(set) var row = unsafe (
    text: UnsafeBufferPointer<UInt8>(start: nil, count: 0),
    cells: UnsafeBufferPointer<UInt32>(start: nil, count: 0)
  )
  /// Where the cells of the row end that are published.
  private let rowEnds: FixedArray<UInt32>
  private let arena = ByteArena()
  /// The programs of the fields that steps of other fields read.
  let companions: [FieldProgram]
  /// The programs of the primary key, where a random rounding needs them.
  let keyPrograms: [FieldProgram]
  /// The length-prefixed values of the row's primary key.
  var rowKey = ByteBuffer()
  /// For each field what its cells held that is seldom meant, in the batch at hand.
  let sentinelDays: FixedArray<SentinelDays>
  /// Fields of the row whose value is not in their code list.
  var unmatched: [Int] = []

  /// Makes a worker for an export's columns.
  ///
  /// - Parameters:
  ///   - suppressed: the classes whose rows are left out; the plan must ask for classes.
  ///   - parts: what the classes of rows are published as; nil where that is as they are.
  ///   - identifiers: where the values of direct identifiers go, to look for in the output.
  /// - Throws: `self-check` where there is no memory for the patterns.
  package init(
    _ plan: TransformPlan, binding: ColumnBinding, suppressed: ClassSet = .none,
    parts: PartTable? = nil, identifiers: IdentifierTable? = nil
  ) throws(Failure) {
    (self.plan, self.suppressed) = (plan, suppressed)
    let bound = zip(plan.programs, binding.columns).map { program, column in
      var bound = program
      bound.column = column
      return bound
    }
    let direct: [RowIdentifiers.Column] = bound.filter {
      plan.fields[$0.field].privacy == .direct && $0.column >= 0
    }.map { ($0.column, $0.missing) }
    self.identifiers = identifiers.map { IdentifierCollector(direct, into: $0) }
    scrubber =
      plan.fields.contains { $0.treatment == .scrub } ? Scrubber(identifiers: direct) : nil
    let programs = bound.filter { !$0.isIdle(inCensus: plan.isCensus) }
    self.programs = programs
    classifier = RowClassifier(keepsCells: plan.keepsCells)
    partWriter = parts.map { PartWriter($0, programs) }
    var geometry: GeometryWorker?
    if let request = plan.geometry { geometry = try GeometryWorker(request, bound) }
    self.geometry = geometry
    companions = plan.companions.map { bound[$0] }
    keyPrograms = plan.rowKey.compactMap { field in bound.first { $0.field == field } }
    temporal = programs.filter { !$0.isDropped }.firstIndex { $0.isTemporal }
    let arena = arena
    checker = try CellChecker(plan.patterns, arena)
    keys = RowKeys(plan, arena)
    rowEnds = FixedArray(repeating: 0, count: programs.count)
    sentinelDays = FixedArray(repeating: SentinelDays(), count: plan.fields.count)
  }

  /// Treats a batch: good rows to `open`, what is wrong to `result`; both are emptied first.
  package func process(
    _ batch: borrowing RecordBatch, into open: inout OpenBatch, result: inout TransformResult
  ) {
    open.removeAll()
    result = TransformResult()
    result.keys = Array(repeating: [], count: plan.uniqueChecks.count)
    result.foreign = Array(repeating: [], count: plan.foreignChecks.count)
    for index in result.keys.indices { result.keys[index].reserveCapacity(3 * batch.rowCount) }
    if plan.hasClasses {
      result.classes.keys.reserveCapacity(batch.rowCount * (2 + 2 * plan.sensitiveFields.count))
    }
    if plan.keepsCells { result.classes.cells.reserveCapacity(batch.text.count) }
    result.pseudonyms = Array(repeating: [], count: plan.pseudonymisers.count)
    result.unmatched = Array(repeating: 0, count: plan.fields.count)
    let (text, offsets) = (batch.text.span, batch.offsets.span)
    unsafe programs.withUnsafeBufferPointer { programs in
      for row in 0..<batch.rowCount {
        let cells = offsets.extracting((2 * row * batch.width)..<(2 * (row + 1) * batch.width))
        let place = (Int(batch.numbers[row]), Int(batch.lines[row]))
        let mark = batch.marks.isEmpty ? .kept : batch.marks[row]
        if unsafe mark == .unreadable
          || mark != .filtered
            && !treat(text, cells, programs, place, isGood: mark == .kept, &open, &result)
        {
          Self.refuse(row, of: batch, &result)
        }
        if let identifiers { identifiers.collect(text, cells) }
      }
    }
    geometry?.finish(&result)
    finishSentinels(&result)
    if open.geometryText.count > Int(UInt32.max) { result.isTooLarge = true }
  }

  private static func refuse(
    _ row: Int, of batch: borrowing RecordBatch, _ result: inout TransformResult
  ) {
    let isNew = result.badRows.last.map { batch.numbers[$0] != batch.numbers[row] } ?? true
    if isNew { result.badRecords += 1 }
    result.badRows.append(row)
  }

  /// Treats one row; false where it is refused, or was not good to begin with.
  @inline(__always)
  private func treat(
    _ text: Span<UInt8>, _ cells: Span<UInt32>,
    _ programs: UnsafeBufferPointer<FieldProgram>, _ place: (number: Int, line: Int),
    isGood: Bool, _ open: inout OpenBatch, _ result: inout TransformResult
  ) -> Bool {
    let (textStart, cellStart) = (open.text.count, open.ends.count)
    var good = isGood
    classifier.begin()
    unsafe row = unsafe (
      text.withUnsafeBufferPointer { unsafe $0 }, unsafe cells.withUnsafeBufferPointer { unsafe $0 }
    )
    scrubber?.beginRow()
    if !keyPrograms.isEmpty { collectRowKey(text, cells) }
    let published = unsafe treatCells(text, cells, programs, place, &good, &open, &result)
    guard open.text.count <= Int(UInt32.max) else {
      result.isTooLarge = true
      open.text.truncate(to: textStart)
      return false
    }
    rowEnds.append(first: published, to: &open.ends)
    if let geometry {
      good = locate(geometry, text, cells, place, &open, &result) && good
    }
    let isKept = complete(place, textStart, cellStart, &good, &open, &result)
    if let geometry { geometry.endRow(isGood: isKept, &open) }
    if !isKept {
      open.text.truncate(to: textStart)
      open.ends.removeSubrange(cellStart...)
    }
    if !unmatched.isEmpty { countUnmatched(isKept, &result) }
    return good
  }

  /// Treats the cells of a row, each behind the other; how many are published.
  @inline(__always)
  private func treatCells(
    _ text: Span<UInt8>, _ cells: Span<UInt32>,
    _ programs: UnsafeBufferPointer<FieldProgram>, _ place: (number: Int, line: Int),
    _ good: inout Bool, _ open: inout OpenBatch, _ result: inout TransformResult
  ) -> Int {
    // A program is long: copying one for each cell takes as much time as checking it.
    guard let base = programs.baseAddress else { return 0 }
    var published = 0
    for i in 0..<programs.count {
      let program = unsafe base + i
      let cell = unsafe Self.cell(of: program.pointee.column, text, cells)
      let start = open.text.count
      if let problem = unsafe apply(program, cell, &open.text, &result) {
        good = false
        unsafe result.problems.append(
          RowProblem(
            number: place.number, line: place.line, field: program.pointee.field, problem: problem))
        open.text.truncate(to: start)
      }
      if unsafe program.pointee.role != .none {
        unsafe classifier.add(open.text.span[start...], program.pointee.role)
      }
      if unsafe !program.pointee.isDropped {
        rowEnds[published] = UInt32(truncatingIfNeeded: open.text.count)
        published &+= 1
        open.text.append(0)
      }
    }
    return published
  }

  /// What is known only once a row is whole: its class, its keys and its day. Whether it is kept; `good` becomes false
  /// where its primary key is not complete.
  @inline(__always)
  private func complete(
    _ place: (number: Int, line: Int), _ textStart: Int, _ cellStart: Int, _ good: inout Bool,
    _ open: inout OpenBatch, _ result: inout TransformResult
  ) -> Bool {
    if good, plan.addedQuasiCells > 0 { classifyAdded(open) }
    guard good, plan.hashSlots > 0 || temporal != nil || plan.hasClasses else { return good }
    good = keys.isComplete(self.programs, place, &result)
    guard good,
      !(plan.hasClasses && classifier.isSuppressed(by: suppressed, &result.classes))
    else {
      return false
    }
    keys.finish(place.number, &result)
    if let temporal { Self.widenTemporal(cellStart + temporal, open, &result) }
    if let partWriter { partWriter.write(classifier.key, textStart, cellStart, &open) }
    return true
  }

  /// The bytes of a cell of a row; none where the column is absent.
  @inline(__always)
  @_lifetime(copy text)
  static func cell(of column: Int, _ text: Span<UInt8>, _ cells: Span<UInt32>) -> Span<UInt8> {
    guard column >= 0 else { return text.extracting(0..<0) }
    return text.extracting(Int(cells[2 * column])..<Int(cells[2 * column + 1]))
  }

  /// Validates and treats one cell at the end of the output; nil where it is good.
  @inline(__always)
  private func apply(
    _ program: UnsafePointer<FieldProgram>, _ cell: Span<UInt8>,
    _ out: inout ByteBuffer,
    _ result: inout TransformResult
  ) -> CellProblem? {
    if unsafe program.pointee.column < 0 || program.pointee.missing.containsTrimmed(cell)
      || Self.isBlank(program, cell)
    {
      if unsafe program.pointee.hashSlot >= 0 { unsafe keys.hashes.clear(program) }
      unsafe out.append(program.pointee.blank.span)
      return unsafe program.pointee.limits.required ? .constraint(.required) : nil
    }
    let start = out.count
    guard unsafe program.pointee.cast.append(cell, to: &out) else { return .type }
    if unsafe program.pointee.findsSentinels { unsafe countSentinel(program, from: start, out) }
    if unsafe program.pointee.limits.hasAny,
      let problem = unsafe checker.problem(program, cell, from: start, out)
    {
      return problem
    }
    if unsafe program.pointee.hashSlot >= 0 { unsafe keys.hashes.enter(program, from: start, out) }
    if case .keep = unsafe program.pointee.step { return nil }
    return unsafe treat(program, from: start, &out, &result)
  }

  /// A pseudonym of white space would be one of nothing.
  @inline(__always)
  private static func isBlank(
    _ program: UnsafePointer<FieldProgram>, _ cell: Span<UInt8>
  ) -> Bool {
    guard case .pseudonymise = unsafe program.pointee.step else { return false }
    return UTF8Text.trimmed(cell).isEmpty
  }
}
