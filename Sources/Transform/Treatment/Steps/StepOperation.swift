// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExpressions
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikTables
internal import HergebruikValues

/// What each step becomes, and how that runs: all that the Transform stage knows of single steps. What a step is
/// stands in `Step.swift`.
extension StepPlan {
  /// What is done, ready to run; columns are slots of the plan. No case holds an object: copying one costs no
  /// counting of references.
  enum Operation {
    case filter(Expression)
    case check(Expression, number: Int)
    case derive(Expression, into: Int)
    case split(Int, by: Kept<UInt8>, into: Slots)
    case combine(Slots, with: Kept<UInt8>, into: Int)
    case lookup(Int, CodeIndex, step: Int, refuses: Bool, into: Int)
    case replace(Int, CodeIndex)
    case deduplicate(Slots, number: Int)
    case unpivot(
      Slots, names: Kept<Kept<UInt8>>, name: Int, value: Int)

    /// Whether it may leave rows out.
    var leavesRowsOut: Bool {
      switch self {
      case .filter, .deduplicate: true
      case .check, .derive, .split, .combine, .lookup, .replace, .unpivot: false
      }
    }

    /// Whether it looks at one row only, and leaves one.
    var isOfOneRow: Bool {
      switch self {
      case .deduplicate, .unpivot: false
      case .filter, .check, .derive, .split, .combine, .lookup, .replace: true
      }
    }
  }
}

extension StepCompiler {
  mutating func compile(_ step: Step, _ number: Int) {
    let before = columns.scopes[number]
    let after = columns.scopes[number + 1]
    func slots(_ names: [String]) -> [Int] { names.compactMap { before[$0] } }
    switch step.kind {
    case .filter(let text):
      guard let condition = expression(text, .boolean, scope: number) else { return }
      operations.append(.filter(condition.expression))
    case .derive(let name, let text):
      guard let into = after[name], let value = expression(text, nil, scope: number) else { return }
      makeCanonical(into, value.expression.type)
      lineage[into] = value.slots.reduce(into: []) { $0.formUnion(lineage[$1]) }
      operations.append(.derive(value.expression, into: into))
    case .rename: break
    case .split(let column, let by, let into):
      let made = into.compactMap { after[$0] }
      guard let from = before[column], made.count == into.count else { return }
      for slot in made { lineage[slot] = lineage[from] }
      operations.append(
        .split(from, by: pool.arena.keep(text: by), into: pool.arena.keep(list: made)))
    case .combine(let names, let with, let into):
      guard let made = after[into], slots(names).count == names.count else { return }
      lineage[made] = slots(names).reduce(into: []) { $0.formUnion(lineage[$1]) }
      operations.append(
        .combine(
          pool.arena.keep(list: slots(names)), with: pool.arena.keep(text: with), into: made))
    case .lookup(let column, let list, let into):
      guard let from = before[column], let made = after[into] else { return }
      lineage[made] = lineage[from]
      guard let table = request.codes?[number] else { return }
      tables.append(table)
      operations.append(
        .lookup(
          from, table.index, step: number, refuses: list.unmatched == .error, into: made))
    case .replace(let column, let values):
      guard let from = before[column], let table = table(values, number) else { return }
      tables.append(table)
      operations.append(.replace(from, table.index))
    case .deduplicate(let names):
      operations.append(.deduplicate(pool.arena.keep(list: slots(names)), number: deduplications))
      deduplications += 1
    case .unpivot(let names, let name, let value):
      guard let name = after[name], let value = after[value], slots(names).count == names.count
      else { return }
      lineage[value] = slots(names).reduce(into: []) { $0.formUnion(lineage[$1]) }
      operations.append(
        .unpivot(
          pool.arena.keep(list: slots(names)), names: pool.arena.keepList(names), name: name,
          value: value))
    }
  }
}

extension StepWorker {
  /// Does what looks at one row only.
  @inline(__always)
  func run(
    _ operation: StepPlan.Operation, _ cells: inout MutableSpan<UInt32>, _ place: Place
  ) {
    switch operation {
    case .filter(let condition):
      let value = machine.run(condition, text.span, cells.span)
      guard isRead(place), !value.isTrue else { return }
      marks[place.row] = .filtered
      result.filtered += 1
    case .check(let condition, let number):
      let value = machine.run(condition, text.span, cells.span)
      if isRead(place), !value.isTrue { refuse(place, .check(number), as: .refused) }
    case .derive(let expression, let slot):
      let value = machine.run(expression, text.span, cells.span)
      if isRead(place) { write(value, expression.type, slot, &cells) }
    case .split(let from, let separator, let slots): split(from, separator, slots, &cells)
    case .combine(let from, let between, let slot): combine(from, between, slot, &cells)
    case .lookup(let from, let index, let step, let refuses, let slot):
      if !look(from, index, slot, &cells) {
        if refuses {
          refuse(place, .unmatched(step), as: .unreadable)
        } else {
          result.unmatched[step] += 1
        }
      }
    case .replace(let slot, let index):
      replace(slot, index, &cells)
      machine.forget()
    case .deduplicate, .unpivot: break
    }
  }
}
