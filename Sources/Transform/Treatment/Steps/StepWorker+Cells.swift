// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExpressions
internal import HergebruikFormat
internal import HergebruikTables
internal import HergebruikValues

/// What the steps do to the cells of one row.
extension StepWorker {
  /// The bytes of a cell; nil where it is missing, or the export lacks the column.
  private func cell(
    _ slot: Int, _ cells: UnsafeMutablePointer<UInt32>
  ) -> UnsafeBufferPointer<UInt8>? {
    let position = program.positions[slot]
    guard position >= 0 else { return nil }
    let range = Int(cells[2 * position])..<Int(cells[2 * position + 1])
    let cell = UnsafeBufferPointer(rebasing: text.bytes[range])
    return program.plan.readings[slot].missing.containsTrimmed(cell) ? nil : cell
  }

  /// Lets a cell be a range of the text.
  private func set(_ slot: Int, _ range: Range<Int>, _ cells: UnsafeMutablePointer<UInt32>) {
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
    _ slot: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ cells: UnsafeMutablePointer<UInt32>
  ) {
    let start = text.count
    text.append(bytes)
    set(slot, start..<text.count, cells)
  }

  private func setMissing(_ slot: Int, _ cells: UnsafeMutablePointer<UInt32>) {
    set(slot, program.plan.missing[slot], cells)
  }

  /// Writes what an expression gave.
  func write(
    _ value: ExpressionValue, _ type: ValueType, _ slot: Int,
    _ cells: UnsafeMutablePointer<UInt32>
  ) {
    switch value.space {
    case .missing: setMissing(slot, cells)
    case .batch:
      let start = Int(truncatingIfNeeded: value.units)
      set(slot, start..<(start + Int(value.size)), cells)
    case .scratch, .constant: set(slot, machine.bytes(value), cells)
    case .plain:
      let start = text.count
      ExpressionMachine.append(value, type, to: &text)
      set(slot, start..<text.count, cells)
    }
  }

  /// The parts between occurrences of a separator; the last has the rest, and those that are not there are missing.
  func split(
    _ from: Int, _ separator: UnsafeBufferPointer<UInt8>, _ slots: StepPlan.Slots,
    _ cells: UnsafeMutablePointer<UInt32>
  ) {
    guard let whole = cell(from, cells) else {
      for slot in slots { setMissing(slot, cells) }
      return
    }
    let origin = Int(cells[2 * program.positions[from]])
    let count = whole.count
    var start = 0
    var isOver = false
    for (index, slot) in slots.enumerated() {
      guard !isOver else {
        setMissing(slot, cells)
        continue
      }
      var end = count
      // The text may have moved: a missing part was written behind it.
      let bytes = UnsafeBufferPointer(rebasing: text.bytes[origin..<(origin + count)])
      if index < slots.count - 1,
        let found = ExpressionMachine.find(
          separator, in: bytes, from: start, to: count - separator.count)
      {
        end = found
      } else {
        isOver = true
      }
      set(slot, (origin + start)..<(origin + end), cells)
      start = end + separator.count
    }
  }

  /// The cells that are not missing, with a text between each two.
  func combine(
    _ from: StepPlan.Slots, _ between: UnsafeBufferPointer<UInt8>, _ slot: Int,
    _ cells: UnsafeMutablePointer<UInt32>
  ) {
    let start = text.count
    var isFirst = true
    for part in from {
      guard let length = cell(part, cells)?.count else { continue }
      if !isFirst { text.append(between) }
      isFirst = false
      text.reserve(length)
      // Room was made, so that the cell stays where it is while it is copied.
      if let bytes = cell(part, cells) { text.append(bytes) }
    }
    if isFirst { setMissing(slot, cells) } else { set(slot, start..<text.count, cells) }
  }

  /// What a list says of a cell; false where it does not have it.
  func look(
    _ from: Int, _ index: CodeIndex, _ slot: Int, _ cells: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    guard let value = cell(from, cells) else {
      setMissing(slot, cells)
      return true
    }
    key.removeAll()
    let cast = program.plan.readings[from].cast
    let isRight = cast.append(value, to: &key)
    if isRight { cast.normaliseKey(from: 0, in: &key) }
    guard isRight, let found = index.value(of: key.bytes) else {
      setMissing(slot, cells)
      return false
    }
    set(slot, found, cells)
    return true
  }

  /// Puts another value in the place of a cell where a list has one.
  func replace(_ slot: Int, _ index: CodeIndex, _ cells: UnsafeMutablePointer<UInt32>) {
    guard let value = cell(slot, cells) else { return }
    key.removeAll()
    UTF8Text.appendNFC(value, to: &key)
    guard let found = index.replacement(of: key.bytes) else { return }
    if found.isEmpty { setMissing(slot, cells) } else { set(slot, found, cells) }
  }
}
