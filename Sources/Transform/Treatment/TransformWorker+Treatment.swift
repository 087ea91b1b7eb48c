// SPDX-License-Identifier: EUPL-1.2

@_spi(Transform) internal import HergebruikModel
internal import HergebruikTables
internal import HergebruikValues

/// What is done to one cell of a row.
extension TransformWorker {
  /// Turns the canonical value at the end of the output into what is published; nil where it can.
  @inline(__always)
  func treat(
    _ program: UnsafePointer<FieldProgram>, from start: Int, _ out: inout ByteBuffer,
    _ result: inout TransformResult
  ) -> CellProblem? {
    switch program.pointee.step {
    case .keep: break
    case .drop: out.truncate(to: start)
    case .datePart(let length): out.truncate(to: min(start + length, out.count))
    case .prefix(let scalars):
      let value = UnsafeBufferPointer(rebasing: out.bytes[start...])
      out.truncate(to: start + UTF8Text.prefixLength(value, scalars: scalars))
    case .scrub:
      guard let scrubber else { return .type }
      scrubber.replace(from: start, in: &out, row.text, row.cells)
    case .pseudonymise(let index, _) where index < 0: out.truncate(to: start)
    case .pseudonymise(let index, let foldCase):
      let entry = plan.pseudonymisers[index].replace(from: start, in: &out, foldCase: foldCase)
      if let entry { result.pseudonyms[index].append(entry) }
    case .redact:
      out.truncate(to: start)
      out.append(program.pointee.blank)
    case .mask(let show, let length):
      let value = UnsafeBufferPointer(rebasing: out.bytes[start...])
      let shown = UTF8Text.scalarCount(value) <= show ? 0 : show
      out.truncate(to: start + UTF8Text.prefixLength(value, scalars: shown))
      for _ in shown..<max(length, shown) { out.append(UInt8(ascii: "*")) }
    case .square(let size): return square(size, program, from: start, &out)
    case .recode(let index):
      if program.pointee.isLookedUp { completeKey(of: program, from: start, &out) }
      return recode(index, program, from: start, &out)
    case .randomRound(let index):
      let isDone = plan.randomRoundings[index].replace(from: start, in: &out, row: rowKey.bytes)
      return isDone ? nil : .digits
    }
    return nil
  }

  private func recode(
    _ index: Int, _ program: UnsafePointer<FieldProgram>, from start: Int, _ out: inout ByteBuffer
  ) -> CellProblem? {
    switch plan.recodings[index].replace(from: start, in: &out) {
    case .done: return nil
    case .refused(let problem): return problem
    case .unmatched:
      unmatched.append(program.pointee.field)
      out.append(program.pointee.blank)
      return nil
    }
  }

  /// Replaces an x by the square that it and the other field's y are in.
  private func square(
    _ size: Int, _ program: UnsafePointer<FieldProgram>, from start: Int, _ out: inout ByteBuffer
  ) -> CellProblem? {
    let split = out.count
    for index in program.pointee.companions {
      guard let cell = cell(of: companions[index]) else { return .halfPoint }
      guard companions[index].cast.append(cell, to: &out) else { return .square }
    }
    return GridSquare.replace(from: start, y: split, in: &out, size: size) ? nil : .square
  }

  /// Makes the key of a list of a value, and puts the other keys behind it; where one is missing or wrong,
  /// nothing is left to be found.
  private func completeKey(
    of program: UnsafePointer<FieldProgram>, from start: Int, _ out: inout ByteBuffer
  ) {
    program.pointee.cast.normaliseKey(from: start, in: &out)
    for index in program.pointee.companions {
      out.append(CodeIndex.separator)
      let before = out.count
      guard let cell = cell(of: companions[index]),
        companions[index].cast.append(cell, to: &out)
      else { return out.truncate(to: start) }
      companions[index].cast.normaliseKey(from: before, in: &out)
    }
  }

  /// The cell of another field of the row; nil where it is missing.
  private func cell(of other: FieldProgram) -> UnsafeBufferPointer<UInt8>? {
    let cell = withUnsafePointer(to: other) { Self.cell(of: $0, row.text, row.cells) }
    return other.column < 0 || other.missing.containsTrimmed(cell) ? nil : cell
  }

  /// Counts the cells of a published row that are empty for want of a code.
  func countUnmatched(_ isPublished: Bool, _ result: inout TransformResult) {
    for field in unmatched where isPublished { result.unmatched[field] += 1 }
    unmatched.removeAll(keepingCapacity: true)
  }

  /// Puts the canonical values of the row's primary key together.
  ///
  /// Where one is missing or wrong the row is refused later, and what stands here is never used.
  func collectRowKey(
    _ text: UnsafeBufferPointer<UInt8>, _ cells: UnsafeBufferPointer<UInt32>
  ) {
    rowKey.removeAll()
    for program in keyPrograms {
      let start = rowKey.count
      for _ in 0..<4 { rowKey.append(0) }
      let cell = withUnsafePointer(to: program) { Self.cell(of: $0, text, cells) }
      guard program.cast.append(cell, to: &rowKey) else { return }
      let length = UInt32(truncatingIfNeeded: rowKey.count - start - 4).bigEndian
      UnsafeMutableRawBufferPointer(rowKey.mutableBytes).storeBytes(
        of: length, toByteOffset: start, as: UInt32.self)
    }
  }
}
