// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
package import HergebruikFormat
internal import HergebruikModel

/// A question about the table as a whole: `checks` of the pipeline file.
///
/// This file is all that a check is, and how it is read; `TableJudgement` is how it is judged.
package enum TableCheck: Sendable {
  /// How many rows there are.
  case rows(minimum: Int?, maximum: Int?)
  /// The sum of a published number field; limits are decimals.
  case sum(field: String, minimum: String?, maximum: String?, equals: String?)
  /// The numbers of a field follow each other, but for so many.
  case sequence(field: String, gaps: Int)
  /// The newest value of a date field is so many days old at most.
  case fresh(field: String, days: Int)
  /// What another file says of the export.
  case control(Control)

  /// The keys of the pipeline file, in the order of the documentation.
  enum Name: String, CaseIterable {
    case rows, sum, sequence, fresh, control
  }

  /// A file that says how many rows there are, and what they add up to.
  package struct Control: Sendable {
    /// What reads it.
    package var extractor: any Extractor
    /// Its column with the number of rows; nil where it has none.
    package var rows: String?
    /// Of published fields the columns with their sums.
    package var sums: [(field: String, column: String)]
  }
}

// MARK: How each is read

extension TableChecksReader {
  /// Reads a check; `nil` if it is not whole, which is reported.
  func check(
    _ name: TableCheck.Name, _ item: inout ConfigReader, _ drafts: [FieldDraft]
  ) -> TableCheck? {
    guard var group = item.mapping(name.rawValue) else { return nil }
    defer { group.finish() }
    switch name {
    case .rows:
      let minimum = group.integer("minimum", in: 0...Int.max)
      let maximum = group.integer("maximum", in: 0...Int.max)
      needOne(of: ["minimum", "maximum"], group)
      return .rows(minimum: minimum, maximum: maximum)
    case .sum:
      let field = field(&group, drafts, types: ["integer", "number"])
      let minimum = group.decimal("minimum")
      let maximum = group.decimal("maximum")
      let equals = group.decimal("equals")
      needOne(of: ["minimum", "maximum", "equals"], group)
      return field.map { .sum(field: $0, minimum: minimum, maximum: maximum, equals: equals) }
    case .sequence:
      let field = field(&group, drafts, types: ["integer"])
      let gaps = group.node("gaps") == nil ? 0 : group.integer("gaps", in: 0...Int.max)
      if let field, let draft = drafts.first(where: { $0.name == field && !$0.isDropped }),
        !draft.constraints.unique || !draft.constraints.required
      {
        group.invalid(
          "field", "gaps can be counted only where no number occurs twice and none is missing",
          hint: "Write constraints: {required: true, unique: true} for '\(field)'.")
      }
      return field.flatMap { field in gaps.map { .sequence(field: field, gaps: $0) } }
    case .fresh:
      let field = field(&group, drafts, types: ["date", "datetime"])
      group.need(["days": "Write how many days old the newest may be: days: 7."])
      let days = group.integer("days", in: 0...100_000)
      return field.flatMap { field in days.map { .fresh(field: field, days: $0) } }
    case .control: return control(&group, drafts)
    }
  }
}
