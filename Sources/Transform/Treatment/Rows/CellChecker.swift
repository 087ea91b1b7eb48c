// SPDX-License-Identifier: EUPL-1.2

@_spi(Transform) internal import HergebruikModel
internal import HergebruikValues

/// The constraints of cells, with one thread's means to match patterns.
struct CellChecker {
  /// Owns what `matchers` points at.
  private let owned: [CellPattern.Matcher]
  private let matchers: UnsafeBufferPointer<Unmanaged<CellPattern.Matcher>>

  /// Prepares the patterns of a plan; `arena` keeps the list.
  ///
  /// - Throws: `self-check` if there is no memory for them.
  init(_ patterns: [CellPattern], _ arena: ByteArena) throws(Failure) {
    var matchers: [CellPattern.Matcher] = []
    for pattern in patterns {
      guard let matcher = CellPattern.Matcher(pattern) else {
        throw Failure(.selfCheck, "there is no memory for a pattern")
      }
      matchers.append(matcher)
    }
    owned = matchers
    self.matchers = arena.keep(matchers.map { Unmanaged.passUnretained($0) })
  }

  /// What is wrong with a cell; `nil` if nothing is.
  ///
  /// A pattern and a length look at the cell as it is in the export, the others at the canonical value at the end of the
  /// output.
  @inline(__always)
  func problem(
    _ program: UnsafePointer<FieldProgram>, _ cell: UnsafeBufferPointer<UInt8>, from start: Int,
    _ out: borrowing ByteBuffer
  ) -> CellProblem? {
    Self.problem(program, cell, from: start, out, matchers)
  }

  // The list by itself, so that a call counts no references.
  private static func problem(
    _ program: UnsafePointer<FieldProgram>, _ cell: UnsafeBufferPointer<UInt8>, from start: Int,
    _ out: borrowing ByteBuffer, _ matchers: UnsafeBufferPointer<Unmanaged<CellPattern.Matcher>>
  ) -> CellProblem? {
    let value = UnsafeBufferPointer(rebasing: out.bytes[start...])
    if !program.pointee.allowed.isEmpty, !program.pointee.allowed.contains(value),
      !isAllowedNumber(program, value)
    {
      return .allowed
    }
    if program.pointee.pattern >= 0 {
      let matcher = matchers[program.pointee.pattern]
      if !matcher._withUnsafeGuaranteedRef({ $0.matches(cell) }) { return .pattern }
    }
    // No cell has more characters, items or members than bytes.
    if program.pointee.lengths.lowerBound > 0 || program.pointee.lengths.upperBound < cell.count {
      let length = program.pointee.cast.length(of: cell)
      if length < program.pointee.lengths.lowerBound { return .minLength }
      if length > program.pointee.lengths.upperBound { return .maxLength }
    }
    for bound in program.pointee.bounds where !bound.permits(value) { return bound.side.problem }
    return nil
  }

  private static func isAllowedNumber(
    _ program: UnsafePointer<FieldProgram>, _ value: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard !program.pointee.allowedNumbers.isEmpty, let number = FixedDecimal(value) else {
      return false
    }
    return program.pointee.allowedNumbers.contains(number)
  }
}
