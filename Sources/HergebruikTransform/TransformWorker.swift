// SPDX-License-Identifier: EUPL-1.2

@_spi(Transform) public import HergebruikModel

/// One thread's treatment of batches: validates every cell and writes what may be published.
///
/// The hot path. Per cell there is no `String`, no object and no allocation, but for text that is
/// not known to be in NFC. A row with a refused cell is left out whole.
public final class TransformWorker {
  private let plan: TransformPlan
  private let programs: [FieldProgram]
  private let matchers: [CellPattern.Matcher]
  private let hasTemporal: Bool
  private let geometry: GeometryWorker?
  /// The classes whose rows are left out.
  private let suppressed: ClassSet
  /// Where the values of direct identifiers go; nil where nobody looks for them.
  private let identifiers: IdentifierTable?
  /// The columns of direct identifiers, and what is no value there.
  private let identifierColumns: [(column: Int, missing: ByteStrings)]
  /// Hash of each row's key values; nil where the value is missing.
  private var hashes: [(high: UInt64, low: UInt64)?]

  /// Makes a worker for an export's columns.
  ///
  /// - Parameters:
  ///   - suppressed: the classes whose rows are left out; the plan must ask for classes.
  ///   - identifiers: where the values of direct identifiers go, to look for in the output.
  /// - Throws: `self-check` where there is no memory for the patterns.
  public init(
    _ plan: TransformPlan, binding: ColumnBinding, suppressed: ClassSet = .none,
    identifiers: IdentifierTable? = nil
  ) throws(Failure) {
    (self.plan, self.suppressed, self.identifiers) = (plan, suppressed, identifiers)
    let bound = zip(plan.programs, binding.columns).map { program, column in
      var bound = program
      bound.column = column
      return bound
    }
    identifierColumns =
      identifiers == nil
      ? []
      : bound.filter { plan.fields[$0.field].privacy == .direct && $0.column >= 0 }.map {
        ($0.column, $0.missing)
      }
    programs = bound.filter { !$0.isIdle }
    var geometry: GeometryWorker?
    if let request = plan.geometry { geometry = try GeometryWorker(request, bound) }
    self.geometry = geometry
    hasTemporal = programs.contains { $0.isTemporal }
    var matchers: [CellPattern.Matcher] = []
    for pattern in plan.patterns {
      guard let matcher = CellPattern.Matcher(pattern) else {
        throw Failure(.selfCheck, "there is no memory for a pattern")
      }
      matchers.append(matcher)
    }
    self.matchers = matchers
    hashes = Array(repeating: nil, count: plan.hashSlots)
  }

  /// Treats a batch: good rows to `open`, what is wrong to `result`; both are emptied first.
  public func process(
    _ batch: borrowing RecordBatch, into open: inout OpenBatch, result: inout TransformResult
  ) {
    open.removeAll()
    result = TransformResult()
    result.keys = Array(repeating: [], count: plan.uniqueChecks.count)
    if plan.quasiCells != nil {
      result.classKeys.reserveCapacity(batch.rowCount * (2 + 2 * plan.sensitiveCells.count))
    }
    let text = batch.text.bytes
    batch.offsets.withUnsafeBufferPointer { offsets in
      programs.withUnsafeBufferPointer { programs in
        for row in 0..<batch.rowCount {
          let cells = UnsafeBufferPointer(
            rebasing: offsets[(2 * row * batch.width)..<(2 * (row + 1) * batch.width)])
          let place = (Int(batch.numbers[row]), Int(batch.lines[row]))
          if !treat(text, cells, programs, place, &open, &result) { result.badRows.append(row) }
          if let identifiers { collect(text, cells, into: identifiers) }
        }
      }
    }
    geometry?.finish(&result)
  }

  /// Remembers what points at a person in a row, also where the row is refused or left out.
  @inline(__always)
  private func collect(
    _ text: UnsafeBufferPointer<UInt8>, _ cells: UnsafeBufferPointer<UInt32>,
    into identifiers: IdentifierTable
  ) {
    for (column, missing) in identifierColumns {
      let cell = UnsafeBufferPointer(
        rebasing: text[Int(cells[2 * column])..<Int(cells[2 * column + 1])])
      if !missing.contains(cell) { identifiers.insert(cell) }
    }
  }

