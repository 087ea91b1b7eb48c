// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExpressions
internal import HergebruikFormat
internal import HergebruikTables
internal import HergebruikValues

/// What the steps do to the cells of one row.
extension StepWorker {
  /// Where a cell is in the text; nil where it is missing, or the export lacks the column.
  private func cell(_ slot: Int, _ cells: Span<UInt32>) -> Range<Int>? {
    let position = program.positions[slot]
    guard position >= 0 else { return nil }
    let range = Int(cells[2 * position])..<Int(cells[2 * position + 1])
    let missing = program.plan.readings[slot].missing
    return text.withSpan { missing.containsTrimmed($0[range]) } ? nil : range
  }

  /// Lets a cell be a range of the text.
  private func set(_ slot: Int, _ range: Range<Int>, _ cells: inout MutableSpan<UInt32>) {
    let position = program.positions[slot]
    guard position >= 0 else { return }
    guard range.upperBound <= Int(UInt32.max) else {
      isTooLarge = true
      cells[2 * position + 1] = cells[2 * position]
      return
    }
    cells[2 * position] = UInt32(truncatingIfNeeded: range.lowerBound)
    cells[2 * position + 1] = UInt32(truncatingIfNeeded: range.upperBound)
  }

  private func set(
    _ slot: Int, _ bytes: Span<UInt8>, _ cells: inout MutableSpan<UInt32>
  ) {
    let start = text.count
    text.append(bytes)
    set(slot, start..<text.count, &cells)
  }

  private func setMissing(_ slot: Int, _ cells: inout MutableSpan<UInt32>) {
    set(slot, program.plan.missing[slot].span, &cells)
  }

  /// Writes what an expression gave.
  func write(
    _ value: ExpressionValue, _ type: ValueType, _ slot: Int,
    _ cells: inout MutableSpan<UInt32>
  ) {
    switch value.space {
    case .missing: setMissing(slot, &cells)
    case .batch:
      let start = Int(truncatingIfNeeded: value.units)
      set(slot, start..<(start + Int(value.size)), &cells)
    case .scratch, .constant:
      let start = text.count
      machine.append(value, to: &text)
      set(slot, start..<text.count, &cells)
    case .plain:
      let start = text.count
      ExpressionMachine.append(value, type, to: &text)
      set(slot, start..<text.count, &cells)
    }
  }

  /// The parts between occurrences of a separator; the last has the rest, and those that are not there are missing.
  func split(
    _ from: Int, _ separator: Kept<UInt8>, _ slots: StepPlan.Slots,
    _ cells: inout MutableSpan<UInt32>
  ) {
    guard let whole = cell(from, cells.span) else {
      for index in 0..<slots.count { setMissing(slots[index], &cells) }
      return
    }
    let (origin, count) = (whole.lowerBound, whole.count)
    var start = 0
    var isOver = false
    for index in 0..<slots.count {
      let slot = slots[index]
      guard !isOver else {
        setMissing(slot, &cells)
        continue
      }
      var end = count
      let found = text.withSpan {
        ExpressionMachine.find(
          separator.span, in: $0[whole], from: start, to: count - separator.count)
      }
      if index < slots.count - 1, let found {
        end = found
      } else {
        isOver = true
      }
      set(slot, (origin + start)..<(origin + end), &cells)
      start = end + separator.count
    }
  }

  /// The cells that are not missing, with a text between each two.
  func combine(
    _ from: StepPlan.Slots, _ between: Kept<UInt8>, _ slot: Int,
    _ cells: inout MutableSpan<UInt32>
  ) {
    let start = text.count
    var isFirst = true
    for index in 0..<from.count {
      guard let part = cell(from[index], cells.span) else { continue }
      if !isFirst { text.append(between.span) }
      isFirst = false
      text.append(copyOf: part)
    }
    if isFirst { setMissing(slot, &cells) } else { set(slot, start..<text.count, &cells) }
  }

  /// What a list says of a cell; false where it does not have it.
  func look(
    _ from: Int, _ index: CodeIndex, _ slot: Int, _ cells: inout MutableSpan<UInt32>
  ) -> Bool {
    guard let value = cell(from, cells.span) else {
      setMissing(slot, &cells)
      return true
    }
    key.removeAll()
    let cast = program.plan.readings[from].cast
    let isRight = text.withSpan { cast.append($0[value], to: &key) }
    if isRight { cast.normaliseKey(from: 0, in: &key) }
    guard isRight, let found = index.value(of: key.span) else {
      setMissing(slot, &cells)
      return false
    }
    set(slot, found, &cells)
    return true
  }

  /// Puts another value in the place of a cell where a list has one.
  func replace(_ slot: Int, _ index: CodeIndex, _ cells: inout MutableSpan<UInt32>) {
    guard let value = cell(slot, cells.span) else { return }
    key.removeAll()
    text.withSpan { UTF8Text.appendNFC($0[value], to: &key) }
    guard let found = index.replacement(of: key.span) else { return }
    if found.isEmpty { setMissing(slot, &cells) } else { set(slot, found, &cells) }
  }
}
