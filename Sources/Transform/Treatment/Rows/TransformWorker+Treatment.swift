// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
@_spi(Transform) internal import HergebruikModel
internal import HergebruikTables
internal import HergebruikValues

/// What is done to one cell of a row.
extension TransformWorker {
  func recode(
    _ index: Int, _ program: UnsafePointer<FieldProgram>, from start: Int, _ out: inout ByteBuffer
  ) -> CellProblem? {
    switch plan.recodings[index].replace(from: start, in: &out) {
    case .done: return nil
    case .refused(let problem): return problem
    case .unmatched:
      unsafe unmatched.append(program.pointee.field)
      unsafe out.append(program.pointee.blank.span)
      return nil
    }
  }

  /// Replaces an x by the square that it and the other field's y are in.
  func square(
    _ size: Int, _ program: UnsafePointer<FieldProgram>, from start: Int, _ out: inout ByteBuffer
  ) -> CellProblem? {
    let split = out.count
    for index in unsafe program.pointee.companions {
      guard let cell = cell(of: companions[index]) else { return .geometry(.halfPoint) }
      guard companions[index].cast.append(cell, to: &out) else { return .treatment(.square) }
    }
    return GridSquare.replace(from: start, y: split, in: &out, size: size)
      ? nil : .treatment(.square)
  }

  /// Makes the key of a list of a value, and puts the other keys behind it; where one is missing or wrong,
  /// nothing is left to be found.
  func completeKey(
    of program: UnsafePointer<FieldProgram>, from start: Int, _ out: inout ByteBuffer
  ) {
    unsafe program.pointee.cast.normaliseKey(from: start, in: &out)
    for index in unsafe program.pointee.companions {
      out.append(CodeIndex.separator)
      let before = out.count
      guard let cell = cell(of: companions[index]),
        companions[index].cast.append(cell, to: &out)
      else { return out.truncate(to: start) }
      companions[index].cast.normaliseKey(from: before, in: &out)
    }
  }

  /// The cell of another field of the row; nil where it is missing.
  @_lifetime(borrow self)
  private func cell(of other: FieldProgram) -> Span<UInt8>? {
    let text = unsafe _overrideLifetime(row.text.span, borrowing: self)
    let cell = unsafe Self.cell(of: other.column, text, row.cells.span)
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
    _ text: Span<UInt8>, _ cells: Span<UInt32>
  ) {
    rowKey.removeAll()
    for program in keyPrograms {
      let start = rowKey.count
      for _ in 0..<4 { rowKey.append(0) }
      let cell = Self.cell(of: program.column, text, cells)
      guard program.cast.append(cell, to: &rowKey) else { return }
      let length = UInt32(truncatingIfNeeded: rowKey.count - start - 4).bigEndian
      rowKey.store(length, at: start)
    }
  }
}