  /// Treats one row; false where it is refused.
  @inline(__always)
  private func treat(
    _ text: UnsafeBufferPointer<UInt8>, _ cells: UnsafeBufferPointer<UInt32>,
    _ programs: UnsafeBufferPointer<FieldProgram>, _ place: (number: Int, line: Int),
    _ open: inout OpenBatch, _ result: inout TransformResult
  ) -> Bool {
    let (textStart, cellStart) = (open.text.count, open.ends.count)
    var good = true
    for i in 0..<programs.count {
      let column = programs[i].column
      let cell =
        column < 0
        ? UnsafeBufferPointer(start: nil, count: 0)
        : UnsafeBufferPointer(
          start: text.baseAddress.unsafelyUnwrapped + Int(cells[2 * column]),
          count: Int(cells[2 * column + 1] &- cells[2 * column]))
      let start = open.text.count
      if let problem = apply(programs[i], cell, &open.text) {
        good = false
        result.problems.append(
          RowProblem(
            number: place.number, line: place.line, field: programs[i].field, problem: problem))
        open.text.truncate(to: start)
      }
      if !programs[i].isDropped {
        open.ends.append(UInt32(truncatingIfNeeded: open.text.count))
        open.text.append(0)
      }
    }
    if let geometry {
      good = locate(geometry, text, cells, place, &open, &result) && good
    }
    var isKept = good
    if good, plan.hashSlots > 0 || hasTemporal || plan.quasiCells != nil {
      good = hasKey(place, &result)
      isKept = good && !isSuppressed(cellStart, open, &result)
      if isKept { finish(place, cellStart, open, &result) }
    }
    if let geometry { geometry.endRow(isGood: isKept, &open) }
    if !isKept {
      open.text.truncate(to: textStart)
      open.ends.removeSubrange(cellStart...)
    }
    return good
  }

  /// Validates and treats one cell at the end of the output; nil where it is good.
  @inline(__always)
  private func apply(
    _ program: FieldProgram, _ cell: UnsafeBufferPointer<UInt8>, _ out: inout ByteBuffer
  ) -> CellProblem? {
    if program.column < 0 || program.missing.contains(cell) || Self.isBlank(program, cell) {
      if program.hashSlot >= 0 { hashes[program.hashSlot] = nil }
      if case .redact(let text) = program.step { out.append(text) }
      return program.required ? .required : nil
    }
    let start = out.count
    if program.isPlain {
      guard program.cast.append(cell, to: &out) else { return .type }
    } else {
      if let problem = checkAsWritten(program, cell) { return problem }
      guard program.cast.append(cell, to: &out) else { return .type }
      if let problem = checkLimits(program, from: start, out) { return problem }
      if program.hashSlot >= 0 { hash(from: start, out, into: program.hashSlot) }
    }
    treat(program.step, from: start, &out)
    return nil
  }

  /// A pseudonym of white space would be one of nothing.
  @inline(__always)
  private static func isBlank(
    _ program: FieldProgram, _ cell: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard case .pseudonymise = program.step else { return false }
    return UTF8Text.trimmed(cell).isEmpty
  }

  /// The constraints that look at the cell as it is in the export.
  private func checkAsWritten(
    _ program: FieldProgram, _ cell: UnsafeBufferPointer<UInt8>
  ) -> CellProblem? {
    if !program.allowed.isEmpty, !program.allowed.contains(cell) { return .allowed }
    if program.pattern >= 0, !matchers[program.pattern].matches(cell) { return .pattern }
    if program.lengths != FieldProgram.anyLength {
      let length = UTF8Text.scalarCount(cell)
      if length < program.lengths.lowerBound { return .minLength }
      if length > program.lengths.upperBound { return .maxLength }
    }
    return nil
  }

  /// The constraints that look at the canonical value.
  private func checkLimits(
    _ program: FieldProgram, from start: Int, _ out: borrowing ByteBuffer
  ) -> CellProblem? {
    let value = UnsafeBufferPointer(rebasing: out.bytes[start...])
    if Self.orders(value, before: program.minimum) { return .minimum }
    if Self.orders(value, after: program.maximum) { return .maximum }
    return nil
  }

  @inline(__always)
  private static func orders(
    _ value: UnsafeBufferPointer<UInt8>, before bound: FieldProgram.Bound
  ) -> Bool {
    switch bound {
    case .none: false
    case .number(let least): !(DecimalText.double(value) >= least)
    case .text(let least): value.lexicographicallyPrecedes(least)
    }
  }

  @inline(__always)
  private static func orders(
    _ value: UnsafeBufferPointer<UInt8>, after bound: FieldProgram.Bound
  ) -> Bool {
    switch bound {
    case .none: false
    case .number(let most): !(DecimalText.double(value) <= most)
    case .text(let most): most.lexicographicallyPrecedes(value)
    }
  }

  /// Turns the canonical value at the end of the output into what is published.
  @inline(__always)
  private func treat(_ step: FieldProgram.Step, from start: Int, _ out: inout ByteBuffer) {
    switch step {
    case .keep: return
    case .drop: out.truncate(to: start)
    case .datePart(let length): out.truncate(to: min(start + length, out.count))
    case .prefix(let scalars):
      let value = UnsafeBufferPointer(rebasing: out.bytes[start...])
      out.truncate(to: start + UTF8Text.prefixLength(value, scalars: scalars))
    case .pseudonymise(let index, let foldCase):
      plan.pseudonymisers[index].replace(from: start, in: &out, foldCase: foldCase)
    case .redact(let text):
      out.truncate(to: start)
      out.append(text)
    case .mask(let show, let length):
      let value = UnsafeBufferPointer(rebasing: out.bytes[start...])
      let shown = UTF8Text.scalarCount(value) <= show ? 0 : show
      out.truncate(to: start + UTF8Text.prefixLength(value, scalars: shown))
      for _ in shown..<max(length, shown) { out.append(UInt8(ascii: "*")) }
    }
  }
}

