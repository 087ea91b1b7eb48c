// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikTreatment

/// What becomes of a record of an export. Each record has one state; all code and all texts about it use these words.
enum RowState: Int, CaseIterable {
  /// Valid by its fields, steps and checks, and kept.
  case kept
  /// Not a row: it has too many or too few cells, or cannot be read. A kind of refused record.
  case malformed
  /// Refused, because a value or a check is wrong.
  case invalid
  /// Left out by the condition of a step.
  case filtered
  /// Left out by a step, because an earlier record is the same.
  case duplicate
  /// Left out lest a person be found (k-anonymity).
  case suppressed
}

/// How many records of an export are in each state so far.
struct RowCounts {
  /// Records read, whatever their state; several rows that a step made of one record count once.
  private(set) var records = 0
  /// The sum of the class keys of all rows that are not refused, modulo 2^64.
  private(set) var classSum: UInt64 = 0
  private var counts = Array(repeating: 0, count: RowState.allCases.count)

  /// How many are in a state.
  subscript(_ state: RowState) -> Int { counts[state.rawValue] }

  /// Rows that are kept.
  var rows: Int { self[.kept] }

  /// Records that are refused: they go to the quarantine, and count for the error limit.
  var refused: Int { self[.malformed] + self[.invalid] }

  /// Counts the records of the next block.
  mutating func enter(_ block: Block) {
    records += block.records
    classSum &+= block.result.classes.sum
    add(block.rows, .kept)
    add(block.malformed.count, .malformed)
    add(block.result.badRecords, .invalid)
    add(block.steps.filtered, .filtered)
    add(block.steps.duplicates, .duplicate)
    add(block.result.classes.suppressed, .suppressed)
  }

  private mutating func add(_ count: Int, _ state: RowState) { counts[state.rawValue] += count }
}
