// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikTreatment

/// How many values the code lists lack, of fields and of steps.
struct UnmatchedTally {
  private var fields: [Int] = []
  private var steps: [Int] = []

  /// Counts those of the next block.
  mutating func enter(_ block: Block) {
    Self.add(block.result.unmatched, to: &fields)
    Self.add(block.steps.unmatched, to: &steps)
  }

  /// What a person should know of them.
  func warnings(_ job: Conversion.Job) -> [Diagnostic] {
    let file = job.table.files.first
    return (fields.isEmpty ? [] : job.plan.warnings(unmatched: fields, file: file))
      + (steps.isEmpty ? [] : job.binding.steps?.warnings(unmatched: steps, file: file) ?? [])
  }

  private static func add(_ more: [Int], to counts: inout [Int]) {
    if counts.isEmpty { counts = Array(repeating: 0, count: more.count) }
    for (index, count) in more.enumerated() { counts[index] += count }
  }
}