// MARK: - What is known only once the row is whole

extension TransformWorker {
  private func hash(from start: Int, _ out: borrowing ByteBuffer, into slot: Int) {
    let value = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: out.bytes[start...]))
    hashes[slot] = Self.hash { $0.combine(bytes: value) }
  }

  /// Two independent 64-bit SipHashes with the process's random seed.
  private static func hash(_ feed: (inout Hasher) -> Void) -> (high: UInt64, low: UInt64) {
    var (first, second) = (Hasher(), Hasher())
    first.combine(0 as UInt8)
    second.combine(1 as UInt8)
    feed(&first)
    feed(&second)
    return (
      UInt64(bitPattern: Int64(first.finalize())), UInt64(bitPattern: Int64(second.finalize()))
    )
  }

  /// Whether a row's primary key is complete.
  private func hasKey(_ place: (number: Int, line: Int), _ result: inout TransformResult) -> Bool {
    guard let check = plan.uniqueChecks.first, check.code == .primaryKey, key(of: check) == nil
    else { return true }
    result.problems.append(
      RowProblem(
        number: place.number, line: place.line, field: fieldWithoutValue(in: check), problem: .key))
    return false
  }

  /// Collects the keys and the temporal range of a row that is kept.
  private func finish(
    _ place: (number: Int, line: Int), _ cellStart: Int, _ open: borrowing OpenBatch,
    _ result: inout TransformResult
  ) {
    for index in plan.uniqueChecks.indices {
      guard let key = key(of: plan.uniqueChecks[index]) else { continue }
      result.keys[index].append(key.high)
      result.keys[index].append(key.low)
      result.keys[index].append(UInt64(place.number))
    }
    if hasTemporal { widenTemporal(cellStart, open, &result) }
  }

  /// The hash of a row's values for a check; nil where one of them is missing.
  private func key(of check: TransformPlan.UniqueCheck) -> (high: UInt64, low: UInt64)? {
    if check.slots.count == 1 { return hashes[check.slots[0]] }
    for slot in check.slots where hashes[slot] == nil { return nil }
    return Self.hash { hasher in
      for slot in check.slots {
        hasher.combine(hashes[slot]?.high)
        hasher.combine(hashes[slot]?.low)
      }
    }
  }

  private func fieldWithoutValue(in check: TransformPlan.UniqueCheck) -> Int {
    let slot = check.slots.first { hashes[$0] == nil }
    return programs.first { $0.hashSlot == slot }?.field ?? 0
  }

  private func widenTemporal(
    _ cellStart: Int, _ open: borrowing OpenBatch, _ result: inout TransformResult
  ) {
    var published = cellStart
    for program in programs where !program.isDropped {
      defer { published += 1 }
      guard program.isTemporal else { continue }
      let start = published == 0 ? 0 : Int(open.ends[published - 1]) + 1
      let value = open.text.bytes[start..<Int(open.ends[published])]
      guard !value.isEmpty else { return }
      if result.temporal == nil {
        result.temporal = ValueRange(value)
      } else {
        result.temporal?.widen(value)
      }
    }
  }
}

// MARK: - Classes

extension TransformWorker {
  /// Names the class of a good row at the end of the output; true where it is left out.
  private func isSuppressed(
    _ cellStart: Int, _ open: borrowing OpenBatch, _ result: inout TransformResult
  ) -> Bool {
    guard let quasi = plan.quasiCells else { return false }
    var hasher = ClassHasher()
    for cell in quasi { hasher.add(Self.cell(cellStart + cell, of: open)) }
    let key = hasher.finish()
    result.classSum &+= key.high
    if suppressed.contains(key) {
      result.suppressed += 1
      return true
    }
    result.classKeys.append(key.high)
    result.classKeys.append(key.low)
    for (field, cell) in zip(plan.sensitiveFields, plan.sensitiveCells) {
      let value = ValueDictionary.key(
        of: Self.cell(cellStart + cell, of: open), isNumeric: field.isNumeric)
      result.classKeys.append(value.high)
      result.classKeys.append(value.low)
    }
    return false
  }

  @inline(__always)
  private static func cell(
    _ index: Int, of open: borrowing OpenBatch
  ) -> UnsafeBufferPointer<UInt8> {
    let start = index == 0 ? 0 : Int(open.ends[index - 1]) + 1
    return UnsafeBufferPointer(rebasing: open.text.bytes[start..<Int(open.ends[index])])
  }
}
