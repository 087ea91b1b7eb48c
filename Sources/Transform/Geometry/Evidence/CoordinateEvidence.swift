// SPDX-License-Identifier: EUPL-1.2

/// Whether the numbers of a column are one coordinate of places; holds no cell.
package struct CoordinateEvidence: Sendable {
  /// How the numbers are written.
  package enum Writing: CaseIterable, Sendable {
    /// `155000.5`
    case point
    /// `155000,5`
    case comma
    /// `155.000,5`
    case grouped
  }

  /// What was counted of one way of writing.
  package struct Count: Sendable {
    /// What all numbers but noughts may be.
    package var ranges = PlaceRanges.all
    /// What nine of ten of them may be.
    package var fits = [Int](repeating: 0, count: 6)
    /// Cells that are no number written so.
    package var misfits = 0
  }

  /// Cells with a value, noughts included.
  package private(set) var values = 0
  /// Cells `0`, which stand for no place.
  package private(set) var noughts = 0
  private var counts = [Count](repeating: Count(), count: Writing.allCases.count)

  package init() {}

  /// Looks at a cell that is not empty.
  package mutating func see(_ cell: Span<UInt8>) {
    values += 1
    if cell.count == 1, cell[0] == 0x30 {
      noughts += 1
      return
    }
    for (index, writing) in Writing.allCases.enumerated() {
      guard let number = Self.number(cell, writing) else {
        counts[index].misfits += 1
        continue
      }
      let ranges = PlaceRanges(number)
      counts[index].ranges.formIntersection(ranges)
      for bit in 0..<6 where ranges.rawValue >> UInt8(bit) & 1 == 1 { counts[index].fits[bit] += 1 }
    }
  }

  /// The way of writing in which all numbers may be one of some ranges; nil where there is none.
  package func writing(of range: PlaceRanges) -> Writing? {
    guard values > noughts else { return nil }
    for (index, writing) in Writing.allCases.enumerated()
    where counts[index].misfits == 0 && !counts[index].ranges.isDisjoint(with: range) {
      return writing
    }
    return nil
  }

  /// Whether nine of ten numbers may be of a range, in some way of writing.
  package func isNearly(_ range: PlaceRanges) -> Bool {
    guard values > noughts else { return false }
    let bit = range.rawValue.trailingZeroBitCount
    return counts.contains { 10 * $0.fits[bit] >= 9 * (values - noughts) }
  }

  /// A number with digits before and behind one decimal sign; nil for everything else.
  private static func number(_ cell: Span<UInt8>, _ writing: Writing) -> Double? {
    let decimal: UInt8 = writing == .point ? 0x2E : 0x2C
    var (value, scale, digits, inGroup) = (0.0, 1.0, 0, 0)
    var (isBehind, hasGroup, at) = (false, false, 0)
    let isNegative = !cell.isEmpty && cell[0] == 0x2D
    if isNegative { at = 1 }
    while at < cell.count {
      let byte = cell[at]
      if 0x30...0x39 ~= byte {
        value = value * 10 + Double(byte - 0x30)
        if isBehind { scale *= 10 }
        (digits, inGroup) = (digits + 1, inGroup + 1)
      } else if byte == decimal, !isBehind, digits > 0 {
        guard !hasGroup || inGroup == 3 else { return nil }
        isBehind = true
      } else if writing == .grouped, byte == 0x2E, !isBehind, digits > 0,
        hasGroup ? inGroup == 3 : inGroup <= 3
      {
        (hasGroup, inGroup) = (true, 0)
      } else {
        return nil
      }
      at += 1
    }
    guard digits > 0, digits < 20, writing != .grouped || hasGroup,
      isBehind || !hasGroup || inGroup == 3
    else { return nil }
    return (isNegative ? -value : value) / scale
  }
}
